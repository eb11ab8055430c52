//! Accounts, what their holders are, and what they prove themselves by.

mod list;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

pub use self::list::{page, query};

use super::connection::AnyConn;
use super::dialect::{hold_rows, insert_all, insert_new};
use super::error::StorageError;
use super::schema::{lotsen, memberships, users};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::access::{Membership, Role, Scope};
use crate::domain::contact::Email;
use crate::domain::id::{LotseId, OrganisationId, UserId};
use crate::domain::search;
use crate::domain::text::DisplayName;
use crate::domain::user::{User, UserLanguage};

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct UserRow {
    id: Id,
    email: String,
    name: String,
    language: String,
    password_hash: Option<String>,
    totp_secret: Option<Vec<u8>>,
    totp_confirmed_at: Option<Ts>,
    totp_last_step: Option<i64>,
    created_at: Ts,
    disabled_at: Option<Ts>,
}

#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
struct NewUser {
    id: Id,
    email: String,
    email_key: String,
    name: String,
    language: String,
    created_at: Ts,
    search_words: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = memberships, treat_none_as_default_value = false)]
struct MembershipRow {
    user_id: Id,
    role: String,
    place: Id,
    organisation_id: Option<Id>,
    lotse_id: Option<Id>,
}

/// What somebody proves themselves by, as it is stored.
#[derive(Clone)]
pub struct Credentials {
    /// The password's hash in PHC form.
    pub password_hash: Option<String>,
    /// The sealed secret of the second factor.
    pub totp_secret: Option<Vec<u8>>,
    /// Since when it counts.
    pub totp_confirmed_at: Option<DateTime<Utc>>,
    /// The last step that was used.
    pub totp_last_step: Option<i64>,
}

impl UserRow {
    fn into_domain(self) -> Result<(User, Credentials), StorageError> {
        let id = self.id;
        let user = User {
            id: UserId::from_uuid(id.0),
            email: stored::owned(self.email, "users.email", id)?,
            name: stored::owned(self.name, "users.name", id)?,
            language: stored::text(&self.language, "users.language", id)?,
            has_password: self.password_hash.is_some(),
            has_second_factor: self.totp_confirmed_at.is_some(),
            created_at: self.created_at.at(),
            disabled_at: self.disabled_at.map(Ts::at),
        };
        let credentials = Credentials {
            password_hash: self.password_hash,
            totp_secret: self.totp_secret,
            totp_confirmed_at: self.totp_confirmed_at.map(Ts::at),
            totp_last_step: self.totp_last_step,
        };
        Ok((user, credentials))
    }
}

impl MembershipRow {
    fn of(user: UserId, membership: Membership) -> Self {
        let organisation_id = membership.organisation().map(|id| Id(id.as_uuid()));
        let lotse_id = membership.lotse().map(|id| Id(id.as_uuid()));
        let user_id = Id(user.as_uuid());
        let place = organisation_id.or(lotse_id).unwrap_or(user_id);
        Self { user_id, role: membership.role().code().to_owned(), place, organisation_id, lotse_id }
    }

    fn into_domain(self) -> Result<Membership, StorageError> {
        let id = self.user_id;
        let role: Role = stored::text(&self.role, "memberships.role", id)?;
        let organisation = self.organisation_id.map(|id| OrganisationId::from_uuid(id.0));
        let lotse = self.lotse_id.map(|id| LotseId::from_uuid(id.0));
        let unreadable = StorageError::Unreadable { what: "memberships.place", row: id.0 };
        Membership::of(role, organisation, lotse).ok_or(unreadable)
    }
}

impl NewUser {
    fn of(user: &User) -> Self {
        Self {
            id: Id(user.id.as_uuid()),
            email: user.email.to_string(),
            email_key: user.email.key(),
            name: user.name.to_string(),
            language: user.language.code().to_owned(),
            created_at: Ts::from(user.created_at),
            search_words: search_words(user.name.as_str(), user.email.as_str()),
        }
    }
}

/// What accounts are found by.
fn search_words(name: &str, email: &str) -> String {
    search::index([Some(name), Some(email)])
}

/// Adds an account, without password.
pub fn add(tx: &mut WriteTx, user: &User) -> Result<(), StorageError> {
    insert_all!(tx.conn(), users, [NewUser::of(user)])?;
    Ok(())
}

/// Adds an account, without password, unless its address has one; returns whether it was added.
pub fn add_if_new(tx: &mut WriteTx, user: &User) -> Result<bool, StorageError> {
    let row = NewUser::of(user);
    let added: usize = insert_new!(tx.conn(), users(email_key), [row])?;
    Ok(added > 0)
}

