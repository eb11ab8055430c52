//! Support requests over the REST interface: posted once, seen by those whom they concern, changed by whoever knows the version.

use lotsenwerk::app;
use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::id::SubjectId;
use serde_json::{Value, json};

use super::Desk;
use crate::support::context::{moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::site::Site;

on_each_database!(
    a_request_is_posted_and_found,
    every_fault_is_told_at_once,
    the_same_key_is_done_once,
    a_key_is_good_when_the_time_that_was_named_has_passed,
    two_at_once_with_one_key_post_one_request,
    others_find_nothing,
    a_change_names_the_version_that_it_means,
    drafts_are_kept_until_they_are_posted,
    lists_are_cut_into_pages,
    what_is_called_off_stays_so,
);

/// The Dari-speaking mother with a hospital date.
pub fn wanted(desk: &Desk) -> Value {
    json!({
        "organisation": desk.people.agency.to_string(),
        "client": "K-17",
        "confirmation_language": "prs",
        "newcomer_email": "mother@example.org",
        "languages": [{"language": "prs", "at_least": "B1"}],
        "service": "accompaniment",
        "modes": ["in_person"],
        "topic": "health",
        "place": {"postcode": "37269", "town": "Eschwege", "meeting_point": "Haupteingang"},
        "appointments": [{"sittings": [{"start": "2026-12-10T10:30", "minutes": 60}]}],
        "priority": "urgent",
        "urgency_reason": "Hospital on Thursday",
    })
}

/// Posts it; gives what was answered.
fn posted(desk: &Desk, body: &Value) -> Value {
    let answer = desk.post(Role::Requester, "/requests", body);
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()
}

fn a_request_is_posted_and_found(db: &TestDatabase) {
    let desk = Desk::open(db);
    let answer = desk.post(Role::Requester, "/requests", &wanted(&desk));
    assert_eq!(answer.status, 201, "{}", answer.body);
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("location"), Some(format!("/api/v1/requests/{id}").as_str()));
    let shown = desk.get(Role::Coordinator, &format!("/requests/{id}"));
    assert_eq!(shown.json(), answer.json());
    let shown = shown.json();
    assert_eq!(shown["carrier"], desk.people.carrier.to_string(), "the one that serves Eschwege");
    assert_eq!((&shown["state"], &shown["lotsen_needed"]), (&json!("open"), &json!(1)));
    assert_eq!(shown["newcomer_is_told"], true);
    assert!(!answer.body.contains("mother@example.org"), "how to reach the newcomer is shown elsewhere");
    let subject: SubjectId = id.parse().unwrap();
    let events = app::audit::list(&desk.context, Some(subject), 9).unwrap();
    let by = Actor::User(desk.people.of[&Role::Requester].user);
    assert_eq!(
        events.iter().map(|event| (event.actor, event.action)).collect::<Vec<_>>(),
        [(by, Action::RequestPosted)]
    );
    let waiting = app::jobs::list(&desk.context, None, 9).unwrap();
    assert!(waiting.iter().any(|job| job.kind == "match"), "what is urgent does not wait for the night");
}

