//! What a matching run reads, from one consistent state of the database.
//!
//! Beside the open requests that is everything that keeps a Lotse busy: confirmed assignments, offers that wait for an answer,
//! and what another run has proposed for requests that this one does not decide.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Duration, Utc};

use super::learned::REMEMBERED;
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Decline, Proposal, ProposalState};
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::time::{self, ZONE};
use crate::matching::snapshot::{Held, days_concerned};
use crate::storage::{self, ReadTx, StorageError};

/// Everything that a run reads, from one consistent state of the database.
pub(super) struct Stored {
    pub organisations: Vec<Organisation>,
    pub lendings: Vec<Lending>,
    pub lotsen: Vec<Lotse>,
    pub requests: Vec<SupportRequest>,
    pub held: Vec<Held>,
    pub held_requests: Vec<SupportRequest>,
    /// By how much accompaniment of this year that was written down differs from what was planned, minutes.
    pub beyond_plan: HashMap<LotseId, i64>,
    pub asked_this_week: HashMap<LotseId, u32>,
    /// What Lotsen told by saying no, and about what.
    pub told: Vec<Decline>,
    pub told_about: Vec<SupportRequest>,
}

/// Reads it, for the requests of one carrier or of all.
pub(super) fn read(
    tx: &mut ReadTx,
    carrier: Option<OrganisationId>,
    now: DateTime<Utc>,
) -> Result<Stored, StorageError> {
    let selection = match carrier {
        Some(carrier) => storage::requests::Selection::OpenForMatchingOf(carrier),
        None => storage::requests::Selection::OpenForMatching,
    };
    let mut requests = storage::requests::load(tx, &selection)?;
    let reviewed = reviewed(tx, now)?;
    requests.retain(|request| !reviewed.contains(&request.id));
    let held = agreed_or_asked(tx, now)?;
    let held_requests = by_identity(tx, held.iter().map(|held| held.request))?;
    let partly = partly_filled(&held, &held_requests, carrier);
    requests.extend(partly.filter(|request| !reviewed.contains(&request.id)));
    complete(tx, requests, held, held_requests, now)
}

/// Requests for which a coordinator has found somebody good, ahead of time: a run leaves them alone.
fn reviewed(tx: &mut ReadTx, now: DateTime<Utc>) -> Result<HashSet<RequestId>, StorageError> {
    let waiting = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Proposed))?;
    let is_ahead = |proposal: &&Proposal| {
        let begin = proposal.appointment.sittings().first().map(|sitting| sitting.begin().saturating_mul(60));
        proposal.reviewed_at.is_some() && begin.is_some_and(|begin| begin > now.timestamp())
    };
    Ok(waiting.iter().filter(is_ahead).map(|proposal| proposal.request).collect())
}

/// Reads it for these requests, whatever their state.
pub(super) fn read_for(
    tx: &mut ReadTx,
    requests: impl IntoIterator<Item = RequestId>,
    now: DateTime<Utc>,
) -> Result<Stored, StorageError> {
    let requests = by_identity(tx, requests)?;
    let held = agreed_or_asked(tx, now)?;
    let held_requests = by_identity(tx, held.iter().map(|held| held.request))?;
    complete(tx, requests, held, held_requests, now)
}

fn complete(
    tx: &mut ReadTx,
    requests: Vec<SupportRequest>,
    mut held: Vec<Held>,
    mut held_requests: Vec<SupportRequest>,
    now: DateTime<Utc>,
) -> Result<Stored, StorageError> {
    let elsewhere = proposed_elsewhere(tx, &requests)?;
    held_requests.extend(by_identity(tx, elsewhere.iter().map(|held| held.request))?);
    held.extend(elsewhere);
    let told = storage::offers::reasons_since(tx, now - REMEMBERED, None)?;
    let told_about = by_identity(tx, told.iter().map(|decline| decline.request))?;
    Ok(Stored {
        organisations: storage::organisations::all(tx)?,
        lendings: storage::organisations::all_lendings(tx)?,
        lotsen: storage::lotsen::load(tx, &storage::lotsen::Selection::All)?,
        requests,
        held,
        held_requests,
        beyond_plan: storage::hours::beyond_plan(tx, None, now.with_timezone(&ZONE).year())?,
        asked_this_week: asked_this_week(tx, now)?,
        told,
        told_about,
    })
}

/// Offers that each Lotse has got in the local ISO week of `now`.
pub(in crate::app) fn asked_this_week(
    tx: &mut ReadTx,
    now: DateTime<Utc>,
) -> Result<HashMap<LotseId, u32>, StorageError> {
    let asked = storage::offers::asked_between(tx, week_around(now), None)?;
    Ok(asked.into_iter().map(|(id, n)| (id, u32::try_from(n).unwrap_or(u32::MAX))).collect())
}

