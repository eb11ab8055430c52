//! `asked`: whoever was asked lately is asked later.

use super::summand;
use crate::matching::constraints::Meeting;

/// `asked` times what is left of `asked_days` since the last offer, rounded down.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    let weights = &meeting.pair.problem.weights.effort;
    match meeting.pair.lotse.asked_days_ago {
        Some(days) if days < weights.asked_days => {
            let left = u64::from(weights.asked_days - days);
            summand(u32::try_from(u64::from(weights.asked) * left / u64::from(weights.asked_days)).unwrap_or(u32::MAX))
        }
        _ => 0,
    }
}
