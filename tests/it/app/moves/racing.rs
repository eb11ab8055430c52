//! A yes and a call-off at the same moment: whichever comes first, nobody goes to what was called off without having been told.

use std::sync::Barrier;

use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::{assignments, requests};
use lotsenwerk::domain::assignment::{AssignmentState, CancelledBy};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::offer::OfferState;
use lotsenwerk::domain::outbox::MailCause;
use lotsenwerk::domain::request::{RequestCancelledBy, RequestState};

use super::*;
use crate::support::db::on_each_database;

on_each_database!(a_yes_and_a_call_off_at_the_same_moment, two_call_offs_at_the_same_moment);

/// Rounds: enough that both orders come up on most machines.
const ROUNDS: u32 = 12;

fn a_yes_and_a_call_off_at_the_same_moment(db: &TestDatabase) {
    let world = world(db, ROUNDS);
    let days = |number: u32| format!("2026-12-{:02} 09:00", 10 + number);
    world.post(&(1..=ROUNDS).map(|number| posted(number, &days(number), 1)).collect::<Vec<_>>());
    let asked = world.ask(NOW);
    assert_eq!(asked.len(), ROUNDS as usize);
    let mut yes_first = 0;
    for (number, offer) in (0..).zip(&asked) {
        let context = &world.context;
        let (mut one, mut other) = (world.at(NOW), world.at(NOW));
        let barrier = Barrier::new(2);
        let (answered, cancelled) = std::thread::scope(|scope| {
            let yes = scope.spawn(|| {
                barrier.wait();
                answers::answer(context, offer.id, Answer::Accept, Actor::Lotse(offer.lotse), &mut one).unwrap()
            });
            let no = scope.spawn(|| {
                barrier.wait();
                // Now one is a little earlier, now the other.
                std::thread::sleep(std::time::Duration::from_micros(400 * (number % 4)));
                let by = RequestCancelledBy::Requester;
                requests::cancel(context, offer.request, by, Actor::Operator, &mut other).unwrap()
            });
            (yes.join().unwrap(), no.join().unwrap())
        });
        let request = world.db.must_read(|tx| storage::requests::find(tx, offer.request));
        assert_eq!(request.state, RequestState::Cancelled);
        let selection = storage::assignments::Selection::Request(offer.request);
        let going = world.db.must_read(|tx| storage::assignments::load(tx, selection));
        let kinds = mails_about(&world, offer);
        match answered {
            Answered::Accepted(id) => {
                assert_eq!(
                    going.iter().map(|one| (one.id, one.state)).collect::<Vec<_>>(),
                    [(id, AssignmentState::Cancelled)]
                );
                assert_eq!(cancelled.assignments, going);
                yes_first += 1;
                for kind in ["cancellation_lotse", "cancellation_requester"] {
                    assert_eq!(kinds.iter().filter(|told| *told == kind).count(), 1, "{kinds:?}");
                }
            }
            Answered::Settled(OfferState::Withdrawn) => {
                assert!(going.is_empty() && cancelled.assignments.is_empty());
                assert!(kinds.iter().any(|kind| kind == "offer_withdrawn"), "{kinds:?}");
            }
            other => panic!("{other:?}"),
        }
    }
    println!("{yes_first} of {ROUNDS} times the yes came first");
}

/// The kinds of mails about an offer and the assignment that it became.
fn mails_about(world: &World<'_>, offer: &Offer) -> Vec<String> {
    world.db.must_read(|tx| {
        let mut kinds = Vec::new();
        for noun in ["offer", "assignment"] {
            let cause = MailCause { kind: noun.to_owned(), id: offer.id.as_uuid() };
            kinds.extend(storage::outbox::about(tx, &cause)?.into_iter().map(|mail| mail.kind));
        }
        Ok(kinds)
    })
}

/// The Lotse and the requester call off together: one move wins, and everybody hears of one cancellation.
fn two_call_offs_at_the_same_moment(db: &TestDatabase) {
    let world = world(db, 1);
    let id = world.confirmed(&[posted(1, APPOINTMENT, 1)])[0];
    let moments: Vec<Moment> = (0..6).map(|_| world.at(NOW)).collect();
    let context = &world.context;
    let done: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = moments
            .into_iter()
            .map(|mut moment| {
                scope.spawn(move || {
                    let by = CancelledBy::Lotse;
                    usize::from(assignments::cancel(context, id, by, Actor::Operator, &mut moment).is_ok())
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!((done, world.assignment(id).sequence), (1, 1));
    assert_eq!(world.letters(NOW).len(), 2);
}