fn every_fault_is_told_at_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let faults = |body: &Value| {
        let answer = desk.post(Role::Requester, "/requests", body);
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (422, &json!("invalid_fields")), "{}", answer.body);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let errors = problem["errors"].as_array().unwrap().iter();
        let mut told: Vec<(String, String)> = errors
            .map(|error| (error["pointer"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned()))
            .collect();
        told.sort();
        told
    };
    let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect()
    };
    let mut body = wanted(&desk);
    body["modes"] = json!([]);
    body["topic"] = json!("gossip");
    body["palce"] = json!(1);
    body["appointments"][0]["sittings"][0]["minutes"] = json!("an hour");
    let expected = [
        ("/appointments/0/sittings/0/minutes", "type"),
        ("/modes", "too_few"),
        ("/palce", "unknown_field"),
        ("/topic", "not_one_of"),
    ];
    assert_eq!(faults(&body), of(&expected));
    let mut body = wanted(&desk);
    body["place"]["postcode"] = json!("99999");
    body["languages"][0]["language"] = json!("xxx");
    body["newcomer_email"] = json!("nobody");
    body["appointments"][0]["sittings"][0]["start"] = json!("2026-02-30T10:30");
    body.as_object_mut().unwrap().remove("urgency_reason");
    let expected = [
        ("/appointments/0/sittings/0", "time"),
        ("/languages/0", "unknown_language"),
        ("/newcomer_email", "email"),
        ("/place/postcode", "unknown_postcode"),
        ("/urgency_reason", "required"),
    ];
    assert_eq!(faults(&body), of(&expected));
    body["modes"] = json!(["pigeon"]);
    body["palce"] = json!(1);
    body["languages"].as_array_mut().unwrap().push(json!({"at_least": "B1"}));
    let mut both = expected.to_vec();
    both.extend([("/languages/1/language", "required"), ("/modes/0", "not_one_of"), ("/palce", "unknown_field")]);
    both.sort_unstable();
    assert_eq!(faults(&body), of(&both), "what the form sees and what it does not, in one answer");
    let mut body = wanted(&desk);
    let window = |from: &str, to: &str| json!({"earliest": from, "latest": to, "minutes": 60});
    body["windows"] = json!([window("2026-12-20T08:00", "2030-12-20T08:00")]);
    assert_eq!(faults(&body), of(&[("/windows/0", "window_too_long")]));
    body["windows"] =
        json!([window("2026-12-20T08:00", "2027-01-10T08:00"), window("2027-02-01T08:00", "2027-02-12T08:00")]);
    assert_eq!(faults(&body), of(&[("/windows", "window_too_long")]));
    let mut body = wanted(&desk);
    body["organisation"] = json!(desk.people.other_agency.to_string());
    assert_eq!(faults(&body), of(&[("/organisation", "unknown_reference")]), "nobody posts for others");
    assert_eq!(desk.get(Role::Coordinator, "/requests").json()["items"], json!([]), "nothing was stored");
    let secret = desk.people.session(Role::Requester);
    let answer = desk.site.api_in("de", "POST", "/api/v1/requests", Some(secret), &[], Some(&json!({})));
    assert!(answer.body.contains("Dieses Feld fehlt."), "{}", answer.body);
}

fn the_same_key_is_done_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let send = |key: &str, body: &Value| {
        desk.send("POST", Role::Requester, "/requests", &[("Idempotency-Key", key)], Some(body))
    };
    let mut wrong = wanted(&desk);
    wrong["modes"] = json!([]);
    assert_eq!(send("k-1", &wrong).status, 422, "what was refused leaves the key free");
    let body = wanted(&desk);
    let (first, second) = (send("k-1", &body), send("k-1", &body));
    assert_eq!((first.status, second.status), (201, 201), "{}", second.body);
    assert_eq!((first.body.as_str(), first.header("location")), (second.body.as_str(), second.header("location")));
    let mut other = body.clone();
    other["client"] = json!("K-18");
    let reused = send("k-1", &other);
    assert_eq!((reused.status, &reused.json()["code"]), (422, &json!("key_reused")));
    assert_eq!(desk.get(Role::Requester, "/requests").json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(send("k 2", &body).json()["errors"][0]["in"], "header", "a key has no spaces");
    assert_eq!(
        send("schlüssel", &body).json()["errors"][0]["pointer"],
        "Idempotency-Key",
        "what cannot be read is no absence"
    );
    let coordinator = desk.send("POST", Role::Coordinator, "/requests", &[("Idempotency-Key", "k-1")], Some(&body));
    assert_eq!(coordinator.status, 201, "keys of others are no concern of theirs");
    let later = |hours| moment(MONDAY, 9).now + chrono::Duration::hours(hours);
    let forget = |hours| app::receipts::forget(&desk.context, &app::Moment::new(later(hours), [1; 32])).unwrap();
    assert_eq!((forget(47), forget(49)), (0, 2), "answers are kept for two days");
}

fn a_key_is_good_when_the_time_that_was_named_has_passed(db: &TestDatabase) {
    let desk = Desk::open(db);
    let now = moment(MONDAY, 9).now;
    let mut body = wanted(&desk);
    body["deadline"] = json!(now + chrono::Duration::minutes(10));
    let later = Site::open(desk.context.clone(), moments(now + chrono::Duration::minutes(15)));
    let send = |site: &Site, key: &str| {
        let secret = desk.people.session(Role::Requester);
        site.api("POST", "/api/v1/requests", Some(secret), &[("Idempotency-Key", key)], Some(&body))
    };
    let (first, again) = (send(&desk.site, "k-1"), send(&later, "k-1"));
    assert_eq!((first.status, again.status, &first.body), (201, 201, &again.body));
    assert_eq!(first.header("etag"), again.header("etag"));
    assert_eq!(first.header("etag"), later_tag(&desk, &first.json()).as_deref(), "the version that a GET shows");
    assert_eq!(send(&later, "k-2").json()["errors"][0]["pointer"], "/deadline");
}

fn later_tag(desk: &Desk, request: &Value) -> Option<String> {
    let shown = desk.get(Role::Requester, &format!("/requests/{}", request["id"].as_str().unwrap()));
    shown.header("etag").map(str::to_owned)
}

