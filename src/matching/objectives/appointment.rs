//! `appointment`: a step for each place by which the appointment stands lower among the alternatives.

use super::summand;
use crate::matching::constraints::Meeting;

/// `appointment_step` times the place of the alternative, from 0; flexible times share the place after the last listed one.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    summand(meeting.pair.problem.weights.effort.appointment_step.saturating_mul(u32::from(meeting.alternative.wish)))
}
