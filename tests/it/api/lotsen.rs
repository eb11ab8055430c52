//! Lotsen over the REST interface: profiles without contact, contacts with an audit of looks, absences, and what a change means for
//! what is under way.

use chrono::Duration;
use lotsenwerk::app::offers;
use lotsenwerk::app::{self, matching};
use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::id::{LotseId, SubjectId};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::{OfferState, ProposalState};
use lotsenwerk::domain::request::{Appointment, RequestState};
use lotsenwerk::domain::text::ListNumber;
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{local, request_id};
use crate::support::context::moment;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY};
use crate::support::site::Answer;

on_each_database!(
    one_is_taken_in_and_found,
    lists_are_narrowed,
    every_fault_is_told_at_once,
    a_status_moves_by_the_rules,
    whoever_pauses_is_proposed_for_nothing,
    whoever_pauses_is_asked_nothing,
    whoever_pauses_in_a_list_is_asked_nothing,
    contacts_are_apart_and_looks_are_noted,
    the_newcomers_address_is_apart_too,
    absences_are_noted_and_taken_back,
    whoever_is_away_is_not_proposed,
    only_what_nobody_names_is_removed,
);

/// Somebody new for the first carrier.
fn profile(desk: &Desk) -> Value {
    json!({
        "organisation": desk.people.carrier.to_string(),
        "list_number": "L-900",
        "given_name": "Mina",
        "family_name": "Rahimi",
        "email": "mina@example.org",
        "phone": "05651 123456",
        "home": "37269",
        "radius_km": 25,
        "transport": "car",
        "modes": ["in_person"],
        "services": ["interpreting"],
        "languages": [{"language": "prs", "level": "native"}, {"language": "deu", "level": "B2"}],
        "availability": [
            {"weekday": "mon", "from": "09:00", "to": "12:00"},
            {"weekday": "mon", "from": "12:00", "to": "24:00"},
        ],
        "consent_on": "2026-12-01",
    })
}

fn taken_in(desk: &Desk) -> (String, Answer) {
    let answer = desk.post(Role::Coordinator, "/lotsen", &profile(desk));
    assert_eq!(answer.status, 201, "{}", answer.body);
    (answer.json()["id"].as_str().unwrap().to_owned(), answer)
}

/// The profile as it is shown, to be sent back, with the tag.
fn read(desk: &Desk, id: &str) -> (Value, String) {
    let shown = desk.get(Role::Coordinator, &format!("/lotsen/{id}"));
    let mut body = shown.json();
    for field in ["id", "has_email", "last_asked_at"] {
        body.as_object_mut().unwrap().remove(field);
    }
    if body["languages"] == json!([]) {
        // Stored before anybody asked for one.
        body["languages"] = json!([{"language": "deu", "level": "native"}]);
    }
    (body, shown.header("etag").unwrap().to_owned())
}

/// Sends a Lotse's profile back with some fields changed.
fn changed(desk: &Desk, id: &str, fields: &[(&str, Value)]) -> Answer {
    let (mut body, tag) = read(desk, id);
    for (field, value) in fields {
        body[*field] = value.clone();
    }
    desk.send("PUT", Role::Coordinator, &format!("/lotsen/{id}"), &[("If-Match", &tag)], Some(&body))
}

fn told(desk: &Desk, id: &str) -> Vec<Action> {
    let subject: SubjectId = id.parse().unwrap();
    let events = app::audit::list(&desk.context, Some(subject), 50).unwrap();
    sorted(events.iter().map(|event| event.action))
}

/// The clock stands still, so events of several requests have no order.
fn sorted(actions: impl IntoIterator<Item = Action>) -> Vec<Action> {
    let mut actions: Vec<Action> = actions.into_iter().collect();
    actions.sort();
    actions
}

