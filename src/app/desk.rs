//! What lies on a carrier's desk: what waits for a decision, for an answer or for somebody at all, and the day's appointments. The daily
//! digest tells of it, and so does the page that a coordinator begins the day with.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::mails::{languages, reference, town};
use super::{AppError, Context};
use crate::domain::access::{Grant, Scope};
use crate::domain::assignment::AssignmentState;
use crate::domain::code::{Mode, OrganisationKind, Priority, Service};
use crate::domain::contact::Phone;
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId, RunId};
use crate::domain::language::Language;
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::organisation::Organisation;
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::text::{ListNumber, Town};
use crate::domain::time::ZONE;
use crate::storage::runs::Proposed;
use crate::storage::{self, ReadTx, StorageError};

/// What waits for a carrier, most urgent first.
#[derive(Debug, Clone)]
pub struct Today {
    /// Whose desk it is.
    pub carrier: OrganisationId,
    /// Its name.
    pub name: String,
    /// Proposals that wait for a decision.
    pub to_decide: Vec<Item>,
    /// The runs that made them, each with how many, the newest first.
    pub plans: Vec<(RunId, usize)>,
    /// Lotsen without a mail address who have to be called.
    pub to_call: Vec<Item>,
    /// Lotsen who were asked and have time to answer.
    pub waiting: Vec<Item>,
    /// Requests for which nobody was found.
    pub unserved: Vec<Item>,
    /// Requests that no matching has looked at.
    pub open: Vec<Item>,
    /// What newcomers asked for by the project's form, and nobody has posted yet.
    pub asked_for: Vec<Item>,
    /// The day's appointments.
    pub today: Vec<Item>,
    /// Mails that were given up.
    pub failed_mails: u32,
}

/// One thing on the desk.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which request.
    pub request: RequestId,
    /// Its number as the project knows it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// In one of these languages.
    pub languages: Vec<Language>,
    /// How they meet.
    pub mode: Mode,
    /// Where.
    pub town: Town,
    /// How urgent it is.
    pub priority: Priority,
    /// Local begin of the first sitting.
    pub start: Option<NaiveDateTime>,
    /// Who is proposed, asked or goes.
    pub lotse: Option<Lotse>,
    /// How the carrier's people call them.
    pub called: Option<String>,
    /// On which number, where somebody has to call.
    pub phone: Option<Phone>,
    /// Local time until when an answer counts.
    pub until: Option<NaiveDateTime>,
    /// Whether the request is this carrier's; a neighbour's is no page of theirs.
    pub is_own: bool,
}

/// The desks of the carriers that a grant reaches by name, in the order of their names. There is none for who reaches all.
///
/// # Errors
/// When the database fails.
pub fn today(context: &Context, grant: &Grant, now: DateTime<Utc>) -> Result<Vec<Today>, AppError> {
    let Scope::Of { organisations, .. } = grant.scope() else { return Ok(Vec::new()) };
    let mut desks = Vec::new();
    for id in organisations {
        let carrier = context.database.read(|tx| storage::organisations::find(tx, *id))?;
        if carrier.kind == OrganisationKind::Carrier {
            let failed_mails = super::mails::digest::failed_of(context, &carrier, now)?;
            let desk = context.database.read(|tx| Desk::read(tx, &carrier, now)?.laid_out(context))?;
            desks.push(Today { failed_mails, ..desk });
        }
    }
    desks.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(desks)
}

/// A proposal that a Lotse was asked about, and until when.
type Asked = (Proposal, DateTime<Utc>);

/// What lies on a carrier's desk, from one consistent state of the database.
pub(super) struct Desk<'a> {
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
    /// Requests that no matching has looked at.
    open: Vec<(RequestId, Option<NaiveDateTime>)>,
    /// What newcomers asked for by the form, with the first begin that is not over.
    asked_for: Vec<(RequestId, Option<NaiveDateTime>)>,
    /// The day's sittings: when, for whom, by whom, how.
    today: Vec<(NaiveDateTime, RequestId, LotseId, Mode)>,
}

