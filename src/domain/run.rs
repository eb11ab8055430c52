//! Runs of the matching as they are remembered: what was asked, when, how far they have come, and what came out.
//!
//! Plan, totals and reasons are documents here: their shape is the matching's business, and nobody computes with them
//! once they are stored.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::id::{OrganisationId, RequestId, RunId};

/// One run of the matching over a scope.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchingRun {
    /// Identity.
    pub id: RunId,
    /// The carrier whose requests are matched; `None` for those of all carriers.
    pub carrier: Option<OrganisationId>,
    /// How it came about.
    pub trigger: RunTrigger,
    /// The same problem and seed give the same plan, as long as half of the time limit is enough.
    pub seed: u64,
    /// When it began; of one that waits, when it was queued.
    pub started_at: DateTime<Utc>,
    /// What it was last known to be at.
    pub reached: Option<Reached>,
    /// Whether it is to stop as soon as it can.
    pub is_stopping: bool,
    /// How far it has come.
    pub progress: RunProgress,
}

/// What a run is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Which part of its work.
    pub phase: RunPhase,
    /// How much of this part is done, where that is known.
    pub percent: Option<u8>,
}

super::code::codes! {
    /// How far a run has come, without what belongs to it.
    RunState {
        /// It waits for a worker.
        Queued = "queued",
        /// It is being solved.
        Running = "running",
        /// Its plan is stored.
        Finished = "finished",
        /// There is no plan.
        Failed = "failed",
        /// Somebody called it off before there was one.
        Cancelled = "cancelled",
    }

    /// How runs come about.
    RunTrigger {
        /// Somebody asked for it.
        Ordered = "ordered",
        /// Something happened that leaves something to be decided: a request, an answer, a call-off.
        Event = "event",
        /// It comes by the clock.
        Schedule = "schedule",
    }

    /// The parts of a run's work, in order.
    RunPhase {
        /// Reads what is open.
        Reading = "reading",
        /// Looks for those who could go.
        Candidates = "candidates",
        /// Decides.
        Solving = "solving",
        /// Explains what stays open.
        Explaining = "explaining",
        /// Checks and stores the plan.
        Storing = "storing",
    }
}

impl RunState {
    /// Whether nothing more comes of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Failed | Self::Cancelled)
    }
}

impl RunProgress {
    /// The state without what belongs to it.
    pub const fn state(&self) -> RunState {
        match self {
            Self::Queued => RunState::Queued,
            Self::Running => RunState::Running,
            Self::Finished { .. } => RunState::Finished,
            Self::Failed { .. } => RunState::Failed,
            Self::Cancelled { .. } => RunState::Cancelled,
        }
    }

    /// When it ended.
    pub const fn ended_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Queued | Self::Running => None,
            Self::Finished { at, .. } | Self::Failed { at, .. } | Self::Cancelled { at } => Some(*at),
        }
    }
}

/// How far a run has come.
#[derive(Debug, Clone, PartialEq)]
pub enum RunProgress {
    /// It waits for a worker.
    Queued,
    /// It is being solved.
    Running,
    /// Its plan is stored.
    Finished {
        /// When.
        at: DateTime<Utc>,
        /// Digest of the problem that was solved.
        problem_digest: String,
        /// Figures for a report: served, bounds, times.
        totals: Value,
    },
    /// There is no plan.
    Failed {
        /// When it gave up.
        at: DateTime<Utc>,
        /// Why, for the operator.
        why: String,
    },
    /// Somebody called it off before there was a plan.
    Cancelled {
        /// When it ended.
        at: DateTime<Utc>,
    },
}

/// A request that a run left unserved, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Unserved {
    /// The run.
    pub run: RunId,
    /// The request.
    pub request: RequestId,
    /// The explanation as the matching gave it.
    pub reasons: Value,
}
