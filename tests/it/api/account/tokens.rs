//! Programs' keys over the REST interface.

use lotsenwerk::domain::access::Role;
use serde_json::{Value, json};

use super::{as_one, faults, problem};
use crate::api::Desk;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::people::PASSWORD;

on_each_database!(
    a_token_does_what_it_was_made_for,
    every_fault_of_a_token_is_told_at_once,
    what_is_of_the_person_alone_wants_a_person,
    a_token_that_is_revoked_opens_nothing,
);

/// A token of the coordinator's; its secret, and how it is shown.
fn make(desk: &Desk, scopes: &Value) -> (String, Value) {
    let answer = desk.post(Role::Coordinator, "/tokens", &json!({"name": " Import ", "scopes": scopes}));
    assert_eq!(answer.status, 201, "{}", answer.body);
    let made = answer.json();
    let path = format!("/api/v1/tokens/{}", made["token"]["id"].as_str().unwrap());
    assert_eq!(answer.header("location"), Some(path.as_str()));
    (made["secret"].as_str().unwrap().to_owned(), made["token"].clone())
}

fn a_token_does_what_it_was_made_for(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (secret, token) = make(&desk, &json!(["users.read"]));
    assert_eq!((&token["name"], &token["scopes"]), (&json!("Import"), &json!(["users.read"])));
    assert_eq!(token["expires_at"], "2027-03-07T07:00:00Z", "90 days");
    assert_eq!(as_one(&desk, "GET", &secret, "/users", None).status, 200);
    assert_eq!(problem(&as_one(&desk, "GET", &secret, "/requests", None)), (403, "forbidden".into()));
    let myself = as_one(&desk, "GET", &secret, "/session", None).json();
    assert_eq!((&myself["permissions"], &myself["session"]), (&json!(["users.read"]), &Value::Null));
    let listed = desk.get(Role::Coordinator, "/tokens");
    assert!(!listed.body.contains(&secret), "a secret is told once");
    assert_eq!(listed.json()["items"][0]["last_used_at"], "2026-12-07T07:00:00Z");
    let path = format!("/tokens/{}", token["id"].as_str().unwrap());
    assert_eq!(desk.get(Role::Coordinator, &path).json(), listed.json()["items"][0]);
    assert_eq!(problem(&desk.get(Role::Operator, &path)), (404, "not_found".into()));
}

fn every_fault_of_a_token_is_told_at_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let told = |body: Value| faults(&desk.post(Role::Coordinator, "/tokens", &body));
    let pair = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    let scopes = json!(["requests.read", "audit.read", "requests.read"]);
    let body = json!({"name": " ", "scopes": scopes, "expires_at": "2026-12-07T07:00:00Z"});
    assert_eq!(
        told(body),
        [
            pair("/name", "empty"),
            pair("/scopes/1", "not_one_of"),
            pair("/scopes/2", "repeated"),
            pair("/expires_at", "past")
        ]
    );
    let far = json!({"name": "x", "scopes": ["requests.read"], "expires_at": "2027-12-09T07:00:00Z"});
    assert_eq!(told(far), [pair("/expires_at", "too_great")]);
    assert_eq!(told(json!({"name": "x", "scopes": []})), [pair("/scopes", "too_few")]);
    assert_eq!(told(json!({"name": "x", "scopes": ["everything"]})), [pair("/scopes/0", "not_one_of")]);
}

fn what_is_of_the_person_alone_wants_a_person(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (secret, _) = make(&desk, &json!(["users.read"]));
    let body = json!({"name": "x", "scopes": ["users.read"]});
    for (method, path) in [
        ("DELETE", "/session"),
        ("GET", "/sessions"),
        ("DELETE", "/sessions"),
        ("GET", "/second-factor"),
        ("GET", "/tokens"),
    ] {
        let answer = as_one(&desk, method, &secret, path, None);
        assert_eq!(problem(&answer), (403, "forbidden".into()), "{method} {path}");
    }
    assert_eq!(problem(&as_one(&desk, "POST", &secret, "/tokens", Some(&body))), (403, "forbidden".into()));
    let begin = as_one(&desk, "POST", &secret, "/second-factor", Some(&json!({"password": PASSWORD})));
    assert_eq!(problem(&begin), (403, "forbidden".into()));
    // Whoever may invite may give away all that they are, so no token may.
    let inviting =
        desk.post(Role::Coordinator, "/tokens", &json!({"name": "x", "scopes": ["users.read", "users.write"]}));
    assert_eq!(faults(&inviting), [("/scopes/1".to_owned(), "not_one_of".to_owned())]);
    assert!(!inviting.json()["errors"][0]["detail"].as_str().unwrap().contains("users.write"), "{}", inviting.body);
}

fn a_token_that_is_revoked_opens_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (first, token) = make(&desk, &json!(["users.read"]));
    let (second, other) = make(&desk, &json!(["users.read"]));
    let path = |token: &Value| format!("/tokens/{}", token["id"].as_str().unwrap());
    assert_eq!(problem(&as_one(&desk, "DELETE", &first, &path(&other), None)), (403, "forbidden".into()));
    assert_eq!(problem(&desk.send("DELETE", Role::Operator, &path(&other), &[], None)), (404, "not_found".into()));
    assert_eq!(as_one(&desk, "DELETE", &first, &path(&token), None).status, 204, "a token ends itself");
    assert_eq!(as_one(&desk, "GET", &first, "/users", None).status, 401);
    assert_eq!(desk.send("DELETE", Role::Coordinator, &path(&other), &[], None).status, 204);
    assert_eq!(as_one(&desk, "GET", &second, "/users", None).status, 401);
    let again = desk.send("DELETE", Role::Coordinator, &path(&other), &[], None);
    assert_eq!(problem(&again), (404, "not_found".into()));
}
