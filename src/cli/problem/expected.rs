//! What a format expects at a place, from its JSON Schema: for faults whose own message does not tell.

use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// In words; `None` where the schema says nothing of the place.
pub fn at(schema: &Value, path: &Path) -> Option<String> {
    let place = path.iter().try_fold(schema, |place, segment| {
        let place = followed(schema, place)?;
        match segment {
            Segment::Seq { .. } => place.get("items"),
            Segment::Map { key } => place.get("properties")?.get(key).or_else(|| place.get("additionalProperties")),
            Segment::Enum { .. } => Some(place),
            Segment::Unknown => None,
        }
    })?;
    words(followed(schema, place)?)
}

/// The definition behind a reference, and what an optional place holds when it is there.
fn followed<'a>(schema: &'a Value, place: &'a Value) -> Option<&'a Value> {
    if let Some(name) = place.get("$ref").and_then(Value::as_str) {
        return schema.pointer(name.strip_prefix('#')?);
    }
    let choices = place.get("anyOf").and_then(Value::as_array);
    match choices.and_then(|choices| choices.iter().find(|choice| choice.get("type") != Some(&Value::from("null")))) {
        Some(choice) => followed(schema, choice),
        None => Some(place),
    }
}

fn words(place: &Value) -> Option<String> {
    let kind = match place.get("type")? {
        Value::String(kind) => kind.as_str(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null")?,
        _ => return None,
    };
    Some(match place.get("format").and_then(Value::as_str) {
        Some("date") => "a date such as 2026-12-01".to_owned(),
        Some("partial-date-time") => "a local time such as 2026-12-01T09:30".to_owned(),
        Some("partial-time") => "a time of day such as 09:30".to_owned(),
        Some(format) => format!("{kind} ({format})"),
        None => kind.to_owned(),
    })
}
