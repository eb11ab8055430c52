//! Funding rules over the REST interface: changed from a day on, kept with all that was said, and heeded wherever they bite.

use lotsenwerk::app::funding::{self, Check};
use lotsenwerk::app::proofs::Sight;
use lotsenwerk::domain::access::{Access, Membership, Permission, Role};
use lotsenwerk::domain::audit::Action;
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::request::Appointment;
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use super::statements::went;
use crate::storage::samples::{assignment_id, local, request_id};
use crate::support::context::moment;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY};
use crate::support::people::arrives;

on_each_database!(
    rules_change_from_a_day_on_and_nothing_is_forgotten,
    what_was_closed_stays_closed,
    carriers_see_what_concerns_them,
    matching_heeds_the_rules_of_the_carrier,
    who_coordinates_may_have_more,
    a_project_sees_how_it_stands,
);

fn amend(desk: &Desk, role: Role, body: &Value) -> (u16, Value) {
    let answer = desk.post(role, "/programmes/amendments", body);
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
}

fn change(from: &str, values: Value) -> Value {
    json!({"valid_from": from, "values": values, "reason": "Beschluss"})
}

fn cents(desk: &Desk, month: &str) -> u64 {
    let path = format!("/lotsen/{}/statement?month={month}", desk.people.lotse);
    desk.get(Role::Coordinator, &path).json()["cents"].as_u64().unwrap()
}

fn confirmed(db: &TestDatabase, desk: &Desk, number: u32, start: &str, service: Service) {
    went(db, number, desk.people.lotse, start, service, Some("K1"));
    let logged =
        desk.post(Role::Coordinator, &format!("/assignments/{}/hours", assignment_id(number)), &json!({"minutes": 60}));
    let id = logged.json()["id"].as_str().unwrap().to_owned();
    let headers = [("If-Match", "*")];
    let done = desk.send("POST", Role::Coordinator, &format!("/hours/{id}/confirm"), &headers, None);
    assert_eq!(done.status, 200, "{}", done.body);
}

fn rules_change_from_a_day_on_and_nothing_is_forgotten(db: &TestDatabase) {
    let desk = Desk::open(db);
    confirmed(db, &desk, 1, "2026-11-10 09:00", Service::Accompaniment);
    confirmed(db, &desk, 2, "2026-11-20 09:00", Service::Accompaniment);
    assert_eq!(cents(&desk, "2026-11"), 1_000);
    let mut dearer = change("2026-11-15", json!({"cents_per_hour": 700}));
    let (status, all) = amend(&desk, Role::CompetenceCentre, &dearer);
    assert_eq!((status, &all["values"], &all["organisation"]), (201, &json!({"cents_per_hour": 700}), &Value::Null));
    assert_eq!(cents(&desk, "2026-11"), 500 + 700, "the rules of each day");
    dearer["organisation"] = json!(desk.people.carrier);
    dearer["values"] = json!({"cents_per_hour": 900});
    assert_eq!(amend(&desk, Role::Operator, &dearer).0, 201);
    assert_eq!(cents(&desk, "2026-11"), 500 + 900, "the carrier's own go before those of all");
    dearer["values"] = json!({"cents_per_hour": 800});
    assert_eq!(amend(&desk, Role::Operator, &dearer).0, 201);
    assert_eq!(cents(&desk, "2026-11"), 500 + 800, "a correction is one more");
    let rules = |query: &str| {
        desk.get(Role::Coordinator, &format!("/programmes/rules?{query}")).json()["values"]["cents_per_hour"].clone()
    };
    assert_eq!(rules(&format!("carrier={}&day=2026-11-20", desk.people.carrier)), 800);
    assert_eq!((rules("day=2026-11-20"), rules("day=2026-11-14")), (json!(700), json!(500)));
    let history = desk.get(Role::Coordinator, "/programmes/amendments").json();
    let said: Vec<&Value> =
        history["items"].as_array().unwrap().iter().map(|one| &one["values"]["cents_per_hour"]).collect();
    assert_eq!(said.len(), 3, "{history}");
    assert!([700, 800, 900].iter().all(|cents| said.contains(&&json!(cents))));
    let events =
        lotsenwerk::app::audit::list(&desk.context, Some(all["id"].as_str().unwrap().parse().unwrap()), 9).unwrap();
    assert_eq!(events.iter().map(|event| event.action).collect::<Vec<_>>(), [Action::ProgrammeAmended]);
}

