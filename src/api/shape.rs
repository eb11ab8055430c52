//! Checks of documents against the schema that the contract shows, before anything reads them.
//!
//! A deserialiser stops at the first thing that it does not understand. A schema finds everything at once, each with its place, and
//! it is the very one that callers were shown.

use std::collections::BTreeSet;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{ValidationError, Validator};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::fault::ApiError;
use crate::http::problem::{FieldFault, FieldKind, Place};

/// So many faults are told at most: nobody reads more, and looking for them takes time that others wait.
const MOST_FAULTS: usize = 100;

/// The schema of a type, ready to check.
#[derive(Debug)]
pub struct Shape {
    schema: Value,
    validator: Result<Validator, String>,
    /// Properties that may be there and are not read.
    unread: BTreeSet<String>,
}

impl Shape {
    /// The shape of a query. What is not asked for is left out: there is no way to write `null`.
    pub fn of_query<T: JsonSchema>() -> Self {
        let mut schema = schema::<T>(SchemaSettings::draft2020_12().for_deserialize());
        without_null(&mut schema);
        Self::new(schema)
    }

    /// The shape of a body. What may be left out may be `null` too, as answers show it.
    pub fn of_body<T: JsonSchema>() -> Self {
        Self::new(schema::<T>(SchemaSettings::draft2020_12().for_deserialize()))
    }

    /// The same, but that what an answer of this type has beside it is not read. So what was got can be changed and sent back.
    pub fn beside<A: JsonSchema>(self) -> Self {
        let shown = schema::<A>(SchemaSettings::draft2020_12().for_serialize());
        let shown = shown.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
        let own = self.properties();
        let unread = shown.filter(|name| own.is_none_or(|own| !own.contains_key(*name))).cloned().collect();
        Self { unread, ..self }
    }

    /// Properties that may be there and are not read.
    pub const fn unread(&self) -> &BTreeSet<String> {
        &self.unread
    }

    fn new(schema: Value) -> Self {
        let validator = jsonschema::options().should_validate_formats(true).build(&schema);
        let validator = validator.map_err(|error| error.to_string());
        Self { schema, validator, unread: BTreeSet::new() }
    }

    /// Why nothing can be checked against it, if so.
    #[cfg(test)]
    pub fn fault(&self) -> Option<&String> {
        self.validator.as_ref().err()
    }

    /// The properties of an object's schema.
    pub fn properties(&self) -> Option<&Map<String, Value>> {
        self.schema.get("properties")?.as_object()
    }

    /// Names of the properties that have to be there.
    pub fn required(&self) -> Vec<&str> {
        let all = self.schema.get("required").and_then(Value::as_array);
        all.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// A value of the type.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn read<T: DeserializeOwned>(&self, mut value: Value, place: Place) -> Result<T, ApiError> {
        let validator = self.validator.as_ref().map_err(|error| ApiError::defect(error))?;
        if let Value::Object(fields) = &mut value {
            fields.retain(|name, _| !self.unread.contains(name));
        }
        let mut faults: Vec<FieldFault> = Vec::new();
        for error in validator.iter_errors(&value) {
            told(&error, place, &mut faults);
            if faults.len() >= MOST_FAULTS {
                break;
            }
        }
        if !faults.is_empty() {
            return Err(ApiError::Fields(faults));
        }
        whole_numbers(&mut value);
        serde_json::from_value(value).map_err(|error| {
            // The schema says less than the type, as with a number that is too great for its field.
            let kind = FieldKind::Format { expected: error.to_string() };
            ApiError::Fields(vec![FieldFault { place, pointer: String::new(), kind }])
        })
    }

    /// From the pairs of a query: each text becomes what its property is.
    pub fn object(&self, pairs: Vec<(String, String)>) -> Result<Value, ApiError> {
        let (mut object, mut faults) = (Map::new(), Vec::new());
        let properties = self.properties();
        for (name, text) in pairs {
            let schema = properties.and_then(|all| all.get(&name));
            if let Some(items) = schema.filter(|schema| is_of(schema, "array")).map(|schema| schema.get("items")) {
                let value = of_text(items, text);
                if let Value::Array(values) = object.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
                    values.push(value);
                }
            } else if object.contains_key(&name) {
                faults.push(FieldFault { place: Place::Query, pointer: name, kind: FieldKind::Repeated });
            } else {
                object.insert(name, of_text(schema, text));
            }
        }
        if faults.is_empty() { Ok(Value::Object(object)) } else { Err(ApiError::Fields(faults)) }
    }
}

