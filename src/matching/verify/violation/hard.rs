//! Broken hard constraints: those of one candidate, and those of the plan as a set.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::code::{Gender, LotseStatus, Mode, Service, Topic};
use crate::domain::time::Week;
use crate::matching::constraints::HardConstraint;

/// A hard constraint that does not hold, with what shows it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Hard {
    /// Not active.
    #[error("the Lotse is {status}, not active")]
    Status {
        /// Where they stand.
        status: LotseStatus,
    },
    /// No consent.
    #[error("the Lotse has not agreed to the processing of their data")]
    Consent,
    /// The carrier is neither in charge nor lends to one that is.
    #[error("carrier {carrier:?} may not serve the request; those who may: {allowed}")]
    Pool {
        /// The carrier of the Lotse.
        carrier: String,
        /// The carriers that may serve the request.
        allowed: Arc<str>,
    },
    /// The service is not given.
    #[error("the Lotse does not give {service}")]
    Service {
        /// What is asked for.
        service: Service,
    },
    /// No language fits.
    #[error("the Lotse speaks none of {acceptable} well enough")]
    Language {
        /// Every language that would do, with its least level.
        acceptable: Arc<str>,
    },
    /// Another gender than the request must have.
    #[error("must be {must}, is {}", .is.map_or("not stated", Gender::code))]
    Gender {
        /// Asked for.
        must: Gender,
        /// Stated.
        is: Option<Gender>,
    },
    /// One side does not want the other.
    #[error("{0}")]
    Exclusion(Barrier),
    /// The mode is not offered.
    #[error("the Lotse does not work by {mode}")]
    Mode {
        /// The proposed mode.
        mode: Mode,
    },
    /// Further away than the radius.
    #[error("{metres} m away, more than {limit_metres} m")]
    Distance {
        /// Straight line.
        metres: u32,
        /// The radius.
        limit_metres: u64,
    },
    /// Away.
    #[error("away on {day} (absent from {first} to {last})")]
    Absence {
        /// The first touched day.
        day: NaiveDate,
        /// First day of the absence.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
    },
    /// No weekly window holds the sitting and the ways.
    #[error("no weekly window holds {minutes} minutes at {start} with {way} minutes of way before and after")]
    Availability {
        /// Local begin.
        start: NaiveDateTime,
        /// Length.
        minutes: i64,
        /// One way, minutes.
        way: i64,
    },
    /// A qualification is not held on a day.
    #[error("{code:?} is not held on {day}")]
    Qualification {
        /// The qualification.
        code: String,
        /// The day.
        day: NaiveDate,
    },
    /// Two sittings of a Lotse are too close.
    #[error("{start} and {other_start} ({other}) clash: {way} minutes of way between them")]
    Overlap {
        /// Local begin of the proposed sitting.
        start: NaiveDateTime,
        /// Local begin of the other sitting.
        other_start: NaiveDateTime,
        /// The other's request, or `confirmed`.
        other: String,
        /// Minutes from one place to the other.
        way: i64,
    },
    /// Too much in a week.
    #[error("{proposed} {limit} in week {}-W{:02}, {left} left", .week.year, .week.number)]
    WeeklyLoad {
        /// The week.
        week: Week,
        /// What is counted.
        limit: Limit,
        /// Proposed.
        proposed: i64,
        /// Left beside the confirmed sittings.
        left: i64,
    },
    /// Too much in a year.
    #[error("{proposed} minutes in {year}, {left} left")]
    YearlyCap {
        /// The year.
        year: i32,
        /// Proposed minutes.
        proposed: i64,
        /// Minutes left beside the confirmed sittings.
        left: i64,
    },
    /// Too much interpreting for a client in a year.
    #[error("{proposed} sittings of interpreting for client {client:?} in {year}, {left} left")]
    ClientCap {
        /// The client.
        client: String,
        /// The year.
        year: i32,
        /// Proposed sittings.
        proposed: i64,
        /// Sittings left.
        left: i64,
    },
    /// Asked too often.
    #[error("{proposed} proposals, {left} asks left")]
    AskBudget {
        /// Proposals to the Lotse.
        proposed: i64,
        /// Asks left.
        left: i64,
    },
    /// More Lotsen than places.
    #[error("{proposed} Lotsen for {places} places")]
    Places {
        /// Proposals.
        proposed: i64,
        /// Places.
        places: i64,
    },
    /// A request at two of its alternatives.
    #[error("at {alternatives:?}, though all Lotsen of a request come to one appointment")]
    OneAlternative {
        /// The indices of the appointments, ascending.
        alternatives: Vec<usize>,
    },
    /// A Lotse twice at one request.
    #[error("the Lotse is proposed {times} times for this request")]
    LotseTwice {
        /// How often.
        times: usize,
    },
}

/// Why one side does not want the other.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Barrier {
    /// By the request.
    #[error("the request excludes the Lotse")]
    Lotse,
    /// By the Lotse.
    #[error("the Lotse does not work for organisation {0:?}")]
    Organisation(String),
    /// By the Lotse.
    #[error("the Lotse does not accompany client {0:?}")]
    Client(String),
    /// By the Lotse.
    #[error("the Lotse does not take topic {0}")]
    Topic(Topic),
}

/// What a weekly limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// Minutes of sittings.
    #[error("minutes")]
    Minutes,
    /// Sittings.
    #[error("sittings")]
    Sittings,
}

impl Hard {
    /// The constraint of section 2; the three rules about the places of a request have no entry there.
    pub const fn constraint(&self) -> Option<HardConstraint> {
        Some(match self {
            Self::Status { .. } => HardConstraint::Status,
            Self::Consent => HardConstraint::Consent,
            Self::Pool { .. } => HardConstraint::Pool,
            Self::Service { .. } => HardConstraint::Service,
            Self::Language { .. } => HardConstraint::Language,
            Self::Gender { .. } => HardConstraint::Gender,
            Self::Exclusion(_) => HardConstraint::Exclusion,
            Self::Mode { .. } => HardConstraint::Mode,
            Self::Distance { .. } => HardConstraint::Distance,
            Self::Absence { .. } => HardConstraint::Absence,
            Self::Availability { .. } => HardConstraint::Availability,
            Self::Qualification { .. } => HardConstraint::Qualification,
            Self::Overlap { .. } => HardConstraint::Overlap,
            Self::WeeklyLoad { .. } => HardConstraint::WeeklyLoad,
            Self::YearlyCap { .. } => HardConstraint::YearlyCap,
            Self::ClientCap { .. } => HardConstraint::ClientCap,
            Self::AskBudget { .. } => HardConstraint::AskBudget,
            Self::Places { .. } | Self::OneAlternative { .. } | Self::LotseTwice { .. } => return None,
        })
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self.constraint() {
            Some(constraint) => constraint.code(),
            None => match self {
                Self::OneAlternative { .. } => "one_alternative",
                Self::LotseTwice { .. } => "lotse_twice",
                _ => "places",
            },
        }
    }
}
