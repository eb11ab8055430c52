//! Logging in.
//!
//! ```text
//! count the attempt ─► read the account ─► hash once, whatever was read ─► one commit: session, or what went wrong
//! ```
//!
//! Known and unknown addresses, closed accounts and wrong passwords cost one hash and two commits each, and are answered alike.

use std::net::IpAddr;

use serde_json::json;

use super::IdentityError;
use super::entering::{Entering, Evidence};
use super::second_factor;
use super::throttle::Counted;
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::Access;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::contact::Email;
use crate::domain::id::UserId;
use crate::domain::session::Session;
use crate::domain::text::ClientHint;
use crate::domain::user::User;
use crate::security::password::{HashError, Password, Verdict};
use crate::security::secrets::Secret;
use crate::storage::{self, StorageError};

/// What somebody logs in by.
#[derive(Debug, Clone, Copy)]
pub struct LogIn<'a> {
    /// As typed; junk is no other mistake than an unknown address.
    pub email: &'a str,
    /// As typed.
    pub password: &'a str,
    /// A code of the second factor, or a recovery code.
    pub code: Option<&'a str>,
    /// The address of the network from which they come.
    pub address: Option<IpAddr>,
    /// Roughly from where, for the list of sessions.
    pub client: Option<&'a ClientHint>,
    /// The secret of the session that the browser had until now, which ends.
    pub before: Option<&'a str>,
}

/// Somebody who has logged in.
#[derive(Debug, Clone)]
pub struct LoggedIn {
    /// For the browser; it is not told again.
    pub secret: Secret,
    /// The session.
    pub session: Session,
    /// Whose account it is.
    pub user: User,
    /// What they may do now.
    pub access: Access,
    /// Whether some of their roles do not count until they set up a second factor.
    pub needs_second_factor: bool,
}

/// Logs somebody in: a new session with a new secret; the one before ends.
///
/// # Errors
/// [`IdentityError`]: `WrongCredentials`, `SecondFactorWanted`, `WrongCode`, `Throttled`, `Hash`.
pub fn log_in(context: &Context, asked: &LogIn<'_>, moment: &mut Moment) -> Result<LoggedIn, AppError> {
    let now = moment.now;
    let counted = Counted::log_in(&context.accounts, asked.email, asked.address);
    counted.begin(context, now)?;
    let known = match Email::parse(asked.email) {
        Ok(email) => context.database.read(|tx| storage::users::by_email(tx, &email))?,
        Err(_) => None,
    };
    let password = Password::typed(asked.password);
    let hash = known.as_ref().filter(|(user, _)| user.is_enabled()).and_then(|(_, held)| held.password_hash.clone());
    let passwords = &context.accounts.passwords;
    let verdict = passwords.verify(&password, hash.as_deref());
    let verdict = verdict.inspect_err(|_| take_back(context, &counted, moment)).map_err(IdentityError::from)?;
    let (Some((user, credentials)), Some(hash)) = (known.as_ref(), hash.as_deref()) else {
        return Err(failed(context, &counted, known.map(|(user, _)| user.id), IdentityError::WrongCredentials, moment));
    };
    if verdict == Verdict::Wrong {
        return Err(failed(context, &counted, Some(user.id), IdentityError::WrongCredentials, moment));
    }
    if credentials.totp_confirmed_at.is_some() && asked.code.is_none() {
        context.database.write_guarded(|tx| counted.take_back(tx, now))?;
        return Err(IdentityError::SecondFactorWanted.into());
    }
    let better = match verdict {
        // Who is in a hurry now gets the better hash another time.
        Verdict::RightButWeak => match passwords.hash(&password, second_factor::salt(moment)) {
            Err(HashError::Busy) => None,
            hashed => Some(hashed.map_err(IdentityError::from)?),
        },
        Verdict::Right | Verdict::Wrong => None,
    };
    let evidence = Evidence::Password { hash, better };
    let LogIn { code, client, before, .. } = *asked;
    let entering = Entering { context, counted: &counted, user: user.id, evidence, code, client, before };
    match context.database.write_guarded(|tx| entering.commit(tx, moment)) {
        Err(AppError::Identity(error @ (IdentityError::WrongCode | IdentityError::WrongCredentials))) => {
            Err(failed(context, &counted, Some(user.id), error, moment))
        }
        other => other,
    }
}

/// Notes that it went wrong, in as much of a commit whether or not there is such an account.
pub(super) fn failed(
    context: &Context,
    counted: &Counted,
    user: Option<UserId>,
    error: IdentityError,
    moment: &mut Moment,
) -> AppError {
    let noted = context.database.write_guarded(|tx| -> Result<(), StorageError> {
        counted.touch(tx, moment.now)?;
        match user {
            Some(user) => {
                let why = json!({"why": error.code()});
                note(tx, Actor::System, Action::UserLogInFailed, Subject::User(user), why, moment)
            }
            None => Ok(()),
        }
    });
    match noted {
        Ok(()) => error.into(),
        Err(error) => error.into(),
    }
}

/// Nothing was compared, so nothing counts. A failure here is no second one for the caller.
fn take_back(context: &Context, counted: &Counted, moment: &Moment) {
    if let Err(error) = context.database.write_guarded(|tx| counted.take_back(tx, moment.now)) {
        tracing::warn!(code = error.code(), "an attempt that was not made stays counted");
    }
}
