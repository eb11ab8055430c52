//! Answers to offers, and offers whose time is over.
//!
//! One guarded update decides an offer, however many answer at once, and never more Lotsen go than the request has places. What
//! follows from an answer stands in the same commit: the assignment and its mails, the kind note to those who were asked too, or
//! the request opened again and a matching that looks for the next best. Who said no, or nothing, is not asked the same again.

use serde_json::json;

use super::assignments::post;
use super::audit::note;
use super::mails::newcomer::{self, News};
use super::mails::{kind, queued, queued_to, reach};
use super::tasks::{MatchTask, Task};
use super::{AppError, Context, Moment, feeds, links};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::LotseStatus;
use crate::domain::id::{AssignmentId, LotseId, OfferId};
use crate::domain::offer::{DeclineReason, Offer, OfferState, Unfit};
use crate::domain::outbox::{MailCause, MailStatus, OutboxMail};
use crate::domain::request::{Appointment, RequestMove, RequestState, SupportRequest};
use crate::storage::offers::Selection;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// What a Lotse says to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// I will go.
    Accept,
    /// I will not.
    Decline,
}

/// What an answer came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// The Lotse goes; everybody is told.
    Accepted(AssignmentId),
    /// The Lotse does not; the next best is looked for.
    Declined,
    /// It was decided before, or its time was over; nothing has changed.
    Settled(OfferState),
    /// It no longer fits: the question is taken back, with a mail that says why, and the next best is looked for.
    Unfit(Unfit),
}

/// Notes the answer of whoever has the offer's link.
///
/// # Errors
/// [`AppError::Link`] when it is none of ours; else as [`answer`].
pub fn answer_by_link(
    context: &Context,
    token: &str,
    answer: Answer,
    moment: &mut Moment,
) -> Result<Answered, AppError> {
    let id = links::open(context, token)?.about;
    let actor = context.database.read(|tx| holder(tx, id))?;
    self::answer(context, id, answer, actor, moment)
}

/// Who has an offer's link: the Lotse or, where they were asked by telephone, their project.
fn holder(tx: &mut ReadTx, id: OfferId) -> Result<Actor, StorageError> {
    let lotse = storage::offers::find(tx, id)?.lotse;
    let mails = storage::outbox::about(tx, &MailCause { kind: kind::OFFER.to_owned(), id: id.as_uuid() })?;
    if mails.iter().any(|mail| mail.kind == kind::OFFER_CALL) {
        return Ok(Actor::Coordinator(storage::lotsen::find(tx, lotse)?.organisation));
    }
    Ok(Actor::Lotse(lotse))
}

/// Notes why a Lotse said no: whoever has the offer's link may tell, also later and again. Of an offer that was not declined
/// nothing is noted.
///
/// # Errors
/// [`AppError::Link`] when the link is none of ours, or the database fails.
pub fn tell_reason(context: &Context, token: &str, reason: DeclineReason, moment: &mut Moment) -> Result<(), AppError> {
    let id = links::open(context, token)?.about;
    let actor = context.database.read(|tx| holder(tx, id))?;
    note_reason(context, id, reason, actor, moment)
}

/// Notes why a Lotse said no. Of an offer that was not declined nothing is noted.
///
/// # Errors
/// When there is no such offer, or the database fails.
pub fn note_reason(
    context: &Context,
    id: OfferId,
    reason: DeclineReason,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    context.database.write_guarded(|tx| note_reason_in(tx, id, reason, actor, moment))
}

/// The same within a transaction.
///
/// # Errors
/// As [`note_reason`].
pub fn note_reason_in(
    tx: &mut WriteTx,
    id: OfferId,
    reason: DeclineReason,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let offer = held(tx, id)?;
    let known = storage::offers::reason(tx, offer.request, offer.lotse)?;
    if offer.state == OfferState::Declined && known != Some(reason) {
        storage::offers::note_reason(tx, offer.request, offer.lotse, reason)?;
        let details = json!({"reason": reason, "before": known});
        note(tx, actor, Action::OfferReasonTold, Subject::Offer(id), details, moment)?;
    }
    Ok(())
}

