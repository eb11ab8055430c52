//! `advise`: where one more Lotse would serve most, in sentences and for programs.

use serde_json::{Value, json};

use super::desk::Desk;

/// One request that somebody serves, and one in a language that nobody speaks.
fn problem() -> String {
    let request = |id: &str, language: &str| {
        json!({
            "id": id,
            "languages": [{"code": language}],
            "place": {"postcode": "34117"},
            "qualifications": ["basic_course"],
            "appointments": [{"start": "2026-12-10T09:00:00", "minutes": 60}],
        })
    };
    json!({
        "format": "lotsenwerk-problem/1",
        "today": "2026-12-01",
        "lotsen": [{"id": "L-00017", "languages": [{"code": "ara"}], "qualifications": [{"code": "basic_course"}]}],
        "requests": [request("A-017", "ara"), request("A-018", "tir")],
    })
    .to_string()
}

#[test]
fn the_language_that_nobody_speaks_is_wanted() {
    let desk = Desk::new();
    let problem = desk.put("problem.json", &problem());
    let said = desk.run(&["--lang", "en", "advise", &problem]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["1. Tigrinya, from 34117, on weekday mornings (8 to 13): ", "Would take A-018."]);
    said.has(&["Needed for that: basic_course."]);
    let said = desk.run(&["advise", &problem]);
    said.has(&["1. Tigrinya, aus 34117, werktags vormittags (8 bis 13 Uhr): ", "Würde übernehmen: A-018."]);

    let solved = desk.run(&["solve", &problem]);
    let plan = desk.put("plan.json", &solved.out);
    let said = desk.run(&["advise", &problem, &plan, "--top", "1", "--json"]);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    let advice = told["advice"].as_array().unwrap();
    assert_eq!(advice.len(), 1, "{told}");
    assert_eq!(advice[0]["language"], "tir");
    assert_eq!(advice[0]["serves"], json!(["A-018"]));
    assert_eq!(advice[0]["predicted"], advice[0]["confirmed"]);
    assert!(advice[0]["confirmed"].as_i64() > Some(0), "{told}");
}

#[test]
fn where_nothing_is_open_nobody_is_wanted() {
    let desk = Desk::new();
    let empty = r#"{"format": "lotsenwerk-problem/1", "today": "2026-12-01", "lotsen": [], "requests": []}"#;
    let problem = desk.put("problem.json", empty);
    let said = desk.run(&["--lang", "en", "advise", &problem]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["Nobody who speaks one of the needed languages could serve more."]);
    let listed = desk.put("listed.json", &empty.replace("[]}", "[], \"candidates\": []}"));
    assert_eq!(desk.run(&["advise", &listed]).code, 2);
}
