//! The second factor: setting it up, showing it, doing away with it, and codes for those who lose it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::IdentityError;
use super::identify::Identified;
use super::notice::{What, tell};
use super::own_password::{self, Checked};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::UserId;
use crate::domain::user::User;
use crate::security::secrets::{Secret, SecretHash, SecretKind, recovery_code, recovery_code_hash};
use crate::security::totp::{SECRET, SecondFactor};
use crate::storage::users::Credentials;
use crate::storage::{self, StorageError, WriteTx};

/// Recovery codes that somebody has.
const CODES: usize = 10;

/// What an app is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactorBegun {
    /// The secret in letters and digits, to be typed.
    pub secret: String,
    /// The same as an `otpauth` address, to be shown as a code for cameras.
    pub url: String,
}

/// What somebody gets whose second factor works.
#[derive(Debug, Clone)]
pub struct SecondFactorConfirmed {
    /// To be kept on paper; they are not told again.
    pub recovery_codes: Vec<String>,
    /// The session's new secret: it may more than before, so the old one opens nothing any more.
    pub secret: Secret,
}

/// By what somebody has shown a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Code,
    RecoveryCode,
}

/// Begins to set up a second factor. It counts once it was confirmed; beginning again forgets what was begun. Whoever merely found a
/// session open must not shut its owner out, so the password is asked for; to confirm wants what is told here.
///
/// # Errors
/// Those of a password that does not fit; [`IdentityError::AlreadySetUp`].
pub fn begin_second_factor(
    context: &Context,
    who: &Identified,
    password: &str,
    moment: &mut Moment,
) -> Result<SecondFactorBegun, AppError> {
    let checked = own_password::check(context, who, password, moment)?;
    let random = moment.secret();
    let secret: &[u8] = random.first_chunk::<SECRET>().map_or(&random, |secret| secret);
    let sealed = context.accounts.sealer.seal(secret, owner(&who.user.id), moment.secret());
    let sealed = sealed.map_err(IdentityError::from)?;
    context.database.write_guarded(|tx| -> Result<(), AppError> {
        let user = checked.hold(tx, who.user.id)?;
        if user.has_second_factor {
            return Err(IdentityError::AlreadySetUp.into());
        }
        storage::users::begin_totp(tx, user.id, &sealed)?;
        Ok(noted(tx, user.id, Action::UserSecondFactorBegun, moment)?)
    })?;
    let factor = SecondFactor::new(secret, who.user.email.as_str()).ok_or(IdentityError::NotSetUp)?;
    let said = factor.set_up().ok_or(IdentityError::NotSetUp)?;
    Ok(SecondFactorBegun { secret: said.secret, url: said.url })
}

/// Confirms it by a code that the app shows. From now on it is wanted at each log-in; all other sessions end.
///
/// # Errors
/// [`IdentityError::WrongCode`], [`IdentityError::NotSetUp`], [`IdentityError::AlreadySetUp`], [`IdentityError::PersonWanted`].
pub fn confirm_second_factor(
    context: &Context,
    who: &Identified,
    code: &str,
    moment: &mut Moment,
) -> Result<SecondFactorConfirmed, AppError> {
    let session = who.session()?;
    let now = moment.now;
    context.database.write_guarded(|tx| -> Result<_, AppError> {
        storage::users::hold(tx, who.user.id)?;
        let (user, credentials) = storage::users::find(tx, who.user.id)?;
        if user.has_second_factor {
            return Err(IdentityError::AlreadySetUp.into());
        }
        let sealed = credentials.totp_secret.as_deref().ok_or(IdentityError::NotSetUp)?;
        let factor = opened(context, &user, sealed)?;
        let step = factor.step(code, now, None).ok_or(IdentityError::WrongCode)?;
        storage::users::confirm_totp(tx, user.id, sealed, step, now)?;
        let secret = Secret::new(SecretKind::Session, moment.secret());
        if !storage::sessions::raise(tx, session, &secret.hash())? {
            return Err(IdentityError::NotLoggedIn.into());
        }
        storage::sessions::end_all(tx, user.id, Some(session))?;
        let recovery_codes = new_codes(tx, user.id, moment)?;
        noted(tx, user.id, Action::UserSecondFactorEnabled, moment)?;
        tell(context, tx, &user, What::SecondFactorSetUp, moment)?;
        Ok(SecondFactorConfirmed { recovery_codes, secret })
    })
}

