//! What comes between a plan and its release, an answer and a limit, a lost Lotse and the next.

use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::matching::Matched;
use lotsenwerk::app::requests;
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::outbox::{MailState, MailStatus};
use lotsenwerk::domain::request::{MeetingPlace, RequestCancelledBy, Sitting};
use lotsenwerk::storage::Engine;
use lotsenwerk::storage::outbox::Limits;

use super::*;
use crate::storage::samples::{local, lotse_id};
use crate::support::db::on_each_database;

on_each_database!(
    an_overdue_offer_does_not_hold_a_release_up,
    nobody_who_is_asked_already_is_asked_again,
    a_no_beside_a_release_leaves_no_offer_without_a_request,
    who_was_never_asked_has_not_said_no,
    who_has_left_does_not_go,
    nobody_is_asked_who_cannot_answer_in_time,
    what_is_left_of_a_series_is_looked_for,
    an_alarm_does_not_wait_for_another_day,
    nobody_for_a_moved_appointment_is_told,
    a_newcomer_who_waits_for_somebody_else_hears_that_nobody_comes,
);

fn matched(world: &World<'_>, now: &str) -> Matched {
    matching::run(&world.context, None, &Options::default(), &mut world.at(now), &Silent).unwrap()
}

fn release(world: &World<'_>, plan: &Matched, now: &str) -> offers::Released {
    offers::release(&world.context, plan.run, Actor::Operator, &mut world.at(now)).unwrap()
}

fn lost(world: &World<'_>, id: AssignmentId, now: &str) {
    assignments::cancel(&world.context, id, CancelledBy::Lotse, Actor::Operator, &mut world.at(now)).unwrap();
}

fn an_overdue_offer_does_not_hold_a_release_up(db: &TestDatabase) {
    let world = world(db, 2);
    world.post(&[posted(1, APPOINTMENT, 2), posted(2, "2026-12-15 09:00", 1)]);
    let asked = world.ask(NOW);
    world.accept(asked.iter().find(|offer| offer.request == request_id(1)).unwrap(), NOW);
    // No worker has looked for three days.
    let later = "2026-12-10T07:00:00Z";
    let released = release(&world, &matched(&world, later), later);
    assert_eq!(released.outdated, 0, "{released:?}");
    let open = world.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open));
    assert!(open.iter().all(|offer| offer.expires_at > later.parse::<DateTime<Utc>>().unwrap()), "{open:?}");
}

fn nobody_who_is_asked_already_is_asked_again(db: &TestDatabase) {
    let world = world(db, 3);
    world.post(&[posted(1, APPOINTMENT, 2)]);
    let asked = world.ask(NOW);
    assert_eq!(asked.len(), 2);
    // One says no; two plans that do not know of each other look for somebody else.
    answers::answer(&world.context, asked[0].id, Answer::Decline, Actor::Operator, &mut world.at(NOW)).unwrap();
    let plan = matched(&world, NOW);
    assert_eq!(release(&world, &plan, NOW).offers.len(), 1);
    world.db.raw().batch("UPDATE proposals SET state = 'proposed' WHERE state = 'released'");
    let again = release(&world, &plan, NOW);
    assert_eq!((again.offers.len(), again.outdated), (0, 1), "all places are asked for");
}

/// The release has read that somebody else is asked, who says no before it commits.
fn a_no_beside_a_release_leaves_no_offer_without_a_request(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 2)]);
    let asked = world.ask(NOW);
    world.db.must_write(|tx| storage::lotsen::save_all(tx, &[lotse(2)]));
    let plan = matched(&world, NOW);
    let mut raw = world.db.raw();
    if raw.engine() == Engine::Postgres {
        raw.batch(&format!("BEGIN; SELECT 1 FROM lotsen WHERE id = '{}' FOR NO KEY UPDATE", lotse_id(2)));
    }
    let (mut one, mut two) = (world.at(NOW), world.at(NOW));
    let context = &world.context;
    std::thread::scope(|scope| {
        let releasing = scope.spawn(|| offers::release(context, plan.run, Actor::Operator, &mut one));
        std::thread::sleep(std::time::Duration::from_millis(300));
        let answering = scope
            .spawn(|| answers::answer(context, asked[0].id, Answer::Decline, Actor::Lotse(asked[0].lotse), &mut two));
        std::thread::sleep(std::time::Duration::from_millis(300));
        if raw.engine() == Engine::Postgres {
            raw.batch("ROLLBACK");
        }
        releasing.join().unwrap().unwrap();
        assert_eq!(answering.join().unwrap().unwrap(), Answered::Declined);
    });
    let open = world.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open));
    assert_eq!(open.len(), 1);
    assert_eq!(world.state(1), RequestState::Offered, "somebody is asked");
    world.accept(&open[0], NOW);
}

fn nobody_is_asked_who_cannot_answer_in_time(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, "2026-12-07 08:01", 1)]);
    let at = "2026-12-07T07:00:10Z";
    let released = release(&world, &matched(&world, at), at);
    assert_eq!((released.offers.len(), released.outdated), (0, 1));
}

