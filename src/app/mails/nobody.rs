//! The mail to whoever posted a request: nobody was found. At the end of the search, and the day before where they had been promised
//! to hear of somebody else. The project that cares for the request has mails of its own about it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{kind, languages, locale, posting, project, queued, reference, town};
use crate::app::{AppError, Context, Moment, answers};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::Mode;
use crate::domain::id::RequestId;
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::request::{Appointment, RequestState, SupportRequest};
use crate::mail::message::OutgoingMail;
use crate::mail::templates::nobody_found::{self, NobodyFoundMail};
use crate::storage::{self, ReadTx, StorageError};

fn cause(request: RequestId) -> MailCause {
    MailCause { kind: "request".to_owned(), id: request.as_uuid() }
}

/// When the mail about the last Lotse who was lost was decided on, which promises to look for somebody else.
pub(in crate::app) fn promised_at(
    tx: &mut ReadTx,
    request: &SupportRequest,
) -> Result<Option<DateTime<Utc>>, StorageError> {
    let mut promised = None;
    for assignment in assignments(tx, request.id)? {
        let about = MailCause { kind: "assignment".to_owned(), id: assignment.id.as_uuid() };
        let mails = storage::outbox::about(tx, &about)?;
        let cancelled = mails.iter().filter(|mail| mail.kind == kind::CANCELLATION_REQUESTER);
        promised = promised.max(cancelled.map(|mail| mail.created_at).max());
    }
    Ok(promised)
}

fn assignments(tx: &mut ReadTx, request: RequestId) -> Result<Vec<Assignment>, StorageError> {
    storage::assignments::load(tx, storage::assignments::Selection::Request(request))
}

/// The mail, for the outbox; `None` where they have no address, know it already, or somebody was to come and time has shown
/// whether they did.
///
/// # Errors
/// When the database fails.
pub(in crate::app) fn about(
    context: &Context,
    tx: &mut ReadTx,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<Option<OutboxMail>, AppError> {
    if request.organisation == request.carrier {
        return Ok(None);
    }
    let Some(recipient) = storage::organisations::find(tx, request.organisation)?.email else { return Ok(None) };
    let was_lost = |assignment: &Assignment| assignment.state == AssignmentState::Cancelled;
    if !assignments(tx, request.id)?.iter().all(was_lost) {
        return Ok(None);
    }
    let mails = storage::outbox::about(tx, &cause(request.id))?;
    let told = mails.iter().filter(|mail| mail.kind == kind::NOBODY_FOUND_REQUESTER).map(|mail| mail.created_at).max();
    if told.is_some() && told >= promised_at(tx, request)? {
        return Ok(None);
    }
    let mail = queued(context, kind::NOBODY_FOUND_REQUESTER, cause(request.id), recipient, json!({}), moment)?;
    Ok(Some(mail))
}

/// The mail as it goes out.
pub(super) fn compose(context: &Context, mail: &OutboxMail) -> Result<OutgoingMail, AppError> {
    let (request, requester, carrier, going) = context.database.read(|tx| -> Result<_, StorageError> {
        let request = storage::requests::find(tx, RequestId::from_uuid(mail.cause.id))?;
        let requester = storage::organisations::find(tx, request.organisation)?;
        let carrier = storage::organisations::find(tx, request.carrier)?;
        let going = answers::confirmed(tx, &request)?;
        Ok((request, requester, carrier, going))
    })?;
    if going > 0 || request.state == RequestState::Completed {
        return Err(AppError::Outdated("somebody was found"));
    }
    if request.state == RequestState::Cancelled {
        return Err(AppError::Outdated("the request was cancelled"));
    }
    let flexible =
        || request.eligible_windows().iter().find_map(|window| window.sittings().next()).map(Appointment::from);
    let appointment = request.eligible().last().cloned().or_else(flexible);
    let said = NobodyFoundMail {
        reference: reference(&request)?,
        service: request.service,
        languages: languages(context, &request),
        appointment: appointment.ok_or(AppError::Outdated("the request has no appointment any more"))?,
        mode: request.modes.first().copied().unwrap_or(Mode::InPerson),
        town: town(context, &request)?,
        is_over: request.state == RequestState::Expired,
        project: project(context, &carrier),
    };
    Ok(nobody_found::compose(&said, locale(context, mail), posting(context, mail, requester.name.to_string())?)?)
}
