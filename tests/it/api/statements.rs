//! Statements over the REST interface: what confirmed work is paid, who may read it, the same as files; and the history of hours.

use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::code::{Mode, Service};
use lotsenwerk::domain::hours::{Decision, HoursEntry};
use lotsenwerk::domain::id::LotseId;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::domain::text::ClientRef;
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{assignment_id, local, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office;
use crate::support::people::arrives;
use lotsenwerk::domain::access::Membership;

on_each_database!(
    a_month_is_what_is_confirmed_in_it,
    limits_of_the_year_hold_and_say_so,
    statements_are_for_those_who_account,
    what_is_confirmed_late_changes_no_statement,
    a_confirmation_is_taken_back_and_the_history_stays,
);

/// Something that a Lotse did for a client, an hour from this local time on.
pub fn went(db: &TestDatabase, number: u32, lotse: LotseId, start: &str, service: Service, client: Option<&str>) {
    let appointment = Appointment::single(local(start), 60).unwrap();
    let client = client.map(|client| ClientRef::parse(client).unwrap());
    let state = RequestState::Completed;
    let request = SupportRequest { state, service, client, ..office::request(number, vec![appointment.clone()]) };
    let assignment = Assignment {
        id: assignment_id(number),
        lotse,
        request: request_id(number),
        appointment,
        mode: Mode::InPerson,
        state: AssignmentState::Completed,
        sequence: 0,
        missed: None,
    };
    db.must_write(|tx| {
        storage::requests::save_all(tx, std::slice::from_ref(&request))?;
        storage::assignments::insert_all(tx, std::slice::from_ref(&assignment))
    });
}

fn act(desk: &Desk, role: Role, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
    let id = path.split('/').nth(2).unwrap();
    let shown = desk.get(Role::Coordinator, &format!("/hours/{id}"));
    let tag = shown.header("etag").unwrap().to_owned();
    let answer = desk.send(method, role, path, &[("If-Match", &tag)], body);
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
}

fn logged(desk: &Desk, number: u32, minutes: u32) -> String {
    let path = format!("/assignments/{}/hours", assignment_id(number));
    let logged = desk.post(Role::Coordinator, &path, &json!({"minutes": minutes}));
    assert_eq!(logged.status, 201, "{}", logged.body);
    logged.json()["id"].as_str().unwrap().to_owned()
}

fn confirmed(desk: &Desk, number: u32, minutes: u32) -> String {
    let id = logged(desk, number, minutes);
    assert_eq!(act(desk, Role::Coordinator, "POST", &format!("/hours/{id}/confirm"), None).0, 200);
    id
}

fn statement(desk: &Desk, role: Role, month: &str) -> Value {
    let answer = desk.get(role, &format!("/lotsen/{}/statement?month={month}", desk.people.lotse));
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

fn a_month_is_what_is_confirmed_in_it(db: &TestDatabase) {
    let desk = Desk::open(db);
    let own = desk.people.lotse;
    went(db, 1, own, "2026-11-30 22:30", Service::Accompaniment, Some("K1"));
    went(db, 2, own, "2026-11-03 09:00", Service::Interpreting, Some("K1"));
    went(db, 3, own, "2026-11-30 23:30", Service::Accompaniment, None);
    went(db, 4, own, "2026-11-04 09:00", Service::Accompaniment, None);
    for (number, minutes) in [(1, 50), (2, 45), (3, 60)] {
        confirmed(&desk, number, minutes);
    }
    let waits = desk.post(Role::Lotse, &format!("/assignments/{}/hours", assignment_id(4)), &json!({"minutes": 60}));
    assert_eq!(waits.status, 201);
    let november = statement(&desk, Role::Lotse, "2026-11");
    // 50 minutes at 5 EUR are 4.1666…; what ends in December is December's.
    assert_eq!(november["cents"], 417 + 2_000);
    let part = &november["parts"][0];
    assert_eq!(
        (&part["undecided"], &part["paid_minutes_this_year"], &part["most_minutes_a_year"]),
        (&json!(1), &json!(50 + 60), &json!(276 * 60))
    );
    let sums = |service: &str| {
        (part[service]["minutes"].clone(), part[service]["sittings"].clone(), part[service]["cents"].clone())
    };
    assert_eq!(sums("accompaniment"), (json!(50), json!(1), json!(417)));
    assert_eq!(sums("interpreting"), (json!(45), json!(1), json!(2_000)));
    let order: Vec<&Value> = part["lines"].as_array().unwrap().iter().map(|line| &line["reference"]).collect();
    assert_eq!(order, ["A-2", "A-1"]);
    assert_eq!(statement(&desk, Role::Coordinator, "2026-12")["cents"], 500);
    assert_eq!(statement(&desk, Role::Coordinator, "2026-10")["cents"], 0);
    let junk = desk.get(Role::Lotse, &format!("/lotsen/{own}/statement?month=2026-13"));
    assert_eq!(junk.status, 422);
}

fn limits_of_the_year_hold_and_say_so(db: &TestDatabase) {
    let desk = Desk::open(db);
    let own = desk.people.lotse;
    // 276 hours and a half, ten hours and a half at a time, over many days.
    for number in 1..=27 {
        let start = format!("2026-{:02}-{:02} 09:00", 1 + number / 3, 1 + number % 3 * 9);
        went(db, number, own, &start, Service::Accompaniment, None);
        db.raw().batch("UPDATE assignment_sittings SET minutes = 630 WHERE minutes = 60");
        confirmed(&desk, number, 630);
    }
    // 27 times 630 minutes are 283.5 hours; 276 are paid.
    let months: Vec<Value> = (1..=10).map(|month| statement(&desk, Role::Lotse, &format!("2026-{month:02}"))).collect();
    let cents: u64 = months.iter().map(|month| month["cents"].as_u64().unwrap()).sum();
    assert_eq!(cents, 276 * 500);
    let last = &months[9]["parts"][0]["lines"][0];
    assert_eq!(
        (&last["beyond"], &last["paid_minutes"], &last["minutes"]),
        (&json!("yearly_hours"), &json!(276 * 60 - 26 * 630), &json!(630))
    );
    for number in 31..=37 {
        went(db, number, own, &format!("2026-11-{:02} 09:00", number - 30), Service::Interpreting, Some("K9"));
        confirmed(&desk, number, 30);
    }
    let november = statement(&desk, Role::Lotse, "2026-11");
    assert_eq!(november["cents"], 5 * 2_000);
    let beyond =
        november["parts"][0]["lines"].as_array().unwrap().iter().filter(|line| line["beyond"] == "client_assignments");
    assert_eq!(beyond.count(), 2);
}

fn statements_are_for_those_who_account(db: &TestDatabase) {
    let desk = Desk::open(db);
    went(db, 1, desk.people.lotse, "2026-11-03 09:00", Service::Accompaniment, None);
    confirmed(&desk, 1, 60);
    let at = |lotse: LotseId, what: &str| format!("/lotsen/{lotse}/statement{what}");
    for role in [Role::Operator, Role::CompetenceCentre, Role::Requester] {
        assert_eq!(desk.get(role, &at(desk.people.lotse, "")).status, 403, "{role}");
        assert_eq!(desk.get(role, &at(desk.people.lotse, "/file")).status, 403, "{role}");
    }
    for role in [Role::Coordinator, Role::Lotse] {
        assert_eq!(desk.get(role, &at(desk.people.other_lotse, "")).status, 404, "{role}");
        let file = desk.get(role, &at(desk.people.lotse, "/file?month=2026-11"));
        assert_eq!((file.status, file.header("content-type")), (200, Some("text/csv; charset=utf-8")));
        assert!(
            file.body.contains("A-1") && file.header("content-disposition").unwrap().contains("statement-2026-11.csv")
        );
    }
    // Whoever goes to another carrier takes the own statement along; the new carrier does not see what the old one accounts for.
    let known = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse));
    let moved = Lotse { organisation: desk.people.other_carrier, ..known };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&moved)));
    let stranger = arrives(&desk.context, "stranger", Membership::Coordinator(desk.people.other_carrier));
    let path = format!("/api/v1{}", at(desk.people.lotse, "?month=2026-11"));
    let seen = desk.site.api("GET", &path, Some(&stranger.session), &[], None);
    assert_eq!((seen.status, &seen.json()["cents"]), (200, &json!(0)), "{}", seen.body);
    assert_eq!(statement(&desk, Role::Lotse, "2026-11")["cents"], 500);
    // The old one still owes the statement of what it accounts for, and sees no more of the Lotse.
    assert_eq!(statement(&desk, Role::Coordinator, "2026-11")["cents"], 500);
    assert_eq!(desk.get(Role::Coordinator, &at(desk.people.lotse, "?month=2026-10")).status, 404);
    assert_eq!(desk.get(Role::Coordinator, &format!("/lotsen/{}", desk.people.lotse)).status, 404);
}

