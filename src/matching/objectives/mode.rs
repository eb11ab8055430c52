//! `mode`: a step for each place by which the mode stands lower in the request's wishes.

use super::summand;
use crate::matching::constraints::Meeting;

/// `mode_step` times the place of the mode, from 0.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    let place = meeting.pair.request.modes.iter().position(|mode| *mode == meeting.mode).unwrap_or(0);
    summand(meeting.pair.problem.weights.effort.mode_step.saturating_mul(place as u32))
}