/// The schema of a type in one piece.
fn schema<T: JsonSchema>(settings: SchemaSettings) -> Value {
    let settings = settings.with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn without_null(schema: &mut Value) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for property in properties.values_mut() {
        super::document::not_null(property);
    }
}

fn is_of(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

fn of_text(schema: Option<&Value>, text: String) -> Value {
    let Some(schema) = schema else { return Value::String(text) };
    if is_of(schema, "integer") {
        if let Ok(number) = text.parse::<i64>() {
            return number.into();
        }
    } else if is_of(schema, "boolean")
        && let Ok(truth) = text.parse::<bool>()
    {
        return truth.into();
    }
    Value::String(text)
}

/// JSON knows no difference between 78 and 78.0; the types do.
fn whole_numbers(value: &mut Value) {
    match value {
        Value::Number(number) if !number.is_i64() && !number.is_u64() => {
            if let Some(whole) = number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 9e15) {
                #[expect(clippy::cast_possible_truncation, reason = "it is whole and below 2^53")]
                let whole = whole as i64;
                *value = whole.into();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(whole_numbers),
        Value::Object(fields) => fields.values_mut().for_each(whole_numbers),
        _ => {}
    }
}

/// Notes what a fault of the schema means for whoever sent the document.
fn told(error: &ValidationError<'_>, place: Place, faults: &mut Vec<FieldFault>) {
    let here = error.instance_path().to_string();
    let mut note = |pointer: String, kind| {
        let pointer = if place == Place::Body { pointer } else { pointer.trim_start_matches('/').to_owned() };
        let fault = FieldFault { place, pointer, kind };
        if faults.len() < MOST_FAULTS && !faults.contains(&fault) {
            faults.push(fault);
        }
    };
    let number = |limit: &Value| limit.to_string();
    match error.kind() {
        Kind::Required { property } => {
            note(format!("{here}/{}", property.as_str().unwrap_or_default()), FieldKind::Required);
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected.iter().take(MOST_FAULTS) {
                note(format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), FieldKind::Unknown);
            }
        }
        Kind::Type { kind } => note(here, FieldKind::Type { expected: type_name(kind) }),
        Kind::Enum { options } => note(here, FieldKind::NotOneOf { allowed: words(options) }),
        Kind::Constant { expected_value } => note(here, FieldKind::NotOneOf { allowed: vec![word(expected_value)] }),
        Kind::Pattern { pattern } => note(here, FieldKind::Format { expected: pattern.clone() }),
        Kind::Format { format } => note(here, FieldKind::Format { expected: format.clone() }),
        Kind::MinLength { limit } => note(here, FieldKind::TooShort { min: *limit }),
        Kind::MaxLength { limit } => note(here, FieldKind::TooLong { max: *limit }),
        Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => {
            note(here, FieldKind::TooSmall { min: number(limit) });
        }
        Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => {
            note(here, FieldKind::TooGreat { max: number(limit) });
        }
        Kind::MinItems { limit } | Kind::MinProperties { limit } => note(here, FieldKind::TooFew { min: *limit }),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => note(here, FieldKind::TooMany { max: *limit }),
        Kind::UniqueItems => note(here, FieldKind::Repeated),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => of_branches(error, context, place, faults),
        other => note(here, FieldKind::Format { expected: other.keyword().to_owned() }),
    }
}

/// Of several ways to write something none fits: either all are single words, or one was nearly it.
fn of_branches(
    error: &ValidationError<'_>,
    branches: &[Vec<ValidationError<'static>>],
    place: Place,
    faults: &mut Vec<FieldFault>,
) {
    let mut allowed = Vec::new();
    for fault in branches.iter().flatten() {
        match fault.kind() {
            Kind::Constant { expected_value } => allowed.push(word(expected_value)),
            Kind::Enum { options } => allowed.extend(words(options)),
            _ => {}
        }
    }
    if !allowed.is_empty() {
        let pointer = error.instance_path().to_string();
        let pointer = if place == Place::Body { pointer } else { pointer.trim_start_matches('/').to_owned() };
        faults.push(FieldFault { place, pointer, kind: FieldKind::NotOneOf { allowed } });
        return;
    }
    let depth = |branch: &&Vec<ValidationError<'static>>| {
        branch.iter().map(|fault| fault.instance_path().to_string().len()).max().unwrap_or(0)
    };
    // The first of the deepest: a branch that failed right at its beginning was not meant.
    let deepest = branches.iter().map(|branch| depth(&branch)).max().unwrap_or(0);
    if let Some(nearest) = branches.iter().find(|branch| depth(branch) == deepest) {
        nearest.iter().for_each(|fault| told(fault, place, faults));
    }
}

fn type_name(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" | "),
    }
}

