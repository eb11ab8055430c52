//! Every operation of the contract, asked by somebody of each role about what is theirs and what is somebody else's: who may do what,
//! as a table that a person reads. An operation that the table does not have yet fails here.

use std::fmt::Write;

use lotsenwerk::api::{self, Method, Need, Operation};
use lotsenwerk::domain::access::Role;
use serde_json::Value;

use super::Desk;
use super::world::{Asked, Sent, World};
use crate::support::db::TestDatabase;

#[test]
fn who_may_do_what_on_sqlite() {
    who_may_do_what(TestDatabase::sqlite);
}

#[test]
fn who_may_do_what_on_postgres() {
    if TestDatabase::postgres().is_some() {
        who_may_do_what(|| TestDatabase::postgres().unwrap());
    }
}

/// What came of a request: whether they may, and if they may, what else stood in the way.
fn outcome(status: u16, code: &str) -> String {
    match (status, code) {
        (200..=399, _) => "yes".to_owned(),
        (401, _) => "log in".to_owned(),
        (403, _) => "no".to_owned(),
        (404, _) => "not there".to_owned(),
        (429, _) => "wait".to_owned(),
        (500.., _) => "FAILED".to_owned(),
        (_, code) => format!("may ({code})"),
    }
}

/// A service with somebody of each role, and records that are theirs or others'.
struct Place {
    desk: Desk,
    world: World,
    _db: TestDatabase,
}

impl Place {
    fn new(database: impl Fn() -> TestDatabase) -> Self {
        let db = database();
        let desk = Desk::open(&db);
        Self { world: World::of(&db, &desk), desk, _db: db }
    }
}

fn who_may_do_what(new: impl Fn() -> TestDatabase) {
    let mut table = String::from(
        "| operation | asks for | nobody | operator | competence centre | coordinator | requester | Lotse |\n",
    );
    table.push_str("|---|---|---|---|---|---|---|---|\n");
    let document = api::document(api::operations());
    let for_readers = Place::new(&new);
    for mounted in api::operations() {
        let operation = &mounted.operation;
        let need = match operation.need {
            Need::Nothing => "–".to_owned(),
            Need::Session => "a session".to_owned(),
            Need::LoggedIn => "a log-in".to_owned(),
            Need::Permission(permission) => permission.to_string(),
        };
        write!(table, "| {} {} | {need} |", operation.method.name(), operation.path).unwrap();
        // What changes something must not stand in the way of the next, so it has a place of its own.
        let own = (operation.method != Method::Get).then(|| Place::new(&new));
        let Place { desk, world, .. } = own.as_ref().unwrap_or(&for_readers);
        let example = example(&document, operation);
        let ask = |secret: Option<&str>, asked: &Asked| {
            let path = format!("/api/v1{}", asked.path);
            let answer = match &asked.body {
                Sent::List(list) => desk.site.upload(&path, secret.unwrap_or_default(), "text/csv", list.as_bytes()),
                Sent::Json(body) => {
                    let versions: &[(&str, &str)] = if operation.asks_version() { &[("If-Match", "*")] } else { &[] };
                    desk.site.api(operation.method.name(), &path, secret, versions, body.as_ref())
                }
            };
            let code = serde_json::from_str::<Value>(&answer.body)
                .ok()
                .and_then(|body| body["code"].as_str().map(str::to_owned));
            outcome(answer.status, code.as_deref().unwrap_or_default())
        };
        let asked = |role| world.asked(operation, example.as_ref(), role);
        let nobody: Vec<String> = asked(None).iter().map(|asked| ask(None, asked)).collect();
        write!(table, " {} |", said(&nobody)).unwrap();
        for role in [Role::Operator, Role::CompetenceCentre, Role::Coordinator, Role::Requester, Role::Lotse] {
            let secret = desk.people.session(role).to_owned();
            // Somebody else's first: it must leave no trace.
            let mut outcomes: Vec<String> =
                asked(Some(role)).iter().rev().map(|asked| ask(Some(&secret), asked)).collect();
            outcomes.reverse();
            write!(table, " {} |", said(&outcomes)).unwrap();
        }
        table.push('\n');
    }
    assert!(!table.contains("FAILED"), "{table}");
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots"}, {
        insta::assert_snapshot!("matrix", table);
    });
}

/// One word where own and foreign come out alike.
fn said(outcomes: &[String]) -> String {
    match outcomes {
        [own, foreign] if own != foreign => format!("own: {own}, others’: {foreign}"),
        [one, ..] => one.clone(),
        [] => unreachable!("each operation is asked for at least once"),
    }
}

fn example(document: &Value, operation: &Operation) -> Option<Value> {
    let described = &document["paths"][format!("/api/v1{}", operation.path)][operation.method.key()];
    let content = &described["requestBody"]["content"]["application/json"];
    (!content.is_null()).then(|| content["example"].clone())
}
