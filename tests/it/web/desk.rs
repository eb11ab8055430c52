//! A coordinator's and an agency's day in a browser: forms that keep what was typed, are sent twice and do a thing once; sessions that end
//! in between; what is somebody else's.

use lotsenwerk::app::requests;
use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::request::{RequestCancelledBy, RequestState, SupportRequest};
use lotsenwerk::domain::text::{ListNumber, Town};
use lotsenwerk::storage;

use crate::api::Desk;
use crate::api::world::World;
use crate::support::context::moment;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, arrives};
use crate::support::site::Answer;

on_each_database!(
    a_form_keeps_what_was_typed_and_is_done_once,
    a_session_that_ended_loses_no_form,
    a_draft_is_posted_and_changed_until_somebody_is_told,
    nobody_is_led_elsewhere_by_a_log_in,
    a_run_is_begun_and_followed,
    a_cure_is_one_click,
    a_requester_of_the_carrier_sees_who_goes_and_no_more,
    what_a_form_does_not_show_stays,
);

/// The Dari-speaking mother with a hospital date.
const WANTED: &[(&str, &str)] = &[
    ("service", "accompaniment"),
    ("language.1", "Dari"),
    ("level.1", "B1"),
    ("topic", "health"),
    ("mode", "in_person"),
    ("place", "Eschwege"),
    ("meeting_point", "Haupteingang"),
    ("date.1", "2026-12-10"),
    ("time.1", "10:30"),
    ("minutes.1", "60"),
    ("priority", "urgent"),
    ("urgency_reason", "Hospital on Thursday"),
    ("client", "K-17"),
    ("once", "0123456789"),
];

/// The same with other values for some fields.
fn with<'f>(changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = WANTED.iter().copied().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied().filter(|(_, value)| !value.is_empty())).collect()
}

fn visit(desk: &Desk, role: Role, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
    let cookie = format!("lotsenwerk={}", desk.people.session(role));
    desk.site.visit(method, path, Some(&cookie), form)
}

fn email_of(role: Role) -> String {
    format!("{}@example.org", role.code())
}

/// Where a form led.
fn led(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().to_owned()
}

fn all(db: &TestDatabase) -> Vec<SupportRequest> {
    db.must_read(|tx| storage::requests::load(tx, &storage::requests::Selection::All))
}

fn a_form_keeps_what_was_typed_and_is_done_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let post = |form: &[(&str, &str)]| visit(&desk, Role::Requester, "POST", "/requests", form);
    for (changes, words) in [
        (&[("place", "Nowhere <b>")][..], "town is not known"),
        (&[("language.1", "Klingonish")], "language is not known"),
        (&[("date.1", "2026-12-01")], "time has passed"),
        (&[("date.1", "")], "missing"),
        (&[("urgency_reason", "")], "field is missing"),
        (&[("mode", "")], "missing"),
        (&[("service", "interpreting"), ("language.1", "")], "missing"),
        (&[("date.1", "-262143-01-01")], "Write the day"),
        (&[("window_from", "09:00")], "missing"),
        (&[("minutes.1", "2000")], "1440"),
    ] {
        let refused = post(&with(changes));
        assert_eq!(refused.status, 422, "{changes:?}");
        assert!(refused.body.contains(words) && refused.body.contains("Haupteingang"), "{changes:?}: {}", refused.body);
        assert!(!refused.body.contains("Nowhere <b>"), "what was typed is shown as text");
    }
    assert!(all(db).is_empty(), "nothing was stored");

    let first = led(&post(WANTED));
    assert!(first.starts_with("/requests/") && first.ends_with("?done=posted"), "{first}");
    assert_eq!(led(&post(WANTED)), first, "a second click leads there too");
    let [request] = &all(db)[..] else { panic!("posted once") };
    assert_eq!((request.carrier, request.state), (desk.people.carrier, RequestState::Open));
    assert_eq!(request.appointments.len(), 1);
    let shown = visit(&desk, Role::Requester, "GET", &first, &[]);
    assert!(shown.body.contains("The request is saved") && shown.body.contains("Dari"), "{}", shown.body);
    assert!(!shown.body.contains("Who could take it"), "that is the carrier's");
    assert_ne!(led(&post(&with(&[("client", "K-18")]))), first, "who went back and changed something means another");

    let again = visit(&desk, Role::Requester, "GET", &format!("/requests/new?like={}", request.id), &[]);
    assert!(again.body.contains("Haupteingang") && !again.body.contains("2026-12-10"), "all but the times");
    let foreign = desk.people.other_agency.to_string();
    let refused = post(&with(&[("organisation", &foreign)]));
    assert_eq!(refused.status, 422, "nobody posts for others");
}