fn what_is_left_of_a_series_is_looked_for(db: &TestDatabase) {
    let world = world(db, 1);
    let days = ["2026-12-08 09:00", "2026-12-10 09:00", "2026-12-17 09:00"];
    let series = Appointment::new(days.map(|day| Sitting::new(local(day), 60).unwrap()).to_vec()).unwrap();
    let id = world.confirmed(&[SupportRequest { appointments: vec![series], ..posted(1, APPOINTMENT, 1) }])[0];
    lost(&world, id, "2026-12-09T12:00:00Z");
    matched(&world, "2026-12-09T12:00:00Z");
    assert_eq!(world.state(1), RequestState::Unserved);
    // One more is over, and one is still ahead.
    matched(&world, "2026-12-11T12:00:00Z");
    assert_eq!(world.state(1), RequestState::Unserved);
    matched(&world, "2026-12-18T12:00:00Z");
    assert_eq!(world.state(1), RequestState::Expired);
}

fn an_alarm_does_not_wait_for_another_day(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, "2026-12-08 09:00", 1)])[0];
    let place = |request: SupportRequest| SupportRequest {
        place: MeetingPlace { postcode: Postcode::parse("34117").unwrap(), ..request.place },
        ..request
    };
    let told = |number| {
        world.post(&[place(posted(number, APPOINTMENT, 1))]);
        let mut moment = world.at(NOW);
        matching::run_by_itself(&world.context, None, &Options::default(), &mut moment, &Silent).unwrap().told
    };
    let limits = Limits { per_minute: None, per_recipient_per_day: Some(1) };
    let post = Post { transport: Transport::Memory(world.memory.clone()), rules: Rules { limits, ..Rules::default() } };
    let send = |now: &str| {
        let now = now.parse::<DateTime<Utc>>().unwrap() + Duration::seconds(5);
        sending::send_due(&world.context, &post, &moments(now), |_| true).unwrap().sent
    };
    assert_eq!((told(2), send(NOW)), (1, 1));
    // The project has got what a day allows.
    assert_eq!((told(3), send(NOW)), (1, 0));
    lost(&world, id, "2026-12-07T08:00:00Z");
    assert!(send("2026-12-07T08:00:00Z") > 0);
    let all = world.db.must_read(|tx| storage::outbox::list(tx, None, 200));
    let alarm = all.iter().find(|mail| mail.kind == "alarm").unwrap();
    assert!(matches!(alarm.state, MailState::Sent { .. }), "{alarm:?}");
}

fn nobody_for_a_moved_appointment_is_told(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, "2026-12-08 09:00", 1)])[0];
    let to = NewTime { start: local("2026-12-16 11:00"), minutes: None };
    assignments::change(&world.context, id, to, Actor::Operator, &mut world.at(NOW)).unwrap();
    world.letters(NOW);
    // The time that the request was posted for is over, that which was agreed is not.
    let later = "2026-12-10T07:00:00Z";
    lost(&world, id, later);
    world.letters(later);
    matching::run_by_itself(&world.context, None, &Options::default(), &mut world.at(later), &Silent).unwrap();
    let letters = world.letters(later);
    let told = letters.iter().find(|letter| letter.to == PROJECT).unwrap();
    assert!(told.text.contains("16. Dez"), "{}", told.text);
    let dead = world.db.must_read(|tx| storage::outbox::list(tx, Some(MailStatus::Outdated), 20));
    assert!(dead.iter().all(|mail| mail.kind != "unserved"), "{dead:?}");
}

fn a_newcomer_who_waits_for_somebody_else_hears_that_nobody_comes(db: &TestDatabase) {
    let world = world(db, 1);
    let email = Email::parse("newcomer@example.org").unwrap();
    let id = world.confirmed(&[SupportRequest { newcomer_email: Some(email), ..posted(1, APPOINTMENT, 1) }])[0];
    lost(&world, id, NOW);
    world.letters(NOW);
    let by = RequestCancelledBy::Requester;
    requests::cancel(&world.context, request_id(1), by, Actor::Operator, &mut world.at(NOW)).unwrap();
    let letters = world.letters(NOW);
    let told = letters.iter().find(|letter| letter.to == "newcomer@example.org").unwrap();
    assert_eq!(told.calendar("METHOD"), ["CANCEL"]);
}

/// No mail server took the question in time.
fn who_was_never_asked_has_not_said_no(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let offer = world.ask(NOW).remove(0);
    let over = (offer.expires_at + Duration::seconds(1)).to_rfc3339();
    assert_eq!(answers::expire(&world.context, &mut world.at(&over)).unwrap(), [offer.id]);
    assert_eq!(world.state(1), RequestState::Open);
    let again = world.ask(&over).remove(0);
    assert_eq!(again.lotse, offer.lotse, "the question never came");
    world.letters(&over);
    let over = (again.expires_at + Duration::seconds(1)).to_rfc3339();
    answers::expire(&world.context, &mut world.at(&over)).unwrap();
    assert!(world.ask(&over).is_empty(), "this time it came, and nobody answered");
}

fn who_has_left_does_not_go(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let offer = world.ask(NOW).remove(0);
    let left = lotsenwerk::domain::lotse::Lotse { consent_on: None, ..lotse(1) };
    world.db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&left)));
    let actor = Actor::Lotse(offer.lotse);
    let answered = answers::answer(&world.context, offer.id, Answer::Accept, actor, &mut world.at(NOW)).unwrap();
    assert_eq!(answered, Answered::Unfit(lotsenwerk::domain::offer::Unfit::Away));
    assert_eq!(world.state(1), RequestState::Open);
}
