//! Another time: for one, for all of a request, twice, and where it cannot be.

use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::domain::assignment::{AssignmentState, CancelledBy};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::offer::Unfit;
use lotsenwerk::domain::request::{RequestState, Sitting, SupportRequest};
use serde_json::json;

use super::*;
use crate::storage::samples::local;
use crate::support::db::on_each_database;

on_each_database!(
    everybody_is_told_the_new_time,
    all_who_go_move_together,
    what_is_still_asked_is_asked_anew,
    two_changes_are_told_once,
    a_confirmation_that_waited_tells_the_new_time,
    a_shorter_series_takes_its_entries_along,
    somebody_else_is_looked_for_at_the_new_time,
    a_yes_to_what_no_longer_fits_is_none,
    what_cannot_be_changed,
);

fn to(start: &str) -> NewTime {
    NewTime { start: local(start), minutes: None }
}

impl World<'_> {
    fn change(&self, id: AssignmentId, to: NewTime, now: &str) -> Result<assignments::Moved, AppError> {
        assignments::change(&self.context, id, to, Actor::Operator, &mut self.at(now))
    }
}

fn everybody_is_told_the_new_time(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let later = NewTime { minutes: Some(90), ..to("2026-12-15 11:00") };
    let moved = world.change(id, later, NOW).unwrap();
    let changed = world.assignment(id);
    assert_eq!((changed.state, changed.sequence), (AssignmentState::Confirmed, 1));
    assert_eq!(changed.appointment, once("2026-12-15 11:00", 90));
    assert_eq!((moved.assignments, moved.request_state), (vec![changed.clone()], RequestState::Assigned));
    assert_eq!(world.request(1).agreed, Some(changed.appointment));
    assert_eq!(world.jobs(), ["send_mails"]);
    assert_eq!(world.story(id).last().unwrap(), "operator assignment.changed");
    let sitting = |start: &str, minutes: u32| json!([{"start": start, "minutes": minutes}]);
    let (before, after) = (sitting("2026-12-14T09:00:00", 60), sitting("2026-12-15T11:00:00", 90));
    assert_eq!(world.details(id), json!({"request": request_id(1), "sequence": 1, "before": before, "after": after}));
    let letters = world.letters(NOW);
    let [to_lotse, to_agency] = letters.as_slice() else { panic!("{letters:#?}") };
    assert_eq!((to_lotse.to.as_str(), to_agency.to.as_str()), (lotse_address(1).as_str(), AGENCY));
    for letter in &letters {
        assert!(letter.subject.starts_with("Neue Zeit: Di., 15. Dez."), "{letter:?}");
        assert!(letter.text.contains("Bisher") && letter.text.contains("14. Dez. 2026"), "{letter:?}");
        assert_eq!(letter.calendar("METHOD"), ["REQUEST"]);
        assert_eq!(letter.calendar("UID"), [format!("{id}-1@lotsenwerk")]);
        assert_eq!(letter.calendar("SEQUENCE"), ["1"]);
        assert_eq!(letter.calendar("DTSTART;TZID"), ["20261215T110000"]);
        assert_eq!(letter.calendar("DTEND;TZID"), ["20261215T123000"]);
    }
    // Called off after that, the number is one further.
    assignments::cancel(&world.context, id, CancelledBy::Lotse, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert!(world.letters(NOW).iter().all(|letter| letter.calendar("SEQUENCE") == ["2"]));
}

fn all_who_go_move_together(db: &TestDatabase) {
    let world = world(db, 2);
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 2)]);
    let moved = world.change(ids[1], to("2026-12-16 10:00"), NOW).unwrap();
    assert_eq!(moved.assignments.len(), 2);
    for id in &ids {
        let changed = world.assignment(*id);
        assert_eq!((changed.sequence, changed.appointment), (1, appointment("2026-12-16 10:00")));
        assert_eq!(world.story(*id).last().unwrap(), "operator assignment.changed");
    }
    let to: Vec<String> = world.letters(NOW).into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, [lotse_address(1), lotse_address(2), AGENCY.to_owned(), AGENCY.to_owned()]);
    // All places are taken: nobody is looked for.
    assert_eq!(world.jobs(), ["send_mails"]);
}

