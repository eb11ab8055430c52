//! Called off: by the Lotse, by the project, by the requester; one assignment, or a whole request.

use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::{assignments, matching, requests};
use lotsenwerk::domain::assignment::{AssignmentState, CancelledBy};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::offer::{OfferState, ProposalState};
use lotsenwerk::domain::request::{RequestCancelledBy, RequestState, SupportRequest};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;
use serde_json::json;

use super::*;
use crate::support::db::on_each_database;

on_each_database!(
    a_lotse_calls_off,
    what_was_agreed_stays_when_a_lotse_is_lost,
    shortly_before_the_project_is_alarmed,
    an_alarm_that_came_to_nothing_is_not_sent,
    the_project_calls_a_lotse_off,
    others_go_on,
    whoever_asked_calls_off,
    a_whole_request_is_called_off,
    a_request_that_waits_is_called_off,
    what_cannot_be_called_off,
);

fn a_lotse_calls_off(db: &TestDatabase) {
    let world = world(db, 2);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let going = world.assignment(id);
    let actor = Actor::Lotse(going.lotse);
    let moved = assignments::cancel(&world.context, id, CancelledBy::Lotse, actor, &mut world.at(NOW)).unwrap();
    assert_eq!((moved.request, moved.request_state), (request_id(1), RequestState::Open));
    let cancelled = world.assignment(id);
    assert_eq!((cancelled.state, cancelled.sequence), (AssignmentState::Cancelled, 1));
    assert_eq!(moved.assignments, [cancelled]);
    assert_eq!(world.state(1), RequestState::Open);
    assert_eq!(world.request(1).excluded_lotsen, [going.lotse]);
    assert_eq!(world.jobs(), ["match", "send_mails"]);
    assert_eq!(
        world.story(id),
        ["operator offer.released", "lotse offer.accepted", "lotse assignment.confirmed", "lotse assignment.cancelled"]
    );
    assert_eq!(world.details(id), json!({"request": request_id(1), "by": "lotse", "sequence": 1}));
    assert_eq!(
        world.story(request_id(1)),
        ["system request.proposed", "operator request.offered", "lotse request.assigned", "lotse request.reopened"]
    );

    let letters = world.letters(NOW);
    let [to_lotse, to_agency] = letters.as_slice() else { panic!("{letters:#?}") };
    assert_eq!(to_agency.to, AGENCY);
    assert!(to_lotse.to.starts_with("lotse"), "{to_lotse:?}");
    assert!(to_lotse.text.contains("deine Absage ist angekommen"), "{to_lotse:?}");
    assert!(to_agency.text.contains("Wir suchen schon jemand anderen"), "{to_agency:?}");
    for letter in &letters {
        assert!(letter.subject.starts_with("Abgesagt: "), "{letter:?}");
        assert_eq!(letter.calendar("METHOD"), ["CANCEL"]);
        assert_eq!(letter.calendar("UID"), [format!("{id}-1@lotsenwerk")]);
        assert_eq!(letter.calendar("SEQUENCE"), ["1"]);
        assert_eq!(letter.calendar("STATUS"), ["CANCELLED"]);
    }
    // Somebody else is asked for the same time.
    let asked = world.ask(NOW);
    assert_eq!(asked.len(), 1);
    assert_ne!(asked[0].lotse, going.lotse);
    let again = world.accept(&asked[0], NOW);
    assert_eq!((world.state(1), world.assignment(again).appointment), (RequestState::Assigned, going.appointment));
}

fn what_was_agreed_stays_when_a_lotse_is_lost(db: &TestDatabase) {
    let world = world(db, 2);
    let dates = ["2026-12-14 09:00", "2026-12-15 09:00", "2026-12-16 09:00"].map(appointment);
    let id = world.confirmed(&[SupportRequest { appointments: dates.to_vec(), ..posted(1, APPOINTMENT, 1) }])[0];
    let agreed = world.assignment(id).appointment;
    assignments::cancel(&world.context, id, CancelledBy::Lotse, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert_eq!(world.request(1).agreed.as_ref(), Some(&agreed));
    // Nobody who is left has time then. Other dates would do, but everybody has been told this one.
    let other = agreed_absent(&world, &agreed);
    assert!(world.ask(NOW).is_empty());
    world.db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&other)));
    let id = world.ask(NOW).iter().map(|offer| world.accept(offer, NOW)).next().unwrap();
    assert_eq!(world.assignment(id).appointment, agreed);
}

/// Makes all Lotsen absent on the day; gives one as they were.
fn agreed_absent(world: &World<'_>, agreed: &Appointment) -> lotsenwerk::domain::lotse::Lotse {
    use lotsenwerk::domain::availability::Absence;
    let all = world.db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All));
    let day = agreed.sittings()[0].start().date();
    let absent: Vec<_> = all
        .iter()
        .map(|lotse| lotsenwerk::domain::lotse::Lotse {
            absences: vec![Absence::new(day, day).unwrap()],
            ..lotse.clone()
        })
        .collect();
    world.db.must_write(|tx| storage::lotsen::save_all(tx, &absent));
    let excluded = world.request(1).excluded_lotsen;
    all.into_iter().find(|lotse| !excluded.contains(&lotse.id)).unwrap()
}