fn one_is_taken_in_and_found(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (id, answer) = taken_in(&desk);
    assert!(!answer.body.contains("mina@") && !answer.body.contains("123456"), "contact is shown elsewhere");
    let shown = answer.json();
    assert_eq!((&shown["status"], &shown["has_email"]), (&json!("applicant"), &json!(true)));
    assert_eq!(shown["availability"], json!([{"weekday": "mon", "from": "09:00", "to": "24:00"}]), "joined");
    assert_eq!(desk.get(Role::Coordinator, &format!("/lotsen/{id}")).json(), shown);
    assert_eq!(desk.post(Role::Coordinator, "/lotsen", &profile(&desk)).json()["code"], "duplicate");

    // Sent back as it was read, nothing changes: not even what is not shown.
    let same = changed(&desk, &id, &[]);
    assert_eq!((same.status, same.json()), (200, shown));
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, id.parse().unwrap()));
    assert_eq!(lotse.email.unwrap().as_str(), "mina@example.org");
    assert_eq!(told(&desk, &id), [Action::LotseRegistered]);

    // Others find nobody, and nobody takes Lotsen in for others.
    let elsewhere = json!({"organisation": desk.people.other_carrier.to_string()});
    let mut body = profile(&desk);
    body["organisation"] = elsewhere["organisation"].clone();
    let refused = desk.post(Role::Coordinator, "/lotsen", &body).json();
    assert_eq!(refused["errors"][0]["pointer"], "/organisation");
    let other = desk.people.other_lotse;
    assert_eq!(desk.get(Role::Coordinator, &format!("/lotsen/{other}")).status, 404);
    assert_eq!(desk.send("PUT", Role::Coordinator, &format!("/lotsen/{other}"), &[], Some(&body)).status, 404);
    for role in [Role::Operator, Role::CompetenceCentre, Role::Requester] {
        assert_eq!(desk.get(role, &format!("/lotsen/{id}")).status, 403, "{role}");
    }
    assert_eq!(desk.get(Role::Lotse, &format!("/lotsen/{id}")).status, 404, "a Lotse sees nobody else");
    assert_eq!(desk.get(Role::Lotse, &format!("/lotsen/{}", desk.people.lotse)).status, 200);
}

fn lists_are_narrowed(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (id, _) = taken_in(&desk);
    let found = |query: &str| {
        let answer = desk.get(Role::Coordinator, &format!("/lotsen?{query}"));
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
        let items = answer.json()["items"].as_array().unwrap().clone();
        items.iter().any(|item| item["id"] == id.as_str())
    };
    for query in [
        "status=applicant&status=left",
        "language=prs&level=C2",
        "service=interpreting",
        "postcode=372",
        "region=06636&postcode=37",
        "text=rahimi",
        "sort=list_number",
    ] {
        assert!(found(query), "{query}");
    }
    for query in
        ["status=active", "language=deu&level=C1", "service=accompaniment", "region=06636&postcode=34", "text=x"]
    {
        assert!(!found(query), "{query}");
    }
    let alone = desk.get(Role::Coordinator, "/lotsen?level=B1").json();
    assert_eq!((&alone["errors"][0]["pointer"], &alone["errors"][0]["code"]), (&json!("level"), &json!("needs")));
    let first = desk.get(Role::Coordinator, "/lotsen?limit=1").json();
    let next = first["next"].as_str().unwrap();
    let rest = desk.get(Role::Coordinator, &format!("/lotsen?limit=9&cursor={next}")).json();
    assert_eq!((first["items"].as_array().unwrap().len(), rest["items"].as_array().unwrap().len()), (1, 1));
    assert_eq!(desk.get(Role::Lotse, "/lotsen").json()["items"].as_array().unwrap().len(), 1);
}

fn every_fault_is_told_at_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let mut body = profile(&desk);
    for (field, value) in [
        ("given_name", json!(" ")),
        ("home", json!("00000")),
        ("languages", json!([{"language": "xxx", "level": "B1"}, {"language": "deu", "level": "B1"}])),
        ("availability", json!([{"weekday": "tue", "from": "12:00", "to": "09:00"}])),
        ("topics_wished", json!(["health"])),
        ("topics_refused", json!(["health"])),
        ("consent_on", json!("2027-01-01")),
        ("qualifications", json!([{"code": "x", "acquired_on": "2026-02-01", "valid_until": "2026-01-01"}])),
    ] {
        body[field] = value;
    }
    let problem = desk.post(Role::Coordinator, "/lotsen", &body).json();
    let mut faults: Vec<String> =
        problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap().to_owned()).collect();
    faults.sort();
    let expected = [
        "/availability/0/to",
        "/consent_on",
        "/given_name",
        "/home",
        "/languages/0/language",
        "/qualifications/0/valid_until",
        "/topics_refused/0",
    ];
    assert_eq!(faults, expected, "{problem:#}");
    body = profile(&desk);
    body["availability"] = json!([{"weekday": "tue", "from": "24:00", "to": "25:00"}]);
    let problem = desk.post(Role::Coordinator, "/lotsen", &body).json();
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2, "{problem:#}");
}

