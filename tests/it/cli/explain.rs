//! `explain` and `solve --cures`: why requests stay open and what would serve them, in sentences and for programs.

use serde_json::{Value, json};

use super::desk::Desk;

/// Two requests at the same time, one Lotse who can, one who pauses.
fn problem() -> String {
    let request = |id: &str, priority: &str| json!({"id": id, "priority": priority, "appointments": [{"start": "2026-12-10T09:00:00", "minutes": 60}]});
    json!({
        "format": "lotsenwerk-problem/1",
        "today": "2026-12-01",
        "lotsen": [
            {"id": "L-00017", "availability": [{"weekday": 4, "from": "09:00", "to": "16:00"}]},
            {"id": "L-00018", "status": "paused"},
        ],
        "requests": [request("A-017", "urgent"), request("A-018", "normal")],
    })
    .to_string()
}

fn solved(desk: &Desk, arguments: &[&str]) -> (String, String) {
    let problem = desk.put("problem.json", &problem());
    let solved = desk.run(&[&["solve", &problem], arguments].concat());
    assert_eq!(solved.code, 0, "{solved:?}");
    let plan = desk.put("plan.json", &solved.out);
    (problem, plan)
}

/// Spaces that do not break as ordinary ones.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn an_open_request_is_explained_with_what_would_help() {
    let desk = Desk::new();
    let (problem, plan) = solved(&desk, &[]);
    let said = desk.run(&["explain", &problem, &plan]);
    assert_eq!(said.code, 0, "{said:?}");
    let out = plain(&said.out);
    for sentence in [
        "Anfrage A-018: ein Platz ist offen.",
        "Nicht in Frage kommen: 1 × nicht aktiv.",
        "Eine Person könnte gehen, wird aber woanders gebraucht: A-017.",
        "Trotzdem vermitteln hieße: L-00017 geht, dafür verliert A-017 einen Platz.",
        "Würde helfen: Do., 10. Dez., 10:00 Uhr statt 9:00 Uhr – dann könnte L-00017 übernehmen.",
    ] {
        assert!(out.contains(sentence), "{sentence} is missing in\n{out}");
    }
    let said = desk.run(&["--lang", "en", "explain", &problem, &plan]);
    assert!(plain(&said.out).contains("Would help: Thu, 10 Dec, 10:00 instead of 9:00 – then L-00017 could take it."));
}

#[test]
fn another_lotse_is_compared() {
    let desk = Desk::new();
    let (problem, plan) = solved(&desk, &[]);
    let said = desk.run(&["explain", &problem, &plan, "--request", "A-017", "--instead", "L-00018"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("L-00018 statt L-00017: kommt nicht in Frage (nicht aktiv)."), "{}", said.out);
    let said = desk.run(&["explain", &problem, &plan, "--request", "A-019"]);
    assert_eq!(said.code, 2, "{said:?}");
    said.has(&["A-019"]);
}

#[test]
fn a_plan_with_cures_is_verified_and_read_by_programs() {
    let desk = Desk::new();
    let (problem, plan) = solved(&desk, &["--cures"]);
    let verified = desk.run(&["verify", &problem, &plan]);
    assert_eq!(verified.code, 0, "{verified:?}");
    let said = desk.run(&["explain", &problem, &plan, "--json"]);
    let said: Value = serde_json::from_str(&said.out).unwrap();
    let open = &said[0]["open"];
    assert_eq!(open["cures"][0]["change"]["kind"], "other_time", "{said}");
    assert_eq!(open["forced"]["displaces"], json!(["A-017"]), "{said}");

    let mut wrong: Value = serde_json::from_str(&std::fs::read_to_string(&plan).unwrap()).unwrap();
    wrong["unserved"][0]["cures"][0]["lotse"] = json!("L-00018");
    let wrong = desk.put("wrong.json", &wrong.to_string());
    let refused = desk.run(&["verify", &problem, &wrong]);
    assert_eq!(refused.code, 1, "{refused:?}");
    refused.has(&["names a Lotse who cannot be asked"]);
}
