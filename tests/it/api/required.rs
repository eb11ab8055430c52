//! Qualifications that a programme requires: changed from a day on, over the REST interface and on the page, and heeded by the day of an
//! appointment.

use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::qualification::{Qualification, QualificationCode};
use lotsenwerk::domain::request::{Appointment, SupportRequest};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::{app, storage};
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{day, local, lotse_id, request_id};
use crate::support::context::moment;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY};

on_each_database!(
    what_is_required_is_changed_as_a_whole,
    unknown_codes_are_refused_with_those_that_are_known,
    the_day_of_the_appointment_decides,
    an_appointment_beyond_the_last_day_asks_for_nothing,
    what_no_time_to_come_asks_for_is_not_named,
    german_goes_by_the_day_too,
    the_page_offers_three_answers,
);

fn amend(desk: &Desk, from: &str, values: &Value) -> (u16, Value) {
    let body = json!({"valid_from": from, "values": values, "reason": "Beschluss"});
    let answer = desk.post(Role::Operator, "/programmes/amendments", &body);
    (answer.status, answer.json())
}

fn code(text: &str) -> QualificationCode {
    QualificationCode::parse(text).unwrap()
}

fn holds(db: &TestDatabase, desk: &Desk, codes: &[&str]) {
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse));
    let held = |one: &&str| Qualification { code: code(one), acquired_on: Some(day("2026-01-01")), valid_until: None };
    let trained = Lotse { qualifications: codes.iter().map(held).collect(), ..lotse };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&trained)));
}

fn what_is_required_is_changed_as_a_whole(db: &TestDatabase) {
    let desk = Desk::open(db);
    let rules = |day: &str| desk.get(Role::Coordinator, &format!("/programmes/rules?day={day}")).json();
    let mandatory = json!(["confidentiality_declaration", "criminal_record_certificate", "interpreting_course"]);
    assert_eq!(rules("2026-12-31")["values"]["interpreting_required"], mandatory);
    assert_eq!(rules("2026-12-31")["values"]["accompaniment_required"], json!([]));

    let both = json!({"accompaniment_required": ["health_module", "basic_course"], "interpreting_required": []});
    let (status, made) = amend(&desk, "2027-01-01", &both);
    assert_eq!((status, &made["values"]["accompaniment_required"]), (201, &json!(["basic_course", "health_module"])));
    assert_eq!(amend(&desk, "2027-02-01", &json!({"cents_per_hour": 700})).0, 201);
    assert_eq!(amend(&desk, "2027-03-01", &json!({"accompaniment_required": ["basic_course"]})).0, 201);
    let on = |day| {
        let rules = rules(day);
        assert_eq!(rules["accompaniment_required"], rules["values"]["accompaniment_required"]);
        (rules["values"]["accompaniment_required"].clone(), rules["interpreting_required"].clone())
    };
    assert_eq!(on("2026-12-31"), (json!([]), mandatory));
    assert_eq!(on("2027-02-28"), (json!(["basic_course", "health_module"]), json!([])));
    assert_eq!(on("2027-03-01"), (json!(["basic_course"]), json!([])));

    // What was said is kept as it was said: an empty list is not the same as none.
    let history = desk.get(Role::Coordinator, "/programmes/amendments").json();
    assert_eq!(history["items"][2]["values"], both_sorted());
    assert_eq!(history["items"][1]["values"], json!({"cents_per_hour": 700}));
    for wrong in [json!(["basic_course", "basic_course"]), json!(["Kurs"]), json!("basic_course"), json!([7])] {
        let (status, problem) = amend(&desk, "2027-04-01", &json!({"interpreting_required": wrong}));
        let pointer = problem["errors"][0]["pointer"].as_str().unwrap_or_default();
        assert!(status == 422 && pointer.starts_with("/values/interpreting_required"), "{wrong}: {problem}");
    }
}

fn both_sorted() -> Value {
    json!({"accompaniment_required": ["basic_course", "health_module"], "interpreting_required": []})
}

fn unknown_codes_are_refused_with_those_that_are_known(db: &TestDatabase) {
    let desk = Desk::open(db);
    let own = json!({"accompaniment_required": ["basic_course", "first_aid"]});
    let (status, problem) = amend(&desk, "2027-01-01", &own);
    let fault = &problem["errors"][0];
    assert_eq!((status, &fault["pointer"]), (422, &json!("/values/accompaniment_required")), "{problem}");
    assert_eq!(fault["code"], "unknown_qualification", "{problem}");
    let detail = fault["detail"].as_str().unwrap();
    assert!(
        ["first_aid", "basic_course", "health_module", "Lotse"].iter().all(|word| detail.contains(word)),
        "{detail}"
    );
    assert_eq!(desk.get(Role::Coordinator, "/programmes/amendments").json()["items"], json!([]));

    holds(db, &desk, &["first_aid"]);
    assert_eq!(amend(&desk, "2027-01-01", &own).0, 201, "somebody holds it");
    holds(db, &desk, &[]);
    assert_eq!(amend(&desk, "2027-02-01", &own).0, 201, "it was required before");
}

