//! Runs of the matching as they are remembered: what was asked, when, and what came out.
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
    /// The same problem and seed give the same plan.
    pub seed: u64,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How far it has come.
    pub progress: RunProgress,
}

/// How far a run has come.
#[derive(Debug, Clone, PartialEq)]
pub enum RunProgress {
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