fn a_session_that_ended_loses_no_form(db: &TestDatabase) {
    let desk = Desk::open(db);
    let seen = desk.site.visit("GET", "/requests?state=over&text=K-17", None, &[]);
    assert_eq!(led(&seen), "/log-in?next=%2Frequests%3Fstate%3Dover%26text%3DK-17");

    let asked = desk.site.visit("POST", "/requests", None, WANTED);
    assert_eq!(asked.status, 401);
    assert!(asked.body.contains("Haupteingang"), "what was typed is kept in the page");
    let kept: Vec<(String, &str)> = WANTED.iter().map(|(name, value)| (format!("kept.{name}"), *value)).collect();
    let mut form: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let email = email_of(Role::Requester);
    form.extend([("next", "/requests"), ("email", &email), ("password", "wrong")]);
    let wrong = desk.site.visit("POST", "/log-in", None, &form);
    assert!(wrong.status == 422 && wrong.body.contains("Haupteingang"), "{}", wrong.body);
    assert!(!wrong.body.contains("value=\"wrong\""), "a password is not shown again");
    *form.last_mut().unwrap() = ("password", PASSWORD);
    let entered = desk.site.visit("POST", "/log-in", None, &form);
    assert!(entered.status == 200 && entered.body.contains("Haupteingang"), "{}", entered.body);
    assert!(entered.header("set-cookie").unwrap().contains("HttpOnly"));
    assert!(all(db).is_empty(), "sent when they say so");
}

fn a_draft_is_posted_and_changed_until_somebody_is_told(db: &TestDatabase) {
    let desk = Desk::open(db);
    let post = |path: &str, form: &[(&str, &str)]| visit(&desk, Role::Requester, "POST", path, form);
    let kept = led(&post("/requests", &with(&[("draft", "1")])));
    let id = all(db)[0].id;
    assert_eq!((kept, all(db)[0].state), (format!("/requests/{id}?done=draft"), RequestState::Draft));
    assert_eq!(led(&post(&format!("/requests/{id}/post"), &[])), format!("/requests/{id}?done=posted"));
    let form = visit(&desk, Role::Requester, "GET", &format!("/requests/{id}/edit"), &[]);
    assert!(form.body.contains("value=\"2026-12-10\"") && form.body.contains("37269 Eschwege"), "{}", form.body);
    led(&post(
        &format!("/requests/{id}/edit"),
        &with(&[("time.1", "14:00"), ("date.2", "11.12.2026"), ("time.2", "9.15")]),
    ));
    let starts: Vec<String> = all(db)[0].appointments.iter().map(|one| one.starts().to_string()).collect();
    assert_eq!(starts, ["2026-12-10 14:00:00", "2026-12-11 09:15:00"]);

    let asked = visit(&desk, Role::Requester, "GET", &format!("/requests/{id}/cancel"), &[]);
    assert!(asked.body.contains("Nobody has accepted yet"), "{}", asked.body);
    led(&post(&format!("/requests/{id}/cancel"), &[("by", "requester")]));
    assert_eq!(all(db)[0].state, RequestState::Cancelled);
    let over = post(&format!("/requests/{id}/edit"), WANTED);
    assert_eq!(over.status, 409, "{}", over.body);
    let by = RequestCancelledBy::Project;
    requests::cancel(&desk.context, id, by, Actor::Operator, &mut moment(MONDAY, 9)).unwrap_err();
}

fn nobody_is_led_elsewhere_by_a_log_in(db: &TestDatabase) {
    let desk = Desk::open(db);
    let email = email_of(Role::Coordinator);
    for (next, leads) in [("/requests", "/requests"), ("//evil.example/", "/today"), ("https://evil.example", "/today")]
    {
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
        assert_eq!(led(&desk.site.visit("POST", "/log-in", None, &form)), leads);
    }
    let out = visit(&desk, Role::Coordinator, "POST", "/log-out", &[]);
    assert_eq!(led(&out), "/log-in");
    let after = visit(&desk, Role::Coordinator, "GET", "/today", &[]);
    assert!(led(&after).starts_with("/log-in?next"), "the session is over");
}

