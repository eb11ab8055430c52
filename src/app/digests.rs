//! The daily digest to each carrier: whether one is due, once a carrier and day.
//!
//! That it was written stands in the same commit as the mail. On days when nothing waits there is none.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::mails::{digest, kind, queued};
use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::code::OrganisationKind;
use crate::domain::organisation::Organisation;
use crate::domain::outbox::MailCause;
use crate::domain::time::ZONE;
use crate::storage;

/// Queues today's digests; returns how many. Before the hour of the digest there is nothing to do: a worker that makes up
/// for yesterday does not take today's away.
///
/// # Errors
/// When a digest could not be made or the database fails. What was queued stays queued.
pub fn queue(context: &Context, moment: &mut Moment) -> Result<usize, AppError> {
    let now: DateTime<Utc> = moment.now;
    let local = now.with_timezone(&ZONE).naive_local();
    if context.sender.digest_at.is_none_or(|at| local.time() < at) {
        return Ok(0);
    }
    let carriers = context.database.read(storage::organisations::all)?;
    let (mut written, mut failed) = (0, None);
    for carrier in carriers.iter().filter(|organisation| organisation.kind == OrganisationKind::Carrier) {
        match queue_one(context, carrier, local.date(), moment) {
            Ok(is_written) => written += usize::from(is_written),
            // What is wrong with one carrier's data does not take away the others' digests.
            Err(error) => {
                tracing::warn!(carrier = %carrier.id, %error, "a digest was not written");
                failed.get_or_insert(error);
            }
        }
    }
    failed.map_or(Ok(written), Err)
}

/// Queues the digest of one carrier, where something waits and it has none yet; returns whether it did.
fn queue_one(context: &Context, carrier: &Organisation, day: NaiveDate, moment: &mut Moment) -> Result<bool, AppError> {
    let Some(recipient) = carrier.email.clone() else { return Ok(false) };
    if digest::gather(context, carrier, moment.now)?.due() == 0 {
        return Ok(false);
    }
    let cause = MailCause { kind: "organisation".to_owned(), id: carrier.id.as_uuid() };
    let mail = queued(context, kind::DIGEST, cause, recipient, json!({}), moment)?;
    let sending = Task::SendMails {}.job(moment)?;
    context.database.write_guarded(|tx| {
        let is_first = storage::digests::advance(tx, carrier.id, day)?;
        if is_first {
            storage::outbox::add_all(tx, std::slice::from_ref(&mail))?;
            storage::jobs::enqueue(tx, &sending)?;
        }
        Ok(is_first)
    })
}
