//! Answers that are kept under the key of their request.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_all;
use super::error::StorageError;
use super::schema::receipts;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::UserId;

/// An answer and the request that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReceipt {
    /// Who asked.
    pub user: UserId,
    /// The key that they gave.
    pub key: String,
    /// SHA-256 of what they asked.
    pub fingerprint: [u8; 32],
    /// Status of the answer.
    pub status: u16,
    /// Where what was made is found.
    pub location: Option<String>,
    /// What the answer said, JSON to the letter.
    pub body: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = receipts, treat_none_as_default_value = false)]
struct ReceiptRow {
    user_id: Id,
    key: String,
    fingerprint: Vec<u8>,
    status: i32,
    location: Option<String>,
    body: Option<String>,
    created_at: Ts,
}

/// The answer under a key.
pub fn find(tx: &mut ReadTx, user: UserId, key: &str) -> Result<Option<StoredReceipt>, StorageError> {
    let row: Option<ReceiptRow> =
        receipts::table.find((Id(user.as_uuid()), key)).select(ReceiptRow::as_select()).first(tx.conn()).optional()?;
    row.map(|row| {
        Ok(StoredReceipt {
            user,
            key: row.key,
            fingerprint: stored::read(row.fingerprint.try_into(), "receipts.fingerprint", row.user_id)?,
            status: stored::number(row.status, "receipts.status", row.user_id)?,
            location: row.location,
            body: row.body,
            created_at: row.created_at.at(),
        })
    })
    .transpose()
}

/// Keeps an answer. [`StorageError::Duplicate`] when there is one under the key.
pub fn keep(tx: &mut WriteTx, receipt: &StoredReceipt) -> Result<(), StorageError> {
    let row = ReceiptRow {
        user_id: Id(receipt.user.as_uuid()),
        key: receipt.key.clone(),
        fingerprint: receipt.fingerprint.to_vec(),
        status: i32::from(receipt.status),
        location: receipt.location.clone(),
        body: receipt.body.clone(),
        created_at: Ts::from(receipt.created_at),
    };
    insert_all!(tx.conn(), receipts, [row])?;
    Ok(())
}

/// Forgets the answers kept before an instant; returns how many.
pub fn forget_before(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    Ok(diesel::delete(receipts::table.filter(receipts::created_at.lt(Ts::from(at)))).execute(tx.conn())?)
}
