//! The own account in a browser: password, sessions, second factor, keys, and what is told once.

use lotsenwerk::app::Context;
use lotsenwerk::app::identity::Accounts;
use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::link::PublicUrl;
use lotsenwerk::storage;

use crate::app::identity::second_factor::app;
use crate::support::context::{accounts, context, moments, send_resets};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, People, arrives};
use crate::support::site::Site;

on_each_database!(
    a_forgotten_password_tells_nobody_who_has_an_account,
    a_link_by_mail_lets_in_without_a_password,
    a_password_is_changed_by_whoever_knows_it,
    sessions_are_seen_and_ended,
    a_second_factor_is_set_up_and_opens_what_waited_for_it,
    a_key_is_told_once_and_revoked,
    the_first_account_is_explained_until_there_is_one,
    what_was_typed_waits_for_a_log_in_but_for_passwords,
    all_parts_are_shown_in_both_directions,
);

const COORDINATOR: &str = "coordinator@example.org";
const NEW: &str = "sieben andere Quitten im Anorak";

fn site(db: &TestDatabase) -> (Site, People) {
    let context = context(db);
    let people = People::arrive(db, &context);
    (Site::open(context, moments(MONDAY.parse().unwrap())), people)
}

fn a_forgotten_password_tells_nobody_who_has_an_account(db: &TestDatabase) {
    let (site, _) = site(db);
    assert!(site.get("/log-in").body.contains("href=\"/forgotten\""));
    let wrong = site.post("/forgotten", &[("email", "nobody")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("value=\"nobody\"") && wrong.body.contains("aria-invalid"), "{}", wrong.body);
    for email in ["stranger@example.org", COORDINATOR] {
        let asked = site.post("/forgotten", &[("email", email)]);
        assert_eq!((asked.status, asked.location()), (303, "/forgotten/sent"), "{email}");
    }
    assert!(site.get("/forgotten/sent").body.contains("60 minutes"));
}

fn a_link_by_mail_lets_in_without_a_password(db: &TestDatabase) {
    let (site, _) = site(db);
    assert!(site.get("/log-in").body.contains("href=\"/log-in/link\""));
    let asked = site.post("/log-in/link", &[("email", COORDINATOR)]);
    assert_eq!((asked.status, asked.location()), (303, "/log-in/link/sent"));
    assert!(site.get("/log-in/link/sent").body.contains("20 minutes"));
    let mails = || db.must_read(|tx| storage::outbox::list(tx, None, 1_000));
    let before: Vec<_> = mails().into_iter().map(|mail| mail.id).collect();
    let mut worker = context(db);
    worker.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org").unwrap());
    send_resets(&worker, &mut moments(MONDAY.parse().unwrap()).now());
    let mail = mails().into_iter().find(|mail| !before.contains(&mail.id)).unwrap();
    let path = format!("/log-in/link/{}", mail.payload["secret"].as_str().unwrap());
    for _ in 0..2 {
        let shown = site.get(&path);
        assert!(shown.status == 200 && shown.body.contains(COORDINATOR), "{}", shown.body);
        assert_eq!(shown.cookie(), None, "programs that check mails look too");
    }
    let entered = site.post(&path, &[]);
    assert_eq!((entered.status, entered.location()), (303, "/today"));
    assert_eq!(site.get_as(&entered.cookie().unwrap(), "/today").status, 200);
    for over in [site.post(&path, &[]), site.get(&path), site.get("/log-in/link/junk")] {
        assert!(over.status == 404 && over.body.contains("href=\"/log-in/link\""), "{}", over.body);
        assert_eq!(over.cookie(), None);
    }
}

fn a_password_is_changed_by_whoever_knows_it(db: &TestDatabase) {
    let (site, _) = site(db);
    assert_eq!(site.get("/profile").location(), "/log-in?next=%2Fprofile");
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let shown = site.get_as(&cookie, "/profile");
    assert!(shown.body.contains(COORDINATOR) && shown.body.contains("Coordination · Lotsen Werra-Meißner"));
    assert!(site.get_as(&cookie, "/today").body.contains("href=\"/profile\""), "the name leads there");

    let try_ = |current, new, again| {
        let form = [("password", current), ("password_new", new), ("password_again", again)];
        site.post_as(&cookie, "/profile/password", &form)
    };
    for (answer, words) in [
        (try_("falsch geraten", NEW, NEW), "not your password"),
        (try_(PASSWORD, NEW, "etwas anderes"), "something else"),
        (try_(PASSWORD, "kurz", "kurz"), "too short"),
        (try_("", NEW, NEW), "aria-invalid"),
    ] {
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.body.contains(words), "{words} in {}", answer.body);
        assert!(!answer.body.contains(NEW) && !answer.body.contains("geraten"), "no password is shown");
    }
    let other = site.log_in(COORDINATOR, PASSWORD);
    assert_eq!(try_(PASSWORD, NEW, NEW).location(), "/profile?done=password");
    assert!(site.get_as(&cookie, "/profile?done=password").body.contains("role=\"status\""));
    assert_eq!(site.get_as(&other, "/profile").status, 303, "all other sessions have ended");
    site.log_in(COORDINATOR, NEW);
}

