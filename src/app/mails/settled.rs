//! The mails after an answer: confirmations of an assignment, and the note to those who were asked too.

use chrono::{DateTime, Utc};

use super::{Facts, facts_of_offer, kind, languages, locale, posting, project, reference, town};
use crate::app::{AppError, Context};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::id::{AssignmentId, OfferId};
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::SupportRequest;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::confirmation::{self, ConfirmationMail};
use crate::mail::templates::facts::{Arranged, Contact, LotseName, Place, Reader};
use crate::mail::templates::offer_taken::{self, Asked};
use crate::storage::{self, StorageError};

/// An assignment with all that its mails speak of, as it is now.
pub(super) struct Agreed {
    pub assignment: Assignment,
    pub request: SupportRequest,
    pub lotse: Lotse,
    /// Whose Lotse goes.
    pub carrier: Organisation,
    pub requester: Organisation,
}

impl Agreed {
    /// Reads what a mail about an assignment is about.
    pub(super) fn load(context: &Context, mail: &OutboxMail) -> Result<Self, StorageError> {
        context.database.read(|tx| {
            let id = AssignmentId::from_uuid(mail.cause.id);
            let found = storage::assignments::load(tx, storage::assignments::Selection::One(id))?;
            let assignment = found.into_iter().next().ok_or(StorageError::NotFound { what: "assignment" })?;
            let request = storage::requests::find(tx, assignment.request)?;
            let lotse = storage::lotsen::find(tx, assignment.lotse)?;
            let carrier = storage::organisations::find(tx, lotse.organisation)?;
            let requester = storage::organisations::find(tx, request.organisation)?;
            Ok(Self { assignment, request, lotse, carrier, requester })
        })
    }

    /// What is confirmed and not over may be told.
    pub(super) fn still_on(&self, now: DateTime<Utc>) -> Result<(), AppError> {
        if self.assignment.state != AssignmentState::Confirmed {
            return Err(AppError::Outdated("the assignment is no longer confirmed"));
        }
        self.not_over(now)
    }

    /// Of what is over nobody needs to hear.
    pub(super) fn not_over(&self, now: DateTime<Utc>) -> Result<(), AppError> {
        let ends = self.assignment.appointment.sittings().last().map_or(0, |sitting| sitting.end());
        if ends.saturating_mul(60) <= now.timestamp() {
            return Err(AppError::Outdated("the appointment is over"));
        }
        Ok(())
    }

    /// As everybody concerned may know it, after so many changes.
    pub(super) fn arranged(&self, context: &Context, sequence: u32) -> Result<Arranged, AppError> {
        let Self { assignment, request, .. } = self;
        Ok(Arranged {
            assignment: assignment.id,
            sequence,
            reference: reference(request)?,
            service: request.service,
            languages: languages(context, request),
            appointment: assignment.appointment.clone(),
            mode: assignment.mode,
            place: Place {
                meeting_point: request.place.meeting_point.clone(),
                street: request.place.street.clone(),
                postcode: request.place.postcode,
                town: town(context, request)?,
            },
        })
    }

    /// Whom the Lotse asks for.
    pub(super) fn contact(&self) -> Contact {
        let Organisation { name, email, .. } = self.requester.clone();
        Contact { organisation: name, person: None, phone: None, email }
    }
}

/// The confirmation to the Lotse or to whoever posted the request.
pub(super) fn confirmation(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let agreed = Agreed::load(context, mail)?;
    agreed.still_on(now)?;
    let arranged = agreed.arranged(context, 0)?;
    let contact = agreed.contact();
    let Agreed { lotse, carrier, requester, .. } = agreed;
    let (reader, name) = if mail.kind == kind::CONFIRMATION_LOTSE {
        let given_name = lotse.given_name;
        let name = given_name.to_string();
        (Reader::Lotse { given_name, contact: Some(contact) }, name)
    } else {
        let lotse = LotseName { given: lotse.given_name, family: lotse.family_name };
        (Reader::Requester { name: None, lotse }, requester.name.to_string())
    };
    let said = ConfirmationMail { reader, arranged, project: project(context, &carrier), link: None };
    Ok(confirmation::compose(&said, locale(context, mail), posting(context, mail, name)?)?)
}

/// The note that all places are taken.
pub(super) fn taken(context: &Context, mail: &OutboxMail) -> Result<OutgoingMail, AppError> {
    let Facts { offer, proposal, request, lotse, carrier } =
        context.database.read(|tx| facts_of_offer(tx, OfferId::from_uuid(mail.cause.id)))?;
    let name = lotse.given_name.to_string();
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
    };
    Ok(offer_taken::compose(&said, locale(context, mail), posting(context, mail, name)?)?)
}
