//! Support requests as people work with them: posting and changing one (`post`), looking at them, where the newcomer is
//! told (`contact`), and calling one off.
//!
//! # Calling off
//!
//! Everything that hangs on it goes in one commit: questions that wait for an answer are taken back, confirmed assignments are
//! cancelled, waiting proposals dropped, and everybody concerned gets a mail. The request's row is held first, so that a yes at the
//! same moment either comes before, and is cancelled with its mail, or finds the request cancelled.

mod contact;
mod named;
mod overview;
mod post;
mod whole;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::json;

use super::assignments::{Moved, alarm, call_off, confirmed, is_near, not_begun};
use super::audit::note;
use super::mails::kind;
use super::mails::newcomer::{self, News};
use super::{AppError, Context, Moment, answers};
use crate::app::assignments::Refusal;
use crate::domain::access::Grant;
use crate::domain::assignment::{Assignment, CancelledBy};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::filter::{RequestFilter, RequestSort};
use crate::domain::id::RequestId;
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::page::{Page, Paging};
use crate::domain::request::{RequestCancelledBy, RequestMove, RequestState, SupportRequest};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

pub use contact::{contact, replace_contact};
pub use overview::{Row, rows, some};
pub(super) use post::newcomers_draft;
pub use post::{PostError, Wanted, draft, is_ahead, post, post_draft, replace};
pub use whole::{Step, Stepped, Whole, whole};

/// Calls a request off.
///
/// # Errors
/// [`AppError::Refused`] when it is over, or has begun; else when the database fails. Nothing is changed then.
pub fn cancel(
    context: &Context,
    id: RequestId,
    by: RequestCancelledBy,
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
    id: RequestId,
    by: RequestCancelledBy,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    storage::requests::hold(tx, id)?;
    let request = storage::requests::find(tx, id)?;
    let assignments = cancel_held(context, tx, &request, by, actor, moment)?;
    Ok(Moved { assignments, request: id, request_state: RequestState::Cancelled })
}

/// Holds a request that the grant reaches until the transaction ends.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none.
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: RequestId) -> Result<SupportRequest, StorageError> {
    storage::requests::hold(tx, id)?;
    find_in(tx, grant, id)
}

/// One request within a transaction, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none.
pub fn find_in(tx: &mut ReadTx, grant: &Grant, id: RequestId) -> Result<SupportRequest, StorageError> {
    storage::requests::find_within(tx, grant.scope(), id)
}