fn what_is_confirmed_late_changes_no_statement(db: &TestDatabase) {
    let desk = Desk::open(db);
    let own = desk.people.lotse;
    went(db, 1, own, "2026-10-03 09:00", Service::Accompaniment, None);
    went(db, 2, own, "2026-11-20 09:00", Service::Accompaniment, None);
    let an_hour = json!({
        "organisation": desk.people.carrier, "valid_from": "2026-01-01", "reason": "Beschluss", "values": {"hours_per_year": 1}
    });
    assert_eq!(desk.post(Role::Operator, "/programmes/amendments", &an_hour).status, 201);
    confirmed(&desk, 2, 60);
    assert_eq!(statement(&desk, Role::Lotse, "2026-11")["cents"], 500);
    // That was on a machine whose clock is a day ahead; this one's confirmation is the later one all the same.
    let earlier = |tx: &mut storage::WriteTx| {
        let entry = storage::hours::of_assignment(tx, assignment_id(2))?.unwrap();
        let (by, at) = entry.changed();
        let decision = Decision::Confirmed { by, at: at + chrono::Duration::days(1) };
        storage::hours::replace(tx, &entry, &HoursEntry { decision, revision: entry.revision + 1, ..entry.clone() })
    };
    db.must_write(earlier);
    confirmed(&desk, 1, 60);
    let (october, november) = (statement(&desk, Role::Lotse, "2026-10"), statement(&desk, Role::Lotse, "2026-11"));
    assert_eq!((&october["cents"], &november["cents"]), (&json!(0), &json!(500)));
    let line = &october["parts"][0]["lines"][0];
    assert_eq!((&line["reference"], &line["beyond"]), (&json!("A-1"), &json!("yearly_hours")));
}

