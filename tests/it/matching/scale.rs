//! The path for large problems on small ones, where the exact path says what is best: its plans keep every rule, its bounds hold,
//! and little is lost. And both paths give the same plan for any number of threads.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use chrono::NaiveDate;
use lotsenwerk::domain::language::LanguageTable;
use lotsenwerk::domain::programme::rules_on;
use lotsenwerk::domain::travel::TravelTable;
use lotsenwerk::matching::plan::{PlanFile, RunReport};
use lotsenwerk::matching::snapshot::{Held, Snapshot};
use lotsenwerk::matching::weights::Weights;
use lotsenwerk::matching::{Options, ProblemFile, Silent, compile, solve};
use lotsenwerk::regions::{Source, load_languages};
use lotsenwerk::settings::ProgrammeSection;
use lotsenwerk::synthetic::{Recipe, generate};
use proptest::prelude::*;
use serde_json::json;

use super::towns::{Size, Town, towns, towns_with_candidates};
use super::{HESSEN, gazetteer, objections, plan_of, runner};

const SIZE: Size = Size { lotsen: 8, requests: 10, alternatives: 3 };
const CASES: u32 = 100;

/// Hundredths of the best weight that a plan reaches at least: each made-up problem, and random towns all together.
const FLOOR: i64 = 97;

/// What a filled place of normal priority weighs.
const NORMAL: i64 = 1000;

static LANGUAGES: LazyLock<LanguageTable> = LazyLock::new(|| load_languages(&Source::Embedded).unwrap());

/// A made-up problem of Hessen.
fn made_up(seed: u64, lotsen: u32, requests: u32) -> ProblemFile {
    let first_day = NaiveDate::from_ymd_opt(2026, 12, 7).unwrap();
    let town = generate(&Recipe::new(seed, lotsen, requests, first_day), &HESSEN, &LANGUAGES).unwrap();
    let programmes = ProgrammeSection { code: "wir".to_owned(), files: Vec::new(), forms: Vec::new() }.rules().unwrap();
    let (open, assigned) = town.requests.split_at(town.requests.len() - town.assignments.len());
    let held: Vec<Held> = town.assignments.iter().map(Held::from).collect();
    let snapshot = Snapshot {
        name: String::new(),
        now: first_day.pred_opt().unwrap().and_hms_opt(19, 0, 0).unwrap().and_utc(),
        travel: &TravelTable::default(),
        weights: Weights::default(),
        languages: &LANGUAGES,
        programme: rules_on(&programmes, "wir", first_day).unwrap(),
        own_rules: None,
        organisations: &town.organisations,
        lendings: &town.lendings,
        lotsen: &town.lotsen,
        requests: open,
        held: &held,
        held_requests: assigned,
        beyond_plan: &HashMap::new(),
        asked_this_week: &HashMap::new(),
    };
    snapshot.problem().file
}

fn options() -> Options {
    Options { exact_up_to: 0, ..Options::default() }
}

fn by_pieces(file: &ProblemFile) -> PlanFile {
    solve(&compile(file, gazetteer()).unwrap(), &options(), &Silent).unwrap()
}

/// Compares both paths; returns the weights of the pieces and of the best plan.
fn compared(file: &ProblemFile) -> Result<(i64, i64), TestCaseError> {
    let (plan, best) = (by_pieces(file), plan_of(file));
    let objections = objections(file, &plan);
    prop_assert!(objections.is_empty(), "{}", objections);
    let (weight, effort) = (plan.proof.weight, plan.proof.effort);
    prop_assert!(best.proof.weight.optimal && best.proof.effort.optimal);
    prop_assert!(weight.value <= best.totals.weight, "{} is more than the best, {}", weight.value, best.totals.weight);
    prop_assert!(weight.bound >= best.totals.weight, "bound {} below {}", weight.bound, best.totals.weight);
    if weight.value == best.totals.weight {
        prop_assert!(effort.value >= best.totals.effort);
        prop_assert!(effort.bound <= best.totals.effort, "bound {} above {}", effort.bound, best.totals.effort);
    }
    Ok((weight.value, best.totals.weight))
}

#[test]
fn little_is_lost_on_made_up_problems() {
    for seed in 1..=4 {
        let (reached, best) = compared(&made_up(seed, 60, 80)).unwrap();
        println!("seed {seed}: {reached} of {best}");
        assert!(100 * reached >= FLOOR * best, "seed {seed}: {reached} of {best}");
        assert!(best > 0);
    }
}

