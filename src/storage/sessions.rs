//! Log-ins that last.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_all;
use super::error::StorageError;
use super::schema::sessions;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::{SessionId, UserId};
use crate::domain::session::Session;

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: Id,
    user_id: Id,
    created_at: Ts,
    last_seen_at: Ts,
    expires_at: Ts,
    second_factor: bool,
    client: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
struct NewSession {
    id: Id,
    secret_hash: Vec<u8>,
    user_id: Id,
    created_at: Ts,
    last_seen_at: Ts,
    expires_at: Ts,
    second_factor: bool,
    client: Option<String>,
}

impl SessionRow {
    fn into_domain(self) -> Result<Session, StorageError> {
        Ok(Session {
            id: SessionId::from_uuid(self.id.0),
            user: UserId::from_uuid(self.user_id.0),
            created_at: self.created_at.at(),
            last_seen_at: self.last_seen_at.at(),
            expires_at: self.expires_at.at(),
            second_factor: self.second_factor,
            client: stored::owned_if(self.client, "sessions.client", self.id)?,
        })
    }
}

/// Adds a session that opens by the secret of this hash.
pub fn add(tx: &mut WriteTx, session: &Session, secret_hash: &[u8; 32]) -> Result<(), StorageError> {
    let row = NewSession {
        id: Id(session.id.as_uuid()),
        secret_hash: secret_hash.to_vec(),
        user_id: Id(session.user.as_uuid()),
        created_at: Ts::from(session.created_at),
        last_seen_at: Ts::from(session.last_seen_at),
        expires_at: Ts::from(session.expires_at),
        second_factor: session.second_factor,
        client: stored::shown(session.client.as_ref()),
    };
    insert_all!(tx.conn(), sessions, [row])?;
    Ok(())
}

/// The session that a secret opens, by its hash.
pub fn by_secret(tx: &mut ReadTx, secret_hash: &[u8; 32]) -> Result<Option<Session>, StorageError> {
    let row = sessions::table.filter(sessions::secret_hash.eq(secret_hash.as_slice()));
    let row: Option<SessionRow> = row.select(SessionRow::as_select()).first(tx.conn()).optional()?;
    row.map(SessionRow::into_domain).transpose()
}

/// Somebody's sessions, the newest first.
pub fn of(tx: &mut ReadTx, user: UserId) -> Result<Vec<Session>, StorageError> {
    let rows = sessions::table.filter(sessions::user_id.eq(Id(user.as_uuid()))).order(sessions::id.desc());
    let rows: Vec<SessionRow> = rows.select(SessionRow::as_select()).load(tx.conn())?;
    rows.into_iter().map(SessionRow::into_domain).collect()
}

/// Notes a visit, unless one of that time or later is noted.
pub fn note_visit(tx: &mut WriteTx, id: SessionId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let row = sessions::table.find(Id(id.as_uuid())).filter(sessions::last_seen_at.lt(Ts::from(at)));
    let _noted: usize = diesel::update(row).set(sessions::last_seen_at.eq(Ts::from(at))).execute(tx.conn())?;
    Ok(())
}

/// Gives a session another secret and notes that the second factor was shown; returns whether it is still there.
pub fn raise(tx: &mut WriteTx, id: SessionId, secret_hash: &[u8; 32]) -> Result<bool, StorageError> {
    let set = (sessions::secret_hash.eq(secret_hash.as_slice()), sessions::second_factor.eq(true));
    Ok(diesel::update(sessions::table.find(Id(id.as_uuid()))).set(set).execute(tx.conn())? > 0)
}

/// Notes that none of somebody's sessions has shown a second factor any more.
pub fn lower_all(tx: &mut WriteTx, user: UserId) -> Result<(), StorageError> {
    let rows = sessions::table.filter(sessions::user_id.eq(Id(user.as_uuid())));
    let _lowered: usize = diesel::update(rows).set(sessions::second_factor.eq(false)).execute(tx.conn())?;
    Ok(())
}

/// Ends one of somebody's sessions; returns whether it was there.
pub fn end(tx: &mut WriteTx, user: UserId, id: SessionId) -> Result<bool, StorageError> {
    let row = sessions::table.find(Id(id.as_uuid())).filter(sessions::user_id.eq(Id(user.as_uuid())));
    Ok(diesel::delete(row).execute(tx.conn())? > 0)
}

/// Ends all of somebody's sessions but this one; returns how many.
pub fn end_all(tx: &mut WriteTx, user: UserId, but: Option<SessionId>) -> Result<usize, StorageError> {
    let rows = sessions::table.filter(sessions::user_id.eq(Id(user.as_uuid())));
    Ok(match but {
        Some(but) => diesel::delete(rows.filter(sessions::id.ne(Id(but.as_uuid())))).execute(tx.conn())?,
        None => diesel::delete(rows).execute(tx.conn())?,
    })
}

/// Forgets sessions that ended before `now`, or in which nobody was seen since `idle`; returns how many.
pub fn forget_over(tx: &mut WriteTx, now: DateTime<Utc>, idle: DateTime<Utc>) -> Result<usize, StorageError> {
    let over = sessions::table.filter(sessions::expires_at.le(Ts::from(now)));
    let ended = diesel::delete(over).execute(tx.conn())?;
    let unseen = sessions::table.filter(sessions::last_seen_at.le(Ts::from(idle)));
    Ok(ended + diesel::delete(unseen).execute(tx.conn())?)
}
