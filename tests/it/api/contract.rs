//! The contract itself: the document, its pages, and what is answered where there is no operation.

use std::collections::BTreeSet;

use lotsenwerk::api;
use lotsenwerk::domain::access::Role;
use serde_json::{Value, json};

use super::Desk;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    what_is_not_there_is_a_problem_document,
    another_sites_page_moves_nothing,
    the_document_and_its_pages_are_served,
);

fn what_is_not_there_is_a_problem_document(db: &TestDatabase) {
    let desk = Desk::open(db);
    for (method, path, status, code) in [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/requests/junk", 404, "not_found"),
        ("GET", "/requests/01936c80-0000-7000-8000-000000000001", 404, "not_found"),
        ("DELETE", "/requests", 405, "method_not_allowed"),
        ("POST", "/regions", 405, "method_not_allowed"),
        ("GET", "/problems/gossip", 404, "not_found"),
    ] {
        let answer = desk.send(method, Role::Coordinator, path, &[], None);
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (status, &json!(code)), "{method} {path}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.header("x-request-id"), problem["request_id"].as_str(), "{method} {path}");
        let explained = desk.site.api("GET", problem["type"].as_str().unwrap(), None, &[], None);
        assert_eq!(explained.json()["code"], code);
    }
    let wrong = desk.send("DELETE", Role::Coordinator, "/requests", &[], None);
    assert_eq!(wrong.header("allow"), Some("GET, HEAD, POST"));
    let head = desk.send("HEAD", Role::Coordinator, "/requests", &[], None);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let garbled = desk.site.api(
        "POST",
        "/api/v1/requests",
        Some(desk.people.session(Role::Requester)),
        &[("Content-Type", "text/plain")],
        None,
    );
    assert_eq!(garbled.json()["code"], "unsupported_media_type");
    let long = json!({"organisation": "x".repeat(300_000)});
    assert_eq!(desk.post(Role::Requester, "/requests", &long).status, 413);
}

fn another_sites_page_moves_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let cookie = format!("lotsenwerk={}", desk.people.session(Role::Requester));
    let send = |headers: &[(&str, &str)]| {
        let headers: Vec<(&str, &str)> =
            [("Cookie", cookie.as_str())].into_iter().chain(headers.iter().copied()).collect();
        desk.site.api("POST", "/api/v1/requests", None, &headers, Some(&json!({}))).json()["code"].clone()
    };
    assert_eq!(send(&[("Sec-Fetch-Site", "cross-site")]), "cross_site");
    assert_eq!(send(&[("Sec-Fetch-Site", "same-site")]), "cross_site");
    assert_eq!(send(&[("Origin", "https://evil.example")]), "cross_site");
    assert_eq!(send(&[("Sec-Fetch-Site", "same-origin")]), "invalid_fields", "a page of our own");
    assert_eq!(send(&[]), "invalid_fields", "no browser");
}

fn the_document_and_its_pages_are_served(db: &TestDatabase) {
    let desk = Desk::open(db);
    let served = desk.site.get("/api/openapi.json");
    assert_eq!(served.json(), api::document(api::operations()));
    assert_eq!(desk.site.get("/api/docs").header("location"), Some("/api/docs/"));
    assert_eq!(desk.site.head("/api/docs/").status, 200);
    let page = desk.site.get("/api/docs/");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("http://") && !page.body.contains("https://"), "nothing is loaded from elsewhere");
    for file in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-initializer.js"] {
        assert_eq!(desk.site.get(&format!("/api/docs/{file}")).status, 200, "{file}");
    }
}

/// Whoever reads a change of the code sees here what it changes for others.
#[test]
fn the_document_is_as_it_was() {
    let document = api::document(api::operations());
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&document).unwrap());
    });
}

#[test]
fn operations_have_names_and_addresses_of_their_own() {
    let operations = api::operations();
    let ids: BTreeSet<&str> = operations.iter().map(|mounted| mounted.operation.id).collect();
    assert_eq!(ids.len(), operations.len());
    let addresses: BTreeSet<_> =
        operations.iter().map(|mounted| (mounted.operation.path, mounted.operation.method)).collect();
    assert_eq!(addresses.len(), operations.len());
    for mounted in operations {
        let operation = &mounted.operation;
        assert!(!operation.summary.is_empty() && !operation.summary.ends_with('.'), "{}", operation.id);
        let first = operation.path.trim_start_matches('/').split('/').next().unwrap();
        assert!(!first.is_empty(), "{}", operation.id);
    }
}

#[test]
fn everything_has_an_example_that_fits_and_nothing_points_nowhere() {
    let document = api::document(api::operations());
    let mut faults: Vec<String> = Vec::new();
    let mut fits = |schema: &Value, example: &Value, what: &str| {
        let mut schema = schema.clone();
        schema["components"] = json!({"schemas": document["components"]["schemas"]});
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        faults.extend(validator.iter_errors(example).map(|error| format!("{what} {}: {error}", error.instance_path())));
    };
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let what = format!("{method} {path}");
            let content = &operation["requestBody"]["content"];
            for (kind, content) in content.as_object().into_iter().flatten() {
                if kind.starts_with("application/json") || kind.starts_with("text/") {
                    fits(&content["schema"], &content["example"], &what);
                }
            }
            for (status, answer) in operation["responses"].as_object().unwrap() {
                for (kind, content) in answer["content"].as_object().into_iter().flatten() {
                    let what = format!("{what} {status} {kind}");
                    match &content["examples"] {
                        Value::Object(several) => assert!(!several.is_empty(), "{what}"),
                        _ if kind == "text/event-stream" => assert!(content["example"].is_string(), "{what}"),
                        _ => fits(&content["schema"], &content["example"], &what),
                    }
                }
            }
            for parameter in operation["parameters"].as_array().unwrap() {
                if parameter["in"] == "query" {
                    fits(&parameter["schema"], &parameter["example"], &format!("{what} {}", parameter["name"]));
                }
            }
        }
    }
    let problem = &document["components"]["schemas"]["Problem"];
    for (code, example) in document["components"]["examples"].as_object().unwrap() {
        fits(problem, &example["value"], code);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    references(&document, &document);
}

/// Every `$ref` leads somewhere.
fn references(value: &Value, document: &Value) {
    match value {
        Value::Object(fields) => {
            if let Some(to) = fields.get("$ref").and_then(Value::as_str) {
                assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
            }
            fields.values().for_each(|field| references(field, document));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, document)),
        _ => {}
    }
}