/// The same for a request that this transaction holds; gives the assignments that were cancelled.
pub(super) fn cancel_held(
    context: &Context,
    tx: &mut WriteTx,
    request: &SupportRequest,
    by: RequestCancelledBy,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Vec<Assignment>, AppError> {
    let cancelled = request.state.after(RequestMove::Cancel).map_err(Refusal::from)?;
    let caller = match by {
        RequestCancelledBy::Requester => CancelledBy::Requester,
        RequestCancelledBy::Newcomer => CancelledBy::Newcomer,
        RequestCancelledBy::Project => CancelledBy::Project,
    };
    let going = confirmed(tx, request.id)?;
    storage::lotsen::hold_all(tx, going.iter().map(|assignment| assignment.lotse))?;
    for assignment in &going {
        not_begun(assignment, moment)?;
    }
    storage::requests::move_all(tx, &[request.id], request.state, cancelled)?;
    let mut mails = answers::call_off(context, tx, request, kind::OFFER_WITHDRAWN, actor, moment)?;
    let mut gone = Vec::with_capacity(going.len());
    for assignment in &going {
        mails.extend(call_off(context, tx, (assignment, request), [caller, caller], actor, moment)?);
        // The project knows what it does itself.
        if is_near(context, assignment, moment) {
            let why = match by {
                RequestCancelledBy::Requester => Some("called_off"),
                RequestCancelledBy::Newcomer => Some("not_needed"),
                RequestCancelledBy::Project => None,
            };
            let alarm = why.map(|why| alarm(context, tx, (assignment, request), why, moment)).transpose()?;
            mails.extend(alarm.flatten());
        }
        gone.push(assignment.cancelled().map_err(Refusal::from)?);
    }
    // Only whoever posted it knows that there is no appointment; else it is the help alone that is off.
    let news = match by {
        RequestCancelledBy::Requester => News::Cancelled,
        RequestCancelledBy::Newcomer => News::NotNeeded,
        RequestCancelledBy::Project => News::HelpWithdrawn,
    };
    mails.extend(newcomer::about(context, tx, news, request, moment)?);
    drop_proposals(tx, request.id)?;
    let details = json!({"by": by, "from": request.state});
    note(tx, actor, Action::RequestCancelled, Subject::Request(request.id), details, moment)?;
    super::assignments::post(tx, &mails, moment)?;
    Ok(gone)
}

/// Drops what plans have proposed for a request and nobody released.
pub(super) fn drop_proposals(tx: &mut WriteTx, request: RequestId) -> Result<(), AppError> {
    let all = storage::runs::proposals(tx, storage::runs::Proposed::Request(request))?;
    let waiting: Vec<_> = all.iter().filter(|p| p.state == ProposalState::Proposed).map(|p| p.id).collect();
    let dropped = ProposalState::Proposed.move_to(ProposalState::Dropped)?;
    Ok(storage::runs::move_proposals(tx, &waiting, ProposalState::Proposed, dropped)?)
}

/// Drops proposals that wait and no longer hold. A request for which none is left is open again.
pub(super) fn drop_waiting(
    tx: &mut WriteTx,
    waiting: Vec<Proposal>,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let requests: BTreeSet<RequestId> = waiting.iter().map(|proposal| proposal.request).collect();
    for id in &requests {
        storage::requests::hold(tx, *id)?;
    }
    let ids: Vec<_> = waiting.iter().map(|proposal| proposal.id).collect();
    let dropped = ProposalState::Proposed.move_to(ProposalState::Dropped)?;
    storage::runs::move_proposals(tx, &ids, ProposalState::Proposed, dropped)?;
    for id in requests {
        let request = storage::requests::find(tx, id)?;
        let others = storage::runs::proposals(tx, storage::runs::Proposed::Request(id))?;
        if request.state == RequestState::Proposed && others.iter().all(|p| p.state != ProposalState::Proposed) {
            storage::requests::move_all(tx, &[id], request.state, request.state.after(RequestMove::Reopen)?)?;
            note(tx, actor, Action::RequestReopened, Subject::Request(id), json!({"from": request.state}), moment)?;
        }
    }
    Ok(())
}

/// A request as a coordinator looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Identity.
    pub id: RequestId,
    /// The number as the project knows it.
    pub reference: String,
    /// Who posted it.
    pub organisation: String,
    /// Local begin of what was agreed, or of the first appointment that would do.
    pub start: Option<NaiveDateTime>,
    /// Where it stands.
    pub state: RequestState,
}

/// Requests in a state, or all that are not over; earliest first.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, state: Option<RequestState>) -> Result<Vec<Listed>, AppError> {
    let (requests, organisations) = context.database.read(|tx| -> Result<_, StorageError> {
        let all = storage::requests::load(tx, &storage::requests::Selection::All)?;
        Ok((all, storage::organisations::all(tx)?))
    })?;
    let wanted = |request: &&SupportRequest| match state {
        Some(state) => request.state == state,
        None => request.state.after(RequestMove::Cancel).is_ok(),
    };
    let mut listed = Vec::new();
    for request in requests.iter().filter(wanted) {
        let posted_by = organisations.iter().find(|organisation| organisation.id == request.organisation);
        listed.push(Listed {
            id: request.id,
            reference: super::mails::reference(request)?.to_string(),
            organisation: posted_by.map_or_else(String::new, |organisation| organisation.name.to_string()),
            start: first_begin(request),
            state: request.state,
        });
    }
    listed.sort_by_key(|request| (request.start, request.id));
    Ok(listed)
}

fn first_begin(request: &SupportRequest) -> Option<NaiveDateTime> {
    let listed = request.eligible().iter().filter_map(|appointment| Some(appointment.sittings().first()?.start()));
    listed.chain(request.eligible_windows().iter().map(|window| window.earliest())).min()
}

/// A page of the requests that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &RequestFilter,
    paging: &Paging<RequestSort>,
) -> Result<Page<SupportRequest>, StorageError> {
    context.database.read(|tx| storage::requests::page(tx, grant.scope(), filter, paging))
}

/// One request, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: RequestId) -> Result<SupportRequest, StorageError> {
    context.database.read(|tx| find_in(tx, grant, id))
}
