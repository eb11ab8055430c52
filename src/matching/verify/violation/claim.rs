//! What a plan says of itself and is not so: names, appointments, effort, totals, proof and explanations.

use chrono::NaiveDateTime;

use crate::domain::code::Mode;
use crate::matching::constraints::HardConstraint;
use crate::matching::objectives::Objective;

/// A statement of the plan that does not follow from the problem and the proposals.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Claim {
    /// The plan is of a problem with another name.
    #[error("made for problem {found:?}, not {expected:?}")]
    ProblemName {
        /// The problem's name.
        expected: String,
        /// What the plan says.
        found: String,
    },
    /// No request has this id.
    #[error("the problem has no such request")]
    UnknownRequest,
    /// No Lotse has this id.
    #[error("the problem has no such Lotse")]
    UnknownLotse,
    /// The index of the appointment is too high.
    #[error("appointment {index} of {alternatives}, counted from 0")]
    AppointmentIndex {
        /// As proposed.
        index: u16,
        /// How many the request has.
        alternatives: usize,
    },
    /// The appointment begins at another time.
    #[error("begins at {expected}, not {found}")]
    AppointmentStart {
        /// By the problem.
        expected: NaiveDateTime,
        /// By the plan.
        found: NaiveDateTime,
    },
    /// The request does not accept the mode.
    #[error("the request does not accept {mode}")]
    RequestMode {
        /// As proposed.
        mode: Mode,
    },
    /// The problem lists its candidates, and this is none of them.
    #[error("appointment {appointment} by {mode} is not among the candidates that the problem lists")]
    NotListed {
        /// As proposed.
        appointment: usize,
        /// As proposed.
        mode: Mode,
    },
    /// A term of the effort has another value.
    #[error("the term {objective} comes to {expected} minutes, not {found}")]
    Term {
        /// Which.
        objective: Objective,
        /// By the problem; 0 where it does not apply.
        expected: i64,
        /// By the plan; 0 where it is not listed.
        found: i64,
    },
    /// A term stands in the list twice, or with the value 0.
    #[error("the term {objective} is listed twice or with 0 minutes")]
    TermListing {
        /// Which.
        objective: Objective,
    },
    /// The effort has another value.
    #[error("the effort comes to {expected} minutes, not {found}")]
    Effort {
        /// By the problem.
        expected: i64,
        /// By the plan.
        found: i64,
    },
    /// A figure of the totals has another value.
    #[error("totals.{field} comes to {expected}, not {found}")]
    Total {
        /// The field.
        field: &'static str,
        /// By the problem and the proposals.
        expected: i64,
        /// By the plan.
        found: i64,
    },
    /// `by_priority` does not list each priority once, highest first.
    #[error("{of}.by_priority does not list every priority that occurs once, highest first")]
    PriorityOrder {
        /// `totals` or `baseline`.
        of: &'static str,
    },
    /// The totals of first come, first served contradict the problem, the proof or themselves.
    #[error("baseline.{field} is {found}, which cannot be: {reason}")]
    Baseline {
        /// The field.
        field: &'static str,
        /// Its value.
        found: i64,
        /// Why not.
        reason: &'static str,
    },
    /// The proof speaks of another value than the plan has.
    #[error("proof.{level}.value is {found}, the plan has {expected}")]
    ProofValue {
        /// Which level.
        level: Level,
        /// Recomputed.
        expected: i64,
        /// By the plan.
        found: i64,
    },
    /// The plan is better than the best possible.
    #[error("proof.{level}.bound is {bound}, but the plan reaches {value}")]
    Bound {
        /// Which level.
        level: Level,
        /// Recomputed.
        value: i64,
        /// By the plan.
        bound: i64,
    },
    /// `optimal` does not say whether value and bound are equal.
    #[error("proof.{level}.optimal is {found} with value {value} and bound {bound}")]
    OptimalFlag {
        /// Which level.
        level: Level,
        /// By the plan.
        value: i64,
        /// By the plan.
        bound: i64,
        /// By the plan.
        found: bool,
    },
    /// A request with open places is not among the unserved.
    #[error("{open_places} places are open, but `unserved` does not have the request")]
    UnservedMissing {
        /// How many.
        open_places: i64,
    },
    /// A request is among the unserved more than once.
    #[error("stands in `unserved` twice")]
    UnservedTwice,
    /// Another number of places is open.
    #[error("{expected} places are open, not {found}")]
    OpenPlaces {
        /// By the proposals.
        expected: i64,
        /// By the plan.
        found: i64,
    },
    /// A constraint removed another number of Lotsen.
    #[error("{constraint} removed {expected} Lotsen, not {found}")]
    Removed {
        /// Which.
        constraint: HardConstraint,
        /// Recomputed; 0 where it removed nobody.
        expected: i64,
        /// By the plan; 0 where it is not listed.
        found: i64,
    },
    /// The constraints are not listed once each in the order of testing.
    #[error("`removed` is not in the order of testing, each constraint once")]
    RemovedOrder,
    /// Another number of Lotsen could go.
    #[error("{expected} Lotsen could go, not {found}")]
    Candidates {
        /// Recomputed.
        expected: i64,
        /// By the plan.
        found: i64,
    },
    /// A request is blamed wrongly, or not blamed although it keeps a Lotse who could go from going.
    #[error("lost_to: {other:?} {reason}")]
    LostTo {
        /// The other request.
        other: String,
        /// What is wrong with naming it or not.
        reason: &'static str,
    },
    /// A cure, or what it would take to serve a request as it is, contradicts the problem or the proposals.
    #[error("a cure by {lotse:?} {reason}")]
    Cure {
        /// Who would go.
        lotse: String,
        /// What cannot be.
        reason: &'static str,
    },
}

/// A level of the objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Level {
    /// Served weight.
    #[error("weight")]
    Weight,
    /// Minutes of effort.
    #[error("effort")]
    Effort,
}

impl Claim {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ProblemName { .. } => "problem_name",
            Self::UnknownRequest => "unknown_request",
            Self::UnknownLotse => "unknown_lotse",
            Self::AppointmentIndex { .. } => "appointment_index",
            Self::AppointmentStart { .. } => "appointment_start",
            Self::RequestMode { .. } => "request_mode",
            Self::NotListed { .. } => "not_listed",
            Self::Term { .. } => "term",
            Self::TermListing { .. } => "term_listing",
            Self::Effort { .. } => "effort",
            Self::Total { .. } => "total",
            Self::PriorityOrder { .. } => "priority_order",
            Self::Baseline { .. } => "baseline",
            Self::ProofValue { .. } => "proof_value",
            Self::Bound { .. } => "bound",
            Self::OptimalFlag { .. } => "optimal_flag",
            Self::UnservedMissing { .. } => "unserved_missing",
            Self::UnservedTwice => "unserved_twice",
            Self::OpenPlaces { .. } => "open_places",
            Self::Removed { .. } => "removed",
            Self::RemovedOrder => "removed_order",
            Self::Candidates { .. } => "candidates",
            Self::LostTo { .. } => "lost_to",
            Self::Cure { .. } => "cure",
        }
    }
}