/// Does away with it. Roles that want one do not count from now on.
///
/// # Errors
/// Those of a password that does not fit; [`IdentityError::NotSetUp`].
pub fn disable_second_factor(
    context: &Context,
    who: &Identified,
    password: &str,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let checked = own_password::check(context, who, password, moment)?;
    context.database.write_guarded(|tx| -> Result<(), AppError> {
        let user = held(tx, who, &checked)?;
        storage::users::forget_totp(tx, user)?;
        storage::account_links::replace_codes(tx, user, &[])?;
        storage::sessions::lower_all(tx, user)?;
        noted(tx, user, Action::UserSecondFactorDisabled, moment)?;
        tell(context, tx, &who.user, What::SecondFactorDisabled, moment)
    })
}

/// Ten new recovery codes in place of all others. They are not told again.
///
/// # Errors
/// Those of a password that does not fit; [`IdentityError::NotSetUp`].
pub fn renew_recovery_codes(
    context: &Context,
    who: &Identified,
    password: &str,
    moment: &mut Moment,
) -> Result<Vec<String>, AppError> {
    let checked = own_password::check(context, who, password, moment)?;
    context.database.write_guarded(|tx| -> Result<_, AppError> {
        let user = held(tx, who, &checked)?;
        let codes = new_codes(tx, user, moment)?;
        noted(tx, user, Action::UserRecoveryCodesMade, moment)?;
        tell(context, tx, &who.user, What::RecoveryCodesRenewed, moment)?;
        Ok(codes)
    })
}

/// How many recovery codes are left.
///
/// # Errors
/// When the database fails.
pub fn recovery_codes_left(context: &Context, who: &Identified) -> Result<u32, AppError> {
    let left = context.database.read(|tx| storage::account_links::codes_left(tx, who.user.id))?;
    Ok(u32::try_from(left).unwrap_or(0))
}

/// Whose password was checked and who has a second factor, while nobody else changes either.
fn held(tx: &mut WriteTx, who: &Identified, checked: &Checked) -> Result<UserId, AppError> {
    let user = checked.hold(tx, who.user.id)?;
    if user.has_second_factor { Ok(user.id) } else { Err(IdentityError::NotSetUp.into()) }
}

/// Uses a code of the app or of the paper, once.
///
/// # Errors
/// [`IdentityError::WrongCode`].
pub(super) fn show(
    context: &Context,
    tx: &mut WriteTx,
    user: &User,
    credentials: &Credentials,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Shown, AppError> {
    if let Some(hash) = recovery_code_hash(code) {
        let is_good = storage::account_links::use_code(tx, user.id, &hash, now)?;
        return if is_good { Ok(Shown::RecoveryCode) } else { Err(IdentityError::WrongCode.into()) };
    }
    let sealed = credentials.totp_secret.as_deref().ok_or(IdentityError::NotSetUp)?;
    let step = opened(context, user, sealed)?.step(code, now, credentials.totp_last_step);
    let step = step.ok_or(IdentityError::WrongCode)?;
    if !storage::users::use_totp_step(tx, user.id, step)? {
        return Err(IdentityError::WrongCode.into());
    }
    Ok(Shown::Code)
}

fn opened(context: &Context, user: &User, sealed: &[u8]) -> Result<SecondFactor, IdentityError> {
    let secret = context.accounts.sealer.open(sealed, owner(&user.id))?;
    SecondFactor::new(&secret, user.email.as_str()).ok_or(IdentityError::NotSetUp)
}

/// What a sealed secret is bound to.
fn owner(user: &UserId) -> &[u8] {
    user.as_bytes()
}

fn new_codes(tx: &mut WriteTx, user: UserId, moment: &mut Moment) -> Result<Vec<String>, StorageError> {
    let codes: Vec<String> = (0..CODES).map(|_| recovery_code(moment.random())).collect();
    let hashes: Vec<SecretHash> = codes.iter().filter_map(|code| recovery_code_hash(code)).collect();
    storage::account_links::replace_codes(tx, user, &hashes)?;
    Ok(codes)
}

fn noted(tx: &mut WriteTx, user: UserId, action: Action, moment: &mut Moment) -> Result<(), StorageError> {
    note(tx, Actor::User(user), action, Subject::User(user), json!({}), moment)
}

/// Sixteen random bytes for a password's hash.
pub(super) fn salt(moment: &mut Moment) -> [u8; 16] {
    let random = moment.secret();
    random.first_chunk().copied().unwrap_or_default()
}