fn sessions_are_seen_and_ended(db: &TestDatabase) {
    let (site, _) = site(db);
    let (cookie, other) = (site.log_in(COORDINATOR, PASSWORD), site.log_in(COORDINATOR, PASSWORD));
    let shown = site.get_as(&cookie, "/profile/sessions");
    assert!(shown.body.contains("this session"), "{}", shown.body);
    let end = format!("/profile/sessions/{}/end", shown.between("/profile/sessions/", "/end"));
    assert_eq!(site.post_as(&cookie, &end, &[]).location(), "/profile/sessions?done=ended");
    assert_eq!(site.post_as(&cookie, &end, &[]).status, 404);
    assert_eq!(site.post_as(&cookie, "/profile/sessions/end-others", &[]).status, 303);
    assert_eq!(site.get_as(&other, "/profile").status, 303);
    assert_eq!(site.get_as(&cookie, "/profile").status, 200);
}

fn a_second_factor_is_set_up_and_opens_what_waited_for_it(db: &TestDatabase) {
    let strict = Accounts { second_factor_for: [Role::Coordinator].into(), ..accounts() };
    let context = Context { accounts: strict, ..context(db) };
    People::arrive(db, &context);
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let refused = site.get_as(&cookie, "/today");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("href=\"/profile/second-factor\""), "the refusal leads there: {}", refused.body);
    assert!(site.get_as(&cookie, "/profile").body.contains("needed for your roles"));

    const FACTOR: &str = "/profile/second-factor";
    let wrong = site.post_as(&cookie, FACTOR, &[("password", "falsch geraten")]);
    assert!(wrong.status == 422 && wrong.body.contains("not your password"), "{}", wrong.body);
    let begun = site.post_as(&cookie, FACTOR, &[("password", PASSWORD)]);
    assert!(begun.body.contains("otpauth://totp/") && begun.body.contains("<svg class=\"qr\""), "{}", begun.body);
    let secret: String = begun.between("class=\"secret\">", "<").split(' ').collect();
    let confirm = |code: &str| site.post_as(&cookie, "/profile/second-factor/confirm", &[("code", code)]);
    let missed = confirm("000000");
    assert!(missed.status == 422 && missed.body.contains("does not fit") && !missed.body.contains("otpauth"));
    let confirmed = confirm(&app(&secret).code(MONDAY.parse().unwrap()));
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    assert_eq!(confirmed.body.matches("class=\"secret\"").count(), 10, "recovery codes");
    let raised = confirmed.cookie().unwrap();
    assert_eq!(site.get_as(&raised, "/today").status, 200);
    assert_eq!(site.get_as(&cookie, "/today").status, 303, "the old secret opens nothing");

    assert!(site.get_as(&raised, FACTOR).body.contains("10 recovery codes"));
    let renewed = site.post_as(&raised, "/profile/second-factor/codes", &[("password", PASSWORD)]);
    assert_eq!(renewed.body.matches("class=\"secret\"").count(), 10);
    assert_eq!(site.get_as(&raised, "/profile/second-factor/off").status, 200);
    assert_eq!(site.post_as(&raised, "/profile/second-factor/off", &[("password", "")]).status, 422);
    let off = site.post_as(&raised, "/profile/second-factor/off", &[("password", PASSWORD)]);
    assert_eq!(off.location(), "/profile/second-factor?done=disabled");
    assert_eq!(site.get_as(&raised, "/profile/second-factor/off").status, 409);
    assert_eq!(site.get_as(&raised, "/today").status, 403);
}

