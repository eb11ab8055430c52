//! Calling one assignment off.
//!
//! | who | the request | the Lotse |
//! |---|---|---|
//! | the Lotse | open again where nobody else goes or is asked; matched again | not asked for it again; shortly before, the project is alarmed |
//! | the project | the same | not asked for it again: the project wants somebody else |
//! | whoever posted it, or the newcomer | cancelled as a whole | shortly before, the project is alarmed: somebody has to call them |
//!
//! What was agreed stays: everybody has been told the time, so somebody else is looked for at this time alone.

use chrono::Duration;
use serde_json::json;

use super::{Letter, Moved, Refusal, alarm, held, look_again, minute, post, tell};
use crate::app::audit::note;
use crate::app::mails::kind;
use crate::app::mails::newcomer::{self, News};
use crate::app::{AppError, Context, Moment, answers, requests};
use crate::domain::assignment::{Assignment, CancelledBy};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::AssignmentId;
use crate::domain::offer::OfferState;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{RequestCancelledBy, RequestMove, SupportRequest};
use crate::domain::time::local;
use crate::storage::{self, WriteTx};

/// Calls an assignment off, in the name of whoever `by` says.
///
/// # Errors
/// [`AppError::Refused`] when it is not confirmed or has begun; else when the database fails. Nothing is changed then.
pub fn cancel(
    context: &Context,
    id: AssignmentId,
    by: CancelledBy,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    context.database.write_guarded(|tx| cancel_in(context, tx, id, by, actor, moment))
}

/// The same within a transaction, which holds the request from then on.
///
/// # Errors
/// As [`cancel`].
pub fn cancel_in(
    context: &Context,
    tx: &mut WriteTx,
    id: AssignmentId,
    by: CancelledBy,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    let (assignment, request) = held(tx, id)?;
    let cancelled = assignment.cancelled().map_err(Refusal::from)?;
    not_begun(&assignment, moment)?;
    let whole = match by {
        CancelledBy::Requester => Some(RequestCancelledBy::Requester),
        CancelledBy::Newcomer => Some(RequestCancelledBy::Newcomer),
        CancelledBy::Lotse | CancelledBy::Project => None,
    };
    if let Some(caller) = whole {
        let assignments = requests::cancel_held(context, tx, &request, caller, actor, moment)?;
        return Ok(Moved::now(tx, request.id, assignments)?);
    }
    storage::lotsen::hold_all(tx, [assignment.lotse])?;
    // To requester and newcomer both are the same: somebody else is looked for.
    let mut mails = call_off(context, tx, (&assignment, &request), [by, CancelledBy::Lotse], actor, moment)?;
    mails.extend(newcomer::about(context, tx, News::HelperLost, &request, moment)?);
    storage::offers::note_declined(tx, &[(request.id, assignment.lotse)], moment.now)?;
    let left = assignment.appointment.after(minute(moment.now));
    storage::requests::agree(tx, request.id, left.as_ref().unwrap_or(&assignment.appointment))?;
    reopen(tx, &assignment, &request, actor, moment)?;
    look_again(context, tx, &request, moment)?;
    if by == CancelledBy::Lotse && is_near(context, &assignment, moment) {
        mails.extend(alarm(context, tx, (&cancelled, &request), "late_cancellation", moment)?);
    }
    post(tx, &mails, moment)?;
    Ok(Moved::now(tx, request.id, vec![cancelled])?)
}

/// What has begun is not called off any more: it took place, or somebody did not come.
pub(in crate::app) fn not_begun(assignment: &Assignment, moment: &Moment) -> Result<(), Refusal> {
    if assignment.last_begins() <= minute(moment.now) {
        return Err(Refusal::Begun(local(assignment.last_begins())));
    }
    Ok(())
}

/// Cancels one confirmed assignment; gives the mails to Lotse and requester, who are told that it was called off by these.
pub(in crate::app) fn call_off(
    context: &Context,
    tx: &mut WriteTx,
    (assignment, request): (&Assignment, &SupportRequest),
    [by, by_to_requester]: [CancelledBy; 2],
    actor: Actor,
    moment: &mut Moment,
) -> Result<Vec<OutboxMail>, AppError> {
    let cancelled = assignment.cancelled().map_err(Refusal::from)?;
    storage::assignments::replace(tx, assignment, &cancelled)?;
    let details = json!({"request": request.id, "by": by, "sequence": cancelled.sequence});
    note(tx, actor, Action::AssignmentCancelled, Subject::Assignment(assignment.id), details, moment)?;
    let letters = [
        Letter { kind: kind::CANCELLATION_LOTSE, payload: json!({"by": by}) },
        Letter { kind: kind::CANCELLATION_REQUESTER, payload: json!({"by": by_to_requester}) },
    ];
    tell(context, tx, (&cancelled, request), letters, moment)
}

/// The request after it has lost a Lotse: with the last of them it is open again, or only asked about.
fn reopen(
    tx: &mut WriteTx,
    assignment: &Assignment,
    request: &SupportRequest,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    if answers::confirmed(tx, request)? > 0 {
        return Ok(());
    }
    let offers = storage::offers::load(tx, storage::offers::Selection::Request(request.id))?;
    let (step, action) = if offers.iter().any(|offer| offer.state == OfferState::Open) {
        (RequestMove::AskOn, Action::RequestOffered)
    } else {
        (RequestMove::Reopen, Action::RequestReopened)
    };
    storage::requests::move_all(tx, &[request.id], request.state, request.state.after(step)?)?;
    note(tx, actor, action, Subject::Request(request.id), json!({"assignment": assignment.id}), moment)?;
    Ok(())
}

/// Whether the next sitting begins so soon that somebody has to know at once.
pub(in crate::app) fn is_near(context: &Context, assignment: &Assignment, moment: &Moment) -> bool {
    let next = assignment.appointment.after(minute(moment.now));
    let begins = next.and_then(|left| left.sittings().first().map(|sitting| sitting.begin()));
    let soon = moment.now + Duration::hours(i64::from(context.sender.alarm_hours));
    begins.is_some_and(|begins| begins < minute(soon))
}
