//! The calendar of a week: what concerns one, with as much of a name as one may know.

use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::availability::Absence;
use lotsenwerk::domain::code::Mode;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::storage;

use crate::storage::samples::{assignment_id, local, request_id};
use crate::support::browser::{Browser, escaped};
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY};
use crate::support::people::People;
use crate::support::site::Site;

on_each_database!(a_week_shows_what_concerns_one,);

fn a_week_shows_what_concerns_one(db: &TestDatabase) {
    let context = context(db);
    let people = People::arrive(db, &context);
    // The first is the agency's, the second the other carrier's with its own Lotse, the third a week later.
    for (number, carrier, poster, lotse, start) in [
        (1, people.carrier, people.agency, people.lotse, "2026-12-09 09:30"),
        (2, people.other_carrier, people.other_agency, people.other_lotse, "2026-12-09 11:00"),
        (3, people.carrier, people.carrier, people.lotse, "2026-12-16 08:00"),
    ] {
        let appointment = Appointment::single(local(start), 60).unwrap();
        let state = RequestState::Assigned;
        let organisation = poster;
        let request =
            SupportRequest { state, carrier, organisation, ..office::request(number, vec![appointment.clone()]) };
        let assignment = Assignment {
            id: assignment_id(number),
            lotse,
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
    }
    let mut lotse = db.must_read(|tx| storage::lotsen::find(tx, people.lotse));
    let day = |day: &str| day.parse().unwrap();
    lotse.absences = vec![Absence::new(day("2026-12-12"), day("2026-12-14")).unwrap()];
    let mut other = db.must_read(|tx| storage::lotsen::find(tx, people.other_lotse));
    other.absences.clone_from(&lotse.absences);
    db.must_write(|tx| storage::lotsen::save_all(tx, &[lotse.clone(), other.clone()]));
    let (given, full) =
        (escaped(lotse.given_name.as_str()), escaped(&format!("{} {}", lotse.given_name, lotse.family_name)));
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));
    let coordinator = Browser::log_in(&site, "coordinator");
    let week = coordinator.get("/week").body;
    assert!(week.contains("9:30–10:30") && week.contains(&full) && week.contains("one appointment"), "{week}");
    assert!(week.contains(&format!("/requests/{}\"", request_id(1))) && !week.contains("11:00"), "{week}");
    assert!(week.contains("/week?day=2026-11-30") && week.contains("/week?day=2026-12-14"), "{week}");
    assert!(coordinator.get("/week?day=2026-12-20").body.contains("8:00–9:00"));
    assert!(coordinator.get("/week?day=soon").body.contains("9:30–10:30"), "what is no day is today");
    // Saturday and Sunday are in this week, Monday in the next; others' Lotsen are nobody's business.
    let away = |week: &str| week.matches(&format!("/lotsen/{}\"", people.lotse)).count();
    assert_eq!((away(&week), away(&coordinator.get("/week?day=2026-12-14").body)), (2, 1), "{week}");
    assert!(!week.contains(&format!("/lotsen/{}", people.other_lotse)) && week.contains("Away:"), "{week}");
    assert_eq!(away(&coordinator.get("/week?day=2026-12-21").body), 0);
    let posted = Browser::log_in(&site, "requester").get("/week").body;
    assert!(!posted.contains("Away:"), "{posted}");
    assert!(posted.contains(&given) && !posted.contains(&full), "{posted}");
    assert_eq!(Browser::log_in(&site, "lotse").get("/week").status, 403);
}
