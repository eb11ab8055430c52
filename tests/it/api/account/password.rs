//! Passwords: changed, forgotten, chosen.

use lotsenwerk::domain::access::Role;
use lotsenwerk::storage;
use serde_json::json;

use super::{faults, log_in, problem, secret, send};
use crate::api::Desk;
use crate::support::context::{moment, send_resets};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::PASSWORD;

on_each_database!(
    a_password_is_changed_by_whoever_knows_it,
    a_weak_one_is_a_fault_of_its_field,
    who_forgot_it_chooses_another_by_a_link,
    a_reset_is_answered_alike_for_everybody,
    what_is_no_link_opens_nothing,
);

const NEW: &str = "sieben Quitten im Anorak";

/// What a worker does with those who forgot theirs.
fn work(desk: &Desk, seed: u8) -> usize {
    send_resets(&desk.context, &mut moment(MONDAY, seed))
}

/// The secrets of the links that wait to be sent to an address.
fn links(db: &TestDatabase, email: &str) -> Vec<String> {
    let mails = db.must_read(|tx| storage::outbox::list(tx, None, 100));
    let theirs = mails.into_iter().filter(|mail| mail.recipient.as_str() == email);
    theirs.filter_map(|mail| mail.payload["secret"].as_str().map(str::to_owned)).collect()
}

fn a_password_is_changed_by_whoever_knows_it(db: &TestDatabase) {
    let desk = Desk::open(db);
    secret(&log_in(&desk, "lotse@example.org"));
    let change = |current: &str| desk.post(Role::Lotse, "/password", &json!({"current": current, "new": NEW}));
    assert_eq!(problem(&change("wrong")), (401, "wrong_credentials".into()));
    assert_eq!(change(PASSWORD).status, 204);
    assert_eq!(problem(&log_in(&desk, "lotse@example.org")), (401, "wrong_credentials".into()));
    let sessions = desk.get(Role::Lotse, "/sessions").json();
    assert_eq!(sessions["items"].as_array().unwrap().len(), 1, "all others have ended");
    assert_eq!(send(&desk, "/session", &json!({"email": "lotse@example.org", "password": NEW})).status, 200);
}

fn a_weak_one_is_a_fault_of_its_field(db: &TestDatabase) {
    let desk = Desk::open(db);
    for (new, code) in [
        ("kurz", "too_short"),
        (&"lang ".repeat(26), "too_long"),
        ("passwort1234", "weak_password"),
        ("lotse@example.org", "weak_password"),
    ] {
        let answer = desk.post(Role::Lotse, "/password", &json!({"current": PASSWORD, "new": new}));
        assert_eq!(faults(&answer), [("/new".to_owned(), code.to_owned())], "{new}");
        assert!(!answer.body.contains(new), "what was typed is not said again");
    }
    // 128 characters, not bytes.
    let longest: String = "Öl im Topf, Übermut am Äquator; ".repeat(4);
    assert_eq!(longest.chars().count(), 128);
    let change = json!({"current": PASSWORD, "new": longest});
    assert_eq!(desk.post(Role::Lotse, "/password", &change).status, 204);
    assert_eq!(send(&desk, "/session", &json!({"email": "lotse@example.org", "password": longest})).status, 200);
}

fn who_forgot_it_chooses_another_by_a_link(db: &TestDatabase) {
    let desk = Desk::open(db);
    let email = "requester@example.org";
    let before = links(db, email);
    assert_eq!(send(&desk, "/password/reset-requests", &json!({"email": email})).status, 202);
    assert_eq!(work(&desk, 201), 1);
    let link = links(db, email).into_iter().find(|link| !before.contains(link)).unwrap();
    for _ in 0..2 {
        let shown = send(&desk, "/password/link", &json!({"link": link}));
        let shown = (shown.status, shown.json());
        assert_eq!((shown.0, &shown.1["purpose"], &shown.1["email"]), (200, &json!("password_reset"), &json!(email)));
        assert_eq!(shown.1["expires_at"], "2026-12-07T08:00:00Z");
    }
    let choose = |password: &str| send(&desk, "/password/choose", &json!({"link": link, "password": password}));
    assert_eq!(faults(&choose("passwort1234")), [("/password".to_owned(), "weak_password".to_owned())]);
    assert_eq!(choose(NEW).status, 204, "a weak one did not use it up");
    assert_eq!(problem(&choose(NEW)), (404, "not_found".into()));
    assert_eq!(problem(&send(&desk, "/password/link", &json!({"link": link}))), (404, "not_found".into()));
    assert_eq!(desk.get(Role::Requester, "/session").status, 401, "all sessions have ended");
    assert_eq!(send(&desk, "/session", &json!({"email": email, "password": NEW})).status, 200);
}

fn a_reset_is_answered_alike_for_everybody(db: &TestDatabase) {
    let desk = Desk::open(db);
    let ask = |email: &str| {
        let answer = send(&desk, "/password/reset-requests", &json!({"email": email}));
        let headers = [answer.header("location"), answer.header("set-cookie")].map(|header| header.map(str::to_owned));
        (answer.status, answer.body, headers)
    };
    let known = ask("lotse@example.org");
    assert_eq!(known, (202, json!({"minutes": 60}).to_string(), [None, None]));
    for email in ["nobody@example.org", "no address", "lotse@example.org", "lotse@example.org", "lotse@example.org"] {
        assert_eq!(ask(email), known, "{email}");
    }
    // Of the last account only as many as may be sent in an hour.
    assert_eq!(work(&desk, 202), 5);
    assert_eq!(links(db, "nobody@example.org"), Vec::<String>::new());
}

fn what_is_no_link_opens_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let session = desk.people.session(Role::Lotse);
    for link in ["junk", "lw_l_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", session] {
        let choose = send(&desk, "/password/choose", &json!({"link": link, "password": NEW}));
        assert_eq!(problem(&choose), (404, "not_found".into()), "{link}");
        assert_eq!(problem(&send(&desk, "/password/link", &json!({"link": link}))), (404, "not_found".into()));
    }
}
