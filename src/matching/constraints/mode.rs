//! `mode`: the Lotse works in the mode.

use super::Meeting;

/// Whether the mode is among the Lotse's.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    meeting.pair.lotse.modes.contains(&meeting.mode)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::code::Mode;
    use crate::matching::testing::{in_mode, problem};

    #[test]
    fn among_the_modes() {
        let problem = problem(json!({"modes": ["phone"]}), json!({"modes": ["in_person", "phone"]}));
        assert!(!super::holds(&in_mode(&problem, Mode::InPerson)));
        assert!(super::holds(&in_mode(&problem, Mode::Phone)));
    }
}
