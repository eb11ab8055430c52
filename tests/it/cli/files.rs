//! `generate`, `solve` and `verify`: files in, files out, and what is said of faults in them.

use serde_json::{Value, json};

use super::desk::Desk;

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// One Lotse, one request.
fn problem(start: &str) -> String {
    json!({
        "format": "lotsenwerk-problem/1",
        "today": "2026-12-01",
        "lotsen": [{"id": "L"}],
        "requests": [{"id": "R", "appointments": [{"start": start, "minutes": 60}]}],
    })
    .to_string()
}

#[test]
fn the_way_of_the_readme_works_in_germany() {
    let desk = Desk::new();
    let first_day = ["--first-day", "2026-12-07"];
    let made =
        desk.run(&[&["generate", "--lotsen", "20", "--requests", "10", "--area", "germany"], &first_day[..]].concat());
    assert_eq!(made.code, 0, "{made:?}");
    let problem = desk.put("problem.json", &made.out);
    let solved = desk.run(&["solve", &problem, "--area", "germany", "--threads", "1"]);
    assert_eq!(solved.code, 0, "{solved:?}");
    let plan = desk.put("plan.json", &solved.out);
    let verified = desk.run(&["verify", &problem, &plan, "--area", "germany"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    // Most of these postcodes are not in Hessen, the area of the settings.
    let said = desk.run(&["solve", &problem, "--json"]);
    assert_eq!(said.code, 1, "{:?}", said.err);
    let faults = json_of(&said.out);
    assert_eq!(faults[0]["code"], "unknown_postcode", "{faults}");
    for key in ["pointer", "value", "message"] {
        assert!(faults[0][key].as_str().is_some_and(|text| !text.is_empty()), "{faults}");
    }
}

#[test]
fn a_rejected_plan_is_told_to_programs_too() {
    let desk = Desk::new();
    let problem = desk.put("problem.json", &problem("2026-12-07T09:00:00"));
    let solved = desk.run(&["solve", &problem]);
    assert_eq!(solved.code, 0, "{solved:?}");
    solved.has(&["1 von 1 Anfrage besetzt; der Reihe nach wäre es 1.", "Eine Möglichkeit in einem Teil"]);
    let mut plan = json_of(&solved.out);
    plan["totals"]["served"] = json!(7);
    let plan = desk.put("plan.json", &plan.to_string());
    let said = desk.run(&["verify", &problem, &plan, "--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    let violations = json_of(&said.out);
    assert!(violations.as_array().is_some_and(|all| all.iter().all(|one| one["code"].is_string())), "{violations}");
    assert_ne!(violations, json!([]));
}

#[test]
fn a_file_may_begin_with_a_mark_and_its_faults_are_placed() {
    let desk = Desk::new();
    let marked = desk.put("marked.json", &format!("\u{feff}{}", problem("2026-12-07T09:00:00")));
    assert_eq!(desk.run(&["solve", &marked]).code, 0);

    let wrong = desk.put("wrong.json", &problem("7.12.2026"));
    let said = desk.run(&["solve", &wrong]);
    assert_eq!(said.code, 1);
    said.has(&[
        "wrong.json: requests[0].appointments[0].start: ",
        "found \"7.12.2026\", expected a local time such as 2026-12-01T09:30; see lotsenwerk schema problem",
    ]);
    let said = desk.run(&["verify", &marked, &wrong]);
    assert_eq!(said.code, 1);
    said.has(&["see lotsenwerk schema plan"]);
}

#[test]
fn years_at_the_ends_of_the_calendar_are_refused_for_what_they_are() {
    let desk = Desk::new();
    for start in ["+262142-12-31T23:59:00", "-262143-01-01T00:00:00"] {
        let said = desk.run(&["solve", &desk.put("problem.json", &problem(start))]);
        assert_eq!(said.code, 1, "{said:?}");
        said.has(&["/requests/0/appointments/0", "lies outside the years 1900 to 2999"]);
    }
}
