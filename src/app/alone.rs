//! Newcomers who wait for word: they were told that somebody else is looked for, their appointment is tomorrow, and nobody was
//! found.
//!
//! From the hour of reminding on they are told that nobody comes, so that they can still ask somebody themselves. The search goes
//! on, and whoever is found after that is news again. Where a request has no such day left, its end tells them (see
//! [`super::matching`]). A request that waits for a run, or for an answer, is not given up yet.

use chrono::NaiveTime;

use super::assignments::{minute, post};
use super::mails::newcomer::{self, News};
use super::reminders::reminded_from;
use super::{AppError, Context, Moment};
use crate::domain::id::RequestId;
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::time::ZONE;
use crate::storage::{self, ReadTx, StorageError};

/// Queues the mails to those who were not told yet; returns how many.
///
/// # Errors
/// When the database fails. What was queued before stays queued.
pub fn queue(context: &Context, moment: &mut Moment) -> Result<usize, AppError> {
    let Some(at) = context.sender.remind_at else { return Ok(0) };
    let near = context.database.read(|tx| near(tx, at, moment))?;
    let mut queued = 0;
    for id in near {
        queued += context.database.write_guarded(|tx| -> Result<usize, AppError> {
            storage::requests::hold(tx, id)?;
            let request = storage::requests::find(tx, id)?;
            if !is_alone(&request, at, moment) {
                return Ok(0);
            }
            let mail = newcomer::about(context, tx, News::NobodyFound, &request, moment)?;
            post(tx, mail.as_slice(), moment)?;
            Ok(usize::from(mail.is_some()))
        })?;
    }
    Ok(queued)
}

fn near(tx: &mut ReadTx, at: NaiveTime, moment: &Moment) -> Result<Vec<RequestId>, StorageError> {
    let today = moment.now.with_timezone(&ZONE).date_naive();
    let tomorrow = today.succ_opt().unwrap_or(today);
    let mut near = storage::requests::agreed_between(tx, today, tomorrow, RequestState::Unserved)?;
    near.retain(|request| is_alone(request, at, moment));
    Ok(near.into_iter().map(|request| request.id).collect())
}

/// Whether nobody goes to what was agreed, and that is near.
fn is_alone(request: &SupportRequest, at: NaiveTime, moment: &Moment) -> bool {
    let left = request.agreed.as_ref().and_then(|agreed| agreed.after(minute(moment.now)));
    let next = left.as_ref().and_then(|left| left.sittings().first());
    let is_near = next.is_some_and(|next| reminded_from(next, at) <= moment.now);
    request.state == RequestState::Unserved && request.newcomer_email.is_some() && is_near
}
