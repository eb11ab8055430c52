//! `qualification`: every qualification that the request asks for counts on the day of every sitting.

use chrono::NaiveDate;

use super::Meeting;
use crate::matching::problem::Held;

/// Whether nothing is missing on any day.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let (lotse, request) = (meeting.pair.lotse, meeting.pair.request);
    request.qualifications.iter().all(|code| {
        let counting = |day| lotse.held.iter().any(|held| held.qualification == *code && counts(held, day));
        meeting.alternative.dated().all(|(_, date)| counting(date.day.date()))
    })
}

fn counts(held: &Held, day: NaiveDate) -> bool {
    held.from.is_none_or(|from| from <= day) && held.until.is_none_or(|until| day <= until)
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
}
