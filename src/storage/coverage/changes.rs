//! Which requests have changed since they were counted, and up to when everything is counted.

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::tables::{coverage_changes, coverage_counted};
use crate::domain::id::RequestId;
use crate::storage::dialect::{self, BATCH, insert_all, upsert_all};
use crate::storage::error::StorageError;
use crate::storage::stored;
use crate::storage::transaction::{ReadTx, WriteTx};
use crate::storage::types::{Id, Ts};

#[derive(Insertable)]
#[diesel(table_name = coverage_counted, treat_none_as_default_value = false)]
struct CountedRow {
    id: i32,
    until: Ts,
}

#[derive(Insertable)]
#[diesel(table_name = coverage_changes, treat_none_as_default_value = false)]
struct ChangeRow {
    request_id: Id,
}

/// Waits until nobody else counts; held until the transaction ends.
pub fn hold(tx: &mut WriteTx) -> Result<(), StorageError> {
    Ok(dialect::queue_for_coverage(tx.conn())?)
}

/// Some of the changes that wait, those noted first before others, by number.
pub fn waiting(tx: &mut ReadTx, limit: u32) -> Result<Vec<(i64, RequestId)>, StorageError> {
    let rows: Vec<(i64, Id)> = coverage_changes::table
        .order(coverage_changes::number)
        .select((coverage_changes::number, coverage_changes::request_id))
        .limit(i64::from(limit))
        .load(tx.conn())?;
    Ok(rows.into_iter().map(|(number, id)| (number, RequestId::from_uuid(id.0))).collect())
}

/// Forgets changes that are counted: exactly these, since others may have been committed late under lower numbers.
pub fn forget(tx: &mut WriteTx, numbers: &[i64]) -> Result<(), StorageError> {
    for some in numbers.chunks(BATCH) {
        diesel::delete(coverage_changes::table.filter(coverage_changes::number.eq_any(some))).execute(tx.conn())?;
    }
    Ok(())
}

/// Has requests counted anew.
pub fn note(tx: &mut WriteTx, requests: &[RequestId]) -> Result<(), StorageError> {
    let rows: Vec<ChangeRow> = requests.iter().map(|id| ChangeRow { request_id: Id(id.as_uuid()) }).collect();
    Ok(insert_all!(tx.conn(), coverage_changes, rows)?)
}

/// How many changes wait.
pub fn count(tx: &mut ReadTx) -> Result<u64, StorageError> {
    let count: i64 = coverage_changes::table.select(count_star()).first(tx.conn())?;
    stored::number(count, "coverage_changes", Id(uuid::Uuid::nil()))
}

/// Notes that everything is counted that was committed before.
pub fn counted_until(tx: &mut WriteTx, until: DateTime<Utc>) -> Result<(), StorageError> {
    let row = [CountedRow { id: 1, until: until.into() }];
    Ok(upsert_all!(tx.conn(), coverage_counted(id), row, [until])?)
}

/// Up to when everything is counted; `None` before the first time.
pub fn until(tx: &mut ReadTx) -> Result<Option<DateTime<Utc>>, StorageError> {
    let until: Option<Ts> = coverage_counted::table.select(coverage_counted::until).first(tx.conn()).optional()?;
    Ok(until.map(Ts::at))
}

/// Triggers that note changes and are missing, or switched off.
pub fn missing_triggers(tx: &mut ReadTx) -> Result<Vec<&'static str>, StorageError> {
    Ok(dialect::missing_notes(tx.conn())?)
}
