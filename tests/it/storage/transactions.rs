//! Transactions: alone, complete or without effect, and over when the closure is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::text::OrganisationName;
use lotsenwerk::storage::{Database, Engine, PoolSettings, StorageError, organisations};

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database, settings};

/// An organisation whose name is a counter.
fn counting(count: u32) -> Organisation {
    Organisation { name: OrganisationName::parse(&count.to_string()).unwrap(), ..organisation(1) }
}

fn count(db: &Database) -> Result<u32, StorageError> {
    db.read(|tx| organisations::find(tx, organisation_id(1))).map(|found| found.name.as_str().parse().unwrap())
}

fn count_one_more(db: &Database) -> Result<(), StorageError> {
    db.write(|tx| {
        let found = organisations::find(tx, organisation_id(1))?;
        let count: u32 = found.name.as_str().parse().unwrap();
        // Long enough for the others to get in between, if they could.
        std::thread::sleep(Duration::from_millis(1));
        organisations::save_all(tx, &[counting(count + 1)])
    })
}

on_each_database!(
    no_update_is_lost,
    an_error_undoes_everything,
    a_panic_undoes_everything_and_the_database_works_on,
    a_reader_sees_one_state_throughout,
    a_writer_sees_what_it_wrote,
    a_hidden_error_never_looks_like_success,
    waiting_for_a_connection_ends,
);

fn no_update_is_lost(db: &TestDatabase) {
    db.must_write(|tx| organisations::save_all(tx, &[counting(0)]));
    // Two instances of the program with two threads each.
    let instances = [db.open_again(), db.open_again()];
    std::thread::scope(|scope| {
        for (_, instance) in (0..4).zip(instances.iter().cycle()) {
            scope.spawn(move || {
                for _ in 0..15 {
                    count_one_more(instance).unwrap();
                }
            });
        }
    });
    assert_eq!(count(db).unwrap(), 60);
}

fn an_error_undoes_everything(db: &TestDatabase) {
    db.must_write(|tx| organisations::save_all(tx, &[counting(1)]));
    let result: Result<(), StorageError> = db.write(|tx| {
        organisations::save_all(tx, &[counting(2)])?;
        organisations::find(tx, organisation_id(99)).map(drop)
    });
    assert!(matches!(result, Err(StorageError::NotFound { .. })));
    assert_eq!(count(db).unwrap(), 1);
}

fn a_panic_undoes_everything_and_the_database_works_on(db: &TestDatabase) {
    db.must_write(|tx| organisations::save_all(tx, &[counting(1)]));
    for _ in 0..10 {
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            db.write(|tx| -> Result<(), StorageError> {
                organisations::save_all(tx, &[counting(2)])?;
                panic!("as a defect would")
            })
        }));
        assert!(panicked.is_err());
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            db.read(|tx| -> Result<(), StorageError> {
                organisations::all(tx)?;
                panic!("as a defect would")
            })
        }));
        assert!(panicked.is_err());
    }
    assert_eq!(count(db).unwrap(), 1);
    count_one_more(db).unwrap();
    assert_eq!(count(db).unwrap(), 2);
}

fn a_reader_sees_one_state_throughout(db: &TestDatabase) {
    db.must_write(|tx| organisations::save_all(tx, &[counting(1)]));
    db.must_read(|tx| {
        let before = organisations::all(tx)?;
        count_one_more(db)?;
        assert_eq!(count(db)?, 2);
        assert_eq!(organisations::all(tx)?, before);
        Ok(())
    });
}

fn a_writer_sees_what_it_wrote(db: &TestDatabase) {
    db.must_write(|tx| {
        organisations::save_all(tx, &[counting(7)])?;
        assert_eq!(organisations::find(tx, organisation_id(1))?, counting(7));
        Ok(())
    });
}

/// SQLite undoes the failed statement alone; PostgreSQL would answer COMMIT with a rollback that looks like success.
fn a_hidden_error_never_looks_like_success(db: &TestDatabase) {
    let result: Result<bool, StorageError> = db.write(|tx| {
        organisations::save_all(tx, &[counting(1)])?;
        let twin = Organisation { id: organisation_id(2), ..counting(1) };
        Ok(organisations::save_all(tx, &[twin]).is_err())
    });
    match db.engine() {
        Engine::Sqlite => {
            assert!(result.unwrap());
            assert_eq!(count(db).unwrap(), 1);
        }
        Engine::Postgres => {
            assert!(matches!(result, Err(StorageError::Aborted)), "{result:?}");
            assert!(matches!(count(db), Err(StorageError::NotFound { .. })));
        }
    }
}

