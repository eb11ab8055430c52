//! Moves between states believe the row count, not an earlier read: whoever comes second is told so.

use lotsenwerk::domain::assignment::Missed;
use lotsenwerk::domain::offer::{OfferState, ProposalState};
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::storage::{StorageError, assignments, newcomers, offers, requests, runs};

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    exactly_one_answer_decides_an_offer,
    second_moves_are_refused_and_undo_the_rest,
    words_on_a_newcomer_s_entry_are_counted,
);

fn exactly_one_answer_decides_an_offer(db: &TestDatabase) {
    let found = small_world(db);
    db.must_write(|tx| offers::insert_all(tx, &[offer(1, &found)]));
    let instances = [db.open_again(), db.open_again()];
    let answered_at = at("2026-11-21T07:00:00Z");
    let results: Vec<Result<(), StorageError>> = std::thread::scope(|scope| {
        let answers = [OfferState::Accepted, OfferState::Declined, OfferState::Expired, OfferState::Accepted];
        let threads: Vec<_> = answers
            .into_iter()
            .zip(instances.iter().cycle())
            .map(|(to, instance)| {
                scope.spawn(move || instance.write(|tx| offers::decide(tx, offer_id(1), to, answered_at)))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    let told = |result: &&Result<(), StorageError>| matches!(result, Err(StorageError::Changed { what: "offer" }));
    assert_eq!(results.iter().filter(told).count(), 3, "{results:?}");
    let decided = db.must_read(|tx| offers::find(tx, offer_id(1)));
    assert_ne!(decided.state, OfferState::Open);
    assert_eq!(decided.answered_at, Some(answered_at));

    // Once it is answered the Lotse may be asked again.
    db.must_write(|tx| offers::insert_all(tx, &[offer(2, &found)]));
}

fn second_moves_are_refused_and_undo_the_rest(db: &TestDatabase) {
    let found = small_world(db);
    let going = assignment(1, found.request, found.lotse);
    let both = [request_id(1), request_id(2), request_id(1)];
    let changed = |result: Result<(), StorageError>, noun: &str| {
        assert!(matches!(&result, Err(StorageError::Changed { what }) if *what == noun), "{result:?}");
    };
    db.must_write(|tx| {
        requests::move_all(tx, &both, RequestState::Open, RequestState::Proposed)?;
        requests::move_all(tx, &[request_id(2)], RequestState::Proposed, RequestState::Unserved)?;
        runs::move_proposals(tx, &[found.id], ProposalState::Proposed, ProposalState::Released)?;
        assignments::insert_all(tx, std::slice::from_ref(&going))?;
        assignments::replace(tx, &going, &going.cancelled().unwrap())?;
        // No longer confirmed, so the pair is free.
        assignments::insert_all(tx, &[assignment(2, found.request, found.lotse)])
    });
    changed(db.write(|tx| requests::move_all(tx, &both, RequestState::Proposed, RequestState::Offered)), "request");
    changed(
        db.write(|tx| runs::move_proposals(tx, &[found.id], ProposalState::Proposed, ProposalState::Dropped)),
        "proposal",
    );
    changed(db.write(|tx| assignments::replace(tx, &going, &going.missed(Missed::Lotse).unwrap())), "assignment");
    changed(db.write(|tx| runs::fail(tx, run_id(1), at("2026-11-21T07:00:00Z"), "late")), "matching run");
    db.must_read(|tx| {
        // The request that could have moved did not move without the other.
        assert_eq!(requests::find(tx, request_id(1))?.state, RequestState::Proposed);
        assert_eq!(requests::find(tx, request_id(2))?.state, RequestState::Unserved);
        assert_eq!(runs::proposals(tx, runs::Proposed::One(found.id))?.remove(0).state, ProposalState::Released);
        Ok(())
    });
}

fn words_on_a_newcomer_s_entry_are_counted(db: &TestDatabase) {
    let found = small_world(db);
    assert_eq!(db.must_read(|tx| newcomers::sequence(tx, found.request)), None);
    for expected in 0..3 {
        assert_eq!(db.must_write(|tx| newcomers::advance(tx, found.request)), expected);
    }
    // A word whose commit fails was none.
    let failed: Result<(), StorageError> = db.write(|tx| {
        newcomers::advance(tx, found.request)?;
        Err(StorageError::Changed { what: "request" })
    });
    assert!(failed.is_err());
    // Nor does a list that brings the request again begin anew.
    let again = db.must_read(|tx| requests::find(tx, found.request));
    db.must_write(|tx| requests::save_all(tx, std::slice::from_ref(&again)));
    assert_eq!(db.must_read(|tx| newcomers::sequence(tx, found.request)), Some(2));
    assert_eq!(db.must_write(|tx| newcomers::advance(tx, found.request)), 3);
    assert_eq!(db.must_write(|tx| newcomers::advance(tx, request_id(2))), 0, "each request counts its own");
}
