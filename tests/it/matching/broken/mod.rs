//! Broken plans: each rule is broken by itself, and the checker names exactly that rule.

mod claims;
mod hard;

use std::collections::BTreeSet;

use lotsenwerk::matching::verify::{Violation, verify};
use lotsenwerk::matching::{PlanFile, ProblemFile};
use serde_json::json;

use super::{gazetteer, plan_of};

/// A Tuesday with three Lotsen. Only L1 can take R1 and R2, both interpreting for client c1, and every limit of theirs is just used up.
/// R3 needs two Lotsen at one of two appointments and gets L2 and L3. R4 clashes with R1 and weighs less, so that it
/// loses L1, though whoever comes first would serve it first; R5 speaks a language of nobody.
fn town() -> (ProblemFile, PlanFile) {
    let tuesday = |time: &str| format!("2026-12-15T{time}:00");
    let problem = json!({
        "format": "lotsenwerk-problem/1",
        "name": "a Tuesday",
        "today": "2026-12-01",
        "travel": lotsenwerk::domain::travel::TravelTable::default(),
        "client_cap": 2,
        "carriers": [{"id": "A", "regions": ["north"]}, {"id": "B", "regions": ["south"]}],
        "lotsen": [
            {"id": "L1", "carrier": "A", "languages": [{"code": "prs", "level": "B1"}], "gender": "female",
                "qualifications": [{"code": "basic", "until": "2026-12-31"}], "home": {"lat": 51.31, "lon": 9.48},
                "radius_km": 10, "availability": [{"weekday": 2, "from": "09:00", "to": "18:00"}], "topics_wished": ["health"],
                "minutes_per_week": 120, "assignments_per_week": 2, "minutes_left_in_year": {"2026": 120}, "asks_left": 2},
            {"id": "L2", "languages": [{"code": "kmr"}]},
            {"id": "L3", "languages": [{"code": "kmr"}]},
        ],
        "requests": [
            {"id": "R1", "organisation": "o1", "client": "c1", "service": "interpreting", "topic": "health",
                "languages": [{"code": "prs", "at_least": "B1"}], "place": {"lat": 51.33, "lon": 9.48, "region": "north"},
                "appointments": [{"start": tuesday("10:00"), "minutes": 60}], "qualifications": ["basic"],
                "gender": {"gender": "female", "strength": "must"}, "priority": "urgent"},
            {"id": "R2", "client": "c1", "service": "interpreting", "languages": [{"code": "prs"}], "modes": ["phone"],
                "appointments": [{"start": tuesday("14:00"), "minutes": 60}], "priority": "high"},
            {"id": "R3", "languages": [{"code": "kmr"}], "modes": ["phone", "in_person"], "lotsen_needed": 2,
                "appointments": [{"start": tuesday("10:00"), "minutes": 30}, {"start": tuesday("16:00"), "minutes": 30}]},
            {"id": "R4", "languages": [{"code": "prs"}], "modes": ["phone"], "priority": "low", "waiting_days": 3,
                "appointments": [{"start": tuesday("10:30"), "minutes": 30}]},
            {"id": "R5", "languages": [{"code": "som"}], "lotsen_needed": 2, "appointments": [{"start": tuesday("10:00"), "minutes": 30}]},
        ],
    });
    let problem = serde_json::from_value(problem).unwrap();
    let plan = plan_of(&problem);
    (problem, plan)
}

/// The codes of what the checker has against a plan, and all of it as text.
fn objections(problem: &ProblemFile, plan: &PlanFile) -> (BTreeSet<&'static str>, String) {
    let violations = verify(problem, gazetteer(), plan).err().unwrap_or_default();
    let text = violations.iter().map(Violation::to_string).collect::<Vec<_>>().join("\n");
    (violations.iter().map(Violation::code).collect(), text)
}

#[test]
fn the_town_is_as_described() {
    let (problem, plan) = town();
    let verified = verify(&problem, gazetteer(), &plan).unwrap();
    assert_eq!(verified.totals, plan.totals);
    let proposals: Vec<_> = plan.proposals.iter().map(|p| (p.request.as_str(), p.lotse.as_str())).collect();
    assert_eq!(proposals, [("R1", "L1"), ("R2", "L1"), ("R3", "L2"), ("R3", "L3")]);
    let unserved: Vec<_> =
        plan.unserved.iter().map(|u| (u.request.as_str(), u.candidates, u.lost_to.clone())).collect();
    assert_eq!(unserved, [("R4", 1, vec!["R1".to_owned(), "R2".to_owned()]), ("R5", 0, vec![])]);
}
