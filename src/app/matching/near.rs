//! What there is around one request: its own small problem, with everything else that stands taken for granted.
//!
//! A run looks at all requests together; here one is looked at alone, as it is now, so that somebody can decide about it by hand.
//! Most Lotsen cannot be asked: they pause, are of carriers that neither send nor lend them, give another service, or speak none of the
//! languages. They are counted and not read. What is read are the others, whoever has met the client, and what keeps these people
//! busy. The problem is made of it by the code of a run, which would have counted everybody else under the same constraints.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Datelike, Utc};

use super::learned::{self, REMEMBERED};
use super::problem;
use super::stored::{Stored, by_identity, week_around};
use crate::app::{AppError, Context};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::OrganisationKind;
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId};
use crate::domain::language::{LanguageCode, LanguageTable};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, OfferState, ProposalState};
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::region::Gazetteer;
use crate::domain::request::{Appointment, SupportRequest};
use crate::domain::time::ZONE;
use crate::matching::constraints::HardConstraint;
use crate::matching::plan::UnservedEntry;
use crate::matching::problem::Problem;
use crate::matching::snapshot::{Held, Stated, days_concerned};
use crate::matching::{self, ProblemFile, candidates, explain};
use crate::storage::lotsen::{Headcount, Suitable};
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
    /// Whose they are.
    pub organisations: HashMap<OrganisationId, Organisation>,
    /// What these have agreed to, are being asked for or are proposed for.
    pub held: Vec<Held>,
    /// Lotsen who are not in the problem.
    others: Headcount,
}

/// Looks around a request in one consistent state. Who is asked about is in the problem, whatever speaks against them, if they are of
/// the request's pool.
///
/// # Errors
/// When there is no such request, the data make no problem, or the database fails.
pub(in crate::app) fn near(
    context: &Context,
    tx: &mut ReadTx,
    request: RequestId,
    about: Option<LotseId>,
    now: DateTime<Utc>,
) -> Result<Near, AppError> {
    let request = storage::requests::find(tx, request)?;
    let (mut stored, others) = read(context, tx, &request, about, now)?;
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
        others,
    })
}