fn two_at_once_with_one_key_post_one_request(db: &TestDatabase) {
    let desk = Desk::open(db);
    let body = wanted(&desk);
    let bodies: Vec<String> = std::thread::scope(|scope| {
        let send = || {
            let answer =
                desk.send("POST", Role::Requester, "/requests", &[("Idempotency-Key", "at-once")], Some(&body));
            assert_eq!(answer.status, 201, "{}", answer.body);
            answer.body
        };
        let all: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(bodies.iter().all(|one| *one == bodies[0]), "{bodies:#?}");
    assert_eq!(desk.get(Role::Requester, "/requests").json()["items"].as_array().unwrap().len(), 1);
}

fn others_find_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let mut body = wanted(&desk);
    body["organisation"] = json!(desk.people.other_agency.to_string());
    body["carrier"] = json!(desk.people.other_carrier.to_string());
    let refused = desk.post(Role::Coordinator, "/requests", &body);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/organisation", "{}", refused.body);
    let id = posted(&desk, &wanted(&desk))["id"].as_str().unwrap().to_owned();
    for (role, status) in [
        (Role::Coordinator, 200),
        (Role::Requester, 200),
        (Role::Operator, 403),
        (Role::CompetenceCentre, 403),
        (Role::Lotse, 403),
    ] {
        assert_eq!(desk.get(role, &format!("/requests/{id}")).status, status, "{role}");
    }
    let path = format!("/api/v1/requests/{id}");
    let nobody = desk.site.api("GET", &path, None, &[], None);
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, Some("Bearer")));
    assert_eq!(desk.site.api("GET", &path, Some("lw_s_junk"), &[], None).status, 401);
    let other = crate::support::people::arrives(
        &desk.context,
        "stranger",
        lotsenwerk::domain::access::Membership::Coordinator(desk.people.other_carrier),
    );
    for (method, path) in [("GET", path.clone()), ("PUT", path.clone()), ("POST", format!("{path}/cancel"))] {
        let body = if method == "PUT" { wanted(&desk) } else { json!({"by": "project"}) };
        let answer = desk.site.api(method, &path, Some(&other.session), &[], (method != "GET").then_some(&body));
        assert_eq!((answer.status, &answer.json()["code"]), (404, &json!("not_found")), "{method} {path}");
    }
}

fn a_change_names_the_version_that_it_means(db: &TestDatabase) {
    let desk = Desk::open(db);
    let id = posted(&desk, &wanted(&desk))["id"].as_str().unwrap().to_owned();
    let path = format!("/requests/{id}");
    let shown = desk.get(Role::Coordinator, &path);
    let tag = shown.header("etag").unwrap().to_owned();
    let known = desk.send("GET", Role::Coordinator, &path, &[("If-None-Match", &tag)], None);
    assert_eq!((known.status, known.body.as_str()), (304, ""));
    let mut body = wanted(&desk);
    body["place"]["meeting_point"] = json!("Pforte");
    body.as_object_mut().unwrap().remove("newcomer_email");
    let put = |tag: Option<&str>| {
        let headers: Vec<(&str, &str)> = tag.map(|tag| ("If-Match", tag)).into_iter().collect();
        desk.send("PUT", Role::Requester, &path, &headers, Some(&body))
    };
    assert_eq!(put(None).json()["code"], "precondition_required");
    let changed = put(Some(&tag));
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(changed.json()["place"]["meeting_point"], "Pforte");
    assert_eq!(changed.json()["newcomer_is_told"], true, "an address that is left out stays");
    assert_ne!(changed.header("etag"), Some(tag.as_str()));
    assert_eq!(put(Some(&tag)).json()["code"], "precondition_failed");
    let newest = desk.get(Role::Coordinator, &path);
    assert_eq!(changed.header("etag"), newest.header("etag"));
}

