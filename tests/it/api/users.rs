//! Accounts over the REST interface, as those see and change them who look after them.

use std::collections::BTreeSet;

use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::filter::UserSort;
use lotsenwerk::domain::id::UserId;
use lotsenwerk::domain::page::Cursor;
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::people::arrives;
use crate::support::site::Answer;

on_each_database!(
    each_sees_whom_they_look_after,
    accounts_are_cut_into_pages,
    accounts_are_narrowed,
    whoever_is_invited_gets_a_link,
    who_has_an_account_elsewhere_is_not_invited,
    an_invitation_with_a_key_is_done_once,
    every_fault_of_an_invitation_is_told_at_once,
    nobody_gives_what_is_not_theirs,
    roles_are_given_and_taken,
    accounts_are_closed_and_opened,
    names_are_changed_by_those_who_look_after_them_alone,
);

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

fn pair(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

fn names(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|user| user["name"].as_str().unwrap().to_owned()).collect()
}

fn invitation(email: &str, memberships: &Value) -> Value {
    json!({"email": email, "name": "Jana Köhler", "language": "de", "memberships": memberships})
}

fn user(desk: &Desk, role: Role) -> UserId {
    desk.people.of[&role].user
}

fn each_sees_whom_they_look_after(db: &TestDatabase) {
    let desk = Desk::open(db);
    let all = ["competence_centre", "coordinator", "lotse", "operator", "requester"];
    assert_eq!(names(&desk.get(Role::Operator, "/users")), all);
    assert_eq!(names(&desk.get(Role::Coordinator, "/users")), ["coordinator", "lotse"]);
    assert_eq!(names(&desk.get(Role::CompetenceCentre, "/users")), ["competence_centre"]);
    for role in [Role::Requester, Role::Lotse] {
        assert_eq!(problem(&desk.get(role, "/users")), (403, "forbidden".into()));
    }
    let shown = desk.get(Role::Coordinator, &format!("/users/{}", user(&desk, Role::Lotse)));
    let shown = shown.json();
    assert_eq!((&shown["email"], &shown["has_password"]), (&json!("lotse@example.org"), &json!(true)));
    let lotse = desk.people.lotse.to_string();
    assert_eq!(shown["memberships"], json!([{"role": "lotse", "organisation": null, "lotse": lotse}]));
    let theirs = desk.get(Role::Coordinator, &format!("/users/{}", user(&desk, Role::Requester)));
    assert_eq!(problem(&theirs), (404, "not_found".into()));
}

