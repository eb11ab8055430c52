//! Hours in a browser: several at once, confirmed after one more look, or sent back with a reason.

use lotsenwerk::app::hours as use_case;
use lotsenwerk::domain::access::{Access, Membership, Permission};
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::code::Mode;
use lotsenwerk::domain::hours::{HoursState, Worked};
use lotsenwerk::domain::id::HoursEntryId;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::storage;

use crate::storage::samples::{assignment_id, local, request_id};
use crate::support::browser::{Browser, hidden};
use crate::support::context::{context, moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY};
use crate::support::people::People;
use crate::support::site::Site;

on_each_database!(hours_are_confirmed_after_a_second_look_and_sent_back_with_a_reason,);

fn state(db: &TestDatabase, id: HoursEntryId) -> HoursState {
    db.must_read(|tx| storage::hours::find(tx, id)).decision.state()
}

fn hours_are_confirmed_after_a_second_look_and_sent_back_with_a_reason(db: &TestDatabase) {
    let context = context(db);
    let people = People::arrive(db, &context);
    let access = Access::new(people.of.values().next().unwrap().user, [Membership::Coordinator(people.carrier)], None);
    let grant = access.grant(Permission::HoursWrite).unwrap();
    let ids: Vec<HoursEntryId> = (1..=3)
        .map(|number| {
            let appointment = Appointment::single(local(&format!("2026-12-0{number} 09:00")), 60).unwrap();
            let state = RequestState::Assigned;
            let request = SupportRequest { state, ..office::request(number, vec![appointment.clone()]) };
            let assignment = Assignment {
                id: assignment_id(number),
                lotse: people.lotse,
                request: request_id(number),
                appointment,
                mode: Mode::InPerson,
                state: AssignmentState::Confirmed,
                sequence: 0,
                missed: None,
            };
            db.must_write(|tx| {
                storage::requests::save_all(tx, std::slice::from_ref(&request))?;
                storage::assignments::insert_all(tx, std::slice::from_ref(&assignment))
            });
            let worked = Worked::new(60 * number, Some(14), None).unwrap();
            let mut moment = moment(MONDAY, u8::try_from(number).unwrap());
            let log = |tx: &mut _| Ok(use_case::log(tx, &grant, assignment_id(number), worked.clone(), &mut moment));
            db.must_write(log).unwrap().id
        })
        .collect();
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));
    let browser = Browser::log_in(&site, "coordinator");
    let list = browser.get("/hours").body;
    assert!(list.contains("3 hours") && list.contains("14 km") && list.contains("much longer than planned"), "{list}");
    let entries: Vec<String> = ids.iter().map(|id| format!("{id}.0")).collect();
    assert!(entries.iter().all(|entry| list.contains(&format!("value=\"{entry}\""))), "{list}");

    assert_eq!(browser.post("/hours", &[("do", "confirm")]).status, 422, "nothing is ticked");
    let both = [("entry", entries[0].as_str()), ("entry", entries[1].as_str())];
    let asked = browser.post("/hours", &[&both[..], &[("do", "confirm")]].concat());
    assert!(asked.status == 200 && asked.body.contains("2 entries of 3 hours"), "{}", asked.body);
    assert_eq!(state(db, ids[0]), HoursState::Logged, "asking confirms nothing");
    let once = hidden(&asked.body, "once").to_owned();
    let sure = [&both[..], &[("do", "confirmed"), ("once", once.as_str())]].concat();
    assert_eq!(browser.post("/hours", &sure).status, 303);
    assert_eq!(browser.post("/hours", &sure).status, 303, "a second click does no harm");
    assert_eq!([state(db, ids[0]), state(db, ids[1])], [HoursState::Confirmed; 2]);

    let third = [("entry", entries[2].as_str()), ("do", "return")];
    let without = browser.post("/hours", &third);
    assert!(without.status == 422 && without.body.contains("reason-fault"), "{}", without.body);
    assert!(without.body.contains(&format!("value=\"{}\" checked", entries[2])), "the tick stays");
    assert_eq!(browser.post("/hours", &[&third[..], &[("reason", "Bitte prüfen")]].concat()).status, 303);
    assert_eq!(state(db, ids[2]), HoursState::Rejected);
    assert!(browser.get("/hours?state=rejected").body.contains("Bitte prüfen"));
    let late = browser.post("/hours", &[("entry", entries[2].as_str()), ("do", "confirmed")]);
    assert_eq!((late.status, state(db, ids[2])), (409, HoursState::Rejected), "somebody was quicker");
    assert_eq!(Browser::log_in(&site, "requester").get("/hours").status, 403);
}
