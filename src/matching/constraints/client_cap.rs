//! `client_cap`: paid interpreting for one client and calendar year. Each sitting of each Lotse counts one.

use super::Meeting;
use crate::domain::code::Service;
use crate::matching::problem::ClientCap;

/// Sittings of a meeting that count against a cap.
pub fn uses(meeting: &Meeting<'_>, cap: &ClientCap) -> u32 {
    let request = meeting.pair.request;
    if request.service != Service::Interpreting || request.client != Some(cap.client) {
        return 0;
    }
    meeting.alternative.dated().filter(|(_, date)| date.year == cap.year).map(|_| 1).sum()
}

/// Whether the meeting alone fits into what is left for the client.
pub fn holds(meeting: &Meeting<'_>) -> bool {
    let mut caps = meeting.pair.problem.caps_of(meeting.pair.request);
    caps.all(|(_, cap)| uses(meeting, cap) <= cap.left)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{meeting, with};

    #[test]
    fn interpreting_is_counted_and_accompaniment_is_not() {
        let whole = |cap: u32| {
            json!({
                "client_cap": cap,
                "client_used": [{"client": "NK1", "year": 2026, "count": 3}, {"client": "NK1", "year": 2027, "count": 5}],
                "assignments": [{"lotse": "L1", "client": "NK1", "service": "interpreting",
                    "sittings": [{"start": "2026-12-18T10:00:00", "minutes": 30}]}],
            })
        };
        let table = [
            ("interpreting", "NK1", 5, true),
            ("interpreting", "NK1", 4, false),
            ("interpreting", "NK2", 1, true),
            ("interpreting", "NK2", 0, false),
            ("accompaniment", "NK1", 0, true),
        ];
        for (service, client, cap, expected) in table {
            let problem = with(json!({}), json!({"service": service, "client": client}), whole(cap));
            assert_eq!(super::holds(&meeting(&problem)), expected, "{service} for {client}, cap {cap}");
        }
    }
}