fn in_all(strategy: impl Strategy<Value = Town>) {
    let sums = Mutex::new((0, 0, 0));
    let run = runner(CASES).run(&strategy, |Town(file)| {
        let (reached, best) = compared(&file)?;
        let mut sums = sums.lock().unwrap();
        *sums = (sums.0 + reached, sums.1 + best, sums.2 + u32::from(reached == best));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let (reached, best, equal) = sums.into_inner().unwrap();
    println!("{reached} of {best}, the best in {equal} of {CASES} towns");
    assert!(100 * reached >= FLOOR * best, "{reached} of {best}");
}

#[test]
fn little_is_lost_on_random_towns() {
    in_all(towns(SIZE));
}

#[test]
fn little_is_lost_on_listed_candidates() {
    in_all(towns_with_candidates(SIZE));
}

/// A client's cap of the new year binds a request that could also take place in the old one. No spot sees caps, so none may decide it.
#[test]
fn what_a_cap_binds_at_one_of_its_times_is_not_given_out_again() {
    let request = |id: &str, client: &str, times: &[&str]| {
        let appointments: Vec<_> = times.iter().map(|start| json!({"start": start, "minutes": 60})).collect();
        json!({"id": id, "service": "interpreting", "client": client, "appointments": appointments})
    };
    let candidate = |request: &str, lotse: &str, appointment: u16, effort: i32| json!({"request": request, "lotse": lotse, "appointment": appointment, "mode": "in_person", "effort": effort});
    let mut requests = vec![
        request("R1", "x", &["2026-12-15T10:00:00", "2027-01-12T10:00:00"]),
        request("R2", "x", &["2027-01-13T10:00:00"]),
    ];
    let mut candidates = vec![candidate("R1", "L1", 0, 100), candidate("R1", "L1", 1, 0), candidate("R2", "L2", 0, 0)];
    let file = |requests: &[serde_json::Value], candidates: &[serde_json::Value]| -> ProblemFile {
        serde_json::from_value(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "client_cap": 1,
            "lotsen": [{"id": "L1"}, {"id": "L2"}, {"id": "L3"}], "requests": requests, "candidates": candidates}))
        .unwrap()
    };
    assert_eq!(compared(&file(&requests, &candidates)).unwrap().0, 2 * NORMAL);
    // Two more of another client, one of which L1 could take: a spot of theirs leaves R1 and R2 alone.
    requests.extend([request("R3", "y", &["2027-01-14T10:00:00"]), request("R4", "y", &["2027-01-15T10:00:00"])]);
    candidates.extend([candidate("R3", "L1", 0, 0), candidate("R4", "L3", 0, 0)]);
    assert_eq!(compared(&file(&requests, &candidates)).unwrap().0, 3 * NORMAL);
}

#[test]
fn a_time_limit_may_be_as_long_as_it_likes() {
    let file = made_up(1, 30, 30);
    for exact_up_to in [0, usize::MAX] {
        let options = Options { exact_up_to, ..Options::default() };
        let endless = Options { time_limit: Duration::MAX, ..options };
        assert_eq!(decided(&file, &endless, 2), decided(&file, &options, 2));
    }
}

/// However early it stops, its plan keeps every rule and serves no less than first come, first served, and the best one is within
/// its bounds.
fn stopped(
    file: &ProblemFile,
    milliseconds: u64,
    exact_up_to: usize,
    best: &PlanFile,
) -> Result<PlanFile, TestCaseError> {
    let options = Options { exact_up_to, time_limit: Duration::from_millis(milliseconds), ..Options::default() };
    let plan = solve(&compile(file, gazetteer()).unwrap(), &options, &Silent).unwrap();
    let objections = objections(file, &plan);
    prop_assert!(objections.is_empty(), "{}", objections);
    prop_assert!(best.proof.weight.optimal && best.proof.effort.optimal);
    let (weight, effort, best) = (plan.proof.weight, plan.proof.effort, &best.totals);
    prop_assert!(weight.value <= best.weight && best.weight <= weight.bound, "{:?} against {}", weight, best.weight);
    prop_assert!(weight.value < best.weight || effort.bound <= best.effort, "{:?} against {}", effort, best.effort);
    prop_assert!(weight.value >= plan.baseline.weight, "{:?} against {}", weight, plan.baseline.weight);
    Ok(plan)
}

#[test]
fn what_is_known_when_time_is_over_holds() {
    let file = made_up(3, 200, 800);
    let best = plan_of(&file);
    for milliseconds in [0, 1, 10, 30, 100, 300] {
        for exact_up_to in [0, usize::MAX] {
            let proof = stopped(&file, milliseconds, exact_up_to, &best).unwrap().proof.weight;
            println!(
                "{milliseconds} ms, {exact_up_to}: {} of {}, at most {}",
                proof.value, best.totals.weight, proof.bound
            );
            // Without HiGHS a component is an integer programme, which begins with first come, first served.
            let has_auction = cfg!(feature = "highs") || exact_up_to == 0;
            assert!(!has_auction || 100 * proof.value >= FLOOR * best.totals.weight);
        }
    }
}

