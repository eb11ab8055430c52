//! What waits for a carrier today, and the mail that says so.
//!
//! It is gathered twice: when it is decided whether a mail is due, and again when it goes out, so that it says what holds
//! then. Offers that wait for a Lotse and the day's appointments are told of, but are no reason to write; Lotsen who have to be
//! called are.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{compose as compose_any, kind, languages, locale, posting, project, reference, town};
use crate::app::{AppError, Context};
use crate::domain::assignment::AssignmentState;
use crate::domain::code::Mode;
use crate::domain::id::{AssignmentId, LotseId, OfferId, OrganisationId, ProposalId, RequestId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::organisation::Organisation;
use crate::domain::outbox::{MailCause, MailStatus, OutboxMail};
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::time::ZONE;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::digest::{self, DigestItem, DigestList, DigestMail};
use crate::mail::templates::facts::LotseName;
use crate::storage::runs::Proposed;
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
    let (mut said, given_up) = context.database.read(|tx| -> Result<_, AppError> {
        let said = Desk::read(tx, carrier, now)?.lay_out(context)?;
        Ok((said, given_up(tx, carrier.id)?))
    })?;
    // What was given up and nobody would send any more is no loss.
    for mail in &given_up {
        if !matches!(compose_any(context, mail, now), Err(AppError::Outdated(_))) {
            said.failed_mails = said.failed_mails.saturating_add(1);
        }
    }
    Ok(said)
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

/// A proposal that a Lotse was asked about, and until when.
type Asked = (Proposal, DateTime<Utc>);

/// What lies on a carrier's desk, from one consistent state of the database.
struct Desk<'a> {
    carrier: &'a Organisation,
    now: DateTime<Utc>,
    requests: HashMap<RequestId, SupportRequest>,
    lotsen: HashMap<LotseId, Lotse>,
    /// Proposals that wait for somebody.
    proposed: Vec<Proposal>,
    /// Proposals that a Lotse was asked about, and until when.
    asked: Vec<Asked>,
    /// Requests for which nobody was found, with the first begin that is not over.
    unserved: Vec<(RequestId, Option<NaiveDateTime>)>,
    /// The day's sittings: when, for whom, by whom, how.
    today: Vec<(NaiveDateTime, RequestId, LotseId, Mode)>,
}

impl<'a> Desk<'a> {
    fn read(tx: &mut ReadTx, carrier: &'a Organisation, now: DateTime<Utc>) -> Result<Self, StorageError> {
        let local = now.with_timezone(&ZONE).naive_local();
        let mut desk = Desk {
            carrier,
            now,
            requests: HashMap::new(),
            lotsen: HashMap::new(),
            proposed: storage::runs::proposals(tx, Proposed::Of(carrier.id, ProposalState::Proposed))?,
            asked: Vec::new(),
            unserved: Vec::new(),
            today: Vec::new(),
        };
        let open = storage::offers::load(tx, storage::offers::Selection::OpenOf(carrier.id))?;
        let until: HashMap<ProposalId, DateTime<Utc>> =
            open.iter().filter(|o| o.expires_at > now).map(|o| (o.proposal, o.expires_at)).collect();
        if !until.is_empty() {
            let released = storage::runs::proposals(tx, Proposed::Of(carrier.id, ProposalState::Released))?;
            let asked = |proposal: Proposal| until.get(&proposal.id).map(|until| (proposal, *until));
            desk.asked = released.into_iter().filter_map(asked).collect();
        }
        let day = local.date();
        for assignment in storage::assignments::load(tx, storage::assignments::Selection::Between(day, day))? {
            if assignment.state != AssignmentState::Confirmed {
                continue;
            }
            let sittings = assignment.appointment.sittings().iter().map(|sitting| sitting.start());
            let of_today = sittings.filter(|start| start.date() == day);
            desk.today.extend(of_today.map(|start| (start, assignment.request, assignment.lotse, assignment.mode)));
        }
        for request in storage::requests::load(tx, &storage::requests::Selection::OpenForMatchingOf(carrier.id))? {
            if request.state == RequestState::Unserved && still_ahead(&request, now) {
                desk.unserved.push((request.id, first_begin(&request, now)));
            }
            desk.requests.insert(request.id, request);
        }
        desk.look_up(tx)?;
        desk.sort_out();
        Ok(desk)
    }

