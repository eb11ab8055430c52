//! `status`: only active Lotsen are matched.

use super::Pair;
use crate::domain::code::LotseStatus;

/// Whether the Lotse is active.
pub fn holds(pair: &Pair<'_>) -> bool {
    pair.lotse.status == LotseStatus::Active
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, problem};

    #[test]
    fn only_active() {
        let table =
            [("applicant", false), ("in_training", false), ("active", true), ("paused", false), ("left", false)];
        for (status, expected) in table {
            let problem = problem(json!({"status": status}), json!({}));
            assert_eq!(super::holds(&pair(&problem)), expected, "{status}");
        }
    }
}
