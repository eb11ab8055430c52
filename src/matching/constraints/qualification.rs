//! `qualification`: every qualification that the request asks for counts on the day of every sitting on which it is asked for.

use super::Meeting;

/// Whether nothing is missing on any day.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let (lotse, request) = (meeting.pair.lotse, meeting.pair.request);
    request
        .qualifications
        .iter()
        .all(|required| meeting.alternative.dated().all(|(_, date)| required.is_met_on(date.day.date(), &lotse.held)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{meeting, problem};

    #[test]
    fn valid_on_the_day() {
        let table = [
            (json!([{"code": "basic_course"}]), true),
            (json!([{"code": "basic_course", "from": "2026-12-15"}]), true),
            (json!([{"code": "basic_course", "from": "2026-12-16"}]), false),
            (json!([{"code": "basic_course", "until": "2026-12-15"}]), true),
            (json!([{"code": "basic_course", "until": "2026-12-14"}]), false),
            (json!([{"code": "other"}]), false),
        ];
        for (qualifications, expected) in table {
            let lotse = json!({"qualifications": qualifications});
            let problem = problem(lotse.clone(), json!({"qualifications": ["basic_course"]}));
            assert_eq!(super::holds(&meeting(&problem)), expected, "{lotse}");
        }
    }

    #[test]
    fn asked_for_on_some_days_alone() {
        let table = [
            (json!([{"code": "basic_course"}]), false),
            (json!([{"code": "basic_course", "from": "2026-12-15"}]), false),
            (json!([{"code": "basic_course", "from": "2026-12-16"}]), true),
            (json!([{"code": "basic_course", "until": "2026-12-15"}]), false),
            (json!([{"code": "basic_course", "until": "2026-12-14"}]), true),
            (
                json!([{"code": "basic_course", "until": "2026-12-14"}, {"code": "basic_course", "from": "2026-12-15"}]),
                false,
            ),
        ];
        for (dated, nobody) in table {
            let asked = json!({"dated_qualifications": dated});
            assert_eq!(super::holds(&meeting(&problem(json!({}), asked.clone()))), nobody, "{asked}");
            let lotse =
                json!({"qualifications": [{"code": "basic_course", "from": "2026-12-15", "until": "2026-12-15"}]});
            assert!(super::holds(&meeting(&problem(lotse, asked))), "held on the day");
        }
    }
}
