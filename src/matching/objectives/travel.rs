//! `travel`: minutes from home to the place and back. In a chain of appointments this counts more than is travelled, never less.

use super::summand;
use crate::matching::constraints::Meeting;

/// `travel_percent` of both ways of every sitting, rounded down.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    let sittings = meeting.alternative.appointment.sittings().len();
    let both_ways = 2 * u64::from(meeting.way) * sittings as u64;
    let percent = u64::from(meeting.pair.problem.weights.effort.travel_percent);
    summand(u32::try_from(both_ways * percent / 100).unwrap_or(u32::MAX))
}
