//! The mails about what was confirmed and has moved since: another time, or called off.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use super::agreed::Agreed;
use super::{kind, locale, posting, project, settled};
use crate::app::assignments::minute;
use crate::app::{AppError, Context};
use crate::domain::assignment::{AssignmentState, CancelledBy};
use crate::domain::id::AssignmentId;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{Appointment, Sitting};
use crate::mail::message::OutgoingMail;
use crate::mail::templates::cancellation::{self, CalledOffBy, CancellationMail};
use crate::mail::templates::change::{self, ChangeMail};
use crate::mail::templates::facts::Arranged;
use crate::storage::outbox::Handed;
use crate::storage::{self, StorageError};

/// The change of time. A later change has a mail of its own, which says when it was before the first of them. Who never got
/// the confirmation gets it now, with the time as it is.
pub(super) fn change(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let (agreed, handed) = context.database.read(|tx| -> Result<_, StorageError> {
        let agreed = Agreed::read(tx, AssignmentId::from_uuid(mail.cause.id))?;
        Ok((agreed, storage::outbox::handed(tx, &mail.cause, mail.created_at)?))
    })?;
    if agreed.assignment.state != AssignmentState::Confirmed {
        return Err(AppError::Outdated("the assignment is no longer confirmed"));
    }
    if mail.payload.get("sequence").and_then(Value::as_u64) != Some(u64::from(agreed.assignment.sequence)) {
        return Err(AppError::Outdated("the time has changed once more"));
    }
    agreed.still_ahead(now)?;
    let is_lotse = mail.kind == kind::CHANGE_LOTSE;
    let confirmation = if is_lotse { kind::CONFIRMATION_LOTSE } else { kind::CONFIRMATION_REQUESTER };
    let is_told = |(earlier, handed): &(OutboxMail, Handed)| {
        let is_about_time = earlier.kind == confirmation || earlier.kind == mail.kind;
        *handed == Handed::Over && is_about_time && earlier.id != mail.id
    };
    if !handed.iter().any(is_told) {
        return settled::confirm(context, mail, &agreed, is_lotse);
    }
    let before = before(mail)?;
    if before == agreed.assignment.appointment {
        // There and back again. Who perhaps knows of the time between is told which one holds.
        if handed.iter().any(|(earlier, _)| earlier.kind == mail.kind && earlier.id != mail.id) {
            return settled::confirm(context, mail, &agreed, is_lotse);
        }
        return Err(AppError::Outdated("the time is again what its reader knows"));
    }
    let (reader, name) = agreed.reader(mail, is_lotse);
    let project = project(context, &agreed.carrier);
    let said = ChangeMail { reader, arranged: agreed.arranged(context)?, before, project, link: None };
    Ok(change::compose(&said, locale(context, mail), posting(context, mail, name)?)?)
}

/// The cancellation. Whatever happens to the request afterwards, whoever was to go or to wait has to hear it, by the time that they
/// know. Of a series that had begun it speaks of what was ahead. A requester who never got the confirmation has nothing to hear; a
/// Lotse has said yes and waits.
pub(super) fn cancellation(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let (agreed, all, handed) = context.database.read(|tx| -> Result<_, StorageError> {
        let agreed = Agreed::read(tx, AssignmentId::from_uuid(mail.cause.id))?;
        let all = storage::outbox::about(tx, &mail.cause)?;
        Ok((agreed, all, storage::outbox::handed(tx, &mail.cause, mail.created_at)?))
    })?;
    let is_lotse = mail.kind == kind::CANCELLATION_LOTSE;
    let (confirmation, change) = match is_lotse {
        true => (kind::CONFIRMATION_LOTSE, kind::CHANGE_LOTSE),
        false => (kind::CONFIRMATION_REQUESTER, kind::CHANGE_REQUESTER),
    };
    let is_told = |earlier: &OutboxMail| earlier.kind == confirmation || earlier.kind == change;
    if !is_lotse && !handed.iter().any(|(earlier, _)| is_told(earlier)) {
        return Err(AppError::Outdated("the requester was never told that somebody comes"));
    }
    // The last mail about another time says when it was before as its reader knows.
    let last = all.iter().rfind(|earlier| earlier.kind == change);
    let reached = |earlier: &OutboxMail| handed.iter().any(|(told, how)| told.id == earlier.id && *how == Handed::Over);
    let known = last.filter(|change| !reached(change)).map(before).transpose()?;
    let is_ahead =
        |appointment: &Appointment| appointment.sittings().last().is_some_and(|last| last.end() > minute(now));
    let whole = known.filter(is_ahead).unwrap_or_else(|| agreed.assignment.appointment.clone());
    if !is_ahead(&whole) {
        return Err(AppError::Outdated("the appointment is over"));
    }
    let left = whole.after(minute(mail.created_at)).unwrap_or_else(|| whole.clone());
    let over = whole.sittings().len() - left.sittings().len();
    let unreadable = || StorageError::Unreadable { what: "outbox.payload", row: mail.id.as_uuid() };
    let by = mail.payload.get("by").and_then(Value::as_str).and_then(|by| by.parse::<CancelledBy>().ok());
    let by = match by.ok_or_else(unreadable)? {
        CancelledBy::Lotse => CalledOffBy::Lotse,
        CancelledBy::Requester => CalledOffBy::Requester,
        CancelledBy::Newcomer => CalledOffBy::Newcomer,
        CancelledBy::Project => CalledOffBy::Project,
    };
    let (reader, name) = agreed.reader(mail, is_lotse);
    let project = project(context, &agreed.carrier);
    let arranged = Arranged { appointment: left, ..agreed.arranged(context)? };
    let said = CancellationMail { reader, arranged, over, by, project, link: None };
    Ok(cancellation::compose(&said, locale(context, mail), posting(context, mail, name)?)?)
}

/// One sitting in a payload.
#[derive(Deserialize)]
struct Before {
    start: NaiveDateTime,
    minutes: u32,
}

/// When it was before, as [`super::sittings`] wrote it.
fn before(mail: &OutboxMail) -> Result<Appointment, AppError> {
    let unreadable = || StorageError::Unreadable { what: "outbox.payload", row: mail.id.as_uuid() };
    let written = mail.payload.get("before").cloned().ok_or_else(unreadable)?;
    let written: Vec<Before> = serde_json::from_value(written)?;
    let sittings = written.iter().map(|sitting| Sitting::new(sitting.start, sitting.minutes)).collect::<Result<_, _>>();
    Ok(sittings.and_then(Appointment::new).map_err(|_| unreadable())?)
}
