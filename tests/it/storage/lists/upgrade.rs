//! Rows that were there before lists had columns of their own are found and sorted like all others.

use lotsenwerk::domain::access::Scope;
use lotsenwerk::domain::filter::*;
use lotsenwerk::domain::search::SearchText;
use lotsenwerk::storage::{Engine, assignments, lotsen, offers, organisations, requests};

use super::world::fill;
use super::{first, scope};
use crate::storage::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(rows_from_before_are_listed);

fn rows_from_before_are_listed(db: &TestDatabase) {
    fill(db, 40);
    let all = |tx: &mut _| {
        let text = Some(SearchText::parse("bad sooden").unwrap());
        let own = scope(&[organisation_id(1)], &[]);
        let found = RequestFilter { text, ..RequestFilter::default() };
        Ok((
            requests::page(tx, &own, &RequestFilter::default(), &first(RequestSort::Begin))?,
            requests::page(tx, &own, &found, &first(RequestSort::Newest))?,
            lotsen::page(tx, &own, &LotseFilter::default(), &first(LotseSort::Name))?,
            lotsen::page(tx, &own, &LotseFilter::default(), &first(LotseSort::ListNumber))?,
            organisations::page(tx, &Scope::All, &OrganisationFilter::default(), &first(OrganisationSort::Name))?,
            offers::page(tx, &own, &OfferFilter::default(), &first(OfferSort::Newest))?,
            assignments::page(tx, &own, &AssignmentFilter::default(), &first(AssignmentSort::Begin))?,
        ))
    };
    let before = db.must_read(all);
    assert!(!before.1.items.is_empty() && !before.5.items.is_empty());

    // Back to what an earlier program has left, and on again.
    let mut raw = db.raw();
    let engine = match raw.engine() {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let mut changes: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    changes.sort();
    let from = changes.iter().position(|change| change.ends_with("2026-11-28-000300_request_lists")).unwrap();
    for change in changes[from..].iter().rev() {
        raw.batch(&std::fs::read_to_string(change.join("down.sql")).unwrap());
    }
    raw.batch("DELETE FROM __diesel_schema_migrations WHERE version >= '20261128000300'");
    assert!(db.migrate().unwrap().len() >= 4);
    assert_eq!(db.must_read(all), before);
}
