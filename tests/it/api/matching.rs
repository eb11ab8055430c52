//! From who could be asked to who goes, over the REST interface.

use std::time::Duration;

use lotsenwerk::app::{self, AppError, links, matching, offers};
use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::code::{LotseStatus, Service};
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::{RunId, SubjectId};
use lotsenwerk::domain::language::Level;
use lotsenwerk::domain::link::KeyLife;
use lotsenwerk::domain::lotse::{Lotse, SpokenLanguage};
use lotsenwerk::domain::request::{Appointment, NeededLanguage, RequestState, SupportRequest};
use lotsenwerk::domain::run::{RunProgress, RunTrigger};
use lotsenwerk::matching::{Options, Progress, Silent, Step};
use lotsenwerk::security::links::{Link, sign};
use lotsenwerk::storage;
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{local, lotse_id, organisation_id, request_id};
use crate::support::context::moment;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY, Office};
use crate::support::people::arrives;

on_each_database!(
    candidates_are_ranked_and_everybody_is_counted,
    who_is_kept_out_is_counted_as_in_a_run,
    a_run_is_followed_and_called_off,
    a_running_run_that_is_called_off_stores_nothing,
    what_was_reviewed_stays,
    somebody_else_is_proposed_under_the_same_rules,
    a_dropped_proposal_opens_its_request,
    offers_are_answered_and_assignments_moved,
    an_offer_is_answered_by_its_link,
);

/// Four Lotsen of the first carrier: one in Eschwege, one further away, one on a break, one without an account; one of the other.
fn lotsen() -> Vec<Lotse> {
    let further = Lotse { home: Postcode::parse("37213").unwrap(), ..office::lotse(3) };
    let paused = Lotse { status: LotseStatus::Paused, ..office::lotse(4) };
    vec![further, paused, office::lotse(5)]
}

/// A request of the agency for this local time.
fn at(number: u32, start: &str) -> SupportRequest {
    let appointment = Appointment::single(local(start), 60).unwrap();
    SupportRequest { organisation: organisation_id(2), ..office::request(number, vec![appointment]) }
}

fn desk<'a>(db: &'a TestDatabase, requests: &[SupportRequest]) -> (Desk, Office<'a>) {
    let office = Office::new(db, &lotsen());
    let desk = Desk::open(db);
    office.post(requests);
    (desk, office)
}