fn a_confirmation_is_taken_back_and_the_history_stays(db: &TestDatabase) {
    let desk = Desk::open(db);
    went(db, 1, desk.people.lotse, "2026-11-03 09:00", Service::Accompaniment, None);
    let id = confirmed(&desk, 1, 120);
    let reopen = format!("/hours/{id}/reopen");
    let reason = json!({"reason": "Es war eine Stunde."});
    assert_eq!(act(&desk, Role::Lotse, "POST", &reopen, Some(&reason)).0, 403);
    let (status, entry) = act(&desk, Role::Coordinator, "POST", &reopen, Some(&reason));
    assert_eq!((status, &entry["state"], &entry["reason"]), (200, &json!("rejected"), &reason["reason"]));
    assert_eq!(statement(&desk, Role::Lotse, "2026-11")["cents"], 0, "it counts no longer");
    assert_eq!(act(&desk, Role::Coordinator, "POST", &reopen, Some(&reason)).0, 409, "there is nothing to take back");
    assert_eq!(
        act(&desk, Role::Lotse, "PUT", &format!("/hours/{id}"), Some(&json!({"minutes": 60, "note": "nur eine"}))).0,
        200
    );
    assert_eq!(act(&desk, Role::Coordinator, "POST", &format!("/hours/{id}/confirm"), None).0, 200);
    let history = desk.get(Role::Lotse, &format!("/hours/{id}/history")).json();
    let said: Vec<(u64, &str, u64, &Value)> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                item["revision"].as_u64().unwrap(),
                item["state"].as_str().unwrap(),
                item["minutes"].as_u64().unwrap(),
                &item["reason"],
            )
        })
        .collect();
    let none = &Value::Null;
    assert_eq!(
        said,
        [
            (0, "logged", 120, none),
            (1, "confirmed", 120, none),
            (2, "rejected", 120, &reason["reason"]),
            (3, "logged", 60, none),
            (4, "confirmed", 60, none)
        ]
    );
    let coordinator = desk.people.of[&Role::Coordinator].user.to_string();
    assert_eq!((&history["items"][2]["by"], &history["items"][3]["note"]), (&json!(coordinator), &json!("nur eine")));

    // The accounts of the year before the last are closed.
    went(db, 2, desk.people.lotse, "2025-11-03 09:00", Service::Accompaniment, None);
    let old = logged(&desk, 2, 60);
    let closed = |verb: &str, reason: Option<&Value>| {
        let (status, problem) = act(&desk, Role::Coordinator, "POST", &format!("/hours/{old}/{verb}"), reason);
        assert!(status == 409 && problem["detail"].as_str().unwrap().contains("2025"), "{verb}: {problem}");
    };
    closed("confirm", None);
    let writer = desk.people.of[&Role::Coordinator].user;
    db.must_write(|tx| {
        let entry = storage::hours::find(tx, old.parse().unwrap())?;
        storage::hours::replace(tx, &entry, &entry.confirmed(writer, entry.logged_at).unwrap())
    });
    closed("reopen", Some(&reason));
}
