//! Logging in and out, and the sessions of which one is the own.

use std::collections::BTreeSet;

use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::link::PublicUrl;
use serde_json::json;

use super::{as_one, cookie, log_in, open, problem, secret, send};
use crate::api::Desk;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::people::{PASSWORD, arrives};

on_each_database!(
    whoever_logs_in_is_who_they_are,
    the_cookie_is_for_this_host_and_https_alone,
    nobody_learns_why_they_are_not_let_in,
    too_many_attempts_wait,
    logging_in_again_ends_the_session_before,
    who_logs_out_is_out,
    sessions_are_listed_and_ended,
    nobody_ends_anothers_session,
);

fn whoever_logs_in_is_who_they_are(db: &TestDatabase) {
    let desk = Desk::open(db);
    let answer = log_in(&desk, "Coordinator@Example.org");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let myself = answer.json();
    assert_eq!(myself["user"]["email"], "coordinator@example.org");
    let carrier = desk.people.carrier.to_string();
    assert_eq!(myself["memberships"], json!([{"role": "coordinator", "organisation": carrier, "lotse": null}]));
    let permissions: BTreeSet<&str> =
        myself["permissions"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(permissions.contains("users.write") && !permissions.contains("audit.read"));
    assert_eq!(myself["needs_second_factor"], false);
    let (name, secret, rest) = cookie(&answer);
    assert_eq!(name, "lotsenwerk", "without HTTPS the prefix would be refused");
    assert!(!answer.body.contains(&secret), "scripts do not get at it");
    assert!(rest.contains("HttpOnly") && rest.contains("SameSite=Lax") && rest.contains("Path=/"), "{rest}");

    // The cookie and a header say the same.
    let by_cookie = desk.site.api("GET", "/api/v1/session", None, &[("Cookie", &format!("{name}={secret}"))], None);
    assert_eq!(by_cookie.json(), myself);
    assert_eq!(as_one(&desk, "GET", &secret, "/session", None).json(), myself);
    assert_eq!(problem(&desk.site.api("GET", "/api/v1/session", None, &[], None)), (401, "unauthenticated".into()));
}

fn the_cookie_is_for_this_host_and_https_alone(db: &TestDatabase) {
    let desk = open(db, |context| {
        context.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org").unwrap());
    });
    let (name, _, rest) = cookie(&log_in(&desk, "lotse@example.org"));
    assert_eq!(name, "__Host-lotsenwerk");
    assert!(rest.contains("Secure") && rest.contains("Path=/") && !rest.contains("Domain"), "{rest}");
}

fn nobody_learns_why_they_are_not_let_in(db: &TestDatabase) {
    let desk = Desk::open(db);
    let closed = arrives(&desk.context, "closed", Membership::Coordinator(desk.people.carrier));
    let close = desk.send("POST", Role::Coordinator, &format!("/users/{}/disable", closed.user), &[], None);
    assert_eq!(close.status, 204, "{}", close.body);
    let tries = [
        ("nobody@example.org", PASSWORD),
        ("no address", PASSWORD),
        ("coordinator@example.org", "wrong"),
        ("closed@example.org", PASSWORD),
    ];
    let answers = tries.map(|(email, password)| {
        let answer = send(&desk, "/session", &json!({"email": email, "password": password}));
        assert_eq!(answer.header("set-cookie"), None);
        let mut document = answer.json();
        document["request_id"].take();
        (answer.status, document.to_string())
    });
    assert_eq!(answers[0].0, 401);
    assert!(answers[0].1.contains("wrong_credentials"));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

fn too_many_attempts_wait(db: &TestDatabase) {
    let desk = Desk::open(db);
    for email in ["requester@example.org", "nobody@example.org"] {
        for _ in 0..5 {
            let answer = send(&desk, "/session", &json!({"email": email, "password": "wrong"}));
            assert_eq!(problem(&answer), (401, "wrong_credentials".into()));
        }
        let answer = log_in(&desk, email);
        assert_eq!(problem(&answer), (429, "too_many_requests".into()));
        assert_eq!(answer.header("retry-after"), Some("30"), "{email}");
    }
    assert_eq!(log_in(&desk, "lotse@example.org").status, 200, "others are not held up");
}

fn logging_in_again_ends_the_session_before(db: &TestDatabase) {
    let desk = Desk::open(db);
    let first = secret(&log_in(&desk, "lotse@example.org"));
    let again = |headers: &[(&str, &str)]| {
        let body = json!({"email": "lotse@example.org", "password": PASSWORD});
        desk.site.api("POST", "/api/v1/session", None, headers, Some(&body))
    };
    let before = format!("lotsenwerk={first}");
    let stranger = again(&[("Cookie", &before), ("Sec-Fetch-Site", "cross-site")]);
    assert_eq!(problem(&stranger), (403, "cross_site".into()));
    let second = secret(&again(&[("Cookie", &before), ("Sec-Fetch-Site", "same-origin")]));
    assert_eq!(as_one(&desk, "GET", &first, "/session", None).status, 401);
    assert_eq!(as_one(&desk, "GET", &second, "/session", None).status, 200);
}

fn who_logs_out_is_out(db: &TestDatabase) {
    let desk = Desk::open(db);
    let own = secret(&log_in(&desk, "operator@example.org"));
    let out = as_one(&desk, "DELETE", &own, "/session", None);
    assert_eq!(out.status, 204);
    let (name, value, rest) = cookie(&out);
    assert_eq!((name.as_str(), value.as_str()), ("lotsenwerk", ""));
    assert!(rest.contains("Max-Age=0"), "{rest}");
    assert_eq!(as_one(&desk, "GET", &own, "/session", None).status, 401);
    assert_eq!(desk.get(Role::Operator, "/session").status, 200, "the other session goes on");
}

fn sessions_are_listed_and_ended(db: &TestDatabase) {
    let desk = Desk::open(db);
    let body = json!({"email": "lotse@example.org", "password": PASSWORD});
    let from =
        |agent: &str| secret(&desk.site.api("POST", "/api/v1/session", None, &[("User-Agent", agent)], Some(&body)));
    let phone = from("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0");
    let desktop = from("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    let listed = || as_one(&desk, "GET", &desktop, "/sessions", None).json()["items"].as_array().unwrap().clone();
    let sessions = listed();
    let clients: BTreeSet<&str> = sessions.iter().filter_map(|one| one["client"].as_str()).collect();
    assert_eq!((sessions.len(), clients), (3, BTreeSet::from(["Firefox, Android", "Firefox, Linux"])));
    let current: Vec<_> = sessions.iter().filter(|one| one["is_current"] == true).collect();
    assert_eq!((current.len(), &current[0]["client"]), (1, &json!("Firefox, Linux")));

    let of_phone = sessions.iter().find(|one| one["client"] == "Firefox, Android").unwrap();
    let path = format!("/sessions/{}", of_phone["id"].as_str().unwrap());
    let end = as_one(&desk, "DELETE", &desktop, &path, None);
    assert_eq!((end.status, end.header("set-cookie")), (204, None));
    assert_eq!(as_one(&desk, "GET", &phone, "/session", None).status, 401);
    assert_eq!(problem(&as_one(&desk, "DELETE", &desktop, &path, None)), (404, "not_found".into()));

    assert_eq!(as_one(&desk, "DELETE", &desktop, "/sessions", None).status, 204);
    assert_eq!(listed().len(), 1);
    assert_eq!(desk.get(Role::Lotse, "/session").status, 401);
    let own = format!("/sessions/{}", current[0]["id"].as_str().unwrap());
    assert!(cookie(&as_one(&desk, "DELETE", &desktop, &own, None)).2.contains("Max-Age=0"));
    assert_eq!(as_one(&desk, "GET", &desktop, "/session", None).status, 401);
}

fn nobody_ends_anothers_session(db: &TestDatabase) {
    let desk = Desk::open(db);
    let theirs = desk.get(Role::Lotse, "/session").json()["session"].as_str().unwrap().to_owned();
    let end = desk.send("DELETE", Role::Operator, &format!("/sessions/{theirs}"), &[], None);
    assert_eq!(problem(&end), (404, "not_found".into()));
    assert_eq!(desk.get(Role::Lotse, "/session").status, 200);
}
