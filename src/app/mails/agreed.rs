//! What every mail about an assignment speaks of, as it is now.

use chrono::{DateTime, Utc};

use super::queued::is_passed_on;
use super::{languages, reference, town};
use crate::app::{AppError, Context};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::Mode;
use crate::domain::id::AssignmentId;
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{Appointment, SupportRequest};
use crate::mail::templates::facts::{Arranged, Contact, EntryOf, LotseName, PassOn, Place, Reader};
use crate::storage::{self, ReadTx, StorageError};

/// The facts behind an assignment.
pub(in crate::app) struct Agreed {
    pub assignment: Assignment,
    pub request: SupportRequest,
    pub lotse: Lotse,
    /// Whose Lotse goes.
    pub carrier: Organisation,
    pub requester: Organisation,
}

impl Agreed {
    /// Reads them for a mail whose cause is an assignment.
    pub(super) fn of(context: &Context, mail: &OutboxMail) -> Result<Self, StorageError> {
        context.database.read(|tx| Self::read(tx, AssignmentId::from_uuid(mail.cause.id)))
    }

    pub(in crate::app) fn read(tx: &mut ReadTx, id: AssignmentId) -> Result<Self, StorageError> {
        let assignment = storage::assignments::find(tx, id)?;
        let request = storage::requests::find(tx, assignment.request)?;
        let lotse = storage::lotsen::find(tx, assignment.lotse)?;
        let carrier = storage::organisations::find(tx, lotse.organisation)?;
        let requester = storage::organisations::find(tx, request.organisation)?;
        Ok(Self { assignment, request, lotse, carrier, requester })
    }

    /// What is confirmed and not over may be told.
    pub(super) fn still_on(&self, now: DateTime<Utc>) -> Result<(), AppError> {
        if self.assignment.state != AssignmentState::Confirmed {
            return Err(AppError::Outdated("the assignment is no longer confirmed"));
        }
        self.still_ahead(now)
    }

    /// A mail about what is over helps nobody.
    pub(super) fn still_ahead(&self, now: DateTime<Utc>) -> Result<(), AppError> {
        if self.assignment.ends().saturating_mul(60) <= now.timestamp() {
            return Err(AppError::Outdated("the appointment is over"));
        }
        Ok(())
    }

    pub(in crate::app) fn arranged(&self, context: &Context) -> Result<Arranged, AppError> {
        let Assignment { id, sequence, appointment, mode, .. } = &self.assignment;
        let entry = (EntryOf::Assignment(*id), *sequence);
        arranged(context, &self.request, entry, appointment.clone(), *mode)
    }

    /// Whom the Lotse asks for.
    pub(in crate::app) fn contact(&self) -> Contact {
        let Organisation { name, email, .. } = &self.requester;
        Contact { organisation: name.clone(), person: None, phone: None, email: email.clone() }
    }

    pub(super) fn lotse_name(&self) -> LotseName {
        LotseName { given: self.lotse.given_name.clone(), family: self.lotse.family_name.clone() }
    }

    /// What the project is told beside a mail that it passes on to the Lotse.
    pub(super) fn pass_on(&self, mail: &OutboxMail) -> Option<PassOn> {
        pass_on(mail, &self.lotse)
    }

    /// The Lotse or the requester, and the name on the envelope.
    pub(super) fn reader(&self, mail: &OutboxMail, is_lotse: bool) -> (Reader, String) {
        if is_lotse {
            let (given_name, pass_on) = (self.lotse.given_name.clone(), self.pass_on(mail));
            let name = if pass_on.is_some() { self.carrier.name.to_string() } else { given_name.to_string() };
            (Reader::Lotse { given_name, contact: Some(self.contact()), pass_on }, name)
        } else {
            (Reader::Requester { name: None, lotse: self.lotse_name() }, self.requester.name.to_string())
        }
    }
}

/// What was arranged for a request, with what names its calendar entries and their number.
pub(super) fn arranged(
    context: &Context,
    request: &SupportRequest,
    (entry, sequence): (EntryOf, u32),
    appointment: Appointment,
    mode: Mode,
) -> Result<Arranged, AppError> {
    Ok(Arranged {
        entry,
        sequence,
        reference: reference(request)?,
        service: request.service,
        languages: languages(context, request),
        appointment,
        mode,
        place: Place {
            meeting_point: request.place.meeting_point.clone(),
            street: request.place.street.clone(),
            postcode: request.place.postcode,
            town: town(context, request)?,
        },
    })
}

/// What the project is told beside a mail that it passes on to a Lotse.
pub(super) fn pass_on(mail: &OutboxMail, lotse: &Lotse) -> Option<PassOn> {
    let name = || LotseName { given: lotse.given_name.clone(), family: lotse.family_name.clone() };
    is_passed_on(mail).then(|| PassOn { lotse: name(), phone: lotse.phone.clone() })
}