    /// Requests and Lotsen that are named.
    fn look_up(&mut self, tx: &mut ReadTx) -> Result<(), StorageError> {
        let pairs = self.proposed.iter().chain(self.asked.iter().map(|(proposal, _)| proposal));
        let pairs: Vec<(RequestId, LotseId)> = pairs
            .map(|proposal| (proposal.request, proposal.lotse))
            .chain(self.today.iter().map(|(_, request, lotse, _)| (*request, *lotse)))
            .collect();
        let requests: HashSet<RequestId> = pairs.iter().map(|(request, _)| *request).collect();
        let requests: Vec<RequestId> = requests.into_iter().filter(|id| !self.requests.contains_key(id)).collect();
        for some in requests.chunks(500) {
            let loaded = storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))?;
            self.requests.extend(loaded.into_iter().map(|request| (request.id, request)));
        }
        let lotsen: HashSet<LotseId> = pairs.iter().map(|(_, lotse)| *lotse).collect();
        let lotsen: Vec<LotseId> = lotsen.into_iter().collect();
        for some in lotsen.chunks(500) {
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
            self.lotsen.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
        }
        Ok(())
    }

    /// Leaves out what nobody needs to act on any more and what is no business of this carrier; the most urgent first.
    fn sort_out(&mut self) {
        let Self { carrier, now, requests, lotsen, .. } = self;
        let takes_offers = |id: &RequestId| {
            let state = requests.get(id).map(|request| request.state);
            matches!(state, Some(RequestState::Proposed | RequestState::Offered | RequestState::Assigned))
        };
        self.proposed.retain(|proposal| {
            let begin = proposal.appointment.sittings().first().map_or(0, |sitting| sitting.begin());
            takes_offers(&proposal.request) && begin.saturating_mul(60) > now.timestamp()
        });
        self.asked.retain(|(proposal, _)| takes_offers(&proposal.request));
        // Those of the carrier's requests, and those to which its Lotsen go for a neighbour.
        self.today.retain(|(_, request, lotse, _)| {
            requests.get(request).is_some_and(|request| request.carrier == carrier.id)
                || lotsen.get(lotse).is_some_and(|lotse| lotse.organisation == carrier.id)
        });
        self.proposed.sort_by_key(|proposal| (begins(proposal), proposal.id));
        self.asked.sort_by_key(|(proposal, until)| (*until, proposal.id));
        self.unserved.sort_by_key(|(request, start)| (start.is_none(), *start, *request));
        self.today.sort();
    }

    fn lay_out(&self, context: &Context) -> Result<DigestMail, AppError> {
        // Another carrier's Lotse is called there, where the number is.
        let own = |proposal: &Proposal| self.lotsen.get(&proposal.lotse).filter(|l| l.organisation == self.carrier.id);
        let is_silent = |(proposal, _): &&Asked| own(proposal).is_some_and(|lotse| lotse.email.is_none());
        let (to_call, waiting): (Vec<&Asked>, Vec<&Asked>) = self.asked.iter().partition(is_silent);
        let proposal =
            |p: &Proposal, until| self.item(context, p.request, Some(p.lotse), Some(p.mode), begins(p), until);
        let until = |at: &DateTime<Utc>| Some(at.with_timezone(&ZONE).naive_local());
        let mut called = list(&to_call, |(p, at)| proposal(p, until(at)))?;
        for (item, (proposal, _)) in called.items.iter_mut().zip(&to_call) {
            item.phone = own(proposal).and_then(|lotse| lotse.phone.clone());
        }
        Ok(DigestMail {
            name: None,
            day: self.now.with_timezone(&ZONE).date_naive(),
            to_decide: list(&self.proposed, |p| proposal(p, None))?,
            to_call: called,
            waiting: list(&waiting, |(p, at)| proposal(p, until(at)))?,
            unserved: list(&self.unserved, |(id, start)| self.item(context, *id, None, None, *start, None))?,
            today: list(&self.today, |(start, request, lotse, mode)| {
                self.item(context, *request, Some(*lotse), Some(*mode), Some(*start), None)
            })?,
            failed_mails: 0,
            project: project(context, self.carrier),
            link: None,
            unsubscribe: None,
        })
    }

    fn item(
        &self,
        context: &Context,
        request: RequestId,
        lotse: Option<LotseId>,
        mode: Option<Mode>,
        start: Option<NaiveDateTime>,
        until: Option<NaiveDateTime>,
    ) -> Result<DigestItem, AppError> {
        let request = self.requests.get(&request).ok_or(StorageError::NotFound { what: "request" })?;
        let lotse = lotse.and_then(|lotse| self.lotsen.get(&lotse));
        Ok(DigestItem {
            reference: reference(request)?,
            service: request.service,
            languages: languages(context, request),
            mode: mode.or_else(|| request.modes.first().copied()).unwrap_or(Mode::InPerson),
            town: town(context, request)?,
            start,
            lotse: lotse.map(|l| LotseName { given: l.given_name.clone(), family: l.family_name.clone() }),
            phone: None,
            until,
        })
    }
}

fn list<T>(all: &[T], item: impl Fn(&T) -> Result<DigestItem, AppError>) -> Result<DigestList, AppError> {
    let items = all.iter().take(NAMED).map(item).collect::<Result<_, _>>()?;
    Ok(DigestList { total: u32::try_from(all.len()).unwrap_or(u32::MAX), items })
}

fn begins(proposal: &Proposal) -> Option<NaiveDateTime> {
    proposal.appointment.sittings().first().map(|sitting| sitting.start())
}

/// The first local begin among a request's appointments that has not passed.
pub(super) fn first_begin(request: &SupportRequest, now: DateTime<Utc>) -> Option<NaiveDateTime> {
    let first = request.eligible().iter().filter_map(|appointment| appointment.sittings().first());
    first.filter(|sitting| sitting.begin().saturating_mul(60) > now.timestamp()).map(|sitting| sitting.start()).min()
}

/// Whether a request can still be served.
pub(super) fn still_ahead(request: &SupportRequest, now: DateTime<Utc>) -> bool {
    let local = now.with_timezone(&ZONE).naive_local();
    first_begin(request, now).is_some() || request.eligible_windows().iter().any(|window| window.latest() > local)
}
