//! Organisations over the REST interface, and whom carriers lend Lotsen.

use lotsenwerk::app;
use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::id::{OrganisationId, SubjectId};
use lotsenwerk::domain::organisation::Lending;
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::people::arrives;

on_each_database!(
    everybody_finds_organisations_by_what_they_are,
    one_is_added_changed_and_removed,
    where_mails_go_is_no_matter_of_the_competence_centre,
    what_is_used_stays,
    faults_are_told_at_once,
    each_side_agrees_for_itself,
    nobody_agrees_for_others,
);

fn names(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

fn everybody_finds_organisations_by_what_they_are(db: &TestDatabase) {
    let desk = Desk::open(db);
    for role in [Role::Operator, Role::CompetenceCentre, Role::Coordinator, Role::Requester, Role::Lotse] {
        assert_eq!(desk.get(role, "/organisations").json()["items"].as_array().unwrap().len(), 5, "{role}");
    }
    let listed = |query: &str| desk.get(Role::Lotse, &format!("/organisations?{query}")).json();
    assert_eq!(names(&listed("kind=agency")), ["Agentur Eschwege", "Agentur Kassel"]);
    assert_eq!(names(&listed("region=06611")), ["Lotsen Kassel"]);
    assert_eq!(names(&listed("text=meissner")), ["Lotsen Werra-Meißner"]);
    let first = listed("limit=2");
    let rest = listed(&format!("limit=5&cursor={}", first["next"].as_str().unwrap()));
    assert_eq!((names(&first).len(), names(&rest).len(), &rest["next"]), (2, 3, &Value::Null));
    let strange = desk.get(Role::Lotse, "/organisations?region=nowhere");
    assert_eq!((strange.status, &strange.json()["errors"][0]["code"]), (422, &json!("unknown_region")));
}

fn one_is_added_changed_and_removed(db: &TestDatabase) {
    let desk = Desk::open(db);
    let new = json!({"kind": "agency", "name": "Klinikum", "email": "dienst@klinikum.example.org"});
    assert_eq!(desk.post(Role::Coordinator, "/organisations", &new).status, 403);
    let added = desk.post(Role::CompetenceCentre, "/organisations", &new);
    assert_eq!(added.status, 201, "{}", added.body);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(desk.post(Role::Operator, "/organisations", &new).json()["code"], "duplicate");

    let path = format!("/organisations/{id}");
    let shown = desk.get(Role::Requester, &path);
    assert_eq!(shown.json(), added.json());
    let tag = shown.header("etag").unwrap().to_owned();
    let other = json!({"name": "Klinikum Kassel"});
    let put = |headers: &[(&str, &str)]| desk.send("PUT", Role::Operator, &path, headers, Some(&other));
    assert_eq!(put(&[]).status, 428);
    assert_eq!(put(&[("If-Match", "\"x\"")]).status, 412);
    let changed = put(&[("If-Match", &tag)]);
    assert_eq!((changed.status, &changed.json()["name"]), (200, &json!("Klinikum Kassel")), "{}", changed.body);
    assert_eq!(changed.json()["email"], Value::Null, "the whole of it was sent");
    assert_eq!(put(&[("If-Match", &tag)]).status, 412);

    assert_eq!(desk.send("DELETE", Role::Operator, &path, &[("If-Match", "*")], None).status, 204);
    assert_eq!(desk.get(Role::Operator, &path).status, 404);
    assert_eq!(desk.send("DELETE", Role::Operator, &path, &[("If-Match", "*")], None).status, 404);
    let subject: SubjectId = id.parse().unwrap();
    let mut told: Vec<_> = app::audit::list(&desk.context, Some(subject), 9).unwrap();
    // The clock stands still, so events of several requests have no order.
    told.sort_by_key(|event| event.action);
    let by = |role| Actor::User(desk.people.of[&role].user);
    assert_eq!(
        told.iter().map(|event| (event.actor, event.action)).collect::<Vec<_>>(),
        [
            (by(Role::CompetenceCentre), Action::OrganisationAdded),
            (by(Role::Operator), Action::OrganisationChanged),
            (by(Role::Operator), Action::OrganisationRemoved),
        ]
    );
    assert_eq!(told[1].details["changed"], json!(["name", "email"]));
}

fn where_mails_go_is_no_matter_of_the_competence_centre(db: &TestDatabase) {
    let desk = Desk::open(db);
    let path = format!("/organisations/{}", desk.people.carrier);
    let shown = || {
        let answer = desk.get(Role::Operator, &path);
        (answer.json(), answer.header("etag").unwrap().to_owned())
    };
    let put = |role, path: &str, body: &Value| desk.send("PUT", role, path, &[("If-Match", &shown().1)], Some(body));
    let (before, _) = shown();
    let elsewhere = json!({"name": "Neu", "email": "cc-takes@x.example", "regions": ["06636"]});
    let refused = put(Role::CompetenceCentre, &path, &elsewhere);
    let fault = &refused.json()["errors"][0];
    assert_eq!((refused.status, &fault["pointer"], &fault["code"]), (422, &json!("/email"), &json!("not_yours")));
    let without = put(Role::CompetenceCentre, &path, &json!({"name": "Neu", "regions": ["06636"]}));
    assert_eq!(without.status, 422, "nor is it taken away: {}", without.body);
    assert_eq!(shown().0, before);
    let named = json!({"name": "Neu", "email": before["email"], "regions": ["06636"]});
    assert_eq!(put(Role::CompetenceCentre, &path, &named).status, 200);

    let email = format!("{path}/email");
    let address = json!({"email": "lotsen@traeger.example.org"});
    for role in [Role::CompetenceCentre, Role::Requester, Role::Lotse] {
        assert_eq!(put(role, &email, &address).status, 403, "{role}");
    }
    let changed = put(Role::Coordinator, &email, &address);
    assert_eq!((changed.status, &changed.json()["email"]), (200, &address["email"]), "{}", changed.body);
    assert_eq!((&changed.json()["name"], &changed.json()["regions"]), (&json!("Neu"), &json!(["06636"])));
    assert_eq!(put(Role::Coordinator, &email, &json!({"email": "none"})).json()["errors"][0]["pointer"], "/email");
    let foreign = format!("/organisations/{}/email", desk.people.other_carrier);
    assert_eq!(put(Role::Coordinator, &foreign, &address).status, 404);
    assert_eq!(put(Role::Operator, &path, &elsewhere).status, 200);
    let subject = SubjectId::from_uuid(desk.people.carrier.as_uuid());
    let events = app::audit::list(&desk.context, Some(subject), 9).unwrap();
    let changes = events.iter().filter(|event| event.action == Action::OrganisationChanged);
    let mut changes: Vec<String> = changes.map(|event| event.details["changed"].to_string()).collect();
    changes.sort();
    assert_eq!(changes, ["[\"email\"]", "[\"email\"]", "[\"name\"]"]);
}

fn what_is_used_stays(db: &TestDatabase) {
    let desk = Desk::open(db);
    // One has Lotsen, one has nobody but an account.
    for id in [desk.people.other_carrier, desk.people.centre] {
        let answer = desk.send("DELETE", Role::Operator, &format!("/organisations/{id}"), &[("If-Match", "*")], None);
        assert_eq!((answer.status, &answer.json()["code"]), (409, &json!("still_referenced")));
    }
    let other = desk.people.other_agency;
    assert_eq!(
        desk.send("DELETE", Role::Operator, &format!("/organisations/{other}"), &[("If-Match", "*")], None).status,
        204
    );
}

fn faults_are_told_at_once(db: &TestDatabase) {
    let desk = Desk::open(db);
    let faults = |body: Value| {
        let problem = desk.post(Role::Operator, "/organisations", &body).json();
        let errors = problem["errors"].as_array().unwrap().clone();
        let told = errors.iter().map(|e| format!("{} {}", e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap()));
        told.collect::<Vec<_>>()
    };
    let carrier = json!({"kind": "carrier", "name": " ", "email": "none", "regions": ["06636", "nowhere", "06636"]});
    assert_eq!(faults(carrier), ["/name empty", "/email email", "/regions/1 unknown_region", "/regions/2 repeated"]);
    assert_eq!(faults(json!({"kind": "agency", "name": "A", "regions": ["06636"]})), ["/regions too_many"]);
    assert_eq!(faults(json!({"kind": "club", "name": "A"})), ["/kind not_one_of"]);
}

/// What both have said, from lender to borrower.
fn said(db: &TestDatabase) -> Vec<(bool, bool)> {
    let all: Vec<Lending> = db.must_read(storage::organisations::all_lendings);
    all.iter().map(|lending| (lending.from_agreed, lending.to_agreed)).collect()
}

fn each_side_agrees_for_itself(db: &TestDatabase) {
    let desk = Desk::open(db);
    let people = &desk.people;
    let theirs = arrives(&desk.context, "kassel", Membership::Coordinator(people.other_carrier));
    let pair = json!({"from": people.carrier.to_string(), "to": people.other_carrier.to_string()});
    let as_other =
        |path: &str| desk.site.api("POST", &format!("/api/v1{path}"), Some(&theirs.session), &[], Some(&pair));
    let agreed = desk.post(Role::Coordinator, "/lendings/agree", &pair);
    assert_eq!(agreed.status, 200, "{}", agreed.body);
    assert_eq!((&agreed.json()["holds"], said(db)), (&json!(false), vec![(true, false)]));
    assert_eq!(desk.post(Role::Coordinator, "/lendings/agree", &pair).status, 200, "saying it twice changes nothing");
    assert_eq!(as_other("/lendings/agree").json()["holds"], true);
    for role in [Role::Operator, Role::CompetenceCentre, Role::Coordinator] {
        assert_eq!(desk.get(role, "/lendings").json()["items"].as_array().unwrap().len(), 1, "{role}");
    }
    assert_eq!(desk.get(Role::Lotse, "/lendings").status, 403);
    assert_eq!(as_other("/lendings/withdraw").json()["holds"], false);
    assert_eq!(said(db), [(true, false)]);
    assert_eq!(desk.post(Role::Coordinator, "/lendings/withdraw", &pair).status, 200);
    assert_eq!(said(db), []);
    let subject = SubjectId::from_uuid(people.carrier.as_uuid());
    let events = app::audit::list(&desk.context, Some(subject), 9).unwrap();
    let mut told: Vec<Action> = events.iter().map(|event| event.action).collect();
    told.sort();
    assert_eq!(
        told,
        [Action::LendingAgreed, Action::LendingAgreed, Action::LendingWithdrawn, Action::LendingWithdrawn]
    );
}

fn nobody_agrees_for_others(db: &TestDatabase) {
    let desk = Desk::open(db);
    let people = &desk.people;
    let send = |from: OrganisationId, to: OrganisationId| {
        let body = json!({"from": from.to_string(), "to": to.to_string()});
        let answer = desk.post(Role::Coordinator, "/lendings/agree", &body);
        let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(send(people.carrier, people.carrier), ["/to"]);
    assert_eq!(send(people.agency, people.carrier), ["/from"]);
    assert_eq!(send(people.carrier, people.agency), ["/to"]);
    let third = desk.post(Role::Operator, "/organisations", &json!({"kind": "carrier", "name": "Dritter"})).json();
    assert_eq!(send(people.other_carrier, third["id"].as_str().unwrap().parse().unwrap()), ["/from", "/to"]);
    assert_eq!(said(db), []);
}
