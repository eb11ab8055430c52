//! What runs propose, and a coordinator's review of it: accepted, swapped for another candidate, dropped. Releasing is another
//! matter (see `offers`).
//!
//! Whoever is chosen by hand is held to the same rules as the matching: the independent checker is asked about them beside
//! everything else that stands. That is thought out before the transaction, which asks whether anything has come between. What was
//! reviewed no later run changes, as long as its time is ahead.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::audit::note;
use super::candidates::choice;
use super::matching::{Near, near};
use super::{AppError, Context, Moment, mails, matching};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::Mode;
use crate::domain::filter::{ProposalFilter, ProposalSort};
use crate::domain::id::{LotseId, ProposalId};
use crate::domain::offer::{OfferState, Proposal, ProposalState};
use crate::domain::page::{Page, Paging};
use crate::domain::request::{Appointment, RequestMove, RequestState};
use crate::matching::candidates::generate;
use crate::matching::constraints::{HardConstraint, Pair};
use crate::matching::verify::{Choice, Judge};
use crate::matching::{explain, plan};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Whom to propose instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Who.
    pub lotse: LotseId,
    /// When; `None` is whatever costs least.
    pub appointment: Option<Appointment>,
    /// How; `None` is whatever costs least.
    pub mode: Option<Mode>,
}

/// Somebody else who may be proposed, as it was thought out.
pub struct Swap {
    before: Proposal,
    after: Proposal,
    near: Near,
    now: DateTime<Utc>,
}

