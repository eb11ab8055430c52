//! The plan file: what a run proposes, what stays open and why, how good that is and how that is proven.
//!
//! The JSON Schema comes from these types (`lotsenwerk schema plan`). Everything but `run` follows from problem and seed alone.

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::constraints::HardConstraint;
use crate::domain::code::{Mode, Priority};
use crate::domain::language::Level;

/// A pair that satisfies every hard constraint of its own, by indices into the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Candidate {
    /// Index of the request.
    pub request: u32,
    /// Index of the Lotse.
    pub lotse: u32,
    /// Index of the appointment among the request's.
    pub appointment: u16,
    /// How they meet.
    pub mode: Mode,
    /// Minutes of effort, load fairness apart.
    pub effort: i32,
}

/// The version of the format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PlanFormat {
    /// The only version so far.
    #[default]
    #[serde(rename = "lotsenwerk-plan/1")]
    V1,
}

/// A whole plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// `lotsenwerk-plan/1`.
    pub format: PlanFormat,
    /// The problem's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problem: String,
    /// The seed with which it was solved.
    pub seed: u64,
    /// What is proposed, by request, then Lotse.
    pub proposals: Vec<ProposalEntry>,
    /// Requests with open places, in the order of the problem.
    pub unserved: Vec<UnservedEntry>,
    /// What it comes to.
    pub totals: Totals,
    /// How good it is at most, level by level.
    pub proof: Proof,
    /// First come, first served on the same problem: what happens without planning.
    pub baseline: Totals,
    /// How it was found. The only part that differs from run to run.
    pub run: RunReport,
}

/// One Lotse for one place of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalEntry {
    /// The request.
    pub request: String,
    /// The Lotse.
    pub lotse: String,
    /// Index of the appointment, from 0, flexible ones after the listed.
    pub appointment: u16,
    /// Local begin of its first sitting, to read it without the problem.
    pub start: NaiveDateTime,
    /// How they meet.
    pub mode: Mode,
    /// Minutes of effort, load fairness apart: the sum of `terms`.
    pub effort: i32,
    /// Each term of the effort that is not zero. Empty for candidates that the problem lists itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

/// One term of a proposal's effort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Which.
    pub objective: super::objectives::Objective,
    /// Minutes; negative ones are reasons for the pair.
    pub minutes: i32,
}

/// A request with open places, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnservedEntry {
    /// The request.
    pub request: String,
    /// Places that stay open.
    pub open_places: u16,
    /// How many Lotsen each hard constraint removed, in the order of testing; together with `candidates` every Lotse once.
    pub removed: Vec<Removed>,
    /// Lotsen who could go if they were free of the plan's other proposals.
    pub candidates: u32,
    /// Requests that hold those candidates in this plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost_to: Vec<String>,
    /// What it would take to serve the request as it is; only where it was asked for and somebody could go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced: Option<ForcedEntry>,
    /// The smallest changes that would serve it, each tried out; only where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cures: Vec<CureEntry>,
}

/// What the plan would lose if a request had to be served as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForcedEntry {
    /// Who would go.
    pub lotse: String,
    /// Served weight that the plan would lose.
    pub loss: i64,
    /// Requests that would lose a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub displaces: Vec<String>,
}

/// One change that would serve a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CureEntry {
    /// What changes.
    pub change: CureChange,
    /// Who would go.
    pub lotse: String,
    /// Local begin of the first sitting.
    pub start: NaiveDateTime,
    /// How they would meet.
    pub mode: Mode,
    /// How much it asks of people; the smallest come first.
    pub size: u32,
    /// Proposals for other requests that would change.
    pub moves: u32,
    /// Requests that would lose a place; all weigh less.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub displaces: Vec<String>,
}

/// What would have to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CureChange {
    /// Another time: `start` of the cure.
    OtherTime {
        /// Local begin of the nearest appointment that is offered.
        instead_of: NaiveDateTime,
    },
    /// A mode that the request does not name: `mode` of the cure.
    OtherMode,
    /// The Lotse goes further.
    Radius {
        /// Their radius.
        from_km: u32,
        /// What it would have to be.
        to_km: u32,
    },
    /// A lower level of the language.
    Level {
        /// What is asked for.
        from: Level,
        /// What would do.
        to: Level,
    },
    /// The gender as a wish and no condition.
    GenderWish,
    /// The Lotse's carrier lends.
    Lending {
        /// Which.
        carrier: String,
    },
    /// One qualification less.
    Qualification {
        /// Which.
        code: String,
    },
}

/// Lotsen that one constraint removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// The first constraint that they did not pass.
    pub constraint: HardConstraint,
    /// How many.
    pub lotsen: u32,
}

/// What a plan comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Requests in the problem.
    pub requests: u64,
    /// Requests with every place filled.
    pub served: u64,
    /// Places in the problem.
    pub places: u64,
    /// Places filled.
    pub filled: u64,
    /// By priority, highest first.
    pub by_priority: Vec<PriorityTotal>,
    /// Level 1: served weight.
    pub weight: i64,
    /// Level 2: minutes of effort, load fairness included.
    pub effort: i64,
    /// Minutes of sittings.
    pub minutes: u64,
    /// Minutes of travel, both ways.
    pub travel_minutes: u64,
    /// Metres of travel by road estimate, both ways.
    pub travel_metres: u64,
    /// Lotsen with at least one proposal.
    pub lotsen: u64,
    /// Most proposed sittings of one Lotse.
    pub busiest: u64,
}

/// Requests of one priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorityTotal {
    /// Which.
    pub priority: Priority,
    /// In the problem.
    pub requests: u64,
    /// With every place filled.
    pub served: u64,
}

/// How far a level is from the best possible.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelProof {
    /// The plan's value.
    pub value: i64,
    /// No plan is better than this: at most so much weight (level 1), at least so much effort among plans with the same weight (level 2).
    pub bound: i64,
    /// `bound` equals `value`.
    pub optimal: bool,
}

impl LevelProof {
    /// A value with its bound.
    pub fn new(value: i64, bound: i64) -> Self {
        Self { value, bound, optimal: value == bound }
    }

    /// Distance from the bound in percent of the value.
    pub fn gap_percent(&self) -> f64 {
        let distance = (self.bound - self.value).unsigned_abs();
        if distance == 0 { 0.0 } else { 100.0 * distance as f64 / self.value.unsigned_abs().max(1) as f64 }
    }
}

/// Both levels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Served weight.
    pub weight: LevelProof,
    /// Effort. Its bound holds among plans that reach the same weight; it says nothing while level 1 is not proven.
    pub effort: LevelProof,
}

/// How a plan was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunReport {
    /// The back end.
    pub solver: String,
    /// Candidates generated.
    pub candidates: u64,
    /// Independent parts.
    pub components: u64,
    /// Candidates in the largest part.
    pub largest_component: u64,
    /// Where there were too many candidates: of how many Lotsen by request, the nearest who can come, they were looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<u16>,
    /// Time by phase, in order.
    pub phases: Vec<Phase>,
}

/// Time that a phase took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Which.
    pub name: String,
    /// Wall-clock milliseconds.
    pub milliseconds: f64,
}
