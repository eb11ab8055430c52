//! One connection type for both engines, and the way to write an arm for each.
//!
//! Queries run on [`AnyConn`] wherever both engines share the SQL. What diesel's `MultiBackend` lacks (upserts, row
//! locks, batches) is written once per engine with [`each_backend!`], in `dialect.rs` only.

use diesel::SqliteConnection;
use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};
use diesel::r2d2::R2D2Connection;
use diesel::result::QueryResult;

use super::postgres::{RustPg, Seen};

/// A connection to either engine.
///
/// Never call its derived `establish`: that tries one engine after the other and would turn a mistyped URL into a new
/// SQLite file. The pool opens connections by the scheme of the URL.
#[derive(diesel::MultiConnection)]
#[expect(clippy::large_enum_variant, reason = "a pool holds a handful, and the derive needs the bare type")]
pub enum AnyConn {
    /// PostgreSQL.
    Pg(RustPg),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Runs the same expression on the connection of whichever engine it is.
macro_rules! each_backend {
    ($conn:expr, |$inner:ident| $body:expr) => {
        match $conn {
            $crate::storage::connection::AnyConn::Pg($inner) => $body,
            $crate::storage::connection::AnyConn::Sqlite($inner) => $body,
        }
    };
}
pub(super) use each_backend;

/// What a transaction is for; decides how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Reads one consistent state; writing is refused.
    Read,
    /// Reads and writes as if no other transaction ran at the same time.
    Write,
    /// Moves rows whose every statement is guarded by itself: see [`Database::write_guarded`](super::Database).
    Guarded,
    /// Changes the schema, with the instances that start together waiting for one another.
    Migrate,
}

impl AnyConn {
    /// Begins a transaction.
    ///
    /// SQLite: `BEGIN IMMEDIATE` for writing. A deferred `BEGIN` would take the write lock in the middle, where waiting
    /// cannot help any more and "database is locked" is the answer. PostgreSQL: serializable for writing, so that a
    /// read-modify-write behaves as it does with SQLite's single writer; collisions are run again.
    pub fn begin(&mut self, purpose: Purpose) -> QueryResult<()> {
        match self {
            Self::Sqlite(conn) => {
                let sql = match purpose {
                    Purpose::Read => "BEGIN",
                    Purpose::Write | Purpose::Guarded | Purpose::Migrate => "BEGIN IMMEDIATE",
                };
                AnsiTransactionManager::begin_transaction_sql(conn, sql)
            }
            Self::Pg(conn) => conn.begin(match purpose {
                Purpose::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                Purpose::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
                // What another instance changed while this one waited for the lock must be seen.
                Purpose::Migrate => "BEGIN ISOLATION LEVEL READ COMMITTED",
                // Serializable workers at one queue would collide at every claim.
                Purpose::Guarded => "BEGIN ISOLATION LEVEL READ COMMITTED",
            }),
        }
    }

    /// Commits the transaction.
    pub fn commit(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::commit_transaction(self)
    }

    /// Undoes the transaction.
    pub fn rollback(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::rollback_transaction(self)
    }

    /// What went wrong since the transaction began. SQLite undoes a failed statement alone and never asks for another
    /// attempt, so there nothing is ever noted.
    pub fn seen(&self) -> Seen {
        match self {
            Self::Pg(conn) => conn.seen(),
            Self::Sqlite(_) => Seen::default(),
        }
    }

    /// Whether the connection must not be used again.
    pub fn is_spent(&mut self) -> bool {
        match self {
            Self::Pg(conn) => conn.is_broken(),
            Self::Sqlite(conn) => AnsiTransactionManager::is_broken_transaction_manager(conn),
        }
    }
}
