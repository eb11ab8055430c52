//! Sending what waits in the outbox.
//!
//! Mails are claimed in one short transaction, made from current facts and handed over outside any, and marked in another. Whoever
//! dies in between leaves a claim that runs out; the mail is then sent again under the same Message-ID. What cannot
//! succeed is given up visibly.

use std::str::FromStr;

use chrono::{DateTime, Duration, Utc};

use super::offers::OFFER;
use super::{AppError, Context};
use crate::domain::code::Mode;
use crate::domain::id::OfferId;
use crate::domain::language::Language;
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, OfferState, Proposal};
use crate::domain::organisation::Organisation;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::text::{ListNumber, Town};
use crate::domain::time::ZONE;
use crate::i18n::Locale;
use crate::mail::message::{MailIdentity, Mailbox, MessageId, OutgoingMail};
use crate::mail::templates::offer::{self, AnswerBy, OfferMail, Posting, Project, Way};
use crate::mail::transport::Transport;
use crate::storage::{self, StorageError};

/// How long a claim holds.
const LEASE: Duration = Duration::minutes(5);
/// How many mails are claimed at once.
const BATCH: u32 = 50;
/// After so many attempts a mail is given up.
const ATTEMPTS: u32 = 8;

/// What a round of sending did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Handed over.
    pub sent: u64,
    /// To be tried again.
    pub postponed: u64,
    /// Given up; they stand in the outbox with the reason.
    pub given_up: u64,
}

/// Sends everything that is due by the clock. `each` hears of every mail that is dealt with.
///
/// # Errors
/// When the database fails. A mail that fails is no error here: it is counted and noted in the outbox.
pub fn send_due(
    context: &Context,
    transport: &Transport,
    clock: impl Fn() -> DateTime<Utc>,
    mut each: impl FnMut(&Sent),
) -> Result<Sent, AppError> {
    let mut sent = Sent::default();
    loop {
        let now = clock();
        let claimed = context.database.write(|tx| storage::outbox::claim_due(tx, now, LEASE, BATCH))?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        for mail in &claimed {
            let now = clock();
            let noted = match deliver(context, transport, mail, now) {
                Ok(()) => {
                    sent.sent += 1;
                    context.database.write(|tx| storage::outbox::mark_sent(tx, mail.id, now))
                }
                Err(error) => note(context, mail, &error, now, &mut sent),
            };
            match noted {
                // The claim ran out and somebody else took the mail over; the Message-ID tells the copies.
                Err(StorageError::Changed { .. }) => tracing::warn!(mail = %mail.id, "somebody else has sent it too"),
                other => other?,
            }
            each(&sent);
        }
    }
}

fn note(
    context: &Context,
    mail: &OutboxMail,
    error: &AppError,
    now: DateTime<Utc>,
    sent: &mut Sent,
) -> Result<(), StorageError> {
    let again = is_transient(error) && mail.attempts < ATTEMPTS;
    tracing::warn!(mail = %mail.id, attempts = mail.attempts, %error, again, "a mail was not sent");
    // 1, 2, 4, … minutes; the mail's own identity spreads those that failed together over half a minute more.
    let pause = Duration::minutes(1 << mail.attempts.saturating_sub(1).min(10));
    let spread = Duration::seconds(i64::from(mail.id.as_uuid().as_bytes().last().copied().unwrap_or(0) % 30));
    let next = again.then_some(now + pause + spread);
    let words = error.to_string();
    if again {
        sent.postponed += 1;
    } else {
        sent.given_up += 1;
    }
    context.database.write(|tx| storage::outbox::mark_failed(tx, mail.id, &words, next))
}

fn is_transient(error: &AppError) -> bool {
    match error {
        AppError::Mail(error) => error.is_transient(),
        AppError::Storage(error) => !matches!(error, StorageError::NotFound { .. } | StorageError::Unreadable { .. }),
        _ => false,
    }
}