fn what_was_closed_stays_closed(db: &TestDatabase) {
    let desk = Desk::open(db);
    // In December 2026 the accounts of 2025 are closed since March.
    let (status, problem) = amend(&desk, Role::Operator, &change("2025-12-31", json!({"cents_per_hour": 700})));
    assert_eq!((status, &problem["code"]), (409, &json!("state")), "{problem}");
    assert_eq!(amend(&desk, Role::Operator, &change("2026-01-01", json!({"cents_per_hour": 700}))).0, 201);
    let (status, problem) = amend(&desk, Role::Operator, &change("2027-01-01", json!({})));
    assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!("/values")));
    let mut turned = change("2027-01-01", json!({"cents_per_hour": 700}));
    turned["valid_until"] = json!("2026-12-31");
    assert_eq!(amend(&desk, Role::Operator, &turned).0, 422);
    for values in [json!({"cents_per_hour": 100_001}), json!({"cents": 1}), json!({"german_at_least": "Z9"})] {
        assert_eq!(amend(&desk, Role::Operator, &change("2027-01-01", values.clone())).0, 422, "{values}");
    }
    let mut agency = change("2027-01-01", json!({"cents_per_hour": 700}));
    agency["organisation"] = json!(desk.people.agency);
    assert_eq!(amend(&desk, Role::Operator, &agency).0, 409);
}

fn carriers_see_what_concerns_them(db: &TestDatabase) {
    let desk = Desk::open(db);
    let mut others = change("2027-01-01", json!({"budget_cents_per_year": 5}));
    others["organisation"] = json!(desk.people.other_carrier);
    assert_eq!(amend(&desk, Role::CompetenceCentre, &others).0, 201);
    for role in [Role::Coordinator, Role::Lotse, Role::Requester] {
        assert_eq!(amend(&desk, role, &others).0, 403, "{role}");
    }
    let seen = |role| desk.get(role, "/programmes/amendments").json()["items"].as_array().unwrap().len();
    assert_eq!((seen(Role::Coordinator), seen(Role::CompetenceCentre)), (0, 1));
    let rules = format!("/programmes/rules?carrier={}", desk.people.other_carrier);
    assert_eq!(desk.get(Role::Coordinator, &rules).status, 404);
    assert_eq!(desk.get(Role::CompetenceCentre, &rules).status, 200);
}

fn matching_heeds_the_rules_of_the_carrier(db: &TestDatabase) {
    let desk = Desk::open(db);
    let request = office::request(1, vec![Appointment::single(local("2026-12-10 10:00"), 60).unwrap()]);
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&request)));
    let found = || {
        let found = desk.get(Role::Coordinator, &format!("/requests/{}/candidates", request_id(1))).json();
        let removed: Vec<String> = found["removed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|removed| removed["constraint"].as_str().unwrap().to_owned())
            .collect();
        (found["found"].as_u64().unwrap(), removed.contains(&"yearly_cap".to_owned()))
    };
    assert_eq!(found(), (1, false));
    let mut none = change("2026-12-01", json!({"hours_per_year": 0}));
    none["organisation"] = json!(desk.people.carrier);
    assert_eq!(amend(&desk, Role::Operator, &none).0, 201);
    assert_eq!(found(), (0, true), "nobody has an hour left");
    none["values"] = json!({"beyond_limits": "warn"});
    assert_eq!(amend(&desk, Role::Operator, &none).0, 201);
    assert_eq!(found(), (1, false), "where work beyond a limit is paid, it is planned");

    // What was written down counts as it was, not as it was planned; what was interpreted does not count.
    none["values"] = json!({"beyond_limits": "stop", "hours_per_year": 2});
    assert_eq!(amend(&desk, Role::Operator, &none).0, 201);
    let own = desk.people.lotse;
    went(db, 2, own, "2026-11-03 09:00", Service::Interpreting, None);
    went(db, 3, own, "2026-11-04 09:00", Service::Accompaniment, None);
    assert_eq!(found(), (1, false), "an hour is planned, and one is left");
    let write = |number: u32, minutes: u32| {
        let path = format!("/assignments/{}/hours", assignment_id(number));
        assert_eq!(desk.post(Role::Coordinator, &path, &json!({"minutes": minutes})).status, 201);
    };
    write(2, 300);
    assert_eq!(found(), (1, false), "interpreting is another matter");
    write(3, 61);
    assert_eq!(found(), (0, true), "it took a minute more");
}

