//! The contract as an OpenAPI 3.1 document, made from the very list that routes requests.

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::body::Look;
use super::example;
use super::mounted::Mounted;
use super::operation::{Method, Need, Operation};
use crate::app::receipts::IdempotencyKey;
use crate::http::problem::{self, Problem, ProblemCode};
use crate::i18n::Locale;

/// The whole document.
pub fn document(operations: &[Mounted]) -> Value {
    let mut generator = generator();
    let problem = generator.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for mounted in operations {
        let path = format!("/api/v1{}", mounted.operation.path);
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(methods) = entry.as_object_mut() {
            methods.insert(mounted.operation.method.key().to_owned(), described(mounted, &problem, &mut generator));
        }
    }
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Lotsenwerk",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Volunteer integration pilots (Lots*innen) for newcomers' support requests",
            "description": INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": tags(operations),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "examples": examples(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token with scopes: POST /api/v1/tokens."},
                "session": {
                    "type": "apiKey", "in": "cookie", "name": crate::http::credentials::COOKIE,
                    "description": "A session: POST /api/v1/session. Without HTTPS the cookie has no prefix.",
                },
            },
        },
    })
}

const INTRODUCTION: &str = "Requests and answers are JSON. Times of appointments are local (Europe/Berlin) and without a zone; \
    instants are in UTC. What a role may not see is not there: 404. Errors are problem documents (RFC 9457) with one stable code a \
    cause, all faulty fields at once, and sentences in the language of Accept-Language (de, en). Where Idempotency-Key is listed, a \
    request that carries one is done once; the same key gives the same answer for 48 hours. Where If-Match is listed, it names the \
    version that is changed. What was got may be changed and put back as it is: fields that only answers have are not read. Lists are cut into pages; `next` is the cursor of the next one. What can be got can be asked for its \
    head alone (HEAD). Every answer has a number, X-Request-Id, by which the operator finds it in the logs.";

fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    settings.into_generator()
}

/// One problem document for each cause.
fn examples() -> Value {
    let problem = |code| match code {
        ProblemCode::InvalidFields => {
            let (place, pointer) = (problem::Place::Body, "/place/postcode".to_owned());
            let kind = problem::FieldKind::UnknownPostcode;
            Problem::of_fields(&[problem::FieldFault { place, pointer, kind }], Locale::En)
        }
        code => Problem::new(code, Locale::En),
    };
    let example = |code: &ProblemCode| (code.to_string(), json!({"value": problem(*code)}));
    Value::Object(ProblemCode::ALL.iter().map(example).collect())
}

fn tags(operations: &[Mounted]) -> Value {
    let nouns: BTreeSet<&str> = operations.iter().map(|mounted| mounted.operation.noun()).collect();
    nouns.into_iter().map(|name| json!({"name": name})).collect()
}

fn described(mounted: &Mounted, problem: &Schema, generator: &mut SchemaGenerator) -> Value {
    let operation = &mounted.operation;
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.noun()],
        "summary": operation.summary,
        "parameters": parameters(mounted, generator),
        "responses": responses(mounted, problem, generator),
        "security": security(operation),
    });
    if let Some(described) = described.as_object_mut() {
        let mut text = operation.description.to_owned();
        if let Need::Permission(permission) = operation.need {
            described.insert("x-permission".to_owned(), json!(permission));
            text = format!("{text}\n\nNeeds the permission `{permission}`.");
        }
        described.insert("description".to_owned(), json!(text.trim()));
        match &mounted.body {
            Look::None => {}
            Look::Json { schema, example } => {
                let schema = sent_back(mounted, schema(generator), generator);
                let content = json!({"application/json": {"schema": schema, "example": example}});
                described.insert("requestBody".to_owned(), json!({"required": true, "content": content}));
            }
            Look::File { types } => {
                let content: Map<String, Value> = types.iter().map(|kind| ((*kind).to_owned(), file(kind))).collect();
                described.insert("requestBody".to_owned(), json!({"required": true, "content": content}));
            }
        }
    }
    described
}