fn accounts_are_cut_into_pages(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (mut path, mut seen) = ("/users?limit=2".to_owned(), Vec::new());
    let mut pages = 0;
    loop {
        let page = desk.get(Role::Operator, &path);
        seen.extend(names(&page));
        pages += 1;
        let Some(next) = page.json()["next"].as_str().map(str::to_owned) else { break };
        assert!(!next.contains('@'));
        path = format!("/users?limit=2&cursor={next}");
    }
    assert_eq!((pages, seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (3, 5, 5));
    assert_eq!(faults(&desk.get(Role::Operator, "/users?cursor=junk")), [pair("cursor", "cursor")]);
    // Of accounts out of reach a cursor tells no more than of such that there are not.
    for id in [user(&desk, Role::Operator), UserId::from_uuid(desk.people.agency.as_uuid())] {
        let made_up = Cursor::new(UserSort::Email, Vec::new(), id.as_uuid()).to_string();
        let page = desk.get(Role::Coordinator, &format!("/users?cursor={made_up}"));
        assert_eq!(faults(&page), [pair("cursor", "cursor")]);
    }
    assert_eq!(faults(&desk.get(Role::Operator, "/users?limit=0")), [pair("limit", "too_small")]);
}

fn accounts_are_narrowed(db: &TestDatabase) {
    let desk = Desk::open(db);
    let listed = |role, query: &str| names(&desk.get(role, &format!("/users?{query}")));
    assert_eq!(listed(Role::Operator, "role=lotse"), ["lotse"]);
    assert_eq!(listed(Role::Operator, "text=coord"), ["coordinator"]);
    assert_eq!(listed(Role::Coordinator, "role=requester"), [""; 0]);
    let close = format!("/users/{}/disable", user(&desk, Role::Lotse));
    assert_eq!(desk.send("POST", Role::Coordinator, &close, &[], None).status, 204);
    assert_eq!(listed(Role::Coordinator, "state=disabled"), ["lotse"]);
    assert_eq!(listed(Role::Coordinator, "state=active&state=invited"), ["coordinator"]);
    assert_eq!(listed(Role::Operator, "sort=newest").len(), 5);
    assert_eq!(faults(&desk.get(Role::Operator, "/users?text=-")), [pair("text", "empty")]);
    assert_eq!(faults(&desk.get(Role::Operator, "/users?sort=name")).len(), 1);
    let cursor = desk.get(Role::Operator, "/users?limit=1").json()["next"].as_str().unwrap().to_owned();
    let foreign = desk.get(Role::Operator, &format!("/users?sort=newest&cursor={cursor}"));
    assert_eq!(faults(&foreign), [pair("cursor", "cursor")], "a cursor is of one order");
}

fn whoever_is_invited_gets_a_link(db: &TestDatabase) {
    let desk = Desk::open(db);
    let memberships = json!([{"role": "coordinator", "organisation": desk.people.carrier.to_string()}]);
    let invite = || desk.post(Role::Coordinator, "/users", &invitation("jana@example.org", &memberships));
    let invited = invite();
    assert_eq!((invited.status, &invited.json()["is_new"]), (201, &json!(true)), "{}", invited.body);
    assert!(!invited.body.contains("lw_l_"), "the link goes to the mail address alone");
    let path = invited.header("location").unwrap().strip_prefix("/api/v1").unwrap().to_owned();
    let shown = desk.get(Role::Coordinator, &path).json();
    assert_eq!((&shown["name"], &shown["has_password"]), (&json!("Jana Köhler"), &json!(false)));
    let again = invite().json();
    assert_eq!((&again["id"], &again["is_new"]), (&shown["id"], &json!(false)));
    let mails = db.must_read(|tx| storage::outbox::list(tx, None, 100));
    assert_eq!(mails.iter().filter(|mail| mail.recipient.as_str() == "jana@example.org").count(), 2);
}

fn who_has_an_account_elsewhere_is_not_invited(db: &TestDatabase) {
    let desk = Desk::open(db);
    let memberships = json!([{"role": "coordinator", "organisation": desk.people.carrier.to_string()}]);
    let invite = |role, email: &str| desk.post(role, "/users", &invitation(email, &memberships));
    for email in ["operator@example.org", "requester@example.org"] {
        let refused = invite(Role::Coordinator, email);
        assert_eq!(problem(&refused), (409, "state".into()));
        assert!(refused.body.contains("cannot be invited from here"), "{}", refused.body);
    }
    assert_eq!(names(&desk.get(Role::Coordinator, "/users")), ["coordinator", "lotse"]);
    assert_eq!(invite(Role::Operator, "requester@example.org").status, 201);
}

fn an_invitation_with_a_key_is_done_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let memberships = json!([{"role": "lotse", "lotse": desk.people.lotse.to_string()}]);
    let body = invitation("jana@example.org", &memberships);
    let keyed =
        |body: &Value| desk.send("POST", Role::Coordinator, "/users", &[("Idempotency-Key", "invite-1")], Some(body));
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..4).map(|_| scope.spawn(|| keyed(&body))).collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    let mails = db.must_read(|tx| storage::outbox::list(tx, None, 100));
    assert_eq!(mails.iter().filter(|mail| mail.recipient.as_str() == "jana@example.org").count(), 1);
    let other = keyed(&invitation("mina@example.org", &memberships));
    assert_eq!(problem(&other), (422, "key_reused".into()));
}

