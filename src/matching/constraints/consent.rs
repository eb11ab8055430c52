//! `consent`: whoever did not agree to the processing of their data is not matched.

use super::Pair;

/// Whether the Lotse agreed.
pub fn holds(pair: &Pair<'_>) -> bool {
    pair.lotse.consent
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, problem};

    #[test]
    fn only_with_consent() {
        for consent in [true, false] {
            let problem = problem(json!({"consent": consent}), json!({}));
            assert_eq!(super::holds(&pair(&problem)), consent);
        }
    }
}