impl<'a> Desk<'a> {
    pub(super) fn read(tx: &mut ReadTx, carrier: &'a Organisation, now: DateTime<Utc>) -> Result<Self, StorageError> {
        let local = now.with_timezone(&ZONE).naive_local();
        let mut desk = Desk {
            carrier,
            now,
            requests: HashMap::new(),
            lotsen: HashMap::new(),
            proposed: storage::runs::proposals(tx, Proposed::Of(carrier.id, ProposalState::Proposed))?,
            asked: Vec::new(),
            unserved: Vec::new(),
            open: Vec::new(),
            asked_for: Vec::new(),
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
            let listed = match request.state {
                RequestState::Unserved => Some(&mut desk.unserved),
                RequestState::Open => Some(&mut desk.open),
                _ => None,
            };
            if let Some(listed) = listed.filter(|_| still_ahead(&request, now)) {
                listed.push((request.id, first_begin(&request, now)));
            }
            desk.requests.insert(request.id, request);
        }
        let asked_for = storage::newcomer_forms::waiting(tx, carrier.id)?;
        for request in storage::requests::load(tx, &storage::requests::Selection::Ids(asked_for))? {
            if still_ahead(&request, now) {
                desk.asked_for.push((request.id, first_begin(&request, now)));
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
        let urgency = |id: &RequestId| requests.get(id).map(|request| request.urgency.priority);
        self.open.sort_by_key(|(request, start)| (Reverse(urgency(request)), start.is_none(), *start, *request));
        self.asked_for.sort_by_key(|(request, start)| (start.is_none(), *start, *request));
        self.today.sort();
    }

    /// As a page shows it; of mails it knows nothing.
    pub(super) fn laid_out(&self, context: &Context) -> Result<Today, AppError> {
        // Another carrier's Lotse is called there, where the number is.
        let own = |proposal: &Proposal| self.lotsen.get(&proposal.lotse).filter(|l| l.organisation == self.carrier.id);
        let is_silent = |(proposal, _): &&Asked| own(proposal).is_some_and(|lotse| lotse.email.is_none());
        let (to_call, waiting): (Vec<&Asked>, Vec<&Asked>) = self.asked.iter().partition(is_silent);
        let proposal =
            |p: &Proposal, until| self.item(context, p.request, Some(p.lotse), Some(p.mode), begins(p), until);
        let until = |at: &DateTime<Utc>| Some(at.with_timezone(&ZONE).naive_local());
        let mut called: Vec<Item> = list(&to_call, |(p, at)| proposal(p, until(at)))?;
        for (item, (proposal, _)) in called.iter_mut().zip(&to_call) {
            item.phone = own(proposal).and_then(|lotse| lotse.phone.clone());
        }
        Ok(Today {
            carrier: self.carrier.id,
            name: self.carrier.name.to_string(),
            to_decide: list(&self.proposed, |p| proposal(p, None))?,
            plans: self.plans(),
            to_call: called,
            waiting: list(&waiting, |(p, at)| proposal(p, until(at)))?,
            unserved: list(&self.unserved, |(id, start)| self.item(context, *id, None, None, *start, None))?,
            open: list(&self.open, |(id, start)| self.item(context, *id, None, None, *start, None))?,
            asked_for: list(&self.asked_for, |(id, start)| self.item(context, *id, None, None, *start, None))?,
            today: list(&self.today, |(start, request, lotse, mode)| {
                self.item(context, *request, Some(*lotse), Some(*mode), Some(*start), None)
            })?,
            failed_mails: 0,
        })
    }

    fn plans(&self) -> Vec<(RunId, usize)> {
        let mut plans: BTreeMap<RunId, usize> = BTreeMap::new();
        for proposal in &self.proposed {
            *plans.entry(proposal.run).or_default() += 1;
        }
        plans.into_iter().rev().collect()
    }

    fn item(
        &self,
        context: &Context,
        request: RequestId,
        lotse: Option<LotseId>,
        mode: Option<Mode>,
        start: Option<NaiveDateTime>,
        until: Option<NaiveDateTime>,
    ) -> Result<Item, AppError> {
        let request = self.requests.get(&request).ok_or(StorageError::NotFound { what: "request" })?;
        let lotse = lotse.and_then(|lotse| self.lotsen.get(&lotse));
        Ok(Item {
            request: request.id,
            reference: reference(request)?,
            service: request.service,
            languages: languages(context, request),
            mode: mode.or_else(|| request.modes.first().copied()).unwrap_or(Mode::InPerson),
            town: town(context, request)?,
            priority: request.urgency.priority,
            start,
            called: lotse.map(|lotse| lotse.known_to(self.carrier.id)),
            lotse: lotse.cloned(),
            phone: None,
            until,
            is_own: request.carrier == self.carrier.id,
        })
    }
}

fn list<T>(all: &[T], item: impl Fn(&T) -> Result<Item, AppError>) -> Result<Vec<Item>, AppError> {
    all.iter().map(item).collect()
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