fn every_fault_of_an_invitation_is_told_at_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let carrier = desk.people.carrier.to_string();
    let memberships = json!([
        {"role": "coordinator", "organisation": carrier},
        {"role": "coordinator", "organisation": carrier},
        {"role": "lotse", "organisation": carrier},
    ]);
    let body = json!({"email": "jana(at)example.org", "name": " ", "language": "de", "memberships": memberships});
    assert_eq!(
        faults(&desk.post(Role::Coordinator, "/users", &body)),
        [
            pair("/email", "email"),
            pair("/name", "empty"),
            pair("/memberships/1", "repeated"),
            pair("/memberships/2/organisation", "unknown_field"),
            pair("/memberships/2/lotse", "required"),
        ]
    );
    let none = invitation("jana@example.org", &json!([]));
    assert_eq!(faults(&desk.post(Role::Coordinator, "/users", &none)), [pair("/memberships", "too_few")]);
}

fn nobody_gives_what_is_not_theirs(db: &TestDatabase) {
    let desk = Desk::open(db);
    let give =
        |role, membership: Value| desk.post(role, "/users", &invitation("jana@example.org", &json!([membership])));
    let (other, lotse) = (desk.people.other_carrier.to_string(), desk.people.other_lotse.to_string());
    let elsewhere = give(Role::Coordinator, json!({"role": "coordinator", "organisation": other}));
    assert_eq!(faults(&elsewhere), [pair("/memberships/0/organisation", "unknown_reference")]);
    let elsewhere = give(Role::Coordinator, json!({"role": "lotse", "lotse": lotse}));
    assert_eq!(faults(&elsewhere), [pair("/memberships/0/lotse", "unknown_reference")]);
    assert_eq!(problem(&give(Role::Coordinator, json!({"role": "operator"}))), (403, "forbidden".into()));
    let agency = desk.people.agency.to_string();
    let misplaced = give(Role::Operator, json!({"role": "coordinator", "organisation": agency}));
    assert_eq!(faults(&misplaced), [pair("/memberships/0/role", "role_misplaced")]);
    assert_eq!(problem(&give(Role::Requester, json!({"role": "operator"}))), (403, "forbidden".into()));
    assert_eq!(names(&desk.get(Role::Operator, "/users")).len(), 5, "nobody was invited");
}

fn roles_are_given_and_taken(db: &TestDatabase) {
    let desk = Desk::open(db);
    let carrier = desk.people.carrier.to_string();
    let path = format!("/users/{}/memberships", user(&desk, Role::Lotse));
    let requester = json!({"role": "requester", "organisation": carrier});
    for _ in 0..2 {
        assert_eq!(desk.post(Role::Coordinator, &path, &requester).status, 204);
    }
    let held = || desk.get(Role::Lotse, "/session").json()["memberships"].as_array().unwrap().len();
    assert_eq!(held(), 2);
    let incomplete = desk.post(Role::Coordinator, &path, &json!({"role": "requester"}));
    assert_eq!(faults(&incomplete), [pair("/organisation", "required")]);
    let stranger = format!("/users/{}/memberships", user(&desk, Role::Requester));
    let missed = desk.post(Role::Coordinator, &stranger, &json!({"role": "requester"}));
    assert_eq!(problem(&missed), (404, "not_found".into()), "whoever is not there has no faults");

    let take = |role, path: &str| desk.send("DELETE", role, path, &[("If-Match", "*")], None);
    let one = format!("{path}?role=requester&organisation={carrier}");
    assert_eq!(take(Role::Coordinator, &one).status, 204);
    assert_eq!(held(), 1);
    assert_eq!(problem(&take(Role::Coordinator, &one)), (404, "not_found".into()));
    assert_eq!(faults(&take(Role::Coordinator, &path)), [pair("role", "required")]);
    assert_eq!(faults(&take(Role::Coordinator, &format!("{path}?role=lotse"))), [pair("lotse", "required")]);
    let own = format!("/users/{}/memberships?role=operator", user(&desk, Role::Operator));
    assert_eq!(problem(&take(Role::Operator, &own)), (409, "state".into()), "the last one stays");
}

