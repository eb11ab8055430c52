//! Answers to offers: one winner a place, everybody told, and the next best looked for after a no or nothing.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::matching;
use lotsenwerk::app::sending::{self, Post, Rules};
use lotsenwerk::domain::assignment::AssignmentState;
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::id::{OfferId, RequestId};
use lotsenwerk::domain::offer::{DeclineReason, Offer, OfferState};
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;

use crate::support::context::{moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::released::{MORNING, released};

on_each_database!(
    a_yes_is_told_to_everybody_once,
    a_no_opens_the_request_for_somebody_else,
    a_reason_is_noted_as_often_as_it_changes,
    time_runs_out,
    one_that_cannot_be_settled_holds_up_no_other,
    many_answers_have_one_winner
);

fn state(db: &TestDatabase, request: RequestId) -> RequestState {
    db.must_read(|tx| storage::requests::find(tx, request)).state
}

fn offer(db: &TestDatabase, id: OfferId) -> Offer {
    db.must_read(|tx| storage::offers::find(tx, id))
}

fn jobs(db: &TestDatabase) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for job in db.must_read(|tx| storage::jobs::list(tx, None, 1000)) {
        *kinds.entry(job.kind).or_insert(0) += 1;
    }
    kinds
}

fn a_yes_is_told_to_everybody_once(db: &TestDatabase) {
    let (context, open) = released(db);
    let memory = MemoryBox::default();
    let send = || {
        let post = Post { transport: Transport::Memory(memory.clone()), rules: Rules::default() };
        sending::send_due(&context, &post, &moments(MORNING.parse().unwrap()), |_| true).unwrap()
    };
    let asked = send().sent;
    let first = &open[0];
    let Answered::Accepted(id) =
        answers::answer(&context, first.id, Answer::Accept, Actor::Operator, &mut moment(MORNING, 9)).unwrap()
    else {
        panic!("not accepted")
    };
    assert_eq!(id.as_uuid(), first.id.as_uuid());
    assert_eq!(state(db, first.request), RequestState::Assigned);
    // Clicked again, by whomever: it stands, and nobody is told again.
    for answer in [Answer::Accept, Answer::Decline] {
        let again = answers::answer(&context, first.id, answer, Actor::Operator, &mut moment(MORNING, 10)).unwrap();
        assert_eq!(again, Answered::Settled(OfferState::Accepted));
    }
    let assignments =
        db.must_read(|tx| storage::assignments::load(tx, storage::assignments::Selection::Request(first.request)));
    assert_eq!(assignments.iter().map(|a| a.state).collect::<Vec<_>>(), [AssignmentState::Confirmed]);
    assert_eq!(jobs(db).get("send_mails"), Some(&1));

    let request = db.must_read(|tx| storage::requests::find(tx, first.request));
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, first.lotse));
    let requester = db.must_read(|tx| storage::organisations::find(tx, request.organisation));
    let mut expected: Vec<String> =
        [lotse.email, requester.email].into_iter().flatten().map(|to| to.to_string()).collect();
    assert_eq!(send().sent as usize, expected.len());
    let mut told: Vec<String> = memory
        .mails()
        .into_iter()
        .skip(asked as usize)
        .map(|mail| {
            let parsed = mail_parser::MessageParser::default().parse(&mail.bytes).unwrap();
            assert!(parsed.attachment_count() > 0 || parsed.parts.len() > 2, "no invitation");
            parsed.to().unwrap().first().unwrap().address().unwrap().to_owned()
        })
        .collect();
    expected.sort();
    told.sort();
    assert_eq!(told, expected);
}

fn a_no_opens_the_request_for_somebody_else(db: &TestDatabase) {
    let (context, open) = released(db);
    let refused = &open[0];
    let declined =
        answers::answer(&context, refused.id, Answer::Decline, Actor::Operator, &mut moment(MORNING, 9)).unwrap();
    assert_eq!(declined, Answered::Declined);
    assert_eq!(offer(db, refused.id).state, OfferState::Declined);
    assert_eq!(state(db, refused.request), RequestState::Open);
    assert_eq!(jobs(db).get("match"), Some(&1));
    let later =
        answers::answer(&context, refused.id, Answer::Accept, Actor::Operator, &mut moment(MORNING, 10)).unwrap();
    assert_eq!(later, Answered::Settled(OfferState::Declined));

    let again = matching::run(&context, None, &Options::default(), &mut moment(MORNING, 11), &Silent).unwrap();
    let proposals = db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(again.run)));
    assert!(proposals.iter().all(|p| (p.request, p.lotse) != (refused.request, refused.lotse)));
    assert!(again.requests.iter().any(|request| request.id == refused.request));
}

