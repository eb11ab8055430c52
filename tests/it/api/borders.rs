//! What two carriers have in common, over the REST interface: whoever lends a Lotse, or posts with another carrier, sees what concerns
//! them and decides no more than that.

use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::code::Mode;
use lotsenwerk::domain::id::{LotseId, OrganisationId};
use lotsenwerk::domain::offer::{Offer, Proposal, ProposalState};
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::domain::run::{RunTrigger, Unserved};
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use super::requests::wanted;
use crate::storage::samples::{assignment_id, at, local, lotse_id, offer, offer_id, proposal, request_id, run_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office;
use crate::support::people::{Person, arrives};
use crate::support::site::Answer;

on_each_database!(
    who_lends_a_lotse_decides_nothing_about_the_request,
    who_posted_with_another_carrier_calls_off_in_their_own_name,
    a_lent_lotse_is_answered_for_by_their_own_project,
    candidates_are_for_the_carrier_alone,
    whom_nobody_lends_is_not_named,
    only_known_lotsen_are_named_in_a_request,
    only_the_carrier_gives_numbers_of_its_list,
);

/// A desk, and the coordinator of the other carrier.
fn desk(db: &TestDatabase) -> (Desk, Person) {
    let desk = Desk::open(db);
    let other = arrives(&desk.context, "kassel", Membership::Coordinator(desk.people.other_carrier));
    (desk, other)
}

fn as_other(desk: &Desk, other: &Person, method: &str, path: &str, body: Option<&Value>) -> Answer {
    desk.site.api(method, &format!("/api/v1{path}"), Some(&other.session), &[], body)
}

/// A request to which somebody goes on Thursday.
fn going(db: &TestDatabase, number: u32, [poster, carrier]: [OrganisationId; 2], lotse: LotseId) -> String {
    let appointment = Appointment::single(local("2026-12-10 10:00"), 60).unwrap();
    let request = SupportRequest {
        organisation: poster,
        carrier,
        state: RequestState::Assigned,
        ..office::request(number, vec![appointment.clone()])
    };
    let assignment = Assignment {
        id: assignment_id(number),
        lotse,
        request: request.id,
        appointment,
        mode: Mode::InPerson,
        state: AssignmentState::Confirmed,
        sequence: 0,
        missed: None,
    };
    db.must_write(|tx| {
        storage::requests::save_all(tx, std::slice::from_ref(&request))?;
        storage::assignments::insert_all(tx, std::slice::from_ref(&assignment))
    });
    format!("/assignments/{}", assignment.id)
}

fn state(db: &TestDatabase, number: u32) -> (AssignmentState, RequestState) {
    db.must_read(|tx| {
        let assignment = storage::assignments::find(tx, assignment_id(number))?;
        Ok((assignment.state, storage::requests::find(tx, assignment.request)?.state))
    })
}

fn who_lends_a_lotse_decides_nothing_about_the_request(db: &TestDatabase) {
    let (desk, other) = desk(db);
    let people = &desk.people;
    let path = going(db, 1, [people.other_agency, people.other_carrier], people.lotse);
    assert_eq!(desk.get(Role::Coordinator, &path).status, 200, "whom they lend concerns them");
    assert_eq!(desk.get(Role::Coordinator, &format!("/requests/{}", request_id(1))).status, 404);
    let elsewhen = json!({"start": "2026-12-10T16:00"});
    for (act, body) in [
        ("change", elsewhen.clone()),
        ("cancel", json!({"by": "requester"})),
        ("cancel", json!({"by": "project"})),
        ("complete", json!({})),
        ("no-show", json!({"who": "newcomer"})),
    ] {
        let answer = desk.post(Role::Coordinator, &format!("{path}/{act}"), &body);
        assert_eq!((answer.status, &answer.json()["code"]), (403, &json!("forbidden")), "{act} {body}");
    }
    assert_eq!(state(db, 1), (AssignmentState::Confirmed, RequestState::Assigned));
    let moved = as_other(&desk, &other, "POST", &format!("{path}/change"), Some(&elsewhen));
    assert_eq!(moved.status, 200, "{}", moved.body);
    // For their own Lotse they speak.
    let answer = desk.post(Role::Coordinator, &format!("{path}/cancel"), &json!({"by": "lotse"}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(state(db, 1), (AssignmentState::Cancelled, RequestState::Open));
}

fn who_posted_with_another_carrier_calls_off_in_their_own_name(db: &TestDatabase) {
    let (desk, _) = desk(db);
    let people = &desk.people;
    let path = going(db, 1, [people.carrier, people.other_carrier], people.other_lotse);
    for (act, body) in [
        ("change", json!({"start": "2026-12-10T16:00"})),
        ("cancel", json!({"by": "lotse"})),
        ("cancel", json!({"by": "project"})),
        ("complete", json!({})),
    ] {
        let answer = desk.post(Role::Coordinator, &format!("{path}/{act}"), &body);
        assert_eq!(answer.status, 403, "{act} {body}: {}", answer.body);
    }
    let answer = desk.post(Role::Coordinator, &format!("{path}/cancel"), &json!({"by": "requester"}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(state(db, 1), (AssignmentState::Cancelled, RequestState::Cancelled));
}

fn a_lent_lotse_is_answered_for_by_their_own_project(db: &TestDatabase) {
    let (desk, other) = desk(db);
    let people = &desk.people;
    let request = SupportRequest {
        organisation: people.agency,
        carrier: people.carrier,
        state: RequestState::Offered,
        ..office::request(1, vec![Appointment::single(local("2026-12-10 10:00"), 60).unwrap()])
    };
    let run = run_id(1);
    let released = Proposal { state: ProposalState::Released, ..proposal(1, run, request.id, people.other_lotse) };
    let asked = Offer { expires_at: at("2026-12-08T12:00:00Z"), ..offer(1, &released) };
    db.must_write(|tx| {
        storage::requests::save_all(tx, std::slice::from_ref(&request))?;
        storage::runs::start(tx, run, Some(people.carrier), RunTrigger::Event, 1, at("2026-12-07T03:00:00Z"))?;
        let outcome = storage::runs::Outcome {
            at: at("2026-12-07T03:00:01Z"),
            problem_digest: "sha256:0",
            plan: &json!({}),
            totals: &json!({}),
            proposals: std::slice::from_ref(&released),
            unserved: &[],
        };
        storage::runs::finish(tx, run, &outcome)?;
        storage::offers::insert_all(tx, std::slice::from_ref(&asked))
    });
    let path = format!("/offers/{}", offer_id(1));
    assert_eq!(desk.get(Role::Coordinator, &path).status, 200);
    for act in ["accept", "decline"] {
        let answer = desk.post(Role::Coordinator, &format!("{path}/{act}"), &json!({}));
        assert_eq!((answer.status, &answer.json()["code"]), (403, &json!("forbidden")), "{act}");
    }
    let answer = as_other(&desk, &other, "POST", &format!("{path}/decline"), Some(&json!({})));
    assert_eq!((answer.status, &answer.json()["outcome"]), (200, &json!("declined")), "{}", answer.body);
}

fn candidates_are_for_the_carrier_alone(db: &TestDatabase) {
    let (desk, other) = desk(db);
    let mut body = wanted(&desk);
    body["organisation"] = json!(desk.people.carrier.to_string());
    body["carrier"] = json!(desk.people.other_carrier.to_string());
    body["languages"] = json!([]);
    let posted = desk.post(Role::Coordinator, "/requests", &body);
    assert_eq!(posted.status, 201, "{}", posted.body);
    let path = format!("/requests/{}", posted.json()["id"].as_str().unwrap());
    assert_eq!(desk.get(Role::Coordinator, &path).status, 200, "they posted it");
    for part in ["candidates", "explanation", "explanation?anew=true"] {
        let answer = desk.get(Role::Coordinator, &format!("{path}/{part}"));
        assert_eq!((answer.status, &answer.json()["code"]), (404, &json!("not_found")), "{part}");
        assert_eq!(as_other(&desk, &other, "GET", &format!("{path}/{part}"), None).status, 200, "{part}");
    }
}

fn whom_nobody_lends_is_not_named(db: &TestDatabase) {
    let (desk, _) = desk(db);
    let people = &desk.people;
    let request = SupportRequest {
        organisation: people.agency,
        state: RequestState::Unserved,
        ..office::request(1, vec![Appointment::single(local("2026-12-10 10:00"), 60).unwrap()])
    };
    // As a run over all carriers finds it: it knows everybody's Lotsen.
    let reasons = json!({
        "request": request.id, "open_places": 1, "removed": [{"constraint": "pool", "lotsen": 1}], "candidates": 0,
        "cures": [{
            "change": {"kind": "lending", "carrier": people.other_carrier}, "lotse": people.other_lotse,
            "start": "2026-12-10T10:00:00", "mode": "in_person", "size": 1, "moves": 0,
        }],
    });
    let run = run_id(1);
    db.must_write(|tx| {
        storage::requests::save_all(tx, std::slice::from_ref(&request))?;
        storage::runs::start(tx, run, Some(people.carrier), RunTrigger::Event, 1, at("2026-12-07T03:00:00Z"))?;
        let outcome = storage::runs::Outcome {
            at: at("2026-12-07T03:00:01Z"),
            problem_digest: "sha256:0",
            plan: &json!({}),
            totals: &json!({}),
            proposals: &[],
            unserved: &[Unserved { run, request: request.id, reasons: reasons.clone() }],
        };
        storage::runs::finish(tx, run, &outcome)
    });
    let answer = desk.get(Role::Coordinator, &format!("/requests/{}/explanation", request.id));
    let shown = answer.json();
    let cure = &shown["cures"][0];
    assert_eq!((&cure["change"]["kind"], &cure["lotse"]), (&json!("lending"), &Value::Null), "{}", answer.body);
    let sentences = shown["sentences"].to_string();
    assert!(sentences.contains("Lotsen Kassel could take it"), "{sentences}");
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, people.other_lotse));
    assert!(!answer.body.contains(lotse.given_name.as_str()), "{}", answer.body);
}

/// Pointer and code of each fault.
fn faults(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 422, "{}", answer.body);
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let told = errors.iter().map(|e| format!("{} {}", e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap()));
    told.collect()
}

fn only_known_lotsen_are_named_in_a_request(db: &TestDatabase) {
    let (desk, _) = desk(db);
    let [own, foreign] = [desk.people.lotse, desk.people.other_lotse].map(|id| id.to_string());
    let nobody = lotse_id(77).to_string();
    let mut body = wanted(&desk);
    body["known_lotsen"] = json!([own, own, nobody]);
    body["excluded_lotsen"] = json!([foreign]);
    let both = ["/known_lotsen/2 unknown_reference", "/excluded_lotsen/0 unknown_reference"];
    assert_eq!(faults(&desk.post(Role::Coordinator, "/requests", &body)), both);
    let all = [
        "/known_lotsen/0 unknown_reference",
        "/known_lotsen/1 unknown_reference",
        "/known_lotsen/2 unknown_reference",
        "/excluded_lotsen/0 unknown_reference",
    ];
    assert_eq!(faults(&desk.post(Role::Requester, "/requests", &body)), all, "a requester knows none of them");
    // Who has gone for them before they know.
    going(db, 1, [desk.people.agency, desk.people.carrier], desk.people.lotse);
    body["known_lotsen"] = json!([own]);
    body["excluded_lotsen"] = json!([]);
    let posted = desk.post(Role::Requester, "/requests", &body);
    assert_eq!(posted.status, 201, "{}", posted.body);
    // What the project has written there stays when the requester sends it back.
    let id = posted.json()["id"].as_str().unwrap().parse().unwrap();
    let stored = db.must_read(|tx| storage::requests::find(tx, id));
    let excluding = SupportRequest { excluded_lotsen: vec![desk.people.other_lotse], ..stored };
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&excluding)));
    let path = format!("/requests/{id}");
    let tag = desk.get(Role::Requester, &path).header("etag").unwrap().to_owned();
    body["excluded_lotsen"] = json!([foreign]);
    let put = desk.send("PUT", Role::Requester, &path, &[("If-Match", &tag)], Some(&body));
    assert_eq!(put.status, 200, "{}", put.body);
}

