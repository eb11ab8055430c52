//! Keys with which programs log in.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_all;
use super::error::StorageError;
use super::schema::{api_token_scopes, api_tokens};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::{TokenId, UserId};
use crate::domain::token::ApiToken;

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_tokens)]
struct TokenRow {
    id: Id,
    user_id: Id,
    name: String,
    created_at: Ts,
    expires_at: Ts,
    last_used_at: Option<Ts>,
    revoked_at: Option<Ts>,
}

#[derive(Insertable)]
#[diesel(table_name = api_tokens, treat_none_as_default_value = false)]
struct NewToken {
    id: Id,
    secret_hash: Vec<u8>,
    user_id: Id,
    name: String,
    created_at: Ts,
    expires_at: Ts,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = api_token_scopes, treat_none_as_default_value = false)]
struct ScopeRow {
    token_id: Id,
    scope: String,
}

/// Adds a token that opens by the secret of this hash.
pub fn add(tx: &mut WriteTx, token: &ApiToken, secret_hash: &[u8; 32]) -> Result<(), StorageError> {
    let id = Id(token.id.as_uuid());
    let row = NewToken {
        id,
        secret_hash: secret_hash.to_vec(),
        user_id: Id(token.user.as_uuid()),
        name: token.name.to_string(),
        created_at: Ts::from(token.created_at),
        expires_at: Ts::from(token.expires_at),
    };
    insert_all!(tx.conn(), api_tokens, [row])?;
    let scope = |scope: &_| ScopeRow { token_id: id, scope: ToString::to_string(scope) };
    let scopes: Vec<ScopeRow> = token.scopes.iter().map(scope).collect();
    insert_all!(tx.conn(), api_token_scopes, scopes)?;
    Ok(())
}

/// The token that a secret opens, by its hash.
pub fn by_secret(tx: &mut ReadTx, secret_hash: &[u8; 32]) -> Result<Option<ApiToken>, StorageError> {
    let row = api_tokens::table.filter(api_tokens::secret_hash.eq(secret_hash.as_slice()));
    let rows: Vec<TokenRow> = row.select(TokenRow::as_select()).load(tx.conn())?;
    Ok(with_scopes(tx, rows)?.into_iter().next())
}

/// Somebody's tokens, the newest first, with those that are good for nothing any more.
pub fn of(tx: &mut ReadTx, user: UserId) -> Result<Vec<ApiToken>, StorageError> {
    let rows = api_tokens::table.filter(api_tokens::user_id.eq(Id(user.as_uuid()))).order(api_tokens::id.desc());
    let rows: Vec<TokenRow> = rows.select(TokenRow::as_select()).load(tx.conn())?;
    with_scopes(tx, rows)
}

fn with_scopes(tx: &mut ReadTx, rows: Vec<TokenRow>) -> Result<Vec<ApiToken>, StorageError> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let scopes = api_token_scopes::table.filter(api_token_scopes::token_id.eq_any(ids));
    let scopes: Vec<ScopeRow> = scopes.select(ScopeRow::as_select()).load(tx.conn())?;
    let mut by_token = stored::ByOwner::new(scopes, |row| row.token_id);
    let whole = |row: TokenRow| {
        let scopes = by_token.take(row.id).into_iter();
        let scopes = scopes.map(|scope| stored::text(&scope.scope, "api_token_scopes.scope", row.id));
        Ok(ApiToken {
            id: TokenId::from_uuid(row.id.0),
            user: UserId::from_uuid(row.user_id.0),
            name: stored::owned(row.name, "api_tokens.name", row.id)?,
            scopes: scopes.collect::<Result<BTreeSet<_>, StorageError>>()?,
            created_at: row.created_at.at(),
            expires_at: row.expires_at.at(),
            last_used_at: row.last_used_at.map(Ts::at),
            revoked_at: row.revoked_at.map(Ts::at),
        })
    };
    rows.into_iter().map(whole).collect()
}

/// Notes a use, unless one of that time or later is noted.
pub fn note_use(tx: &mut WriteTx, id: TokenId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let earlier = api_tokens::last_used_at.is_null().or(api_tokens::last_used_at.lt(Ts::from(at)));
    let row = api_tokens::table.find(Id(id.as_uuid())).filter(earlier);
    let _noted: usize = diesel::update(row).set(api_tokens::last_used_at.eq(Some(Ts::from(at)))).execute(tx.conn())?;
    Ok(())
}

/// Revokes one of somebody's tokens; returns whether it was good until now.
pub fn revoke(tx: &mut WriteTx, user: UserId, id: TokenId, at: DateTime<Utc>) -> Result<bool, StorageError> {
    let row = api_tokens::table.find(Id(id.as_uuid())).filter(api_tokens::user_id.eq(Id(user.as_uuid())));
    let row = row.filter(api_tokens::revoked_at.is_null());
    Ok(diesel::update(row).set(api_tokens::revoked_at.eq(Some(Ts::from(at)))).execute(tx.conn())? > 0)
}

/// Revokes all of somebody's tokens; returns how many.
pub fn revoke_all(tx: &mut WriteTx, user: UserId, at: DateTime<Utc>) -> Result<usize, StorageError> {
    let rows = api_tokens::table.filter(api_tokens::user_id.eq(Id(user.as_uuid())));
    let rows = rows.filter(api_tokens::revoked_at.is_null());
    Ok(diesel::update(rows).set(api_tokens::revoked_at.eq(Some(Ts::from(at)))).execute(tx.conn())?)
}

/// Forgets tokens that ended before `at`; returns how many.
pub fn forget_before(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    Ok(diesel::delete(api_tokens::table.filter(api_tokens::expires_at.lt(Ts::from(at)))).execute(tx.conn())?)
}