impl Near {
    /// Why the request is not served, if nobody is asked for it: who is kept out by what, over all Lotsen there are. `None` where its
    /// time is over.
    pub fn unserved(&self) -> Option<UnservedEntry> {
        let found = candidates::generate(&self.problem);
        let mut entry =
            explain::unserved(&self.problem, candidates::all_of(&found), &[], || true).into_iter().next()?;
        for (constraint, lotsen) in [
            (HardConstraint::Status, self.others.inactive),
            (HardConstraint::Consent, self.others.without_consent),
            (HardConstraint::Pool, self.others.elsewhere),
            (HardConstraint::Service, self.others.other_service),
            (HardConstraint::Language, self.others.other_languages),
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
    context: &Context,
    tx: &mut ReadTx,
    request: &SupportRequest,
    about: Option<LotseId>,
    now: DateTime<Utc>,
) -> Result<(Stored, Headcount), StorageError> {
    let (pool, lendings) = pool(tx, request, context.area.gazetteer())?;
    let languages = would_do(&context.languages, request);
    let wanted = Suitable { carriers: pool, service: request.service, languages };
    let (suitable, mut others) = storage::lotsen::suitable(tx, &wanted)?;
    let with_client = of_client(tx, request, now)?;

    let met: BTreeSet<LotseId> = with_client.iter().map(|held| held.lotse).collect();
    let known: HashSet<LotseId> = suitable.iter().copied().collect();
    let further = met.iter().copied().chain(about).filter(|id| !known.contains(id)).collect::<BTreeSet<_>>();
    let mut lotsen = who_are(tx, suitable)?;
    let (mut guests, mut strangers) = (Vec::new(), Vec::new());
    for one in who_are(tx, further)? {
        let is_of_pool = wanted.carriers.contains(&one.organisation);
        if is_of_pool || met.contains(&one.id) {
            let counted = others.of(&one, &wanted);
            *counted = counted.saturating_sub(1);
            if is_of_pool { guests.push(one) } else { strangers.push(one) }
        }
    }
    lotsen.append(&mut guests);
    lotsen.sort_unstable_by_key(|lotse| lotse.id);
    let of_pool: Vec<LotseId> = lotsen.iter().map(|lotse| lotse.id).collect();
    lotsen.append(&mut strangers);

    let mut held = busy(tx, &of_pool, &wanted.carriers, now)?;
    held.extend(with_client);
    let mut seen = HashSet::new();
    held.retain(|held| seen.insert((held.lotse, held.request)));
    let waiting = waiting(tx, request.id, &of_pool)?;
    let asked = storage::offers::asked_between(tx, week_around(now), Some(&wanted.carriers))?;
    let mut asked: HashMap<LotseId, u32> =
        asked.into_iter().map(|(id, n)| (id, u32::try_from(n).unwrap_or(u32::MAX))).collect();
    for proposed in &waiting {
        // What waits in a plan will be an offer too.
        *asked.entry(proposed.lotse).or_default() += 1;
    }
    held.extend(waiting);
    let held_requests = by_identity(tx, held.iter().map(|held| held.request))?;
    let beyond_plan = storage::hours::beyond_plan(tx, Some(&of_pool), now.with_timezone(&ZONE).year())?;
    let present: HashSet<LotseId> = lotsen.iter().map(|lotse| lotse.id).collect();
    let mut told = storage::offers::reasons_since(tx, now - REMEMBERED, Some(&wanted.carriers))?;
    told.retain(|decline| present.contains(&decline.lotse));
    let told_about = by_identity(tx, told.iter().map(|decline| decline.request))?;
    let concerned = lotsen.iter().map(|lotse| lotse.organisation).chain(wanted.carriers);
    let organisations = storage::organisations::some(tx, concerned)?;
    let stored = Stored {
        organisations,
        lendings,
        lotsen,
        requests: vec![request.clone()],
        held,
        held_requests,
        beyond_plan,
        asked_this_week: asked,
        told,
        told_about,
    };
    Ok((stored, others))
}

/// The languages with one of which somebody might help, at whatever level; `None` where none is asked for.
fn would_do(table: &LanguageTable, request: &SupportRequest) -> Option<Vec<LanguageCode>> {
    let needed: BTreeSet<LanguageCode> = request.languages.iter().map(|needed| needed.language).collect();
    if needed.is_empty() {
        return None;
    }
    let standing_in = table.substitutions().filter(|one| needed.contains(&one.needed)).map(|one| one.spoken);
    let all: BTreeSet<LanguageCode> = standing_in.chain(needed.iter().copied()).collect();
    Some(all.into_iter().collect())
}

/// So many are asked for at once.
const BATCH: usize = 500;

/// These Lotsen, as far as they exist.
fn who_are(tx: &mut ReadTx, ids: impl IntoIterator<Item = LotseId>) -> Result<Vec<Lotse>, StorageError> {
    let ids: Vec<LotseId> = ids.into_iter().collect();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        found.extend(storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?);
    }
    Ok(found)
}

/// Whose Lotsen may go, at the widest: the carrier in charge, those that serve the region, and those that lend to one of them; and by
/// which agreements these do.
fn pool(
    tx: &mut ReadTx,
    request: &SupportRequest,
    gazetteer: &Gazetteer,
) -> Result<(Vec<OrganisationId>, Vec<Lending>), StorageError> {
    let mut pool = BTreeSet::from([request.carrier]);
    if let Ok(place) = gazetteer.place(request.place.postcode) {
        let serving = storage::organisations::serving(tx, place.regions())?;
        pool.extend(serving.into_iter().filter(|(_, kind)| *kind == OrganisationKind::Carrier).map(|(id, _)| id));
    }
    let lendings = storage::organisations::lent_to(tx, pool.iter().copied())?;
    pool.extend(lendings.iter().map(|lending| lending.from));
    Ok((pool.into_iter().collect(), lendings))
}

/// What these Lotsen, who are of these carriers, have agreed to or are being asked for.
fn busy(
    tx: &mut ReadTx,
    lotsen: &[LotseId],
    carriers: &[OrganisationId],
    now: DateTime<Utc>,
) -> Result<Vec<Held>, StorageError> {
    let (first, last) = days_concerned(now);
    let mut agreed = Vec::new();
    for some in lotsen.chunks(BATCH) {
        agreed.extend(storage::assignments::load(
            tx,
            storage::assignments::Selection::OfLotsenBetween(some, first, last),
        )?);
    }
    // Of several for one place, the client sees those who agreed first.
    agreed.sort_unstable_by_key(|assignment| assignment.id);
    let mut held: Vec<Held> = agreed.iter().filter(|assignment| counts(assignment)).map(Held::from).collect();
    let lotsen: HashSet<LotseId> = lotsen.iter().copied().collect();
    let mut open = storage::offers::load(tx, storage::offers::Selection::OpenToLotsenOf(carriers))?;
    open.retain(|offer| lotsen.contains(&offer.lotse));
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
    for some in ids.chunks(BATCH) {
        held.extend(storage::runs::proposals(tx, storage::runs::Proposed::Ids(some))?.into_iter().map(Held::from));
    }
    Ok(held)
}

/// What waits in plans for these Lotsen, apart from the request itself.
fn waiting(tx: &mut ReadTx, request: RequestId, lotsen: &[LotseId]) -> Result<Vec<Held>, StorageError> {
    let mut held = Vec::new();
    for some in lotsen.chunks(BATCH) {
        let theirs = storage::runs::Proposed::ToLotsen(some, ProposalState::Proposed);
        let waiting = storage::runs::proposals(tx, theirs)?;
        held.extend(waiting.into_iter().filter(|proposal| proposal.request != request).map(Held::from));
    }
    Ok(held)
}
