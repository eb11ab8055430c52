//! Both engines' complaints become the same typed errors.

use lotsenwerk::domain::id::OrganisationId;
use lotsenwerk::domain::run::RunTrigger;
use lotsenwerk::storage::{
    StorageError, Unique, WriteTx, assignments, lotsen, offers, organisations, outbox, requests, runs,
};

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

fn refused(db: &TestDatabase, work: impl Fn(&mut WriteTx) -> Result<(), StorageError>) -> StorageError {
    match db.write(|tx| work(tx)) {
        Ok(()) => panic!("should have been refused"),
        Err(error) => error,
    }
}

on_each_database!(
    keys_that_are_taken,
    rows_that_do_not_exist,
    rows_that_are_still_needed,
    values_that_cannot_be_read,
    checks_of_the_schema,
);

fn keys_that_are_taken(db: &TestDatabase) {
    let found = small_world(db);
    let carrier = organisation_id(1);
    db.must_write(|tx| {
        offers::insert_all(tx, &[offer(1, &found)])?;
        assignments::insert_all(tx, &[assignment(1, found.request, found.lotse)])
    });
    type Work<'a> = Box<dyn Fn(&mut WriteTx) -> Result<(), StorageError> + 'a>;
    let attempts: Vec<(Unique, Work<'_>)> = vec![
        (
            Unique::OrganisationName,
            Box::new(|tx| {
                let mut other = organisation(2);
                other.name = organisation(1).name;
                organisations::save_all(tx, &[other])
            }),
        ),
        (
            Unique::LotseListNumber,
            Box::new(|tx| {
                let mut other = full_lotse(3, carrier);
                other.list_number = full_lotse(1, carrier).list_number;
                lotsen::save_all(tx, &[other])
            }),
        ),
        (
            Unique::RequestListNumber,
            Box::new(|tx| {
                let mut other = bare_request(3, carrier);
                other.list_number = full_request(1, carrier, found.lotse, found.lotse).list_number;
                requests::save_all(tx, &[other])
            }),
        ),
        (
            Unique::ProposedPair,
            Box::new(|tx| {
                runs::start(tx, run_id(2), None, RunTrigger::Event, 1, at("2026-11-21T08:00:00Z"))?;
                let twice = [
                    proposal(2, run_id(2), found.request, found.lotse),
                    proposal(3, run_id(2), found.request, found.lotse),
                ];
                runs::finish(
                    tx,
                    run_id(2),
                    &runs::Outcome {
                        at: at("2026-11-21T08:00:01Z"),
                        problem_digest: "",
                        plan: &serde_json::Value::Null,
                        totals: &serde_json::Value::Null,
                        proposals: &twice,
                        unserved: &[],
                    },
                )
            }),
        ),
        (Unique::OpenOffer, Box::new(|tx| offers::insert_all(tx, &[offer(2, &found)]))),
        (
            Unique::ConfirmedAssignment,
            Box::new(|tx| assignments::insert_all(tx, &[assignment(2, found.request, found.lotse)])),
        ),
        (
            Unique::MessageId,
            Box::new(|tx| {
                let mut first = mail(1);
                first.message_id = mail(2).message_id;
                outbox::add_all(tx, &[first, mail(2)]).map(|added| assert_eq!(added, 1))?;
                Err(StorageError::Duplicate { what: Unique::MessageId })
            }),
        ),
        (
            Unique::Row,
            Box::new(|tx| runs::start(tx, run_id(1), None, RunTrigger::Event, 1, at("2026-11-21T08:00:00Z"))),
        ),
    ];
    for (key, work) in attempts {
        let error = refused(db, work);
        assert!(matches!(error, StorageError::Duplicate { what } if what == key), "{key}: {error:?}");
        assert_eq!(error.code(), "duplicate");
    }
}

fn rows_that_do_not_exist(db: &TestDatabase) {
    let nobody = OrganisationId::from_uuid(uuid::Uuid::nil());
    assert!(matches!(refused(db, |tx| lotsen::save_all(tx, &[bare_lotse(1, nobody)])), StorageError::MissingReference));
    assert!(matches!(
        refused(db, |tx| lotsen::note_asked(tx, &[lotse_id(1)], at("2026-11-21T08:00:00Z"))),
        StorageError::NotFound { what: "Lotse" }
    ));
    assert!(matches!(
        refused(db, |tx| organisations::delete(tx, nobody)),
        StorageError::NotFound { what: "organisation" }
    ));
    let finds: [(&str, StorageError); 5] = [
        ("organisation", refused(db, |tx| organisations::find(tx, nobody).map(drop))),
        ("Lotse", refused(db, |tx| lotsen::find(tx, lotse_id(1)).map(drop))),
        ("request", refused(db, |tx| requests::find(tx, request_id(1)).map(drop))),
        ("matching run", refused(db, |tx| runs::plan(tx, run_id(1)).map(drop))),
        ("offer", refused(db, |tx| offers::find(tx, offer_id(1)).map(drop))),
    ];
    for (noun, error) in finds {
        assert!(matches!(error, StorageError::NotFound { what } if what == noun), "{noun}: {error:?}");
    }
}

fn rows_that_are_still_needed(db: &TestDatabase) {
    small_world(db);
    let error = refused(db, |tx| organisations::delete(tx, organisation_id(1)));
    assert!(matches!(error, StorageError::StillReferenced { what: "organisation" }), "{error:?}");
    db.must_write(|tx| {
        organisations::save_all(tx, &[organisation(2)])?;
        organisations::delete(tx, organisation_id(2))
    });
    assert_eq!(db.must_read(organisations::all).len(), 1);
}

/// A value that no longer parses is named by table, column and row, and never quoted.
fn values_that_cannot_be_read(db: &TestDatabase) {
    small_world(db);
    db.raw().batch("UPDATE lotsen SET email = 'geheim ohne At'");
    let error = refused(db, |tx| lotsen::find(tx, lotse_id(1)).map(drop));
    assert!(matches!(error, StorageError::Unreadable { what: "lotsen.email", row } if row == lotse_id(1).as_uuid()));
    assert!(!format!("{error} {error:?}").contains("geheim"));
}

fn checks_of_the_schema(db: &TestDatabase) {
    small_world(db);
    // Only a defect gets this far: the domain's types allow no such value.
    let error = refused(db, |tx| {
        let mut overdue = offer(1, &proposal(1, run_id(1), request_id(1), lotse_id(1)));
        overdue.answered_at = Some(overdue.asked_at);
        offers::insert_all(tx, &[overdue])
    });
    assert!(matches!(&error, StorageError::Refused(check) if check.contains("offers_answered_check")), "{error:?}");
}
