//! What the mails of the outbox say: made from current facts at the moment they go out. How they do is in
//! [`super::sending`].

mod agreed;
mod alarm;
pub(super) mod digest;
mod moved;
pub mod newcomer;
pub(super) mod nobody;
mod queued;
pub(super) mod reminder;
mod settled;
pub(super) mod unserved;

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

pub(super) use self::agreed::Agreed;
pub(super) use self::queued::{Reach, queued, queued_to, reach};
use super::{AppError, Context, identity, links};
use crate::domain::code::Mode;
use crate::domain::id::OfferId;
use crate::domain::language::Language;
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, OfferState, Proposal};
use crate::domain::organisation::Organisation;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{Appointment, RequestState, Sitting, SupportRequest};
use crate::domain::text::{ListNumber, Town};
use crate::domain::time::ZONE;
use crate::i18n::Locale;
use crate::mail::message::{MailIdentity, Mailbox, MessageId, OutgoingMail};
use crate::mail::templates::facts::LotseName;
use crate::mail::templates::offer::{self, AnswerBy, OfferMail, Posting, Project, Way};
use crate::mail::templates::offer_call::{self, OfferCallMail};
use crate::storage::{self, ReadTx, StorageError};

/// The kinds under which mails stand in the outbox.
pub mod kind {
    /// The question to a Lotse.
    pub const OFFER: &str = "offer";
    /// The question to a Lotse without an address, to the project that calls them.
    pub const OFFER_CALL: &str = "offer_call";
    /// All places of what a Lotse was asked for are taken.
    pub const OFFER_TAKEN: &str = "offer_taken";
    /// To the Lotse who accepted.
    pub const CONFIRMATION_LOTSE: &str = "confirmation_lotse";
    /// To whoever posted the request.
    pub const CONFIRMATION_REQUESTER: &str = "confirmation_requester";
    /// What a Lotse was asked for is called off, or planned anew.
    pub const OFFER_WITHDRAWN: &str = "offer_withdrawn";
    /// Another time, to the Lotse.
    pub const CHANGE_LOTSE: &str = "change_lotse";
    /// Another time, to whoever posted the request.
    pub const CHANGE_REQUESTER: &str = "change_requester";
    /// It is called off, to the Lotse.
    pub const CANCELLATION_LOTSE: &str = "cancellation_lotse";
    /// It is called off, to whoever posted the request.
    pub const CANCELLATION_REQUESTER: &str = "cancellation_requester";
    /// Nobody was found, to whoever posted the request.
    pub const NOBODY_FOUND_REQUESTER: &str = "nobody_found_requester";
    /// To the project: somebody has to act at once.
    pub const ALARM: &str = "alarm";
    /// To the Lotse, the day before a sitting.
    pub const REMINDER: &str = "reminder";
    /// To a carrier, each day on which something waits.
    pub const DIGEST: &str = "digest";
    /// To a carrier: nobody was found for a request.
    pub const UNSERVED: &str = "unserved";
    /// To somebody with an account: a link by which they choose a password.
    pub const ACCOUNT_LINK: &str = "account_link";
    /// To somebody with an account: something was changed that makes it more or less safe.
    pub const ACCOUNT_NOTICE: &str = "account_notice";
    /// To the newcomer: somebody helps.
    pub const NEWCOMER_CONFIRMATION: &str = "newcomer_confirmation";
    /// To the newcomer: the time has changed.
    pub const NEWCOMER_CHANGE: &str = "newcomer_change";
    /// To the newcomer: the appointment does not take place.
    pub const NEWCOMER_CANCELLATION: &str = "newcomer_cancellation";
    /// To the newcomer: somebody else is looked for.
    pub const NEWCOMER_HELPER_LOST: &str = "newcomer_helper_lost";
    /// To the newcomer: nobody else was found.
    pub const NEWCOMER_NOBODY_FOUND: &str = "newcomer_nobody_found";
    /// To the newcomer: they have called off, and nobody comes.
    pub const NEWCOMER_NOT_NEEDED: &str = "newcomer_not_needed";
    /// To the newcomer: the project takes its help back, and nobody comes.
    pub const NEWCOMER_HELP_WITHDRAWN: &str = "newcomer_help_withdrawn";
    /// To a former address of the newcomer: they are told elsewhere.
    pub const NEWCOMER_ELSEWHERE: &str = "newcomer_elsewhere";
    /// To the newcomer, the day before a sitting.
    pub const NEWCOMER_REMINDER: &str = "newcomer_reminder";
}