fn a_run_is_begun_and_followed(db: &TestDatabase) {
    let desk = Desk::open(db);
    let begun = led(&visit(&desk, Role::Coordinator, "POST", "/matching", &[("once", "a")]));
    assert!(begun.starts_with("/matching/"), "{begun}");
    assert_eq!(
        led(&visit(&desk, Role::Coordinator, "POST", "/matching", &[("once", "b")])),
        begun,
        "one that waits is that one"
    );
    let waits = visit(&desk, Role::Coordinator, "GET", &begun, &[]);
    assert!(waits.body.contains("data-follow") && waits.body.contains("http-equiv=\"refresh\""), "{}", waits.body);
    led(&visit(&desk, Role::Coordinator, "POST", &format!("{begun}/stop"), &[]));
    let over = visit(&desk, Role::Coordinator, "GET", &begun, &[]);
    assert!(over.body.contains("called off") && !over.body.contains("data-follow"), "{}", over.body);
}

fn a_requester_of_the_carrier_sees_who_goes_and_no_more(db: &TestDatabase) {
    let desk = Desk::open(db);
    let world = World::of(db, &desk);
    let anna = arrives(&desk.context, "anna", Membership::Requester(desk.people.carrier));
    let path = format!("/requests/{}", world.id("requests", 0));
    let asked = |page: &str| page.contains("Asked</h2>") || page.contains("Proposed</h2>");
    assert!(asked(&visit(&desk, Role::Coordinator, "GET", &path, &[]).body), "the coordinator sees who was asked");
    let seen = desk.site.visit("GET", &path, Some(&format!("lotsenwerk={}", anna.session)), &[]);
    assert!(seen.status == 200 && !asked(&seen.body), "{}", seen.body);
}

fn what_a_form_does_not_show_stays(db: &TestDatabase) {
    let desk = Desk::open(db);
    led(&visit(&desk, Role::Requester, "POST", "/requests", WANTED));
    let mut request = all(db)[0].clone();
    request.list_number = Some(ListNumber::parse("E-99").unwrap());
    request.place.town = Some(Town::parse("Eschwege, Klinikum").unwrap());
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&request)));
    led(&visit(
        &desk,
        Role::Requester,
        "POST",
        &format!("/requests/{}/edit", request.id),
        &with(&[("time.1", "11:00")]),
    ));
    let after = &all(db)[0];
    assert_eq!((&after.list_number, &after.place.town), (&request.list_number, &request.place.town));
}

fn a_cure_is_one_click(db: &TestDatabase) {
    let desk = Desk::open(db);
    led(&visit(&desk, Role::Requester, "POST", "/requests", WANTED));
    let id = all(db)[0].id;
    let run = led(&visit(
        &desk,
        Role::Coordinator,
        "POST",
        &format!("/requests/{id}/cure"),
        &[("start", "2026-12-10T14:00")],
    ));
    assert!(run.starts_with("/matching/"), "{run}");
    led(&visit(&desk, Role::Coordinator, "POST", &format!("/requests/{id}/cure"), &[("mode", "phone")]));
    led(&visit(&desk, Role::Coordinator, "POST", &format!("/requests/{id}/cure"), &[("level", "A2")]));
    let request = &all(db)[0];
    assert_eq!((request.appointments.len(), request.modes.len()), (2, 2), "beside what was offered before");
    assert_eq!(request.languages[0].at_least.code(), "A2");
    let junk = visit(&desk, Role::Coordinator, "POST", &format!("/requests/{id}/cure"), &[]);
    assert_eq!(junk.status, 409);
    let again =
        visit(&desk, Role::Coordinator, "POST", &format!("/requests/{id}/cure"), &[("start", "2026-12-10T14:00")]);
    assert!(again.status == 409 && all(db)[0].appointments.len() == 2, "twice is once");
    let past =
        visit(&desk, Role::Coordinator, "POST", &format!("/requests/{id}/cure"), &[("start", "1999-12-09T14:00")]);
    assert_eq!(past.status, 409);
    let agency = visit(&desk, Role::Requester, "POST", &format!("/requests/{id}/cure"), &[("mode", "video")]);
    assert_eq!(agency.status, 403, "plans are the carrier's");
}
