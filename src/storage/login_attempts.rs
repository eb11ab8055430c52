//! How often somebody has tried of late. Keys are hashes: nothing here tells who tried.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConn;
use super::dialect::{insert_new, upsert_all};
use super::error::StorageError;
use super::schema::login_attempts;
use super::stored;
use super::transaction::WriteTx;
use super::types::Ts;
use crate::domain::throttle::{Attempts, ThrottleKind};

#[derive(Insertable)]
#[diesel(table_name = login_attempts, treat_none_as_default_value = false)]
struct AttemptsRow {
    kind: String,
    key: Vec<u8>,
    attempts: i32,
    last_at: Ts,
    blocked_until: Option<Ts>,
}

impl AttemptsRow {
    fn of(kind: ThrottleKind, key: &[u8; 32], attempts: Attempts) -> Self {
        Self {
            kind: kind.code().to_owned(),
            key: key.to_vec(),
            attempts: i32::try_from(attempts.count).unwrap_or(i32::MAX),
            last_at: Ts::from(attempts.last_at),
            blocked_until: stored::instant(attempts.blocked_until),
        }
    }
}

/// What is remembered for a key, or `none`; nobody else changes it until the transaction ends.
pub fn hold(tx: &mut WriteTx, kind: ThrottleKind, key: &[u8; 32], none: Attempts) -> Result<Attempts, StorageError> {
    // A row may be forgotten by somebody else between both statements; then it is made once more.
    for _ in 0..3 {
        let _made: usize = insert_new!(tx.conn(), login_attempts(kind, key), [AttemptsRow::of(kind, key, none)])?;
        let row = login_attempts::table.find((kind.code(), key.to_vec()));
        let row = row.select((login_attempts::attempts, login_attempts::last_at, login_attempts::blocked_until));
        let found: Option<(i32, Ts, Option<Ts>)> = match tx.conn() {
            AnyConn::Pg(conn) => row.for_update().first(conn).optional()?,
            AnyConn::Sqlite(conn) => row.first(conn).optional()?,
        };
        if let Some((count, last_at, blocked_until)) = found {
            return Ok(Attempts {
                count: u32::try_from(count).unwrap_or(0),
                last_at: last_at.at(),
                blocked_until: blocked_until.map(Ts::at),
            });
        }
    }
    Err(StorageError::Changed { what: "count of attempts" })
}

/// Remembers it.
pub fn save(tx: &mut WriteTx, kind: ThrottleKind, key: &[u8; 32], attempts: Attempts) -> Result<(), StorageError> {
    let row = AttemptsRow::of(kind, key, attempts);
    upsert_all!(tx.conn(), login_attempts(kind, key), [row], [attempts, last_at, blocked_until])?;
    Ok(())
}

/// Forgets what nobody has added to since `at`; returns how many.
pub fn forget_before(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    Ok(diesel::delete(login_attempts::table.filter(login_attempts::last_at.lt(Ts::from(at)))).execute(tx.conn())?)
}
