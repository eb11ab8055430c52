//! Problems that are changed in a way whose effect on the plan is known beforehand.

use lotsenwerk::matching::plan::{PlanFile, RunReport};
use lotsenwerk::matching::weights::{EffortWeights, ServedWeights, Weights};
use lotsenwerk::matching::{Options, ProblemFile, Silent, compile, solve};
use proptest::prelude::*;

use super::towns::{Size, Town, towns};
use super::{gazetteer, plan_of, runner};

const SIZE: Size = Size { lotsen: 6, requests: 8, alternatives: 2 };
const CASES: u32 = 25;

fn holds(cases: u32, towns: impl Strategy<Value = Town>, property: impl Fn(ProblemFile) -> Result<(), TestCaseError>) {
    let held = runner(cases).run(&towns, |Town(problem)| property(problem));
    held.unwrap_or_else(|error| panic!("{error}"));
}

fn worth(plan: &PlanFile) -> (i64, i64) {
    (plan.totals.weight, plan.totals.effort)
}

/// Everything that follows from problem and seed: a plan without the report of how it was found.
fn decided(problem: &ProblemFile, seed: u64, threads: usize) -> PlanFile {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let options = Options { seed, ..Options::default() };
    pool.install(|| {
        let compiled = compile(problem, gazetteer()).unwrap();
        PlanFile { run: RunReport::default(), ..solve(&compiled, &options, &Silent).unwrap() }
    })
}

#[test]
fn the_order_of_the_lists_does_not_matter() {
    let shuffled = towns(SIZE).prop_flat_map(|Town(problem)| {
        let (lotsen, requests) =
            (Just(problem.lotsen.clone()).prop_shuffle(), Just(problem.requests.clone()).prop_shuffle());
        (Just(Town(problem)), lotsen, requests)
    });
    let run = runner(CASES).run(&shuffled, |(Town(problem), lotsen, requests)| {
        let other = ProblemFile { lotsen, requests, ..problem.clone() };
        prop_assert_eq!(worth(&plan_of(&problem)), worth(&plan_of(&other)));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn one_more_lotse_never_serves_less() {
    holds(CASES, towns(SIZE), |with| {
        let mut with = with;
        let last = with.lotsen.last().unwrap().id.clone();
        // A confirmed assignment counts against its client, whoever goes; so the last Lotse has none in either problem.
        with.assignments.retain(|assignment| assignment.lotse != last);
        let mut without = with.clone();
        without.lotsen.pop();
        for request in &mut without.requests {
            request.known_lotsen.retain(|known| known.lotse != last);
            request.excluded_lotsen.retain(|excluded| *excluded != last);
        }
        let (with, without) = (worth(&plan_of(&with)), worth(&plan_of(&without)));
        prop_assert!(with.0 >= without.0, "{with:?} with one more, {without:?} without");
        prop_assert!(with.0 > without.0 || with.1 <= without.1, "{with:?} with one more, {without:?} without");
        Ok(())
    });
}

/// The usual weights with every division exact, all times `factor`.
fn scaled(factor: u32) -> Weights {
    let (served, effort) = (ServedWeights::default(), EffortWeights::default());
    Weights {
        served: ServedWeights {
            low: served.low * factor,
            normal: served.normal * factor,
            high: served.high * factor,
            urgent: served.urgent * factor,
            waiting_day: served.waiting_day * factor,
            ..served
        },
        effort: EffortWeights {
            travel_percent: 100 * factor,
            load_step: effort.load_step * factor,
            level_step: effort.level_step * factor,
            variety_percent: 100 * factor,
            mode_step: effort.mode_step * factor,
            appointment_step: effort.appointment_step * factor,
            gender_wish: effort.gender_wish * factor,
            known: effort.known * factor,
            topic_wish: effort.topic_wish * factor,
            asked: effort.asked_days * factor,
            ..effort
        },
    }
}

#[test]
fn weights_in_another_unit_choose_the_same() {
    holds(CASES, towns(SIZE), |problem| {
        let plan = |factor| plan_of(&ProblemFile { weights: scaled(factor), ..problem.clone() });
        let (one, seven) = (worth(&plan(1)), worth(&plan(7)));
        prop_assert_eq!((7 * one.0, 7 * one.1), seven);
        Ok(())
    });
}

#[test]
fn the_same_problem_and_seed_give_the_same_plan_on_any_number_of_threads() {
    holds(CASES, towns(SIZE), |problem| {
        let plan = decided(&problem, 7, 1);
        prop_assert_eq!(&plan, &decided(&problem, 7, 1), "twice on one thread");
        prop_assert_eq!(&plan, &decided(&problem, 7, 2), "on two threads");
        prop_assert_eq!(worth(&plan), worth(&decided(&problem, 8, 2)), "with another seed");
        Ok(())
    });
}

#[test]
fn a_file_read_again_is_the_same_problem() {
    holds(CASES, towns(SIZE), |problem| {
        let text = serde_json::to_string(&problem).unwrap();
        let again: ProblemFile = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&again, &problem);
        let plan = decided(&problem, 1, 1);
        let again: PlanFile = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
        prop_assert_eq!(again, plan);
        Ok(())
    });
}
