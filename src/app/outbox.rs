//! The outbox as people look at it: what waits, what was given up and why, and another try. Sending is another matter (see
//! `sending`).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::audit::note;
use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::filter::{MailFilter, MailSort};
use crate::domain::id::MailId;
use crate::domain::outbox::{MailStatus, OutboxMail};
use crate::domain::page::{Page, PageSize, Paging};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

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
        let (queued, which) = match which {
            Again::One(id) => (storage::outbox::retry(tx, id, now).map(|()| 1)?, vec![id]),
            Again::All => {
                let dead = storage::outbox::list(tx, Some(MailStatus::Dead), u32::MAX)?;
                (storage::outbox::retry_all(tx, now)?, dead.into_iter().map(|mail| mail.id).collect())
            }
        };
        for id in which {
            note(tx, Actor::Operator, Action::MailRetried, Subject::Mail(id), json!({}), moment)?;
        }
        if queued > 0 {
            storage::jobs::enqueue(tx, &sending)?;
        }
        Ok(queued)
    })
}

/// Puts one mail that was given up back into the queue, within a transaction, for whoever the grant lets.
///
/// # Errors
/// [`StorageError::NotFound`] when the grant does not reach it; [`StorageError::Changed`] when it was not given up.
pub fn retry_in(tx: &mut WriteTx, grant: &Grant, id: MailId, moment: &mut Moment) -> Result<(), AppError> {
    storage::outbox::find_within(tx, grant.scope(), id)?;
    storage::outbox::retry(tx, id, moment.now)?;
    storage::jobs::enqueue(tx, &Task::SendMails {}.job(moment)?)?;
    note(tx, Actor::User(grant.user()), Action::MailRetried, Subject::Mail(id), json!({}), moment)?;
    Ok(())
}

/// Puts the newest mails that were given up and that the grant reaches back into the queue, within a transaction: as many as a page
/// holds. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn retry_given_up_in(tx: &mut WriteTx, grant: &Grant, moment: &mut Moment) -> Result<usize, AppError> {
    let filter = MailFilter { states: BTreeSet::from([MailStatus::Dead]), ..MailFilter::default() };
    let most = PageSize::new(u64::from(PageSize::MAX)).unwrap_or_default();
    let dead = storage::outbox::page(tx, grant.scope(), &filter, &Paging::first(MailSort::Newest, most))?.items;
    let mut again = 0;
    for mail in &dead {
        match retry_in(tx, grant, mail.id, moment) {
            Ok(()) => again += 1,
            // Somebody else was quicker.
            Err(AppError::Storage(StorageError::Changed { .. })) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(again)
}

/// A page of the mails that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &MailFilter,
    paging: &Paging<MailSort>,
) -> Result<Page<OutboxMail>, StorageError> {
    context.database.read(|tx| storage::outbox::page(tx, grant.scope(), filter, paging))
}

/// One mail, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: MailId) -> Result<OutboxMail, StorageError> {
    context.database.read(|tx| find_in(tx, grant, id))
}

/// The same within a transaction.
///
/// # Errors
/// As [`find`].
pub fn find_in(tx: &mut ReadTx, grant: &Grant, id: MailId) -> Result<OutboxMail, StorageError> {
    storage::outbox::find_within(tx, grant.scope(), id)
}
