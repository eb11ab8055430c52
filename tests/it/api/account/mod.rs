//! The own account over the REST interface.

mod password;
mod profile;
mod second_factor;
mod session;
mod tokens;

use lotsenwerk::app::Context;
use serde_json::{Value, json};

use super::Desk;
use crate::support::context::{context, moments};
use crate::support::db::TestDatabase;
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, People};
use crate::support::site::{Answer, Site};

/// A desk under other rules.
fn open(db: &TestDatabase, change: impl FnOnce(&mut Context)) -> Desk {
    let mut context = context(db);
    let people = People::arrive(db, &context);
    change(&mut context);
    let site = Site::open(context.clone(), moments(MONDAY.parse().unwrap()));
    Desk { context, people, site }
}

/// Sends JSON as nobody.
fn send(desk: &Desk, path: &str, body: &Value) -> Answer {
    desk.site.api("POST", &format!("/api/v1{path}"), None, &[], Some(body))
}

/// Sends as somebody with this secret.
fn as_one(desk: &Desk, method: &str, secret: &str, path: &str, body: Option<&Value>) -> Answer {
    desk.site.api(method, &format!("/api/v1{path}"), Some(secret), &[], body)
}

fn log_in(desk: &Desk, email: &str) -> Answer {
    send(desk, "/session", &json!({"email": email, "password": PASSWORD}))
}

/// Name, value and the rest of the cookie that an answer sets.
fn cookie(answer: &Answer) -> (String, String, String) {
    let header = answer.header("set-cookie").unwrap();
    let (pair, rest) = header.split_once("; ").unwrap();
    let (name, value) = pair.split_once('=').unwrap();
    (name.to_owned(), value.to_owned(), rest.to_owned())
}

/// The secret of the cookie that an answer sets.
fn secret(answer: &Answer) -> String {
    cookie(answer).1
}

/// Status and code of a problem.
fn problem(answer: &Answer) -> (u16, String) {
    (answer.status, answer.json()["code"].as_str().unwrap().to_owned())
}

/// Place and code of each faulty field.
fn faults(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 422, "{}", answer.body);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
}
