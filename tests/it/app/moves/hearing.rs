//! Who hears what when mails were late, a series had begun, or a search ends.

use lotsenwerk::app::alone;
use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::requests;
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::code::LotseStatus;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::Unfit;
use lotsenwerk::domain::request::{RequestCancelledBy, Sitting};

use super::*;
use crate::storage::samples::local;
use crate::support::db::on_each_database;

on_each_database!(
    a_cancellation_names_the_time_that_its_reader_knows,
    what_nobody_was_asked_is_not_taken_back,
    there_and_back_again_is_no_new_time,
    of_a_series_that_has_begun_the_rest_is_called_off,
    whoever_asked_calls_off_shortly_before,
    a_lotse_lost_after_the_deadline_is_replaced,
    whoever_was_promised_somebody_else_hears_that_nobody_comes,
    whoever_asked_hears_that_the_search_is_over,
    who_cannot_go_any_more_is_told_why,
);

fn cancel(world: &World<'_>, id: AssignmentId, by: CancelledBy, now: &str) {
    assignments::cancel(&world.context, id, by, Actor::Operator, &mut world.at(now)).unwrap();
}

fn change(world: &World<'_>, id: AssignmentId, start: &str) {
    let to = NewTime { start: local(start), minutes: None };
    assignments::change(&world.context, id, to, Actor::Operator, &mut world.at(NOW)).unwrap();
}

fn a_cancellation_names_the_time_that_its_reader_knows(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    // Two changes that nobody heard of.
    change(&world, id, "2026-12-16 11:00");
    change(&world, id, "2026-12-17 11:00");
    cancel(&world, id, CancelledBy::Project, NOW);
    let letters = world.letters(NOW);
    assert_eq!(letters.len(), 2, "{letters:#?}");
    for letter in &letters {
        assert!(letter.subject.starts_with("Abgesagt: Mo., 14. Dez."), "{letter:?}");
        assert!(!letter.text.contains("16. Dez.") && !letter.text.contains("17. Dez."), "{letter:?}");
        assert_eq!(letter.calendar("DTSTART;TZID"), ["20261214T090000"]);
        assert_eq!(letter.calendar("SEQUENCE"), ["3"]);
    }
}

fn what_nobody_was_asked_is_not_taken_back(db: &TestDatabase) {
    let world = world(db, 2);
    world.post(&[posted(1, APPOINTMENT, 1), posted(2, "2026-12-15 09:00", 1)]);
    let asked = world.ask(NOW);
    assert_eq!(asked.len(), 2);
    // One is called off, the other accepted and lost again, while the server was away.
    let by = RequestCancelledBy::Project;
    requests::cancel(&world.context, request_id(1), by, Actor::Operator, &mut world.at(NOW)).unwrap();
    let second = asked.iter().find(|offer| offer.request == request_id(2)).unwrap();
    let id = world.accept(second, NOW);
    cancel(&world, id, CancelledBy::Project, NOW);
    let letters = world.letters(NOW);
    let [only] = letters.as_slice() else { panic!("{letters:#?}") };
    assert!(only.subject.starts_with("Abgesagt: Di., 15. Dez.") && only.to.starts_with("lotse"), "{only:?}");
}

fn there_and_back_again_is_no_new_time(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    change(&world, id, "2026-12-15 11:00");
    change(&world, id, APPOINTMENT);
    assert!(world.letters(NOW).is_empty());
    // The server has perhaps kept the mail about the time between, which it did not take.
    change(&world, id, "2026-12-15 11:00");
    world.db.raw().batch("UPDATE outbox SET attempts = 2 WHERE state = 'queued' AND kind = 'change_lotse'");
    change(&world, id, APPOINTMENT);
    let letters = world.letters(NOW);
    let [only] = letters.as_slice() else { panic!("{letters:#?}") };
    assert!(only.subject.starts_with("Bestätigt: Mo., 14. Dez.") && only.to == lotse_address(1), "{only:?}");
    assert_eq!(only.calendar("SEQUENCE"), ["4"]);
}

fn of_a_series_that_has_begun_the_rest_is_called_off(db: &TestDatabase) {
    let world = world(db, 1);
    let sitting = |start: &str| Sitting::new(local(start), 60).unwrap();
    let series = Appointment::new(vec![sitting("2026-12-14 09:00"), sitting("2026-12-21 09:00")]).unwrap();
    let id = world.confirmed(&[SupportRequest { appointments: vec![series], ..posted(1, APPOINTMENT, 1) }])[0];
    // So shortly before the second that the project is alarmed too.
    let between = "2026-12-20T08:00:00Z";
    cancel(&world, id, CancelledBy::Lotse, between);
    let letters = world.letters(between);
    assert_eq!(letters.len(), 3, "{letters:#?}");
    for letter in letters {
        assert!(letter.subject.contains("Mo., 21. Dez.") && !letter.text.contains("14. Dez."), "{letter:?}");
        if letter.to != PROJECT {
            assert_eq!(letter.calendar("UID"), [format!("{id}-2@lotsenwerk")]);
        }
    }
}