fn a_key_is_told_once_and_revoked(db: &TestDatabase) {
    let (site, _) = site(db);
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let form = site.get_as(&cookie, "/profile/tokens/new");
    assert!(form.body.contains("value=\"requests.read\"") && !form.body.contains("value=\"users.write\""));
    assert!(form.body.contains("value=\"2027-03-07\""), "ends in 90 days");
    let make = |form: &[(&str, &str)]| site.post_as(&cookie, "/profile/tokens/new", form);
    let refused = make(&[("name", "Abgleich"), ("until", "2029-01-01"), ("scope", "requests.write")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"Abgleich\"") && refused.body.contains("value=\"requests.write\" checked"));
    assert_eq!(make(&[("name", "Abgleich"), ("until", "2027-01-31")]).status, 422, "no scope");

    let made = make(&[("name", "Abgleich"), ("until", "2027-01-31"), ("scope", "requests.read")]);
    assert_eq!(made.status, 200, "{}", made.body);
    let secret = made.between("class=\"secret\">", "<").to_owned();
    assert_eq!(site.api("GET", "/api/v1/requests", Some(&secret), &[], None).status, 200);
    let listed = site.get_as(&cookie, "/profile/tokens");
    assert!(listed.body.contains("Abgleich") && listed.body.contains("see requests") && !listed.body.contains(&secret));
    let revoke = format!("/profile/tokens/{}/revoke", listed.between("/profile/tokens/0", "/revoke"));
    let revoke = revoke.replace("/tokens/", "/tokens/0");
    assert!(site.get_as(&cookie, &revoke).body.contains("turned away at once"));
    assert_eq!(site.post_as(&cookie, &revoke, &[]).location(), "/profile/tokens?done=revoked");
    assert_eq!(site.post_as(&cookie, &revoke, &[]).status, 404);
    assert_eq!(site.api("GET", "/api/v1/requests", Some(&secret), &[], None).status, 401);
}

fn the_first_account_is_explained_until_there_is_one(db: &TestDatabase) {
    let context = context(db);
    let site = Site::open(context.clone(), moments(MONDAY.parse().unwrap()));
    assert!(site.get("/log-in").body.contains("lotsenwerk admin create"));
    arrives(&context, "first", Membership::Operator);
    assert!(!site.get("/log-in").body.contains("lotsenwerk admin create"));
}

fn what_was_typed_waits_for_a_log_in_but_for_passwords(db: &TestDatabase) {
    let (site, _) = site(db);
    let form = [("name", "Abgleich"), ("password", PASSWORD), ("code", "123456")];
    let asked = site.post("/profile/tokens/new", &form);
    assert_eq!(asked.status, 401);
    assert!(asked.body.contains("kept.name") && !asked.body.contains(PASSWORD) && !asked.body.contains("123456"));
}

fn all_parts_are_shown_in_both_directions(db: &TestDatabase) {
    let (site, _) = site(db);
    assert_eq!(site.get("/components").status, 303);
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let shown = site.get_as(&cookie, "/components");
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("<section dir=\"rtl\"") && shown.body.contains("<section dir=\"ltr\""));
}