/// A request for accompaniment on each of these days, for the only Lotse who could go.
fn post(db: &TestDatabase, days: &[&str]) {
    let request = |(number, day): (u32, &&str)| {
        office::request(number, vec![Appointment::single(local(&format!("{day} 10:00")), 60).unwrap()])
    };
    let requests: Vec<SupportRequest> = (1..).zip(days).map(request).collect();
    db.must_write(|tx| storage::requests::save_all(tx, &requests));
}

/// How many could go, and whether a qualification keeps somebody out.
fn found(desk: &Desk, number: u32) -> (u64, bool) {
    let found = desk.get(Role::Coordinator, &format!("/requests/{}/candidates", request_id(number))).json();
    let removed = found["removed"].as_array().unwrap();
    (found["found"].as_u64().unwrap(), removed.iter().any(|removed| removed["constraint"] == "qualification"))
}

fn the_day_of_the_appointment_decides(db: &TestDatabase) {
    let desk = Desk::open(db);
    post(db, &["2026-12-31", "2027-01-04"]);
    assert_eq!((found(&desk, 1), found(&desk, 2)), ((1, false), (1, false)));
    assert_eq!(amend(&desk, "2027-01-01", &json!({"accompaniment_required": ["basic_course"]})).0, 201);
    assert_eq!((found(&desk, 1), found(&desk, 2)), ((1, false), (0, true)), "from the day on, and not before");

    // In the plan as among the candidates; what is missing is named to people and to programs.
    let mut clock = moment(MONDAY, 7);
    let decided =
        app::matching::run(&desk.context, Some(desk.people.carrier), &Options::default(), &mut clock, &Silent).unwrap();
    let proposed: Vec<&str> = decided.plan.proposals.iter().map(|one| one.request.as_str()).collect();
    assert_eq!(proposed, [request_id(1).to_string()]);
    let released = app::offers::release(&desk.context, decided.run, Actor::Operator, &mut moment(MONDAY, 8)).unwrap();
    assert_eq!(released.offers.len(), 1);
    let why =
        |query: &str| desk.get(Role::Coordinator, &format!("/requests/{}/explanation{query}", request_id(2))).json();
    for why in [why(""), why("?anew=true")] {
        assert!(why["removed"].to_string().contains("qualification"), "{why}");
        assert_eq!(why["required"], json!(["basic_course"]), "{why}");
        assert!(why["sentences"].to_string().contains("missing or expired (required: Basic course)"), "{why}");
    }
    // An earlier day would do, before it is required, and so would going without it.
    let anew = why("?anew=true");
    let changes: Vec<&Value> = anew["cures"].as_array().unwrap().iter().map(|cure| &cure["change"]).collect();
    assert!(changes.contains(&&json!({"kind": "qualification", "code": "basic_course"})), "{anew}");
    assert_eq!(anew["cures"][0]["start"], "2026-12-30T10:00", "{anew}");
    let last = anew["sentences"].as_array().unwrap().last().unwrap().as_str().unwrap();
    assert!(last.contains("without the certificate \"Basic course\""), "{last}");

    // A carrier's own go before those of all.
    let exempt = json!({
        "organisation": desk.people.carrier, "valid_from": "2027-01-01", "values": {"accompaniment_required": []},
        "reason": "Modellprojekt",
    });
    assert_eq!(desk.post(Role::Operator, "/programmes/amendments", &exempt).status, 201);
    assert_eq!(found(&desk, 2), (1, false));
    let strict = json!({"organisation": desk.people.carrier, "valid_from": "2027-01-01", "reason": "Doch",
        "values": {"accompaniment_required": ["basic_course"]}});
    assert_eq!(desk.post(Role::Operator, "/programmes/amendments", &strict).status, 201);
    assert_eq!(found(&desk, 2), (0, true));
    holds(db, &desk, &["basic_course"]);
    assert_eq!(found(&desk, 2), (1, false));
}

fn an_appointment_beyond_the_last_day_asks_for_nothing(db: &TestDatabase) {
    let desk = Desk::open(db);
    post(db, &["2026-12-09", "2026-12-10", "2026-12-11", "2026-12-12"]);
    let limited = json!({"valid_from": "2026-12-10", "valid_until": "2026-12-11", "reason": "Übergang",
        "values": {"accompaniment_required": ["basic_course"]}});
    assert_eq!(desk.post(Role::Operator, "/programmes/amendments", &limited).status, 201);
    let all = [1, 2, 3, 4].map(|number| found(&desk, number));
    assert_eq!(all, [(1, false), (0, true), (0, true), (1, false)]);
}

