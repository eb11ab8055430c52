//! Lists on their way into the database: the sample lists, taken, refused, taken again, changed, and interrupted.

mod carriers;
mod lotsen;
mod requests;
mod whole;

use std::sync::atomic::{AtomicU8, Ordering};

use lotsenwerk::app::import::{Counts, ImportOptions, ImportReport, ListKind};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::request::SupportRequest;
use lotsenwerk::storage::{self, Engine};

use crate::support::context::{context, moment};
use crate::support::db::TestDatabase;
use crate::support::lists;

const FIRST: &str = "2026-11-20T08:00:00Z";
const LATER: &str = "2026-11-27T08:00:00Z";

fn import(db: &TestDatabase, kind: ListKind, bytes: &[u8], options: &ImportOptions, at: &str) -> ImportReport {
    // Each import draws identifiers of its own, as the program's do.
    static IMPORTS: AtomicU8 = AtomicU8::new(0);
    let seed = 100 + IMPORTS.fetch_add(1, Ordering::Relaxed) % 150;
    lists::import(&context(db), kind, bytes, options, &mut moment(at, seed)).unwrap()
}

fn import_lotsen(db: &TestDatabase, bytes: &[u8], at: &str) -> ImportReport {
    import(db, ListKind::Lotsen, bytes, &lists::skipping(), at)
}

fn import_requests(db: &TestDatabase, bytes: &[u8], at: &str) -> ImportReport {
    import(db, ListKind::Requests, bytes, &lists::skipping(), at)
}

/// Everything that imports write.
#[derive(Debug, PartialEq)]
struct Everything {
    organisations: Vec<Organisation>,
    lotsen: Vec<Lotse>,
    requests: Vec<SupportRequest>,
}

fn everything(db: &TestDatabase) -> Everything {
    db.must_read(|tx| {
        Ok(Everything {
            organisations: storage::organisations::all(tx)?,
            lotsen: storage::lotsen::load(tx, &storage::lotsen::Selection::All)?,
            requests: storage::requests::load(tx, &storage::requests::Selection::All)?,
        })
    })
}

impl Everything {
    fn lotse(&self, number: &str) -> &Lotse {
        let is = |lotse: &&Lotse| lotse.list_number.as_ref().is_some_and(|n| n.as_str() == number);
        self.lotsen.iter().find(is).unwrap()
    }

    fn request(&self, number: &str) -> &SupportRequest {
        let is = |request: &&SupportRequest| request.list_number.as_ref().is_some_and(|n| n.as_str() == number);
        self.requests.iter().find(is).unwrap()
    }
}

fn counts(new: usize, changed: usize, unchanged: usize, faulty: usize) -> Counts {
    Counts { new, changed, unchanged, faulty, left_alone: 0 }
}

/// Makes every attempt to write rows of this table fail.
fn forbid_writing(db: &TestDatabase, table: &str) {
    let mut raw = db.raw();
    match raw.engine() {
        Engine::Sqlite => {
            for step in ["INSERT", "UPDATE", "DELETE"] {
                raw.batch(&format!(
                    "CREATE TRIGGER forbid_{step}_{table} BEFORE {step} ON {table}
                     BEGIN SELECT RAISE(ABORT, 'forbidden by the test'); END"
                ));
            }
        }
        Engine::Postgres => raw.batch(&format!(
            "CREATE OR REPLACE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql
                 AS $$ BEGIN RAISE EXCEPTION 'forbidden by the test'; END $$;
             CREATE TRIGGER forbid_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table}
                 FOR EACH ROW EXECUTE FUNCTION forbid()"
        )),
    }
}