fn waiting_for_a_connection_ends(db: &TestDatabase) {
    let narrow = db.open_with(&PoolSettings { connections: 1, wait: Duration::from_millis(200), ..settings() });
    let result: Result<(), StorageError> = narrow.write(|_| narrow.write(|_| Ok(())));
    assert!(matches!(result, Err(StorageError::Busy)), "{result:?}");
    let result: Result<(), StorageError> = narrow.read(|_| narrow.read(|_| Ok(())));
    assert!(matches!(result, Err(StorageError::Busy)), "{result:?}");
    narrow.write(|_| Ok::<_, StorageError>(())).unwrap();
}

#[test]
fn another_process_at_the_sqlite_file_makes_it_busy() {
    let db = TestDatabase::sqlite();
    let impatient = db.open_with(&PoolSettings { wait: Duration::from_millis(100), ..settings() });
    let mut other = db.raw();
    other.batch("BEGIN IMMEDIATE");
    let result: Result<(), StorageError> = impatient.write(|_| Ok(()));
    assert!(matches!(result, Err(StorageError::Busy)), "{result:?}");
    other.batch("ROLLBACK");
    impatient.write(|_| Ok::<_, StorageError>(())).unwrap();
}

/// Five times in a row somebody else holds what this transaction wants next, and wants what it holds.
#[test]
fn a_burst_of_deadlocks_is_survived_on_postgres() {
    let Some(db) = TestDatabase::postgres() else { return };
    let [one, two] = [1, 2].map(|number| Organisation { id: organisation_id(number), ..counting(number) });
    db.must_write(|tx| organisations::save_all(tx, &[one.clone(), two.clone()]));
    // Whoever looks for a deadlock first is the one whose transaction is undone.
    db.raw()
        .batch("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 20', current_database()); END $$");
    let here = db.open_again();
    let (holds, held) = std::sync::mpsc::channel();
    let (goes, go) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (holds, go) = (holds, go);
            let mut other = db.raw();
            other.batch("SET deadlock_timeout = '1h'");
            for _ in 0..5 {
                other.batch("BEGIN");
                other.batch("UPDATE organisations SET email = email WHERE name = '2'");
                holds.send(()).unwrap();
                go.recv().unwrap();
                other.batch("UPDATE organisations SET email = email WHERE name = '1'");
                other.batch("ROLLBACK");
            }
        });
        let mut attempts = 0;
        let written: Result<(), StorageError> = here.write_guarded(|tx| {
            attempts += 1;
            let is_in_the_way = held.recv().is_ok();
            organisations::save_all(tx, std::slice::from_ref(&one))?;
            if is_in_the_way {
                goes.send(()).unwrap();
                std::thread::sleep(Duration::from_millis(150));
            }
            organisations::save_all(tx, std::slice::from_ref(&two))
        });
        // The other one ends, however this went.
        drop((held, goes));
        written.unwrap();
        assert_eq!(attempts, 6);
    });
}

/// As after a restart of the server: dead connections are thrown away on the way to a live one.
#[test]
fn dead_postgres_connections_are_replaced() {
    let Some(db) = TestDatabase::postgres() else { return };
    db.must_write(|tx| organisations::save_all(tx, &[counting(1)]));
    for _ in 0..3 {
        db.raw().lines(
            "SELECT pg_terminate_backend(pid)::text AS line FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        assert_eq!(count(&db).unwrap(), 1);
    }
    // Inside a transaction the loss is reported; nothing is half done.
    let result: Result<(), StorageError> = db.write(|tx| {
        organisations::save_all(tx, &[counting(2)])?;
        db.raw().lines(
            "SELECT pg_terminate_backend(pid)::text AS line FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        organisations::find(tx, organisation_id(1)).map(drop)
    });
    assert!(matches!(result, Err(StorageError::Unavailable(_) | StorageError::Engine(_))), "{result:?}");
    assert_eq!(count(&db).unwrap(), 1);
}
