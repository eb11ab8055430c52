//! Lists over the REST interface: looked at, refused with every fault, taken as a whole.

use lotsenwerk::app;
use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{LOTSEN, REQUESTS, WORKBOOK, bytes};
use crate::support::site::Answer;

on_each_database!(
    a_dry_run_tells_everything_and_stores_nothing,
    a_list_with_faults_is_refused_as_a_whole,
    what_is_good_is_taken_in_the_callers_name,
    requests_come_in_lists_too,
    nobody_imports_for_others,
    what_is_no_list_is_refused,
);

const CSV: &str = "text/csv";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn send(desk: &Desk, role: Role, path: &str, media_type: &str, bytes: &[u8]) -> Answer {
    desk.site.upload(&format!("/api/v1/imports/{path}"), desk.people.session(role), media_type, bytes)
}

fn lotsen(db: &TestDatabase) -> usize {
    db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All)).len()
}

fn a_dry_run_tells_everything_and_stores_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let answer = send(&desk, Role::Coordinator, "lotsen?dry_run=true", CSV, &bytes(LOTSEN));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let report = answer.json();
    assert_eq!(report["outcome"], "refused");
    assert_eq!(report["carrier"], desk.people.carrier.to_string());
    let faults = report["faults"].as_array().unwrap();
    assert!(!faults.is_empty());
    for field in ["code", "detail", "remedy", "column"] {
        assert!(faults.iter().all(|fault| !fault[field].as_str().unwrap().is_empty()), "{field}");
    }
    let skipping = send(&desk, Role::Coordinator, "lotsen?dry_run=true&skip_faulty=true", CSV, &bytes(LOTSEN)).json();
    assert_eq!((&skipping["outcome"], &skipping["counts"]), (&json!("possible"), &report["counts"]));
    assert_eq!(lotsen(db), 2);
}

fn a_list_with_faults_is_refused_as_a_whole(db: &TestDatabase) {
    let desk = Desk::open(db);
    let looked = send(&desk, Role::Coordinator, "lotsen?dry_run=true", CSV, &bytes(LOTSEN)).json();
    let answer = send(&desk, Role::Coordinator, "lotsen", CSV, &bytes(LOTSEN));
    let problem = answer.json();
    assert_eq!((answer.status, &problem["code"]), (422, &json!("invalid_fields")), "{}", answer.body);
    let place = |fault: &Value| {
        let column = fault["column"].as_str().unwrap().replace('/', "~1");
        (format!("/rows/{}/{column}", fault["row"]), fault["code"].as_str().unwrap().to_owned())
    };
    let expected: Vec<_> = looked["faults"].as_array().unwrap().iter().map(place).collect();
    let errors = problem["errors"].as_array().unwrap().iter();
    let told: Vec<_> = errors
        .map(|error| (error["pointer"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(told, expected);
    let remedy = looked["faults"][0]["remedy"].as_str().unwrap();
    assert!(problem["errors"][0]["detail"].as_str().unwrap().ends_with(remedy), "{problem:#}");
    assert_eq!(lotsen(db), 2);
}

fn what_is_good_is_taken_in_the_callers_name(db: &TestDatabase) {
    let desk = Desk::open(db);
    let answer = send(&desk, Role::Coordinator, "lotsen?skip_faulty=true", CSV, &bytes(LOTSEN));
    let report = answer.json();
    assert_eq!((answer.status, &report["outcome"]), (200, &json!("taken")), "{}", answer.body);
    let new = usize::try_from(report["counts"]["new"].as_u64().unwrap()).unwrap();
    assert!(new > 50);
    assert_eq!(lotsen(db), 2 + new);
    let all = db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All));
    assert!(all.iter().skip(2).all(|lotse| lotse.organisation == desk.people.carrier));
    let by = Actor::User(desk.people.of[&Role::Coordinator].user);
    let events = app::audit::list(&desk.context, None, 1_000).unwrap();
    let registered = events.iter().filter(|event| event.action == Action::LotseRegistered && event.actor == by);
    assert_eq!(registered.count(), new);
    let again = send(&desk, Role::Coordinator, "lotsen?skip_faulty=true", CSV, &bytes(LOTSEN)).json();
    assert_eq!((&again["counts"]["new"], &again["counts"]["unchanged"]), (&json!(0), &json!(new)));
}

fn requests_come_in_lists_too(db: &TestDatabase) {
    let desk = Desk::open(db);
    let answer = send(&desk, Role::Coordinator, "requests?skip_faulty=true", CSV, &bytes(REQUESTS));
    let report = answer.json();
    assert_eq!((answer.status, &report["outcome"]), (200, &json!("taken")), "{}", answer.body);
    assert!(!report["new_organisations"].as_array().unwrap().is_empty());
    let by = Actor::User(desk.people.of[&Role::Coordinator].user);
    let events = app::audit::list(&desk.context, None, 1_000).unwrap();
    let count = |action| events.iter().filter(|event| event.action == action && event.actor == by).count();
    assert_eq!(json!(count(Action::RequestImported)), report["counts"]["new"]);
    assert_eq!(count(Action::OrganisationAdded), report["new_organisations"].as_array().unwrap().len());
    let book = send(&desk, Role::Coordinator, "requests?dry_run=true&skip_faulty=true", XLSX, &bytes(WORKBOOK));
    assert_eq!(book.status, 200, "{}", book.body);
    let none = send(&desk, Role::Coordinator, "requests?dry_run=true&sheet=Nirgends", XLSX, &bytes(WORKBOOK));
    assert_eq!((none.status, &none.json()["code"]), (422, &json!("invalid_fields")));
}

fn nobody_imports_for_others(db: &TestDatabase) {
    let desk = Desk::open(db);
    let other = format!("lotsen?carrier={}", desk.people.other_carrier);
    let refused = send(&desk, Role::Coordinator, &other, CSV, &bytes(LOTSEN));
    assert_eq!((refused.status, &refused.json()["errors"][0]["pointer"]), (422, &json!("carrier")));
    assert_eq!(send(&desk, Role::Requester, "lotsen", CSV, &bytes(LOTSEN)).status, 403);
    // An agency posts requests one by one: a list names others too.
    let agency = send(&desk, Role::Requester, "requests?skip_faulty=true", CSV, &bytes(REQUESTS));
    assert_eq!(agency.status, 403, "{}", agency.body);
    assert_eq!(db.must_read(|tx| storage::requests::load(tx, &storage::requests::Selection::All)), []);
}

fn what_is_no_list_is_refused(db: &TestDatabase) {
    let desk = Desk::open(db);
    let answer = |media_type, bytes: &[u8]| send(&desk, Role::Coordinator, "lotsen", media_type, bytes).json();
    let code = |media_type, bytes: &[u8]| answer(media_type, bytes)["code"].clone();
    let fault = |media_type, bytes: &[u8]| answer(media_type, bytes)["errors"][0]["code"].clone();
    assert_eq!(code("application/json", b"{}"), "unsupported_media_type");
    assert_eq!(fault(CSV, b""), "unreadable_list");
    assert_eq!(fault(XLSX, b"PK\x03\x04 junk"), "unreadable_list");
    assert_eq!(fault(CSV, &bytes(REQUESTS)), "no_headings");
    let sheet = send(&desk, Role::Coordinator, "lotsen?sheet=Nope", CSV, &bytes(LOTSEN)).json();
    assert_eq!(
        (&sheet["errors"][0]["pointer"], &sheet["errors"][0]["code"]),
        (&json!("sheet"), &json!("no_such_sheet"))
    );
    assert_eq!(code(CSV, &vec![b'x'; 21 * 1024 * 1024]), "too_large");
}
