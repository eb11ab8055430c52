//! What would serve a request that stays open: the smallest changes, each tried out on the plan in force.
//!
//! ```text
//! request --ideas (one relaxation each: time, mode, radius, level, gender, lending, qualification)--> by size
//!     --trial on the Standing--> those that really serve it and take no place from a request as weighty
//! ```
//!
//! One thing is relaxed at a time, for this request alone. An idea becomes a [`Cure`] only when the neighbourhood, decided
//! anew with it, serves the request through it, keeps every hard constraint, and leaves every other request that weighs as
//! much or more all its places. How small a change is lists `docs/MATCHING.md`.
//! Deliberately absent: sentences, and two relaxations at once.

mod entry;
mod relax;
mod times;

pub use entry::{add, explain};

use chrono::{NaiveDate, NaiveDateTime};

use super::incremental::{Options, Settled, Standing, Swap};
use super::plan::Candidate;
use super::problem::{Code, Request};
use super::solve::SolveError;
use crate::domain::language::Level;

/// Cures of one request, at most.
const MOST: usize = 6;

/// Cures of one kind, at most.
const MOST_OF_KIND: usize = 2;

/// Ideas of one kind that are tried.
const TRIED: usize = 4;

/// What is relaxed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CureKind {
    /// Another time is offered beside the others; a series moves as a whole.
    OtherTime {
        /// The alternative from which it is the nearest.
        instead_of: u16,
        /// Local begin of its first sitting.
        start: NaiveDateTime,
    },
    /// A mode that the request does not name.
    OtherMode,
    /// The Lotse goes further than their radius.
    Radius {
        /// What it is.
        from_km: u32,
        /// What it would have to be.
        to_km: u32,
    },
    /// A lower level of the needed language does.
    Level {
        /// What is asked for.
        from: Level,
        /// What would do.
        to: Level,
    },
    /// The gender is a wish and no condition.
    GenderWish,
    /// The Lotse's carrier lends.
    Lending {
        /// Which.
        carrier: Code,
    },
    /// One qualification less is asked for.
    Qualification {
        /// Its place among those of the request.
        at: usize,
    },
}

impl CureKind {
    fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// The day of another time.
    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::OtherTime { start, .. } => Some(start.date()),
            _ => None,
        }
    }
}

/// A relaxation and what becomes possible by it.
#[derive(Debug, Clone)]
struct Idea {
    kind: CureKind,
    /// How much it asks of people; see `docs/MATCHING.md`.
    size: u32,
    /// The request as it would be.
    request: Request,
    /// What becomes possible.
    new: Vec<Candidate>,
}

/// A change that serves the request, tried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// What is relaxed.
    pub kind: CureKind,
    /// How much it asks of people; the smallest come first.
    pub size: u32,
    /// Who would go: by the relaxed request's own appointments and modes.
    pub serves: Candidate,
    /// Local begin of the first sitting.
    pub start: NaiveDateTime,
    /// Proposals for other requests that change.
    pub moves: u32,
    /// Requests that lose a place; all weigh less.
    pub displaces: Vec<u32>,
}

/// What it takes to serve a request as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forced {
    /// Who would go.
    pub serves: Candidate,
    /// Served weight that the plan would lose; at least 0, and 0 where others weigh as much.
    pub loss: i64,
    /// Requests that would lose a place.
    pub displaces: Vec<u32>,
    /// Proposals for other requests that would change.
    pub moves: u32,
}

/// How trials are searched: less far than real changes, and without the back end, because a plan that serves the request
/// shows all that a cure needs.
pub fn options() -> Options {
    Options { requests: 14, candidates: 500, looks: 400_000, back_end: false, ..Options::default() }
}

