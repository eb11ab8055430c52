//! Newcomers and requesters who wait for word: they were told that somebody else is looked for, the appointment is tomorrow, and
//! nobody has said yes.
//!
//! From the hour of reminding on they are told that nobody comes, so that they can still ask somebody themselves. Where the search
//! stands makes no difference to them: a proposal that waits for a review, or a question that waits for its answer, is nobody yet. The
//! search goes on, and whoever is found after that is news again. Only a search that has just begun gets a little time first. Where
//! a request has no such day left, its end tells them (see [`super::matching`]).

use chrono::{DateTime, Duration, NaiveTime, Utc};

use super::assignments::{minute, post};
use super::mails::newcomer::{self, News};
use super::mails::nobody;
use super::reminders::reminded_from;
use super::{AppError, Context, Moment};
use crate::domain::id::RequestId;
use crate::domain::request::{RequestState, Sitting, SupportRequest};
use crate::domain::time::ZONE;
use crate::storage::{self, ReadTx, StorageError};

/// Where a request stands that nobody goes to and that is not over.
const WAITING: [RequestState; 4] =
    [RequestState::Open, RequestState::Proposed, RequestState::Offered, RequestState::Unserved];

/// So long a search may take that begins after the hour of reminding, but never more than half of what is left.
const PATIENCE: Duration = Duration::hours(1);

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
            let Some(next) = alone_at(&request, at, moment) else { return Ok(0) };
            let now = moment.now;
            let is_given_up = |lost| request.state == RequestState::Unserved || had_time(lost, &next, now);
            let mut mails = Vec::new();
            if newcomer::lost_helper_at(tx, id)?.is_some_and(is_given_up) {
                mails.extend(newcomer::about(context, tx, News::NobodyFound, &request, moment)?);
            }
            if nobody::promised_at(tx, &request)?.is_some_and(is_given_up) {
                mails.extend(nobody::about(context, tx, &request, moment)?);
            }
            post(tx, &mails, moment)?;
            Ok(mails.len())
        })?;
    }
    Ok(queued)
}

fn near(tx: &mut ReadTx, at: NaiveTime, moment: &Moment) -> Result<Vec<RequestId>, StorageError> {
    let today = moment.now.with_timezone(&ZONE).date_naive();
    let tomorrow = today.succ_opt().unwrap_or(today);
    let mut near = storage::requests::agreed_between(tx, today, tomorrow, &WAITING)?;
    near.retain(|request| alone_at(request, at, moment).is_some());
    Ok(near.into_iter().map(|request| request.id).collect())
}

/// The next sitting of what was agreed, where nobody goes to it and it is near.
fn alone_at(request: &SupportRequest, at: NaiveTime, moment: &Moment) -> Option<Sitting> {
    let left = request.agreed.as_ref().and_then(|agreed| agreed.after(minute(moment.now)));
    let next = left.as_ref().and_then(|left| left.sittings().first()).copied();
    next.filter(|next| WAITING.contains(&request.state) && reminded_from(next, at) <= moment.now)
}

/// Whether a search that began at `lost` has had the time that it gets.
fn had_time(lost: DateTime<Utc>, next: &Sitting, now: DateTime<Utc>) -> bool {
    let begins = DateTime::from_timestamp(next.begin().saturating_mul(60), 0).unwrap_or(lost);
    now >= lost + PATIENCE.min((begins - lost) / 2)
}
