//! `bench` on tiny problems: its figures are those of `solve`, for programs and for people. And `solve --list-candidates`, by which
//! solvers of others are given the same problem.

use serde_json::Value;

use super::desk::{Desk, Said};

const SIZE: [&str; 4] = ["--lotsen", "60", "--requests", "40"];

fn json_of(said: &Said) -> Value {
    assert_eq!(said.code, 0, "{said:?}");
    serde_json::from_str(&said.out).unwrap()
}

/// The problem of a seed, as a file, and its plan.
fn solved(desk: &Desk, seed: &str, further: &[&str]) -> (String, Value) {
    let made = desk.run(&[&["generate", "--seed", seed, "--first-day", "2026-12-07"], &SIZE[..]].concat());
    let problem = desk.put("problem.json", &made.out);
    let plan = json_of(&desk.run(&[&["solve", &problem], further].concat()));
    (problem, plan)
}

#[test]
fn the_figures_are_those_of_solve() {
    let desk = Desk::new();
    let said = desk.run(&[&["--json", "bench", "solve", "--seeds", "2,5", "--threads", "1"], &SIZE[..]].concat());
    let told = json_of(&said);
    assert_eq!((&told["measurement"], &told["first_day"]), (&"solve".into(), &"2026-12-07".into()));
    let measured = &told["instances"][0];
    assert_eq!(measured["instance"]["name"], "hessen 60 × 40");
    assert_eq!(measured["seeds"].as_array().unwrap().len(), 2);
    for (row, seed) in measured["seeds"].as_array().unwrap().iter().zip(["2", "5"]) {
        assert_eq!(row["seed"].to_string(), seed);
        let (_, plan) = solved(&desk, seed, &[]);
        for (mine, its) in [
            ("/served", "/totals/served"),
            ("/requests", "/totals/requests"),
            ("/weight/value", "/proof/weight/value"),
            ("/weight/bound", "/proof/weight/bound"),
            ("/weight/proven", "/proof/weight/optimal"),
            ("/effort/value", "/proof/effort/value"),
            ("/effort/bound", "/proof/effort/bound"),
            ("/effort/proven", "/proof/effort/optimal"),
            ("/baseline/served", "/baseline/served"),
            ("/baseline/weight", "/baseline/weight"),
            ("/candidates", "/run/candidates"),
            ("/components", "/run/components"),
            ("/largest_component", "/run/largest_component"),
        ] {
            let figure = row.pointer(mine).unwrap_or_else(|| panic!("{mine} is missing in {row}"));
            assert_eq!(Some(figure), plan.pointer(its), "{mine} against {its}");
        }
        assert_eq!(row["weight"]["gap_percent"], 0.0);
        let phases: Vec<&str> =
            row["phases"].as_array().unwrap().iter().map(|phase| phase["name"].as_str().unwrap()).collect();
        assert_eq!((phases.first(), phases.last()), (Some(&"compile"), Some(&"verify")));
        let sum: f64 = row["phases"].as_array().unwrap().iter().map(|p| p["milliseconds"].as_f64().unwrap()).sum();
        let seconds = row["seconds"].as_f64().unwrap();
        assert!(sum <= seconds * 1001.0 && seconds > 0.0, "{row}");
        if cfg!(target_os = "linux") {
            let memory = |name: &str| row["memory"][name].as_u64().unwrap();
            assert!(memory("peak") >= memory("before") && memory("before") > 1_000_000, "{row}");
        }
    }
    assert_eq!(measured["median"]["weight"]["proven"], 2);
    let served = |at: usize| measured["seeds"][at]["served"].as_f64().unwrap();
    assert_eq!(measured["median"]["served"].as_f64().unwrap(), (served(0) + served(1)) / 2.0);
}

