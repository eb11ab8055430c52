//! Passwords that are chosen by a link, and by whoever has the machine.

use serde_json::{Value, json};

use super::links::open;
use super::notice::{What, tell};
use super::throttle::Counted;
use super::{IdentityError, second_factor};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::account::LinkPurpose;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::contact::Email;
use crate::domain::id::UserId;
use crate::domain::user::User;
use crate::security::password::Password;
use crate::security::secrets::{Secret, SecretKind};
use crate::storage::{self, StorageError, WriteTx};

/// Chooses a password by a link, once: takes an invitation, or sets another one. All sessions end,
/// and all keys of programs: whoever knew the old password may have made some.
///
/// # Errors
/// [`IdentityError`]: `LinkOver`, `Password`, `Hash`. Only a password that is taken uses the link up.
pub fn choose_password(context: &Context, link: &str, password: &str, moment: &mut Moment) -> Result<UserId, AppError> {
    let now = moment.now;
    let secret = link_secret(link)?;
    let (link, user) = context.database.read(|tx| open(tx, &secret, now))?;
    let (action, is_told) = match link.purpose {
        // Whoever takes an invitation has had no password that others could take away.
        LinkPurpose::Invitation => (Action::UserInvitationAccepted, false),
        LinkPurpose::PasswordReset => (Action::UserPasswordReset, true),
        LinkPurpose::LogIn => return Err(IdentityError::LinkOver.into()),
    };
    let password = chosen(password, &user)?;
    let hash = context.accounts.passwords.hash(&password, second_factor::salt(moment)).map_err(IdentityError::from)?;
    context.database.write_guarded(|tx| -> Result<(), AppError> {
        storage::users::hold(tx, user.id)?;
        if !storage::users::find(tx, user.id)?.0.is_enabled() || !storage::account_links::use_up(tx, link.id, now)? {
            return Err(IdentityError::LinkOver.into());
        }
        let ended = set(context, tx, &user, &hash, moment)?;
        note(tx, Actor::User(user.id), action, Subject::User(user.id), ended, moment)?;
        if is_told { tell(context, tx, &user, What::PasswordChanged, moment) } else { Ok(()) }
    })?;
    Ok(user.id)
}

/// Sets a password as whoever has the machine may: without a link.
///
/// # Errors
/// [`IdentityError`]: `Password`, `Hash`; [`StorageError::NotFound`] where nobody has this address.
pub fn set_password(context: &Context, email: &Email, password: &str, moment: &mut Moment) -> Result<UserId, AppError> {
    let known = context.database.read(|tx| storage::users::by_email(tx, email))?;
    let (user, _) = known.ok_or(StorageError::NotFound { what: "user" })?;
    let password = chosen(password, &user)?;
    let hash = context.accounts.passwords.hash(&password, second_factor::salt(moment)).map_err(IdentityError::from)?;
    context.database.write_guarded(|tx| -> Result<(), AppError> {
        storage::users::hold(tx, user.id)?;
        let ended = set(context, tx, &user, &hash, moment)?;
        note(tx, Actor::Operator, Action::UserPasswordReset, Subject::User(user.id), ended, moment)?;
        if user.has_password { tell(context, tx, &user, What::PasswordChanged, moment) } else { Ok(()) }
    })?;
    Ok(user.id)
}

/// Whoever knew the old password is out, and whoever was kept out by attempts of others may come in. Says how much has ended.
fn set(context: &Context, tx: &mut WriteTx, user: &User, hash: &str, moment: &Moment) -> Result<Value, StorageError> {
    storage::users::set_password(tx, user.id, hash)?;
    let sessions = storage::sessions::end_all(tx, user.id, None)?;
    let tokens = storage::tokens::revoke_all(tx, user.id, moment.now)?;
    storage::account_links::close_all(tx, user.id, moment.now)?;
    Counted::log_in(&context.accounts, user.email.as_str(), None).went_well(tx, moment.now)?;
    Ok(json!({"sessions": sessions, "tokens": tokens}))
}

/// A password that somebody may have.
pub(super) fn chosen(text: &str, user: &User) -> Result<Password, IdentityError> {
    Ok(Password::chosen(text, &[user.email.as_str(), user.name.as_str()])?)
}

pub(super) fn link_secret(link: &str) -> Result<Secret, IdentityError> {
    Secret::parse(link).filter(|secret| secret.kind() == SecretKind::Link).ok_or(IdentityError::LinkOver)
}
