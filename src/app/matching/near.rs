//! What there is around one request: its own small problem, with everything else that stands taken for granted.
//!
//! A run looks at all requests together; here one is looked at alone, as it is now, so that somebody can decide about it by hand.
//! Lotsen whom other carriers neither send nor lend cannot be asked, so they are counted and not read: what is read are the pool of
//! the request, whoever has met the client, and what keeps these people busy. The problem is made of it by the code of a run.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::learned::{self, REMEMBERED};
use super::problem;
use super::stored::{Stored, by_identity, week_around};
use crate::app::{AppError, Context};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::{LotseStatus, OrganisationKind};
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, OfferState, ProposalState};
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::region::Gazetteer;
use crate::domain::request::{Appointment, SupportRequest};
use crate::matching::constraints::HardConstraint;
use crate::matching::plan::UnservedEntry;
use crate::matching::problem::Problem;
use crate::matching::snapshot::{Held, Stated, days_concerned};
use crate::matching::{self, ProblemFile, candidates, explain};
use crate::storage::lotsen::Headcount;
use crate::storage::{self, ReadTx, StorageError};

/// One request with all that matters for it.
pub(in crate::app) struct Near {
    /// The request as it is now.
    pub request: SupportRequest,
    /// The problem: this request alone, or none where its time is over.
    pub file: ProblemFile,
    /// The same, checked.
    pub problem: Problem,
    /// The appointments of the request, in the order of the problem.
    pub alternatives: Vec<Appointment>,
    /// Who might go.
    pub lotsen: HashMap<LotseId, Lotse>,
    /// Everybody who has Lotsen or requests.
    pub organisations: HashMap<OrganisationId, Organisation>,
    /// What these have agreed to, are being asked for or are proposed for.
    pub held: Vec<Held>,
    /// Lotsen who are not in the problem.
    elsewhere: Headcount,
}

/// Looks around a request in one consistent state.
///
/// # Errors
/// When there is no such request, the data make no problem, or the database fails.
pub(in crate::app) fn near(
    context: &Context,
    tx: &mut ReadTx,
    request: RequestId,
    now: DateTime<Utc>,
) -> Result<Near, AppError> {
    let request = storage::requests::find(tx, request)?;
    let (mut stored, elsewhere) = read(tx, &request, context.area.gazetteer(), now)?;
    learned::heed(&mut stored.lotsen, &stored.told, &stored.told_about, context.area.gazetteer());
    let Stated { file, mut alternatives, .. } = problem(context, &stored, now)?;
    let problem = matching::compile(&file, context.area.gazetteer()).map_err(AppError::Problem)?;
    Ok(Near {
        alternatives: alternatives.remove(&request.id).unwrap_or_default(),
        held: stored.held,
        request,
        file,
        problem,
        lotsen: stored.lotsen.into_iter().map(|lotse| (lotse.id, lotse)).collect(),
        organisations: stored.organisations.into_iter().map(|one| (one.id, one)).collect(),
        elsewhere,
    })
}

impl Near {
    /// Why the request is not served, if nobody is asked for it: who is kept out by what, over all Lotsen there are. `None` where its
    /// time is over.
    pub fn unserved(&self) -> Option<UnservedEntry> {
        let found = candidates::generate(&self.problem);
        let mut entry = explain::unserved(&self.problem, &found, &[]).into_iter().next()?;
        for (constraint, lotsen) in [
            (HardConstraint::Status, self.elsewhere.inactive),
            (HardConstraint::Consent, self.elsewhere.without_consent),
            (HardConstraint::Pool, self.elsewhere.ready),
        ] {
            let lotsen = u32::try_from(lotsen).unwrap_or(u32::MAX);
            match entry.removed.iter_mut().find(|removed| removed.constraint == constraint) {
                Some(removed) => removed.lotsen = removed.lotsen.saturating_add(lotsen),
                None if lotsen > 0 => entry.removed.push(matching::plan::Removed { constraint, lotsen }),
                None => {}
            }
        }
        entry.removed.sort_by_key(|removed| removed.constraint);
        Some(entry)
    }

    /// How a coordinator of the request's carrier calls a Lotse: those who are lent by their given name and carrier.
    pub fn name(&self, lotse: &Lotse) -> String {
        if lotse.organisation == self.request.carrier {
            return format!("{} {}", lotse.given_name, lotse.family_name);
        }
        match self.organisations.get(&lotse.organisation) {
            Some(carrier) => format!("{} ({})", lotse.given_name, carrier.name),
            None => lotse.given_name.to_string(),
        }
    }
}

fn read(
    tx: &mut ReadTx,
    request: &SupportRequest,
    gazetteer: &Gazetteer,
    now: DateTime<Utc>,
) -> Result<(Stored, Headcount), StorageError> {
    let organisations = storage::organisations::all(tx)?;
    let lendings = storage::organisations::all_lendings(tx)?;
    let pool = pool(request, &organisations, &lendings, gazetteer);
    let mut held = busy(tx, &pool, now)?;
    held.extend(of_client(tx, request, now)?);
    let mut seen = HashSet::new();
    held.retain(|held| seen.insert((held.lotse, held.request)));
    let mut lotsen = storage::lotsen::load(tx, &storage::lotsen::Selection::Organisations(pool.clone()))?;
    let mut elsewhere = storage::lotsen::count_elsewhere(tx, &pool)?;
    for guest in guests(tx, &held, &lotsen)? {
        let counted = match (guest.status, guest.consent_on) {
            (LotseStatus::Active, Some(_)) => &mut elsewhere.ready,
            (LotseStatus::Active, None) => &mut elsewhere.without_consent,
            _ => &mut elsewhere.inactive,
        };
        *counted = counted.saturating_sub(1);
        lotsen.push(guest);
    }
    let waiting = waiting(tx, request.id, &pool)?;
    let asked = storage::offers::asked_between(tx, week_around(now), Some(&pool))?;
    let mut asked: HashMap<LotseId, u32> =
        asked.into_iter().map(|(id, n)| (id, u32::try_from(n).unwrap_or(u32::MAX))).collect();
    for proposed in &waiting {
        // What waits in a plan will be an offer too.
        *asked.entry(proposed.lotse).or_default() += 1;
    }
    held.extend(waiting);
    let held_requests = by_identity(tx, held.iter().map(|held| held.request))?;
    let told = storage::offers::reasons_since(tx, now - REMEMBERED, Some(&pool))?;
    let told_about = by_identity(tx, told.iter().map(|decline| decline.request))?;
    let stored = Stored {
        organisations,
        lendings,
        lotsen,
        requests: vec![request.clone()],
        held,
        held_requests,
        asked_this_week: asked,
        told,
        told_about,
    };
    Ok((stored, elsewhere))
}

