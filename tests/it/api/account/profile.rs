//! The own name and language.

use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::storage;
use serde_json::json;

use super::{faults, problem};
use crate::api::Desk;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(somebody_changes_the_own_name_and_language);

fn somebody_changes_the_own_name_and_language(db: &TestDatabase) {
    let desk = Desk::open(db);
    let shown = desk.get(Role::Lotse, "/account");
    assert_eq!(shown.json(), desk.get(Role::Lotse, "/session").json()["user"]);
    let tag = shown.header("etag").unwrap().to_owned();
    let put = |tag: &str, body| desk.send("PUT", Role::Lotse, "/account", &[("If-Match", tag)], Some(&body));
    assert_eq!(faults(&put(&tag, json!({"name": " ", "language": "en"})))[0].0, "/name");
    let wanted = json!({"name": "Mina Rahimi", "language": "en"});
    let changed = put(&tag, wanted.clone());
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!((&changed.json()["name"], &changed.json()["language"]), (&json!("Mina Rahimi"), &json!("en")));
    assert_eq!(desk.get(Role::Lotse, "/session").json()["user"], changed.json());
    assert_eq!(problem(&put(&tag, wanted.clone())), (412, "precondition_failed".into()));
    let newest = changed.header("etag").unwrap();
    assert_eq!(put(newest, wanted).status, 200, "nothing new is no event");
    let events = db.must_read(|tx| storage::audit::list(tx, None, 100));
    let changes: Vec<_> = events.iter().filter(|event| event.action == Action::UserChanged).collect();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].actor, Actor::User(desk.people.of[&Role::Lotse].user));
    assert_eq!(changes[0].details, json!({"name": true, "language": "en"}), "no names in the audit");
}
