//! Moves and decisions of which the caller names the version that they have read, or does not.

use lotsenwerk::domain::access::Role;
use serde_json::{Value, json};

use super::Desk;
use super::world::World;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::site::Answer;

on_each_database!(
    an_assignment_is_moved_as_it_was_read,
    an_offer_is_answered_as_it_was_read,
    a_proposal_is_decided_on_as_it_was_read,
    a_run_is_called_off_as_it_was_read,
    a_request_is_called_off_as_it_was_read,
    what_is_removed_is_named_as_it_was_read,
    accounts_are_closed_and_opened_as_they_were_read,
    a_run_is_released_as_it_was_read,
    what_was_got_can_be_put_back,
);

const OLD: &str = "\"00000000000000000000000000000000\"";

fn tag(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.header("etag").unwrap_or_else(|| panic!("no tag: {answer:?}")).to_owned()
}

struct Record<'a> {
    desk: &'a Desk,
    path: String,
}

impl<'a> Record<'a> {
    fn of(desk: &'a Desk, world: &World, noun: &str) -> Self {
        Self { desk, path: format!("/{noun}/{}", world.id(noun, 0)) }
    }

    fn read(&self) -> String {
        tag(&self.desk.get(Role::Coordinator, &self.path))
    }

    fn act(&self, verb: &str, version: Option<&str>, body: Option<&Value>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|version| ("If-Match", version)).into_iter().collect();
        self.desk.send("POST", Role::Coordinator, &format!("{}/{verb}", self.path), &headers, body)
    }

    /// That nothing happens to a record that is not as it was read.
    fn refuses(&self, verb: &str, version: &str, body: Option<&Value>) {
        let answer = self.act(verb, Some(version), body);
        assert_eq!((answer.status, &answer.json()["code"]), (412, &json!("precondition_failed")), "{verb}");
    }
}

fn an_assignment_is_moved_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let one = Record::of(&desk, &World::of(db, &desk), "assignments");
    let read = one.read();
    let other = json!({"start": "2026-12-09T15:00"});
    let off = json!({"by": "lotse"});
    one.refuses("change", OLD, Some(&other));
    one.refuses("cancel", OLD, Some(&off));
    one.refuses("complete", OLD, None);
    one.refuses("no-show", OLD, Some(&json!({"who": "newcomer"})));
    assert_eq!(one.read(), read, "nothing has happened");
    let changed = tag(&one.act("change", Some(&read), Some(&other)));
    assert_eq!(changed, one.read(), "the answer names the version that it shows");
    one.refuses("cancel", &read, Some(&off));
    let later = json!({"start": "2026-12-09T16:00"});
    let again = |version: &str| {
        let headers = [("Idempotency-Key", "k-1"), ("If-Match", version)];
        desk.send("POST", Role::Coordinator, &format!("{}/change", one.path), &headers, Some(&later))
    };
    assert_eq!((again(&changed).status, again(&changed).status), (200, 200), "done once, told twice");
    assert_eq!(again("{}").json()["code"], "key_reused", "who means another version asks for something else");
    assert_eq!(one.act("cancel", None, Some(&off)).status, 200, "nobody has to name one");
}

fn an_offer_is_answered_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let one = Record::of(&desk, &World::of(db, &desk), "offers");
    let read = one.read();
    one.refuses("accept", OLD, None);
    one.refuses("decline", OLD, Some(&json!({})));
    let answered = one.act("decline", Some(&read), Some(&json!({})));
    assert_eq!(answered.status, 200, "{}", answered.body);
    assert_ne!(one.read(), read);
    one.refuses("decline", &read, Some(&json!({"reason": "too_far"})));
}

fn a_proposal_is_decided_on_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let one = Record::of(&desk, &World::of(db, &desk), "proposals");
    let read = one.read();
    one.refuses("accept", OLD, None);
    one.refuses("release", OLD, None);
    let accepted = tag(&one.act("accept", Some(&read), None));
    assert_eq!(accepted, one.read());
    one.refuses("drop", &read, Some(&json!({})));
    assert_eq!(one.act("drop", Some(&accepted), Some(&json!({}))).status, 200);
}

fn a_run_is_called_off_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let queued = desk.post(Role::Coordinator, "/matching-runs", &json!({"carrier": desk.people.carrier.to_string()}));
    assert_eq!(queued.status, 202, "{}", queued.body);
    let one = Record { desk: &desk, path: format!("/matching-runs/{}", queued.json()["id"].as_str().unwrap()) };
    let read = one.read();
    one.refuses("cancel", OLD, None);
    assert_ne!(tag(&one.act("cancel", Some(&read), None)), read);
    one.refuses("cancel", &read, None);
}

fn a_request_is_called_off_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let one = Record::of(&desk, &World::of(db, &desk), "requests");
    let (read, off) = (one.read(), json!({"by": "requester"}));
    one.refuses("cancel", OLD, Some(&off));
    assert_ne!(tag(&one.act("cancel", Some(&read), Some(&off))), read);
}

