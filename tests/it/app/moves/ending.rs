//! After the appointment: it took place, or somebody did not come.

use lotsenwerk::app::assignments;
use lotsenwerk::domain::assignment::{AssignmentState, CancelledBy, Missed};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::request::{RequestState, Sitting, SupportRequest};
use serde_json::json;

use super::*;
use crate::storage::samples::local;
use crate::support::db::on_each_database;

on_each_database!(
    it_took_place,
    a_lotse_did_not_come,
    nobody_is_looked_for_at_another_time,
    one_of_several_came,
    none_of_several_came,
    a_newcomer_did_not_come,
    the_last_of_several_completes,
    what_has_not_ended,
);

/// When the appointment begins.
const BEGIN: &str = "2026-12-14T08:00:00Z";

fn it_took_place(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let moved = assignments::complete(&world.context, id, Actor::Operator, &mut world.at(BEGIN)).unwrap();
    assert_eq!(moved.request_state, RequestState::Completed);
    let completed = world.assignment(id);
    assert_eq!((completed.state, completed.sequence), (AssignmentState::Completed, 0));
    assert_eq!(world.story(id).last().unwrap(), "operator assignment.completed");
    assert_eq!(world.story(request_id(1)).last().unwrap(), "operator request.completed");
    assert!(world.jobs().is_empty() && world.letters(BEGIN).is_empty());
}

fn a_lotse_did_not_come(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let later = "2026-12-15T08:00:00Z";
    let actor = Actor::Requester(organisation_id(1));
    let moved = assignments::no_show(&world.context, id, Missed::Lotse, actor, &mut world.at(later)).unwrap();
    assert_eq!((moved.request_state, world.assignment(id).state), (RequestState::Unserved, AssignmentState::NoShow));
    assert_eq!((world.assignment(id).missed, &moved.assignments), (Some(Missed::Lotse), &vec![world.assignment(id)]));
    assert_eq!(world.story(request_id(1)).last().unwrap(), "requester request.unserved");
    assert_eq!(world.details(request_id(1)), json!({"assignment": id}));
    assert_eq!(world.story(id).last().unwrap(), "requester assignment.no_show");
    assert_eq!(world.details(id), json!({"request": request_id(1), "who": "lotse"}));
    assert_eq!(world.jobs(), ["send_mails"]);
    let letters = world.letters(later);
    let [alarm] = letters.as_slice() else { panic!("{letters:#?}") };
    assert_eq!(alarm.to, PROJECT);
    assert!(alarm.subject.starts_with("Dringend: nicht gekommen am Mo., 14. Dez."), "{alarm:?}");
}

/// Another time that was once possible is not meant: the request waits for a list with a new one, and expires where none comes.
fn nobody_is_looked_for_at_another_time(db: &TestDatabase) {
    let world = world(db, 2);
    let later = "2026-12-15T08:00:00Z";
    let appointments = vec![appointment(APPOINTMENT), appointment("2026-12-18 09:00")];
    let newcomer_email = Some(Email::parse("newcomer@example.org").unwrap());
    let id = world.confirmed(&[SupportRequest { appointments, newcomer_email, ..posted(1, APPOINTMENT, 1) }])[0];
    let missed = world.assignment(id);
    let at = DateTime::from_timestamp(missed.begins() * 60, 0).unwrap().to_rfc3339();
    assignments::no_show(&world.context, id, Missed::Lotse, Actor::Operator, &mut world.at(&at)).unwrap();
    assert_eq!(world.request(1).agreed.as_ref(), Some(&missed.appointment));
    if missed.appointment == appointment(APPOINTMENT) {
        assert!(world.ask(later).is_empty());
        assert_eq!(world.state(1), RequestState::Expired);
        let told = world.letters(later);
        assert!(told.iter().all(|letter| letter.to != "newcomer@example.org"), "they know that nobody came: {told:#?}");
    } else {
        assert_eq!(world.state(1), RequestState::Unserved);
    }
    let declines = world.db.must_read(|tx| storage::requests::find(tx, request_id(1))).excluded_lotsen;
    assert!(declines.contains(&missed.lotse), "{declines:?}");
}

