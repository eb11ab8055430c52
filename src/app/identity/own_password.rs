//! The own password: shown once more before something weighty, and changed.

use serde_json::json;

use super::identify::Identified;
use super::notice::{What, tell};
use super::throttle::Counted;
use super::{IdentityError, passwords, second_factor};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::UserId;
use crate::domain::user::User;
use crate::security::password::{Password, Verdict};
use crate::storage::{self, StorageError, WriteTx};

/// A password that was shown.
pub(super) struct Checked {
    hash: String,
}

impl Checked {
    /// The account, while nobody else changes it.
    ///
    /// # Errors
    /// [`IdentityError::WrongCredentials`] when another password was chosen since.
    pub fn hold(&self, tx: &mut WriteTx, user: UserId) -> Result<User, AppError> {
        storage::users::hold(tx, user)?;
        let (user, credentials) = storage::users::find(tx, user)?;
        if credentials.password_hash.as_deref() != Some(&self.hash) {
            return Err(IdentityError::WrongCredentials.into());
        }
        Ok(user)
    }
}

/// That whoever has the session knows the password too. Attempts count as those to log in do.
///
/// # Errors
/// [`IdentityError`]: `WrongCredentials`, `Throttled`, `Hash`, `PersonWanted`.
pub(super) fn check(
    context: &Context,
    who: &Identified,
    password: &str,
    moment: &mut Moment,
) -> Result<Checked, AppError> {
    who.session()?;
    let now = moment.now;
    let counted = Counted::log_in(&context.accounts, who.user.email.as_str(), None);
    counted.begin(context, now)?;
    let (_, credentials) = context.database.read(|tx| storage::users::find(tx, who.user.id))?;
    let hash = credentials.password_hash.as_deref();
    let verdict = context.accounts.passwords.verify(&Password::typed(password), hash);
    match (verdict, credentials.password_hash) {
        (Ok(Verdict::Right | Verdict::RightButWeak), Some(hash)) => {
            context.database.write_guarded(|tx| counted.take_back(tx, now))?;
            Ok(Checked { hash })
        }
        (Ok(_), _) => {
            let why = IdentityError::WrongCredentials;
            context.database.write_guarded(|tx| -> Result<(), StorageError> {
                let (actor, subject) = (Actor::User(who.user.id), Subject::User(who.user.id));
                note(tx, actor, Action::UserLogInFailed, subject, json!({"why": why.code()}), moment)
            })?;
            Err(why.into())
        }
        (Err(error), _) => {
            context.database.write_guarded(|tx| counted.take_back(tx, now))?;
            Err(IdentityError::from(error).into())
        }
    }
}

/// Chooses another password. All other sessions and all keys of programs end, and links that were sent open nothing any more.
///
/// # Errors
/// [`IdentityError`]: `WrongCredentials` for the current one, `Password`, `Throttled`, `Hash`, `PersonWanted`.
pub fn change_password(
    context: &Context,
    who: &Identified,
    current: &str,
    new: &str,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let session = who.session()?;
    let new = passwords::chosen(new, &who.user)?;
    let checked = check(context, who, current, moment)?;
    let hash = context.accounts.passwords.hash(&new, second_factor::salt(moment)).map_err(IdentityError::from)?;
    context.database.write_guarded(|tx| -> Result<(), AppError> {
        let user = checked.hold(tx, who.user.id)?.id;
        storage::users::set_password(tx, user, &hash)?;
        let sessions = storage::sessions::end_all(tx, user, Some(session))?;
        let tokens = storage::tokens::revoke_all(tx, user, moment.now)?;
        storage::account_links::close_all(tx, user, moment.now)?;
        let ended = json!({"sessions": sessions, "tokens": tokens});
        note(tx, Actor::User(user), Action::UserPasswordChanged, Subject::User(user), ended, moment)?;
        tell(context, tx, &who.user, What::PasswordChanged, moment)
    })
}
