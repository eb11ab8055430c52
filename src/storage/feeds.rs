//! The tokens of the Lotsen's private calendars.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_new;
use super::error::StorageError;
use super::schema::calendar_feeds;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::LotseId;

#[derive(Insertable)]
#[diesel(table_name = calendar_feeds, treat_none_as_default_value = false)]
struct FeedRow {
    lotse_id: Id,
    token: String,
    created_at: Ts,
}

/// Gives a Lotse a calendar under this token, unless they have one: its address stays what it is.
pub fn ensure(tx: &mut WriteTx, lotse: LotseId, token: &str, at: DateTime<Utc>) -> Result<(), StorageError> {
    let row = FeedRow { lotse_id: Id(lotse.as_uuid()), token: token.to_owned(), created_at: Ts::from(at) };
    let _inserted: usize = insert_new!(tx.conn(), calendar_feeds(lotse_id), [row])?;
    Ok(())
}

/// The token of a Lotse's calendar, if there is one.
pub fn token(tx: &mut ReadTx, lotse: LotseId) -> Result<Option<String>, StorageError> {
    let row = calendar_feeds::table.find(Id(lotse.as_uuid()));
    Ok(row.select(calendar_feeds::token).first(tx.conn()).optional()?)
}

/// Whose calendar it is.
pub fn owner(tx: &mut ReadTx, token: &str) -> Result<LotseId, StorageError> {
    let row = calendar_feeds::table.filter(calendar_feeds::token.eq(token));
    let id: Id = row.select(calendar_feeds::lotse_id).first(tx.conn()).map_err(StorageError::absent("calendar"))?;
    Ok(LotseId::from_uuid(id.0))
}

/// Forgets all tokens: nobody reads any calendar any more, until its Lotse agrees to something again.
pub fn forget_all(tx: &mut WriteTx) -> Result<usize, StorageError> {
    Ok(diesel::delete(calendar_feeds::table).execute(tx.conn())?)
}
