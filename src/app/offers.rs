//! From proposals to offers: releasing a plan.
//!
//! Where an appointment is near and the project wants it, others are asked beside the proposed Lotse; who they are is thought
//! out first (`matching::beside`). Then one commit makes the offers, moves proposals and requests, notes when the Lotsen were
//! asked, puts a mail for each offer into the outbox, and queues the job that sends them. The mail about a Lotse without an address
//! goes to their project, which calls them. Sending is another matter (see [`super::sending`]).

mod page;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};

use super::audit::event;
use super::mails::{Reach, kind, reach};
use super::tasks::Task;
use super::{AppError, Context, Moment, matching};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::{Action, Actor, AuditEvent, Subject};
use crate::domain::code::LotseStatus;
use crate::domain::contact::Phone;
use crate::domain::id::{LotseId, MailId, OfferId, ProposalId, RequestId, RunId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, OfferState, Proposal, ProposalState};
use crate::domain::outbox::{MailCause, MailState, OutboxMail};
use crate::domain::request::{RequestMove, RequestState};
use crate::mail::message::MessageId;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

pub use self::page::{Shown, answerable, find, find_in, hold, page};
/// What a release did.
#[derive(Debug, Default)]
pub struct Released {
    /// Offers made; those to Lotsen asked beside others included.
    pub offers: Vec<OfferId>,
    /// Those of them whose Lotse has no mail address: somebody has to call. Where the project has an address it gets the mail.
    pub to_call: Vec<OfferId>,
    /// Proposals that wait because the Lotse is no longer active or the request has moved on.
    pub outdated: usize,
}

/// An offer that waits for an answer, for a coordinator.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Waiting {
    /// Identity.
    pub id: OfferId,
    /// Who is asked.
    pub lotse: String,
    /// The request's number as the project knows it.
    pub reference: String,
    /// Until when an answer counts.
    pub expires_at: DateTime<Utc>,
    /// Whether the Lotse has no mail address, so that somebody has to call.
    pub to_call: bool,
    /// On which number, if the project knows it; only where somebody has to.
    pub phone: Option<Phone>,
}

/// The offers that wait for an answer, the most urgent first.
///
/// # Errors
/// When the database fails.
pub fn waiting(context: &Context) -> Result<Vec<Waiting>, AppError> {
    let mut waiting = context.database.read(|tx| -> Result<Vec<Waiting>, AppError> {
        let open = storage::offers::load(tx, storage::offers::Selection::Open)?;
        let named = |offer: Offer| -> Result<Waiting, AppError> {
            let lotse = storage::lotsen::find(tx, offer.lotse)?;
            let request = storage::requests::find(tx, offer.request)?;
            Ok(Waiting {
                id: offer.id,
                lotse: format!("{} {}", lotse.given_name, lotse.family_name),
                reference: super::mails::reference(&request)?.to_string(),
                expires_at: offer.expires_at,
                to_call: lotse.email.is_none(),
                phone: lotse.phone.filter(|_| lotse.email.is_none()),
            })
        };
        open.into_iter().map(named).collect()
    })?;
    waiting.sort_by_key(|offer| (offer.expires_at, offer.id));
    Ok(waiting)
}

/// Makes offers from all proposals of a run that still wait and, where the project wants that of near appointments, to the next
/// best beside them.
///
/// # Errors
/// When the database fails, somebody changed one of the requests at the same time, or the checker finds fault with who is asked
/// beside others; then nothing is released.
pub fn release(context: &Context, run: RunId, actor: Actor, moment: &mut Moment) -> Result<Released, AppError> {
    let release = think_of_release(context, Releasing::Run { run, only_reviewed: false }, moment)?;
    context.database.write(|tx| release_in(context, tx, &release, actor, moment))
}

/// Which proposals become offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Releasing {
    /// Those of a run that wait.
    Run {
        /// Which.
        run: RunId,
        /// Whether only those that a coordinator has looked at.
        only_reviewed: bool,
    },
    /// One, if it waits.
    One(ProposalId),
}

/// A release as it was thought out.
#[derive(Debug)]
pub struct Release {
    waiting: Vec<Proposal>,
    beside: Vec<matching::Beside>,
    identities: Vec<Identities>,
    further_identities: Vec<Identities>,
}

