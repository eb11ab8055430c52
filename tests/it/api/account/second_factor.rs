//! The second factor over the REST interface: set up, wanted, switched off.

use lotsenwerk::domain::access::Role;
use serde_json::{Value, json};

use super::{as_one, log_in, open, problem, secret, send};
use crate::api::Desk;
use crate::app::identity::second_factor::app;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::PASSWORD;

on_each_database!(
    a_second_factor_is_set_up_and_wanted_from_then_on,
    roles_that_want_one_say_so,
    it_is_switched_off_by_the_password,
    who_lost_it_is_helped,
);

const EMAIL: &str = "coordinator@example.org";

/// Sets one up; gives the session's new secret, the code that was used, and the recovery codes.
fn set_up(desk: &Desk) -> (String, String, Vec<String>) {
    let begin = |password: &str| desk.post(Role::Coordinator, "/second-factor", &json!({"password": password}));
    assert_eq!(problem(&begin("wrong")), (401, "wrong_credentials".into()), "an open session is not enough");
    let begun = begin(PASSWORD);
    assert_eq!(begun.status, 200, "{}", begun.body);
    let begun = begun.json();
    let typed = begun["secret"].as_str().unwrap();
    let url = begun["url"].as_str().unwrap();
    assert!(url.starts_with("otpauth://totp/") && url.contains(typed), "{url}");
    let code = app(typed).code(MONDAY.parse().unwrap());
    let confirm = |code: &str| desk.post(Role::Coordinator, "/second-factor/confirm", &json!({"code": code}));
    assert_eq!(problem(&confirm("junk")), (401, "wrong_credentials".into()));
    let confirmed = confirm(&code);
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    let codes = confirmed.json()["recovery_codes"].as_array().unwrap().clone();
    let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    (secret(&confirmed), code, codes)
}

fn enter(desk: &Desk, code: &str) -> crate::support::site::Answer {
    send(desk, "/session", &json!({"email": EMAIL, "password": PASSWORD, "code": code}))
}

fn a_second_factor_is_set_up_and_wanted_from_then_on(db: &TestDatabase) {
    let desk = Desk::open(db);
    assert_eq!(
        desk.get(Role::Coordinator, "/second-factor").json(),
        json!({"is_set_up": false, "recovery_codes_left": 0})
    );
    let early = desk.post(Role::Coordinator, "/second-factor/confirm", &json!({"code": "123456"}));
    assert_eq!(problem(&early), (409, "state".into()), "nothing was begun");
    let (own, code, recovery) = set_up(&desk);
    assert_eq!(desk.get(Role::Coordinator, "/session").status, 401, "the session has another secret");
    assert_eq!(
        as_one(&desk, "GET", &own, "/second-factor", None).json(),
        json!({"is_set_up": true, "recovery_codes_left": 10})
    );
    let again = as_one(&desk, "POST", &own, "/second-factor", Some(&json!({"password": PASSWORD})));
    assert_eq!(problem(&again), (409, "state".into()));

    let without = log_in(&desk, EMAIL);
    assert_eq!(problem(&without), (403, "second_factor_needed".into()));
    let wrong = send(&desk, "/session", &json!({"email": EMAIL, "password": "wrong"}));
    assert_eq!(problem(&wrong), (401, "wrong_credentials".into()), "nobody learns of it without the password");
    assert_eq!(problem(&enter(&desk, &code)), (401, "wrong_credentials".into()), "a code is good once");
    assert_eq!(enter(&desk, &recovery[0]).status, 200);
    assert_eq!(problem(&enter(&desk, &recovery[0])), (401, "wrong_credentials".into()));

    let renew = |password: &str| {
        as_one(&desk, "POST", &own, "/second-factor/recovery-codes", Some(&json!({"password": password})))
    };
    assert_eq!(problem(&renew("wrong")), (401, "wrong_credentials".into()));
    let renewed = renew(PASSWORD).json();
    let renewed: Vec<&Value> = renewed["recovery_codes"].as_array().unwrap().iter().collect();
    assert_eq!(renewed.len(), 10);
    assert_eq!(problem(&enter(&desk, &recovery[1])), (401, "wrong_credentials".into()));
    assert_eq!(enter(&desk, renewed[0].as_str().unwrap()).status, 200);
}

fn roles_that_want_one_say_so(db: &TestDatabase) {
    let desk = open(db, |context| {
        context.accounts.second_factor_for.insert(Role::Coordinator);
    });
    assert_eq!(problem(&desk.get(Role::Coordinator, "/users")), (403, "second_factor_needed".into()));
    let before = desk.get(Role::Coordinator, "/session").json();
    assert_eq!((&before["needs_second_factor"], &before["permissions"]), (&json!(true), &json!([])));
    let (own, ..) = set_up(&desk);
    let after = as_one(&desk, "GET", &own, "/session", None).json();
    assert_eq!((&after["needs_second_factor"], &after["user"]["has_second_factor"]), (&json!(false), &json!(true)));
    assert_eq!(as_one(&desk, "GET", &own, "/users", None).status, 200);
}

fn it_is_switched_off_by_the_password(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (own, ..) = set_up(&desk);
    let disable =
        |password: &str| as_one(&desk, "POST", &own, "/second-factor/disable", Some(&json!({"password": password})));
    assert_eq!(problem(&disable("wrong")), (401, "wrong_credentials".into()));
    assert_eq!(disable(PASSWORD).status, 204);
    assert_eq!(problem(&disable(PASSWORD)), (409, "state".into()));
    assert_eq!(log_in(&desk, EMAIL).status, 200);
}

fn who_lost_it_is_helped(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (own, ..) = set_up(&desk);
    let path = format!("/users/{}/reset-second-factor", desk.people.of[&Role::Coordinator].user);
    assert_eq!(problem(&as_one(&desk, "POST", &own, &path, None)), (409, "state".into()), "not by themselves");
    assert_eq!(problem(&desk.send("POST", Role::Requester, &path, &[], None)), (403, "forbidden".into()));
    assert_eq!(desk.send("POST", Role::Operator, &path, &[], None).status, 204);
    assert_eq!(as_one(&desk, "GET", &own, "/session", None).status, 401);
    assert_eq!(log_in(&desk, EMAIL).status, 200);
}
