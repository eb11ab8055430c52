//! Giving roles and taking them away.

use serde_json::{Value, json};

use super::IdentityError;
use super::authority::{Authority, is_within, may_give};
use super::users::visible;
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::{Membership, Permission, Role};
use crate::domain::audit::{Action, Subject};
use crate::domain::id::UserId;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Gives somebody a role; returns whether they did not have it.
///
/// # Errors
/// [`IdentityError`]: `Denied`, `RoleMisplaced`; [`StorageError::NotFound`] for people and places out of reach.
pub fn give_membership(
    context: &Context,
    authority: Authority<'_>,
    user: UserId,
    membership: Membership,
    moment: &mut Moment,
) -> Result<bool, AppError> {
    context.database.write(|tx| {
        reach(tx, authority, user)?;
        may_give(tx, authority, membership)?;
        Ok(give_in(tx, authority, user, membership, moment)?)
    })
}

/// That somebody is within reach of whoever gives and takes roles.
///
/// # Errors
/// [`IdentityError::Denied`]; [`StorageError::NotFound`].
pub fn reach(tx: &mut ReadTx, authority: Authority<'_>, user: UserId) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    visible(tx, &scope, user).map(drop)
}

/// Gives a role within a transaction, which need not be alone; returns whether they did not have it. [`reach`] and [`may_give`] come
/// before.
///
/// # Errors
/// When the database fails.
pub fn give_in(
    tx: &mut WriteTx,
    authority: Authority<'_>,
    user: UserId,
    membership: Membership,
    moment: &mut Moment,
) -> Result<bool, StorageError> {
    let is_new = storage::users::give(tx, user, membership)?;
    if is_new {
        let facts = facts(membership);
        note(tx, authority.actor(), Action::UserMembershipGiven, Subject::User(user), facts, moment)?;
    }
    Ok(is_new)
}

/// Takes a role away. Whoever has none left keeps the account, which may nothing.
///
/// # Errors
/// [`IdentityError`]: `Denied`, `LastOperator`; [`StorageError::NotFound`] where they do not have it, or it is out of reach.
pub fn take_membership(
    context: &Context,
    authority: Authority<'_>,
    user: UserId,
    membership: Membership,
    moment: &mut Moment,
) -> Result<(), AppError> {
    context.database.write(|tx| take_membership_in(tx, authority, user, membership, moment))
}

/// The same within a transaction.
///
/// # Errors
/// As [`take_membership`].
pub fn take_membership_in(
    tx: &mut WriteTx,
    authority: Authority<'_>,
    user: UserId,
    membership: Membership,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    let absent = StorageError::NotFound { what: "role" };
    if !is_within(tx, &scope, membership)? {
        return Err(absent.into());
    }
    if membership.role() == Role::Operator {
        others_are_left(tx, user)?;
    }
    if !take_in(tx, authority, user, membership, moment)? {
        return Err(absent.into());
    }
    Ok(())
}

/// Takes a role away within a transaction; returns whether they had it. Whether it may be taken was asked before.
pub(super) fn take_in(
    tx: &mut WriteTx,
    authority: Authority<'_>,
    user: UserId,
    membership: Membership,
    moment: &mut Moment,
) -> Result<bool, StorageError> {
    let had = storage::users::take(tx, user, membership)?;
    if had {
        let facts = facts(membership);
        note(tx, authority.actor(), Action::UserMembershipTaken, Subject::User(user), facts, moment)?;
    }
    Ok(had)
}

/// That somebody else can log in as operator. Transactions that ask this behave as if alone, so two operators cannot remove each
/// other.
pub(super) fn others_are_left(tx: &mut ReadTx, than: UserId) -> Result<(), AppError> {
    if !storage::users::memberships(tx, than)?.contains(&Membership::Operator) {
        return Ok(());
    }
    match storage::users::other_operators(tx, than)? {
        0 => Err(IdentityError::LastOperator.into()),
        _ => Ok(()),
    }
}

fn facts(membership: Membership) -> Value {
    json!({
        "role": membership.role(),
        "organisation": membership.organisation(),
        "lotse": membership.lotse(),
    })
}
