//! The sample workbook as it stands when its offers have been made.

use lotsenwerk::app::import::{ImportOptions, ListKind};
use lotsenwerk::app::{Context, matching, offers};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::offer::Offer;
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;

use super::context::{context, moment};
use super::db::TestDatabase;
use super::lists::{WORKBOOK, bytes, import, skipping};

/// When they are made.
pub const MORNING: &str = "2026-12-01T07:00:00Z";

/// Imported, matched and released; nothing is sent yet.
pub fn released(db: &TestDatabase) -> (Context, Vec<Offer>) {
    let context = context(db);
    let options = ImportOptions { dry_run: false, ..skipping() };
    for (kind, seed) in [(ListKind::Lotsen, 1), (ListKind::Requests, 2)] {
        import(&context, kind, &bytes(WORKBOOK), &options, &mut moment(MORNING, seed)).unwrap();
    }
    let matched = matching::run(&context, None, &Options::default(), &mut moment(MORNING, 3), &Silent).unwrap();
    offers::release(&context, matched.run, Actor::Operator, &mut moment(MORNING, 4)).unwrap();
    let open = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open));
    assert!(open.len() > 5);
    (context, open)
}