fn a_status_moves_by_the_rules(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (id, _) = taken_in(&desk);
    let to = |status: &str| changed(&desk, &id, &[("status", json!(status))]);
    let refused = to("paused");
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("state")), "{}", refused.body);
    assert_eq!(to("active").json()["status"], "active");
    assert_eq!(to("left").json()["status"], "left");
    assert_eq!(
        told(&desk, &id),
        sorted([Action::LotseRegistered, Action::LotseStatusChanged, Action::LotseStatusChanged])
    );
}

/// A list says the same as somebody by hand, so the same follows from it.
fn whoever_pauses_in_a_list_is_asked_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let run = proposed(&desk, db);
    let stored = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse));
    let lotse = Lotse { list_number: Some(ListNumber::parse("77").unwrap()), ..stored };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&lotse)));
    let take = |words: &str| {
        let list = format!("Nr.;Vorname;Nachname;PLZ;Sprachen;{words}");
        let secret = desk.people.session(Role::Coordinator);
        let taken = desk.site.upload("/api/v1/imports/lotsen", secret, "text/csv", list.as_bytes());
        assert_eq!((taken.status, &taken.json()["counts"]["changed"]), (200, &json!(1)), "{}", taken.body);
    };
    let row = format!("77;{};{};37269;Dari C1", lotse.given_name, lotse.family_name);
    take(&format!("Status\n{row};pausiert\n"));
    assert_eq!(state(db), (RequestState::Open, vec![ProposalState::Dropped]));
    take(&format!("Status\n{row};aktiv\n"));
    let again = matching::run(&desk.context, None, &Options::default(), &mut moment(MONDAY, 92), &Silent).unwrap().run;
    assert_ne!(again, run);
    let released = offers::release(&desk.context, again, Actor::Operator, &mut moment(MONDAY, 93)).unwrap();
    take(&format!("Einwilligung\n{row};nein\n"));
    let offer = db.must_read(|tx| storage::offers::find(tx, released.offers[0]));
    assert_eq!((offer.state, state(db).0), (OfferState::Withdrawn, RequestState::Open));
    let events = told(&desk, &offer.id.to_string());
    assert!(events.contains(&Action::OfferWithdrawn), "{events:?}");
}

/// A request for the Lotse's day, matched.
fn proposed(desk: &Desk, db: &TestDatabase) -> lotsenwerk::domain::id::RunId {
    let appointment = Appointment::single(local("2026-12-14 09:00"), 60).unwrap();
    db.must_write(|tx| storage::requests::save_all(tx, &[office::request(1, vec![appointment.clone()])]));
    let matched = matching::run(&desk.context, None, &Options::default(), &mut moment(MONDAY, 90), &Silent).unwrap();
    assert_eq!(state(db), (RequestState::Proposed, vec![ProposalState::Proposed]));
    matched.run
}

fn state(db: &TestDatabase) -> (RequestState, Vec<ProposalState>) {
    let proposals = db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::Request(request_id(1))));
    let request = db.must_read(|tx| storage::requests::find(tx, request_id(1)));
    (request.state, proposals.iter().map(|proposal| proposal.state).collect())
}

fn whoever_pauses_is_proposed_for_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    proposed(&desk, db);
    let id = desk.people.lotse.to_string();
    assert_eq!(changed(&desk, &id, &[("town", json!("Eschwege"))]).status, 200);
    assert_eq!(state(db).0, RequestState::Proposed, "where somebody lives is no reason");
    assert_eq!(changed(&desk, &id, &[("status", json!("paused"))]).status, 200);
    assert_eq!(state(db), (RequestState::Open, vec![ProposalState::Dropped]));
    assert!(told(&desk, &request_id(1).to_string()).contains(&Action::RequestReopened));
}

fn whoever_pauses_is_asked_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    let run = proposed(&desk, db);
    let released = offers::release(&desk.context, run, Actor::Operator, &mut moment(MONDAY, 91)).unwrap();
    let id = desk.people.lotse.to_string();
    // Without consent nobody goes either.
    let (mut body, tag) = read(&desk, &id);
    body.as_object_mut().unwrap().remove("consent_on");
    let path = format!("/lotsen/{id}");
    assert_eq!(desk.send("PUT", Role::Coordinator, &path, &[("If-Match", &tag)], Some(&body)).status, 200);
    let offer = db.must_read(|tx| storage::offers::find(tx, released.offers[0]));
    assert_eq!((offer.state, state(db).0), (OfferState::Withdrawn, RequestState::Open));
    let mails = db.must_read(|tx| {
        let cause = lotsenwerk::domain::outbox::MailCause { kind: "offer".to_owned(), id: offer.id.as_uuid() };
        storage::outbox::about(tx, &cause)
    });
    assert_eq!(mails.len(), 2, "the question, and that it is taken back");
    let waiting = app::jobs::list(&desk.context, None, 20).unwrap();
    assert!(waiting.iter().any(|job| job.kind == "match"), "the next best is looked for");
}

