//! Who could be asked for a request now, in the order in which the matching would have them.
//!
//! Everything else that stands is taken for granted: what Lotsen have agreed to, are being asked for or are proposed for. Of each
//! Lotse the cheapest appointment and mode is shown. The independent checker is asked about everybody who is shown.
//! Deliberately absent: deciding; a plan looks at all requests together, and may have reasons of its own.

use chrono::{DateTime, Utc};

use super::matching::{Near, near};
use super::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::code::Mode;
use crate::domain::geo::Point;
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::request::{Appointment, RequestState};
use crate::matching::candidates::generate;
use crate::matching::constraints::weekly_load;
use crate::matching::ledger::meeting_of;
use crate::matching::objectives::{self, load};
use crate::matching::plan;
use crate::matching::verify::{Choice, Judge};
use crate::storage;

pub use crate::matching::constraints::HardConstraint;
pub use crate::matching::objectives::Objective;
pub use crate::matching::plan::Removed;

/// Who could be asked.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// The best of them, best first.
    pub best: Vec<Candidate>,
    /// How many there are in all.
    pub found: usize,
    /// How many Lotsen each hard constraint removed, in the order of testing; with `found` every Lotse once.
    pub removed: Vec<Removed>,
}

/// Somebody who could be asked.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub lotse: LotseId,
    /// As the request's carrier knows them.
    pub name: String,
    /// Whose Lotse it is.
    pub carrier: OrganisationId,
    /// When.
    pub appointment: Appointment,
    /// How they would meet.
    pub mode: Mode,
    /// Where their home is, in person and of the carrier's own Lotsen alone: the middle of its postcode.
    pub home: Option<Point>,
    /// The way from home, in person: metres along roads and minutes, estimated.
    pub way: Option<(u32, u32)>,
    /// What it would cost.
    pub effort: Effort,
}

/// What somebody's help would cost, in minutes of volunteer effort; what is negative speaks for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Each term of one proposal that is not zero.
    pub terms: Vec<(Objective, i64)>,
    /// What the Lotse's week adds, because they are busy already.
    pub load: i64,
}

impl Effort {
    /// All together.
    pub fn sum(&self) -> i64 {
        self.terms.iter().map(|(_, minutes)| minutes).sum::<i64>() + self.load
    }

    /// Minutes of one term.
    pub fn of(&self, objective: Objective) -> i64 {
        self.terms.iter().find(|(term, _)| *term == objective).map_or(0, |(_, minutes)| *minutes)
    }
}

/// The best Lotsen for a request whose carrier the grant reaches, up to `limit`, in one consistent state. Nobody for a request that is over.
///
/// # Errors
/// [`storage::StorageError::NotFound`] when it is out of reach; else when the data make no problem, the checker disagrees or the
/// database fails.
pub fn of_request(
    context: &Context,
    grant: &Grant,
    request: RequestId,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Candidates, AppError> {
    let near = context.database.read(|tx| {
        storage::requests::find_cared_for(tx, grant.scope(), request)?;
        near(context, tx, request, None, now)
    })?;
    let is_over =
        matches!(near.request.state, RequestState::Cancelled | RequestState::Completed | RequestState::Expired);
    let Some(entry) = near.unserved().filter(|_| !is_over) else {
        return Ok(Candidates { best: Vec::new(), found: 0, removed: Vec::new() });
    };
    let ranked = ranked(&near);
    let found = ranked.len();
    let best: Vec<(i64, plan::Candidate)> = ranked.into_iter().take(limit).collect();
    let judge = Judge::read(&near.file, context.area.gazetteer()).map_err(AppError::Rejected)?;
    for (_, candidate) in &best {
        let broken = judge.broken(&[choice(candidate)]);
        if !broken.is_empty() {
            return Err(AppError::Rejected(broken));
        }
    }
    let best = best.iter().filter_map(|(load, candidate)| shown(&near, *load, candidate)).collect();
    Ok(Candidates { best, found, removed: entry.removed })
}

/// A candidate as the checker names it.
pub(super) fn choice(candidate: &plan::Candidate) -> Choice {
    let plan::Candidate { request, lotse, appointment, mode, .. } = *candidate;
    Choice { request: request as usize, lotse: lotse as usize, appointment: usize::from(appointment), mode }
}

/// The cheapest way of each Lotse with what their week adds, the cheapest Lotse first.
fn ranked(near: &Near) -> Vec<(i64, plan::Candidate)> {
    let found = generate(&near.problem);
    let mut all: Vec<(i64, plan::Candidate)> =
        found.of_request(0).map(|candidate| (load_of(near, candidate), *candidate)).collect();
    let sum = |(load, candidate): &(i64, plan::Candidate)| load + i64::from(candidate.effort);
    all.sort_by_key(|one| (one.1.lotse, sum(one), one.1));
    all.dedup_by_key(|(_, candidate)| candidate.lotse);
    all.sort_by_key(|one| (sum(one), one.1.lotse));
    all
}

/// What the Lotse's weeks add to the effort.
fn load_of(near: &Near, candidate: &plan::Candidate) -> i64 {
    let Some(meeting) = meeting_of(&near.problem, candidate) else { return 0 };
    let of_week = |(week, (_, count))| {
        let busy = meeting.pair.lotse.pinned_in(week).1;
        load::minutes(near.problem.weights.effort.load_step, busy, count)
    };
    weekly_load::loads(&meeting).map(of_week).sum()
}

fn shown(near: &Near, load: i64, candidate: &plan::Candidate) -> Option<Candidate> {
    let meeting = meeting_of(&near.problem, candidate)?;
    let lotse = near.lotsen.get(&meeting.pair.lotse.id.parse().ok()?)?;
    let metres = || {
        let straight = meeting.pair.lotse.home?.distance_m(meeting.pair.request.place?);
        Some(near.problem.travel.as_ref()?.road_m(straight))
    };
    let terms = objectives::terms(&meeting).into_iter().map(|term| (term.objective, i64::from(term.minutes)));
    Some(Candidate {
        lotse: lotse.id,
        name: near.name(lotse),
        carrier: lotse.organisation,
        appointment: near.alternatives.get(usize::from(candidate.appointment))?.clone(),
        mode: candidate.mode,
        // Where somebody else's Lotsen live is not the carrier's business.
        home: meeting
            .pair
            .lotse
            .home
            .filter(|_| candidate.mode == Mode::InPerson && lotse.organisation == near.request.carrier),
        way: (candidate.mode == Mode::InPerson).then(metres).flatten().map(|metres| (metres, meeting.way)),
        effort: Effort { terms: terms.collect(), load },
    })
}
