//! The alarm to the project of a request: a Lotse called off shortly before, or did not come; or whoever asked called off so late
//! that a mail may not reach the Lotse in time.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::agreed::Agreed;
use super::{languages, locale, posting, project, reference, town};
use crate::app::assignments::minute;
use crate::app::{AppError, Context, answers};
use crate::domain::id::AssignmentId;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::RequestState;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::alarm::{self, AlarmCause, AlarmMail};
use crate::storage::{self, StorageError};

/// The alarm. A lost Lotse is no alarm any more when somebody else goes, or nobody is wanted.
pub(super) fn alarm(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let (agreed, carrier, going) = context.database.read(|tx| -> Result<_, StorageError> {
        let agreed = Agreed::read(tx, AssignmentId::from_uuid(mail.cause.id))?;
        let carrier = storage::organisations::find(tx, agreed.request.carrier)?;
        let going = answers::confirmed(tx, &agreed.request)?;
        Ok((agreed, carrier, going))
    })?;
    let lotse = agreed.lotse_name();
    let cause = match mail.payload.get("why").and_then(Value::as_str) {
        Some("late_cancellation") => {
            agreed.still_ahead(now)?;
            if going >= usize::from(agreed.request.lotsen_needed) {
                return Err(AppError::Outdated("somebody else goes"));
            }
            if agreed.request.state == RequestState::Cancelled {
                return Err(AppError::Outdated("the request was cancelled"));
            }
            AlarmCause::LateCancellation { lotse }
        }
        Some("no_show") => AlarmCause::NoShow { lotse },
        Some("called_off") => {
            agreed.still_ahead(now)?;
            AlarmCause::CalledOff { lotse }
        }
        Some("not_needed") => {
            agreed.still_ahead(now)?;
            AlarmCause::NotNeeded { lotse }
        }
        _ => return Err(StorageError::Unreadable { what: "outbox.payload", row: mail.id.as_uuid() }.into()),
    };
    let contact = Some(agreed.contact());
    // Of a series that had begun, what was ahead.
    let whole = agreed.assignment.appointment;
    let appointment = whole.after(minute(mail.created_at)).unwrap_or(whole);
    let request = agreed.request;
    let said = AlarmMail {
        name: None,
        cause,
        reference: reference(&request)?,
        service: request.service,
        languages: languages(context, &request),
        appointment,
        mode: agreed.assignment.mode,
        town: town(context, &request)?,
        contact,
        project: project(context, &carrier),
        link: None,
    };
    Ok(alarm::compose(&said, locale(context, mail), posting(context, mail, carrier.name.to_string())?)?)
}
