//! Examples of answers and parameters, made from their schemas.
//!
//! What is sent has examples that people wrote; what is answered has many more fields, and an example for each would be a second
//! description that drifts from the first. So each is made from the schema that is shown: words where there are words to choose from,
//! and for free text what stands in [`WORDS`] for a field of this name. A test holds that all fit.

use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

/// What a field of a name may say, where its schema takes any text or a pattern.
const WORDS: &[(&str, &str)] = &[
    ("address", "203.0.113.7"),
    ("after", "5b41f2"),
    ("body", "Guten Tag"),
    ("client", "K-17"),
    ("code", "basic_course"),
    ("cursor", "eyJrIjpbXX0"),
    ("email", "mina@example.org"),
    ("family_name", "Rahimi"),
    ("given_name", "Mina"),
    ("hash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    ("kind", "offer"),
    ("link", "lw_l_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ("list_number", "A-017"),
    ("meeting_point", "Main entrance"),
    ("name", "Mina Rahimi"),
    ("note", "The doctor was late."),
    ("phone", "05651 0000001"),
    ("reason", "Hospital on Thursday"),
    ("secret", "lw_t_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ("street", "Elsa-Brändström-Straße 1"),
    ("subject", "Können Sie helfen?"),
    ("text", "Eschwege"),
    ("town", "Eschwege"),
    ("urgency_reason", "Hospital on Thursday"),
    ("words", "nicht in Reichweite"),
];

/// What fits each of the patterns that there are.
const OF_PATTERN: &[(&str, &str)] = &[
    ("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$", "2026-12-03T10:30"),
    ("^([01][0-9]|2[0-3]):[0-5][0-9]$", "09:00"),
    ("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", "12:00"),
    ("^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$", "2026-10"),
    ("^[0-9]{5}$", "37269"),
    ("^[0-9]{1,5}$", "372"),
    ("^[a-z]{3}$", "prs"),
    ("^[a-z0-9-]{1,16}$", "06636"),
    ("^[a-z][a-z0-9_]{0,39}$", "basic_course"),
];

/// An example of a schema; `name` is the field it stands in.
pub fn of(schema: &Value, name: &str, generator: &SchemaGenerator) -> Value {
    made(schema, name, generator, 0)
}

/// Nothing here nests so deep; what does, ends with nothing.
const DEEPEST: u8 = 24;

fn made(schema: &Value, name: &str, generator: &SchemaGenerator, depth: u8) -> Value {
    let within = |schema: &Value, name: &str| made(schema, name, generator, depth.saturating_add(1));
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(definition) = schema.get("$ref").and_then(Value::as_str).and_then(|to| to.rsplit('/').next()) {
        return generator.definitions().get(definition).map_or(Value::Null, |schema| within(schema, name));
    }
    for key in ["const", "example"] {
        if let Some(value) = schema.get(key) {
            return value.clone();
        }
    }
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    if let Some(first) = list("examples").or(list("enum")).and_then(|all| all.first()) {
        return first.clone();
    }
    let ways = list("oneOf").or(list("anyOf")).into_iter().flatten();
    let way =
        ways.into_iter().find(|way| way.get("type").is_none_or(|kind| kind != "null")).map(|way| within(way, name));
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let fields = properties.iter().map(|(name, schema)| (name.clone(), within(schema, name)));
        let mut object: Map<String, Value> = fields.collect();
        // What is one of several ways beside fields of its own has the fields of both.
        if let Some(Value::Object(more)) = way {
            object.extend(more);
        }
        return Value::Object(object);
    }
    if let Some(way) = way {
        return way;
    }
    match kind(schema) {
        "object" => json!({}),
        "array" => schema.get("items").map_or_else(|| json!([]), |items| json!([within(items, name)])),
        "integer" | "number" => {
            schema.get("minimum").cloned().filter(|least| least.as_f64() > Some(1.0)).unwrap_or(json!(1))
        }
        "boolean" => json!(true),
        "string" => text(schema, name),
        _ => Value::Null,
    }
}

fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default()
        }
        _ => "",
    }
}

fn text(schema: &Value, name: &str) -> Value {
    let said = |key: &str| schema.get(key).and_then(Value::as_str);
    let (format, pattern) = (said("format"), said("pattern"));
    json!(match (format, WORDS.binary_search_by_key(&name, |(name, _)| name)) {
        (Some("uuid"), _) => "0197a3c0-0000-7000-8000-000000000001",
        (Some("date"), _) => "2026-12-03",
        (Some("date-time"), _) => "2026-11-27T09:00:00Z",
        (Some("uri-reference"), _) => "/api/v1/problems/not_found",
        _ if pattern.is_some() =>
            OF_PATTERN.iter().find(|(known, _)| pattern == Some(known)).map_or("", |(_, words)| words),
        (_, Ok(at)) => WORDS.get(at).map_or("", |(_, words)| words),
        _ => "text",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted_by(|(one, _), (two, _)| one < two));
    }
}
