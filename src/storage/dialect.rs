//! Everything that must be said differently to each engine: faults in messages, batches, upserts, row locks.
//!
//! Queries that both engines take alike stand with their nouns. (How a transaction begins is in `connection.rs`, how
//! values are written in `types.rs`.)

use std::fmt;

/// The keys that callers may violate, apart from an identifier used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unique {
    /// A primary key, or a key nobody is expected to violate.
    Row,
}

impl fmt::Display for Unique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unique::Row => "the row's key",
        })
    }
}

/// Which key was violated. PostgreSQL names the constraint; SQLite lists the columns in its message.
pub fn unique_key(_constraint: Option<&str>, _message: &str) -> Unique {
    Unique::Row
}

/// Whether waiting for SQLite's write lock took too long. SQLite's messages are not translated.
pub fn is_lock_timeout(message: &str) -> bool {
    message.contains("database is locked") || message.contains("database table is locked")
}
