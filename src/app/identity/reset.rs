//! Asking for another password, or for a link to log in by, for an address of which nobody learns whether it has an account.
//!
//! What is done while somebody waits for the answer is the same for every address: the attempt is counted, and a job is queued with
//! the address in it: sealed where `accounts.key_file` names a key, and in clear where it names none. A worker looks whether there is an
//! account, in the commit that writes the mail and strikes the address out of the job. So neither the answer nor its time tells
//! anything, and the address of a stranger is kept no longer than it takes.

use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::IdentityError;
use super::links::new_link;
use super::throttle::Counted;
use crate::app::audit::note;
use crate::app::tasks::{ResetTask, Task};
use crate::app::{AppError, Context, Moment};
use crate::domain::account::LinkPurpose;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::contact::Email;
use crate::domain::id::JobId;
use crate::storage::{self, StorageError, WriteTx};

/// What a sealed address is bound to.
const OWNER: &[u8] = b"password reset";

/// After so long nobody waits for the link any more, and a job that still could not be done is forgotten with its address.
const STALE: Duration = Duration::days(1);

/// Has a link sent to choose another password, or the invitation once more to whoever has not taken it. Whether there is such an
/// account is not told, and too many mails to it are not told either: they are not sent.
///
/// # Errors
/// [`IdentityError::Throttled`] by the address of the network alone; when the database fails.
pub fn request_password_reset(
    context: &Context,
    email: &str,
    address: Option<IpAddr>,
    moment: &mut Moment,
) -> Result<(), AppError> {
    ask(context, email, false, address, moment)
}

/// Has a link sent to log in by, or the invitation once more to whoever has not taken it; as [`request_password_reset`].
///
/// # Errors
/// As [`request_password_reset`].
pub fn request_log_in_link(
    context: &Context,
    email: &str,
    address: Option<IpAddr>,
    moment: &mut Moment,
) -> Result<(), AppError> {
    ask(context, email, true, address, moment)
}

fn ask(
    context: &Context,
    email: &str,
    log_in: bool,
    address: Option<IpAddr>,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let now = moment.now;
    let sealed = context.accounts.sealer.seal(email.as_bytes(), OWNER, moment.secret()).map_err(IdentityError::from)?;
    let job = Task::ResetPassword(ResetTask { sealed, log_in }).job(moment)?;
    Counted::address(&context.accounts, address).begin(context, now)?;
    let asked = context.database.write_guarded(|tx| -> Result<(), AppError> {
        Counted::mail(&context.accounts, email).count(tx, now)?;
        storage::jobs::enqueue(tx, &job)?;
        Ok(())
    });
    match asked {
        Err(AppError::Identity(IdentityError::Throttled { .. })) => Ok(()),
        other => other,
    }
}

/// Writes the mail that somebody asked for, if there is such an account, and strikes the address out of the job in the same commit.
/// A job that is done again has nothing left to do.
///
/// # Errors
/// When the address was sealed with another key, or the database fails.
pub fn send_reset(context: &Context, job: JobId, task: &ResetTask, moment: &mut Moment) -> Result<(), AppError> {
    if task.sealed.is_empty() {
        return Ok(());
    }
    let typed = context.accounts.sealer.open(&task.sealed, OWNER).map_err(IdentityError::from)?;
    let email = std::str::from_utf8(&typed).ok().and_then(|typed| Email::parse(typed).ok());
    let sending = Task::SendMails {}.job(moment)?;
    let struck = serde_json::to_value(ResetTask::default())?;
    context.database.write(|tx| {
        if !storage::jobs::strike(tx, job, &struck)? {
            // Another worker has written the mail; a second one would close the link in the first.
            return Ok(());
        }
        let known = match &email {
            Some(email) => storage::users::by_email(tx, email)?,
            None => None,
        };
        let Some((user, _)) = known.filter(|(user, _)| user.is_enabled()) else { return Ok(()) };
        // Without pages a link to log in by would lead nowhere.
        let log_in = task.log_in && context.sender.public_url.is_some();
        let (purpose, action) = match (user.has_password, log_in) {
            (true, true) => (LinkPurpose::LogIn, Action::UserLogInLinkRequested),
            (true, false) => (LinkPurpose::PasswordReset, Action::UserResetRequested),
            (false, _) => (LinkPurpose::Invitation, Action::UserResetRequested),
        };
        let (mail, _) = new_link(context, tx, &user, purpose, moment)?;
        storage::outbox::add_all(tx, &[mail])?;
        storage::jobs::enqueue(tx, &sending)?;
        note(tx, Actor::System, action, Subject::User(user.id), json!({}), moment)?;
        Ok(())
    })
}

/// Forgets what nobody waits for any more, however it stands. What was never done is told of in the log: its address is kept no longer
/// all the same.
pub(super) fn forget_stale(tx: &mut WriteTx, now: DateTime<Utc>) -> Result<usize, StorageError> {
    let kind = Task::ResetPassword(ResetTask::default()).kind();
    let (done, undone) = storage::jobs::remove_older(tx, kind, now - STALE)?;
    if undone > 0 {
        tracing::warn!(undone, "people who asked for another password got no mail within a day; do workers run?");
    }
    Ok(done + undone)
}