fn what_is_still_asked_is_asked_anew(db: &TestDatabase) {
    let world = world(db, 2);
    world.post(&[posted(1, APPOINTMENT, 2)]);
    let asked = world.ask(NOW);
    let id = world.accept(&asked[0], NOW);
    world.letters(NOW);
    world.db.raw().batch("DELETE FROM jobs");
    world.change(id, to("2026-12-16 10:00"), NOW).unwrap();
    assert_eq!(world.withdrawn(1), [asked[1].lotse]);
    assert_eq!(world.jobs(), ["match", "send_mails"]);
    let letters = world.letters(NOW);
    let taken_back: Vec<_> = letters.iter().filter(|letter| letter.subject.starts_with("Nicht mehr nötig")).collect();
    assert_eq!((letters.len(), taken_back.len()), (3, 1), "{letters:#?}");
    // The same Lotse may go at the new time, and is asked about that one.
    let again = world.ask(NOW);
    assert_eq!(again.iter().map(|offer| offer.lotse).collect::<Vec<_>>(), [asked[1].lotse]);
    let id = world.accept(&again[0], NOW);
    assert_eq!(world.assignment(id).appointment, appointment("2026-12-16 10:00"));
}

fn two_changes_are_told_once(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    world.change(id, to("2026-12-15 11:00"), NOW).unwrap();
    world.change(id, to("2026-12-16 11:00"), NOW).unwrap();
    let letters = world.letters(NOW);
    assert_eq!(letters.len(), 2, "{letters:#?}");
    for letter in letters {
        assert!(letter.text.contains("14. Dez. 2026") && !letter.text.contains("15. Dez. 2026"), "{letter:?}");
        assert_eq!(
            (letter.calendar("SEQUENCE"), letter.calendar("DTSTART;TZID")),
            (vec!["2".to_owned()], vec!["20261216T110000".to_owned()])
        );
    }
    // One that was told is what the next one comes from.
    world.change(id, to("2026-12-17 11:00"), NOW).unwrap();
    assert!(world.letters(NOW).iter().all(|letter| letter.text.contains("16. Dez. 2026")));
}

fn a_confirmation_that_waited_tells_the_new_time(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let offer = world.ask(NOW).remove(0);
    let id = world.accept(&offer, NOW);
    world.change(id, to("2026-12-15 11:00"), NOW).unwrap();
    let letters = world.letters(NOW);
    let confirmations: Vec<_> = letters.iter().filter(|letter| letter.subject.starts_with("Bestätigt")).collect();
    assert_eq!(confirmations.len(), 2, "{letters:#?}");
    // Nobody was told another time before.
    assert!(letters.iter().all(|letter| !letter.text.contains("Bisher")), "{letters:#?}");
    for letter in confirmations {
        assert_eq!(letter.calendar("SEQUENCE"), ["1"]);
        assert_eq!(letter.calendar("DTSTART;TZID"), ["20261215T110000"]);
    }
}

fn a_shorter_series_takes_its_entries_along(db: &TestDatabase) {
    let world = world(db, 1);
    let sitting = |start: &str| Sitting::new(local(start), 60).unwrap();
    let series = Appointment::new(vec![sitting("2026-12-14 09:00"), sitting("2026-12-21 09:00")]).unwrap();
    let id = world.confirmed(&[SupportRequest { appointments: vec![series], ..posted(1, APPOINTMENT, 1) }])[0];
    world.change(id, to("2026-12-15 14:00"), NOW).unwrap();
    let starts: Vec<_> = world.assignment(id).appointment.sittings().iter().map(|sitting| sitting.start()).collect();
    assert_eq!(starts, [local("2026-12-15 14:00"), local("2026-12-22 14:00")]);
    let letters = world.letters(NOW);
    assert_eq!(letters[0].calendar("DTSTART;TZID"), ["20261215T140000", "20261222T140000"]);
    // Once it has begun it does not move as a whole; what is left of it can still be called off.
    world.refused(|| world.change(id, to("2026-12-23 14:00"), "2026-12-16T08:00:00Z"));
    let (by, later) = (CancelledBy::Lotse, "2026-12-16T08:00:00Z");
    assignments::cancel(&world.context, id, by, Actor::Operator, &mut world.at(later)).unwrap();
    assert_eq!(world.request(1).agreed, Some(Appointment::from(sitting("2026-12-22 14:00"))));
}