fn get(desk: &Desk, path: &str) -> Value {
    let answer = desk.get(Role::Coordinator, path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

fn post(desk: &Desk, path: &str, body: &Value) -> Value {
    let answer = desk.post(Role::Coordinator, path, body);
    assert!(answer.status < 300, "{path}: {} {}", answer.status, answer.body);
    answer.json()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Decides the carrier's requests; gives the run.
fn decide(desk: &Desk, seed: u8) -> RunId {
    let carrier = Some(desk.people.carrier);
    matching::run(&desk.context, carrier, &Options::default(), &mut moment(MONDAY, seed), &Silent).unwrap().run
}

/// The only proposal of a run.
fn proposed(desk: &Desk, run: RunId) -> Value {
    let items = get(desk, &format!("/matching-runs/{run}/proposals"))["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
    items[0].clone()
}

fn candidates_are_ranked_and_everybody_is_counted(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let path = format!("/requests/{}/candidates", request_id(1));
    let found = get(&desk, &path);
    let items = found["items"].as_array().unwrap();
    assert_eq!((items.len(), &found["found"]), (3, &json!(3)), "{found}");
    assert_eq!(items[2]["lotse"], lotse_id(3).to_string(), "the furthest comes last");
    assert!(items[2]["travel"]["minutes"].as_u64().unwrap() > items[0]["travel"]["minutes"].as_u64().unwrap());
    for item in items {
        let effort = item["effort"].as_object().unwrap();
        let sum: i64 =
            effort.iter().filter(|(name, _)| *name != "sum").map(|(_, minutes)| minutes.as_i64().unwrap()).sum();
        assert_eq!(effort["sum"], sum, "{item}");
        assert_eq!(item["appointment"]["sittings"][0]["start"], "2026-12-10T10:00");
    }
    let removed: Vec<(String, u64)> = found["removed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|removed| (text(&removed["constraint"]), removed["lotsen"].as_u64().unwrap()))
        .collect();
    assert_eq!(removed, [("status".to_owned(), 1), ("pool".to_owned(), 1)]);
    assert_eq!(get(&desk, &format!("{path}?limit=1"))["items"].as_array().unwrap().len(), 1);
    assert!(!desk.get(Role::Coordinator, &path).body.contains("@example.org"), "nobody is reached from here");

    // Who is busy then is no candidate.
    db.must_write(|tx| storage::requests::save_all(tx, &[at(2, "2026-12-10 10:30")]));
    let run = decide(&desk, 9);
    offers::release(&desk.context, run, Actor::Operator, &mut moment(MONDAY, 10)).unwrap();
    let asked = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Request(request_id(2))));
    let found = get(&desk, &path);
    let still: Vec<String> = found["items"].as_array().unwrap().iter().map(|item| text(&item["lotse"])).collect();
    assert!(!still.contains(&asked[0].lotse.to_string()), "{found}");

    assert_eq!(desk.get(Role::Requester, &path).status, 403);
    let stranger = arrives(&desk.context, "kassel", Membership::Coordinator(desk.people.other_carrier));
    let answer = desk.site.api("GET", &format!("/api/v1{path}"), Some(&stranger.session), &[], None);
    assert_eq!(answer.status, 404);
}

fn who_is_kept_out_is_counted_as_in_a_run(db: &TestDatabase) {
    let tigrinya = NeededLanguage { language: "tir".parse().unwrap(), at_least: Level::B1 };
    let alone = SupportRequest { languages: vec![tigrinya], ..at(1, "2026-12-10 10:00") };
    let (desk, _office) = desk(db, &[alone]);
    // One for each thing that a query can tell, and one for what it cannot.
    let speaks = |code: &str, level| vec![SpokenLanguage { language: code.parse().unwrap(), level }];
    let unfit = [
        Lotse { services: vec![Service::Interpreting], languages: speaks("tir", Level::C1), ..office::lotse(11) },
        Lotse { consent_on: None, languages: speaks("tir", Level::C1), ..office::lotse(12) },
        Lotse { languages: speaks("fra", Level::C1), ..office::lotse(13) },
        Lotse { languages: speaks("tir", Level::A2), ..office::lotse(14) },
        Lotse { status: LotseStatus::Left, services: Vec::new(), ..office::lotse(15) },
    ];
    db.must_write(|tx| storage::lotsen::save_all(tx, &unfit));
    let path = format!("/requests/{}/explanation", request_id(1));
    let now = get(&desk, &path);
    assert_eq!((&now["run"], &now["candidates"]), (&Value::Null, &json!(0)), "{now}");
    let counted = |code: &str| {
        let all = now["removed"].as_array().unwrap();
        all.iter().find(|one| one["constraint"] == code).map_or(0, |one| one["lotsen"].as_u64().unwrap())
    };
    let codes = ["status", "consent", "pool", "service", "language"];
    assert_eq!(codes.map(counted), [2, 1, 1, 1, 5], "{now}");
    let run = decide(&desk, 9);
    let stored = get(&desk, &path);
    assert_eq!(stored["run"], run.to_string());
    assert_eq!(stored["removed"], now["removed"], "a look around one request counts as a look at all");
    let anew = get(&desk, &format!("{path}?anew=true"));
    assert_eq!((&anew["run"], &anew["removed"]), (&Value::Null, &stored["removed"]));
    let sentences = stored["sentences"].to_string();
    assert!(sentences.contains("A-1") && !sentences.contains('⟦'), "{sentences}");
    let open = get(&desk, &format!("/matching-runs/{run}/unserved"));
    assert_eq!(open["items"][0]["request"], request_id(1).to_string());
    assert_eq!(open["items"][0]["removed"], stored["removed"]);
}

fn a_run_is_followed_and_called_off(db: &TestDatabase) {
    let (desk, office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let order = json!({"carrier": desk.people.carrier.to_string()});
    let answer = desk.post(Role::Coordinator, "/matching-runs", &order);
    assert_eq!(answer.status, 202, "{}", answer.body);
    let first = text(&answer.json()["id"]);
    assert_eq!(answer.header("location"), Some(format!("/api/v1/matching-runs/{first}").as_str()));
    assert_eq!(post(&desk, "/matching-runs", &order)["id"], first.as_str(), "it waits already");
    assert_eq!(get(&desk, &format!("/matching-runs/{first}"))["state"], "queued");
    for _ in 0..2 {
        assert_eq!(post(&desk, &format!("/matching-runs/{first}/cancel"), &json!({}))["state"], "cancelled");
    }
    let second = text(&post(&desk, "/matching-runs", &order)["id"]);
    assert_ne!(second, first);

    // Somebody follows the second one from before it begins.
    let path = format!("/matching-runs/{second}/progress");
    let told = std::thread::scope(|scope| {
        let follower = scope.spawn(|| desk.get(Role::Coordinator, &path));
        std::thread::sleep(std::time::Duration::from_millis(500));
        office.work_until_idle();
        follower.join().unwrap()
    });
    assert_eq!(told.header("content-type"), Some("text/event-stream"));
    assert!(told.body.starts_with("event: progress\ndata: {\"state\":\"queued\""), "{}", told.body);
    assert!(told.body.contains("event: end\ndata: {\"state\":\"finished\""), "{}", told.body);

    let run = get(&desk, &format!("/matching-runs/{second}"));
    assert_eq!((&run["state"], &run["figures"]["plan"]["served"]), (&json!("finished"), &json!(1)), "{run}");
    assert_eq!(run["figures"]["weight"]["optimal"], true);
    assert_eq!(get(&desk, &format!("/matching-runs/{first}"))["state"], "cancelled", "no worker has begun it");
    let listed = get(&desk, "/matching-runs?state=finished");
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let late = desk.post(Role::Coordinator, &format!("/matching-runs/{second}/cancel"), &json!({}));
    assert_eq!((late.status, &late.json()["code"]), (409, &json!("state")));
    let subject: SubjectId = first.parse().unwrap();
    let events = app::audit::list(&desk.context, Some(subject), 9).unwrap();
    // The clock stands still, so which of them came first is not told.
    let mut actions: Vec<Action> = events.iter().map(|event| event.action).collect();
    actions.sort_unstable();
    assert_eq!(actions, [Action::RunQueued, Action::RunCancelled]);

    let foreign = json!({"carrier": desk.people.other_carrier.to_string()});
    let refused = desk.post(Role::Coordinator, "/matching-runs", &foreign);
    assert_eq!(
        (refused.status, &refused.json()["errors"][0]["pointer"]),
        (422, &json!("/carrier")),
        "{}",
        refused.body
    );
    assert_eq!(desk.post(Role::Requester, "/matching-runs", &order).status, 403);
}

fn a_running_run_that_is_called_off_stores_nothing(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let (context, carrier) = (&desk.context, Some(desk.people.carrier));
    let mut now = moment(MONDAY, 9);
    let run = RunId::new(now.now, now.random());
    db.must_write(|tx| storage::runs::start(tx, run, carrier, RunTrigger::Event, 1, now.now));
    let stopping = post(&desk, &format!("/matching-runs/{run}/cancel"), &json!({}));
    assert_eq!((&stopping["state"], &stopping["stopping"]), (&json!("running"), &json!(true)));
    let result =
        matching::run_queued(context, (run, carrier, RunTrigger::Ordered), &Options::default(), &mut now, &Silent);
    assert!(matches!(result, Err(AppError::CalledOff)), "{result:?}");
    let stands = db.must_read(|tx| storage::runs::find(tx, run));
    assert!(matches!(stands.progress, RunProgress::Cancelled { .. }), "{stands:?}");
    assert_eq!(get(&desk, &format!("/matching-runs/{run}/proposals"))["items"], json!([]));
    assert_eq!(db.must_read(|tx| storage::requests::find(tx, request_id(1))).state, RequestState::Open);
    // As soon as it is over nobody goes on with it, even where a limit of some 300,000 years would let them.
    let patient = Options { time_limit: Duration::from_secs(10_000_000_000_000), ..Options::default() };
    let again = matching::run_queued(context, (run, carrier, RunTrigger::Ordered), &patient, &mut now, &Silent);
    assert!(matches!(again, Ok(None)), "{again:?}");

    // The solver asks by itself.
    let result = matching::run(context, carrier, &Options::default(), &mut moment(MONDAY, 11), &Unwanted);
    assert!(matches!(result, Err(AppError::CalledOff)), "{result:?}");
    let runs = db.must_read(|tx| storage::runs::latest(tx, 9));
    assert!(runs.iter().all(|run| matches!(run.progress, RunProgress::Cancelled { .. })), "{runs:?}");
}

/// Nobody wants the plan.
struct Unwanted;

impl Progress for Unwanted {
    fn step(&self, _: Step) {}

    fn is_over(&self) -> bool {
        true
    }
}

fn what_was_reviewed_stays(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let proposal = proposed(&desk, decide(&desk, 9));
    let id = text(&proposal["id"]);
    assert_eq!((&proposal["state"], &proposal["reviewed_at"]), (&json!("proposed"), &Value::Null));
    let accepted = post(&desk, &format!("/proposals/{id}/accept"), &json!({}));
    assert_eq!(accepted["reviewed_at"], "2026-12-07T07:00:00Z");
    let again = decide(&desk, 10);
    assert_eq!(get(&desk, &format!("/matching-runs/{again}/proposals"))["items"], json!([]), "decided already");
    assert_eq!(get(&desk, &format!("/proposals/{id}")), accepted);
    assert_eq!(get(&desk, "/proposals?state=proposed")["items"], json!([accepted]));

    let released = post(&desk, &format!("/proposals/{id}/release"), &json!({}));
    assert_eq!(released["offers"].as_array().unwrap().len(), 1, "{released}");
    assert_eq!(get(&desk, &format!("/proposals/{id}"))["state"], "released");
    let twice = desk.post(Role::Coordinator, &format!("/proposals/{id}/release"), &json!({}));
    assert_eq!((twice.status, &twice.json()["code"]), (409, &json!("state")));
    assert_eq!(desk.post(Role::Coordinator, &format!("/proposals/{id}/accept"), &json!({})).status, 409);
    assert_eq!(desk.post(Role::CompetenceCentre, &format!("/proposals/{id}/accept"), &json!({})).status, 403);
    assert_eq!(desk.get(Role::CompetenceCentre, &format!("/proposals/{id}")).status, 200);
}

fn somebody_else_is_proposed_under_the_same_rules(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00"), at(2, "2026-12-10 10:30")]);
    let run = decide(&desk, 9);
    let items = get(&desk, &format!("/matching-runs/{run}/proposals"))["items"].clone();
    let of = |number: u32| {
        let id = request_id(number).to_string();
        items.as_array().unwrap().iter().find(|item| item["request"] == id.as_str()).unwrap().clone()
    };
    let (first, second) = (of(1), of(2));
    let path = format!("/proposals/{}/swap", text(&first["id"]));
    let to = |lotse: &str| desk.post(Role::Coordinator, &path, &json!({"lotse": lotse}));

    let paused = to(&lotse_id(4).to_string());
    assert_eq!((paused.status, &paused.json()["code"]), (409, &json!("state")));
    assert!(paused.body.contains("status"), "{}", paused.body);
    let busy = to(&text(&second["lotse"]));
    assert_eq!(busy.status, 409, "{}", busy.body);
    assert!(busy.body.contains("overlap"), "{}", busy.body);
    let stranger = to(&desk.people.other_lotse.to_string());
    assert_eq!(
        (stranger.status, &stranger.json()["errors"][0]["pointer"]),
        (422, &json!("/lotse")),
        "{}",
        stranger.body
    );
    let elsewhen = json!({
        "lotse": lotse_id(3).to_string(),
        "appointment": {"sittings": [{"start": "2026-12-11T10:00", "minutes": 60}]},
    });
    assert_eq!(desk.post(Role::Coordinator, &path, &elsewhen).status, 422);
    assert_eq!(get(&desk, &format!("/proposals/{}", text(&first["id"]))), first, "nothing has changed");

    let swapped = to(&lotse_id(3).to_string());
    assert_eq!(swapped.status, 200, "{}", swapped.body);
    let swapped = swapped.json();
    assert_eq!(swapped["lotse"], lotse_id(3).to_string());
    assert!(swapped["reviewed_at"].is_string() && swapped["effort"].as_i64() > first["effort"].as_i64(), "{swapped}");
    assert_eq!(swapped["id"], first["id"]);
    let back = to(&text(&first["lotse"]));
    assert_eq!((back.status, &back.json()["lotse"]), (200, &first["lotse"]), "{}", back.body);
    let only = post(&desk, &format!("/matching-runs/{run}/release"), &json!({"only_reviewed": true}));
    assert_eq!(only["offers"].as_array().unwrap().len(), 1);
    let rest = post(&desk, &format!("/matching-runs/{run}/release"), &json!({}));
    assert_eq!(rest["offers"].as_array().unwrap().len(), 1);
}

fn a_dropped_proposal_opens_its_request(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let proposal = proposed(&desk, decide(&desk, 9));
    let path = format!("/proposals/{}/drop", text(&proposal["id"]));
    assert_eq!(post(&desk, &path, &json!({"exclude": true}))["state"], "dropped");
    assert_eq!(get(&desk, &format!("/requests/{}", request_id(1)))["state"], "open");
    let next = proposed(&desk, decide(&desk, 10));
    assert_ne!(next["lotse"], proposal["lotse"], "not the same again");
    assert_eq!(desk.post(Role::Coordinator, &path, &json!({})).status, 409);
    let stranger = arrives(&desk.context, "kassel", Membership::Coordinator(desk.people.other_carrier));
    let path = format!("/api/v1/proposals/{}/drop", text(&next["id"]));
    assert_eq!(desk.site.api("POST", &path, Some(&stranger.session), &[], Some(&json!({}))).status, 404);
}

fn offers_are_answered_and_assignments_moved(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let run = decide(&desk, 9);
    let id = text(&proposed(&desk, run)["id"]);
    post(
        &desk,
        &format!("/proposals/{id}/swap"),
        &json!({"lotse": desk.people.lotse.to_string(), "mode": "in_person"}),
    );
    post(&desk, &format!("/proposals/{id}/release"), &json!({}));
    let mine = desk.get(Role::Lotse, "/offers?state=open");
    assert_eq!(mine.status, 200, "{}", mine.body);
    let offer = mine.json()["items"][0].clone();
    assert_eq!(offer["lotse"], desk.people.lotse.to_string());
    assert!(!mine.body.contains("topic") && !mine.body.contains("client"), "{}", mine.body);
    let path = format!("/offers/{}", text(&offer["id"]));
    assert_eq!(desk.get(Role::Lotse, &path).json(), offer);
    let yes = desk.post(Role::Lotse, &format!("{path}/accept"), &json!({}));
    assert_eq!((yes.status, &yes.json()["outcome"]), (200, &json!("accepted")), "{}", yes.body);
    let late = desk.post(Role::Coordinator, &format!("{path}/decline"), &json!({"reason": "too_far"})).json();
    assert_eq!((&late["outcome"], &late["offer"]["state"]), (&json!("settled"), &json!("accepted")));

    let path = format!("/assignments/{}", text(&yes.json()["assignment"]));
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse));
    let seen = desk.get(Role::Requester, &path);
    assert_eq!(seen.json()["given_name"], lotse.given_name.to_string());
    assert!(!seen.body.contains(lotse.family_name.as_str()), "{}", seen.body);
    assert_eq!(desk.get(Role::Requester, "/assignments?state=confirmed").json()["items"], json!([seen.json()]));
    assert_eq!(desk.post(Role::Requester, &format!("{path}/complete"), &json!({})).status, 403);
    assert_eq!(desk.post(Role::Coordinator, &format!("{path}/complete"), &json!({})).status, 409, "it is ahead");
    assert_eq!(desk.post(Role::Coordinator, &format!("{path}/no-show"), &json!({"who": "lotse"})).status, 409);
    let moved = post(&desk, &format!("{path}/change"), &json!({"start": "2026-12-11T14:00"}));
    assert_eq!(
        (&moved["appointment"]["sittings"][0]["start"], &moved["sequence"]),
        (&json!("2026-12-11T14:00"), &json!(1))
    );
    let gone = post(&desk, &format!("{path}/cancel"), &json!({"by": "project"}));
    assert_eq!(gone["state"], "cancelled");
    assert_eq!(get(&desk, &format!("/requests/{}", request_id(1)))["state"], "open");
    assert_eq!(desk.post(Role::Coordinator, &format!("{path}/cancel"), &json!({"by": "project"})).status, 409);
}

fn an_offer_is_answered_by_its_link(db: &TestDatabase) {
    let (desk, _office) = desk(db, &[at(1, "2026-12-10 10:00")]);
    let run = decide(&desk, 9);
    let released = offers::release(&desk.context, run, Actor::Operator, &mut moment(MONDAY, 10)).unwrap();
    links::renew(&desk.context, KeyLife::default(), &mut moment(MONDAY, 12)).unwrap();
    let key = db.must_read(storage::links::keys).remove(0);
    let offer = db.must_read(|tx| storage::offers::find(tx, released.offers[0]));
    let token = sign(Link { about: offer.id, ends_at: offer.expires_at }, "", &key);
    let path = format!("/api/v1/offers/by-token/{token}");
    let ask = |method: &str, path: &str, body: Option<&Value>| desk.site.api(method, path, None, &[], body);
    let shown = ask("GET", &path, None);
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert_eq!((&shown.json()["state"], &shown.json()["asked"]["mode"]), (&json!("open"), &json!("in_person")));
    assert!(!shown.body.contains("Haupteingang") && !shown.body.contains("topic"), "{}", shown.body);
    let no = ask("POST", &format!("{path}/decline"), Some(&json!({"reason": "not_now"}))).json();
    assert_eq!((&no["state"], &no["reason"]), (&json!("declined"), &json!("not_now")));
    let late = ask("POST", &format!("{path}/accept"), None).json();
    assert_eq!(late["state"], "declined", "the first answer decides");
    assert_eq!(ask("GET", "/api/v1/offers/by-token/nonsense", None).status, 404);
}