/// Why nobody else is proposed.
#[derive(Debug, thiserror::Error)]
pub enum SwapError {
    /// The Lotse is not among those who could be asked at all.
    #[error("there is no such Lotse in the pool of the request")]
    Lotse,
    /// The request does not offer the appointment.
    #[error("the request does not offer this appointment")]
    Appointment,
    /// Hard constraints do not hold.
    #[error("hard constraints do not hold: {}", codes(.0))]
    Broken(Vec<HardConstraint>),
    /// It does not fit beside what else is proposed for the request.
    #[error("it does not fit beside what else is proposed for the request: {0}")]
    Together(&'static str),
    /// Something else.
    #[error(transparent)]
    App(#[from] AppError),
}

fn codes(broken: &[HardConstraint]) -> String {
    broken.iter().map(|constraint| constraint.code()).collect::<Vec<_>>().join(", ")
}

impl From<StorageError> for SwapError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// One proposal that the grant reaches, while nobody else can decide about its request.
///
/// # Errors
/// [`StorageError::NotFound`] when it is out of reach; else when the database fails.
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: ProposalId) -> Result<Proposal, StorageError> {
    let request = storage::runs::find_proposal_within(tx, grant.scope(), id)?.request;
    storage::requests::hold(tx, request)?;
    storage::runs::find_proposal_within(tx, grant.scope(), id)
}

/// One that still waits.
fn waits(proposal: &Proposal) -> Result<(), AppError> {
    proposal.state.move_to(ProposalState::Released)?;
    Ok(())
}

/// Notes that a coordinator finds a proposal good. Twice is once.
///
/// # Errors
/// [`StorageError::NotFound`] when it is out of reach, [`AppError::Offer`] when it does not wait any more; else when the database fails.
pub fn accept(tx: &mut WriteTx, grant: &Grant, id: ProposalId, moment: &mut Moment) -> Result<Proposal, AppError> {
    let before = hold(tx, grant, id)?;
    waits(&before)?;
    if before.reviewed_at.is_some() {
        return Ok(before);
    }
    let after = Proposal { reviewed_at: Some(moment.now), ..before.clone() };
    storage::runs::replace_proposal(tx, &before, &after)?;
    let details = json!({"request": after.request, "lotse": after.lotse});
    note(tx, Actor::User(grant.user()), Action::ProposalAccepted, Subject::Proposal(id), details, moment)?;
    Ok(after)
}

/// Drops a proposal. Where nothing else is proposed or asked for the request and nobody goes, it is open again; with `exclude` the
/// Lotse is not proposed for it any more.
///
/// # Errors
/// As [`accept`].
pub fn drop(
    tx: &mut WriteTx,
    grant: &Grant,
    id: ProposalId,
    exclude: bool,
    moment: &mut Moment,
) -> Result<Proposal, AppError> {
    let before = hold(tx, grant, id)?;
    let dropped = before.state.move_to(ProposalState::Dropped)?;
    storage::runs::move_proposals(tx, &[id], before.state, dropped)?;
    let actor = Actor::User(grant.user());
    let details = json!({"request": before.request, "lotse": before.lotse, "exclude": exclude});
    note(tx, actor, Action::ProposalDropped, Subject::Proposal(id), details, moment)?;
    if exclude {
        storage::offers::note_declined(tx, &[(before.request, before.lotse)], moment.now)?;
    }
    reopen(tx, &before, actor, moment)?;
    Ok(Proposal { state: dropped, ..before })
}

fn reopen(tx: &mut WriteTx, dropped: &Proposal, actor: Actor, moment: &mut Moment) -> Result<(), AppError> {
    let request = storage::requests::find(tx, dropped.request)?;
    let proposals = storage::runs::proposals(tx, storage::runs::Proposed::Request(request.id))?;
    let offers = storage::offers::load(tx, storage::offers::Selection::Request(request.id))?;
    let is_asked = offers.iter().any(|offer| offer.state == OfferState::Open);
    let is_proposed = proposals.iter().any(|proposal| proposal.state == ProposalState::Proposed);
    if request.state != RequestState::Proposed || is_proposed || is_asked {
        return Ok(());
    }
    let open = request.state.after(RequestMove::Reopen)?;
    storage::requests::move_all(tx, &[request.id], request.state, open)?;
    let details = json!({"proposal": dropped.id});
    note(tx, actor, Action::RequestReopened, Subject::Request(request.id), details, moment)?;
    Ok(())
}

/// Thinks out whether somebody else may be proposed.
///
/// # Errors
/// [`SwapError`].
pub fn think_of_swap(
    context: &Context,
    grant: &Grant,
    id: ProposalId,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<Swap, SwapError> {
    let (before, others, near) = context.database.read(|tx| -> Result<_, AppError> {
        let before = storage::runs::find_proposal_within(tx, grant.scope(), id)?;
        waits(&before)?;
        let mut others = storage::runs::proposals(tx, storage::runs::Proposed::Request(before.request))?;
        others.retain(|other| other.state == ProposalState::Proposed && other.id != id);
        let near = near(context, tx, before.request, Some(wanted.lotse), now)?;
        Ok((before, others, near))
    })?;
    let number = |lotse: LotseId| near.problem.lotsen.iter().position(|one| one.id == lotse.to_string());
    let lotse = number(wanted.lotse).ok_or(SwapError::Lotse)?;
    let position = |wanted: &Appointment| near.alternatives.iter().position(|one| one == wanted);
    let appointment = match &wanted.appointment {
        Some(appointment) => Some(position(appointment).ok_or(SwapError::Appointment)?),
        None => None,
    };
    let judge = Judge::read(&near.file, context.area.gazetteer()).map_err(AppError::Rejected)?;
    let chosen = match (appointment, wanted.mode) {
        (Some(appointment), Some(mode)) => Choice { request: 0, lotse, appointment, mode },
        (appointment, mode) => cheapest(&near, lotse, appointment, mode).map_err(SwapError::Broken)?,
    };
    let beside = others.iter().filter_map(|other| {
        let (lotse, appointment) = (number(other.lotse)?, position(&other.appointment)?);
        Some(Choice { request: 0, lotse, appointment, mode: other.mode })
    });
    let choices: Vec<Choice> = std::iter::once(chosen).chain(beside).collect();
    allowed(&judge, &near, &choices)?;
    let appointment = near.alternatives.get(chosen.appointment).ok_or(SwapError::Appointment)?.clone();
    let after = Proposal {
        lotse: wanted.lotse,
        appointment,
        mode: chosen.mode,
        effort: judge.effort(chosen).unwrap_or(before.effort),
        reviewed_at: Some(now),
        ..before.clone()
    };
    Ok(Swap { before, after, near, now })
}

/// The cheapest of what a Lotse could do, of this appointment and mode where one is asked for; what keeps them out, if nothing.
fn cheapest(
    near: &Near,
    lotse: usize,
    appointment: Option<usize>,
    mode: Option<Mode>,
) -> Result<Choice, Vec<HardConstraint>> {
    let found = generate(&near.problem);
    let fits = |candidate: &&plan::Candidate| {
        candidate.lotse as usize == lotse
            && appointment.is_none_or(|wanted| usize::from(candidate.appointment) == wanted)
            && mode.is_none_or(|wanted| candidate.mode == wanted)
    };
    if let Some(best) = found.of_request(0).filter(fits).min_by_key(|candidate| (candidate.effort, **candidate)) {
        return Ok(choice(best));
    }
    let pair = u32::try_from(lotse).ok().and_then(|lotse| Pair::of(&near.problem, lotse, 0));
    let reason = pair.as_ref().and_then(explain::reason);
    // Where they could go in another way, the mode or the appointment is what does not fit.
    let asked_for = if mode.is_some() { HardConstraint::Mode } else { HardConstraint::Availability };
    Err(vec![reason.unwrap_or(asked_for)])
}

/// Whether the choices make a plan, each by itself and together.
fn allowed(judge: &Judge<'_>, near: &Near, choices: &[Choice]) -> Result<(), SwapError> {
    if near.problem.requests.is_empty() {
        return Err(AppError::Outdated("the time of the request is over").into());
    }
    let violations = judge.broken(choices);
    let mut broken: Vec<HardConstraint> = Vec::new();
    for violation in &violations {
        match violation.constraint() {
            Some(constraint) if !broken.contains(&constraint) => broken.push(constraint),
            Some(_) => {}
            None if violation.code() == "request_mode" => broken.push(HardConstraint::Mode),
            None => return Err(SwapError::Together(violation.code())),
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(SwapError::Broken(broken)) }
}

/// Proposes somebody else, if nothing has come between. It counts as reviewed.
///
/// # Errors
/// [`StorageError::Changed`] when something has; else as [`accept`].
pub fn swap(tx: &mut WriteTx, grant: &Grant, swap: &Swap, moment: &mut Moment) -> Result<Proposal, AppError> {
    let Swap { before, after, near, now } = swap;
    let current = hold(tx, grant, before.id)?;
    waits(&current)?;
    storage::lotsen::hold_all(tx, [after.lotse])?;
    let is_as_it_was = current == *before
        && storage::requests::find(tx, before.request)? == near.request
        && is_still_free(tx, near, after.lotse, *now)?;
    if !is_as_it_was {
        return Err(StorageError::Changed { what: "proposal" }.into());
    }
    storage::runs::replace_proposal(tx, before, after)?;
    let of = |proposal: &Proposal| json!({"lotse": proposal.lotse, "mode": proposal.mode, "sittings": mails::sittings(&proposal.appointment)});
    let details = json!({"request": after.request, "before": of(before), "after": of(after)});
    note(tx, Actor::User(grant.user()), Action::ProposalSwapped, Subject::Proposal(after.id), details, moment)?;
    Ok(after.clone())
}

/// Whether a Lotse is engaged for nothing that was not known.
fn is_still_free(tx: &mut ReadTx, near: &Near, lotse: LotseId, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let engaged = matching::engaged(tx, lotse, now)?;
    Ok(engaged.iter().all(|held| held.request == near.request.id || near.held.contains(held)))
}

/// A page of the proposals that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &ProposalFilter,
    paging: &Paging<ProposalSort>,
) -> Result<Page<Proposal>, StorageError> {
    context.database.read(|tx| storage::runs::proposals_page(tx, grant.scope(), filter, paging))
}

/// One proposal, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: ProposalId) -> Result<Proposal, StorageError> {
    context.database.read(|tx| storage::runs::find_proposal_within(tx, grant.scope(), id))
}
