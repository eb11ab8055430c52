//! One thing changes, and only what it touches is decided again: exactly, in milliseconds, and with few other changes.
//!
//! ```text
//! Standing + Change --apply--> what no longer holds goes --neighbourhood--> requests whose proposals may move
//!     --part--> a small problem: everything else is pinned --search--> the best plan of the part, proven --> Settled
//! ```
//!
//! A [`Standing`] is a problem with its candidates and the plan in force. After a [`Change`] the requests around it are decided
//! anew, beside all that stays: what others hold is pinned in the small problem, as confirmed assignments are in the large one,
//! so that no proposal outside the neighbourhood and nothing confirmed ever moves. Within it the answer is the best there is,
//! both levels in their order; the second counts [`Options::keep_minutes`] less for each proposal that stays, because a mail
//! that has gone out and comes undone costs trust. The plan file's own objective knows no such bonus.
//!
//! Deliberately absent: the decision when a whole run is due (changes one by one drift away from its plan), and writing anything.

mod bound;
mod deep;
mod ground;
mod neighbourhood;
mod part;
mod pool;
mod schedules;
mod search;
mod standing;

pub use self::part::Swap;
pub use self::pool::{possible, proposals};
pub use self::standing::{Change, Standing};

use super::plan::{Candidate, LevelProof};

/// How far a change may reach, and what moving costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Minutes of effort that it is worth to leave a proposal as it is. Served weight is never traded for it.
    pub keep_minutes: u32,
    /// Requests that are decided anew, at most.
    pub requests: usize,
    /// Candidates that are weighed, at most; those of the requests nearest to the change first.
    pub candidates: usize,
    /// Ways to spend the time of one Lotse, at most; where there are more, the neighbourhood becomes smaller.
    pub schedules: usize,
    /// Schedules that the search looks at before it hands over to the whole solver.
    pub looks: u64,
    /// Whether the whole solver is asked at all. Without it a hard neighbourhood keeps the best plan found and its bounds.
    pub back_end: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { keep_minutes: 20, requests: 24, candidates: 1_500, schedules: 1_000, looks: 1_200_000, back_end: true }
    }
}

impl Options {
    /// Everything is the neighbourhood.
    pub fn unbounded() -> Self {
        Self { requests: usize::MAX, candidates: usize::MAX, schedules: 20_000, ..Self::default() }
    }
}

/// Both levels of a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    /// Served weight.
    pub weight: i64,
    /// Minutes of effort, load included.
    pub effort: i64,
}

/// How much was decided anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Requests.
    pub requests: usize,
    /// Lotsen who could serve one of them.
    pub lotsen: usize,
    /// Candidates.
    pub candidates: usize,
}

/// What a change led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// Proposals that are no more, by request and Lotse.
    pub went: Vec<Candidate>,
    /// Proposals that are new.
    pub came: Vec<Candidate>,
    /// The plan before the change.
    pub before: Levels,
    /// The plan now.
    pub after: Levels,
    /// The neighbourhood's weight: its bound says that no plan that leaves everything else alone serves more.
    pub weight: LevelProof,
    /// The neighbourhood's effort less what staying is worth: its bound holds among plans of the same weight.
    pub effort: LevelProof,
    /// How large the neighbourhood was.
    pub size: Size,
}

impl Settled {
    /// Whether nothing better exists within the neighbourhood.
    pub fn proven(&self) -> bool {
        self.weight.optimal && self.effort.optimal
    }

    /// Requests that have fewer places filled than before, ascending.
    pub fn lost(&self) -> Vec<u32> {
        let filled = |list: &[Candidate], request: u32| list.iter().filter(|c| c.request == request).count();
        let mut lost: Vec<u32> = self.went.iter().map(|candidate| candidate.request).collect();
        lost.sort_unstable();
        lost.dedup();
        lost.retain(|request| filled(&self.came, *request) < filled(&self.went, *request));
        lost
    }
}

/// Whether a candidate of a trial fits beside all proposals for other requests.
pub fn is_free(standing: &Standing, swap: &Swap<'_>, candidate: &Candidate) -> bool {
    neighbourhood::blockers(standing, Some(swap), candidate).is_empty()
}
