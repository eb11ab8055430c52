//! `distance`: in person, the place lies within the Lotse's radius around home, straight line.
//!
//! Without travel, without a radius, or with an unknown place nothing is limited.

use super::Meeting;
use crate::domain::code::Mode;

/// Whether the place is within the radius.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let (problem, lotse, request) = (meeting.pair.problem, meeting.pair.lotse, meeting.pair.request);
    if meeting.mode != Mode::InPerson || problem.travel.is_none() {
        return true;
    }
    match (lotse.radius_m, lotse.home, request.place) {
        (Some(radius), Some(home), Some(place)) => home.is_within_m(place, radius),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::code::Mode;
    use crate::matching::testing::{in_mode, problem, with};

    #[test]
    fn within_the_radius() {
        // 0.18 degrees of latitude are 20,016 metres.
        let table = [(20, Mode::InPerson, false), (21, Mode::InPerson, true), (20, Mode::Phone, true)];
        for (radius, mode, expected) in table {
            let problem = problem(json!({"radius_km": radius}), json!({"modes": ["in_person", "phone"]}));
            assert_eq!(super::holds(&in_mode(&problem, mode)), expected, "{radius} km, {mode}");
        }
        assert!(super::holds(&in_mode(&problem(json!({}), json!({})), Mode::InPerson)));
        let off = with(json!({"radius_km": 1}), json!({}), json!({"travel": null}));
        assert!(super::holds(&in_mode(&off, Mode::InPerson)));
    }
}
