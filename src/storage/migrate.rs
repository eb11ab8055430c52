//! Schema changes, embedded in the program.
//!
//! Each change has the same name in `migrations/sqlite` and `migrations/postgres`. All pending changes run in one
//! transaction: either the schema is up to date afterwards or nothing changed. Instances that start together wait for
//! one another.

use std::collections::BTreeSet;

use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::{AnyConn, Purpose};
use super::database::Database;
use super::error::StorageError;
use super::transaction::begin;
use super::url::Engine;
use super::{lotsen, organisations, requests, users};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any fixed number will do, as long as every version of the program uses the same: "lots" in ASCII.
const LOCK: i64 = 0x6c6f_7473;

type Fault = Box<dyn std::error::Error + Send + Sync>;

impl Database {
    /// Runs the changes that are due and returns their versions, oldest first; empty when the schema is up to date.
    pub fn migrate(&self) -> Result<Vec<String>, StorageError> {
        self.change_schema(|conn| {
            let done = match conn {
                AnyConn::Sqlite(conn) => versions(&conn.run_pending_migrations(SQLITE)?),
                AnyConn::Pg(conn) => versions(&conn.run_pending_migrations(POSTGRES)?),
            };
            if !done.is_empty() {
                fill_in(conn)?;
            }
            Ok(done)
        })
    }

    /// How far the schema is. Changes nothing.
    pub fn schema(&self) -> Result<Schema, StorageError> {
        let applied = |conn: &mut AnyConn| {
            Ok(match conn {
                AnyConn::Sqlite(conn) => conn.applied_migrations()?.len(),
                AnyConn::Pg(conn) => conn.applied_migrations()?.len(),
            })
        };
        let pending = self.pending()?;
        Ok(match (pending.is_empty(), self.look(applied)?) {
            (true, _) => Schema::Current,
            (false, 0) => Schema::Empty,
            (false, _) => Schema::Behind(pending),
        })
    }

    /// Whether no change is due, asked in passing: by reading alone, without waiting for whoever writes. Where nothing was ever set
    /// up, reading fails.
    pub fn is_current(&self) -> Result<bool, StorageError> {
        let applied: BTreeSet<String> = self.read(|tx| {
            let versions = __diesel_schema_migrations::table.select(__diesel_schema_migrations::version);
            Ok::<_, StorageError>(versions.load::<String>(tx.conn())?.into_iter().collect())
        })?;
        let known = match self.engine() {
            Engine::Sqlite => versions_of(MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE)),
            Engine::Postgres => versions_of(MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES)),
        };
        Ok(known.map_err(|error| StorageError::Migration(error.to_string()))?.is_subset(&applied))
    }

    /// Versions of the changes that are due, oldest first. Changes nothing.
    pub fn pending(&self) -> Result<Vec<String>, StorageError> {
        self.look(|conn| {
            let due = match conn {
                AnyConn::Sqlite(conn) => names(&conn.pending_migrations(SQLITE)?),
                AnyConn::Pg(conn) => names(&conn.pending_migrations(POSTGRES)?),
            };
            Ok(due)
        })
    }

    /// Takes back every change and with it **all data**; returns the versions, newest first.
    pub fn revert_all(&self) -> Result<Vec<String>, StorageError> {
        self.change_schema(|conn| {
            let undone = match conn {
                AnyConn::Sqlite(conn) => versions(&conn.revert_all_migrations(SQLITE)?),
                AnyConn::Pg(conn) => versions(&conn.revert_all_migrations(POSTGRES)?),
            };
            Ok(undone)
        })
    }

    fn change_schema<T>(&self, change: impl FnOnce(&mut AnyConn) -> Result<T, Fault>) -> Result<T, StorageError> {
        self.with_schema(change, true)
    }

    /// Diesel makes its own table of versions even when it is only asked: that is taken back.
    fn look<T>(&self, look: impl FnOnce(&mut AnyConn) -> Result<T, Fault>) -> Result<T, StorageError> {
        self.with_schema(look, false)
    }

    fn with_schema<T>(
        &self,
        work: impl FnOnce(&mut AnyConn) -> Result<T, Fault>,
        keep: bool,
    ) -> Result<T, StorageError> {
        let failed = |error: Fault| StorageError::Migration(super::url::full_text(error.as_ref()));
        let mut loan = begin(&self.writers, Purpose::Migrate)?;
        lock(&mut loan)?;
        let worked = work(&mut loan);
        if keep && worked.is_ok() {
            loan.commit()?;
        } else if let Err(error) = loan.rollback() {
            tracing::warn!(%error, "a schema change could not be rolled back; its connection is closed");
        }
        worked.map_err(failed)
    }
}

/// Writes what SQL alone cannot: the folded texts of rows that were there before their columns.
fn fill_in(conn: &mut AnyConn) -> QueryResult<()> {
    organisations::fill_in(conn)?;
    lotsen::fill_in(conn)?;
    requests::fill_in(conn)?;
    users::fill_in(conn)
}

/// How far the schema of a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schema {
    /// Nothing was ever set up.
    Empty,
    /// These changes are due, oldest first.
    Behind(Vec<String>),
    /// Up to date.
    Current,
}

/// Waits until no other instance changes the schema; held until the transaction ends. On SQLite the transaction itself
/// is the lock. An engine that speaks PostgreSQL without advisory locks would need a lock table here.
fn lock(conn: &mut AnyConn) -> Result<(), StorageError> {
    match conn {
        AnyConn::Sqlite(_) => Ok(()),
        AnyConn::Pg(conn) => Ok(conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})"))?),
    }
}

diesel::table! {
    /// Diesel's own.
    __diesel_schema_migrations (version) {
        version -> Text,
    }
}

fn versions_of<DB: diesel::backend::Backend>(
    all: diesel::migration::Result<Vec<Box<dyn Migration<DB>>>>,
) -> Result<BTreeSet<String>, Fault> {
    Ok(all?.iter().map(|migration| migration.name().version().to_string()).collect())
}

fn versions(done: &[MigrationVersion<'_>]) -> Vec<String> {
    done.iter().map(ToString::to_string).collect()
}

fn names<DB: diesel::backend::Backend>(due: &[Box<dyn Migration<DB>>]) -> Vec<String> {
    due.iter().map(|migration| migration.name().to_string()).collect()
}