/// The smallest cures of a request, each verified, the smallest first.
///
/// # Errors
/// When the back end fails; with [`options`] it is not asked.
pub fn cures(standing: &Standing, number: u32, options: &Options) -> Result<Vec<Cure>, SolveError> {
    let Some(request) = standing.problem().requests.get(number as usize) else { return Ok(Vec::new()) };
    if standing.open_places(number) == 0 || standing.problem().listed.is_some() {
        return Ok(Vec::new());
    }
    let mut ideas = relax::ideas(standing, number, request);
    ideas.extend(times::ideas(standing, number, request));
    ideas.sort_by_key(|idea| (idea.size, idea.new.iter().map(|new| (new.effort, new.lotse)).min()));
    let (mut found, mut tried): (Vec<Cure>, Vec<CureKind>) = (Vec::new(), Vec::new());
    for idea in ideas {
        let of_kind = found.iter().filter(|cure| cure.kind.same_kind(&idea.kind)).count();
        let tried_of_kind = tried.iter().filter(|kind| kind.same_kind(&idea.kind)).count();
        // Two times of one day are hardly two choices.
        let same_day = found.iter().any(|cure| idea.kind.day().is_some_and(|day| cure.kind.day() == Some(day)));
        if of_kind >= MOST_OF_KIND || tried_of_kind >= TRIED || same_day {
            continue;
        }
        tried.push(idea.kind.clone());
        found.extend(try_out(standing, number, idea, options)?);
        if found.len() == MOST {
            break;
        }
    }
    Ok(found)
}

/// The cure that an idea is, if it is one.
fn try_out(standing: &Standing, number: u32, idea: Idea, options: &Options) -> Result<Option<Cure>, SolveError> {
    let mut candidates: Vec<Candidate> = standing.candidates_of(number).to_vec();
    candidates.extend(&idea.new);
    candidates.sort_unstable();
    candidates.dedup();
    let swap = Swap { number, request: Some(&idea.request), candidates: &candidates, forced: false };
    let settled = standing.trial(&swap, options)?;
    let through = settled.came.iter().find(|candidate| candidate.request == number && idea.new.contains(candidate));
    let Some(serves) = through.filter(|_| fills_more(&settled, number)).copied() else { return Ok(None) };
    let displaces = settled.lost();
    let weight = |request: u32| standing.problem().requests.get(request as usize).map_or(0, |r| r.weight);
    if displaces.iter().any(|request| weight(*request) >= weight(number)) {
        return Ok(None);
    }
    let appointment = idea.request.options.get(usize::from(serves.appointment));
    let Some(start) = appointment.and_then(|a| a.appointment.sittings().first()).map(|sitting| sitting.start()) else {
        return Ok(None);
    };
    Ok(Some(Cure { kind: idea.kind, size: idea.size, serves, start, moves: moves(&settled, number), displaces }))
}

/// What the plan would lose if a request had to be served as it is; `None` where nobody could go at all.
///
/// # Errors
/// When the back end fails.
pub fn forced(standing: &Standing, number: u32, options: &Options) -> Result<Option<Forced>, SolveError> {
    let candidates = standing.candidates_of(number);
    if candidates.is_empty() {
        return Ok(None);
    }
    let settled = standing.trial(&Swap { number, request: None, candidates, forced: true }, options)?;
    let serves = settled.came.iter().find(|candidate| candidate.request == number).copied();
    Ok(serves.filter(|_| fills_more(&settled, number)).map(|serves| Forced {
        serves,
        // A plan that was not the best may even gain by it; it loses nothing then.
        loss: (settled.before.weight - settled.after.weight).max(0),
        displaces: settled.lost(),
        moves: moves(&settled, number),
    }))
}

/// Whether more places of a request are filled than before.
fn fills_more(settled: &Settled, number: u32) -> bool {
    let of = |list: &[Candidate]| list.iter().filter(|candidate| candidate.request == number).count();
    of(&settled.came) > of(&settled.went)
}

/// Proposals for other requests that go, whether another Lotse comes or nobody.
fn moves(settled: &Settled, number: u32) -> u32 {
    settled.went.iter().filter(|candidate| candidate.request != number).count() as u32
}
