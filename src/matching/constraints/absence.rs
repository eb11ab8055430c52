//! `absence`: the Lotse is not away on any local day that a sitting touches.

use super::Meeting;

/// Whether the Lotse is there on every day.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let absences = &meeting.pair.lotse.absences;
    let mut dates = meeting.alternative.dated().map(|(_, date)| date);
    absences.is_empty()
        || !dates.any(|date| absences.iter().any(|away| away.first() <= date.last && date.day.date() <= away.last()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{meeting, problem};

    #[test]
    fn days_away() {
        let night = json!({"appointments": [{"start": "2026-12-15T23:00:00", "minutes": 60}]});
        let past_midnight = json!({"appointments": [{"start": "2026-12-15T23:00:00", "minutes": 61}]});
        let series = json!({"appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60,
            "further": [{"start": "2026-12-22T10:00:00", "minutes": 60}]}]});
        let table = [
            (("2026-12-15", "2026-12-15"), json!({}), false),
            (("2026-12-01", "2026-12-14"), json!({}), true),
            (("2026-12-16", "2026-12-20"), json!({}), true),
            (("2026-12-16", "2026-12-16"), night, true),
            (("2026-12-16", "2026-12-16"), past_midnight, false),
            (("2026-12-20", "2026-12-24"), series, false),
        ];
        for ((first, last), request, expected) in table {
            let problem = problem(json!({"absences": [{"first": first, "last": last}]}), request);
            assert_eq!(super::holds(&meeting(&problem)), expected, "{first} to {last}");
        }
    }
}
