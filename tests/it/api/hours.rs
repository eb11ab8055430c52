//! Hours over the REST interface: written down after the appointment, corrected, confirmed as they were read, counted.

use lotsenwerk::app;
use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::assignment::{Assignment, AssignmentState, Missed};
use lotsenwerk::domain::audit::Action;
use lotsenwerk::domain::code::{Mode, Service};
use lotsenwerk::domain::id::LotseId;
use lotsenwerk::domain::request::{Appointment, RequestState, Sitting, SupportRequest};
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{assignment_id, local, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office;
use crate::support::site::Answer;

on_each_database!(
    a_lotse_logs_and_the_project_confirms,
    hours_go_back_and_are_corrected,
    what_is_confirmed_stays,
    only_what_took_place_has_hours,
    hours_are_as_long_as_the_appointment_can_have_been,
    who_did_not_come_has_no_hours,
    others_hours_are_not_there,
    hours_are_listed_and_counted,
    a_plan_is_replaced_by_what_was_written_down_in_each_year,
    of_many_who_decide_at_once_one_does,
);

/// An assignment that began at this local time and lasted an hour.
fn went(db: &TestDatabase, number: u32, lotse: LotseId, start: &str, state: AssignmentState, service: Service) {
    let appointment = Appointment::single(local(start), 60).unwrap();
    let request =
        SupportRequest { state: RequestState::Assigned, service, ..office::request(number, vec![appointment.clone()]) };
    let assignment = Assignment {
        id: assignment_id(number),
        lotse,
        request: request_id(number),
        appointment,
        mode: Mode::InPerson,
        state,
        sequence: 0,
        missed: (state == AssignmentState::NoShow).then_some(Missed::Newcomer),
    };
    db.must_write(|tx| {
        storage::requests::save_all(tx, std::slice::from_ref(&request))?;
        storage::assignments::insert_all(tx, std::slice::from_ref(&assignment))
    });
}

/// With one assignment of last week.
fn desk(db: &TestDatabase) -> Desk {
    let desk = Desk::open(db);
    went(db, 1, desk.people.lotse, "2026-12-03 09:00", AssignmentState::Confirmed, Service::Accompaniment);
    desk
}

fn log(desk: &Desk, role: Role, number: u32, minutes: u32) -> Answer {
    desk.post(role, &format!("/assignments/{}/hours", assignment_id(number)), &json!({"minutes": minutes}))
}

/// Reads an entry as somebody does and acts upon what was read.
fn act(desk: &Desk, role: Role, method: &str, id: &str, act: &str, body: Option<&Value>) -> Answer {
    let shown = desk.get(Role::Coordinator, &format!("/hours/{id}"));
    let tag = shown.header("etag").unwrap().to_owned();
    desk.send(method, role, &format!("/hours/{id}{act}"), &[("If-Match", &tag)], body)
}

fn logged(desk: &Desk, number: u32, minutes: u32) -> String {
    let answer = log(desk, Role::Lotse, number, minutes);
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// What was done, in the order of revisions, with the minutes. (The clock stands still, so the events themselves have no order.)
fn told(desk: &Desk, id: &str) -> Vec<(Action, Value)> {
    let mut events = app::audit::list(&desk.context, Some(id.parse().unwrap()), 50).unwrap();
    events.sort_by_key(|event| event.details["revision"].as_u64());
    events.into_iter().map(|event| (event.action, event.details["minutes"].clone())).collect()
}

fn a_lotse_logs_and_the_project_confirms(db: &TestDatabase) {
    let desk = desk(db);
    let body = json!({"minutes": 90, "kilometres": 14, "note": "Der Arzt kam später."});
    let path = format!("/assignments/{}/hours", assignment_id(1));
    let answer = desk.post(Role::Lotse, &path, &body);
    assert_eq!(answer.status, 201, "{}", answer.body);
    let entry = answer.json();
    let id = entry["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), Some(format!("/api/v1/hours/{id}").as_str()));
    assert_eq!((&entry["state"], &entry["worked_until"]), (&json!("logged"), &json!("2026-12-03T10:00")));
    assert_eq!(desk.get(Role::Coordinator, &format!("/hours/{id}")).json(), entry);
    let twice = log(&desk, Role::Coordinator, 1, 60);
    assert_eq!((twice.status, &twice.json()["code"]), (409, &json!("duplicate")));

    let confirm = format!("/hours/{id}/confirm");
    assert_eq!(desk.send("POST", Role::Lotse, &confirm, &[], None).status, 403, "nobody confirms the own ones");
    assert_eq!(desk.send("POST", Role::Coordinator, &confirm, &[], None).status, 428);
    let confirmed = act(&desk, Role::Coordinator, "POST", id, "/confirm", None);
    assert_eq!((confirmed.status, &confirmed.json()["state"]), (200, &json!("confirmed")), "{}", confirmed.body);
    assert_eq!(confirmed.json()["decided_by"], desk.people.of[&Role::Coordinator].user.to_string());
    assert_eq!(told(&desk, id), [(Action::HoursLogged, json!(90)), (Action::HoursConfirmed, json!(90))]);
}

fn hours_go_back_and_are_corrected(db: &TestDatabase) {
    let desk = desk(db);
    let id = logged(&desk, 1, 400);
    let reason = json!({"reason": "Der Termin war nach einer Stunde vorbei."});
    let rejected = act(&desk, Role::Coordinator, "POST", &id, "/reject", Some(&reason));
    assert_eq!(rejected.json()["reason"], reason["reason"], "{}", rejected.body);
    let of_rejected = act(&desk, Role::Coordinator, "POST", &id, "/confirm", None);
    assert_eq!((of_rejected.status, &of_rejected.json()["code"]), (409, &json!("state")));
    // The project confirms what it has read and nothing else.
    let tag = desk.get(Role::Coordinator, &format!("/hours/{id}")).header("etag").unwrap().to_owned();
    let corrected = act(&desk, Role::Lotse, "PUT", &id, "", Some(&json!({"minutes": 60})));
    assert_eq!(corrected.json()["state"], "logged", "{}", corrected.body);
    assert_eq!((&corrected.json()["reason"], &corrected.json()["decided_by"]), (&Value::Null, &Value::Null));
    let stale = desk.send("POST", Role::Coordinator, &format!("/hours/{id}/confirm"), &[("If-Match", &tag)], None);
    assert_eq!(stale.status, 412);
    assert_eq!(act(&desk, Role::Coordinator, "POST", &id, "/confirm", None).json()["minutes"], 60);
    let told: Vec<Action> = told(&desk, &id).into_iter().map(|(action, _)| action).collect();
    let expected = [Action::HoursLogged, Action::HoursRejected, Action::HoursCorrected, Action::HoursConfirmed];
    assert_eq!(told, expected);
}

fn what_is_confirmed_stays(db: &TestDatabase) {
    let desk = desk(db);
    let id = logged(&desk, 1, 60);
    assert_eq!(act(&desk, Role::Coordinator, "POST", &id, "/confirm", None).status, 200);
    let before = desk.get(Role::Lotse, &format!("/hours/{id}")).json();
    let other = json!({"minutes": 400});
    for role in [Role::Lotse, Role::Coordinator] {
        let answer = act(&desk, role, "PUT", &id, "", Some(&other));
        assert_eq!((answer.status, &answer.json()["code"]), (409, &json!("state")), "{role}");
    }
    let reason = json!({"reason": "Doch nicht"});
    assert_eq!(act(&desk, Role::Coordinator, "POST", &id, "/reject", Some(&reason)).status, 409);
    assert_eq!(desk.get(Role::Lotse, &format!("/hours/{id}")).json(), before);
    // Whoever has hours does not go without a word.
    let gone: Result<(), storage::StorageError> = db.write(|tx| storage::lotsen::delete(tx, desk.people.lotse));
    assert!(gone.is_err());
}

fn only_what_took_place_has_hours(db: &TestDatabase) {
    let desk = desk(db);
    let own = desk.people.lotse;
    went(db, 2, own, "2026-12-07 07:30", AssignmentState::Confirmed, Service::Accompaniment);
    went(db, 3, own, "2026-12-02 09:00", AssignmentState::Cancelled, Service::Accompaniment);
    went(db, 4, own, "2026-12-02 12:00", AssignmentState::NoShow, Service::Accompaniment);
    went(db, 5, own, "2026-12-01 09:00", AssignmentState::Completed, Service::Accompaniment);
    for (number, status) in [(2, 409), (3, 409), (4, 409), (5, 201), (9, 404)] {
        assert_eq!(log(&desk, Role::Lotse, number, 60).status, status, "{number}");
    }
    let path = format!("/assignments/{}/hours", assignment_id(1));
    for body in [json!({"minutes": 0}), json!({"minutes": 14_401}), json!({"minutes": 60, "kilometres": 10_001})] {
        assert_eq!(desk.post(Role::Lotse, &path, &body).status, 422, "{body}");
    }
}

fn hours_are_as_long_as_the_appointment_can_have_been(db: &TestDatabase) {
    let desk = desk(db);
    let answer = log(&desk, Role::Coordinator, 1, 421);
    let fault = answer.json()["errors"][0].clone();
    assert_eq!((answer.status, &fault["pointer"], &fault["code"]), (422, &json!("/minutes"), &json!("too_great")));
    assert!(fault["detail"].as_str().unwrap().contains("420"), "three hours for one, and four around it: {fault}");
    let id = logged(&desk, 1, 420);
    assert_eq!(act(&desk, Role::Lotse, "PUT", &id, "", Some(&json!({"minutes": 14_400}))).status, 422);
}

fn who_did_not_come_has_no_hours(db: &TestDatabase) {
    let desk = desk(db);
    let id = logged(&desk, 1, 60);
    let path = format!("/assignments/{}/no-show", assignment_id(1));
    let missed = || desk.post(Role::Coordinator, &path, &json!({"who": "lotse"}));
    let refused = missed();
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("state")));
    assert!(refused.body.contains("Send them back first"), "{}", refused.body);
    let reason = json!({"reason": "Sie war nicht da."});
    assert_eq!(act(&desk, Role::Coordinator, "POST", &id, "/reject", Some(&reason)).status, 200);
    assert_eq!(missed().status, 200);
    let corrected = act(&desk, Role::Lotse, "PUT", &id, "", Some(&json!({"minutes": 50})));
    assert_eq!((corrected.status, &corrected.json()["code"]), (409, &json!("state")));

    // What was written down before this was asked is not confirmed either.
    went(db, 2, desk.people.lotse, "2026-12-02 09:00", AssignmentState::Completed, Service::Accompaniment);
    let second = logged(&desk, 2, 60);
    db.raw().batch("UPDATE assignments SET state = 'no_show', missed = 'newcomer' WHERE state = 'completed'");
    let confirmed = act(&desk, Role::Coordinator, "POST", &second, "/confirm", None);
    assert_eq!((confirmed.status, &confirmed.json()["code"]), (409, &json!("state")), "{}", confirmed.body);

    went(db, 3, desk.people.lotse, "2026-12-01 09:00", AssignmentState::Confirmed, Service::Accompaniment);
    let third = logged(&desk, 3, 60);
    assert_eq!(act(&desk, Role::Coordinator, "POST", &third, "/confirm", None).status, 200);
    let path = format!("/assignments/{}/no-show", assignment_id(3));
    let late = desk.post(Role::Coordinator, &path, &json!({"who": "lotse"}));
    assert!(late.status == 409 && late.body.contains("What is confirmed stays"), "{}", late.body);
    let balance = desk.get(Role::Lotse, &format!("/lotsen/{}/hours-balance", desk.people.lotse)).json();
    assert_eq!(balance["minutes_confirmed_this_year"], 60);
}

fn others_hours_are_not_there(db: &TestDatabase) {
    let desk = desk(db);
    went(db, 2, desk.people.other_lotse, "2026-12-02 09:00", AssignmentState::Completed, Service::Accompaniment);
    // The request is the first carrier's, the Lotse is lent: their own project accounts for them.
    assert_eq!(log(&desk, Role::Lotse, 2, 60).status, 404);
    assert_eq!(log(&desk, Role::Coordinator, 2, 60).status, 404);
    let id = logged(&desk, 1, 60);
    for role in [Role::Operator, Role::CompetenceCentre, Role::Requester] {
        assert_eq!(desk.get(role, &format!("/hours/{id}")).status, 403, "{role}");
        assert_eq!(log(&desk, role, 1, 60).status, 403, "{role}");
    }
    let balance = format!("/lotsen/{}/hours-balance", desk.people.other_lotse);
    assert_eq!(desk.get(Role::Coordinator, &balance).status, 404);
}

fn hours_are_listed_and_counted(db: &TestDatabase) {
    let desk = desk(db);
    let own = desk.people.lotse;
    went(db, 2, own, "2026-12-02 09:00", AssignmentState::Completed, Service::Accompaniment);
    went(db, 3, own, "2026-12-01 09:00", AssignmentState::Completed, Service::Interpreting);
    went(db, 4, own, "2025-12-31 09:00", AssignmentState::Completed, Service::Accompaniment);
    let ids: Vec<String> =
        [(1, 90), (2, 30), (3, 45), (4, 400)].map(|(number, minutes)| logged(&desk, number, minutes)).into();
    for id in [&ids[0], &ids[2]] {
        assert_eq!(act(&desk, Role::Coordinator, "POST", id, "/confirm", None).status, 200);
    }
    let closed = act(&desk, Role::Coordinator, "POST", &ids[3], "/confirm", None);
    assert!(closed.status == 409 && closed.body.contains("2025"), "its proof was handed in: {}", closed.body);
    let writer = desk.people.of[&Role::Coordinator].user;
    db.must_write(|tx| {
        let entry = storage::hours::find(tx, ids[3].parse().unwrap())?;
        storage::hours::replace(tx, &entry, &entry.confirmed(writer, entry.logged_at).unwrap())
    });
    let listed = |role, query: &str| {
        let answer = desk.get(role, &format!("/hours?{query}"));
        let items = answer.json()["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for role in [Role::Lotse, Role::Coordinator] {
        assert_eq!(listed(role, ""), ids, "the latest work first");
        assert!(listed(role, "sort=earliest").iter().eq(ids.iter().rev()));
        assert_eq!(listed(role, "state=logged"), ids[1..2]);
        assert_eq!(listed(role, "from=2026-12-01T00:00&before=2026-12-03T00:00"), ids[1..3]);
        assert_eq!(listed(role, &format!("lotse={own}&state=confirmed")).len(), 3);
        assert_eq!(listed(role, &format!("lotse={}", desk.people.other_lotse)).len(), 0);
        let accompanied = [&ids[..2], &ids[3..]].concat();
        assert_eq!(listed(role, &format!("carrier={}&service=accompaniment", desk.people.carrier)), accompanied);
        assert_eq!(listed(role, &format!("carrier={}", desk.people.other_carrier)).len(), 0);
        assert_eq!(listed(role, "service=interpreting"), ids[2..3]);
    }
    let first = desk.get(Role::Coordinator, "/hours?limit=3").json();
    let rest = listed(Role::Coordinator, &format!("limit=3&cursor={}", first["next"].as_str().unwrap()));
    assert_eq!(rest, ids[3..]);
    // Of this week counts what is still to come too, where it takes place and is accompaniment.
    went(db, 5, own, "2026-12-13 22:00", AssignmentState::Confirmed, Service::Accompaniment);
    went(db, 6, own, "2026-12-10 09:00", AssignmentState::Confirmed, Service::Interpreting);
    went(db, 7, own, "2026-12-11 09:00", AssignmentState::Cancelled, Service::Accompaniment);
    went(db, 8, own, "2026-12-14 09:00", AssignmentState::Confirmed, Service::Accompaniment);
    let balance = desk.get(Role::Lotse, &format!("/lotsen/{own}/hours-balance")).json();
    let expected = json!({
        "year": 2026,
        "minutes_confirmed_this_year": 90,
        "minutes_waiting_this_year": 30,
        "minutes_funded_a_year": 276 * 60,
        "minutes_left_this_year": 276 * 60 - 90,
        "interpreting_confirmed_this_year": 1,
        "minutes_this_week": 60,
        "minutes_guide_a_week": 6 * 60,
    });
    assert_eq!(balance, expected);
}

fn a_plan_is_replaced_by_what_was_written_down_in_each_year(db: &TestDatabase) {
    let desk = desk(db);
    let own = desk.people.lotse;
    let (old, new) = ("2025-12-29 09:00", "2026-01-05 09:00");
    went(db, 2, own, old, AssignmentState::Completed, Service::Accompaniment);
    // A series over New Year: one sitting in each.
    db.must_write(|tx| {
        let assignment = storage::assignments::find(tx, assignment_id(2))?;
        let sittings = [old, new].map(|start| Sitting::new(local(start), 60).unwrap()).to_vec();
        let appointment = Appointment::new(sittings).unwrap();
        storage::assignments::replace(tx, &assignment, &Assignment { appointment, ..assignment.clone() })
    });
    went(db, 3, own, "2026-02-01 09:00", AssignmentState::Completed, Service::Interpreting);
    let beyond = |year: i32, lotsen: Option<&[LotseId]>| {
        db.must_read(|tx| storage::hours::beyond_plan(tx, lotsen, year)).get(&own).copied().unwrap_or(0)
    };
    assert_eq!((beyond(2025, None), beyond(2026, None)), (0, 0), "nothing is written down");
    logged(&desk, 2, 130);
    logged(&desk, 3, 300);
    // All of it counts in the year in which it ended: the old one is freed of its plan, the new one has 130 instead of 60.
    assert_eq!((beyond(2025, None), beyond(2026, None)), (-60, 130 - 60));
    assert_eq!((beyond(2026, Some(&[own])), beyond(2026, Some(&[desk.people.other_lotse]))), (70, 0));
    let id = logged(&desk, 1, 30);
    assert_eq!(beyond(2026, None), 70 - 30);
    let back = json!({"reason": "Da war niemand."});
    assert_eq!(act(&desk, Role::Coordinator, "POST", &id, "/reject", Some(&back)).status, 200);
    assert_eq!(beyond(2026, None), 70, "what was sent back stands as planned");
}

fn of_many_who_decide_at_once_one_does(db: &TestDatabase) {
    let desk = desk(db);
    let id = logged(&desk, 1, 60);
    let tag = desk.get(Role::Coordinator, &format!("/hours/{id}")).header("etag").unwrap().to_owned();
    let headers = [("If-Match", tag.as_str())];
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..4)
            .map(|number| {
                let (desk, id, headers) = (&desk, &id, &headers);
                scope.spawn(move || match number % 2 {
                    0 => desk.send("POST", Role::Coordinator, &format!("/hours/{id}/confirm"), headers, None).status,
                    _ => {
                        let body = json!({"minutes": 90});
                        desk.send("PUT", Role::Lotse, &format!("/hours/{id}"), headers, Some(&body)).status
                    }
                })
            })
            .collect();
        asked.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 412)), "{statuses:?}");
    assert_eq!(told(&desk, &id).len(), 2);
}
