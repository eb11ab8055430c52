//! The mails after an answer: confirmations of an assignment, and the note to those who were asked too or in vain.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::agreed::{Agreed, pass_on};
use super::queued::is_passed_on;
use super::{Facts, facts_of_offer, kind, languages, locale, posting, project, reference, town};
use crate::app::{AppError, Context, feeds};
use crate::domain::id::{AssignmentId, OfferId};
use crate::domain::outbox::OutboxMail;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::confirmation::{self, ConfirmationMail};
use crate::mail::templates::offer_taken::{self, Asked};
use crate::mail::templates::offer_withdrawn;
use crate::storage::{self, ReadTx, StorageError};

/// The confirmation to the Lotse or to whoever posted the request. Where the time has changed since, the mail about that is
/// the confirmation.
pub(super) fn confirmation(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let (agreed, all) = context.database.read(|tx| -> Result<_, StorageError> {
        let agreed = Agreed::read(tx, AssignmentId::from_uuid(mail.cause.id))?;
        Ok((agreed, storage::outbox::about(tx, &mail.cause)?))
    })?;
    agreed.still_on(now)?;
    let is_lotse = mail.kind == kind::CONFIRMATION_LOTSE;
    let change = if is_lotse { kind::CHANGE_LOTSE } else { kind::CHANGE_REQUESTER };
    if all.iter().any(|later| later.kind == change) {
        return Err(AppError::Outdated("the time has changed"));
    }
    confirm(context, mail, &agreed, is_lotse)
}

/// What is confirmed, as it is now.
pub(super) fn confirm(
    context: &Context,
    mail: &OutboxMail,
    agreed: &Agreed,
    is_lotse: bool,
) -> Result<OutgoingMail, AppError> {
    let (reader, name) = agreed.reader(mail, is_lotse);
    let feed = context.database.read(|tx| feeds::address(context, tx, agreed.assignment.lotse))?;
    // The calendar is for the Lotse alone.
    let feed = feed.filter(|_| is_lotse && !is_passed_on(mail));
    let project = project(context, &agreed.carrier);
    let said = ConfirmationMail { reader, arranged: agreed.arranged(context)?, project, link: None, feed };
    Ok(confirmation::compose(&said, locale(context, mail), posting(context, mail, name)?)?)
}

/// Whether the question about which this mail is may have reached anybody. Where there was no mail with it, somebody was to call.
fn was_asked(tx: &mut ReadTx, mail: &OutboxMail) -> Result<bool, StorageError> {
    let is_question = |mail: &OutboxMail| mail.kind == kind::OFFER || mail.kind == kind::OFFER_CALL;
    if !storage::outbox::about(tx, &mail.cause)?.iter().any(is_question) {
        return Ok(true);
    }
    let handed = storage::outbox::handed(tx, &mail.cause, mail.created_at)?;
    Ok(handed.iter().any(|(mail, _)| is_question(mail)))
}

/// The note that all places are taken, or that the question was taken back.
pub(super) fn over(context: &Context, mail: &OutboxMail) -> Result<OutgoingMail, AppError> {
    let (facts, was_asked) = context.database.read(|tx| -> Result<_, StorageError> {
        Ok((facts_of_offer(tx, OfferId::from_uuid(mail.cause.id))?, was_asked(tx, mail)?))
    })?;
    let Facts { offer, proposal, request, lotse, carrier } = facts;
    if !was_asked {
        return Err(AppError::Outdated("the question never went out"));
    }
    let pass_on = pass_on(mail, &lotse);
    let name = if pass_on.is_some() { carrier.name.to_string() } else { lotse.given_name.to_string() };
    let said = Asked {
        offer: offer.id,
        given_name: lotse.given_name,
        reference: reference(&request)?,
        service: request.service,
        languages: languages(context, &request),
        town: town(context, &request)?,
        mode: proposal.mode,
        appointment: proposal.appointment,
        project: project(context, &carrier),
        pass_on,
        unfit: mail.payload.get("why").and_then(Value::as_str).and_then(|why| why.parse().ok()),
    };
    let (locale, posting) = (locale(context, mail), posting(context, mail, name)?);
    if mail.kind == kind::OFFER_WITHDRAWN {
        return Ok(offer_withdrawn::compose(&said, locale, posting)?);
    }
    Ok(offer_taken::compose(&said, locale, posting)?)
}
