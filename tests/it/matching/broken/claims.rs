//! Plans that say something of themselves that is not so.

use std::collections::BTreeSet;

use lotsenwerk::domain::code::Mode;
use lotsenwerk::matching::constraints::HardConstraint;
use lotsenwerk::matching::objectives::Objective;
use lotsenwerk::matching::plan::{PlanFile, Removed, Term, Totals};
use lotsenwerk::matching::verify::verify;

use super::{objections, town};
use crate::matching::gazetteer;

/// A change of the plan and the codes of all that the checker then objects to.
type Case = (fn(&mut PlanFile), &'static [&'static str]);

fn is_answered(cases: &[Case]) {
    for (number, (change, codes)) in cases.iter().enumerate() {
        let (problem, mut plan) = town();
        change(&mut plan);
        let (found, text) = objections(&problem, &plan);
        assert_eq!(found, codes.iter().copied().collect::<BTreeSet<_>>(), "case {number}: {text}");
    }
}

#[test]
fn names_and_appointments() {
    is_answered(&[
        (|plan| plan.problem.clear(), &["problem_name"]),
        (|plan| plan.proposals[0].request = "R9".to_owned(), &["unknown_request"]),
        (|plan| plan.proposals[0].lotse = "L9".to_owned(), &["unknown_lotse"]),
        (|plan| plan.proposals[0].appointment = 1, &["appointment_index"]),
        (|plan| plan.proposals[0].start += chrono::Duration::minutes(1), &["appointment_start"]),
        // A mode that the request does not name stands after all that it names.
        (|plan| plan.proposals[1].mode = Mode::Video, &["request_mode", "term", "effort", "total", "proof_value"]),
    ]);
}

#[test]
fn places() {
    is_answered(&[
        (
            |plan| plan.proposals[3].lotse = "L2".to_owned(),
            &["lotse_twice", "total", "proof_value", "unserved_missing"],
        ),
        (
            |plan| {
                plan.proposals[3].appointment = 1;
                plan.proposals[3].start += chrono::Duration::hours(6);
            },
            &["one_alternative", "term", "effort", "total", "proof_value"],
        ),
    ]);
    let (mut problem, plan) = town();
    problem.requests[2].lotsen_needed = 1;
    let (found, text) = objections(&problem, &plan);
    assert!(found.contains("places"), "{text}");
}

#[test]
fn effort() {
    is_answered(&[
        (|plan| plan.proposals[0].effort += 1, &["effort"]),
        (|plan| plan.proposals[0].terms[0].minutes += 1, &["term"]),
        (
            |plan| {
                plan.proposals[0].terms.remove(0);
            },
            &["term"],
        ),
        (|plan| plan.proposals[0].terms.push(Term { objective: Objective::Mode, minutes: 15 }), &["term"]),
        (|plan| plan.proposals[0].terms.push(Term { objective: Objective::Mode, minutes: 0 }), &["term_listing"]),
        (
            |plan| {
                let term = plan.proposals[0].terms[0];
                plan.proposals[0].terms.push(term);
            },
            &["term_listing"],
        ),
    ]);
}

#[test]
fn totals() {
    type Change = fn(&mut Totals);
    let changes: [Change; 13] = [
        |totals| totals.requests += 1,
        |totals| totals.served += 1,
        |totals| totals.places += 1,
        |totals| totals.filled += 1,
        |totals| totals.weight += 1,
        |totals| totals.effort += 1,
        |totals| totals.minutes += 1,
        |totals| totals.travel_minutes += 1,
        |totals| totals.travel_metres += 1,
        |totals| totals.lotsen += 1,
        |totals| totals.busiest += 1,
        |totals| totals.by_priority[0].served = 0,
        |totals| totals.by_priority[0].requests += 1,
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let (problem, mut plan) = town();
        change(&mut plan.totals);
        let (found, text) = objections(&problem, &plan);
        assert_eq!(found, BTreeSet::from(["total"]), "change {number}: {text}");
    }
    is_answered(&[(|plan| plan.totals.by_priority.swap(0, 1), &["priority_order"])]);
}