fn contacts_are_apart_and_looks_are_noted(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (id, _) = taken_in(&desk);
    let path = format!("/lotsen/{id}/contact");
    let shown = desk.get(Role::Coordinator, &path);
    assert_eq!(shown.json(), json!({"email": "mina@example.org", "phone": "05651 123456"}));
    assert_eq!(told(&desk, &id), sorted([Action::LotseRegistered, Action::LotseContactRead]));
    let tag = shown.header("etag").unwrap().to_owned();
    let put = |body: &Value| desk.send("PUT", Role::Coordinator, &path, &[("If-Match", &tag)], Some(body));
    assert_eq!(put(&json!({"email": "x", "phone": "keine"})).status, 422);
    assert_eq!(put(&json!({"phone": "05651 7777"})).json(), json!({"phone": "05651 7777"}));
    assert_eq!(put(&json!({})).status, 412);
    let events = app::audit::list(&desk.context, Some(id.parse().unwrap()), 9).unwrap();
    assert!(events.iter().any(|event| event.action == Action::LotseContactChanged));
    assert!(events.iter().all(|event| !event.details.to_string().contains("7777")));

    for role in [Role::Operator, Role::CompetenceCentre, Role::Requester] {
        assert_eq!(desk.get(role, &path).status, 403, "{role}");
    }
    let other = format!("/lotsen/{}/contact", desk.people.other_lotse);
    assert_eq!(desk.get(Role::Coordinator, &other).status, 404);
    let of_other = desk.people.other_lotse.to_string();
    assert_eq!(told(&desk, &of_other), [], "nobody looked");
    assert_eq!(desk.get(Role::Lotse, &format!("/lotsen/{}/contact", desk.people.lotse)).status, 200);
}

fn the_newcomers_address_is_apart_too(db: &TestDatabase) {
    let desk = Desk::open(db);
    let appointment = Appointment::single(local("2026-12-14 09:00"), 60).unwrap();
    let request = office::request(1, vec![appointment]);
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&request)));
    let path = format!("/requests/{}/contact", request_id(1));
    let shown = desk.get(Role::Coordinator, &path);
    assert_eq!((shown.status, shown.json()), (200, json!({})));
    let tag = shown.header("etag").unwrap().to_owned();
    let body = json!({"newcomer_email": "mother@example.org"});
    let put = desk.send("PUT", Role::Coordinator, &path, &[("If-Match", &tag)], Some(&body));
    assert_eq!((put.status, put.json()), (200, body), "{}", put.body);
    let of_request = desk.get(Role::Coordinator, &format!("/requests/{}", request_id(1)));
    assert_eq!(of_request.json()["newcomer_is_told"], true);
    let expected = sorted([Action::RequestContactRead, Action::RequestContactChanged]);
    assert_eq!(told(&desk, &request_id(1).to_string()), expected);
    assert_eq!(desk.get(Role::Requester, &path).status, 404, "another agency's");
    assert_eq!(desk.get(Role::Lotse, &path).status, 403);
}

