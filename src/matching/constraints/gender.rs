//! `gender`: a gender that must be is met. A wish is no constraint but costs effort.

use super::Pair;
use crate::domain::code::Strength;

/// Whether nothing that must be is missed. Whoever states no gender cannot meet one.
pub fn holds(pair: &Pair<'_>) -> bool {
    match pair.request.gender {
        Some(asked) if asked.strength == Strength::Must => pair.lotse.gender == Some(asked.gender),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, problem};

    #[test]
    fn must_and_wish() {
        let table = [
            (json!("female"), "must", true),
            (json!("male"), "must", false),
            (json!(null), "must", false),
            (json!("male"), "wish", true),
            (json!(null), "wish", true),
        ];
        for (gender, strength, expected) in table {
            let request = json!({"gender": {"gender": "female", "strength": strength}});
            let problem = problem(json!({"gender": gender}), request);
            assert_eq!(super::holds(&pair(&problem)), expected, "{gender} {strength}");
        }
    }
}
