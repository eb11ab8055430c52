//! `overlap`: between any two sittings of a Lotse there is time for the way from one to the other.
//!
//! During a sitting in person the Lotse is at its place, on the telephone at home.

use super::Meeting;
use crate::matching::problem::{Pinned, reachable};

/// Whether the meeting leaves time for everything that is confirmed.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let (problem, lotse) = (meeting.pair.problem, meeting.pair.lotse);
    let at = problem.whereabouts(lotse, meeting.pair.request, meeting.mode);
    let free_of = |pinned: &Pinned| {
        let sittings = meeting.alternative.appointment.sittings();
        sittings.iter().all(|s| reachable(problem, lotse.transport, (s, at), (&pinned.sitting, pinned.at)))
    };
    lotse.pinned.iter().all(free_of)
}

/// Whether one Lotse cannot take both of their meetings.
pub fn clash(one: &Meeting<'_>, other: &Meeting<'_>) -> bool {
    let (problem, lotse) = (one.pair.problem, one.pair.lotse);
    let at_one = problem.whereabouts(lotse, one.pair.request, one.mode);
    let at_other = problem.whereabouts(lotse, other.pair.request, other.mode);
    let others = other.alternative.appointment.sittings();
    one.alternative
        .appointment
        .sittings()
        .iter()
        .any(|a| others.iter().any(|b| !reachable(problem, lotse.transport, (a, at_one), (b, at_other))))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::code::Mode;
    use crate::matching::testing::{in_mode, meeting, with};

    fn confirmed(start: &str, minutes: u32) -> serde_json::Value {
        // At the Lotse's home town, 39 minutes from the request's place.
        json!({"assignments": [{"lotse": "L1", "place": {"lat": 51.0, "lon": 10.0},
            "sittings": [{"start": start, "minutes": minutes}]}]})
    }

    #[test]
    fn time_for_the_way_before_and_after() {
        let table = [
            ("2026-12-15T09:00:00", 21, true),
            ("2026-12-15T09:00:00", 22, false),
            ("2026-12-15T11:39:00", 30, true),
            ("2026-12-15T11:38:00", 30, false),
            ("2026-12-15T10:15:00", 15, false),
            ("2026-12-16T10:00:00", 60, true),
        ];
        for (start, minutes, expected) in table {
            let problem = with(json!({}), json!({}), confirmed(start, minutes));
            assert_eq!(super::holds(&meeting(&problem)), expected, "{start} for {minutes}");
        }
    }

    #[test]
    fn on_the_telephone_the_lotse_is_at_home() {
        // From the neighbour's to home it is no way, but the table's 5 fixed minutes.
        for (minutes, expected) in [(55, true), (56, false)] {
            let problem = with(json!({}), json!({"modes": ["phone"]}), confirmed("2026-12-15T09:00:00", minutes));
            assert_eq!(super::holds(&in_mode(&problem, Mode::Phone)), expected);
        }
    }

    #[test]
    fn one_call_may_follow_another_at_once() {
        let calls = json!({"modes": ["phone"], "appointments": [
            {"start": "2026-12-15T10:00:00", "minutes": 60}, {"start": "2026-12-15T11:00:00", "minutes": 60}]});
        let problem = with(json!({}), calls, json!({}));
        let pair = crate::matching::testing::pair(&problem);
        assert!(!super::clash(&pair.at(0, Mode::Phone).unwrap(), &pair.at(1, Mode::Phone).unwrap()));
    }

    #[test]
    fn two_meetings() {
        let options = json!({"appointments": [
            {"start": "2026-12-15T10:00:00", "minutes": 60},
            {"start": "2026-12-15T11:00:00", "minutes": 60},
            {"start": "2026-12-15T10:59:00", "minutes": 60},
        ]});
        let problem = with(json!({}), options, json!({}));
        let pair = crate::matching::testing::pair(&problem);
        let at = |appointment| pair.at(appointment, Mode::InPerson).unwrap();
        // Same place: 5 fixed minutes of the table lie between two sittings even without a way.
        assert!(super::clash(&at(0), &at(2)));
        assert!(super::clash(&at(0), &at(0)));
        assert!(super::clash(&at(0), &at(1)));
    }
}