/// Thinks out a release: who else is asked where an appointment is near.
///
/// # Errors
/// When the database fails, or the checker finds fault with who is asked beside others.
pub fn think_of_release(context: &Context, which: Releasing, moment: &mut Moment) -> Result<Release, AppError> {
    let (proposed, only_reviewed) = match which {
        Releasing::Run { run, only_reviewed } => (storage::runs::Proposed::By(run), only_reviewed),
        Releasing::One(id) => (storage::runs::Proposed::One(id), false),
    };
    let mut waiting = context.database.read(|tx| storage::runs::proposals(tx, proposed))?;
    waiting.retain(|proposal| {
        proposal.state == ProposalState::Proposed && (!only_reviewed || proposal.reviewed_at.is_some())
    });
    let beside = matching::beside(context, &waiting, moment)?;
    let mut draw = |_| (OfferId::new(moment.now, moment.random()), MailId::new(moment.now, moment.random()));
    let identities: Vec<Identities> = (0..waiting.len()).map(&mut draw).collect();
    let further_identities: Vec<Identities> = (0..beside.len()).map(&mut draw).collect();
    Ok(Release { waiting, beside, identities, further_identities })
}

/// Releases what was thought out, in a transaction.
///
/// # Errors
/// As [`release`].
pub fn release_in(
    context: &Context,
    tx: &mut WriteTx,
    release: &Release,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Released, AppError> {
    let Release { waiting, beside, identities, further_identities } = release;
    let now = moment.now;
    // Whoever answers about one of these requests, or fills the day of one of these Lotsen, comes before or after all this.
    let concerned = || waiting.iter().chain(beside.iter().map(|beside| &beside.proposal));
    storage::requests::hold_all(tx, concerned().map(|proposal| proposal.request))?;
    storage::lotsen::hold_all(tx, concerned().map(|proposal| proposal.lotse))?;
    still_proposed(tx, waiting)?;
    let lotsen = lotsen(tx, concerned())?;
    let (open, already) = open_requests(tx, waiting)?;
    let (room, reached) = (room(tx, &already)?, reached(tx, &lotsen)?);
    let mut making = Making { context, now, lotsen, reached, open, room, offers: Vec::new(), mails: Vec::new() };
    let mut released = Released::default();
    for (proposal, identities) in waiting.iter().zip(identities) {
        if making.ask(proposal, identities)? == Asked::No {
            released.outdated += 1;
        }
    }
    let further = ask_beside(tx, &mut making, beside.iter().zip(further_identities))?;
    released.to_call = making.to_call();
    let Making { offers, mails, .. } = making;
    released.offers = offers.iter().map(|offer| offer.id).collect();
    storage::runs::add_proposals(tx, &further)?;
    storage::offers::insert_all(tx, &offers)?;
    let proposals: Vec<_> = offers.iter().map(|offer| offer.proposal).collect();
    let moved = ProposalState::Proposed.move_to(ProposalState::Released)?;
    storage::runs::move_proposals(tx, &proposals, ProposalState::Proposed, moved)?;
    let offered = RequestState::Proposed.after(RequestMove::Offer)?;
    let moving: HashSet<RequestId> =
        offers.iter().map(|offer| offer.request).filter(|request| !already.contains_key(request)).collect();
    let moving: Vec<RequestId> = moving.into_iter().collect();
    storage::requests::move_all(tx, &moving, RequestState::Proposed, offered)?;
    storage::audit::append_all(tx, &events(&offers, &moving, actor, moment))?;
    let asked: Vec<LotseId> = offers.iter().map(|offer| offer.lotse).collect();
    storage::lotsen::note_asked(tx, &asked, now)?;
    storage::outbox::add_all(tx, &mails)?;
    if !mails.is_empty() {
        storage::jobs::enqueue(tx, &Task::SendMails {}.job(moment)?)?;
    }
    Ok(released)
}

/// Whoever is asked is whoever is proposed: a coordinator may have chosen somebody else meanwhile.
fn still_proposed(tx: &mut ReadTx, waiting: &[Proposal]) -> Result<(), StorageError> {
    let ids: Vec<_> = waiting.iter().map(|proposal| proposal.id.as_uuid()).collect();
    let mut current = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let found = storage::runs::proposals(tx, storage::runs::Proposed::Ids(some))?;
        current.extend(found.into_iter().map(|proposal| (proposal.id, proposal)));
    }
    let what = |proposal: &Proposal| (proposal.lotse, proposal.mode, proposal.appointment.clone());
    let is_same = |proposal: &Proposal| current.get(&proposal.id).map(what) == Some(what(proposal));
    if waiting.iter().all(is_same) { Ok(()) } else { Err(StorageError::Changed { what: "proposal" }) }
}

/// Of an offer and its mail, drawn before the transaction, which may run more than once.
type Identities = (OfferId, MailId);

