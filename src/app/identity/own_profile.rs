//! How somebody is called and in which language they are spoken to: changed by themselves, or by whoever looks after them.
//!
//! Deliberately absent: the mail address. It proves who they are, so another one is another account.

use serde_json::json;

use super::authority::Authority;
use super::identify::Identified;
use super::users::{Account, visible, wholly_visible};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::Permission;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::UserId;
use crate::domain::text::DisplayName;
use crate::domain::user::{User, UserLanguage};
use crate::storage::{self, WriteTx};

/// What may be changed of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// How they are called.
    pub name: DisplayName,
    /// In which language they are spoken to.
    pub language: UserLanguage,
}

/// The own account as it is now.
///
/// # Errors
/// [`super::IdentityError::PersonWanted`] where a program asks; when the database fails.
pub fn own_account(context: &Context, who: &Identified) -> Result<User, AppError> {
    who.session()?;
    Ok(context.database.read(|tx| storage::users::find(tx, who.user.id))?.0)
}

/// The own account, while nobody else changes it.
///
/// # Errors
/// As [`own_account`].
pub fn hold_own_account(tx: &mut WriteTx, who: &Identified) -> Result<User, AppError> {
    who.session()?;
    storage::users::hold(tx, who.user.id)?;
    Ok(storage::users::find(tx, who.user.id)?.0)
}

/// Changes the own name and language.
///
/// # Errors
/// As [`own_account`].
pub fn change_own_profile(
    context: &Context,
    who: &Identified,
    profile: &Profile,
    moment: &mut Moment,
) -> Result<User, AppError> {
    context.database.write_guarded(|tx| {
        let current = hold_own_account(tx, who)?;
        change_own_profile_in(tx, &current, profile, moment)
    })
}

/// The same within a transaction that holds the account, as it was found.
///
/// # Errors
/// When the database fails.
pub fn change_own_profile_in(
    tx: &mut WriteTx,
    current: &User,
    profile: &Profile,
    moment: &mut Moment,
) -> Result<User, AppError> {
    change(tx, current, profile, Actor::User(current.id), moment)
}

/// Somebody's account, while nobody else changes it: one of which all roles are looked after, because a name is the same everywhere.
///
/// # Errors
/// [`super::IdentityError::Denied`] where it is something elsewhere too; [`storage::StorageError::NotFound`] where it is out of reach.
pub fn hold_user(tx: &mut WriteTx, authority: Authority<'_>, id: UserId) -> Result<Account, AppError> {
    wholly_visible(tx, &authority.scope(Permission::UsersWrite)?, id)?;
    storage::users::hold(tx, id)?;
    visible(tx, &authority.scope(Permission::UsersRead)?, id)
}

/// Changes somebody's name and language; `current` is the account as this transaction found and holds it.
///
/// # Errors
/// When the database fails.
pub fn change_profile_in(
    tx: &mut WriteTx,
    authority: Authority<'_>,
    current: &Account,
    profile: &Profile,
    moment: &mut Moment,
) -> Result<Account, AppError> {
    let user = change(tx, &current.user, profile, authority.actor(), moment)?;
    Ok(Account { user, memberships: current.memberships.clone() })
}

/// The audit says what was changed and not what it was: names go when people do.
fn change(
    tx: &mut WriteTx,
    current: &User,
    profile: &Profile,
    actor: Actor,
    moment: &mut Moment,
) -> Result<User, AppError> {
    let changed = User { name: profile.name.clone(), language: profile.language, ..current.clone() };
    if changed != *current {
        storage::users::set_profile(tx, current.id, &changed.name, changed.language)?;
        let details = json!({"name": changed.name != current.name, "language": changed.language.code()});
        note(tx, actor, Action::UserChanged, Subject::User(current.id), details, moment)?;
    }
    Ok(changed)
}