fn shortly_before_the_project_is_alarmed(db: &TestDatabase) {
    let world = world(db, 2);
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 1), posted(2, "2026-12-14 15:00", 1)]);
    // Forty-eight hours before the first begins, to the minute; and one minute later.
    let (in_time, late) = ("2026-12-12T08:00:00Z", "2026-12-12T08:01:00Z");
    let first = ids.iter().find(|id| world.assignment(**id).request == request_id(1)).unwrap();
    let second = ids.iter().find(|id| world.assignment(**id).request == request_id(2)).unwrap();
    assignments::cancel(&world.context, *second, CancelledBy::Lotse, Actor::Operator, &mut world.at(in_time)).unwrap();
    assert_eq!(world.letters(in_time).len(), 2);
    assignments::cancel(&world.context, *first, CancelledBy::Lotse, Actor::Operator, &mut world.at(late)).unwrap();
    let letters = world.letters(late);
    assert_eq!(letters.len(), 3);
    let alarm = letters.iter().find(|letter| letter.to == PROJECT).unwrap();
    let name = world.db.must_read(|tx| storage::lotsen::find(tx, world.assignment(*first).lotse)).given_name;
    assert!(alarm.subject.starts_with("Dringend: Absage für Mo., 14. Dez."), "{alarm:?}");
    assert!(alarm.text.contains(name.as_str()) && alarm.text.contains("A-1"), "{alarm:?}");
}

fn an_alarm_that_came_to_nothing_is_not_sent(db: &TestDatabase) {
    let world = world(db, 2);
    let soon = "2026-12-14T06:00:00Z";
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    assignments::cancel(&world.context, id, CancelledBy::Lotse, Actor::Operator, &mut world.at(soon)).unwrap();
    let offer = world.ask(soon).remove(0);
    world.accept(&offer, soon);
    // Two cancellations, one offer that is settled, two confirmations; the alarm is over.
    let letters = world.letters(soon);
    assert!(letters.iter().all(|letter| letter.to != PROJECT), "{letters:#?}");
    assert_eq!(letters.iter().filter(|letter| letter.subject.starts_with("Abgesagt")).count(), 2, "{letters:#?}");
    assert_eq!(letters.iter().filter(|letter| letter.subject.starts_with("Bestätigt")).count(), 2, "{letters:#?}");
}

fn the_project_calls_a_lotse_off(db: &TestDatabase) {
    let world = world(db, 2);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let soon = "2026-12-14T06:00:00Z";
    let going = world.assignment(id).lotse;
    let actor = Actor::Coordinator(organisation_id(0));
    assignments::cancel(&world.context, id, CancelledBy::Project, actor, &mut world.at(soon)).unwrap();
    assert_eq!((world.state(1), world.request(1).excluded_lotsen), (RequestState::Open, vec![going]));
    assert_eq!(world.jobs(), ["match", "send_mails"]);
    assert_eq!(world.story(id).last().unwrap(), "coordinator assignment.cancelled");
    // The project knows; nobody is alarmed.
    let letters = world.letters(soon);
    let [to_lotse, to_agency] = letters.as_slice() else { panic!("{letters:#?}") };
    assert!(to_lotse.text.contains("wir mussten absagen"), "{to_lotse:?}");
    assert!(to_agency.text.contains("Wir suchen schon jemand anderen"), "{to_agency:?}");
}

