//! `availability`: every sitting lies within one weekly window, and in person the ways from and to home as well.
//!
//! The window is one of the local day on which the sitting begins. Counting the way from home also where the Lotse comes from
//! another appointment loses nothing: ways keep the triangle inequality, so whoever is in time from there left home in time.

use super::Meeting;
use crate::domain::availability::Availability;
use crate::domain::request::Sitting;
use crate::domain::time::{Day, Minute};

/// Whether the Lotse has time.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let Some(availability) = &meeting.pair.lotse.availability else { return true };
    let way = Minute::from(meeting.way);
    meeting.alternative.dated().all(|(sitting, date)| fits(availability, sitting, date.day, way))
}

fn fits(availability: &Availability, sitting: &Sitting, day: Day, way: Minute) -> bool {
    availability.on(chrono::Datelike::weekday(&day.date())).any(|window| {
        day.minute(window.from()) <= sitting.begin() - way && sitting.end() + way <= day.minute(window.to())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::code::Mode;
    use crate::matching::testing::{in_mode, problem};

    #[test]
    fn sittings_and_ways_within_a_window() {
        // The way of 20.016 km straight takes 5 + 10 + 18 + 6 = 39 minutes by car: it is 27.021 km long.
        let table = [
            (json!([{"weekday": 2, "from": "09:21", "to": "11:39"}]), Mode::InPerson, true),
            (json!([{"weekday": 2, "from": "09:22", "to": "11:39"}]), Mode::InPerson, false),
            (json!([{"weekday": 2, "from": "09:21", "to": "11:38"}]), Mode::InPerson, false),
            (json!([{"weekday": 2, "from": "10:00", "to": "11:00"}]), Mode::Phone, true),
            (
                json!([{"weekday": 2, "from": "10:00", "to": "10:30"}, {"weekday": 2, "from": "10:30", "to": "11:00"}]),
                Mode::Phone,
                true,
            ),
            (json!([{"weekday": 3, "from": "08:00", "to": "18:00"}]), Mode::Phone, false),
            (json!([]), Mode::Phone, false),
            (json!(null), Mode::InPerson, true),
        ];
        for (availability, mode, expected) in table {
            let problem = problem(json!({"availability": availability}), json!({"modes": ["in_person", "phone"]}));
            let meeting = in_mode(&problem, mode);
            assert_eq!(super::holds(&meeting), expected, "{availability} {mode}, way {}", meeting.way);
        }
    }
}
