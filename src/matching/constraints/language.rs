//! `language`: one of the needed languages, or a variety that may stand in, spoken well enough.

use super::Pair;
use crate::domain::language::Level;

/// Whether any spoken language is accepted at its level.
pub fn holds(pair: &Pair<'_>) -> bool {
    pair.request.accepted.is_none() || best(pair, |_, _| 0).is_some()
}

/// The least cost over all spoken languages that are accepted: `cost` sees the level spoken and the variety's minutes.
pub fn best(pair: &Pair<'_>, cost: impl Fn(Level, u32) -> i32) -> Option<i32> {
    let accepted = pair.request.accepted.as_deref().unwrap_or_default();
    let spoken = &pair.lotse.spoken;
    accepted
        .iter()
        .flat_map(|a| {
            spoken.iter().filter(move |s| s.language == a.language && s.level >= a.at_least).map(move |s| (s, a))
        })
        .map(|(spoken, accepted)| cost(spoken.level, accepted.minutes))
        .min()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::matching::testing::{pair, with};

    #[test]
    fn level_and_variety() {
        let whole = json!({"substitutions": [{"needed": "prs", "spoken": "fas", "minutes": 15}]});
        let table = [
            (json!([{"code": "prs", "level": "B1"}]), json!([{"code": "prs", "at_least": "B1"}]), true),
            (json!([{"code": "prs", "level": "A2"}]), json!([{"code": "prs", "at_least": "B1"}]), false),
            (json!([{"code": "fas"}]), json!([{"code": "prs", "at_least": "B1"}]), true),
            (json!([{"code": "prs"}]), json!([{"code": "fas"}]), false),
            (json!([{"code": "ckb"}]), json!([{"code": "kmr"}, {"code": "ckb"}]), true),
            (json!([]), json!([{"code": "kmr"}]), false),
            (json!([]), json!([]), true),
        ];
        for (spoken, needed, expected) in table {
            let problem = with(json!({"languages": spoken}), json!({"languages": needed}), whole.clone());
            assert_eq!(super::holds(&pair(&problem)), expected, "{spoken} for {needed}");
        }
    }
}
