//! `ask_budget`: a Lotse gets no more offers in a week than they want. Each proposal becomes one offer, a series too.

use super::Meeting;

/// Whether one more offer is left.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    meeting.pair.lotse.asks_left.is_none_or(|left| left > 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{meeting, problem};

    #[test]
    fn while_offers_are_left() {
        for (left, expected) in [(json!(0), false), (json!(1), true), (json!(null), true)] {
            let problem = problem(json!({"asks_left": left}), json!({}));
            assert_eq!(super::holds(&meeting(&problem)), expected);
        }
    }
}
