//! `yearly_cap`: minutes of accompaniment in a calendar year stay within what the programme leaves the Lotse. Interpreting is
//! counted by the client, see [`super::client_cap`].

use super::Meeting;
use crate::domain::code::Service;

/// Whether sittings of a service count against the cap.
pub fn counts(service: Service) -> bool {
    match service {
        Service::Accompaniment => true,
        Service::Interpreting => false,
    }
}

/// Minutes of a meeting that count, year by year, ascending.
pub fn minutes<'a>(meeting: &Meeting<'a>) -> impl Iterator<Item = (i32, u32)> + use<'a> {
    let is_counted = counts(meeting.pair.request.service);
    let mut dated = meeting.alternative.dated().filter(move |_| is_counted).peekable();
    std::iter::from_fn(move || {
        let (sitting, date) = dated.next()?;
        let mut minutes = sitting.minutes();
        while let Some((sitting, _)) = dated.next_if(|(_, next)| next.year == date.year) {
            minutes += sitting.minutes();
        }
        Some((date.year, minutes))
    })
}

/// Whether the meeting alone fits into what is left of each year.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let lotse = meeting.pair.lotse;
    let is_capped = !lotse.minutes_left.is_empty();
    !is_capped || minutes(meeting).all(|(year, minutes)| lotse.left_in(year).is_none_or(|left| minutes <= left))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{meeting, with};

    #[test]
    fn what_is_left_of_the_year() {
        let confirmed =
            json!({"assignments": [{"lotse": "L1", "sittings": [{"start": "2026-12-29T10:00:00", "minutes": 90}]}]});
        let table = [
            (json!({"2026": 150}), true),
            (json!({"2026": 149}), false),
            (json!({"2027": 0}), true),
            (json!({}), true),
        ];
        for (left, expected) in table {
            let problem = with(json!({"minutes_left_in_year": left}), json!({}), confirmed.clone());
            assert_eq!(super::holds(&meeting(&problem)), expected, "{left}");
        }
    }

    #[test]
    fn interpreting_neither_counts_nor_is_kept_out() {
        let table = [
            ("accompaniment", "accompaniment", false),
            ("accompaniment", "interpreting", true),
            ("interpreting", "accompaniment", true),
        ];
        for (wanted, given, expected) in table {
            let confirmed = json!({"assignments": [
                {"lotse": "L1", "service": given, "sittings": [{"start": "2026-12-29T10:00:00", "minutes": 90}]},
            ]});
            let lotse = json!({"minutes_left_in_year": {"2026": 90}});
            let problem = with(lotse, json!({"service": wanted}), confirmed);
            assert_eq!(super::holds(&meeting(&problem)), expected, "{wanted} after {given}");
        }
    }
}
