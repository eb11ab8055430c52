//! What the matching learns from a no: not only who is not asked again, but where and about what.

use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::{Context, matching};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::code::{LotseStatus, Mode};
use lotsenwerk::domain::id::{LotseId, RequestId};
use lotsenwerk::domain::lotse::Limits;
use lotsenwerk::domain::offer::{DeclineReason, Offer, Proposal};
use lotsenwerk::domain::request::{RequestState, SupportRequest};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;

use crate::support::context::moment;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::released::{MORNING, released};

on_each_database!(
    who_finds_it_too_far_is_asked_for_nothing_as_far,
    who_does_not_take_a_topic_is_not_asked_for_it,
    who_has_no_time_then_is_asked_again,
);

/// A copy of a declined request that nobody has been asked for yet.
fn again(db: &TestDatabase, declined: &Offer, seed: u8) -> RequestId {
    let request = db.must_read(|tx| storage::requests::find(tx, declined.request));
    let id = RequestId::new(declined.asked_at, moment(MORNING, seed).random());
    let copy =
        SupportRequest { id, list_number: None, state: RequestState::Open, excluded_lotsen: Vec::new(), ..request };
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&copy)));
    id
}

/// Nobody else is there, and the Lotse has room for more.
fn alone(db: &TestDatabase, id: LotseId) {
    let mut lotsen = db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All));
    for lotse in &mut lotsen {
        if lotse.id == id {
            lotse.limits = Limits::default();
        } else {
            lotse.status = LotseStatus::Paused;
        }
    }
    db.must_write(|tx| storage::lotsen::save_all(tx, &lotsen));
}

fn decline(context: &Context, offer: &Offer, reason: DeclineReason) {
    let declined =
        answers::answer(context, offer.id, Answer::Decline, Actor::Operator, &mut moment(MORNING, 9)).unwrap();
    assert_eq!(declined, Answered::Declined);
    answers::note_reason(context, offer.id, reason, Actor::Operator, &mut moment(MORNING, 10)).unwrap();
}

fn proposals(context: &Context, at: &str, seed: u8) -> Vec<Proposal> {
    let run = matching::run(context, None, &Options::default(), &mut moment(at, seed), &Silent).unwrap().run;
    context.database.read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(run))).unwrap()
}

/// Whether the Lotse who said no for this reason is proposed for another request that is just the same.
fn is_wanted_again(db: &TestDatabase, reason: DeclineReason) -> bool {
    let (context, open) = released(db);
    let elsewhere = |offer: &&Offer| {
        let request = db.must_read(|tx| storage::requests::find(tx, offer.request));
        let home = db.must_read(|tx| storage::lotsen::find(tx, offer.lotse)).home;
        request.modes == [Mode::InPerson] && request.place.postcode != home
    };
    let offer = open.iter().find(elsewhere).unwrap();
    decline(&context, offer, reason);
    alone(db, offer.lotse);
    let copy = again(db, offer, 40);
    proposals(&context, MORNING, 41).iter().any(|proposal| (proposal.request, proposal.lotse) == (copy, offer.lotse))
}

fn who_finds_it_too_far_is_asked_for_nothing_as_far(db: &TestDatabase) {
    assert!(!is_wanted_again(db, DeclineReason::TooFar));
}

fn who_does_not_take_a_topic_is_not_asked_for_it(db: &TestDatabase) {
    assert!(!is_wanted_again(db, DeclineReason::Topic));
}

fn who_has_no_time_then_is_asked_again(db: &TestDatabase) {
    assert!(is_wanted_again(db, DeclineReason::NotNow));
}
