//! Limits of a calendar year that are changed for the next one: a plan that is made in December heeds them for January.

use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::language::Level;
use lotsenwerk::domain::lotse::{Lotse, SpokenLanguage};
use lotsenwerk::domain::request::{Appointment, SupportRequest};
use lotsenwerk::domain::text::ClientRef;
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{local, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office;

on_each_database!(hours_go_by_the_year_of_the_appointment, assignments_for_a_client_go_by_the_year_of_the_appointment,);

const THIS: &str = "2026-12-30";
const NEXT: &str = "2027-01-04";

fn amend(desk: &Desk, carrier: bool, from: &str, values: &Value) {
    let mut body = json!({"valid_from": from, "values": values, "reason": "Beschluss"});
    if carrier {
        body["organisation"] = json!(desk.people.carrier);
    }
    let answer = desk.post(Role::Operator, "/programmes/amendments", &body);
    assert_eq!(answer.status, 201, "{}", answer.body);
}

/// A request in each of the two years.
fn post(db: &TestDatabase, service: Service) {
    let request = |(number, day): (u32, &str)| {
        let appointment = Appointment::single(local(&format!("{day} 10:00")), 60).unwrap();
        let client = Some(ClientRef::parse("K1").unwrap());
        SupportRequest { service, client, ..office::request(number, vec![appointment]) }
    };
    let requests = [(1, THIS), (2, NEXT)].map(request);
    db.must_write(|tx| storage::requests::save_all(tx, &requests));
}

/// What keeps somebody from this year's and from the next year's; nothing where they could go.
fn kept_out(desk: &Desk) -> [Value; 2] {
    [1, 2].map(|number| {
        let found = desk.get(Role::Coordinator, &format!("/requests/{}/candidates", request_id(number))).json();
        let last = found["removed"].as_array().unwrap().last();
        if found["found"] == 1 { json!(null) } else { last.unwrap()["constraint"].clone() }
    })
}

fn hours_go_by_the_year_of_the_appointment(db: &TestDatabase) {
    let desk = Desk::open(db);
    post(db, Service::Accompaniment);
    let (free, full) = (json!(null), json!("yearly_cap"));
    assert_eq!(kept_out(&desk), [free.clone(), free.clone()]);
    amend(&desk, false, "2027-01-01", &json!({"hours_per_year": 0}));
    assert_eq!(kept_out(&desk), [free.clone(), full.clone()]);
    amend(&desk, true, "2026-12-01", &json!({"hours_per_year": 0}));
    assert_eq!(kept_out(&desk), [full.clone(), full.clone()], "the carrier's own go on");
    amend(&desk, true, "2027-01-01", &json!({"hours_per_year": 1}));
    assert_eq!(kept_out(&desk), [full.clone(), free.clone()]);
    amend(&desk, true, "2027-01-01", &json!({"hours_per_year": 0, "beyond_limits": "warn"}));
    assert_eq!(kept_out(&desk), [full, free], "planned and paid beyond it, from the year on");
}

fn assignments_for_a_client_go_by_the_year_of_the_appointment(db: &TestDatabase) {
    let desk = Desk::open(db);
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse));
    let german = SpokenLanguage { language: "deu".parse().unwrap(), level: Level::Native };
    let speaks = Lotse { services: Service::ALL.to_vec(), languages: vec![german], ..lotse };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&speaks)));
    post(db, Service::Interpreting);
    amend(&desk, false, "2026-12-01", &json!({"interpreting_required": []}));
    let (free, full) = (json!(null), json!("client_cap"));
    assert_eq!(kept_out(&desk), [free.clone(), free.clone()]);
    amend(&desk, false, "2027-01-01", &json!({"assignments_per_client_and_year": 0}));
    assert_eq!(kept_out(&desk), [free.clone(), full.clone()]);
    amend(&desk, true, "2026-12-01", &json!({"assignments_per_client_and_year": 0}));
    amend(&desk, true, "2027-01-01", &json!({"assignments_per_client_and_year": 1}));
    assert_eq!(kept_out(&desk), [full.clone(), free.clone()]);
    amend(&desk, true, "2027-01-01", &json!({"assignments_per_client_and_year": 0, "beyond_limits": "warn"}));
    assert_eq!(kept_out(&desk), [full, free]);
}
