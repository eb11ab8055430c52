//! What waits for a carrier today, and the mail that says so.
//!
//! It is gathered twice: when it is decided whether a mail is due, and again when it goes out, so that it says what holds
//! then. Offers that wait for a Lotse and the day's appointments are told of, but are no reason to write; Lotsen who have to be
//! called are.

use chrono::{DateTime, Utc};

use super::{compose as compose_any, kind, locale, posting, project};
use crate::app::desk::{Desk, Item};
use crate::app::{AppError, Context};
use crate::domain::id::{AssignmentId, OfferId, OrganisationId, RequestId};
use crate::domain::organisation::Organisation;
use crate::domain::outbox::{MailCause, MailStatus, OutboxMail};
use crate::domain::time::ZONE;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::digest::{self, DigestItem, DigestList, DigestMail};
use crate::mail::templates::facts::LotseName;
use crate::storage::{self, ReadTx, StorageError};

/// Requests that a list names; of the others it says how many.
const NAMED: usize = 10;

/// Mails that were given up are looked at up to this number; those that were outdated before they were sent are none of them.
const GIVEN_UP: u32 = 200;

/// The digest as it goes out.
pub(super) fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let id = OrganisationId::from_uuid(mail.cause.id);
    let carrier = context.database.read(|tx| storage::organisations::find(tx, id))?;
    let said = gather(context, &carrier, now)?;
    if said.due() == 0 {
        return Err(AppError::Outdated("nothing waits any more"));
    }
    Ok(digest::compose(&said, locale(context, mail), posting(context, mail, carrier.name.to_string())?)?)
}

/// What waits for a carrier.
pub(in crate::app) fn gather(
    context: &Context,
    carrier: &Organisation,
    now: DateTime<Utc>,
) -> Result<DigestMail, AppError> {
    let desk = context.database.read(|tx| Desk::read(tx, carrier, now)?.laid_out(context))?;
    let failed_mails = failed_of(context, carrier, now)?;
    Ok(DigestMail {
        name: None,
        day: now.with_timezone(&ZONE).date_naive(),
        to_decide: list(desk.to_decide),
        to_call: list(desk.to_call),
        waiting: list(desk.waiting),
        unserved: list(desk.unserved),
        today: list(desk.today),
        failed_mails,
        project: project(context, carrier),
        link: None,
        unsubscribe: None,
    })
}

/// So many mails of a carrier were given up. What nobody would send any more is no loss.
pub(in crate::app) fn failed_of(
    context: &Context,
    carrier: &Organisation,
    now: DateTime<Utc>,
) -> Result<u32, AppError> {
    let given_up = context.database.read(|tx| given_up(tx, carrier.id))?;
    let is_missed = |mail: &&OutboxMail| !matches!(compose_any(context, mail, now), Err(AppError::Outdated(_)));
    Ok(u32::try_from(given_up.iter().filter(is_missed).count()).unwrap_or(u32::MAX))
}

/// Mails about a carrier's requests and Lotsen that were given up, other digests left out.
fn given_up(tx: &mut ReadTx, carrier: OrganisationId) -> Result<Vec<OutboxMail>, StorageError> {
    let mut own = Vec::new();
    for mail in storage::outbox::list(tx, Some(MailStatus::Dead), GIVEN_UP)? {
        if mail.kind != kind::DIGEST && whose(tx, &mail.cause)? == Some(carrier) {
            own.push(mail);
        }
    }
    Ok(own)
}

/// The carrier that a mail is the business of; `None` where what it was about is gone.
fn whose(tx: &mut ReadTx, cause: &MailCause) -> Result<Option<OrganisationId>, StorageError> {
    let request = match cause.kind.as_str() {
        "request" => Ok(RequestId::from_uuid(cause.id)),
        "organisation" => return Ok(Some(OrganisationId::from_uuid(cause.id))),
        "assignment" => {
            let one = storage::assignments::Selection::One(AssignmentId::from_uuid(cause.id));
            let found = storage::assignments::load(tx, one)?.into_iter().next();
            found.map(|assignment| assignment.request).ok_or(StorageError::NotFound { what: "assignment" })
        }
        _ => storage::offers::find(tx, OfferId::from_uuid(cause.id)).map(|offer| offer.request),
    };
    match request.and_then(|request| storage::requests::find(tx, request)) {
        Ok(request) => Ok(Some(request.carrier)),
        Err(StorageError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The first of what waits, and how much there is.
fn list(all: Vec<Item>) -> DigestList {
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    DigestList { total, items: all.into_iter().take(NAMED).map(item).collect() }
}

fn item(of: Item) -> DigestItem {
    DigestItem {
        reference: of.reference,
        service: of.service,
        languages: of.languages,
        mode: of.mode,
        town: of.town,
        start: of.start,
        lotse: of.lotse.map(|l| LotseName { given: l.given_name, family: l.family_name }),
        phone: of.phone,
        until: of.until,
    }
}
