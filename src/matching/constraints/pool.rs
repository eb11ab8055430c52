//! `pool`: the Lotse's carrier is in charge of the request, serves its region, or lends to a carrier that does.
//!
//! A request without carriers is open to all, and a Lotse without one serves everywhere.

use super::Pair;

/// Whether the carriers fit.
pub fn holds(pair: &Pair<'_>) -> bool {
    match (pair.problem.carriers(pair.request), pair.lotse.carrier) {
        (Some(carriers), Some(carrier)) => carriers.binary_search(&carrier).is_ok(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, with};

    #[test]
    fn own_region_or_lent() {
        let whole = json!({
            "carriers": [{"id": "north", "regions": ["n"]}, {"id": "south", "regions": ["s"]}, {"id": "far"}],
            "lending": [{"from": "south", "to": "north"}],
        });
        let place = json!({"lat": 51.18, "lon": 10.0, "region": "n"});
        let table = [
            (json!({"carrier": "north"}), json!({"place": place}), true),
            (json!({"carrier": "south"}), json!({"place": place}), true),
            (json!({"carrier": "far"}), json!({"place": place}), false),
            (json!({}), json!({"place": place}), true),
            (json!({"carrier": "north"}), json!({"carrier": "south"}), false),
            (json!({"carrier": "north"}), json!({"carrier": "far", "place": place}), true),
            (json!({"carrier": "far"}), json!({"carrier": "far", "place": place}), true),
            (json!({"carrier": "far"}), json!({"carrier": "far"}), true),
            (json!({"carrier": "far"}), json!({}), true),
        ];
        for (lotse, request, expected) in table {
            let problem = with(lotse.clone(), request.clone(), whole.clone());
            assert_eq!(super::holds(&pair(&problem)), expected, "{lotse} {request}");
        }
    }
}
