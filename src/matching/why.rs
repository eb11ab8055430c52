//! Why this Lotse and not that one: what keeps another out, with its numbers, or what the plan would lose with them instead.
//!
//! Whoever is a candidate is tried out: the request is given to them, the neighbourhood is decided anew, and the difference of
//! both levels is the answer, beside the terms of the two proposals. Everything is computed on the [`Standing`]; nothing of it
//! changes. Deliberately absent: sentences.

use chrono::{NaiveDate, NaiveDateTime};

use super::constraints::{HardConstraint, Meeting, Pair, weekly_load, yearly_cap};
use super::explain;
use super::incremental::{Options, Standing, Swap};
use super::ledger::meeting_of;
use super::objectives::{self, Objective};
use super::plan::{Candidate, LevelProof};
use super::problem::reachable;
use super::solve::SolveError;
use crate::domain::language::Level;

/// What stands behind a constraint, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The constraint says it all.
    None,
    /// Metres of the straight line, and the radius.
    Distance {
        /// From home to the place.
        metres: u32,
        /// The most they go.
        radius_m: u32,
    },
    /// How well the Lotse speaks the best of the needed languages, if any.
    Level {
        /// Theirs.
        spoken: Option<Level>,
        /// The least that is asked for.
        needed: Level,
    },
    /// The first day away that matters.
    Away {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// Minutes of the way, which the weekly windows must leave room for.
    Way {
        /// One way.
        minutes: u32,
    },
    /// The confirmed sitting that clashes.
    Confirmed {
        /// Its local begin.
        start: NaiveDateTime,
    },
    /// What is left of the week, and what the request takes.
    Week {
        /// Minutes left.
        minutes_left: Option<u32>,
        /// Sittings left.
        sittings_left: Option<u32>,
        /// Minutes needed.
        minutes: u32,
    },
    /// What is left of the year, and what the request takes.
    Year {
        /// Minutes left.
        left: u32,
        /// Minutes needed.
        minutes: u32,
    },
}

/// One term of the effort, of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Which.
    pub objective: Objective,
    /// Minutes of the Lotse who is proposed.
    pub proposed: i32,
    /// Minutes of the other.
    pub instead: i32,
}

/// What another Lotse would cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    /// How they would go.
    pub candidate: Candidate,
    /// Served weight that the plan would lose.
    pub weight: i64,
    /// Minutes of effort that it would cost more; of another sign, less.
    pub effort: i64,
    /// Each term that is not zero for both.
    pub terms: Vec<Compared>,
    /// Requests that would lose a place.
    pub displaces: Vec<u32>,
    /// Proposals for other requests that would go, and those that would come.
    pub went: Vec<Candidate>,
    /// Those that would come.
    pub came: Vec<Candidate>,
    /// Whether no plan around the request with the other Lotse loses less.
    pub proof: LevelProof,
}

/// Why another Lotse is not proposed.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A constraint keeps them out.
    Removed {
        /// The first that does not hold, as explanations count it.
        constraint: HardConstraint,
        /// Its numbers.
        detail: Detail,
    },
    /// They could go; this is what the plan would lose.
    Worse(Box<Instead>),
    /// They are proposed for the request already.
    Proposed,
    /// The file lists its candidates, and they are none.
    NotListed,
}

/// Why `lotse` is not proposed instead of a proposal of the plan.
///
/// # Errors
/// When the back end fails.
pub fn instead(
    standing: &Standing,
    proposal: &Candidate,
    lotse: u32,
    options: &Options,
) -> Result<Option<Why>, SolveError> {
    let number = proposal.request;
    let Some(pair) = Pair::of(standing.problem(), lotse, number) else { return Ok(None) };
    if standing.filled(number).iter().any(|filled| filled.lotse == lotse) {
        return Ok(Some(Why::Proposed));
    }
    let mut candidates: Vec<Candidate> =
        standing.candidates_of(number).iter().filter(|candidate| candidate.lotse == lotse).copied().collect();
    if candidates.is_empty() {
        let why = match explain::reason(&pair) {
            _ if standing.problem().listed.is_some() => Why::NotListed,
            Some(constraint) => Why::Removed { constraint, detail: detail(&pair, constraint) },
            None => Why::NotListed,
        };
        return Ok(Some(why));
    }
    candidates.extend(standing.filled(number).iter().filter(|filled| *filled != proposal));
    let settled = standing.trial(&Swap { number, request: None, candidates: &candidates, forced: true }, options)?;
    let Some(candidate) = settled.came.iter().find(|c| c.request == number && c.lotse == lotse).copied() else {
        return Ok(None);
    };
    let others = |list: &[Candidate]| list.iter().filter(|c| c.request != number).copied().collect::<Vec<_>>();
    Ok(Some(Why::Worse(Box::new(Instead {
        candidate,
        weight: settled.before.weight - settled.after.weight,
        effort: settled.after.effort - settled.before.effort,
        terms: compared(standing, proposal, &candidate),
        displaces: settled.lost(),
        went: others(&settled.went),
        came: others(&settled.came),
        proof: settled.weight,
    }))))
}