fn only_the_carrier_gives_numbers_of_its_list(db: &TestDatabase) {
    let (desk, _) = desk(db);
    let mut body = wanted(&desk);
    body["list_number"] = json!("2026-17");
    assert_eq!(faults(&desk.post(Role::Requester, "/requests", &body)), ["/list_number not_yours"]);
    let mut elsewhere = body.clone();
    elsewhere["organisation"] = json!(desk.people.carrier.to_string());
    elsewhere["carrier"] = json!(desk.people.other_carrier.to_string());
    assert_eq!(faults(&desk.post(Role::Coordinator, "/requests", &elsewhere)), ["/list_number not_yours"]);
    let posted = desk.post(Role::Coordinator, "/requests", &body);
    assert_eq!(posted.status, 201, "{}", posted.body);
    let path = format!("/requests/{}", posted.json()["id"].as_str().unwrap());
    let tag = desk.get(Role::Requester, &path).header("etag").unwrap().to_owned();
    let put = |body: &Value| desk.send("PUT", Role::Requester, &path, &[("If-Match", &tag)], Some(body));
    let mut other = body.clone();
    other["list_number"] = json!("2026-18");
    assert_eq!(faults(&put(&other)), ["/list_number not_yours"]);
    assert_eq!(put(&body).status, 200, "it stands there already");
}
