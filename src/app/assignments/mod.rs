//! Moves of what was confirmed: called off, moved to another time, taken place, missed. One move a file.
//!
//! A move holds the row of the request first, as answers do, so that it comes before or after an acceptance and never beside it. All
//! that follows stands in the same commit: mails, the request's own move, the matching that looks for somebody else, the audit.

mod cancel;
mod change;
mod complete;
mod list;
mod no_show;
mod page;
mod refusal;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

pub(super) use self::cancel::{call_off, is_near, not_begun};
pub use self::cancel::{cancel, cancel_in};
pub use self::change::{NewTime, change, change_in};
pub use self::complete::{complete, complete_in};
pub use self::list::{Listed, list};
pub use self::no_show::{no_show, no_show_in};
pub use self::page::{Shown, allowed, find, find_in, hold, page};
pub use self::refusal::Refusal;
use super::audit::note;
use super::mails::{kind, queued, queued_to, reach};
use super::requests::drop_proposals;
use super::tasks::{MatchTask, Task};
use super::{AppError, Context, Moment};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::{AssignmentId, RequestId};
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::request::{RequestMove, RequestState, SupportRequest};
use crate::domain::time::Minute;
use crate::storage::assignments::Selection;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// What a move came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The assignments that moved, as they are now.
    pub assignments: Vec<Assignment>,
    /// Their request.
    pub request: RequestId,
    /// Where it stands now.
    pub request_state: RequestState,
}

impl Moved {
    fn now(tx: &mut ReadTx, request: RequestId, assignments: Vec<Assignment>) -> Result<Self, StorageError> {
        let request_state = storage::requests::find(tx, request)?.state;
        Ok(Self { assignments, request, request_state })
    }
}

/// An assignment and its request while nobody else can move either.
fn held(tx: &mut WriteTx, id: AssignmentId) -> Result<(Assignment, SupportRequest), StorageError> {
    let request = storage::assignments::find(tx, id)?.request;
    storage::requests::hold(tx, request)?;
    Ok((storage::assignments::find(tx, id)?, storage::requests::find(tx, request)?))
}

/// The confirmed assignments of a request.
pub(super) fn confirmed(tx: &mut ReadTx, request: RequestId) -> Result<Vec<Assignment>, StorageError> {
    let mut all = storage::assignments::load(tx, Selection::Request(request))?;
    all.retain(|assignment| assignment.state == AssignmentState::Confirmed);
    Ok(all)
}

/// The minute in which an instant lies.
pub(super) fn minute(now: DateTime<Utc>) -> Minute {
    now.timestamp().div_euclid(60)
}

/// What a mail is about.
fn cause(assignment: &Assignment) -> MailCause {
    MailCause { kind: "assignment".to_owned(), id: assignment.id.as_uuid() }
}

/// A kind of mail with what it carries beyond its cause.
pub(super) struct Letter<'a> {
    pub kind: &'a str,
    pub payload: Value,
}

/// A mail about an assignment; payloads are objects.
fn mail(
    context: &Context,
    assignment: &Assignment,
    letter: Letter<'_>,
    recipient: crate::domain::contact::Email,
    moment: &mut Moment,
) -> Result<OutboxMail, AppError> {
    queued(context, letter.kind, cause(assignment), recipient, letter.payload, moment)
}

/// Mails to the Lotse, or the project that calls them, and to whoever posted the request, as far as they have addresses.
pub(super) fn tell(
    context: &Context,
    tx: &mut ReadTx,
    (assignment, request): (&Assignment, &SupportRequest),
    [to_lotse, to_requester]: [Letter<'_>; 2],
    moment: &mut Moment,
) -> Result<Vec<OutboxMail>, AppError> {
    let lotse = storage::lotsen::find(tx, assignment.lotse)?;
    let mut mails = Vec::new();
    if let Some(reach) = reach(tx, &lotse)? {
        let Letter { kind, payload } = to_lotse;
        mails.push(queued_to(context, kind, cause(assignment), reach, payload, moment)?);
    }
    if let Some(recipient) = storage::organisations::find(tx, request.organisation)?.email {
        mails.push(mail(context, assignment, to_requester, recipient, moment)?);
    }
    Ok(mails)
}

/// The alarm to the project of the request; without an address of the project only the log can tell.
pub(super) fn alarm(
    context: &Context,
    tx: &mut ReadTx,
    (assignment, request): (&Assignment, &SupportRequest),
    why: &str,
    moment: &mut Moment,
) -> Result<Option<OutboxMail>, AppError> {
    let Some(recipient) = storage::organisations::find(tx, request.carrier)?.email else {
        tracing::warn!(assignment = %assignment.id, why, "the carrier has no address for an alarm");
        return Ok(None);
    };
    let letter = Letter { kind: kind::ALARM, payload: json!({"why": why}) };
    mail(context, assignment, letter, recipient, moment).map(Some)
}

/// Puts mails into the outbox, with the job that sends them.
pub(super) fn post(tx: &mut WriteTx, mails: &[OutboxMail], moment: &mut Moment) -> Result<(), AppError> {
    storage::outbox::add_all(tx, mails)?;
    if !mails.is_empty() {
        storage::jobs::enqueue(tx, &Task::SendMails {}.job(moment)?)?;
    }
    Ok(())
}

/// Looks for somebody else, as after a no.
fn look_again(
    context: &Context,
    tx: &mut WriteTx,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let task = Task::Match(MatchTask::new(Some(request.carrier), context.sender.releases_unreviewed));
    storage::jobs::enqueue(tx, &task.job(moment)?)?;
    Ok(())
}

/// Ends an assignment after its time. With the last one the request is completed or, where none of its Lotsen came, unserved.
fn end(
    tx: &mut WriteTx,
    (assignment, request): (&Assignment, &SupportRequest),
    ended: &Assignment,
    details: Value,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    storage::lotsen::hold_all(tx, [assignment.lotse])?;
    storage::assignments::replace(tx, assignment, ended)?;
    let action = match ended.state {
        AssignmentState::NoShow => Action::AssignmentNoShow,
        _ => Action::AssignmentCompleted,
    };
    note(tx, actor, action, Subject::Assignment(assignment.id), details, moment)?;
    let all = storage::assignments::load(tx, Selection::Request(request.id))?;
    if all.iter().all(|assignment| assignment.state != AssignmentState::Confirmed) {
        let (step, action) = if all.iter().any(Assignment::was_kept) {
            (RequestMove::Complete, Action::RequestCompleted)
        } else {
            // No other time that was once possible is meant by that: a list brings a new one, or it expires.
            storage::requests::agree(tx, request.id, &ended.appointment)?;
            (RequestMove::Miss, Action::RequestUnserved)
        };
        storage::requests::move_all(tx, &[request.id], request.state, request.state.after(step)?)?;
        drop_proposals(tx, request.id)?;
        let last = json!({"assignment": assignment.id});
        note(tx, actor, action, Subject::Request(request.id), last, moment)?;
    }
    Ok(())
}
