//! `weekly_load`: minutes and number of sittings in an ISO week, confirmed ones included, stay within the Lotse's limits.
//!
//! Ways do not count: the programmes count the hours of the assignment.

use super::Meeting;
use crate::domain::time::Week;
use crate::matching::problem::Lotse;

/// Minutes and sittings of a meeting in one week.
pub type Load = (u32, u32);

/// What a meeting takes, week by week, ascending.
pub fn loads<'a>(meeting: &Meeting<'a>) -> impl Iterator<Item = (Week, Load)> + use<'a> {
    // Sittings are in order, so those of a week stand together.
    let mut dated = meeting.alternative.dated().peekable();
    std::iter::from_fn(move || {
        let (sitting, date) = dated.next()?;
        let mut load = (sitting.minutes(), 1);
        while let Some((sitting, _)) = dated.next_if(|(_, next)| next.week == date.week) {
            load = (load.0 + sitting.minutes(), load.1 + 1);
        }
        Some((date.week, load))
    })
}

/// What is left of a Lotse's week after the confirmed sittings; `None` where there is no limit.
pub fn left(lotse: &Lotse, week: Week) -> (Option<u32>, Option<u32>) {
    let (minutes, count) = lotse.pinned_in(week);
    (
        lotse.minutes_per_week.map(|most| most.saturating_sub(minutes)),
        lotse.sittings_per_week.map(|most| most.saturating_sub(count)),
    )
}

/// Whether the meeting alone fits into what is left of each week.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let lotse = meeting.pair.lotse;
    if lotse.minutes_per_week.is_none() && lotse.sittings_per_week.is_none() {
        return true;
    }
    loads(meeting).all(|(week, (minutes, count))| {
        let (minutes_left, count_left) = left(lotse, week);
        minutes_left.is_none_or(|left| minutes <= left) && count_left.is_none_or(|left| count <= left)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{meeting, with};

    #[test]
    fn what_is_confirmed_counts() {
        let confirmed =
            |start: &str| json!({"assignments": [{"lotse": "L1", "sittings": [{"start": start, "minutes": 90}]}]});
        let (same_week, week_before) = ("2026-12-20T10:00:00", "2026-12-13T10:00:00");
        let table = [
            (json!({"minutes_per_week": 150}), same_week, true),
            (json!({"minutes_per_week": 149}), same_week, false),
            (json!({"minutes_per_week": 60}), week_before, true),
            (json!({"assignments_per_week": 1}), same_week, false),
            (json!({"assignments_per_week": 2}), same_week, true),
            (json!({"assignments_per_week": 0}), week_before, false),
        ];
        for (lotse, start, expected) in table {
            let problem = with(lotse.clone(), json!({}), confirmed(start));
            assert_eq!(super::holds(&meeting(&problem)), expected, "{lotse} {start}");
        }
    }

    #[test]
    fn a_series_loads_each_of_its_weeks() {
        let series = json!({"appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60, "further": [
            {"start": "2026-12-17T10:00:00", "minutes": 30}, {"start": "2026-12-22T10:00:00", "minutes": 60}]}]});
        let problem = with(json!({"minutes_per_week": 90}), series, json!({}));
        let loads: Vec<_> = super::loads(&meeting(&problem)).map(|(week, load)| (week.number, load)).collect();
        assert_eq!(loads, [(51, (90, 2)), (52, (60, 1))]);
        assert!(super::holds(&meeting(&problem)));
    }
}
