//! `exclusion`: declined before, excluded by the request, blocked by the Lotse, or a topic the Lotse does not take.

use super::Pair;

/// Whether neither side rules the other out.
pub fn holds(pair: &Pair<'_>) -> bool {
    let (lotse, request) = (pair.lotse, pair.request);
    let blocked = request.organisation.is_some_and(|o| lotse.blocked_organisations.contains(&o))
        || request.client.is_some_and(|c| lotse.blocked_clients.contains(&c))
        || request.topic.is_some_and(|t| lotse.topics_refused.contains(&t));
    !blocked && request.excluded.binary_search(&pair.lotse_index).is_err()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, problem};

    #[test]
    fn either_side_may_exclude() {
        let request = json!({"organisation": "clinic", "client": "NK1", "topic": "health"});
        let table = [
            (json!({}), request.clone(), true),
            (json!({"blocked_organisations": ["clinic"]}), request.clone(), false),
            (json!({"blocked_clients": ["NK1"]}), request.clone(), false),
            (json!({"topics_refused": ["health"]}), request.clone(), false),
            (json!({"topics_refused": ["bank"]}), request, true),
            (json!({}), json!({"excluded_lotsen": ["L1"]}), false),
        ];
        for (lotse, request, expected) in table {
            let problem = problem(lotse.clone(), request.clone());
            assert_eq!(super::holds(&pair(&problem)), expected, "{lotse} {request}");
        }
    }
}
