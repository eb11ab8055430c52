//! `service`: the Lotse gives what is asked for.

use super::Pair;

/// Whether the service is among the Lotse's.
pub fn holds(pair: &Pair<'_>) -> bool {
    pair.lotse.services.contains(&pair.request.service)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, problem};

    #[test]
    fn among_the_services() {
        let table =
            [(json!(["accompaniment"]), false), (json!(["accompaniment", "interpreting"]), true), (json!([]), false)];
        for (services, expected) in table {
            let problem = problem(json!({"services": services}), json!({"service": "interpreting"}));
            assert_eq!(super::holds(&pair(&problem)), expected);
        }
    }
}
