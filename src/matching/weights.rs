//! The weights of both objective levels. `config/matching.toml` holds the values in force, each with its meaning.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::code::Priority;

/// Level 1: what serving one place of a request is worth. Units of their own, never traded for minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ServedWeights {
    /// Worth of a request with priority `low`.
    pub low: u32,
    /// Worth of a request with priority `normal`.
    pub normal: u32,
    /// Worth of a request with priority `high`.
    pub high: u32,
    /// Worth of a request with priority `urgent`.
    pub urgent: u32,
    /// Added for each whole day that it has waited.
    pub waiting_day: u32,
    /// Days of waiting beyond this add nothing.
    pub waiting_days_at_most: u32,
}

impl Default for ServedWeights {
    fn default() -> Self {
        Self { low: 500, normal: 1000, high: 1500, urgent: 4000, waiting_day: 20, waiting_days_at_most: 25 }
    }
}

impl ServedWeights {
    /// Every place is worth the same, so that served weight is a number of places.
    pub const EQUAL: Self = Self { low: 1, normal: 1, high: 1, urgent: 1, waiting_day: 0, waiting_days_at_most: 0 };

    /// What one place of a request with this priority and waiting time is worth.
    pub fn of(&self, priority: Priority, waiting_days: u32) -> i64 {
        let base = match priority {
            Priority::Low => self.low,
            Priority::Normal => self.normal,
            Priority::High => self.high,
            Priority::Urgent => self.urgent,
        };
        i64::from(base) + i64::from(self.waiting_day) * i64::from(waiting_days.min(self.waiting_days_at_most))
    }
}

/// Level 2: minutes of volunteer effort. Every term is in minutes, so that a weight reads as "worth a way of so many minutes".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EffortWeights {
    /// Percent of the travel minutes, both ways, that count.
    pub travel_percent: u32,
    /// Added for each assignment that the Lotse already has in the same week: the second costs one step, the third two.
    pub load_step: u32,
    /// Added for each level below C1 at which the Lotse speaks the language.
    pub level_step: u32,
    /// Percent of the minutes that the table of language varieties charges.
    pub variety_percent: u32,
    /// Added for each place by which the mode stands lower in the request's wishes.
    pub mode_step: u32,
    /// Added for each place by which the appointment stands lower among the alternatives.
    pub appointment_step: u32,
    /// Added when a wished gender is not met.
    pub gender_wish: u32,
    /// Taken off when the newcomer knows the Lotse and has met them fewer than `known_at_most` times.
    pub known: u32,
    /// Lotsen are guides, not patrons: from so many meetings on, knowing each other counts nothing.
    pub known_at_most: u32,
    /// Taken off when the Lotse likes the topic.
    pub topic_wish: u32,
    /// Added when the Lotse was asked today; it falls evenly to nothing over `asked_days`.
    pub asked: u32,
    /// Days after which having been asked counts nothing.
    pub asked_days: u32,
}

impl Default for EffortWeights {
    fn default() -> Self {
        Self {
            travel_percent: 100,
            load_step: 25,
            level_step: 5,
            variety_percent: 100,
            mode_step: 15,
            appointment_step: 10,
            gender_wish: 30,
            known: 30,
            known_at_most: 5,
            topic_wish: 5,
            asked: 20,
            asked_days: 28,
        }
    }
}

/// Both levels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// Level 1.
    pub served: ServedWeights,
    /// Level 2.
    pub effort: EffortWeights,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_adds_up_to_its_bound() {
        let weights = ServedWeights::default();
        assert_eq!(weights.of(Priority::Normal, 0), 1000);
        assert_eq!(weights.of(Priority::Normal, 3), 1060);
        assert_eq!(weights.of(Priority::Normal, 400), 1500);
    }
}