/// What is removed has to be named as it is, and is not removed as it was.
fn what_is_removed_is_named_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let added = desk.post(Role::Operator, "/organisations", &json!({"kind": "agency", "name": "Klinikum"})).json();
    let lotse = json!({
        "organisation": desk.people.carrier.to_string(), "given_name": "Mina", "family_name": "Rahimi", "home": "37269",
        "radius_km": 25, "transport": "car", "modes": ["in_person"], "services": ["accompaniment"],
        "languages": [{"language": "prs", "level": "native"}],
    });
    let taken_in = desk.post(Role::Coordinator, "/lotsen", &lotse);
    assert_eq!(taken_in.status, 201, "{}", taken_in.body);
    let absences = format!("/lotsen/{}/absences", desk.people.lotse);
    let away = json!({"first": "2026-12-24", "last": "2027-01-03"});
    assert_eq!(desk.post(Role::Coordinator, &absences, &away).status, 201);
    let invited = json!({
        "email": "zoe@example.org", "name": "Zoe", "language": "de",
        "memberships": [{"role": "coordinator", "organisation": desk.people.carrier.to_string()}],
    });
    let invited = desk.post(Role::Coordinator, "/users", &invited).json();
    let id = |of: &Value| of["id"].as_str().unwrap().to_owned();
    let account = format!("/users/{}", id(&invited));
    let role = format!("{account}/memberships?role=coordinator&organisation={}", desk.people.carrier);
    let (organisation, profile) =
        (format!("/organisations/{}", id(&added)), format!("/lotsen/{}", id(&taken_in.json())));
    let absence = format!("{absences}/2026-12-24--2027-01-03");
    for (by, record, path) in [
        (Role::Operator, &organisation, &organisation),
        (Role::Coordinator, &profile, &profile),
        (Role::Coordinator, &absence, &absence),
        (Role::Coordinator, &account, &role),
    ] {
        let read = tag(&desk.get(by, record));
        let remove = |headers: &[(&str, &str)]| desk.send("DELETE", by, path, headers, None);
        let code = |answer: Answer| (answer.status, answer.json()["code"].as_str().unwrap().to_owned());
        assert_eq!(code(remove(&[])), (428, "precondition_required".into()), "{path}");
        assert_eq!(code(remove(&[("If-Match", OLD)])), (412, "precondition_failed".into()), "{path}");
        assert_eq!(tag(&desk.get(by, record)), read, "nothing has happened: {path}");
        assert_eq!(remove(&[("If-Match", &read)]).status, 204, "{path}");
        assert_eq!(remove(&[("If-Match", &read)]).status, 404, "{path}");
    }
}

fn accounts_are_closed_and_opened_as_they_were_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let one = Record { desk: &desk, path: format!("/users/{}", desk.people.of[&Role::Lotse].user) };
    let read = one.read();
    for verb in ["disable", "enable", "reset-second-factor"] {
        one.refuses(verb, OLD, None);
    }
    assert_eq!(one.read(), read);
    assert_eq!(one.act("disable", Some(&read), None).status, 204);
    let closed = one.read();
    assert_ne!(closed, read);
    one.refuses("enable", &read, None);
    assert_eq!(one.act("enable", Some(&closed), None).status, 204);
    assert_eq!(one.act("disable", None, None).status, 204, "nobody has to name one");
}

fn a_run_is_released_as_it_was_read(db: &TestDatabase) {
    let desk = Desk::open(db);
    let one = Record::of(&desk, &World::of(db, &desk), "matching-runs");
    let read = one.read();
    one.refuses("release", OLD, Some(&json!({})));
    let released = one.act("release", Some(&read), Some(&json!({})));
    assert_eq!(released.status, 200, "{}", released.body);
}

fn what_was_got_can_be_put_back(db: &TestDatabase) {
    let desk = Desk::open(db);
    let world = World::of(db, &desk);
    let id = |noun| world.id(noun, 0);
    let profile = json!({
        "organisation": desk.people.carrier.to_string(), "given_name": "Mina", "family_name": "Rahimi", "home": "37269",
        "radius_km": 25, "transport": "car", "modes": ["in_person"], "services": ["accompaniment"],
        "languages": [{"language": "prs", "level": "native"}],
    });
    let mina = desk.post(Role::Coordinator, "/lotsen", &profile);
    assert_eq!(mina.status, 201, "{}", mina.body);
    let mina = mina.json()["id"].as_str().unwrap().to_owned();
    for (role, path) in [
        (Role::Operator, format!("/organisations/{}", id("organisations"))),
        (Role::Coordinator, format!("/organisations/{}/email", id("organisations"))),
        (Role::Coordinator, format!("/lotsen/{mina}")),
        (Role::Coordinator, format!("/lotsen/{mina}/contact")),
        (Role::Coordinator, format!("/lotsen/{}/absences/2027-02-01--2027-02-05", id("lotsen"))),
        (Role::Coordinator, format!("/requests/{}", id("requests"))),
        (Role::Coordinator, format!("/requests/{}/contact", id("requests"))),
        (Role::Coordinator, format!("/hours/{}", id("hours"))),
        (Role::Coordinator, format!("/users/{}", id("users"))),
        (Role::Lotse, "/account".to_owned()),
    ] {
        let read = if path.ends_with("/email") { path.trim_end_matches("/email") } else { path.as_str() };
        let got = desk.get(role, read);
        let back = desk.send("PUT", role, &path, &[("If-Match", &tag(&got))], Some(&got.json()));
        assert_eq!(back.status, 200, "{path}: {}", back.body);
        if !path.starts_with("/hours") {
            assert_eq!(back.json(), got.json(), "{path}");
        }
    }
    let path = format!("/lotsen/{mina}");
    let got = desk.get(Role::Coordinator, &path);
    let mut other = got.json();
    other["nmae"] = json!("Mina");
    let back = desk.send("PUT", Role::Coordinator, &path, &[("If-Match", &tag(&got))], Some(&other));
    assert_eq!(
        (back.status, &back.json()["errors"][0]["pointer"]),
        (422, &json!("/nmae")),
        "what nobody shows is a slip"
    );
}