fn accounts_are_closed_and_opened(db: &TestDatabase) {
    let desk = Desk::open(db);
    let path = |role, verb: &str| format!("/users/{}/{verb}", user(&desk, role));
    let act = |role, path: &str| desk.send("POST", role, path, &[], None);
    for _ in 0..2 {
        assert_eq!(act(Role::Coordinator, &path(Role::Lotse, "disable")).status, 204);
    }
    assert_eq!(desk.get(Role::Lotse, "/session").status, 401);
    let shown = desk.get(Role::Coordinator, &format!("/users/{}", user(&desk, Role::Lotse))).json();
    assert_eq!(shown["disabled_at"], "2026-12-07T07:00:00Z");
    let lotse = json!([{"role": "lotse", "lotse": desk.people.lotse.to_string()}]);
    let invited = desk.post(Role::Coordinator, "/users", &invitation("lotse@example.org", &lotse));
    assert_eq!(problem(&invited), (409, "state".into()));
    assert_eq!(act(Role::Coordinator, &path(Role::Lotse, "enable")).status, 204);
    assert_eq!(desk.get(Role::Lotse, "/session").status, 401, "sessions do not come back");

    assert_eq!(problem(&act(Role::Coordinator, &path(Role::Coordinator, "disable"))), (409, "state".into()));
    assert_eq!(problem(&act(Role::Coordinator, &path(Role::Requester, "disable"))), (404, "not_found".into()));
    let both = arrives(&desk.context, "both", Membership::Coordinator(desk.people.carrier));
    let elsewhere = json!({"role": "requester", "organisation": desk.people.agency.to_string()});
    assert_eq!(desk.post(Role::Operator, &format!("/users/{}/memberships", both.user), &elsewhere).status, 204);
    let wide = act(Role::Coordinator, &format!("/users/{}/disable", both.user));
    assert_eq!(wide.status, 204, "they are something elsewhere too: {}", wide.body);
    let shown = desk.get(Role::Operator, &format!("/users/{}", both.user)).json();
    assert_eq!((&shown["disabled_at"], &shown["memberships"][0]["role"]), (&Value::Null, &json!("requester")));
    assert_eq!(shown["memberships"].as_array().unwrap().len(), 1);
    assert_eq!(desk.get(Role::Coordinator, &format!("/users/{}", both.user)).status, 404);
}

fn names_are_changed_by_those_who_look_after_them_alone(db: &TestDatabase) {
    let desk = Desk::open(db);
    let path = |role| format!("/users/{}", user(&desk, role));
    let wanted = json!({"name": "Mina Rahimi", "language": "en"});
    let put = |by, path: &str, tag: &str| desk.send("PUT", by, path, &[("If-Match", tag)], Some(&wanted));
    let lotse = path(Role::Lotse);
    let tag = desk.get(Role::Coordinator, &lotse).header("etag").unwrap().to_owned();
    assert_eq!(problem(&put(Role::Coordinator, &lotse, "\"x\"")), (412, "precondition_failed".into()));
    let changed = put(Role::Coordinator, &lotse, &tag);
    assert_eq!((changed.status, &changed.json()["name"]), (200, &json!("Mina Rahimi")), "{}", changed.body);
    assert_eq!(changed.json()["email"], "lotse@example.org");
    let shown = desk.get(Role::Coordinator, &lotse);
    assert_eq!((shown.json(), shown.header("etag")), (changed.json(), changed.header("etag")));

    assert_eq!(problem(&put(Role::Coordinator, &path(Role::Requester), "*")), (404, "not_found".into()));
    assert_eq!(problem(&put(Role::Requester, &lotse, "*")), (403, "forbidden".into()));
    let both = arrives(&desk.context, "both", Membership::Coordinator(desk.people.carrier));
    let elsewhere = json!({"role": "requester", "organisation": desk.people.agency.to_string()});
    assert_eq!(desk.post(Role::Operator, &format!("/users/{}/memberships", both.user), &elsewhere).status, 204);
    let both = format!("/users/{}", both.user);
    assert_eq!(problem(&put(Role::Coordinator, &both, "*")), (403, "forbidden".into()), "they are something elsewhere");
    assert_eq!(put(Role::Operator, &both, "*").status, 200);
}