#[test]
fn proof() {
    is_answered(&[
        (|plan| plan.proof.weight.value -= 1, &["proof_value", "optimal_flag"]),
        (|plan| plan.proof.weight.bound -= 1, &["bound", "optimal_flag"]),
        (|plan| plan.proof.weight.bound += 1, &["optimal_flag"]),
        (|plan| plan.proof.weight.optimal = false, &["optimal_flag"]),
        (|plan| plan.proof.effort.value += 1, &["proof_value", "optimal_flag"]),
        (|plan| plan.proof.effort.bound += 1, &["bound", "optimal_flag"]),
        (|plan| plan.proof.effort.bound -= 1, &["optimal_flag"]),
        (|plan| plan.proof.effort.optimal = false, &["optimal_flag"]),
    ]);
}

#[test]
fn baseline() {
    is_answered(&[
        (|plan| plan.baseline.requests += 1, &["baseline"]),
        (|plan| plan.baseline.places += 1, &["baseline"]),
        (|plan| plan.baseline.served += 1, &["baseline"]),
        (|plan| plan.baseline.filled = plan.baseline.places + 1, &["baseline"]),
        (|plan| plan.baseline.weight = plan.proof.weight.bound + 1, &["baseline"]),
        (
            |plan| {
                plan.baseline.weight = plan.totals.weight;
                plan.baseline.effort = plan.proof.effort.bound - 1;
            },
            &["baseline"],
        ),
        (|plan| plan.baseline.lotsen = 100, &["baseline"]),
        (|plan| plan.baseline.by_priority[0].served = 100, &["baseline"]),
        (|plan| plan.baseline.by_priority[0].requests = 100, &["baseline"]),
        (|plan| plan.baseline.by_priority.reverse(), &["priority_order"]),
    ]);
}

#[test]
fn explanations() {
    is_answered(&[
        (
            |plan| {
                plan.unserved.remove(0);
            },
            &["unserved_missing"],
        ),
        (|plan| plan.unserved.push(plan.unserved[0].clone()), &["unserved_twice"]),
        (|plan| plan.unserved[0].request = "R9".to_owned(), &["unknown_request", "unserved_missing"]),
        (|plan| plan.unserved[1].open_places = 1, &["open_places"]),
        (|plan| plan.unserved[0].candidates = 2, &["candidates"]),
        (|plan| plan.unserved[1].removed[0].lotsen -= 1, &["removed"]),
        (|plan| plan.unserved[1].removed[0].constraint = HardConstraint::Status, &["removed"]),
        (
            |plan| {
                let removed = Removed { constraint: HardConstraint::Status, lotsen: 0 };
                plan.unserved[1].removed.push(removed);
            },
            &["removed_order"],
        ),
        (|plan| plan.unserved[0].lost_to.clear(), &["lost_to"]),
        (|plan| plan.unserved[0].lost_to.push("R3".to_owned()), &["lost_to"]),
        (|plan| plan.unserved[0].lost_to.push("R1".to_owned()), &["lost_to"]),
        (|plan| plan.unserved[0].lost_to.push("R9".to_owned()), &["lost_to"]),
        (|plan| plan.unserved[1].lost_to.push("R1".to_owned()), &["lost_to"]),
    ]);
}

#[test]
fn a_plan_without_its_last_proposal_is_not_the_plan() {
    let (problem, mut plan) = town();
    plan.proposals.pop();
    let (found, text) = objections(&problem, &plan);
    assert!(found.is_superset(&BTreeSet::from(["total", "proof_value", "unserved_missing"])), "{text}");
}

#[test]
fn an_unreadable_problem_is_told_apart() {
    let (mut problem, plan) = town();
    problem.lotsen[1].id = "L1".to_owned();
    problem.requests[0].appointments.clear();
    problem.requests[1].appointments[0].minutes = 0;
    let violations = verify(&problem, gazetteer(), &plan).unwrap_err();
    let texts: Vec<String> = violations.iter().map(|violation| violation.detail()).collect();
    assert!(violations.iter().all(|violation| violation.code() == "problem_unreadable"), "{texts:#?}");
    let begin = |pointer: &str| texts.iter().filter(|text| text.contains(pointer)).count();
    assert_eq!((begin("/lotsen/1/id"), begin("/requests/0/appointments")), (1, 1), "{texts:#?}");
    assert!(begin("/requests/1/appointments/0") == 1, "{texts:#?}");
}