fn what_no_time_to_come_asks_for_is_not_named(db: &TestDatabase) {
    let desk = Desk::open(db);
    let times =
        ["2026-12-03", "2027-01-04"].map(|day| Appointment::single(local(&format!("{day} 10:00")), 60).unwrap());
    let request = office::request(1, times.to_vec());
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&request)));
    for (from, until, course) in [
        ("2026-12-01", Some("2026-12-06"), "health_module"),
        ("2027-01-01", Some("2027-01-31"), "basic_course"),
        ("2027-02-01", None, "interpreting_course"),
    ] {
        let body = json!({"valid_from": from, "valid_until": until, "reason": "Beschluss",
            "values": {"accompaniment_required": [course]}});
        assert_eq!(desk.post(Role::Operator, "/programmes/amendments", &body).status, 201);
    }
    let why = desk.get(Role::Coordinator, &format!("/requests/{}/explanation", request_id(1))).json();
    assert_eq!(why["required"], json!(["basic_course"]), "{why}");
}

fn german_goes_by_the_day_too(db: &TestDatabase) {
    let desk = Desk::open(db);
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse));
    let german = lotsenwerk::domain::lotse::SpokenLanguage {
        language: "deu".parse().unwrap(),
        level: lotsenwerk::domain::language::Level::B1,
    };
    let both = Lotse { services: Service::ALL.to_vec(), languages: vec![german], ..lotse };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&both)));
    post(db, &["2026-12-31", "2027-01-04"]);
    for number in [1, 2] {
        let request = db.must_read(|tx| storage::requests::find(tx, request_id(number)));
        let spoken = SupportRequest { service: Service::Interpreting, ..request };
        db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&spoken)));
    }
    assert_eq!(amend(&desk, "2026-12-01", &json!({"interpreting_required": []})).0, 201);
    assert_eq!((found(&desk, 1), found(&desk, 2)), ((1, false), (1, false)));
    assert_eq!(amend(&desk, "2027-01-01", &json!({"german_at_least": "B2"})).0, 201);
    assert_eq!((found(&desk, 1), found(&desk, 2)), ((1, false), (0, true)));
}

fn the_page_offers_three_answers(db: &TestDatabase) {
    let desk = Desk::open(db);
    let cookie = format!("lotsenwerk={}", desk.people.session(Role::CompetenceCentre));
    let send = |form: &[(&str, &str)]| {
        let common = [("valid_from", "2027-01-01"), ("reason", "Beschluss")];
        desk.site.visit("POST", "/programmes", Some(&cookie), &[&common[..], form].concat())
    };
    let page = || desk.site.visit("GET", "/programmes", Some(&cookie), &[]).body;
    let first = page();
    assert!(first.contains("Course in lay interpreting") && first.contains("as it is (today: none)"), "{first}");
    let kept = r#"name="accompaniment_required" value="keep" checked"#;
    assert!(first.contains(kept) && !first.contains(r#"value="basic_course" checked"#), "{first}");

    // Ticks beside another answer, and the other answer without ticks: told, and nothing that was chosen is lost.
    let ticked = ("accompaniment_required_codes", "basic_course");
    for how in ["keep", "none"] {
        let told = send(&[("accompaniment_required", how), ticked]);
        assert_eq!(told.status, 422, "{how}");
        let chosen = format!(r#"name="accompaniment_required" value="{how}" checked"#);
        assert!(told.body.contains(&chosen) && told.body.contains(r#"value="basic_course" checked"#), "{}", told.body);
        assert!(told.body.contains(r#"id="accompaniment_required_codes-fault""#), "{}", told.body);
    }
    let empty = send(&[("interpreting_required", "these")]);
    assert!(empty.status == 422 && empty.body.contains("Tick what is required"), "{}", empty.body);
    let unknown = send(&[("interpreting_required", "these"), ("interpreting_required_codes", "first_aid")]);
    assert!(unknown.status == 422 && unknown.body.contains("first_aid"), "{}", unknown.body);

    let hostile = "<script>alert(1)</script>";
    let told = send(&[("interpreting_required", hostile), ("interpreting_required_codes", hostile)]);
    assert!(told.status == 422 && !told.body.contains(hostile), "{}", told.body);

    let these = [("accompaniment_required", "these"), ticked, ("accompaniment_required_codes", "health_module")];
    assert_eq!(send(&[&these[..], &[("interpreting_required", "none")]].concat()).status, 303);
    assert_eq!(send(&[("accompaniment_required", "these"), ticked]).status, 303);
    let after = page();
    let lines = [
        "Qualifications for accompaniment: Basic course, Health module (before: none)",
        "Qualifications for interpreting: none (before: ",
        "Qualifications for accompaniment: Basic course (before: Basic course, Health module)",
    ];
    assert!(lines.iter().all(|line| after.contains(line)), "{after}");
    let stored = db.must_read(storage::programmes::amendments);
    let said: Vec<_> =
        stored.iter().map(|one| one.values.interpreting_required.as_ref().map(|codes| codes.len())).collect();
    assert_eq!(said, [Some(0), None]);
    assert!(lotse_id(1) == desk.people.lotse, "the one who is asked in these tests");
}