/// An account with what its holder proves themselves by.
pub fn find(tx: &mut ReadTx, id: UserId) -> Result<(User, Credentials), StorageError> {
    let row = users::table.find(Id(id.as_uuid())).select(UserRow::as_select());
    row.first(tx.conn()).map_err(StorageError::absent("user"))?.into_domain()
}

/// The account of an address, whatever its capital letters.
pub fn by_email(tx: &mut ReadTx, email: &Email) -> Result<Option<(User, Credentials)>, StorageError> {
    let row = users::table.filter(users::email_key.eq(email.key())).select(UserRow::as_select());
    row.first(tx.conn()).optional()?.map(UserRow::into_domain).transpose()
}

/// Notes another name and language.
pub fn set_profile(
    tx: &mut WriteTx,
    id: UserId,
    name: &DisplayName,
    language: UserLanguage,
) -> Result<(), StorageError> {
    let row = users::table.find(Id(id.as_uuid()));
    let email: String = row.select(users::email).first(tx.conn()).map_err(StorageError::absent("user"))?;
    let profile = (
        users::name.eq(name.as_str()),
        users::language.eq(language.code()),
        users::search_words.eq(search_words(name.as_str(), &email)),
    );
    diesel::update(row).set(profile).execute(tx.conn())?;
    Ok(())
}

/// Locks an account until the transaction ends, so that what is decided about it is decided one after the other.
pub fn hold(tx: &mut WriteTx, id: UserId) -> Result<(), StorageError> {
    hold_rows!(tx.conn(), users, vec![Id(id.as_uuid())])?;
    Ok(())
}

/// What somebody is.
pub fn memberships(tx: &mut ReadTx, id: UserId) -> Result<BTreeSet<Membership>, StorageError> {
    let rows = memberships::table.filter(memberships::user_id.eq(Id(id.as_uuid())));
    let rows: Vec<MembershipRow> = rows.select(MembershipRow::as_select()).load(tx.conn())?;
    rows.into_iter().map(MembershipRow::into_domain).collect()
}

/// Accounts with what their holders are, by address: all, or those who are something within the scope. From the address after
/// `after` on, at most `limit`.
pub fn list(
    tx: &mut ReadTx,
    scope: &Scope,
    after: Option<&Email>,
    limit: u32,
) -> Result<Vec<(User, BTreeSet<Membership>)>, StorageError> {
    let mut query = users::table.select(UserRow::as_select()).order(users::email_key).into_boxed();
    if let Some(after) = after {
        query = query.filter(users::email_key.gt(after.key()));
    }
    if let Scope::Of { organisations, lotsen: own } = scope {
        let organisations: Vec<Id> = organisations.iter().map(|id| Id(id.as_uuid())).collect();
        let own: Vec<Id> = own.iter().map(|id| Id(id.as_uuid())).collect();
        let of_theirs = lotsen::table.filter(lotsen::organisation_id.eq_any(organisations.clone()));
        let within = memberships::table
            .filter(
                memberships::organisation_id
                    .eq_any(organisations)
                    .or(memberships::lotse_id.eq_any(own))
                    .or(memberships::lotse_id.eq_any(of_theirs.select(lotsen::id.nullable()))),
            )
            .select(memberships::user_id);
        query = query.filter(users::id.eq_any(within));
    }
    let rows: Vec<UserRow> = query.limit(i64::from(limit)).load(tx.conn())?;
    with_memberships(tx, rows)
}

/// Accounts with what their holders are, in the same order.
fn with_memberships(tx: &mut ReadTx, rows: Vec<UserRow>) -> Result<Vec<(User, BTreeSet<Membership>)>, StorageError> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let held = memberships::table.filter(memberships::user_id.eq_any(ids)).select(MembershipRow::as_select());
    let mut by_user: HashMap<Id, BTreeSet<Membership>> = HashMap::new();
    for row in held.load(tx.conn())? {
        by_user.entry(row.user_id).or_default().insert(row.into_domain()?);
    }
    let both = |row: UserRow| {
        let held = by_user.remove(&row.id).unwrap_or_default();
        Ok((row.into_domain()?.0, held))
    };
    rows.into_iter().map(both).collect()
}

/// Gives a membership; returns whether they did not have it.
pub fn give(tx: &mut WriteTx, id: UserId, membership: Membership) -> Result<bool, StorageError> {
    let row = MembershipRow::of(id, membership);
    let given: usize = insert_new!(tx.conn(), memberships(user_id, role, place), [row])?;
    Ok(given > 0)
}

/// Takes a membership away; returns whether they had it.
pub fn take(tx: &mut WriteTx, id: UserId, membership: Membership) -> Result<bool, StorageError> {
    let MembershipRow { user_id, role, place, .. } = MembershipRow::of(id, membership);
    Ok(diesel::delete(memberships::table.find((user_id, role, place))).execute(tx.conn())? > 0)
}