fn drafts_are_kept_until_they_are_posted(db: &TestDatabase) {
    let desk = Desk::open(db);
    let jobs = || {
        let all = app::jobs::list(&desk.context, None, 9).unwrap();
        all.iter().filter(|job| job.kind == "match").count()
    };
    let mut body = wanted(&desk);
    body["draft"] = json!(true);
    let faulty = {
        let mut faulty = body.clone();
        faulty["place"]["postcode"] = json!("00000");
        faulty
    };
    assert_eq!(desk.post(Role::Requester, "/requests", &faulty).status, 422, "a draft is read as any other");
    let draft = posted(&desk, &body);
    assert_eq!((&draft["state"], draft.get("draft"), jobs()), (&json!("draft"), None, 0));
    let path = format!("/requests/{}", draft["id"].as_str().unwrap());
    let tag = desk.get(Role::Requester, &path).header("etag").unwrap().to_owned();
    let mut other = wanted(&desk);
    other["place"]["meeting_point"] = json!("Pforte");
    let changed = desk.send("PUT", Role::Requester, &path, &[("If-Match", &tag)], Some(&other));
    assert_eq!((changed.status, &changed.json()["state"], jobs()), (200, &json!("draft"), 0), "{}", changed.body);

    let post = |tag: Option<&str>| {
        let headers: Vec<(&str, &str)> = tag.map(|tag| ("If-Match", tag)).into_iter().collect();
        desk.send("POST", Role::Requester, &format!("{path}/post"), &headers, None)
    };
    assert_eq!(post(Some(&tag)).json()["code"], "precondition_failed");
    let out = post(None);
    assert_eq!((out.status, &out.json()["state"], jobs()), (200, &json!("open"), 1), "{}", out.body);
    assert_eq!((post(None).status, &post(None).json()["code"]), (409, &json!("state")), "once");
    let subject: SubjectId = draft["id"].as_str().unwrap().parse().unwrap();
    let mut events = app::audit::list(&desk.context, Some(subject), 9).unwrap();
    events.sort_by_key(|event| event.id);
    let actions: Vec<Action> = events.iter().map(|event| event.action).collect();
    assert_eq!(actions, [Action::RequestDrafted, Action::RequestChanged, Action::RequestPosted]);

    let now = moment(MONDAY, 9).now;
    body["deadline"] = json!(now + chrono::Duration::minutes(10));
    let late = posted(&desk, &body)["id"].as_str().unwrap().to_owned();
    let after = Site::open(desk.context.clone(), moments(now + chrono::Duration::minutes(15)));
    let session = desk.people.session(Role::Requester);
    let missed = after.api("POST", &format!("/api/v1/requests/{late}/post"), Some(session), &[], None);
    assert_eq!((missed.status, &missed.json()["code"]), (409, &json!("state")), "its time is over");
}

fn lists_are_cut_into_pages(db: &TestDatabase) {
    let desk = Desk::open(db);
    for number in 0..5 {
        let mut body = wanted(&desk);
        body["client"] = json!(format!("K-{number}"));
        body["priority"] = json!("normal");
        posted(&desk, &body);
    }
    let mut seen = Vec::new();
    let mut path = "/requests?limit=2&state=open&state=proposed&language=prs&region=06636&sort=begin".to_owned();
    loop {
        let page = desk.get(Role::Coordinator, &path);
        assert_eq!(page.status, 200, "{}", page.body);
        let page = page.json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|request| request["client"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        path =
            format!("/requests?limit=2&state=open&state=proposed&language=prs&region=06636&sort=begin&cursor={next}");
    }
    seen.sort_by_key(Value::to_string);
    assert_eq!(seen, ["K-0", "K-1", "K-2", "K-3", "K-4"]);
    for (query, parameter, code) in [
        ("limit=0", "limit", "too_small"),
        ("limit=x", "limit", "type"),
        ("limit=1&limit=2", "limit", "repeated"),
        ("sort=colour", "sort", "not_one_of"),
        ("colour=red", "colour", "unknown_field"),
        ("cursor=junk", "cursor", "cursor"),
        ("region=nowhere", "region", "unknown_region"),
        ("state=gone", "state/0", "not_one_of"),
        ("from=2026-02-30T00:00", "from", "time"),
    ] {
        let answer = desk.get(Role::Coordinator, &format!("/requests?{query}"));
        let error = answer.json()["errors"][0].clone();
        assert_eq!(
            (&error["in"], &error["pointer"], &error["code"]),
            (&json!("query"), &json!(parameter), &json!(code)),
            "{query}"
        );
    }
}

fn what_is_called_off_stays_so(db: &TestDatabase) {
    let desk = Desk::open(db);
    let id = posted(&desk, &wanted(&desk))["id"].as_str().unwrap().to_owned();
    let cancel = || desk.post(Role::Requester, &format!("/requests/{id}/cancel"), &json!({"by": "requester"}));
    let done = cancel();
    assert_eq!((done.status, &done.json()["state"]), (200, &json!("cancelled")), "{}", done.body);
    let again = cancel();
    assert_eq!((again.status, &again.json()["code"]), (409, &json!("state")), "{}", again.body);
    let said = |language| {
        let body = json!({"by": "requester"});
        let path = format!("/api/v1/requests/{id}/cancel");
        let secret = desk.people.session(Role::Requester);
        desk.site.api_in(language, "POST", &path, Some(secret), &[], Some(&body)).json()["detail"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(said("en").starts_with("It is “cancelled”."), "{}", said("en"));
    assert!(said("de").starts_with("Der Zustand ist „cancelled“."), "{}", said("de"));
}