/// Makes a mail of the outbox from what is stored now.
///
/// # Errors
/// [`AppError::Outdated`] where it must not go out any more; else when the facts cannot be read or the mail not be made.
pub fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    match mail.kind.as_str() {
        kind::OFFER | kind::OFFER_CALL => offer_mail(context, mail, now),
        kind::OFFER_TAKEN | kind::OFFER_WITHDRAWN => settled::over(context, mail),
        kind::NOBODY_FOUND_REQUESTER => nobody::compose(context, mail),
        kind::CONFIRMATION_LOTSE | kind::CONFIRMATION_REQUESTER => settled::confirmation(context, mail, now),
        kind::CHANGE_LOTSE | kind::CHANGE_REQUESTER => moved::change(context, mail, now),
        kind::CANCELLATION_LOTSE | kind::CANCELLATION_REQUESTER => moved::cancellation(context, mail, now),
        kind::ALARM => alarm::alarm(context, mail, now),
        kind::DIGEST => digest::compose(context, mail, now),
        kind::UNSERVED => unserved::compose(context, mail, now),
        kind::REMINDER => reminder::compose(context, mail, now),
        kind::ACCOUNT_LINK => identity::compose(context, mail, now),
        kind::ACCOUNT_NOTICE => identity::compose_notice(context, mail),
        kind::NEWCOMER_CONFIRMATION
        | kind::NEWCOMER_CHANGE
        | kind::NEWCOMER_CANCELLATION
        | kind::NEWCOMER_HELPER_LOST
        | kind::NEWCOMER_NOBODY_FOUND
        | kind::NEWCOMER_NOT_NEEDED
        | kind::NEWCOMER_HELP_WITHDRAWN
        | kind::NEWCOMER_ELSEWHERE
        | kind::NEWCOMER_REMINDER => newcomer::compose(context, mail, now),
        _ => Err(StorageError::Unreadable { what: "outbox.kind", row: mail.id.as_uuid() }.into()),
    }
}

/// An appointment in a payload or in the audit: local begin and minutes of each sitting.
pub(super) fn sittings(appointment: &Appointment) -> Value {
    let sitting = |sitting: &Sitting| json!({"start": sitting.start(), "minutes": sitting.minutes()});
    appointment.sittings().iter().map(sitting).collect()
}

/// What an offer's mail and page speak of, as it is now.
pub(super) struct Facts {
    pub offer: Offer,
    pub proposal: Proposal,
    pub request: SupportRequest,
    pub lotse: Lotse,
    pub carrier: Organisation,
}

fn offer_mail(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let (facts, keys) = context.database.read(|tx| -> Result<_, StorageError> {
        Ok((facts_of_offer(tx, OfferId::from_uuid(mail.cause.id))?, storage::links::keys(tx)?))
    })?;
    still_stands(&facts, now)?;
    let said = say(context, &facts, links::of_offer(context, &facts.offer, &keys))?;
    if mail.kind == kind::OFFER_CALL {
        let posting = posting(context, mail, facts.carrier.name.to_string())?;
        let lotse = LotseName { given: facts.lotse.given_name, family: facts.lotse.family_name };
        let said = OfferCallMail { asked: said, lotse, phone: facts.lotse.phone };
        return Ok(offer_call::compose(&said, locale(context, mail), posting)?);
    }
    let posting = posting(context, mail, facts.lotse.given_name.to_string())?;
    Ok(offer::compose(&said, locale(context, mail), posting)?)
}

/// Reads them.
pub(super) fn facts_of_offer(tx: &mut ReadTx, id: OfferId) -> Result<Facts, StorageError> {
    let offer = storage::offers::find(tx, id)?;
    let proposals = storage::runs::proposals(tx, storage::runs::Proposed::One(offer.proposal))?;
    let proposal = proposals.into_iter().next().ok_or(StorageError::NotFound { what: "proposal" })?;
    let request = storage::requests::find(tx, offer.request)?;
    let lotse = storage::lotsen::find(tx, offer.lotse)?;
    let carrier = storage::organisations::find(tx, lotse.organisation)?;
    Ok(Facts { offer, proposal, request, lotse, carrier })
}

/// In which language a mail is written.
pub(super) fn locale(context: &Context, mail: &OutboxMail) -> Locale {
    let code = mail.payload.get("locale").and_then(|value| value.as_str());
    code.and_then(|code| Locale::from_str(code).ok()).unwrap_or(context.sender.locale)
}

