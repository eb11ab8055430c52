//! The keys that sign links. They are few, so they are always loaded together.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_all;
use super::error::StorageError;
use super::schema::link_keys;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::LinkKeyId;
use crate::domain::link::LinkKey;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = link_keys, treat_none_as_default_value = false)]
struct KeyRow {
    id: Id,
    secret: Vec<u8>,
    created_at: Ts,
}

/// All keys, the newest first.
pub fn keys(tx: &mut ReadTx) -> Result<Vec<LinkKey>, StorageError> {
    let rows: Vec<KeyRow> = link_keys::table
        .order((link_keys::created_at.desc(), link_keys::id.desc()))
        .select(KeyRow::as_select())
        .load(tx.conn())?;
    rows.into_iter()
        .map(|row| {
            Ok(LinkKey {
                id: LinkKeyId::from_uuid(row.id.0),
                secret: stored::read(row.secret.try_into(), "link_keys.secret", row.id)?,
                created_at: row.created_at.at(),
            })
        })
        .collect()
}

/// Adds a key. Several who do at once add several, which does no harm.
pub fn add(tx: &mut WriteTx, key: &LinkKey) -> Result<(), StorageError> {
    let row = KeyRow { id: Id(key.id.as_uuid()), secret: key.secret.to_vec(), created_at: Ts::from(key.created_at) };
    insert_all!(tx.conn(), link_keys, [row])?;
    Ok(())
}

/// Forgets the keys made before this instant; returns how many.
pub fn forget_before(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    Ok(diesel::delete(link_keys::table.filter(link_keys::created_at.lt(Ts::from(at)))).execute(tx.conn())?)
}

/// Forgets all keys; returns how many.
pub fn forget_all(tx: &mut WriteTx) -> Result<usize, StorageError> {
    Ok(diesel::delete(link_keys::table).execute(tx.conn())?)
}
