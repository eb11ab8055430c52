//! Medians over the rows of a measurement, figure by figure, whatever the row is made of.
//!
//! Of yes and no the median is how often it is yes. Lists of named entries, such as phases, are joined by name; words fall away.

use serde_json::{Map, Number, Value};

/// The median row; `Null` of no rows.
pub fn of(rows: &[Value]) -> Value {
    let mut whole: Vec<&Value> = rows.iter().collect();
    whole.retain(|value| !value.is_null());
    match whole.first() {
        Some(Value::Object(_)) => Value::Object(of_objects(&whole)),
        Some(Value::Array(_)) => of_lists(&whole),
        Some(Value::Number(_)) => number(whole.iter().filter_map(|value| value.as_f64()).collect()),
        Some(Value::Bool(_)) => whole.iter().filter(|value| value.as_bool() == Some(true)).count().into(),
        _ => Value::Null,
    }
}

fn of_objects(rows: &[&Value]) -> Map<String, Value> {
    let mut medians = Map::new();
    for key in rows.iter().filter_map(|row| row.as_object()).flat_map(Map::keys) {
        if !medians.contains_key(key) {
            let values: Vec<Value> = rows.iter().filter_map(|row| row.get(key)).cloned().collect();
            let median = of(&values);
            if !median.is_null() {
                medians.insert(key.clone(), median);
            }
        }
    }
    medians
}

/// Entries with a `name`, in the order of their first appearance.
fn of_lists(rows: &[&Value]) -> Value {
    let entries = || rows.iter().filter_map(|row| row.as_array()).flatten();
    let mut names: Vec<&str> = Vec::new();
    for name in entries().filter_map(|entry| entry.get("name")?.as_str()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let median = |name: &&str| {
        let named: Vec<&Value> =
            entries().filter(|entry| entry.get("name").and_then(Value::as_str) == Some(*name)).collect();
        let mut median = of_objects(&named);
        median.insert("name".to_owned(), (*name).into());
        Value::Object(median)
    };
    names.iter().map(median).collect()
}

fn number(mut figures: Vec<f64>) -> Value {
    figures.sort_by(f64::total_cmp);
    let at = |at: usize| figures.get(at).copied().unwrap_or_default();
    let median = (at((figures.len() - 1) / 2) + at(figures.len() / 2)) / 2.0;
    // Whole numbers stay whole, as far as 53 bits go.
    if median.fract() == 0.0 && median.abs() < 9e15 {
        return (median as i64).into();
    }
    Number::from_f64(median).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn figures_deep_down_lists_by_name_and_how_often_yes() {
        let row = |seconds: f64, served: u64, proven: bool, phases: &[(&str, f64)]| {
            let phases: Vec<Value> =
                phases.iter().map(|(name, ms)| json!({"name": name, "milliseconds": ms})).collect();
            json!({"seconds": seconds, "served": served, "level": {"proven": proven}, "phases": phases, "solver": "x",
                   "memory": null})
        };
        let rows = [
            row(3.0, 10, true, &[("a", 1.0), ("b", 5.0)]),
            row(1.0, 30, false, &[("a", 3.0), ("c", 7.5)]),
            row(2.5, 20, true, &[("a", 2.0), ("b", 6.0)]),
        ];
        let expected = json!({"seconds": 2.5, "served": 20, "level": {"proven": 2}, "phases": [
            {"name": "a", "milliseconds": 2}, {"name": "b", "milliseconds": 5.5}, {"name": "c", "milliseconds": 7.5}]});
        assert_eq!(of(&rows), expected);
        assert_eq!(of(&[json!(1), json!(2)]), json!(1.5));
        assert_eq!(of(&[]), Value::Null);
    }
}
