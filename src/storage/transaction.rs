//! Reading and writing as types: a function that takes [`ReadTx`] cannot need a writer, and one that takes [`WriteTx`]
//! cannot be called without one. The databases enforce it too.
//!
//! A transaction is a closure. It ends when the closure returns: `Ok` commits, `Err` undoes, and a panic undoes and
//! goes on. Keep it short and do nothing slow inside. Opening a second one inside is a mistake that ends in
//! [`StorageError::Busy`].
//!
//! Absent: savepoints. After a failed statement give the whole transaction up; a function that expects a duplicate
//! says so in SQL (`ON CONFLICT`).

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Duration;

use super::connection::{AnyConn, Purpose};
use super::database::{Connections, Database, Loan};
use super::error::StorageError;
use crate::domain::backoff::Backoff;

/// Pauses before a transaction that collided with another (40001, 40P01) is run again.
const PAUSES: Backoff = Backoff { first: Duration::milliseconds(4), longest: Duration::milliseconds(250) };
/// So long they are in all, before it is given up.
const PATIENCE: Duration = Duration::seconds(2);
/// How often one that failed for an unknown reason, perhaps a deadlock, is run in all.
const ATTEMPTS_IF_UNKNOWN: u32 = 3;

/// A transaction that reads one consistent state.
pub struct ReadTx {
    loan: Loan,
}

/// A transaction that reads and writes, as if it were alone.
pub struct WriteTx {
    read: ReadTx,
}

impl Database {
    /// Runs `work` in a reading transaction.
    pub fn read<T, E>(&self, work: impl FnOnce(&mut ReadTx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StorageError>,
    {
        let mut tx = ReadTx { loan: begin(&self.readers, Purpose::Read)? };
        match catch_unwind(AssertUnwindSafe(|| work(&mut tx))) {
            Ok(result) => {
                tx.undo();
                result
            }
            Err(panic) => {
                tx.undo();
                drop(tx);
                resume_unwind(panic)
            }
        }
    }

    /// Runs `work` in a writing transaction.
    ///
    /// On PostgreSQL `work` may run more than once, because transactions that collide are run again; so it must have no
    /// effect besides the database.
    pub fn write<T, E>(&self, work: impl FnMut(&mut WriteTx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StorageError>,
    {
        self.write_as(Purpose::Write, work)
    }

    /// Runs `work` in a writing transaction that does not behave as if it were alone, for queues.
    ///
    /// On PostgreSQL each statement sees what was committed before it (`READ COMMITTED`), and waits for a row that
    /// another transaction is changing instead of colliding. That is enough where each statement names in its own
    /// condition the state it relies on and its count of rows is believed; nothing may be read first and written then.
    pub fn write_guarded<T, E>(&self, work: impl FnMut(&mut WriteTx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StorageError>,
    {
        self.write_as(Purpose::Guarded, work)
    }

    fn write_as<T, E>(&self, purpose: Purpose, mut work: impl FnMut(&mut WriteTx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StorageError>,
    {
        let mut attempt = 1;
        let mut paused = Duration::zero();
        loop {
            let mut tx = WriteTx { read: ReadTx { loan: begin(&self.writers, purpose)? } };
            let (result, committing) = match catch_unwind(AssertUnwindSafe(|| work(&mut tx))) {
                Ok(Ok(value)) => match tx.commit() {
                    Ok(()) => return Ok(value),
                    Err(error) => (Err(E::from(error)), true),
                },
                Ok(Err(error)) => (Err(error), false),
                Err(panic) => {
                    tx.undo();
                    drop(tx);
                    resume_unwind(panic)
                }
            };
            let seen = tx.loan.seen();
            tx.undo();
            // The loan ends before the pause, so that others can go ahead.
            drop(tx);
            // Whether a commit that failed for an unknown reason took effect is unknown: it must not run again.
            let perhaps_deadlock = seen.unknown && !committing;
            let collided = seen.serialization || seen.deadlock;
            let again = collided || perhaps_deadlock && attempt < ATTEMPTS_IF_UNKNOWN;
            if !again {
                return result;
            }
            let pause = PAUSES.pause(attempt, scatter());
            paused += pause;
            if paused > PATIENCE {
                tracing::warn!(attempt, "a transaction collided with others again and again and is given up");
                return result;
            }
            tracing::debug!(attempt, "a transaction collided with another and is run again");
            std::thread::sleep(pause.to_std().unwrap_or_default());
            attempt += 1;
        }
    }
}

/// Where in the range of a pause to come back: what collided must not come back together. No chance is needed for that, only that
/// processes and threads differ.
fn scatter() -> u32 {
    static TURN: AtomicU32 = AtomicU32::new(0);
    let turn = TURN.fetch_add(1, Ordering::Relaxed).wrapping_add(std::process::id().wrapping_mul(0x85eb_ca6b));
    // Fibonacci hashing: neighbours are far from each other.
    turn.wrapping_mul(0x9e37_79b9)
}

/// Begins a transaction on a connection that still works. Connections that died in the pool, say because the server was
/// started anew, are thrown away on the way.
pub(super) fn begin(connections: &Connections, purpose: Purpose) -> Result<Loan, StorageError> {
    let mut tries_left = connections.size();
    loop {
        let mut loan = connections.lend()?;
        match loan.begin(purpose) {
            Ok(()) => return Ok(loan),
            Err(_) if loan.seen().lost && tries_left > 0 => tries_left -= 1,
            Err(error) => return Err(error.into()),
        }
    }
}

impl ReadTx {
    pub(super) fn conn(&mut self) -> &mut AnyConn {
        &mut self.loan
    }

    /// Ends the transaction without effect. If even that fails, the pool throws the connection away, which has the same
    /// effect; the caller has a better error to report, so this one is only logged.
    fn undo(&mut self) {
        if self.loan.seen().lost {
            return;
        }
        match self.loan.rollback() {
            // The engine or a failed commit had ended it already.
            Ok(()) | Err(diesel::result::Error::NotInTransaction) => {}
            Err(error) => tracing::warn!(%error, "a transaction could not be rolled back; its connection is closed"),
        }
    }
}

impl WriteTx {
    fn commit(&mut self) -> Result<(), StorageError> {
        // PostgreSQL answers COMMIT after a failed statement with a rollback that looks like success.
        if self.loan.seen().failed {
            return Err(StorageError::Aborted);
        }
        self.conn().commit().map_err(StorageError::from)
    }
}

impl Deref for WriteTx {
    type Target = ReadTx;

    fn deref(&self) -> &ReadTx {
        &self.read
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut ReadTx {
        &mut self.read
    }
}

#[cfg(test)]
mod tests {
    use diesel::connection::SimpleConnection;

    use super::*;
    use crate::storage::{DatabaseUrl, PoolSettings};

    #[test]
    fn a_reading_transaction_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::sqlite(folder.path().join("test.db")).unwrap();
        let database = Database::open(&url, &PoolSettings::default()).unwrap();
        let sql = "CREATE TABLE scribbles (id INTEGER)";
        let refused: Result<(), StorageError> = database.read(|tx| Ok(tx.conn().batch_execute(sql)?));
        assert!(matches!(&refused, Err(StorageError::Engine(why)) if why.contains("readonly")), "{refused:?}");
        database.write(|tx| Ok::<_, StorageError>(tx.conn().batch_execute(sql)?)).unwrap();
    }
}