#[test]
fn what_is_known_at_once_holds_in_random_towns() {
    let run = runner(CASES).run(&towns(SIZE), |Town(file)| {
        let best = plan_of(&file);
        [0, usize::MAX].into_iter().try_for_each(|exact_up_to| stopped(&file, 0, exact_up_to, &best).map(|_| ()))
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

/// Nearly a million of weight for every request, and a second sitting in a week costs a million minutes: on the scale on which weight
/// outweighs all effort, sums of values would not fit in 64 bits.
#[test]
fn numbers_as_large_as_they_may_be_make_no_bound_wrong() {
    let appointments: Vec<_> =
        (7..=12).map(|day| json!({"start": format!("2026-12-{day:02}T10:00:00"), "minutes": 60})).collect();
    let request = |n: usize| {
        let priority = if n.is_multiple_of(2) { "urgent" } else { "normal" };
        json!({"id": format!("R{n}"), "priority": priority, "appointments": appointments})
    };
    let lotsen: Vec<_> = (0..6).map(|n| json!({"id": format!("L{n}")})).collect();
    let mut weights = json!(Weights::default());
    weights["served"]["urgent"] = json!(1_000_000);
    weights["served"]["normal"] = json!(999_983);
    weights["effort"]["load_step"] = json!(1_000_000);
    let file: ProblemFile = serde_json::from_value(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
        "weights": weights, "lotsen": lotsen, "requests": (0..60).map(request).collect::<Vec<_>>()}))
    .unwrap();
    let problem = compile(&file, gazetteer()).unwrap();
    for (milliseconds, exact_up_to) in [0, 50, 500].into_iter().flat_map(|limit| [(limit, 0), (limit, usize::MAX)]) {
        let time_limit = Duration::from_millis(milliseconds);
        let plan = solve(&problem, &Options { exact_up_to, time_limit, ..Options::default() }, &Silent).unwrap();
        let objections = objections(&file, &plan);
        assert!(objections.is_empty(), "{objections}");
        // Six times of six Lotsen are all there is.
        let best = 30 * 1_000_000 + 6 * 999_983;
        let weight = plan.proof.weight;
        println!("{milliseconds} ms, {exact_up_to}: {weight:?} of {best}");
        assert!(weight.value <= best && best <= weight.bound, "{weight:?} against {best}");
    }
}

/// With one candidate too many only the nearest Lotsen are looked at.
#[test]
fn what_the_nearest_lotsen_make_of_it_keeps_every_rule_and_its_bounds_hold() {
    for seed in [1, 2, 4] {
        let file = made_up(seed, 400, 60);
        let best = plan_of(&file);
        assert!(best.run.nearest.is_none() && best.proof.weight.optimal);
        let most_candidates = best.run.candidates as usize - 1;
        let options = Options { most_candidates, ..Options::default() };
        let plan = solve(&compile(&file, gazetteer()).unwrap(), &options, &Silent).unwrap();
        assert_eq!(plan.run.nearest, Some(16));
        assert!(plan.run.candidates < best.run.candidates);
        let objections = objections(&file, &plan);
        assert!(objections.is_empty(), "{objections}");
        let weight = plan.proof.weight;
        println!("seed {seed}: {} of {}", weight.value, best.totals.weight);
        assert!(weight.value <= best.totals.weight && weight.bound >= best.totals.weight);
        assert!(100 * weight.value >= FLOOR * best.totals.weight);
        if weight.value == best.totals.weight {
            assert!(plan.proof.effort.bound <= best.totals.effort);
        }
        assert_eq!(decided(&file, &options, 1), decided(&file, &options, 2), "seed {seed}");
    }
}

/// All of a plan that follows from problem and seed.
fn decided(file: &ProblemFile, options: &Options, threads: usize) -> PlanFile {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let compiled = compile(file, gazetteer()).unwrap();
        PlanFile { run: RunReport::default(), ..solve(&compiled, options, &Silent).unwrap() }
    })
}

#[test]
fn both_paths_give_the_same_plan_for_any_number_of_threads() {
    for seed in 1..=2 {
        let file = made_up(seed, 60, 80);
        for options in [Options::default(), options()] {
            assert_eq!(decided(&file, &options, 1), decided(&file, &options, 2), "seed {seed}, {options:?}");
        }
    }
}
