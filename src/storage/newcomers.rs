//! The newcomer's calendar entry of each request: which word on it is the last.
//!
//! What each word says stands with its mail in the outbox.

use diesel::prelude::*;

use super::dialect::insert_new;
use super::error::StorageError;
use super::schema::newcomer_entries;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::Id;
use crate::domain::id::RequestId;

#[derive(Insertable)]
#[diesel(table_name = newcomer_entries, treat_none_as_default_value = false)]
struct EntryRow {
    request_id: Id,
    sequence: i32,
}

/// Counts one word more on the entry of a request, which the caller holds; returns its number, 0 for the first.
pub fn advance(tx: &mut WriteTx, request: RequestId) -> Result<u32, StorageError> {
    let request_id = Id(request.as_uuid());
    let first = EntryRow { request_id, sequence: 0 };
    let inserted: usize = insert_new!(tx.conn(), newcomer_entries(request_id), [first])?;
    if inserted == 0 {
        diesel::update(newcomer_entries::table.find(request_id))
            .set(newcomer_entries::sequence.eq(newcomer_entries::sequence + 1))
            .execute(tx.conn())?;
    }
    sequence(tx, request)?.ok_or(StorageError::Changed { what: "newcomer_entries" })
}

/// The number of the last word; `None` where nothing was ever to be told.
pub fn sequence(tx: &mut ReadTx, request: RequestId) -> Result<Option<u32>, StorageError> {
    let id = Id(request.as_uuid());
    let row = newcomer_entries::table.find(id);
    let last: Option<i32> = row.select(newcomer_entries::sequence).first(tx.conn()).optional()?;
    last.map(|last| stored::number(last, "newcomer_entries.sequence", id)).transpose()
}
