//! The daily digest to each carrier: whether one is due, once a carrier and day.
//!
//! That it was written stands in the same commit as the mail. On days when nothing waits there is none.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::mails::{digest, kind, queued};
use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::code::OrganisationKind;
use crate::domain::outbox::MailCause;
use crate::domain::time::ZONE;
use crate::storage::{self, StorageError};

/// Queues today's digests; returns how many. Before the hour of the digest there is nothing to do: a worker that makes up
/// for yesterday does not take today's away.
///
/// # Errors
/// When the database fails. What was queued before stays queued.
pub fn queue(context: &Context, moment: &mut Moment) -> Result<usize, AppError> {
    let now: DateTime<Utc> = moment.now;
    let local = now.with_timezone(&ZONE).naive_local();
    if context.sender.digest_at.is_none_or(|at| local.time() < at) {
        return Ok(0);
    }
    let carriers = context.database.read(storage::organisations::all)?;
    let mut written = 0;
    for carrier in carriers.iter().filter(|organisation| organisation.kind == OrganisationKind::Carrier) {
        let Some(recipient) = carrier.email.clone() else { continue };
        if digest::gather(context, carrier, now)?.due() == 0 {
            continue;
        }
        let cause = MailCause { kind: "organisation".to_owned(), id: carrier.id.as_uuid() };
        let mail = queued(context, kind::DIGEST, cause, recipient, json!({}), moment)?;
        let sending = Task::SendMails {}.job(moment)?;
        let is_first = context.database.write_guarded(|tx| -> Result<bool, StorageError> {
            let is_first = storage::digests::advance(tx, carrier.id, local.date())?;
            if is_first {
                storage::outbox::add_all(tx, std::slice::from_ref(&mail))?;
                storage::jobs::enqueue(tx, &sending)?;
            }
            Ok(is_first)
        })?;
        written += usize::from(is_first);
    }
    Ok(written)
}