fn a_reason_is_noted_as_often_as_it_changes(db: &TestDatabase) {
    let (context, open) = released(db);
    let id = open[0].id;
    answers::answer(&context, id, Answer::Decline, Actor::Operator, &mut moment(MORNING, 9)).unwrap();
    let reasons = [DeclineReason::TooFar, DeclineReason::TooFar, DeclineReason::NotNow];
    for (seed, reason) in (10..).zip(reasons) {
        answers::note_reason(&context, id, reason, Actor::Operator, &mut moment(MORNING, seed)).unwrap();
    }
    let events = db.must_read(|tx| storage::audit::list(tx, Some(id.to_string().parse().unwrap()), 9));
    let mut told: Vec<String> = events
        .iter()
        .filter(|event| event.action == Action::OfferReasonTold)
        .map(|event| event.details.to_string())
        .collect();
    told.sort();
    let expected = [r#"{"before":"too_far","reason":"not_now"}"#, r#"{"before":null,"reason":"too_far"}"#];
    assert_eq!(told, expected);
}

fn time_runs_out(db: &TestDatabase) {
    let (context, open) = released(db);
    assert!(answers::expire(&context, &mut moment(MORNING, 8)).unwrap().is_empty());
    let last = open.iter().map(|offer| offer.expires_at).max().unwrap().to_rfc3339();
    // One says yes too late, before anybody has looked.
    let late = answers::answer(&context, open[0].id, Answer::Accept, Actor::Operator, &mut moment(&last, 9)).unwrap();
    assert_eq!(late, Answered::Settled(OfferState::Expired));
    let expired = answers::expire(&context, &mut moment(&last, 10)).unwrap();
    assert_eq!(expired.len(), open.len() - 1);
    assert!(answers::expire(&context, &mut moment(&last, 11)).unwrap().is_empty());
    for offer in &open {
        assert_eq!(state(db, offer.request), RequestState::Open);
    }
    assert!(db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open)).is_empty());
}

/// Twenty Lotsen are asked for one place and all say yes at the same moment; each twice.
fn many_answers_have_one_winner(db: &TestDatabase) {
    let (context, open) = released(db);
    let asked = &open[0];
    let lotsen = db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All));
    let others: Vec<Offer> = lotsen
        .iter()
        .filter(|lotse| lotse.id != asked.lotse)
        .take(19)
        .zip(50..)
        .map(|(lotse, seed)| Offer {
            id: OfferId::new(asked.asked_at, moment(MORNING, seed).random()),
            lotse: lotse.id,
            ..asked.clone()
        })
        .collect();
    db.must_write(|tx| storage::offers::insert_all(tx, &others));
    let all: Vec<OfferId> = others.iter().map(|offer| offer.id).chain([asked.id]).collect();
    let won = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (id, seed) in all.iter().chain(&all).zip(100..) {
            let (context, won) = (&context, &won);
            scope.spawn(move || {
                let answered =
                    answers::answer(context, *id, Answer::Accept, Actor::Operator, &mut moment(MORNING, seed)).unwrap();
                if let Answered::Accepted(_) = answered {
                    won.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(won.load(Ordering::SeqCst), 1);
    let offers = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Request(asked.request)));
    let count = |state| offers.iter().filter(|offer| offer.state == state).count();
    assert_eq!((count(OfferState::Accepted), count(OfferState::Withdrawn)), (1, 19));
    let assignments =
        db.must_read(|tx| storage::assignments::load(tx, storage::assignments::Selection::Request(asked.request)));
    assert_eq!(assignments.len(), 1);
}

fn one_that_cannot_be_settled_holds_up_no_other(db: &TestDatabase) {
    let (context, open) = released(db);
    let first = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open)).remove(0);
    let number = db.must_read(|tx| storage::requests::find(tx, first.request)).list_number.unwrap();
    db.raw().batch(&format!("UPDATE requests SET postcode = 'abcde' WHERE list_number = '{number}'"));
    let later = "2026-12-31T07:00:00Z";
    assert!(answers::expire(&context, &mut moment(later, 12)).is_err());
    for asked in &open {
        let expected = if asked.request == first.request { OfferState::Open } else { OfferState::Expired };
        assert_eq!(offer(db, asked.id).state, expected);
    }
}