fn absences_are_noted_and_taken_back(db: &TestDatabase) {
    let desk = Desk::open(db);
    let path = format!("/lotsen/{}/absences", desk.people.lotse);
    let note = |role, first: &str, last: &str| desk.post(role, &path, &json!({"first": first, "last": last}));
    assert_eq!(note(Role::Lotse, "2026-12-24", "2027-01-03").status, 201);
    assert_eq!(note(Role::Coordinator, "2026-12-10", "2026-12-10").status, 201);
    let overlapping = note(Role::Lotse, "2027-01-03", "2027-01-04");
    assert_eq!((overlapping.status, &overlapping.json()["code"]), (409, &json!("duplicate")));
    assert_eq!(note(Role::Lotse, "2027-02-03", "2027-02-02").json()["errors"][0]["code"], "ends_before_it_begins");
    assert_eq!(note(Role::Lotse, "2026-11-03", "2026-12-06").json()["errors"][0]["code"], "past");
    assert_eq!(note(Role::Requester, "2027-05-03", "2027-05-04").status, 403);
    let listed = desk.get(Role::Lotse, &path).json();
    let names: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["2026-12-10--2026-12-10", "2026-12-24--2027-01-03"]);
    let one = format!("{path}/{}", names[0]);
    let shown = desk.get(Role::Lotse, &one);
    assert_eq!((shown.status, shown.json()), (200, listed["items"][0].clone()));
    let tag = shown.header("etag").unwrap().to_owned();
    let put = |path: &str, tag: &str, first: &str, last: &str| {
        let body = json!({"first": first, "last": last});
        desk.send("PUT", Role::Lotse, path, &[("If-Match", tag)], Some(&body))
    };
    assert_eq!(put(&one, "\"x\"", "2026-12-11", "2026-12-12").status, 412);
    assert_eq!(put(&one, &tag, "2026-12-20", "2026-12-24").json()["code"], "duplicate");
    let moved = put(&one, &tag, "2026-12-10", "2026-12-12");
    assert_eq!((moved.status, &moved.json()["name"]), (200, &json!("2026-12-10--2026-12-12")), "{}", moved.body);
    assert_eq!((desk.get(Role::Lotse, &one).status, put(&one, "*", "2026-12-10", "2026-12-11").status), (404, 404));
    let moved = format!("{path}/2026-12-10--2026-12-12");
    assert_eq!(put(&moved, "*", "2026-12-10", "2026-12-12").status, 200, "the same days are no change");
    let remove =
        |role, name: &str| desk.send("DELETE", role, &format!("{path}/{name}"), &[("If-Match", "*")], None).status;
    assert_eq!(remove(Role::Lotse, names[1]), 204);
    assert_eq!(remove(Role::Lotse, names[1]), 404);
    assert_eq!(remove(Role::Lotse, "junk"), 404);
    let others = format!("/lotsen/{}/absences", desk.people.other_lotse);
    let body = json!({"first": "2027-01-01", "last": "2027-01-02"});
    assert_eq!(desk.post(Role::Lotse, &others, &body).status, 404);
    assert_eq!(desk.post(Role::Coordinator, &others, &body).status, 404);
    // The profile is sent without them and leaves them alone.
    assert_eq!(changed(&desk, &desk.people.lotse.to_string(), &[("town", json!("Eschwege"))]).status, 200);
    assert_eq!(desk.get(Role::Lotse, &path).json()["items"].as_array().unwrap().len(), 1);
}

fn whoever_is_away_is_not_proposed(db: &TestDatabase) {
    let desk = Desk::open(db);
    proposed(&desk, db);
    let path = format!("/lotsen/{}/absences", desk.people.lotse);
    let other_days = json!({"first": "2026-12-15", "last": "2026-12-16"});
    assert_eq!(desk.post(Role::Lotse, &path, &other_days).status, 201);
    assert_eq!(state(db).0, RequestState::Proposed);
    assert_eq!(desk.post(Role::Lotse, &path, &json!({"first": "2026-12-13", "last": "2026-12-14"})).status, 201);
    assert_eq!(state(db), (RequestState::Open, vec![ProposalState::Dropped]));
}

fn only_what_nobody_names_is_removed(db: &TestDatabase) {
    let desk = Desk::open(db);
    let (id, _) = taken_in(&desk);
    let remove =
        |id: &str| desk.send("DELETE", Role::Coordinator, &format!("/lotsen/{id}"), &[("If-Match", "*")], None);
    let named = remove(&desk.people.lotse.to_string());
    assert_eq!((named.status, &named.json()["code"]), (409, &json!("still_referenced")), "they have an account");
    assert!(named.json()["detail"].as_str().unwrap().contains("status “left”"), "{}", named.body);
    assert_eq!(remove(&id).status, 204);
    assert_eq!(remove(&id).status, 404);
    assert_eq!(told(&desk, &id), sorted([Action::LotseRegistered, Action::LotseRemoved]));

    let (id, _) = taken_in(&desk);
    let excluded: LotseId = id.parse().unwrap();
    let appointment = Appointment::single(local("2026-12-14 09:00") + Duration::days(1), 60).unwrap();
    let request = lotsenwerk::domain::request::SupportRequest {
        excluded_lotsen: vec![excluded],
        ..office::request(1, vec![appointment])
    };
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&request)));
    assert_eq!(remove(&id).status, 409);
}
