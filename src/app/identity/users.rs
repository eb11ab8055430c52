//! Accounts as those see them who look after them: of the own organisation, or all.

use std::collections::BTreeSet;

use serde_json::json;

use super::IdentityError;
use super::authority::{Authority, is_within};
use super::memberships::{others_are_left, take_in};
use super::notice::{What, tell};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::{Membership, Permission, Scope};
use crate::domain::account::LinkPurpose;
use crate::domain::audit::{Action, Subject};
use crate::domain::contact::Email;
use crate::domain::filter::{UserFilter, UserSort};
use crate::domain::id::UserId;
use crate::domain::page::{Page, Paging};
use crate::domain::user::User;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// An account and what its holder is, as far as the looker may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub user: User,
    /// Roles within the looker's reach.
    pub memberships: BTreeSet<Membership>,
}

/// Accounts within reach by mail address, from the one after `after` on.
///
/// # Errors
/// [`IdentityError::Denied`]; when the database fails.
pub fn list_users(
    context: &Context,
    authority: Authority<'_>,
    after: Option<&Email>,
    limit: u32,
) -> Result<Vec<Account>, AppError> {
    let scope = authority.scope(Permission::UsersRead)?;
    context.database.read(|tx| Ok(listed(tx, &scope, after, limit)?))
}

/// A page of those that the filter leaves. Its cursor names the last account by identity, because addresses of pages end up in logs
/// and mail addresses are not to.
///
/// # Errors
/// [`IdentityError::Denied`]; [`StorageError::NotFound`] where the cursor names no account within reach.
pub fn page_of_users(
    context: &Context,
    authority: Authority<'_>,
    filter: &UserFilter,
    paging: &Paging<UserSort>,
) -> Result<Page<Account>, AppError> {
    let scope = authority.scope(Permission::UsersRead)?;
    context.database.read(|tx| {
        if let Some((_, id)) = paging.after() {
            // Nobody learns by a cursor of their own making who else has an account.
            visible(tx, &scope, UserId::from_uuid(id))?;
        }
        let Page { items, next } = storage::users::page(tx, &scope, filter, paging)?;
        let seen = |(user, held)| Ok(Account { user, memberships: within(tx, &scope, held)? });
        let items: Result<Vec<Account>, StorageError> = items.into_iter().map(seen).collect();
        Ok(Page { items: items?, next })
    })
}

fn listed(tx: &mut ReadTx, scope: &Scope, after: Option<&Email>, limit: u32) -> Result<Vec<Account>, StorageError> {
    let found = storage::users::list(tx, scope, after, limit)?;
    found.into_iter().map(|(user, held)| Ok(Account { user, memberships: within(tx, scope, held)? })).collect()
}

/// Whether there is any account at all: where there is none, somebody has to make the first one.
///
/// # Errors
/// When the database fails.
pub fn is_anybody_there(context: &Context) -> Result<bool, StorageError> {
    context.database.read(|tx| Ok(!storage::users::list(tx, &Scope::All, None, 1)?.is_empty()))
}

/// One account.
///
/// # Errors
/// [`IdentityError::Denied`]; [`StorageError::NotFound`] also where it is out of reach.
pub fn find_user(context: &Context, authority: Authority<'_>, id: UserId) -> Result<Account, AppError> {
    let scope = authority.scope(Permission::UsersRead)?;
    context.database.read(|tx| visible(tx, &scope, id))
}

/// One account of whose roles at least one is within reach, while nobody else changes it.
///
/// # Errors
/// [`IdentityError::Denied`]; [`StorageError::NotFound`] where it is out of reach.
pub fn hold_visible(tx: &mut WriteTx, authority: Authority<'_>, id: UserId) -> Result<Account, AppError> {
    visible(tx, &authority.scope(Permission::UsersWrite)?, id)?;
    storage::users::hold(tx, id)?;
    visible(tx, &authority.scope(Permission::UsersRead)?, id)
}

/// Closes an account: its sessions and keys end, and links sent to it open nothing any more. From whoever is also something out of
/// reach all roles within it are taken instead, and sessions, keys and links to log in end: so no role elsewhere shields anybody here.
///
/// # Errors
/// [`IdentityError`]: `Denied`, `LastOperator`, `Oneself`; [`StorageError::NotFound`] where it is out of reach.
pub fn disable_user(
    context: &Context,
    authority: Authority<'_>,
    id: UserId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    context.database.write(|tx| disable_user_in(tx, authority, id, moment))
}