/// Whose Lotsen may go, at the widest: the carrier in charge, those that serve the region, and those that lend to one of them.
fn pool(
    request: &SupportRequest,
    organisations: &[Organisation],
    lendings: &[Lending],
    gazetteer: &Gazetteer,
) -> Vec<OrganisationId> {
    let mut pool = BTreeSet::from([request.carrier]);
    if let Ok(place) = gazetteer.place(request.place.postcode) {
        let serve = |carrier: &&Organisation| {
            carrier.kind == OrganisationKind::Carrier && place.regions().any(|region| carrier.regions.contains(region))
        };
        pool.extend(organisations.iter().filter(serve).map(|carrier| carrier.id));
    }
    let lenders = lendings.iter().filter(|lending| lending.holds() && pool.contains(&lending.to));
    let lenders: Vec<OrganisationId> = lenders.map(|lending| lending.from).collect();
    pool.extend(lenders);
    pool.into_iter().collect()
}

/// What Lotsen of these carriers have agreed to or are being asked for.
fn busy(tx: &mut ReadTx, pool: &[OrganisationId], now: DateTime<Utc>) -> Result<Vec<Held>, StorageError> {
    let (first, last) = days_concerned(now);
    let of_pool = storage::assignments::Selection::OfCarriersBetween(pool, first, last);
    let agreed = storage::assignments::load(tx, of_pool)?;
    let mut held: Vec<Held> = agreed.iter().filter(|assignment| counts(assignment)).map(Held::from).collect();
    let open = storage::offers::load(tx, storage::offers::Selection::OpenToLotsenOf(pool))?;
    held.extend(asked(tx, &open, now)?);
    Ok(held)
}

/// What anybody has agreed to or is being asked for with the same client, and for the request itself.
fn of_client(tx: &mut ReadTx, request: &SupportRequest, now: DateTime<Utc>) -> Result<Vec<Held>, StorageError> {
    let mut requests = match &request.client {
        Some(client) => storage::requests::ids_of_client(tx, request.organisation, client)?,
        None => Vec::new(),
    };
    if !requests.contains(&request.id) {
        requests.push(request.id);
    }
    let (first, last) = days_concerned(now);
    let mut held = Vec::new();
    for id in requests {
        let agreed = storage::assignments::load(tx, storage::assignments::Selection::Request(id))?;
        let concerned = |assignment: &&Assignment| {
            let mut days = assignment.appointment.sittings().iter().map(|sitting| sitting.start().date());
            counts(assignment) && days.any(|day| first <= day && day <= last)
        };
        held.extend(agreed.iter().filter(concerned).map(Held::from));
        let offers = storage::offers::load(tx, storage::offers::Selection::Request(id))?;
        held.extend(asked(tx, &offers, now)?);
    }
    Ok(held)
}

fn counts(assignment: &Assignment) -> bool {
    matches!(assignment.state, AssignmentState::Confirmed | AssignmentState::Completed)
}

/// What is asked by those of the offers that wait for an answer.
fn asked(tx: &mut ReadTx, offers: &[Offer], now: DateTime<Utc>) -> Result<Vec<Held>, StorageError> {
    let open = offers.iter().filter(|offer| offer.state == OfferState::Open && offer.expires_at > now);
    let proposals: Vec<ProposalId> = open.map(|offer| offer.proposal).collect();
    let ids: Vec<_> = proposals.iter().map(|id| id.as_uuid()).collect();
    let mut held = Vec::new();
    for some in ids.chunks(500) {
        held.extend(storage::runs::proposals(tx, storage::runs::Proposed::Ids(some))?.into_iter().map(Held::from));
    }
    Ok(held)
}

/// What waits in plans for these carriers' Lotsen, apart from the request itself.
fn waiting(tx: &mut ReadTx, request: RequestId, pool: &[OrganisationId]) -> Result<Vec<Held>, StorageError> {
    let waiting = storage::runs::Proposed::ToLotsenOf(pool, ProposalState::Proposed);
    let waiting = storage::runs::proposals(tx, waiting)?;
    Ok(waiting.into_iter().filter(|proposal| proposal.request != request).map(Held::from).collect())
}

/// Those of who is busy that are not of the pool.
fn guests(tx: &mut ReadTx, held: &[Held], pool: &[Lotse]) -> Result<Vec<Lotse>, StorageError> {
    let known: HashSet<LotseId> = pool.iter().map(|lotse| lotse.id).collect();
    let guests: BTreeSet<LotseId> = held.iter().map(|held| held.lotse).filter(|lotse| !known.contains(lotse)).collect();
    let guests: Vec<LotseId> = guests.into_iter().collect();
    let mut all = Vec::with_capacity(guests.len());
    for some in guests.chunks(500) {
        all.extend(storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?);
    }
    Ok(all)
}
