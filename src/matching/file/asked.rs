//! What a request asks of a Lotse, by its days.

use chrono::NaiveDate;

use super::{QualificationEntry, RequestEntry};

impl RequestEntry {
    /// Codes that it asks for, always or on some days, in the order in which cures count them.
    pub fn required(&self) -> impl Iterator<Item = &String> {
        self.qualifications.iter().chain(self.dated_qualifications.iter().map(|dated| &dated.code))
    }

    /// Codes that it asks for on a day of its own times: what is required from a later day on is none of them.
    pub fn required_then(&self) -> impl Iterator<Item = &String> {
        let dated = self.dated_qualifications.iter().filter(|dated| self.is_between(dated));
        self.qualifications.iter().chain(dated.map(|dated| &dated.code))
    }

    /// Whether one of its times may be on one of these days.
    fn is_between(&self, days: &QualificationEntry) -> bool {
        let meets = |first: NaiveDate, last: NaiveDate| {
            days.from.is_none_or(|from| from <= last) && days.until.is_none_or(|until| first <= until)
        };
        let mut sittings = self.appointments.iter().flat_map(|one| {
            std::iter::once(one.start).chain(one.further.iter().map(|sitting| sitting.start)).map(|start| start.date())
        });
        sittings.any(|day| meets(day, day))
            || self.flexible.iter().any(|window| meets(window.earliest.date(), window.latest.date()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn then(times: &Value, dated: &Value) -> usize {
        let mut entry = json!({"id": "R1", "qualifications": ["a"], "dated_qualifications": dated});
        entry.as_object_mut().unwrap().extend(times.as_object().unwrap().clone());
        serde_json::from_value::<RequestEntry>(entry).unwrap().required_then().count() - 1
    }

    #[test]
    fn what_is_asked_for_on_other_days_alone_is_not_asked_for() {
        let series = json!({"appointments": [{"start": "2026-12-30T10:00:00", "minutes": 60,
            "further": [{"start": "2027-01-06T10:00:00", "minutes": 60}]}]});
        let window =
            json!({"flexible": [{"earliest": "2026-12-30T08:00:00", "latest": "2027-01-06T18:00:00", "minutes": 60}]});
        for (from, until, by_series, by_window) in [
            (json!("2027-01-07"), Value::Null, 0, 0),
            (json!("2027-01-06"), Value::Null, 1, 1),
            (Value::Null, json!("2026-12-29"), 0, 0),
            (Value::Null, json!("2026-12-30"), 1, 1),
            (json!("2026-12-31"), json!("2027-01-05"), 0, 1),
            (Value::Null, Value::Null, 1, 1),
        ] {
            let dated = json!([{"code": "b", "from": from, "until": until}]);
            assert_eq!((then(&series, &dated), then(&window, &dated)), (by_series, by_window), "{dated}");
        }
    }
}