fn words(options: &Value) -> Vec<String> {
    options.as_array().into_iter().flatten().map(word).collect()
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;
    use crate::domain::code::Mode;

    #[derive(Debug, PartialEq, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[schemars(length(min = 2, max = 5))]
        name: String,
        #[schemars(range(min = 1, max = 9))]
        count: u16,
        mode: Option<Mode>,
        #[serde(default)]
        several: Vec<Inner>,
    }

    #[derive(Debug, PartialEq, Deserialize, JsonSchema)]
    struct Inner {
        at: u8,
    }

    fn faults(value: Value) -> Vec<(String, &'static str)> {
        let Err(ApiError::Fields(faults)) = Shape::of_body::<Sample>().read::<Sample>(value, Place::Body) else {
            return Vec::new();
        };
        faults.into_iter().map(|fault| (fault.pointer, fault.kind.code())).collect()
    }

    #[test]
    fn everything_is_found_at_once_each_with_its_place() {
        let mut found =
            faults(json!({"name": "x", "count": 10, "mode": "pigeon", "several": [{"at": "noon"}], "nam": 1}));
        found.sort();
        let expected = [
            ("/count", "too_great"),
            ("/mode", "not_one_of"),
            ("/nam", "unknown_field"),
            ("/name", "too_short"),
            ("/several/0/at", "type"),
        ];
        assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
        assert_eq!(faults(json!({"count": 1})), [("/name".to_owned(), "required")]);
    }

    #[test]
    fn of_very_many_faults_the_first_are_told() {
        let several: Vec<Value> = (0..50_000).map(|_| json!({"at": "noon"})).collect();
        assert_eq!(faults(json!({"name": "abc", "count": 3, "several": several})).len(), MOST_FAULTS);
        let fields: Map<String, Value> = (0..50_000).map(|n| (n.to_string(), json!(1))).collect();
        assert_eq!(faults(Value::Object(fields)).len(), MOST_FAULTS);
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        let read: Sample = Shape::of_body::<Sample>().read(json!({"name": "abc", "count": 3.0}), Place::Body).unwrap();
        assert_eq!(read.count, 3);
    }

    #[test]
    fn what_was_got_can_be_sent_back() {
        #[derive(serde::Serialize, JsonSchema)]
        struct Shown {
            id: u8,
            #[serde(flatten)]
            more: More,
        }
        #[derive(serde::Serialize, JsonSchema)]
        struct More {
            name: String,
            count: u16,
            mode: Option<Mode>,
            state: Option<String>,
        }
        let shape = Shape::of_body::<Sample>().beside::<Shown>();
        assert_eq!(shape.unread().iter().collect::<Vec<_>>(), ["id", "state"]);
        let more = More { name: "abc".to_owned(), count: 3, mode: None, state: None };
        let got = serde_json::to_value(Shown { id: 1, more }).unwrap();
        assert!(got["mode"].is_null());
        let read: Sample = shape.read(got.clone(), Place::Body).unwrap();
        assert_eq!((read.name.as_str(), read.mode), ("abc", None));
        assert_eq!(faults(got), [("/id".to_owned(), "unknown_field"), ("/state".to_owned(), "unknown_field")]);
    }

    #[test]
    fn a_query_takes_each_text_for_what_it_is() {
        #[derive(Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        struct Query {
            limit: Option<u16>,
            #[serde(default)]
            mode: Vec<Mode>,
        }
        let shape = Shape::of_query::<Query>();
        let pairs = |pairs: &[(&str, &str)]| {
            shape.object(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
        };
        let value = pairs(&[("limit", "5"), ("mode", "phone"), ("mode", "video")]).unwrap();
        let query: Query = shape.read(value, Place::Query).unwrap();
        assert_eq!((query.limit, query.mode), (Some(5), vec![Mode::Phone, Mode::Video]));
        let Err(ApiError::Fields(faults)) = shape.read::<Query>(pairs(&[("limit", "x")]).unwrap(), Place::Query) else {
            panic!("taken");
        };
        assert_eq!((faults[0].pointer.as_str(), faults[0].kind.code()), ("limit", "type"));
        assert!(pairs(&[("limit", "5"), ("limit", "6")]).is_err());
    }
}