/// The same within a transaction.
///
/// # Errors
/// As [`disable_user`].
pub fn disable_user_in(
    tx: &mut WriteTx,
    authority: Authority<'_>,
    id: UserId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    if authority.user() == Some(id) {
        return Err(IdentityError::Oneself.into());
    }
    let now = moment.now;
    let seen = visible(tx, &scope, id)?.memberships;
    if seen.len() < storage::users::memberships(tx, id)?.len() {
        for membership in seen {
            take_in(tx, authority, id, membership, moment)?;
        }
        storage::sessions::end_all(tx, id, None)?;
        storage::account_links::close(tx, id, LinkPurpose::LogIn, now)?;
        storage::tokens::revoke_all(tx, id, now)?;
        return Ok(());
    }
    others_are_left(tx, id)?;
    if storage::users::set_disabled(tx, id, Some(now))? {
        let sessions = storage::sessions::end_all(tx, id, None)?;
        let tokens = storage::tokens::revoke_all(tx, id, now)?;
        storage::account_links::close_all(tx, id, now)?;
        let ended = json!({"sessions": sessions, "tokens": tokens});
        note(tx, authority.actor(), Action::UserDisabled, Subject::User(id), ended, moment)?;
    }
    Ok(())
}

/// Opens a closed account again. Sessions and keys that it had do not come back.
///
/// # Errors
/// [`IdentityError::Denied`]; [`StorageError::NotFound`] where it is out of reach.
pub fn enable_user(
    context: &Context,
    authority: Authority<'_>,
    id: UserId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    context.database.write(|tx| enable_user_in(tx, authority, id, moment))
}

/// The same within a transaction.
///
/// # Errors
/// As [`enable_user`].
pub fn enable_user_in(
    tx: &mut WriteTx,
    authority: Authority<'_>,
    id: UserId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    wholly_visible(tx, &scope, id)?;
    if storage::users::set_disabled(tx, id, None)? {
        // One that began while the account was being closed has opened nothing so far and shall not from now on.
        storage::sessions::end_all(tx, id, None)?;
        note(tx, authority.actor(), Action::UserEnabled, Subject::User(id), json!({}), moment)?;
    }
    Ok(())
}

/// Does away with somebody's second factor who has lost it and all recovery codes; their sessions end. They set up another one.
///
/// # Errors
/// [`IdentityError`]: `Denied`, `Oneself`, `NotSetUp`; [`StorageError::NotFound`] where it is out of reach.
pub fn reset_second_factor(
    context: &Context,
    authority: Authority<'_>,
    id: UserId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    context.database.write(|tx| reset_second_factor_in(context, tx, authority, id, moment))
}

/// The same within a transaction.
///
/// # Errors
/// As [`reset_second_factor`].
pub fn reset_second_factor_in(
    context: &Context,
    tx: &mut WriteTx,
    authority: Authority<'_>,
    id: UserId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    if authority.user() == Some(id) {
        return Err(IdentityError::Oneself.into());
    }
    wholly_visible(tx, &scope, id)?;
    let (user, _) = storage::users::find(tx, id)?;
    if !user.has_second_factor {
        return Err(IdentityError::NotSetUp.into());
    }
    storage::users::forget_totp(tx, id)?;
    storage::account_links::replace_codes(tx, id, &[])?;
    storage::sessions::end_all(tx, id, None)?;
    // A link that is open would let in without the second factor that is gone.
    storage::account_links::close(tx, id, LinkPurpose::LogIn, moment.now)?;
    note(tx, authority.actor(), Action::UserSecondFactorDisabled, Subject::User(id), json!({}), moment)?;
    tell(context, tx, &user, What::SecondFactorDisabled, moment)
}

/// An account of whose roles at least one is within reach.
pub(super) fn visible(tx: &mut ReadTx, scope: &Scope, id: UserId) -> Result<Account, AppError> {
    let (user, _) = storage::users::find(tx, id)?;
    let held = storage::users::memberships(tx, id)?;
    let memberships = within(tx, scope, held)?;
    if memberships.is_empty() && *scope != Scope::All {
        return Err(StorageError::NotFound { what: "user" }.into());
    }
    Ok(Account { user, memberships })
}

/// That all of an account's roles are within reach.
pub(super) fn wholly_visible(tx: &mut ReadTx, scope: &Scope, id: UserId) -> Result<(), AppError> {
    let seen = visible(tx, scope, id)?.memberships.len();
    if seen < storage::users::memberships(tx, id)?.len() {
        return Err(IdentityError::Denied(crate::domain::access::Denied(Permission::UsersWrite)).into());
    }
    Ok(())
}

/// Those of somebody's roles that are within reach.
pub(super) fn within(
    tx: &mut ReadTx,
    scope: &Scope,
    held: BTreeSet<Membership>,
) -> Result<BTreeSet<Membership>, StorageError> {
    let mut seen = BTreeSet::new();
    for membership in held {
        if is_within(tx, scope, membership)? {
            seen.insert(membership);
        }
    }
    Ok(seen)
}