/// Notes the answer to an offer, given or noted by `actor`. Answering again changes nothing and says how it was decided.
///
/// # Errors
/// When there is no such offer, or the database fails; then nothing is noted.
pub fn answer(
    context: &Context,
    id: OfferId,
    answer: Answer,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Answered, AppError> {
    context.database.write_guarded(|tx| answer_in(context, tx, id, answer, actor, moment))
}

/// The same within a transaction, which holds the request from then on.
///
/// # Errors
/// As [`answer`].
pub fn answer_in(
    context: &Context,
    tx: &mut WriteTx,
    id: OfferId,
    answer: Answer,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Answered, AppError> {
    let offer = held(tx, id)?;
    if offer.state != OfferState::Open {
        return Ok(Answered::Settled(offer.state));
    }
    if offer.expires_at <= moment.now {
        leave(context, tx, &offer, OfferState::Expired, Actor::System, moment)?;
        return Ok(Answered::Settled(OfferState::Expired));
    }
    match answer {
        Answer::Decline => {
            leave(context, tx, &offer, OfferState::Declined, actor, moment)?;
            Ok(Answered::Declined)
        }
        Answer::Accept => accept(context, tx, &offer, actor, moment),
    }
}

/// Settles the offers whose time is over. Each is a commit of its own: one that was answered at that moment stays answered, and one
/// whose data cannot be read holds up no other.
///
/// # Errors
/// When one of them could not be settled. All others are.
pub fn expire(context: &Context, moment: &mut Moment) -> Result<Vec<OfferId>, AppError> {
    let now = moment.now;
    let overdue = context.database.read(|tx| storage::offers::load(tx, Selection::Overdue(now)))?;
    let (mut expired, mut failed) = (Vec::with_capacity(overdue.len()), None);
    for offer in overdue {
        let settled = context.database.write_guarded(|tx| -> Result<bool, AppError> {
            let offer = held(tx, offer.id)?;
            if offer.state != OfferState::Open {
                return Ok(false);
            }
            leave(context, tx, &offer, OfferState::Expired, Actor::System, moment)?;
            Ok(true)
        });
        match settled {
            Ok(true) => expired.push(offer.id),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(offer = %offer.id, %error, "an offer whose time is over was not settled");
                failed.get_or_insert(error);
            }
        }
    }
    failed.map_or(Ok(expired), Err)
}

/// An offer as it stands while nobody else can answer anything about its request: answers queue up instead of colliding.
fn held(tx: &mut WriteTx, id: OfferId) -> Result<Offer, StorageError> {
    let request = storage::offers::find(tx, id)?.request;
    storage::requests::hold(tx, request)?;
    storage::offers::find(tx, id)
}

fn accept(
    context: &Context,
    tx: &mut WriteTx,
    offer: &Offer,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Answered, AppError> {
    let now = moment.now;
    let request = storage::requests::find(tx, offer.request)?;
    let taken = confirmed(tx, &request)?;
    let is_wanted = matches!(request.state, RequestState::Offered | RequestState::Assigned);
    let proposals = storage::runs::proposals(tx, storage::runs::Proposed::One(offer.proposal))?;
    let proposal = proposals.into_iter().next().ok_or(StorageError::NotFound { what: "proposal" })?;
    if is_wanted {
        storage::lotsen::hold_all(tx, [offer.lotse])?;
        if let Some(unfit) = unfit(tx, offer.lotse, &proposal.appointment)? {
            let mails = withdraw(context, tx, offer, (Actor::System, unfit), moment)?;
            post(tx, mails.as_slice(), moment)?;
            return Ok(Answered::Unfit(unfit));
        }
    }
    if !is_wanted || taken >= usize::from(request.lotsen_needed) {
        let withdrawn = offer.state.move_to(OfferState::Withdrawn)?;
        storage::offers::decide(tx, offer.id, withdrawn, now)?;
        note_offer(tx, Actor::System, withdrawn, offer, moment)?;
        return Ok(Answered::Settled(withdrawn));
    }
    storage::offers::decide(tx, offer.id, offer.state.move_to(OfferState::Accepted)?, now)?;
    note_offer(tx, actor, OfferState::Accepted, offer, moment)?;
    // The identity of the offer: so the tentative entry in the Lotse's calendar becomes the confirmed one.
    let id = AssignmentId::from_uuid(offer.id.as_uuid());
    let assignment = Assignment {
        id,
        lotse: offer.lotse,
        request: request.id,
        appointment: proposal.appointment,
        mode: proposal.mode,
        state: AssignmentState::Confirmed,
        sequence: 0,
        missed: None,
    };
    storage::assignments::insert_all(tx, std::slice::from_ref(&assignment))?;
    feeds::ensure(tx, offer.lotse, moment)?;
    let about_request = json!({"request": request.id});
    note(tx, actor, Action::AssignmentConfirmed, Subject::Assignment(id), about_request, moment)?;
    if request.state == RequestState::Offered {
        let assigned = request.state.after(RequestMove::Assign)?;
        storage::requests::move_all(tx, &[request.id], request.state, assigned)?;
        note(tx, actor, Action::RequestAssigned, Subject::Request(request.id), json!({"assignment": id}), moment)?;
    }
    let about_assignment = MailCause { kind: "assignment".to_owned(), id: id.as_uuid() };
    let mut mails = Vec::new();
    let lotse = storage::lotsen::find(tx, offer.lotse)?;
    if let Some(reach) = reach(tx, &lotse)? {
        let about = about_assignment.clone();
        mails.push(queued_to(context, kind::CONFIRMATION_LOTSE, about, reach, json!({}), moment)?);
    }
    if let Some(recipient) = storage::organisations::find(tx, request.organisation)?.email {
        mails.push(queued(
            context,
            kind::CONFIRMATION_REQUESTER,
            about_assignment.clone(),
            recipient,
            json!({}),
            moment,
        )?);
    }
    mails.extend(newcomer::about(context, tx, News::Confirmed, &request, moment)?);
    if taken + 1 >= usize::from(request.lotsen_needed) {
        mails.extend(call_off(context, tx, &request, kind::OFFER_TAKEN, actor, moment)?);
    }
    post(tx, &mails, moment)?;
    Ok(Answered::Accepted(id))
}

/// Takes back what else is being asked for a request, with a mail of this kind to each.
pub(super) fn call_off(
    context: &Context,
    tx: &mut WriteTx,
    request: &SupportRequest,
    kind: &str,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Vec<OutboxMail>, AppError> {
    let mut mails = Vec::new();
    for other in storage::offers::load(tx, Selection::Request(request.id))? {
        let Ok(withdrawn) = other.state.move_to(OfferState::Withdrawn) else { continue };
        storage::offers::decide(tx, other.id, withdrawn, moment.now)?;
        note_offer(tx, actor, withdrawn, &other, moment)?;
        let about = MailCause { kind: kind::OFFER.to_owned(), id: other.id.as_uuid() };
        let lotse = storage::lotsen::find(tx, other.lotse)?;
        if let Some(reach) = reach(tx, &lotse)? {
            mails.push(queued_to(context, kind, about, reach, json!({}), moment)?);
        }
    }
    Ok(mails)
}

/// Takes back what a Lotse is asked and has not answered, with a mail; the next best is looked for. Whoever calls this holds the
/// requests.
pub(super) fn take_back_from(
    context: &Context,
    tx: &mut WriteTx,
    lotse: LotseId,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let mut mails = Vec::new();
    for offer in storage::offers::load(tx, Selection::OpenTo(lotse))? {
        mails.extend(withdraw(context, tx, &offer, (actor, Unfit::Away), moment)?);
    }
    post(tx, &mails, moment)
}

/// Takes back what a Lotse is asked because it does not fit any more; gives the mail that says why, to them or to the project that
/// was to call them.
fn withdraw(
    context: &Context,
    tx: &mut WriteTx,
    offer: &Offer,
    (actor, why): (Actor, Unfit),
    moment: &mut Moment,
) -> Result<Option<OutboxMail>, AppError> {
    leave(context, tx, offer, OfferState::Withdrawn, actor, moment)?;
    let lotse = storage::lotsen::find(tx, offer.lotse)?;
    let Some(reach) = reach(tx, &lotse)? else { return Ok(None) };
    let about = MailCause { kind: kind::OFFER.to_owned(), id: offer.id.as_uuid() };
    queued_to(context, kind::OFFER_WITHDRAWN, about, reach, json!({"why": why}), moment).map(Some)
}

/// An offer ends without a yes: the Lotse is left out, and where nobody else is asked or goes, the request is open again.
fn leave(
    context: &Context,
    tx: &mut WriteTx,
    offer: &Offer,
    to: OfferState,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    storage::offers::decide(tx, offer.id, offer.state.move_to(to)?, moment.now)?;
    note_offer(tx, actor, to, offer, moment)?;
    if to != OfferState::Expired || was_asked(tx, offer)? {
        storage::offers::note_declined(tx, &[(offer.request, offer.lotse)], moment.now)?;
    }
    let request = storage::requests::find(tx, offer.request)?;
    if !matches!(request.state, RequestState::Offered | RequestState::Assigned) {
        return Ok(());
    }
    let others = storage::offers::load(tx, Selection::Request(request.id))?;
    let is_asked = others.iter().any(|other| other.state == OfferState::Open);
    if request.state == RequestState::Offered && !is_asked && confirmed(tx, &request)? == 0 {
        storage::requests::move_all(tx, &[request.id], request.state, request.state.after(RequestMove::Reopen)?)?;
        note(tx, actor, Action::RequestReopened, Subject::Request(request.id), json!({"offer": offer.id}), moment)?;
    }
    let task = Task::Match(MatchTask::new(Some(request.carrier), context.sender.releases_unreviewed));
    storage::jobs::enqueue(tx, &task.job(moment)?)?;
    Ok(())
}

/// Notes how an offer was decided.
fn note_offer(
    tx: &mut WriteTx,
    actor: Actor,
    to: OfferState,
    offer: &Offer,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    let action = match to {
        OfferState::Open => Action::OfferReleased,
        OfferState::Accepted => Action::OfferAccepted,
        OfferState::Declined => Action::OfferDeclined,
        OfferState::Expired => Action::OfferExpired,
        OfferState::Withdrawn => Action::OfferWithdrawn,
    };
    note(tx, actor, action, Subject::Offer(offer.id), json!({"request": offer.request}), moment)
}

/// Whether the question has left the house: whoever never got it has not said no by keeping silent. Who was to be called without
/// that a mail says so counts as asked, so that the next best has their turn.
fn was_asked(tx: &mut ReadTx, offer: &Offer) -> Result<bool, StorageError> {
    let cause = MailCause { kind: kind::OFFER.to_owned(), id: offer.id.as_uuid() };
    let mails = storage::outbox::about(tx, &cause)?;
    let question = |kind: &str| kind == kind::OFFER || kind == kind::OFFER_CALL;
    let has_left = |status| matches!(status, MailStatus::Sent | MailStatus::Dead);
    Ok(mails.iter().all(|mail| !question(&mail.kind) || has_left(mail.state.status())))
}

/// Why the Lotse cannot go then although they were asked: no plan has them in two places, but what was agreed may have been moved
/// since, or they have left.
pub(super) fn unfit(tx: &mut ReadTx, lotse: LotseId, appointment: &Appointment) -> Result<Option<Unfit>, StorageError> {
    let selection = storage::assignments::Selection::Lotse(lotse, AssignmentState::Confirmed);
    let others = storage::assignments::load(tx, selection)?;
    if others.iter().any(|other| other.appointment.overlaps(appointment)) {
        return Ok(Some(Unfit::Busy));
    }
    let lotse = storage::lotsen::find(tx, lotse)?;
    let may_go = lotse.status == LotseStatus::Active && lotse.consent_on.is_some();
    Ok((!may_go).then_some(Unfit::Away))
}

/// How many Lotsen go to a request.
pub(super) fn confirmed(tx: &mut ReadTx, request: &SupportRequest) -> Result<usize, StorageError> {
    let all = storage::assignments::load(tx, storage::assignments::Selection::Request(request.id))?;
    Ok(all.iter().filter(|assignment| assignment.state == AssignmentState::Confirmed).count())
}
