//! People who could join random towns: what a plan confirms against solving the town with them from nothing, and prices against
//! both.

use std::sync::Mutex;

use lotsenwerk::matching::advice::{Advice, Confirmed, WEEKS, confirm, gains, profiles, ranked};
use lotsenwerk::matching::incremental::{Options, Standing, proposals};
use lotsenwerk::matching::plan::{Candidate, PlanFile};
use lotsenwerk::matching::{Problem, Silent, compile, solve};
use proptest::prelude::*;

use super::towns::{Size, Town, towns};
use super::{gazetteer, plan_of, runner};

const SIZE: Size = Size { lotsen: 6, requests: 8, alternatives: 2 };
const CASES: u32 = 60;

/// Profiles of one town that are confirmed.
const TOP: usize = 4;

fn solved(problem: &Problem) -> PlanFile {
    solve(problem, &lotsenwerk::matching::Options::default(), &Silent).unwrap()
}

/// The plan in force over a town, and the first people whom the prices name.
fn advised(town: &Town, options: &Options) -> (Standing, Vec<Advice>) {
    let problem = compile(&town.0, gazetteer()).unwrap();
    let plan = proposals(&problem, &plan_of(&town.0));
    let standing = Standing::new(problem, &plan);
    let gains = gains(&standing, None, options).unwrap();
    let profiles = profiles(standing.problem(), &gains, 3, &WEEKS);
    let mut ranked = ranked(&standing, &gains, profiles);
    ranked.truncate(TOP);
    confirm(&standing, &mut ranked, options).unwrap();
    (standing, ranked)
}

/// Both levels that the best plan with one more Lotse has more than the one in force.
fn from_nothing(standing: &Standing, advice: &Advice) -> (i64, i64) {
    let mut with = standing.problem().clone();
    with.lotsen.push(advice.profile.lotse.clone());
    let plan = solved(&with);
    assert!(plan.proof.weight.optimal && plan.proof.effort.optimal);
    let levels = standing.levels();
    (plan.totals.weight - levels.weight, plan.totals.effort - levels.effort)
}

fn confirmed(advice: &Advice) -> &Confirmed {
    advice.confirmed.as_ref().unwrap()
}

/// Runs towns; returns how many pieces of advice there were, and of how many `holds` said yes.
fn tried(options: &Options, holds: impl Fn(&Standing, &Advice) -> Result<bool, TestCaseError>) -> (u32, u32) {
    let counted = Mutex::new((0, 0));
    let run = runner(CASES).run(&towns(SIZE), |town| {
        let (standing, ranked) = advised(&town, options);
        for advice in &ranked {
            let held = holds(&standing, advice)?;
            let mut counted = counted.lock().unwrap();
            *counted = (counted.0 + 1, counted.1 + u32::from(held));
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    counted.into_inner().unwrap()
}

/// What a standing plan holds: its proposals, candidates by Lotse, positions by request, and how many Lotsen there are.
type Facts = (Vec<Candidate>, Vec<Vec<Candidate>>, Vec<Vec<u32>>, usize);

#[test]
fn where_all_is_neighbourhood_a_confirmed_gain_is_that_of_solving_from_nothing() {
    let options = Options { keep_minutes: 0, ..Options::unbounded() };
    let (advice, serving) = tried(&options, |standing, advice| {
        let own = confirmed(advice);
        prop_assert!(own.proven);
        prop_assert_eq!((own.gain, own.effort), from_nothing(standing, advice));
        Ok(!own.serves.is_empty())
    });
    assert!(advice >= CASES && serving * 4 >= advice * 3, "{serving} of {advice}");
}

#[test]
fn a_narrow_neighbourhood_confirms_no_more_than_there_is() {
    let narrow = Options { requests: 3, candidates: 40, ..Options::default() };
    let (advice, equal) = tried(&narrow, |standing, advice| {
        let (gain, best) = (confirmed(advice).gain, from_nothing(standing, advice).0);
        prop_assert!((0..=best).contains(&gain), "{gain} confirmed, {best} possible");
        Ok(gain == best)
    });
    println!("{equal} of {advice} narrow confirmations are the best");
    assert!(equal * 10 >= advice * 8, "{equal} of {advice}");
    let (advice, equal) =
        tried(&Options::default(), |standing, advice| Ok(confirmed(advice).gain == from_nothing(standing, advice).0));
    println!("{equal} of {advice} usual confirmations are the best");
    assert!(equal * 100 >= advice * 95, "{equal} of {advice}");
}

#[test]
fn prices_seldom_promise_less_than_is_confirmed() {
    let options = Options { keep_minutes: 0, ..Options::unbounded() };
    let (advice, enough) = tried(&options, |standing, advice| {
        let own = confirmed(advice);
        // What one request gains by itself is no estimate but the most that is possible.
        if let ([only], [hoped]) = (own.serves.as_slice(), advice.hoped.as_slice())
            && only == hoped
            && standing.open_places(*only) > 0
        {
            let weight = standing.problem().requests[*only as usize].weight;
            prop_assert!(own.gain <= weight && advice.priced <= weight);
        }
        Ok(advice.priced >= own.gain)
    });
    println!("{enough} of {advice} prices promise what is confirmed or more");
    assert!(enough * 100 >= advice * 95, "{enough} of {advice}");
}

#[test]
fn whoever_was_tried_leaves_the_plan_as_it_was() {
    let run = runner(CASES).run(&towns(SIZE), |town| {
        let (mut standing, ranked) = advised(&town, &Options::default());
        let facts = |standing: &Standing| -> Facts {
            let problem = standing.problem();
            let candidates = (0..problem.requests.len() as u32).map(|at| standing.candidates_of(at).to_vec());
            let wanted = (0..=problem.lotsen.len() as u32).map(|at| standing.wanted_by(at).to_vec());
            (standing.plan(), candidates.collect(), wanted.collect(), problem.lotsen.len())
        };
        let before = (facts(&standing), standing.levels());
        for advice in &ranked {
            let lotse = advice.profile.lotse.clone();
            let settled = standing.trial_with(lotse, &advice.hoped, &Options::default()).unwrap();
            prop_assert_eq!(settled.after.weight - settled.before.weight, confirmed(advice).gain);
            prop_assert_eq!(&(facts(&standing), standing.levels()), &before);
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