#[test]
fn people_read_a_table() {
    let desk = Desk::new();
    let said = desk.run(&[&["bench", "solve", "--seeds", "1-2"], &SIZE[..]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "hessen 60 × 40: 60 Lots*innen × 40 Anfragen in hessen");
    assert!(lines[1].starts_with("Seed    Möglichkeiten  Teile  besetzt"), "{said:?}");
    assert!(lines[4].starts_with("Median") && lines[4].contains("2/2"), "{said:?}");
    let length = |line: &str| line.chars().count();
    assert!(lines[2..=4].iter().all(|line| length(line) == length(lines[1])), "{said:?}");
    assert!(lines[5].starts_with("Zeiten im Median: compile "), "{said:?}");
    said.has(&["hessen 60 × 40, seed 2: "]);
    let said = desk.run(&[&["--quiet", "bench", "solve", "--seeds", "1"], &SIZE[..]].concat());
    assert_eq!(said.err, "");
}

#[test]
fn the_gain_compares_the_same_requests() {
    let desk = Desk::new();
    let told = json_of(&desk.run(&[&["--json", "bench", "gain", "--seeds", "1"], &SIZE[..]].concat()));
    let row = &told["instances"][0]["seeds"][0];
    let (_, plan) = solved(&desk, "1", &[]);
    assert_eq!(row["together"]["weight"], plan["totals"]["weight"]);
    assert_eq!(row["together"]["effort"], plan["totals"]["effort"]);
    assert_eq!(row["together"]["spread"]["busiest"], plan["totals"]["busiest"]);
    assert_eq!(row["first_come"]["travel_metres"], plan["baseline"]["travel_metres"]);
    let same = &row["same"];
    assert_eq!((&same["all_served"], &same["requests"]), (&true.into(), &plan["baseline"]["served"]));
    assert_eq!(same["first_come"]["weight"], same["together"]["weight"]);
    let effort = |side: &str| same[side]["effort"].as_i64().unwrap();
    assert!(effort("together") <= effort("first_come"), "{same}");
}

#[test]
fn changes_explanations_and_advice_are_measured() {
    let desk = Desk::new();
    let row = |measurement: &str| {
        let told = json_of(&desk.run(&[&["--json", "bench", measurement, "--seeds", "1"], &SIZE[..]].concat()));
        told["instances"][0]["seeds"][0].clone()
    };
    let (_, plan) = solved(&desk, "1", &[]);
    let unserved = plan["unserved"].as_array().unwrap().len();
    let insert = row("insert");
    assert_eq!((&insert["arrival"]["changes"], &insert["confirmed_touched"]), (&10.into(), &0.into()), "{insert}");
    assert!(insert["confirmed"].as_u64() > Some(0) && insert["decline"]["changes"].as_u64() > Some(0), "{insert}");
    for kind in ["arrival", "decline", "illness"] {
        let figures = &insert[kind];
        assert!(figures["proven"].as_u64() <= figures["changes"].as_u64(), "{insert}");
        let of = |name: &str| figures["milliseconds"][name].as_f64().unwrap();
        assert!(of("p50") <= of("p95") && of("p95") <= of("max"), "{insert}");
    }
    let explain = row("explain");
    assert_eq!((&explain["unserved"], &explain["tried"]), (&unserved.into(), &unserved.into()), "{explain}");
    assert!(explain["cured"].as_u64() <= explain["cures"].as_u64(), "{explain}");
    let advice = row("advice");
    assert_eq!(advice["served_weight"], plan["totals"]["weight"]);
    assert!(advice["first"]["confirmed"].as_u64() > Some(0) && advice["first"]["best"].as_i64() > Some(0), "{advice}");
}

#[test]
fn what_cannot_be_measured_is_wrong_usage() {
    let desk = Desk::new();
    let cases: [(&[&str], &str); 5] = [
        (&["bench", "solve", "hessen-6"], "germany-100k"),
        (&["bench", "solve", "--seeds", "3-1"], "3-1"),
        (&["bench", "solve", "--seeds", "1", "--time-limit=-1"], "time-limit"),
        (&["bench", "gain", "--lotsen", "5", "--requests", "5", "--area", "atlantis"], "there are: germany, hessen"),
        (&["bench", "alone", "{}"], "measurement"),
    ];
    for (arguments, words) in cases {
        let said = desk.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {said:?}");
        said.has(&[words]);
    }
}

#[test]
fn a_problem_with_listed_candidates_has_the_same_plans() {
    let desk = Desk::new();
    let listed = desk.file("listed.json");
    let (_, plan) = solved(&desk, "1", &["--list-candidates", &listed]);
    let again = json_of(&desk.run(&["solve", &listed]));
    assert_eq!(again["run"]["candidates"], plan["run"]["candidates"]);
    assert_eq!(again["totals"], plan["totals"]);
    assert_eq!(again["proof"], plan["proof"]);
}

#[test]
fn figures_of_coverage_are_measured_on_years_that_are_made_up() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["migrate"]).code, 0);
    let tiny =
        ["--times", "1,2", "--lotsen", "60", "--requests", "200", "--years", "2", "--repeats", "2", "--counted", "30"];
    let told = json_of(&desk.run(&[&["--json", "bench", "coverage"], &tiny[..]].concat()));
    assert_eq!((&told["measurement"], &told["engine"]), (&"coverage".into(), &"SQLite".into()));
    assert_eq!(told["counting"]["requests"], 30);
    assert!(told["counting"]["milliseconds"].as_f64().unwrap() > 0.0);
    let sizes = told["sizes"].as_array().unwrap();
    assert_eq!(sizes.iter().map(|size| size["times"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    for (size, least) in sizes.iter().zip([300, 600]) {
        assert!((least..2 * least).contains(&size["requests"].as_u64().unwrap()), "{size}");
        assert_eq!(size["lotsen"], 60 * size["times"].as_u64().unwrap());
        assert!(size["sums"].as_u64().unwrap() > 1000, "{size}");
        let names: Vec<&str> =
            size["milliseconds"].as_array().unwrap().iter().map(|figure| figure[0].as_str().unwrap()).collect();
        assert_eq!((names.len(), names.first(), names.last()), (10, Some(&"whole"), Some(&"fragility")));
    }

    let other = Desk::new();
    assert_eq!(other.run(&["migrate"]).code, 0);
    let said = other.run(&[&["--lang", "en", "bench", "coverage"], &tiny[..]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    for name in ["whole", "region_language", "fragility"] {
        let line = said.out.lines().find(|line| line.trim_start().starts_with(&format!("{name} "))).unwrap();
        assert_eq!(line.matches(" ms").count(), 2, "{line}");
    }
}