/// How many others can log in as operators.
pub fn other_operators(tx: &mut ReadTx, than: UserId) -> Result<i64, StorageError> {
    let able = memberships::table.inner_join(users::table).filter(memberships::role.eq(Role::Operator.code()));
    let able = able.filter(users::disabled_at.is_null()).filter(users::password_hash.is_not_null());
    Ok(able.filter(users::id.ne(Id(than.as_uuid()))).count().get_result(tx.conn())?)
}

/// Notes another password.
pub fn set_password(tx: &mut WriteTx, id: UserId, hash: &str) -> Result<(), StorageError> {
    let row = users::table.find(Id(id.as_uuid()));
    changed(diesel::update(row).set(users::password_hash.eq(Some(hash))).execute(tx.conn())?)
}

/// Notes the same password hashed anew, unless another has been chosen meanwhile.
pub fn rehash_password(tx: &mut WriteTx, id: UserId, from: &str, to: &str) -> Result<bool, StorageError> {
    let row = users::table.find(Id(id.as_uuid())).filter(users::password_hash.eq(from));
    Ok(diesel::update(row).set(users::password_hash.eq(Some(to))).execute(tx.conn())? > 0)
}

/// Notes the sealed secret of a second factor that is yet to be shown; any other is forgotten.
pub fn begin_totp(tx: &mut WriteTx, id: UserId, secret: &[u8]) -> Result<(), StorageError> {
    let row = users::table.find(Id(id.as_uuid())).filter(users::totp_confirmed_at.is_null());
    let set = (users::totp_secret.eq(Some(secret)), users::totp_last_step.eq(None::<i64>));
    changed(diesel::update(row).set(set).execute(tx.conn())?)
}

/// Notes that the second factor of this secret works.
pub fn confirm_totp(
    tx: &mut WriteTx,
    id: UserId,
    secret: &[u8],
    step: i64,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    let row = users::table.find(Id(id.as_uuid()));
    let row = row.filter(users::totp_confirmed_at.is_null()).filter(users::totp_secret.eq(secret));
    let set = (users::totp_confirmed_at.eq(Some(Ts::from(at))), users::totp_last_step.eq(Some(step)));
    changed(diesel::update(row).set(set).execute(tx.conn())?)
}

/// Forgets the second factor.
pub fn forget_totp(tx: &mut WriteTx, id: UserId) -> Result<(), StorageError> {
    let set = (
        users::totp_secret.eq(None::<Vec<u8>>),
        users::totp_confirmed_at.eq(None::<Ts>),
        users::totp_last_step.eq(None::<i64>),
    );
    changed(diesel::update(users::table.find(Id(id.as_uuid()))).set(set).execute(tx.conn())?)
}

/// Uses a step of the second factor; returns whether it was not used before. One of several who try at once has it.
pub fn use_totp_step(tx: &mut WriteTx, id: UserId, step: i64) -> Result<bool, StorageError> {
    let row = users::table.find(Id(id.as_uuid()));
    let row = row.filter(users::totp_last_step.is_null().or(users::totp_last_step.lt(step)));
    Ok(diesel::update(row).set(users::totp_last_step.eq(Some(step))).execute(tx.conn())? > 0)
}

/// Closes an account, or opens it again; returns whether that changed anything.
pub fn set_disabled(tx: &mut WriteTx, id: UserId, at: Option<DateTime<Utc>>) -> Result<bool, StorageError> {
    let row = users::table.find(Id(id.as_uuid()));
    let done = match at {
        Some(at) => {
            let open = row.filter(users::disabled_at.is_null());
            diesel::update(open).set(users::disabled_at.eq(Some(Ts::from(at)))).execute(tx.conn())?
        }
        None => {
            let closed = row.filter(users::disabled_at.is_not_null());
            diesel::update(closed).set(users::disabled_at.eq(None::<Ts>)).execute(tx.conn())?
        }
    };
    Ok(done > 0)
}

fn changed(rows: usize) -> Result<(), StorageError> {
    if rows == 0 { Err(StorageError::Changed { what: "user" }) } else { Ok(()) }
}

/// Writes what accounts are found by where it has never been written: rows from before there was such a column.
pub(super) fn fill_in(conn: &mut AnyConn) -> QueryResult<()> {
    let rows: Vec<(Id, String, String)> =
        users::table.filter(users::search_words.eq("")).select((users::id, users::name, users::email)).load(conn)?;
    for (id, name, email) in rows {
        let words = users::search_words.eq(search_words(&name, &email));
        diesel::update(users::table.find(id)).set(words).execute(conn)?;
    }
    Ok(())
}
