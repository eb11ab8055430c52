//! The private calendar of a Lotse: all that they have agreed to, to subscribe to.
//!
//! It comes into being with the first yes, and its address is in the confirmation. Whoever knows the address reads it, so it says
//! what the Lotse's own mails say and no more.

use chrono::{DateTime, Duration, Utc};

use super::mails::{Agreed, project};
use super::{AppError, Context, Moment};
use crate::domain::assignment::AssignmentState;
use crate::domain::id::{LotseId, SubjectId};
use crate::mail::calendar::{Feed, FeedEntry, feed};
use crate::security::links;
use crate::storage::assignments::Selection;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// So long what is over stays in the calendar.
const KEPT: Duration = Duration::days(30);

/// Gives the Lotse a calendar, if they have none.
pub(super) fn ensure(tx: &mut WriteTx, lotse: LotseId, moment: &mut Moment) -> Result<(), StorageError> {
    let token = links::random(moment.secret());
    storage::feeds::ensure(tx, lotse, &token, moment.now)
}

/// The address of the Lotse's calendar; none where the service has no pages.
pub(super) fn address(context: &Context, tx: &mut ReadTx, lotse: LotseId) -> Result<Option<String>, StorageError> {
    let Some(base) = &context.sender.public_url else { return Ok(None) };
    let token = storage::feeds::token(tx, lotse)?;
    Ok(token.map(|token| base.join(&format!("calendar/{token}.ics"))))
}

/// The calendar file behind a token: what is confirmed or was called off, from a month ago on.
///
/// # Errors
/// [`StorageError::NotFound`] when there is no such calendar, or the database fails.
pub fn read(context: &Context, token: &str, now: DateTime<Utc>) -> Result<String, AppError> {
    let (lotse, listed) = context.database.read(|tx| -> Result<_, StorageError> {
        let lotse = storage::feeds::owner(tx, token)?;
        let mut listed = Vec::new();
        for state in [AssignmentState::Confirmed, AssignmentState::Completed, AssignmentState::Cancelled] {
            for assignment in storage::assignments::load(tx, Selection::Lotse(lotse, state))? {
                if assignment.ends().saturating_mul(60) < (now - KEPT).timestamp() {
                    continue;
                }
                let subject = SubjectId::from_uuid(assignment.id.as_uuid());
                let last = storage::audit::list(tx, Some(subject), 1)?.into_iter().next();
                listed.push((Agreed::read(tx, assignment.id)?, last.map_or(now, |event| event.at)));
            }
        }
        let carrier = storage::lotsen::find(tx, lotse)?.organisation;
        Ok((storage::organisations::find(tx, carrier)?, listed))
    })?;
    let entries = listed.into_iter().map(|(agreed, changed_at)| {
        Ok(FeedEntry {
            arranged: agreed.arranged(context)?,
            contact: Some(agreed.contact()),
            is_cancelled: agreed.assignment.state == AssignmentState::Cancelled,
            changed_at,
        })
    });
    let entries = entries.collect::<Result<Vec<_>, AppError>>()?;
    let written = feed(&Feed { project: project(context, &lotse), entries }, context.sender.locale);
    // Writing into a string cannot fail; a word that cannot be written would be a defect of the calendar.
    Ok(written.map_err(crate::mail::MailError::from)?)
}
