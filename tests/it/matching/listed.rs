//! A problem from elsewhere: free codes, coordinates, no travel table of ours, and candidates with their own efforts.

use lotsenwerk::domain::code::Mode;
use lotsenwerk::matching::ProblemFile;
use lotsenwerk::matching::constraints::HardConstraint;
use lotsenwerk::matching::plan::Removed;
use serde_json::json;

use super::{objections, plan_of};

/// Two guides of a museum in Lyon. By the profiles nobody could go (no language, paused, another mode), but the lister
/// says who can. `Ana` has one sitting left this week.
fn museum() -> ProblemFile {
    let at = |time: &str| format!("2026-12-15T{time}:00");
    let problem = json!({
        "format": "lotsenwerk-problem/1",
        "today": "2026-12-01",
        "lotsen": [
            {"id": "Ana", "status": "paused", "home": {"lat": 45.76, "lon": 4.84}, "assignments_per_week": 1},
            {"id": "Béla", "consent": false, "languages": [{"code": "x-lyonnais"}], "modes": ["video"]},
            {"id": "Chloé", "asks_left": 0},
        ],
        "requests": [
            {"id": "tour 1", "languages": [{"code": "x-quiet", "at_least": "C2"}], "place": {"lat": 45.75, "lon": 4.85},
                "appointments": [{"start": at("10:00"), "minutes": 60}, {"start": at("13:00"), "minutes": 60}]},
            {"id": "tour 2", "qualifications": ["badge:9"], "modes": ["in_person", "phone"],
                "appointments": [{"start": at("10:30"), "minutes": 60}]},
            {"id": "tour 3", "priority": "low", "appointments": [{"start": at("15:00"), "minutes": 60}]},
        ],
        "candidates": [
            {"lotse": "Ana", "request": "tour 1", "effort": 5},
            {"lotse": "Béla", "request": "tour 1", "effort": 1},
            {"lotse": "Béla", "request": "tour 1", "appointment": 1, "effort": 9},
            {"lotse": "Béla", "request": "tour 2", "mode": "phone", "effort": -3},
            {"lotse": "Ana", "request": "tour 3", "effort": 0},
            {"lotse": "Chloé", "request": "tour 3", "effort": 0},
        ],
    });
    serde_json::from_value(problem).unwrap()
}

#[test]
fn listed_candidates_are_the_only_ones_and_their_effort_is_taken_as_given() {
    let problem = museum();
    let plan = plan_of(&problem);
    assert_eq!(objections(&problem, &plan), "");
    let proposals: Vec<_> = plan
        .proposals
        .iter()
        .map(|p| (p.request.as_str(), p.lotse.as_str(), p.appointment, p.mode, p.effort, p.terms.len()))
        .collect();
    // Ana can go once. Tour 3 weighs less, so she takes tour 1, or Béla takes it at his second choice: for 9 minutes and
    // the load of a second sitting instead of 5. Then tour 3 would be served as well, which outweighs any effort.
    let expected = [
        ("tour 1", "Béla", 1, Mode::InPerson, 9, 0),
        ("tour 2", "Béla", 0, Mode::Phone, -3, 0),
        ("tour 3", "Ana", 0, Mode::InPerson, 0, 0),
    ];
    assert_eq!(proposals, expected);
    assert_eq!((plan.totals.weight, plan.totals.effort), (2500, 9 - 3 + 25));
}

#[test]
fn of_listed_candidates_only_the_limits_are_asked() {
    let mut problem = museum();
    problem.lotsen[0].asks_left = Some(0);
    let plan = plan_of(&problem);
    assert_eq!(objections(&problem, &plan), "");
    let [open] = plan.unserved.as_slice() else { panic!("{:?}", plan.unserved) };
    assert_eq!((open.request.as_str(), open.candidates), ("tour 3", 0));
    assert_eq!(open.removed, [Removed { constraint: HardConstraint::AskBudget, lotsen: 2 }]);
}

#[test]
fn a_proposal_that_is_not_listed_is_refused() {
    let problem = museum();
    let mut plan = plan_of(&problem);
    plan.proposals[1].mode = Mode::InPerson;
    let objections = objections(&problem, &plan);
    assert!(objections.contains("[not_listed] request tour 2 Lotse Béla"), "{objections}");
}