fn deliver(context: &Context, transport: &Transport, mail: &OutboxMail, now: DateTime<Utc>) -> Result<(), AppError> {
    let outgoing = match mail.kind.as_str() {
        OFFER => offer_mail(context, mail, now)?,
        _ => return Err(StorageError::Unreadable { what: "outbox.kind", row: mail.id.as_uuid() }.into()),
    };
    transport.send(&outgoing)?;
    Ok(())
}

/// What an offer's mail speaks of, as it is now.
struct Facts {
    offer: Offer,
    proposal: Proposal,
    request: SupportRequest,
    lotse: Lotse,
    carrier: Organisation,
}

fn offer_mail(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let facts = context.database.read(|tx| -> Result<Facts, StorageError> {
        let offer = storage::offers::find(tx, OfferId::from_uuid(mail.cause.id))?;
        let proposals = storage::runs::proposals(tx, storage::runs::Proposed::One(offer.proposal))?;
        let proposal = proposals.into_iter().next().ok_or(StorageError::NotFound { what: "proposal" })?;
        let request = storage::requests::find(tx, offer.request)?;
        let lotse = storage::lotsen::find(tx, offer.lotse)?;
        let carrier = storage::organisations::find(tx, lotse.organisation)?;
        Ok(Facts { offer, proposal, request, lotse, carrier })
    })?;
    still_stands(&facts, now)?;
    let locale =
        mail.payload.get("locale").and_then(|value| value.as_str()).and_then(|code| Locale::from_str(code).ok());
    let posting = Posting {
        message_id: MessageId::parse(&mail.message_id)?,
        date: mail.created_at,
        identity: MailIdentity { from: sender(context), reply_to: None },
        to: Mailbox { name: facts.lotse.given_name.to_string(), address: mail.recipient.clone() },
    };
    let said = say(context, &facts)?;
    Ok(offer::compose(&said, locale.unwrap_or(context.sender.locale), posting)?)
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

fn say(context: &Context, facts: &Facts) -> Result<OfferMail, AppError> {
    let Facts { offer, proposal, request, lotse, carrier } = facts;
    let unreadable = |what| StorageError::Unreadable { what, row: request.id.as_uuid() };
    let place = context.area.gazetteer().place(request.place.postcode).map_err(|_| unreadable("requests.postcode"))?;
    // The municipality of the postcode, not what the list says: people write the clinic into the column for the town.
    let town = Town::parse(&place.name).map_err(|_| unreadable("requests.town"))?;
    let home = context.area.gazetteer().place(lotse.home).map_err(|_| unreadable("lotsen.home"))?;
    let straight = home.point.distance_m(place.point);
    let way = (proposal.mode == Mode::InPerson).then(|| Way {
        metres: context.travel.road_m(straight),
        minutes: context.travel.minutes(lotse.transport, straight),
    });
    let answers = carrier.email.clone().unwrap_or_else(|| context.sender.address.clone());
    Ok(OfferMail {
        offer: offer.id,
        given_name: lotse.given_name.clone(),
        reference: reference(request)?,
        service: request.service,
        languages: languages(context, request),
        town,
        mode: proposal.mode,
        appointment: proposal.appointment.clone(),
        way,
        project: Project { name: carrier.name.clone(), contact: None, email: answers.clone(), phone: None },
        answer_until: offer.expires_at.with_timezone(&ZONE).naive_local(),
        answer_by: AnswerBy::Reply { address: answers },
    })
}

fn languages(context: &Context, request: &SupportRequest) -> Vec<Language> {
    request.languages.iter().filter_map(|needed| context.languages.get(needed.language)).cloned().collect()
}

/// The number in the project's list, or the end of the identity, which is random.
fn reference(request: &SupportRequest) -> Result<ListNumber, AppError> {
    if let Some(number) = &request.list_number {
        return Ok(number.clone());
    }
    let id = request.id.to_string();
    let end = id.rsplit('-').next().unwrap_or(&id);
    ListNumber::parse(end)
        .map_err(|_| StorageError::Unreadable { what: "requests.list_number", row: request.id.as_uuid() }.into())
}
