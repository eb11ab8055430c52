//! The matching from file to file: solver and checker against each other, against brute force, and against broken plans.

mod advice;
mod broken;
mod brute;
mod cures;
mod faults;
mod incremental;
mod listed;
mod metamorphic;
mod random;
mod recommended;
mod scale;
mod schema;
mod towns;

use std::sync::LazyLock;

use lotsenwerk::domain::region::{Area, Gazetteer};
use lotsenwerk::matching::verify::{Violation, verify};
use lotsenwerk::matching::{Options, PlanFile, ProblemFile, Silent, compile, solve};
use lotsenwerk::regions::{Source, load_area};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

static HESSEN: LazyLock<Area> = LazyLock::new(|| load_area(&Source::Embedded, "hessen").unwrap());

fn gazetteer() -> &'static Gazetteer {
    HESSEN.gazetteer()
}

/// The plan of the solver.
fn plan_of(problem: &ProblemFile) -> PlanFile {
    let compiled = compile(problem, gazetteer()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    solve(&compiled, &Options::default(), &Silent).unwrap()
}

/// What the checker has against a plan, one line each; empty if nothing.
fn objections(problem: &ProblemFile, plan: &PlanFile) -> String {
    let violations = verify(problem, gazetteer(), plan).err().unwrap_or_default();
    violations.iter().map(Violation::to_string).collect::<Vec<_>>().join("\n")
}

/// Runs a property on the same random values every time. `PROPTEST_CASES` above proptest's own default of 256 tries more.
fn runner(cases: u32) -> TestRunner {
    let wanted = Config::default().cases;
    let cases = if wanted > 256 { wanted } else { cases };
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}