/// Where one of several came, the newcomer was not left alone, in whatever order it is noted.
fn one_of_several_came(db: &TestDatabase) {
    let world = world(db, 2);
    let cases = [
        [None, Some(Missed::Lotse)],
        [Some(Missed::Lotse), None],
        [Some(Missed::Newcomer), Some(Missed::Lotse)],
        [Some(Missed::Lotse), Some(Missed::Newcomer)],
    ];
    let days = ["2026-12-14 09:00", "2026-12-15 09:00", "2026-12-16 09:00", "2026-12-17 09:00"];
    let all: Vec<_> = (1..).zip(days).map(|(number, day)| posted(number, day, 2)).collect();
    let ids = world.confirmed(&all);
    for (number, noted) in (1..).zip(cases) {
        let of_request = ids.iter().filter(|id| world.assignment(**id).request == request_id(number));
        for (id, who) in of_request.zip(noted) {
            let mut at = world.at("2026-12-18T08:00:00Z");
            match who {
                Some(who) => assignments::no_show(&world.context, *id, who, Actor::Operator, &mut at).unwrap(),
                None => assignments::complete(&world.context, *id, Actor::Operator, &mut at).unwrap(),
            };
        }
        assert_eq!(world.state(number), RequestState::Completed, "{noted:?}");
    }
}

fn none_of_several_came(db: &TestDatabase) {
    let world = world(db, 2);
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 2)]);
    for (id, state) in ids.into_iter().zip([RequestState::Assigned, RequestState::Unserved]) {
        let moved = assignments::no_show(&world.context, id, Missed::Lotse, Actor::Operator, &mut world.at(BEGIN));
        assert_eq!(moved.unwrap().request_state, state);
    }
}

fn a_newcomer_did_not_come(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    assignments::no_show(&world.context, id, Missed::Newcomer, Actor::Operator, &mut world.at(BEGIN)).unwrap();
    assert_eq!(world.details(id), json!({"request": request_id(1), "who": "newcomer"}));
    assert_eq!(world.state(1), RequestState::Completed);
    assert!(world.jobs().is_empty() && world.letters(BEGIN).is_empty());
}

fn the_last_of_several_completes(db: &TestDatabase) {
    let world = world(db, 2);
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 2)]);
    let first = assignments::complete(&world.context, ids[0], Actor::Operator, &mut world.at(BEGIN)).unwrap();
    assert_eq!(first.request_state, RequestState::Assigned);
    let who = Missed::Newcomer;
    let last = assignments::no_show(&world.context, ids[1], who, Actor::Operator, &mut world.at(BEGIN)).unwrap();
    assert_eq!(last.request_state, RequestState::Completed);
    assert_eq!(world.story(request_id(1)).iter().filter(|told| told.contains("completed")).count(), 1);
}

fn what_has_not_ended(db: &TestDatabase) {
    let world = world(db, 1);
    let sitting = |start: &str| Sitting::new(local(start), 60).unwrap();
    let series = Appointment::new(vec![sitting("2026-12-14 15:00"), sitting("2026-12-21 15:00")]).unwrap();
    let series = SupportRequest { appointments: vec![series], ..posted(2, APPOINTMENT, 1) };
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 1), series]);
    let of = |number| *ids.iter().find(|id| world.assignment(**id).request == request_id(number)).unwrap();
    let complete = |id, at| assignments::complete(&world.context, id, Actor::Operator, &mut world.at(at));
    let missed = |id, at| assignments::no_show(&world.context, id, Missed::Lotse, Actor::Operator, &mut world.at(at));
    let before = "2026-12-14T07:59:00Z";
    assert!(world.refused(|| complete(of(1), before)).contains("begins at 2026-12-14 09:00:00"));
    assert!(world.refused(|| missed(of(1), before)).contains("begins at 2026-12-14 09:00:00"));
    // A series took place, or was missed, when its last sitting has begun.
    let between = "2026-12-15T08:00:00Z";
    assert!(world.refused(|| complete(of(2), between)).contains("begins at 2026-12-21 15:00:00"));
    complete(of(1), between).unwrap();
    assert!(world.refused(|| complete(of(1), between)).contains("is completed"));
    assert!(world.refused(|| missed(of(1), between)).contains("is completed"));
    let cancel = |by| assignments::cancel(&world.context, of(1), by, Actor::Operator, &mut world.at(between));
    assert!(world.refused(|| cancel(CancelledBy::Requester)).contains("is completed"));
    assert!(world.refused(|| missed(of(2), between)).contains("begins at 2026-12-21 15:00:00"));
    missed(of(2), "2026-12-21T14:00:00Z").unwrap();
}