/// The schema of a body that may have what the answer has beside it: what was got can be changed and sent back.
fn sent_back(mounted: &Mounted, schema: Schema, generator: &mut SchemaGenerator) -> Schema {
    let name = |schema: &Schema| Some(schema.get("$ref")?.as_str()?.rsplit('/').next()?.to_owned());
    let (Some(name), true) = (name(&schema), mounted.unread().next().is_some()) else { return schema };
    let Some(Value::Object(mut whole)) = generator.definitions().get(&name).cloned() else { return schema };
    if let Some(Value::Object(properties)) = whole.get_mut("properties") {
        for unread in mounted.unread() {
            properties
                .insert(unread.clone(), json!({"description": "As it was read. Whatever stands here is not read."}));
        }
    }
    let noun = mounted.operation.id.replace(['.', '-'], "_");
    let sent = format!("{name}_{noun}");
    let reference = json!({"$ref": format!("#/components/schemas/{sent}")});
    generator.definitions_mut().insert(sent, Value::Object(whole));
    Schema::try_from(reference).unwrap_or(schema)
}

/// What is sent as a file. Of text there is an example, with the headings of both kinds of lists.
fn file(media_type: &str) -> Value {
    if media_type.starts_with("text/") {
        let example = "Nr.;Vorname;Nachname;E-Mail;PLZ;Sprachen\r\nL-017;Mina;Rahimi;mina@example.org;37269;Dari: Muttersprache\r\n";
        return json!({"schema": {"type": "string"}, "example": example});
    }
    json!({})
}

fn security(operation: &Operation) -> Value {
    match operation.need {
        Need::Nothing => json!([]),
        Need::Session => json!([{"session": []}]),
        Need::LoggedIn | Need::Permission(_) => json!([{"token": []}, {"session": []}]),
    }
}

fn parameters(mounted: &Mounted, generator: &SchemaGenerator) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for (name, what) in mounted.path_names {
        let mut schema = json!({"type": "string"});
        if *name == "id" {
            schema = json!({"type": "string", "format": "uuid"});
        }
        all.push(json!({"name": name, "in": "path", "required": true, "description": what, "schema": schema}));
    }
    let required = mounted.query().required();
    for (name, schema) in mounted.query().properties().into_iter().flatten() {
        let mut schema = schema.clone();
        let described = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let is_needed = required.contains(&name.as_str());
        all.push(
            json!({"name": name, "in": "query", "required": is_needed, "description": described, "schema": schema,
                "example": example::of(&schema, name, generator)}),
        );
    }
    let operation = &mounted.operation;
    let mut header = |name: &str, required: bool, what: &str, schema: Value| {
        all.push(json!({"name": name, "in": "header", "required": required, "description": what, "schema": schema}));
    };
    if operation.keyed {
        let schema = json!({"type": "string", "pattern": IdempotencyKey::PATTERN});
        header("Idempotency-Key", false, "Done once: who asks again with the same key gets the same answer.", schema);
    }
    let tag = json!({"type": "string", "pattern": "^(\\*|\"[0-9a-f]{32}\")$"});
    if operation.versioned && operation.method == Method::Get {
        header("If-None-Match", false, "The ETag that is known: 304 if it is still so.", json!({"type": "string"}));
    }
    if operation.asks_version() {
        header("If-Match", true, "The ETag of the version that is changed.", tag);
    } else if operation.heeds_version {
        header("If-Match", false, "The ETag that was read: refused if it is not so any more.", tag);
    }
    all
}

