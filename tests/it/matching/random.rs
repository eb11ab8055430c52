//! Random towns: what the solver plans, the checker accepts, and both levels are proven.

use proptest::prelude::*;

use super::towns::{Size, Town, towns, towns_with_candidates};
use super::{objections, plan_of, runner};

const SIZE: Size = Size { lotsen: 8, requests: 10, alternatives: 3 };

fn is_accepted_and_proven(Town(problem): &Town) -> Result<(), TestCaseError> {
    let plan = plan_of(problem);
    let objections = objections(problem, &plan);
    prop_assert!(objections.is_empty(), "{}\n{}", objections, serde_json::to_string(&plan).unwrap());
    prop_assert!(plan.proof.weight.optimal && plan.proof.effort.optimal, "not proven: {:?}", plan.proof);
    Ok(())
}

#[test]
fn plans_of_random_towns_are_accepted_and_proven() {
    runner(60).run(&towns(SIZE), |town| is_accepted_and_proven(&town)).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn plans_of_listed_candidates_are_accepted_and_proven() {
    let towns = towns_with_candidates(SIZE);
    runner(30).run(&towns, |town| is_accepted_and_proven(&town)).unwrap_or_else(|error| panic!("{error}"));
}
