//! `language`: what the best fitting spoken language costs: a step for each level below C1, and standing in for another variety.

use super::summand;
use crate::domain::language::Level;
use crate::matching::constraints::{Meeting, language};

/// The least over the Lotse's languages that the request accepts; 0 where none is needed.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    let weights = &meeting.pair.problem.weights.effort;
    let cost = |level: Level, variety: u32| {
        let steps = (Level::C1 as u32).saturating_sub(level as u32);
        let variety = u64::from(variety) * u64::from(weights.variety_percent) / 100;
        summand(weights.level_step.saturating_mul(steps))
            .saturating_add(summand(u32::try_from(variety).unwrap_or(u32::MAX)))
    };
    language::best(&meeting.pair, cost).unwrap_or(0)
}
