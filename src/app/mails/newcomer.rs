//! The mails to newcomers about an assignment: what is queued, and what it says when it goes out.
//!
//! There is nothing before somebody has said yes. Whoever moves an assignment puts [`about`] into the same commit.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::agreed::Agreed;
use super::reminder::near;
use super::{kind, posting, project, queued};
use crate::app::{AppError, Context, Moment};
use crate::domain::assignment::AssignmentState;
use crate::domain::id::AssignmentId;
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::request::{Appointment, Sitting, SupportRequest};
use crate::i18n::NewcomerLanguage;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::newcomer::{self, NewcomerMail, Occasion};
use crate::storage::StorageError;

/// What a newcomer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Somebody has said yes.
    Confirmed,
    /// The time has changed.
    Changed {
        /// When it was before.
        before: Appointment,
    },
    /// The appointment does not take place.
    Cancelled,
    /// Whoever wanted to help cannot; the appointment stays, and somebody else is looked for.
    HelperLost,
    /// A sitting is near.
    Near {
        /// Its local begin.
        begins: NaiveDateTime,
    },
}

/// What the outbox remembers of the news beside its kind.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Told {
    /// Local begin and minutes of each sitting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<(NaiveDateTime, u32)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begins: Option<NaiveDateTime>,
}

/// The mail that tells a newcomer, for the outbox; `None` where they left no address.
///
/// # Errors
/// When the mail cannot be written down.
pub fn about(
    context: &Context,
    news: &News,
    assignment: AssignmentId,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<Option<OutboxMail>, AppError> {
    let Some(recipient) = request.newcomer_email.clone() else { return Ok(None) };
    let mut told = Told::default();
    let kind = match news {
        News::Confirmed => kind::NEWCOMER_CONFIRMATION,
        News::Changed { before } => {
            told.before = before.sittings().iter().map(|sitting| (sitting.start(), sitting.minutes())).collect();
            kind::NEWCOMER_CHANGE
        }
        News::Cancelled => kind::NEWCOMER_CANCELLATION,
        News::HelperLost => kind::NEWCOMER_HELPER_LOST,
        News::Near { begins } => {
            told.begins = Some(*begins);
            kind::NEWCOMER_REMINDER
        }
    };
    let cause = MailCause { kind: "assignment".to_owned(), id: assignment.as_uuid() };
    let facts = serde_json::to_value(told)?;
    Ok(Some(queued(context, kind, cause, recipient, facts, moment)?))
}

/// The mail as it goes out.
pub(super) fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let unreadable = |what| StorageError::Unreadable { what, row: mail.id.as_uuid() };
    let told = Told::deserialize(&mail.payload)?;
    let agreed = Agreed::of(context, mail)?;
    let mut arranged = agreed.arranged(context)?;
    let occasion = match mail.kind.as_str() {
        kind::NEWCOMER_CHANGE => {
            agreed.still_on(now)?;
            let before = told.before.iter().map(|&(begins, minutes)| Sitting::new(begins, minutes));
            let before = before.collect::<Result<Vec<_>, _>>().and_then(Appointment::new);
            let before = before.map_err(|_| unreadable("outbox.payload"))?;
            if before == agreed.assignment.appointment {
                return Err(AppError::Outdated("it is at that time again"));
            }
            Occasion::Change { before }
        }
        kind::NEWCOMER_CANCELLATION | kind::NEWCOMER_HELPER_LOST => {
            if agreed.assignment.state != AssignmentState::Cancelled {
                return Err(AppError::Outdated("the assignment is not called off"));
            }
            agreed.still_ahead(now)?;
            if mail.kind == kind::NEWCOMER_CANCELLATION { Occasion::Cancelled } else { Occasion::HelperLost }
        }
        kind::NEWCOMER_REMINDER => {
            let sitting = near(&agreed, told.begins.ok_or_else(|| unreadable("outbox.payload"))?, now)?;
            arranged.appointment = Appointment::from(sitting);
            Occasion::Reminder
        }
        _ => {
            agreed.still_on(now)?;
            Occasion::Confirmation
        }
    };
    let Agreed { request, lotse, carrier, .. } = agreed;
    let said = NewcomerMail { occasion, arranged, helper: lotse.given_name, project: project(context, &carrier) };
    let language = NewcomerLanguage::for_reader(request.confirmation_language);
    // Nobody here knows the newcomer's name.
    Ok(newcomer::compose(&said, language, posting(context, mail, String::new())?)?)
}