fn others_go_on(db: &TestDatabase) {
    let world = world(db, 3);
    // Two are needed and go; one is lost, and the place is matched again.
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 2)]);
    assert_eq!(ids.len(), 2);
    let by = CancelledBy::Lotse;
    let moved = assignments::cancel(&world.context, ids[0], by, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert_eq!(moved.request_state, RequestState::Assigned);
    let asked = world.ask(NOW);
    assert_eq!(asked.len(), 1);
    // The other is lost too while somebody is asked: asked it is, not open.
    let moved = assignments::cancel(&world.context, ids[1], by, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert_eq!(moved.request_state, RequestState::Offered);
    assert_eq!(world.story(request_id(1)).last().unwrap(), "operator request.offered");
    let answer = Answer::Decline;
    answers::answer(&world.context, asked[0].id, answer, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert_eq!(world.state(1), RequestState::Open);
}

fn whoever_asked_calls_off(db: &TestDatabase) {
    let world = world(db, 2);
    let ids = world.confirmed(&[posted(1, APPOINTMENT, 2)]);
    let by = CancelledBy::Requester;
    let moved = assignments::cancel(&world.context, ids[0], by, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert_eq!((moved.request_state, moved.assignments.len()), (RequestState::Cancelled, 2));
    for id in ids {
        assert_eq!(world.assignment(id).state, AssignmentState::Cancelled);
    }
    assert_eq!(world.request(1).excluded_lotsen, []);
    assert_eq!(world.jobs(), ["send_mails"]);
    let letters = world.letters(NOW);
    let to_agency: Vec<_> = letters.iter().filter(|letter| letter.to == AGENCY).collect();
    assert_eq!((letters.len(), to_agency.len()), (4, 2));
    assert!(to_agency.iter().all(|letter| letter.text.contains("Ihre Absage ist angekommen")), "{letters:#?}");
}

fn a_whole_request_is_called_off(db: &TestDatabase) {
    let world = world(db, 3);
    world.post(&[posted(1, APPOINTMENT, 3)]);
    let asked = world.ask(NOW);
    assert_eq!(asked.len(), 3);
    let id = world.accept(&asked[0], NOW);
    world.letters(NOW);
    world.db.raw().batch("DELETE FROM jobs");

    let actor = Actor::Requester(organisation_id(1));
    let by = RequestCancelledBy::Requester;
    let moved = requests::cancel(&world.context, request_id(1), by, actor, &mut world.at(NOW)).unwrap();
    assert_eq!(moved.assignments, [world.assignment(id)]);
    assert_eq!(world.state(1), RequestState::Cancelled);
    assert_eq!((world.assignment(id).state, world.assignment(id).sequence), (AssignmentState::Cancelled, 1));
    assert_eq!(world.withdrawn(1), asked[1..].iter().map(|offer| offer.lotse).collect::<Vec<_>>());
    assert_eq!(world.jobs(), ["send_mails"]);
    assert_eq!(world.story(id).last().unwrap(), "requester assignment.cancelled");
    assert_eq!(world.story(asked[1].id), ["operator offer.released", "requester offer.withdrawn"]);
    assert_eq!(world.story(request_id(1)).last().unwrap(), "requester request.cancelled");
    assert_eq!(world.details(request_id(1)), json!({"by": "requester", "from": "assigned"}));

    let letters = world.letters(NOW);
    let begins = |words: &str| letters.iter().filter(|letter| letter.subject.starts_with(words)).count();
    assert_eq!((letters.len(), begins("Abgesagt: "), begins("Nicht mehr nötig: ")), (4, 2, 2), "{letters:#?}");
    let taken_back = letters.iter().find(|letter| letter.subject.starts_with("Nicht")).unwrap();
    assert_eq!(taken_back.calendar("METHOD"), ["CANCEL"]);

    // Who says yes now hears that it is over.
    let late =
        answers::answer(&world.context, asked[2].id, Answer::Accept, Actor::Operator, &mut world.at(NOW)).unwrap();
    assert_eq!(late, Answered::Settled(OfferState::Withdrawn));
    assert!(world.letters(NOW).is_empty());
}

fn a_request_that_waits_is_called_off(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let matched = matching::run(&world.context, None, &Options::default(), &mut world.at(NOW), &Silent).unwrap();
    assert_eq!(world.state(1), RequestState::Proposed);
    let by = RequestCancelledBy::Project;
    requests::cancel(&world.context, request_id(1), by, Actor::Operator, &mut world.at(NOW)).unwrap();
    let proposals = world.db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(matched.run)));
    assert_eq!(proposals.iter().map(|proposal| proposal.state).collect::<Vec<_>>(), [ProposalState::Dropped]);
    // Nobody had been told anything, and nobody is.
    assert!(world.jobs().is_empty() && world.letters(NOW).is_empty());
    assert!(world.ask(NOW).is_empty());
}

fn what_cannot_be_called_off(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let cancel = |by, at| assignments::cancel(&world.context, id, by, Actor::Operator, &mut world.at(at));
    let cancel_all = |by, at| requests::cancel(&world.context, request_id(1), by, Actor::Operator, &mut world.at(at));
    // It has begun.
    for by in [CancelledBy::Lotse, CancelledBy::Requester, CancelledBy::Project] {
        let words = world.refused(|| cancel(by, "2026-12-14T08:00:00Z"));
        assert!(words.contains("began at 2026-12-14 09:00:00"), "{words}");
    }
    world.refused(|| cancel_all(RequestCancelledBy::Requester, "2026-12-14T08:00:00Z"));
    cancel(CancelledBy::Requester, "2026-12-14T07:59:00Z").unwrap();
    // It is called off already.
    for by in [CancelledBy::Lotse, CancelledBy::Requester, CancelledBy::Project] {
        assert!(world.refused(|| cancel(by, NOW)).contains("is cancelled"));
    }
    assert!(world.refused(|| cancel_all(RequestCancelledBy::Project, NOW)).contains("the request is cancelled"));
    let unknown = AssignmentId::from_uuid(request_id(77).as_uuid());
    let result = assignments::cancel(&world.context, unknown, CancelledBy::Lotse, Actor::Operator, &mut world.at(NOW));
    assert!(matches!(result, Err(AppError::Storage(storage::StorageError::NotFound { what: "assignment" }))));
}
