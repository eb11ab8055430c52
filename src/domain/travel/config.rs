//! The travel estimate as files have it, and what a table must fulfil to be one.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Transport;

/// A stretch of the straight line and how much longer the road is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetourStretch {
    /// The stretch ends at this many metres of straight line; absent in the last one, which has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_m: Option<u32>,
    /// Road metres per thousand metres of straight line, 1000…10 000.
    pub permille: u32,
}

/// A stretch of road and how slowly it is travelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaceStretch {
    /// The stretch ends at this many metres of road; absent in the last one, which has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_m: Option<u32>,
    /// Milliseconds per metre of road, 1…10 000. 3600 divided by it is the speed in km/h.
    pub pace_ms_per_m: u32,
}

/// What one means of transport costs in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Means {
    /// Minutes every way takes however short it is: parking, the walk to the stop, waiting. At most 1440.
    pub fixed_minutes: u32,
    /// The stretches of road, nearest first, never slower than the one before.
    pub stretches: Vec<PaceStretch>,
}

/// One [`Means`] for each [`Transport`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeansTable {
    /// By car.
    pub car: Means,
    /// By bus and train.
    pub public_transport: Means,
    /// By bicycle.
    pub bicycle: Means,
    /// On foot.
    pub foot: Means,
}

impl MeansTable {
    pub(super) const fn of(&self, transport: Transport) -> &Means {
        match transport {
            Transport::Car => &self.car,
            Transport::PublicTransport => &self.public_transport,
            Transport::Bicycle => &self.bicycle,
            Transport::Foot => &self.foot,
        }
    }
}

/// The travel estimate as configuration and problem files have it, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTravelTable {
    /// How much longer the road is than the straight line, nearest stretch first, never rising.
    pub detour: Vec<DetourStretch>,
    /// The time each means of transport takes.
    pub means: MeansTable,
}

/// Checks one list of stretches: (end, rate), rates from `least` to 10 000.
pub(super) fn check(
    list: TravelList,
    least: u32,
    stretches: impl ExactSizeIterator<Item = (Option<u32>, u32)>,
) -> Result<(), TravelTableError> {
    let count = stretches.len();
    let mut before = (0, 10_000);
    for (number, (up_to, rate)) in (1..).zip(stretches) {
        match up_to {
            None if number < count => return Err(TravelTableError::OpenTooEarly { list, number }),
            Some(_) if number == count => return Err(TravelTableError::NoOpenEnd { list }),
            Some(end) if end <= before.0 => {
                return Err(TravelTableError::NotAscending { list, number, value: end });
            }
            _ => {}
        }
        if rate < least || rate > 10_000 {
            return Err(TravelTableError::RateOutOfRange { list, number, value: rate, least });
        }
        if rate > before.1 {
            return Err(TravelTableError::RateRises { list, number, value: rate, before: before.1 });
        }
        before = (up_to.unwrap_or(u32::MAX), rate);
    }
    if count == 0 { Err(TravelTableError::NoOpenEnd { list }) } else { Ok(()) }
}

/// Which list of stretches an error is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TravelList {
    /// From straight line to road.
    Detour,
    /// The pace of one means of transport.
    Means(Transport),
}

impl fmt::Display for TravelList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Detour => f.write_str("detour"),
            Self::Means(transport) => write!(f, "means.{transport}.stretches"),
        }
    }
}

/// Why a [`RawTravelTable`] is none. Stretches count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TravelTableError {
    /// The last stretch (or the only place for one) has an end, so longer ways would have no rate.
    #[error("{list}: the last stretch must have no up_to_m")]
    NoOpenEnd {
        /// The list at fault.
        list: TravelList,
    },
    /// A stretch without an end is followed by others.
    #[error("{list}: stretch {number} has no up_to_m but is not the last")]
    OpenTooEarly {
        /// The list at fault.
        list: TravelList,
        /// The stretch at fault, from 1.
        number: usize,
    },
    /// A stretch ends no later than the one before it (or at zero).
    #[error("{list}: stretch {number} ends at {value} m, no further than the one before")]
    NotAscending {
        /// The list at fault.
        list: TravelList,
        /// The stretch at fault, from 1.
        number: usize,
        /// Its end in metres.
        value: u32,
    },
    /// A detour below 1000 or a pace below 1, or either above 10 000.
    #[error("{list}: stretch {number} has the rate {value}, outside {least}..10000")]
    RateOutOfRange {
        /// The list at fault.
        list: TravelList,
        /// The stretch at fault, from 1.
        number: usize,
        /// Its rate.
        value: u32,
        /// The least rate allowed in this list.
        least: u32,
    },
    /// A stretch is slower (or more winding) than the one before, which would break the triangle inequality.
    #[error("{list}: stretch {number} has the rate {value}, more than the {before} before it")]
    RateRises {
        /// The list at fault.
        list: TravelList,
        /// The stretch at fault, from 1.
        number: usize,
        /// Its rate.
        value: u32,
        /// The rate of the stretch before.
        before: u32,
    },
    /// More than a day of fixed minutes.
    #[error("means.{transport}.fixed_minutes is {value}, more than 1440")]
    FixedMinutes {
        /// The means at fault.
        transport: Transport,
        /// Its fixed minutes.
        value: u32,
    },
}

impl TravelTableError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoOpenEnd { .. } => "travel_no_open_end",
            Self::OpenTooEarly { .. } => "travel_open_too_early",
            Self::NotAscending { .. } => "travel_not_ascending",
            Self::RateOutOfRange { .. } => "travel_rate_out_of_range",
            Self::RateRises { .. } => "travel_rate_rises",
            Self::FixedMinutes { .. } => "travel_fixed_minutes_too_many",
        }
    }
}