fn who_coordinates_may_have_more(db: &TestDatabase) {
    let desk = Desk::open(db);
    let own = desk.people.lotse;
    let most =
        || desk.get(Role::Lotse, &format!("/lotsen/{own}/hours-balance")).json()["minutes_funded_a_year"].clone();
    let note = |role, lotse, year: i32, coordinates: bool| {
        desk.post(role, &format!("/lotsen/{lotse}/coordination"), &json!({"year": year, "coordinates": coordinates}))
            .status
    };
    assert_eq!(most(), 276 * 60);
    assert_eq!(note(Role::Coordinator, own, 2026, true), 200);
    assert_eq!(note(Role::Coordinator, own, 2026, true), 200, "no news");
    assert_eq!(most(), 414 * 60);
    assert_eq!(note(Role::Coordinator, own, 2026, false), 200);
    assert_eq!(most(), 276 * 60);
    assert_eq!(note(Role::Coordinator, own, 2025, true), 409, "closed");
    assert_eq!(note(Role::Lotse, own, 2026, true), 403);
    assert_eq!(note(Role::Coordinator, desk.people.other_lotse, 2026, true), 404);

    // For the one carrier and not for the next; for both where both say so.
    assert_eq!(note(Role::Coordinator, own, 2026, true), 200);
    let known = db.must_read(|tx| storage::lotsen::find(tx, own));
    let moved = Lotse { organisation: desk.people.other_carrier, ..known };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&moved)));
    assert_eq!(most(), 276 * 60);
    let next = arrives(&desk.context, "next", Membership::Coordinator(desk.people.other_carrier));
    let body = json!({"year": 2026, "coordinates": true});
    let path = format!("/api/v1/lotsen/{own}/coordination");
    let noted = desk.site.api("POST", &path, Some(&next.session), &[], Some(&body));
    assert_eq!((noted.status, most()), (200, json!(414 * 60)), "{}", noted.body);
    assert_eq!(db.raw().lines("SELECT CAST(COUNT(*) AS TEXT) AS line FROM lotse_coordinations"), ["2"]);
}

fn a_project_sees_how_it_stands(db: &TestDatabase) {
    let desk = Desk::open(db);
    for number in 1..=6 {
        confirmed(db, &desk, number, &format!("2026-11-{number:02} 09:00"), Service::Interpreting);
    }
    let mut tight = change("2026-01-01", json!({"budget_cents_per_year": 9_000, "hours_per_year": 1}));
    tight["organisation"] = json!(desk.people.carrier);
    assert_eq!(amend(&desk, Role::Operator, &tight).0, 201);
    confirmed(db, &desk, 7, "2026-11-20 09:00", Service::Accompaniment);
    let access =
        Access::new(desk.people.of[&Role::Coordinator].user, [Membership::Coordinator(desk.people.carrier)], None);
    let grant = access.grant(Permission::ProofsRead).unwrap();
    let now = moment(MONDAY, 1).now;
    let stands = funding::funding(&desk.context, &grant, Sight::People, desk.people.carrier, now).unwrap();
    // Four fit into the budget beside an hour; the fifth does not, and the sixth is beyond the client's limit anyway.
    assert_eq!((stands.spent, stands.budget), (Some(4 * 2_000 + 500), Some(9_000)));
    assert_eq!(stands.lotsen, Check { has: Some(1), needs: 5, is_met: false });
    assert_eq!((stands.interpreters, stands.coordination), (Check { has: Some(0), needs: 5, is_met: false }, 0));
    assert_eq!(stands.near.unwrap().iter().map(|one| (one.minutes, one.most)).collect::<Vec<_>>(), [(60, 60)]);
    let figures = funding::funding(&desk.context, &grant, Sight::Figures, desk.people.carrier, now).unwrap();
    assert!(figures.near.is_none());
    let cookie = |role| format!("lotsenwerk={}", desk.people.session(role));
    let page = |role| {
        desk.site.visit("GET", &format!("/organisations/{}/funding", desk.people.carrier), Some(&cookie(role)), &[])
    };
    let shown = page(Role::Coordinator);
    assert_eq!(shown.status, 200);
    assert!(
        shown.body.contains("fits into the budget any more") && shown.body.contains("not met yet"),
        "{}",
        shown.body
    );
    // Operators see rules and no figures.
    assert!(!page(Role::Operator).body.contains("any more"));
    // Changed on the page: faults are told, what is right is kept and shown.
    let to = format!("/organisations/{}/funding", desk.people.carrier);
    let send = |form: &[(&str, &str)]| desk.site.visit("POST", &to, Some(&cookie(Role::CompetenceCentre)), form);
    let faulty = send(&[("valid_from", "2027-01-01"), ("cents_per_hour", "viel"), ("reason", "Beschluss")]);
    assert_eq!(faulty.status, 422);
    assert!(faulty.body.contains("viel"), "what was typed stays");
    assert_eq!(send(&[("valid_from", "2027-01-01"), ("reason", "Beschluss")]).status, 422, "nothing is changed");
    let done = send(&[("valid_from", "2027-01-01"), ("cents_per_hour", "6,50"), ("reason", "Neuer Satz")]);
    assert_eq!(done.status, 303, "{}", done.body);
    let after = page(Role::Coordinator).body;
    assert!(after.contains("€6.50") && after.contains("Neuer Satz"), "{after}");
}