fn somebody_else_is_looked_for_at_the_new_time(db: &TestDatabase) {
    let world = world(db, 2);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    world.change(id, to("2026-12-17 16:00"), NOW).unwrap();
    // Busy then, not before: what is moved is pinned at its new time.
    let held = world.assignment(id).lotse;
    world.post(&[posted(2, "2026-12-17 16:30", 2), posted(3, APPOINTMENT, 2)]);
    let asked = world.ask(NOW);
    let asked = |number| -> Vec<LotseId> {
        asked.iter().filter(|offer| offer.request == request_id(number)).map(|offer| offer.lotse).collect()
    };
    assert!(!asked(2).contains(&held) && asked(3).contains(&held), "{:?} {:?}", asked(2), asked(3));
    for number in [2, 3] {
        let by = lotsenwerk::domain::request::RequestCancelledBy::Project;
        let all = lotsenwerk::app::requests::cancel;
        all(&world.context, request_id(number), by, Actor::Operator, &mut world.at(NOW)).unwrap();
    }
    assignments::cancel(&world.context, id, CancelledBy::Lotse, Actor::Operator, &mut world.at(NOW)).unwrap();
    let offer = world.ask(NOW).remove(0);
    let again = world.accept(&offer, NOW);
    assert_eq!(world.assignment(again).appointment, appointment("2026-12-17 16:00"));
}

fn what_cannot_be_changed(db: &TestDatabase) {
    let world = world(db, 1);
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 1), posted(2, "2026-12-16 13:00", 1)]);
    let id = *ids.iter().find(|id| world.assignment(**id).request == request_id(1)).unwrap();
    let other = *ids.iter().find(|one| **one != id).unwrap();
    let words = world.refused(|| world.change(id, to("2026-12-16 13:30"), NOW));
    assert!(words.contains("A-2") && words.contains(&other.to_string()), "{words}");
    // Right before and right after is no overlap; here only the words matter.
    assert!(world.refused(|| world.change(id, to(APPOINTMENT), NOW)).contains("at this time already"));
    assert!(world.refused(|| world.change(id, to("2026-12-07 08:00"), NOW)).contains("has passed"));
    assert!(world.refused(|| world.change(id, to("2027-03-28 02:30"), NOW)).contains("does not exist"));
    let too_long = NewTime { minutes: Some(2000), ..to("2026-12-15 09:00") };
    assert!(world.refused(|| world.change(id, too_long, NOW)).contains("2000 minutes"));
    let begun = "2026-12-14T08:00:00Z";
    assert!(world.refused(|| world.change(id, to("2026-12-15 09:00"), begun)).contains("began at"));
    assert_eq!(world.change(id, to("2026-12-16 12:00"), NOW).unwrap().assignments.len(), 1);
    assignments::cancel(&world.context, id, CancelledBy::Requester, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert!(world.refused(|| world.change(id, to("2026-12-18 09:00"), NOW)).contains("is cancelled"));
}

fn a_yes_to_what_no_longer_fits_is_none(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    world.post(&[posted(2, "2026-12-17 16:00", 1)]);
    let offer = world.ask(NOW).remove(0);
    world.letters(NOW);
    world.change(id, to("2026-12-17 16:30"), NOW).unwrap();
    let answered =
        answers::answer(&world.context, offer.id, Answer::Accept, Actor::Lotse(offer.lotse), &mut world.at(NOW));
    assert_eq!(answered.unwrap(), Answered::Unfit(Unfit::Busy));
    assert_eq!((world.state(2), world.withdrawn(2)), (RequestState::Open, vec![offer.lotse]));
    assert!(world.jobs().contains(&"match".to_owned()));
    let letters = world.letters(NOW);
    let told = letters.iter().find(|letter| letter.subject.starts_with("Nicht mehr nötig")).unwrap();
    assert!(told.to == lotse_address(1) && told.text.contains("etwas anderes zugesagt"), "{told:?}");
    assert_eq!(told.calendar("METHOD"), ["CANCEL"]);
}