/// What one Lotse has agreed to, is being asked for or proposed for, as it is now.
pub(in crate::app) fn engaged(tx: &mut ReadTx, lotse: LotseId, now: DateTime<Utc>) -> Result<Vec<Held>, StorageError> {
    let confirmed = storage::assignments::Selection::Lotse(lotse, AssignmentState::Confirmed);
    let mut engaged: Vec<Held> = storage::assignments::load(tx, confirmed)?.iter().map(Held::from).collect();
    // As far ahead as a run looks; what is over keeps nobody busy.
    let (today, (_, last)) = (now.with_timezone(&ZONE).date_naive(), days_concerned(now));
    engaged.retain(|held| {
        let days = held.appointment.sittings().iter().map(|sitting| sitting.start().date());
        days.clone().any(|day| day >= today) && days.clone().any(|day| day <= last)
    });
    let open = storage::offers::load(tx, storage::offers::Selection::Open)?;
    for offer in open.iter().filter(|offer| offer.lotse == lotse && offer.expires_at > now) {
        let asked = storage::runs::proposals(tx, storage::runs::Proposed::One(offer.proposal))?;
        engaged.extend(asked.into_iter().map(Held::from));
    }
    let waiting = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Proposed))?;
    engaged.extend(waiting.into_iter().filter(|proposal| proposal.lotse == lotse).map(Held::from));
    Ok(engaged)
}

/// What Lotsen have agreed to or are being asked for.
fn agreed_or_asked(tx: &mut ReadTx, now: DateTime<Utc>) -> Result<Vec<Held>, StorageError> {
    let (first, last) = days_concerned(now);
    let assignments = storage::assignments::load(tx, storage::assignments::Selection::Between(first, last))?;
    let counts = |a: &Assignment| matches!(a.state, AssignmentState::Confirmed | AssignmentState::Completed);
    let mut held: Vec<Held> = assignments.iter().filter(|assignment| counts(assignment)).map(Held::from).collect();
    let open = storage::offers::load(tx, storage::offers::Selection::Open)?;
    let asked: HashSet<ProposalId> = open.iter().filter(|offer| offer.expires_at > now).map(|o| o.proposal).collect();
    let released = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Released))?;
    held.extend(released.into_iter().filter(|proposal| asked.contains(&proposal.id)).map(Held::from));
    Ok(held)
}

/// What another run, for instance that of a neighbouring carrier, has proposed for requests that this one does not decide.
fn proposed_elsewhere(tx: &mut ReadTx, deciding: &[SupportRequest]) -> Result<Vec<Held>, StorageError> {
    let deciding: HashSet<RequestId> = deciding.iter().map(|request| request.id).collect();
    let waiting = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Proposed))?;
    Ok(waiting.into_iter().filter(|proposal| !deciding.contains(&proposal.request)).map(Held::from).collect())
}

/// Requests for several Lotsen that have some and still need more.
fn partly_filled(
    held: &[Held],
    requests: &[SupportRequest],
    carrier: Option<OrganisationId>,
) -> impl Iterator<Item = SupportRequest> {
    let mut filled: HashMap<RequestId, usize> = HashMap::new();
    for held in held {
        *filled.entry(held.request).or_default() += 1;
    }
    let wanted = move |request: &&SupportRequest| {
        let taken = filled.get(&request.id).copied().unwrap_or(0);
        let state = matches!(request.state, RequestState::Offered | RequestState::Assigned);
        state && taken < usize::from(request.lotsen_needed) && carrier.is_none_or(|carrier| request.carrier == carrier)
    };
    requests.iter().filter(wanted).cloned()
}

/// Requests as they are now, each once.
pub(in crate::app) fn by_identity(
    tx: &mut ReadTx,
    wanted: impl IntoIterator<Item = RequestId>,
) -> Result<Vec<SupportRequest>, StorageError> {
    let wanted: HashSet<RequestId> = wanted.into_iter().collect();
    let wanted: Vec<RequestId> = wanted.into_iter().collect();
    let mut found = Vec::with_capacity(wanted.len());
    for some in wanted.chunks(500) {
        found.extend(storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))?);
    }
    Ok(found)
}

/// Begin of the local ISO week of `now` and of the one after it.
pub(super) fn week_around(now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let today = now.with_timezone(&ZONE).date_naive();
    let monday = today - Duration::days(i64::from(today.weekday().num_days_from_monday()));
    let instant = |date| DateTime::from_timestamp(time::minute_on(date, 0) * 60, 0).unwrap_or(now);
    (instant(monday), instant(monday + Duration::days(7)))
}