/// The offers and mails of a release as they come about.
struct Making<'a> {
    context: &'a Context,
    now: DateTime<Utc>,
    lotsen: HashMap<LotseId, Lotse>,
    /// Who gets the mails to them; nobody where neither they nor their project have an address.
    reached: HashMap<LotseId, Reach>,
    open: Deadlines,
    room: HashMap<RequestId, Room>,
    offers: Vec<Offer>,
    mails: Vec<OutboxMail>,
}

/// Nobody can answer in less.
const SHORTEST: Duration = Duration::minutes(2);

/// Whether an offer came of a proposal: not where the Lotse is no longer active or the request has moved on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Yes,
    No,
}

impl Making<'_> {
    fn ask(&mut self, proposal: &Proposal, (offer, mail): &Identities) -> Result<Asked, AppError> {
        let (now, sender) = (self.now, &self.context.sender);
        let able =
            self.lotsen.get(&proposal.lotse).filter(|l| l.status == LotseStatus::Active && l.consent_on.is_some());
        let (Some(_), Some(deadline)) = (able, self.open.get(&proposal.request)) else { return Ok(Asked::No) };
        if self.room.get(&proposal.request).is_some_and(|room| room.is_none_for(proposal.lotse)) {
            return Ok(Asked::No);
        }
        let mut made = made(*offer, proposal, now, sender.answer_hours);
        made.expires_at = deadline.map_or(made.expires_at, |deadline| made.expires_at.min(deadline));
        if made.expires_at < now + SHORTEST {
            return Ok(Asked::No);
        }
        if let Some(room) = self.room.get_mut(&proposal.request) {
            room.fill(proposal.lotse);
        }
        self.offers.push(made);
        if let Some(Reach { recipient, passes_on }) = self.reached.get(&proposal.lotse).cloned() {
            let kind = if passes_on { kind::OFFER_CALL } else { kind::OFFER };
            self.mails.push(OutboxMail {
                id: *mail,
                message_id: MessageId::of(*mail, &sender.address)?.to_string(),
                kind: kind.to_owned(),
                recipient,
                payload: serde_json::json!({"locale": sender.locale.code()}),
                cause: MailCause { kind: kind::OFFER.to_owned(), id: offer.as_uuid() },
                created_at: now,
                attempts: 0,
                state: MailState::Queued { next_attempt_at: now, last_error: None },
            });
        }
        Ok(Asked::Yes)
    }

    fn has_address(&self, lotse: LotseId) -> bool {
        self.lotsen.get(&lotse).is_some_and(|lotse| lotse.email.is_some())
    }

    /// The offers made to Lotsen without an address.
    fn to_call(&self) -> Vec<OfferId> {
        let silent = self.offers.iter().filter(|offer| !self.has_address(offer.lotse));
        silent.map(|offer| offer.id).collect()
    }
}

/// Asks those who are to be asked beside others: only beside an offer that is really made, and only if nothing has come between.
/// Returns the proposals that come with it.
fn ask_beside<'a>(
    tx: &mut ReadTx,
    making: &mut Making<'_>,
    beside: impl Iterator<Item = (&'a matching::Beside, &'a Identities)>,
) -> Result<Vec<Proposal>, AppError> {
    let mut beside = beside.peekable();
    if beside.peek().is_none() {
        return Ok(Vec::new());
    }
    let asked = matching::asked_this_week(tx, making.now)?;
    let made: HashSet<ProposalId> = making.offers.iter().map(|offer| offer.proposal).collect();
    let mut further = Vec::new();
    for (beside, identities) in beside.filter(|(beside, _)| made.contains(&beside.next_to)) {
        let asked = asked.get(&beside.proposal.lotse).copied().unwrap_or(0);
        let is_free = beside.is_still_free(tx, asked, making.now)?;
        // Calling several at once is no race but work: who is asked beside others is asked by mail.
        let is_free = is_free && making.has_address(beside.proposal.lotse);
        if is_free && making.ask(&beside.proposal, identities)? == Asked::Yes {
            further.push(beside.proposal.clone());
        }
    }
    Ok(further)
}

/// What the audit says of a release.
fn events(offers: &[Offer], moving: &[RequestId], actor: Actor, moment: &mut Moment) -> Vec<AuditEvent> {
    let mut events = Vec::with_capacity(offers.len() + moving.len());
    for offer in offers {
        let details = serde_json::json!({"request": offer.request});
        events.push(event(actor, Action::OfferReleased, Subject::Offer(offer.id), details, moment));
    }
    for request in moving {
        let details = serde_json::json!({});
        events.push(event(actor, Action::RequestOffered, Subject::Request(*request), details, moment));
    }
    events
}