fn whoever_asked_calls_off_shortly_before(db: &TestDatabase) {
    let world = world(db, 1);
    let days = [APPOINTMENT, "2026-12-14 15:00", "2026-12-18 09:00", "2026-12-14 12:00"];
    let all: Vec<_> = (1..).zip(days).map(|(number, day)| posted(number, day, 1)).collect();
    let ids = world.confirmed(&all);
    assert_eq!(ids.len(), 4);
    let now = "2026-12-14T06:00:00Z";
    let of = |number| *ids.iter().find(|id| world.assignment(**id).request == request_id(number)).unwrap();
    cancel(&world, of(1), CancelledBy::Requester, now);
    for (number, by) in
        [(2, RequestCancelledBy::Requester), (3, RequestCancelledBy::Requester), (4, RequestCancelledBy::Project)]
    {
        requests::cancel(&world.context, request_id(number), by, Actor::Operator, &mut world.at(now)).unwrap();
    }
    let letters = world.letters(now);
    let alarms: Vec<_> = letters.iter().filter(|letter| letter.to == PROJECT).collect();
    let name = world.db.must_read(|tx| storage::lotsen::find(tx, world.assignment(of(1)).lotse)).given_name;
    assert_eq!(alarms.len(), 2, "not of what is days ahead, nor of what the project did itself: {alarms:#?}");
    for alarm in alarms {
        assert!(alarm.subject.starts_with("Dringend: Absage für Mo., 14. Dez."), "{alarm:?}");
        assert!(alarm.text.contains(name.as_str()) && alarm.text.contains("rufen Sie an"), "{alarm:?}");
    }
}

fn a_lotse_lost_after_the_deadline_is_replaced(db: &TestDatabase) {
    let world = world(db, 2);
    let deadline: DateTime<Utc> = "2026-12-09T08:00:00Z".parse().unwrap();
    let id = world.confirmed(&[SupportRequest { deadline: Some(deadline), ..posted(1, APPOINTMENT, 1) }])[0];
    let later = "2026-12-10T08:00:00Z";
    cancel(&world, id, CancelledBy::Lotse, later);
    let asked = world.ask(later);
    assert_eq!((asked.len(), world.state(1)), (1, RequestState::Offered));
    assert!(asked[0].expires_at > later.parse::<DateTime<Utc>>().unwrap() + Duration::hours(24), "{asked:?}");
    assert_ne!(asked[0].lotse, world.assignment(id).lotse);
}

fn whoever_was_promised_somebody_else_hears_that_nobody_comes(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1), posted(2, "2026-12-14 15:00", 1)])[0];
    let number = if world.assignment(id).request == request_id(1) { 1 } else { 2 };
    cancel(&world, id, CancelledBy::Lotse, NOW);
    world.letters(NOW);
    assert!(world.ask(NOW).is_empty());
    let look = |now: &str| alone::queue(&world.context, &mut world.at(now)).unwrap();
    assert_eq!(look("2026-12-13T14:55:00Z"), 0, "it is not four o'clock yet");
    let near = "2026-12-13T15:05:00Z";
    assert_eq!((look(near), look(near)), (1, 0));
    let letters = world.letters(near);
    let [told] = letters.as_slice() else { panic!("{letters:#?}") };
    assert!(told.subject.starts_with("Niemand gefunden: Mo., 14. Dez.") && told.to == AGENCY, "{told:?}");
    assert!(told.text.contains("niemand von uns kommt") && told.text.contains(&format!("A-{number}")), "{told:?}");
    // Its end is no news to them.
    let over = "2026-12-14T16:00:00Z";
    world.ask(over);
    assert_eq!(world.state(number), RequestState::Expired);
    assert!(world.letters(over).is_empty());
}

fn whoever_asked_hears_that_the_search_is_over(db: &TestDatabase) {
    let world = world(db, 0);
    let deadline = Some("2026-12-09T08:00:00Z".parse().unwrap());
    let of_the_project = SupportRequest { organisation: organisation_id(0), ..posted(2, APPOINTMENT, 1) };
    world.post(&[SupportRequest { deadline, ..posted(1, APPOINTMENT, 1) }, of_the_project]);
    assert!(world.ask(NOW).is_empty() && world.letters(NOW).is_empty());
    for now in ["2026-12-09T08:00:00Z", "2026-12-14T16:00:00Z"] {
        world.ask(now);
        let letters = world.letters(now);
        if now.starts_with("2026-12-14") {
            assert!(letters.is_empty(), "the project knows its own: {letters:#?}");
            continue;
        }
        let [told] = letters.as_slice() else { panic!("{letters:#?}") };
        assert!(told.subject.starts_with("Niemand gefunden") && told.to == AGENCY, "{told:?}");
        assert!(told.text.contains("wir suchen nicht weiter"), "{told:?}");
    }
}

fn who_cannot_go_any_more_is_told_why(db: &TestDatabase) {
    let world = world(db, 1);
    let silent = Lotse { email: None, ..lotse(1) };
    world.db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&silent)));
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let offer = world.ask(NOW).remove(0);
    assert_eq!(world.letters(NOW).len(), 1, "to the project, which calls");
    let paused = Lotse { status: LotseStatus::Paused, ..silent };
    world.db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&paused)));
    let actor = Actor::Lotse(offer.lotse);
    let answered = answers::answer(&world.context, offer.id, Answer::Accept, actor, &mut world.at(NOW)).unwrap();
    assert_eq!(answered, Answered::Unfit(Unfit::Away));
    let letters = world.letters(NOW);
    let [told] = letters.as_slice() else { panic!("{letters:#?}") };
    assert!(told.to == PROJECT && told.text.contains("nicht als aktiv eingetragen"), "{told:?}");
    assert!(told.subject.starts_with("Für ") && told.subject.contains("Nicht mehr nötig"), "{told:?}");
}
