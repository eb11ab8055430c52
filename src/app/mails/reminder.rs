//! The reminder to the Lotse, the day before a sitting.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::agreed::Agreed;
use super::{locale, posting, project};
use crate::app::{AppError, Context};
use crate::domain::outbox::OutboxMail;
use crate::domain::request::Sitting;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::reminder::{self, ReminderMail};

/// What the outbox remembers of a reminder.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::app) struct Near {
    /// The sitting's local begin.
    pub begins: NaiveDateTime,
}

/// The reminder as it goes out.
pub(super) fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let Near { begins } = Near::deserialize(&mail.payload)?;
    let agreed = Agreed::of(context, mail)?;
    let sitting = near(&agreed, begins, now)?;
    let arranged = agreed.arranged(context)?;
    let contact = Some(agreed.contact());
    let pass_on = agreed.pass_on(mail);
    let Agreed { lotse, carrier, .. } = agreed;
    let given_name = lotse.given_name;
    let name = if pass_on.is_some() { carrier.name.to_string() } else { given_name.to_string() };
    let posting = posting(context, mail, name)?;
    let project = project(context, &carrier);
    let said = ReminderMail { given_name, contact, pass_on, arranged, sitting, project, link: None };
    Ok(reminder::compose(&said, locale(context, mail), posting)?)
}

/// The sitting that begins then, if it still does and has not begun.
pub(super) fn near(agreed: &Agreed, begins: NaiveDateTime, now: DateTime<Utc>) -> Result<Sitting, AppError> {
    agreed.still_on(now)?;
    let sittings = agreed.assignment.appointment.sittings();
    let Some(sitting) = sittings.iter().find(|sitting| sitting.start() == begins) else {
        return Err(AppError::Outdated("the appointment was moved"));
    };
    if sitting.begin().saturating_mul(60) <= now.timestamp() {
        return Err(AppError::Outdated("the appointment has begun"));
    }
    Ok(*sitting)
}