fn made(id: OfferId, proposal: &Proposal, now: DateTime<Utc>, hours: u32) -> Offer {
    let begin = proposal.appointment.sittings().first().map_or(0, |sitting| sitting.begin());
    Offer {
        id,
        proposal: proposal.id,
        request: proposal.request,
        lotse: proposal.lotse,
        asked_at: now,
        expires_at: expiry(now, begin, hours),
        state: OfferState::Open,
        answered_at: None,
    }
}

/// The usual time for an answer, but never more than half of what is left until the appointment: the next best wants to be
/// asked too. Cut to whole minutes.
fn expiry(now: DateTime<Utc>, begin: crate::domain::time::Minute, hours: u32) -> DateTime<Utc> {
    let begins = DateTime::from_timestamp(begin.saturating_mul(60), 0).unwrap_or(now);
    let half = (begins - now) / 2;
    let until = now + half.max(Duration::zero()).min(Duration::hours(i64::from(hours)));
    DateTime::from_timestamp(until.timestamp().div_euclid(60) * 60, 0).unwrap_or(until)
}

fn lotsen<'a>(
    tx: &mut ReadTx,
    proposals: impl Iterator<Item = &'a Proposal>,
) -> Result<HashMap<LotseId, Lotse>, StorageError> {
    let ids: HashSet<LotseId> = proposals.map(|p| p.lotse).collect();
    let ids: Vec<LotseId> = ids.into_iter().collect();
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
        found.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
    }
    Ok(found)
}

/// Who gets the mails to these Lotsen, as far as anybody does.
fn reached(tx: &mut ReadTx, lotsen: &HashMap<LotseId, Lotse>) -> Result<HashMap<LotseId, Reach>, StorageError> {
    let mut reached = HashMap::with_capacity(lotsen.len());
    for lotse in lotsen.values() {
        reached.extend(reach(tx, lotse)?.map(|reach| (lotse.id, reach)));
    }
    Ok(reached)
}

/// The deadlines of the requests that take offers.
type Deadlines = HashMap<RequestId, Option<DateTime<Utc>>>;

/// How many places a request still has of which some are taken or asked for, and by whom.
struct Room {
    places: usize,
    lotsen: HashSet<LotseId>,
}

impl Room {
    /// Somebody who goes or is asked is not asked again, and nobody is where all places are spoken for.
    fn is_none_for(&self, lotse: LotseId) -> bool {
        self.places == 0 || self.lotsen.contains(&lotse)
    }

    fn fill(&mut self, lotse: LotseId) {
        self.places = self.places.saturating_sub(1);
        self.lotsen.insert(lotse);
    }
}

/// The room in requests that have some of their Lotsen, with how many they need in all.
fn room(tx: &mut ReadTx, already: &HashMap<RequestId, usize>) -> Result<HashMap<RequestId, Room>, StorageError> {
    let mut rooms = HashMap::with_capacity(already.len());
    for (&request, &places) in already {
        let mut room = Room { places, lotsen: HashSet::new() };
        let offers = storage::offers::load(tx, storage::offers::Selection::Request(request))?;
        offers.iter().filter(|offer| offer.state == OfferState::Open).for_each(|offer| room.fill(offer.lotse));
        let going = storage::assignments::load(tx, storage::assignments::Selection::Request(request))?;
        let confirmed = |going: &&Assignment| going.state == AssignmentState::Confirmed;
        going.iter().filter(confirmed).for_each(|going| room.fill(going.lotse));
        rooms.insert(request, room);
    }
    Ok(rooms)
}

/// Requests that take offers, and those among them that have some already because they need several Lotsen: how many in all.
fn open_requests(
    tx: &mut ReadTx,
    proposals: &[Proposal],
) -> Result<(Deadlines, HashMap<RequestId, usize>), StorageError> {
    let ids: HashSet<RequestId> = proposals.iter().map(|p| p.request).collect();
    let ids: Vec<RequestId> = ids.into_iter().collect();
    let (mut open, mut already) = (HashMap::with_capacity(ids.len()), HashMap::new());
    for some in ids.chunks(500) {
        for request in storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))? {
            let has_some = matches!(request.state, RequestState::Offered | RequestState::Assigned);
            let needs_more = has_some && request.lotsen_needed > 1;
            if needs_more {
                already.insert(request.id, usize::from(request.lotsen_needed));
            }
            if needs_more || request.state == RequestState::Proposed {
                open.insert(request.id, request.search_ends());
            }
        }
    }
    Ok((open, already))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_due_in_time_for_the_next_best() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let in_hours = |hours: i64| expiry(now, (now + Duration::hours(hours)).timestamp() / 60, 48) - now;
        assert_eq!(in_hours(24 * 14), Duration::hours(48));
        assert_eq!(in_hours(10), Duration::hours(5));
        assert_eq!(in_hours(-1), Duration::zero());
    }
}