fn responses(mounted: &Mounted, problem: &Schema, generator: &mut SchemaGenerator) -> Value {
    let operation = &mounted.operation;
    let mut all = Map::new();
    let mut success = json!({"description": "Done."});
    if operation.success != 204
        && let Some(success) = success.as_object_mut()
    {
        let schema = (mounted.answer)(generator);
        let example = example::of(schema.as_value(), "", generator);
        let content = if !operation.files.is_empty() {
            let binary = json!({"schema": {"type": "string", "format": "binary"}, "example": "…"});
            Value::Object(operation.files.iter().map(|kind| ((*kind).to_owned(), binary.clone())).collect())
        } else if operation.streams {
            json!({super::stream::MEDIA_TYPE: {"schema": schema, "example": format!("data: {example}\n\n")}})
        } else {
            json!({"application/json": {"schema": schema, "example": example}})
        };
        success.insert("content".to_owned(), content);
        let mut headers = Map::new();
        if operation.versioned {
            headers.insert("ETag".to_owned(), json!({"description": "The version.", "schema": {"type": "string"}}));
        }
        // Whoever has not logged in can look at nothing afterwards.
        if matches!(operation.success, 201 | 202) && operation.need != Need::Nothing {
            let schema = json!({"type": "string", "format": "uri-reference"});
            headers.insert("Location".to_owned(), json!({"description": "Where it is found.", "schema": schema}));
        }
        if !headers.is_empty() {
            success.insert("headers".to_owned(), Value::Object(headers));
        }
    }
    all.insert(operation.success.to_string(), success);
    if operation.versioned && operation.method == Method::Get {
        all.insert("304".to_owned(), json!({"description": "It is as known."}));
    }
    let mut by_status: std::collections::BTreeMap<u16, Vec<ProblemCode>> = std::collections::BTreeMap::new();
    for code in problems(mounted) {
        by_status.entry(code.status()).or_default().push(code);
    }
    for (status, codes) in by_status {
        let titles: Vec<String> =
            codes.iter().map(|code| format!("`{code}`: {}", Problem::new(*code, Locale::En).title)).collect();
        let named = |code: &ProblemCode| (code.to_string(), json!({"$ref": format!("#/components/examples/{code}")}));
        let examples: Map<String, Value> = codes.iter().map(named).collect();
        let content = json!({problem::MEDIA_TYPE: {"schema": problem, "examples": examples}});
        let mut described = json!({"description": titles.join(" "), "content": content});
        let told = match status {
            401 => Some(("WWW-Authenticate", "How to show who one is.")),
            429 | 503 => Some(("Retry-After", "Seconds after which it is worth to come again.")),
            _ => None,
        };
        if let (Some((name, what)), Some(described)) = (told, described.as_object_mut()) {
            let header = json!({name: {"description": what, "schema": {"type": "string"}}});
            described.insert("headers".to_owned(), header);
        }
        all.insert(status.to_string(), described);
    }
    Value::Object(all)
}

/// Everything that can go wrong with an operation.
pub fn problems(mounted: &Mounted) -> BTreeSet<ProblemCode> {
    use ProblemCode as C;
    let operation = &mounted.operation;
    let mut all: BTreeSet<ProblemCode> = operation.problems.iter().copied().collect();
    all.extend([C::TooManyRequests, C::Failed, C::Busy, C::InvalidFields]);
    if operation.need != Need::Nothing {
        all.insert(C::Unauthenticated);
    }
    if operation.method != Method::Get {
        all.insert(C::CrossSite);
    }
    match operation.need {
        Need::Permission(_) => all.extend([C::Forbidden, C::SecondFactorNeeded]),
        Need::Session => all.extend([C::Forbidden]),
        Need::Nothing | Need::LoggedIn => {}
    }
    if operation.names_a_record() {
        all.insert(C::NotFound);
    }
    if !matches!(mounted.body, Look::None) {
        all.extend([C::Malformed, C::UnsupportedMediaType, C::TooLarge, C::TooSlow]);
    }
    if operation.keyed {
        all.extend([C::KeyReused, C::Changed]);
    }
    if operation.asks_version() {
        all.extend([C::PreconditionRequired, C::PreconditionFailed, C::Changed]);
    }
    if operation.heeds_version {
        all.insert(C::PreconditionFailed);
    }
    all
}

/// Makes a schema that allows `null` beside something else one of that something.
pub fn not_null(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(kinds)) = object.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [one] = kinds.as_slice() {
            let one = one.clone();
            object.insert("type".to_owned(), one);
        }
    }
    object.remove("default");
    if let Some(Value::Array(ways)) = object.get_mut("anyOf") {
        ways.retain(|way| way.get("type").is_none_or(|kind| kind != "null"));
        if let [Value::Object(one)] = ways.as_slice() {
            let one = one.clone();
            object.remove("anyOf");
            for (key, value) in one {
                object.entry(key).or_insert(value);
            }
        }
    }
}