/// What the outbox fixed, for a reader of this name.
pub(super) fn posting(context: &Context, mail: &OutboxMail, name: String) -> Result<Posting, AppError> {
    Ok(Posting {
        message_id: MessageId::parse(&mail.message_id)?,
        date: mail.created_at,
        identity: MailIdentity { from: sender(context), reply_to: None },
        to: Mailbox { name, address: mail.recipient.clone() },
    })
}

/// The project that writes; answers go to its address.
pub(super) fn project(context: &Context, carrier: &Organisation) -> Project {
    let email = carrier.email.clone().unwrap_or_else(|| context.sender.address.clone());
    Project { name: carrier.name.clone(), contact: None, email, phone: None }
}

/// The municipality of the postcode, not what the list says: people write the clinic into the column for the town.
pub(super) fn town(context: &Context, request: &SupportRequest) -> Result<Town, AppError> {
    let unreadable = |what| StorageError::Unreadable { what, row: request.id.as_uuid() };
    let place = context.area.gazetteer().place(request.place.postcode).map_err(|_| unreadable("requests.postcode"))?;
    Ok(Town::parse(&place.name).map_err(|_| unreadable("requests.town"))?)
}

/// An offer that is over must not reach anybody.
fn still_stands(facts: &Facts, now: DateTime<Utc>) -> Result<(), AppError> {
    if facts.offer.state != OfferState::Open {
        return Err(AppError::Outdated("the offer is settled"));
    }
    if facts.offer.expires_at <= now {
        return Err(AppError::Outdated("the time for an answer is over"));
    }
    if !matches!(facts.request.state, RequestState::Offered | RequestState::Assigned) {
        return Err(AppError::Outdated("the request has moved on"));
    }
    Ok(())
}

fn sender(context: &Context) -> Mailbox {
    Mailbox { name: context.sender.name.clone(), address: context.sender.address.clone() }
}

fn say(context: &Context, facts: &Facts, link: Option<String>) -> Result<OfferMail, AppError> {
    let Facts { offer, proposal, request, lotse, carrier } = facts;
    let project = project(context, carrier);
    Ok(OfferMail {
        offer: offer.id,
        given_name: lotse.given_name.clone(),
        reference: reference(request)?,
        service: request.service,
        languages: languages(context, request),
        town: town(context, request)?,
        mode: proposal.mode,
        appointment: proposal.appointment.clone(),
        way: way(context, facts)?,
        answer_until: offer.expires_at.with_timezone(&ZONE).naive_local(),
        answer_by: AnswerBy::link_or_reply(link, project.email.clone()),
        project,
    })
}

/// The way from the Lotse's home, estimated; none where nobody travels.
pub(super) fn way(context: &Context, facts: &Facts) -> Result<Option<Way>, AppError> {
    let way = way_of(context, &facts.lotse, &facts.request, facts.proposal.mode)?;
    Ok(way.map(|(metres, minutes)| Way { metres, minutes }))
}

/// Metres along roads and minutes to a request in person, estimated.
pub(super) fn way_of(
    context: &Context,
    lotse: &Lotse,
    request: &SupportRequest,
    mode: Mode,
) -> Result<Option<(u32, u32)>, AppError> {
    if mode != Mode::InPerson {
        return Ok(None);
    }
    let unreadable = |what, row| StorageError::Unreadable { what, row };
    let point = |postcode| context.area.gazetteer().place(postcode).map(|place| place.point);
    let place = point(request.place.postcode).map_err(|_| unreadable("requests.postcode", request.id.as_uuid()))?;
    let home = point(lotse.home).map_err(|_| unreadable("lotsen.home", lotse.id.as_uuid()))?;
    let straight = home.distance_m(place);
    let minutes = context.travel.minutes(lotse.transport, straight);
    Ok(Some((context.travel.road_m(straight), minutes)))
}

pub(super) fn languages(context: &Context, request: &SupportRequest) -> Vec<Language> {
    request.languages.iter().filter_map(|needed| context.languages.get(needed.language)).cloned().collect()
}

/// The number in the project's list, or the end of the identity, which is random.
pub(super) fn reference(request: &SupportRequest) -> Result<ListNumber, AppError> {
    if let Some(number) = &request.list_number {
        return Ok(number.clone());
    }
    let id = request.id.to_string();
    let end = id.rsplit('-').next().unwrap_or(&id);
    ListNumber::parse(end)
        .map_err(|_| StorageError::Unreadable { what: "requests.list_number", row: request.id.as_uuid() }.into())
}
