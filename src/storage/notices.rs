//! Of which open requests the carrier was told that nobody was found.
//!
//! A notice stands until the request is served or changed; what comes after that is news again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::{BATCH, upsert_all};
use super::error::StorageError;
use super::schema::unserved_notices;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::RequestId;

#[derive(Insertable)]
#[diesel(table_name = unserved_notices, treat_none_as_default_value = false)]
struct NoticeRow {
    request_id: Id,
    is_near: bool,
    told_at: Ts,
}

/// Those of these requests that the carrier was told of, and whether an appointment was near when it was.
pub fn told(tx: &mut ReadTx, requests: &[RequestId]) -> Result<HashMap<RequestId, bool>, StorageError> {
    let mut told = HashMap::new();
    for some in requests.chunks(BATCH) {
        let ids = some.iter().map(|id| Id(id.as_uuid()));
        let rows: Vec<(Id, bool)> = unserved_notices::table
            .filter(unserved_notices::request_id.eq_any(ids))
            .select((unserved_notices::request_id, unserved_notices::is_near))
            .load(tx.conn())?;
        told.extend(rows.into_iter().map(|(id, is_near)| (RequestId::from_uuid(id.0), is_near)));
    }
    Ok(told)
}

/// Notes that the carrier is told of these requests now, and whether an appointment is near.
pub fn note(tx: &mut WriteTx, all: &[(RequestId, bool)], at: DateTime<Utc>) -> Result<(), StorageError> {
    let rows: Vec<NoticeRow> = all
        .iter()
        .map(|(request, is_near)| NoticeRow {
            request_id: Id(request.as_uuid()),
            is_near: *is_near,
            told_at: Ts::from(at),
        })
        .collect();
    Ok(upsert_all!(tx.conn(), unserved_notices(request_id), rows, [is_near, told_at])?)
}

/// Forgets the notices of these requests.
pub fn forget(tx: &mut WriteTx, requests: &[RequestId]) -> Result<(), StorageError> {
    for some in requests.chunks(BATCH) {
        let ids = some.iter().map(|id| Id(id.as_uuid()));
        diesel::delete(unserved_notices::table.filter(unserved_notices::request_id.eq_any(ids))).execute(tx.conn())?;
    }
    Ok(())
}
