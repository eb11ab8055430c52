//! Advice that was computed, and which requests it is computed from.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;

use super::error::StorageError;
use super::schema::{advice, request_agreed_sittings, request_sittings, request_windows, requests};
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::{AdviceId, RequestId};
use crate::domain::request::RequestState;

/// What is stored of one computation.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its identity.
    pub id: AdviceId,
    /// When.
    pub computed_at: DateTime<Utc>,
    /// First day of the demand.
    pub first_day: NaiveDate,
    /// Last day of the demand.
    pub last_day: NaiveDate,
    /// What came out, and what from.
    pub document: serde_json::Value,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = advice)]
struct AdviceRow {
    id: Id,
    computed_at: Ts,
    first_day: NaiveDate,
    last_day: NaiveDate,
    document: Json,
}

/// The newest, if there is any.
pub fn newest(tx: &mut ReadTx) -> Result<Option<Row>, StorageError> {
    let row: Option<AdviceRow> = advice::table
        .order((advice::computed_at.desc(), advice::id.desc()))
        .select(AdviceRow::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(|AdviceRow { id, computed_at, first_day, last_day, document }| Row {
        id: AdviceId::from_uuid(id.0),
        computed_at: computed_at.at(),
        first_day,
        last_day,
        document: document.0,
    }))
}

/// Adds one.
pub fn add(tx: &mut WriteTx, row: &Row) -> Result<(), StorageError> {
    let Row { id, computed_at, first_day, last_day, document } = row;
    let row = AdviceRow {
        id: Id(id.as_uuid()),
        computed_at: Ts::from(*computed_at),
        first_day: *first_day,
        last_day: *last_day,
        document: Json(document.clone()),
    };
    diesel::insert_into(advice::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// Removes all but the newest ones.
pub fn keep(tx: &mut WriteTx, newest: i64) -> Result<usize, StorageError> {
    let last: Option<Ts> = advice::table
        .order((advice::computed_at.desc(), advice::id.desc()))
        .select(advice::computed_at)
        .offset(newest)
        .first(tx.conn())
        .optional()?;
    let Some(last) = last else { return Ok(0) };
    Ok(diesel::delete(advice::table.filter(advice::computed_at.le(last))).execute(tx.conn())?)
}

/// Requests that were posted and not called off and have a time on this local day or later: as asked for, or as agreed.
pub fn asked_since(tx: &mut ReadTx, day: NaiveDate) -> Result<BTreeSet<RequestId>, StorageError> {
    let begin = day.and_time(NaiveTime::MIN);
    let counts = || requests::state.ne_all([RequestState::Draft.code(), RequestState::Cancelled.code()]);
    let listed: Vec<Id> = request_sittings::table
        .inner_join(requests::table)
        .filter(counts())
        .filter(request_sittings::begins.ge(begin))
        .select(requests::id)
        .distinct()
        .load(tx.conn())?;
    let flexible: Vec<Id> = request_windows::table
        .inner_join(requests::table)
        .filter(counts())
        .filter(request_windows::latest.ge(begin))
        .select(requests::id)
        .distinct()
        .load(tx.conn())?;
    let agreed: Vec<Id> = request_agreed_sittings::table
        .inner_join(requests::table)
        .filter(counts())
        .filter(request_agreed_sittings::begins.ge(begin))
        .select(requests::id)
        .distinct()
        .load(tx.conn())?;
    Ok([listed, flexible, agreed].into_iter().flatten().map(|id| RequestId::from_uuid(id.0)).collect())
}
