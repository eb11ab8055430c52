//! Links with which somebody chooses a password or logs in, and codes for those who have lost their second factor: each good once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_all;
use super::error::StorageError;
use super::schema::{account_links, recovery_codes};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::account::{AccountLink, LinkPurpose};
use crate::domain::id::{AccountLinkId, UserId};

#[derive(Queryable, Selectable)]
#[diesel(table_name = account_links)]
struct LinkRow {
    id: Id,
    user_id: Id,
    purpose: String,
    created_at: Ts,
    expires_at: Ts,
    used_at: Option<Ts>,
}

#[derive(Insertable)]
#[diesel(table_name = account_links, treat_none_as_default_value = false)]
struct NewLink {
    id: Id,
    secret_hash: Vec<u8>,
    user_id: Id,
    purpose: String,
    created_at: Ts,
    expires_at: Ts,
}

#[derive(Insertable)]
#[diesel(table_name = recovery_codes, treat_none_as_default_value = false)]
struct CodeRow {
    user_id: Id,
    code_hash: Vec<u8>,
    used_at: Option<Ts>,
}

impl LinkRow {
    fn into_domain(self) -> Result<AccountLink, StorageError> {
        Ok(AccountLink {
            id: AccountLinkId::from_uuid(self.id.0),
            user: UserId::from_uuid(self.user_id.0),
            purpose: stored::text(&self.purpose, "account_links.purpose", self.id)?,
            created_at: self.created_at.at(),
            expires_at: self.expires_at.at(),
            used_at: self.used_at.map(Ts::at),
        })
    }
}

/// Adds a link that opens by the secret of this hash.
pub fn add(tx: &mut WriteTx, link: &AccountLink, secret_hash: &[u8; 32]) -> Result<(), StorageError> {
    let row = NewLink {
        id: Id(link.id.as_uuid()),
        secret_hash: secret_hash.to_vec(),
        user_id: Id(link.user.as_uuid()),
        purpose: link.purpose.code().to_owned(),
        created_at: Ts::from(link.created_at),
        expires_at: Ts::from(link.expires_at),
    };
    insert_all!(tx.conn(), account_links, [row])?;
    Ok(())
}

/// The link that a secret opens, by its hash.
pub fn by_secret(tx: &mut ReadTx, secret_hash: &[u8; 32]) -> Result<Option<AccountLink>, StorageError> {
    let row = account_links::table.filter(account_links::secret_hash.eq(secret_hash.as_slice()));
    let row: Option<LinkRow> = row.select(LinkRow::as_select()).first(tx.conn()).optional()?;
    row.map(LinkRow::into_domain).transpose()
}

/// A link.
pub fn find(tx: &mut ReadTx, id: AccountLinkId) -> Result<AccountLink, StorageError> {
    let row = account_links::table.find(Id(id.as_uuid())).select(LinkRow::as_select());
    row.first(tx.conn()).map_err(StorageError::absent("link"))?.into_domain()
}

/// Uses a link; returns whether it was not used before. One of several who try at once has it.
pub fn use_up(tx: &mut WriteTx, id: AccountLinkId, at: DateTime<Utc>) -> Result<bool, StorageError> {
    let row = account_links::table.find(Id(id.as_uuid())).filter(account_links::used_at.is_null());
    Ok(diesel::update(row).set(account_links::used_at.eq(Some(Ts::from(at)))).execute(tx.conn())? > 0)
}

/// Makes somebody's links for a purpose good for nothing.
pub fn close(tx: &mut WriteTx, user: UserId, purpose: LinkPurpose, at: DateTime<Utc>) -> Result<(), StorageError> {
    let rows = account_links::table.filter(account_links::user_id.eq(Id(user.as_uuid())));
    let rows = rows.filter(account_links::purpose.eq(purpose.code())).filter(account_links::used_at.is_null());
    let _closed: usize = diesel::update(rows).set(account_links::used_at.eq(Some(Ts::from(at)))).execute(tx.conn())?;
    Ok(())
}

/// Makes all links of somebody good for nothing.
pub fn close_all(tx: &mut WriteTx, user: UserId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let rows = account_links::table.filter(account_links::user_id.eq(Id(user.as_uuid())));
    let rows = rows.filter(account_links::used_at.is_null());
    let _closed: usize = diesel::update(rows).set(account_links::used_at.eq(Some(Ts::from(at)))).execute(tx.conn())?;
    Ok(())
}

/// Forgets links that ended before `at`; returns how many.
pub fn forget_before(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    Ok(diesel::delete(account_links::table.filter(account_links::expires_at.lt(Ts::from(at)))).execute(tx.conn())?)
}

/// Gives somebody these recovery codes in place of all others.
pub fn replace_codes(tx: &mut WriteTx, user: UserId, hashes: &[[u8; 32]]) -> Result<(), StorageError> {
    let user_id = Id(user.as_uuid());
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user_id))).execute(tx.conn())?;
    let row = |hash: &[u8; 32]| CodeRow { user_id, code_hash: hash.to_vec(), used_at: None };
    let rows: Vec<CodeRow> = hashes.iter().map(row).collect();
    insert_all!(tx.conn(), recovery_codes, rows)?;
    Ok(())
}

/// Uses a recovery code; returns whether it is one and was not used before.
pub fn use_code(tx: &mut WriteTx, user: UserId, hash: &[u8; 32], at: DateTime<Utc>) -> Result<bool, StorageError> {
    let row = recovery_codes::table.find((Id(user.as_uuid()), hash.to_vec()));
    let row = row.filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(row).set(recovery_codes::used_at.eq(Some(Ts::from(at)))).execute(tx.conn())? > 0)
}

/// How many of somebody's recovery codes are left.
pub fn codes_left(tx: &mut ReadTx, user: UserId) -> Result<i64, StorageError> {
    let rows = recovery_codes::table.filter(recovery_codes::user_id.eq(Id(user.as_uuid())));
    Ok(rows.filter(recovery_codes::used_at.is_null()).count().get_result(tx.conn())?)
}
