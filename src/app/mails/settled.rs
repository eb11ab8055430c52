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

struct Agreed {
    assignment: Assignment,
    request: SupportRequest,
    lotse: Lotse,
    carrier: Organisation,
    requester: Organisation,
}

/// The confirmation to the Lotse or to whoever posted the request.
pub(super) fn confirmation(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let agreed = context.database.read(|tx| -> Result<Agreed, StorageError> {
        let id = AssignmentId::from_uuid(mail.cause.id);
        let found = storage::assignments::load(tx, storage::assignments::Selection::One(id))?;
        let assignment = found.into_iter().next().ok_or(StorageError::NotFound { what: "assignment" })?;
        let request = storage::requests::find(tx, assignment.request)?;
        let lotse = storage::lotsen::find(tx, assignment.lotse)?;
        let carrier = storage::organisations::find(tx, lotse.organisation)?;
        let requester = storage::organisations::find(tx, request.organisation)?;
        Ok(Agreed { assignment, request, lotse, carrier, requester })
    })?;
    let Agreed { assignment, request, lotse, carrier, requester } = agreed;
    if assignment.state != AssignmentState::Confirmed {
        return Err(AppError::Outdated("the assignment is no longer confirmed"));
    }
    let ends = assignment.appointment.sittings().last().map_or(0, |sitting| sitting.end());
    if ends.saturating_mul(60) <= now.timestamp() {
        return Err(AppError::Outdated("the appointment is over"));
    }
    let arranged = Arranged {
        assignment: assignment.id,
        sequence: 0,
        reference: reference(&request)?,
        service: request.service,
        languages: languages(context, &request),
        appointment: assignment.appointment,
        mode: assignment.mode,
        place: Place {
            meeting_point: request.place.meeting_point.clone(),
            street: request.place.street.clone(),
            postcode: request.place.postcode,
            town: town(context, &request)?,
        },
    };
    let (reader, name) = if mail.kind == kind::CONFIRMATION_LOTSE {
        let contact = Contact { organisation: requester.name, person: None, phone: None, email: requester.email };
        let given_name = lotse.given_name.clone();
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
