//! The outbox as people look at it: what waits, what was given up and why, and another try.

use chrono::{DateTime, Utc};

use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::id::MailId;
use crate::domain::outbox::{MailStatus, OutboxMail};
use crate::storage::{self, StorageError};

/// The newest mails that stand like this, or all.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, status: Option<MailStatus>, limit: u32) -> Result<Vec<OutboxMail>, StorageError> {
    context.database.read(|tx| storage::outbox::list(tx, status, limit))
}

/// Which mails are to be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// One.
    One(MailId),
    /// All that were given up.
    All,
}

/// Puts mails that were given up back into the queue, with the job that sends them; returns how many.
///
/// # Errors
/// [`StorageError::Changed`] when the one was not given up.
pub fn retry(context: &Context, which: Again, moment: &mut Moment) -> Result<usize, AppError> {
    let sending = Task::SendMails {}.job(moment)?;
    let now: DateTime<Utc> = moment.now;
    context.database.write(|tx| {
        let queued = match which {
            Again::One(id) => storage::outbox::retry(tx, id, now).map(|()| 1)?,
            Again::All => storage::outbox::retry_all(tx, now)?,
        };
        if queued > 0 {
            storage::jobs::enqueue(tx, &sending)?;
        }
        Ok(queued)
    })
}