/// The terms of two proposals beside each other.
fn compared(standing: &Standing, proposed: &Candidate, instead: &Candidate) -> Vec<Compared> {
    let terms = |candidate: &Candidate| {
        meeting_of(standing.problem(), candidate).map(|meeting| objectives::terms(&meeting)).unwrap_or_default()
    };
    let (one, other) = (terms(proposed), terms(instead));
    let minutes = |terms: &[super::plan::Term], objective| {
        terms.iter().find(|term| term.objective == objective).map_or(0, |term| term.minutes)
    };
    let both = Objective::ALL.iter().map(|objective| Compared {
        objective: *objective,
        proposed: minutes(&one, *objective),
        instead: minutes(&other, *objective),
    });
    both.filter(|compared| compared.proposed != 0 || compared.instead != 0).collect()
}

/// The numbers behind a constraint, for the first appointment and mode that fail it.
pub fn detail(pair: &Pair<'_>, constraint: HardConstraint) -> Detail {
    match constraint {
        HardConstraint::Language => level(pair),
        HardConstraint::Distance => match (pair.lotse.home, pair.request.place, pair.lotse.radius_m) {
            (Some(home), Some(place), Some(radius_m)) => Detail::Distance { metres: home.distance_m(place), radius_m },
            _ => Detail::None,
        },
        _ => failing(pair, constraint).map_or(Detail::None, |meeting| of_meeting(&meeting, constraint)),
    }
}

fn level(pair: &Pair<'_>) -> Detail {
    let accepted = pair.request.accepted.as_deref().unwrap_or_default();
    let spoken = accepted.iter().flat_map(|accepted| {
        pair.lotse.spoken.iter().filter(|spoken| spoken.language == accepted.language).map(|spoken| spoken.level)
    });
    match accepted.iter().map(|accepted| accepted.at_least).min() {
        Some(needed) => Detail::Level { spoken: spoken.max(), needed },
        None => Detail::None,
    }
}

/// The first meeting that fails this constraint and none before it.
fn failing<'a>(pair: &Pair<'a>, constraint: HardConstraint) -> Option<Meeting<'a>> {
    let appointments = 0..pair.request.options.len() as u16;
    let mut meetings = appointments.flat_map(|at| pair.request.modes.iter().filter_map(move |mode| pair.at(at, *mode)));
    meetings.find(|meeting| meeting.first_failing() == Some(constraint))
}

fn of_meeting(meeting: &Meeting<'_>, constraint: HardConstraint) -> Detail {
    let (problem, lotse) = (meeting.pair.problem, meeting.pair.lotse);
    let sittings = meeting.alternative.appointment.sittings();
    let found = match constraint {
        HardConstraint::Absence => {
            let touched = |day: NaiveDate| lotse.absences.iter().find(|absence| absence.covers(day));
            let absence = sittings.iter().find_map(|sitting| {
                let last = crate::domain::time::local(sitting.end() - 1).date();
                touched(sitting.start().date()).or_else(|| touched(last))
            });
            absence.map(|absence| Detail::Away { first: absence.first(), last: absence.last() })
        }
        HardConstraint::Availability => Some(Detail::Way { minutes: meeting.way }),
        HardConstraint::Overlap => {
            let at = problem.whereabouts(lotse, meeting.pair.request, meeting.mode);
            let clashing = lotse.pinned.iter().find(|pinned| {
                let free = |s| reachable(problem, lotse.transport, (s, at), (&pinned.sitting, pinned.at));
                !sittings.iter().all(free)
            });
            clashing.map(|pinned| Detail::Confirmed { start: pinned.sitting.start() })
        }
        HardConstraint::WeeklyLoad => weekly_load::loads(meeting).find_map(|(week, (minutes, count))| {
            let (minutes_left, sittings_left) = weekly_load::left(lotse, week);
            let over =
                minutes_left.is_some_and(|left| minutes > left) || sittings_left.is_some_and(|left| count > left);
            over.then_some(Detail::Week { minutes_left, sittings_left, minutes })
        }),
        HardConstraint::YearlyCap => yearly_cap::minutes(meeting).find_map(|(year, minutes)| {
            let left = lotse.left_in(year).filter(|left| minutes > *left)?;
            Some(Detail::Year { left, minutes })
        }),
        _ => None,
    };
    found.unwrap_or(Detail::None)
}
