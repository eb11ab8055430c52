//! How many mails stand where.

use diesel::prelude::*;

use super::{DEAD, OUTDATED, QUEUED, SENT};
use crate::storage::error::StorageError;
use crate::storage::schema::outbox;
use crate::storage::stored;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// How many mails wait, were sent, were given up, and no longer held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the queue, due or not.
    pub queued: u64,
    /// Sent.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
    /// Not sent because they no longer held.
    pub outdated: u64,
}

/// Counts the mails by where they stand.
pub fn counts(tx: &mut ReadTx) -> Result<Counts, StorageError> {
    let rows: Vec<(String, i64)> =
        outbox::table.group_by(outbox::state).select((outbox::state, diesel::dsl::count_star())).load(tx.conn())?;
    let mut counts = Counts::default();
    for (state, count) in rows {
        let none = Id(uuid::Uuid::nil());
        let count = stored::number(count, "outbox", none)?;
        match state.as_str() {
            QUEUED => counts.queued = count,
            SENT => counts.sent = count,
            DEAD => counts.dead = count,
            OUTDATED => counts.outdated = count,
            _ => return Err(StorageError::Unreadable { what: "outbox.state", row: none.0 }),
        }
    }
    Ok(counts)
}
