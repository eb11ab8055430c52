//! `solve`: a problem file in, a plan file out; no database.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::console::Watcher;
use super::{CliError, Console, problem};
use crate::i18n::{Value, measures};
use crate::matching::{self, Options, PlanFile, ProblemFile};
use crate::settings::Settings;

/// Solve a problem file: the plan goes to the standard output, a summary to the standard error stream
#[derive(Debug, Args)]
pub struct Arguments {
    /// Problem file, or - for the standard input
    problem: PathBuf,

    /// Stop improving after so many seconds
    #[arg(long, value_name = "SECONDS")]
    time_limit: Option<u64>,

    /// The same problem and seed give the same plan, as long as half of the time limit is enough
    #[arg(long)]
    seed: Option<u64>,

    /// Threads to work with, from 1 to 256; all processors by default
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// Add to each request that stays open what would serve it, every cure tried out
    #[arg(long)]
    cures: bool,

    /// Whose postcodes the problem names, such as hessen or germany; regions.area of the settings by default
    #[arg(long, value_name = "NAME")]
    area: Option<String>,

    /// Also write the problem with all its candidates listed, for solvers that do not derive them
    #[arg(long, value_name = "FILE")]
    list_candidates: Option<PathBuf>,
}

/// Solves.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let file: ProblemFile = problem::read(&arguments.problem)?;
    let area = problem::area(arguments.area.as_deref(), settings)?;
    let mut options: Options = settings.matching.options();
    options.time_limit = arguments.time_limit.map_or(options.time_limit, Duration::from_secs);
    options.seed = arguments.seed.unwrap_or(options.seed);

    let watcher = Watcher::new(console);
    let plan = problem::with_threads(arguments.threads, || {
        let compiled =
            matching::compile(&file, area.gazetteer()).map_err(|faults| problem::refused(&faults, console))?;
        if let Some(path) = &arguments.list_candidates {
            problem::listed::write(path, &file, &compiled, options.most_candidates)?;
        }
        let solved = matching::solve(&compiled, &options, &watcher).and_then(|mut plan| {
            if arguments.cures {
                matching::cures::add(&file, &compiled, &mut plan)?;
            }
            Ok(plan)
        });
        solved.map_err(|error| CliError::environment("solve", error))
    });
    watcher.end();
    let plan = plan??;
    summary(&plan, console);
    console.document(&plan)
}

/// Says what a plan comes to and how well it is proven.
fn summary(plan: &PlanFile, console: &Console) {
    // Bare numbers: the catalogue prints them with separators and chooses the grammar by them.
    let count = |n: u64| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let percent = |value: f64| measures::decimal(console.locale, value, 4);
    console.say(&console.text(
        "cli-solve-served",
        &[
            ("served", count(plan.totals.served)),
            ("requests", count(plan.totals.requests)),
            ("baseline", count(plan.baseline.served)),
        ],
    ));
    for (key, level) in [("cli-solve-weight", &plan.proof.weight), ("cli-solve-effort", &plan.proof.effort)] {
        let arguments = [
            ("value", level.value.into()),
            ("bound", level.bound.into()),
            ("gap", percent(level.gap_percent()).into()),
            ("optimal", if level.optimal { "yes" } else { "no" }.into()),
        ];
        console.say(&console.text(key, &arguments));
    }
    let candidates = [
        ("candidates", count(plan.run.candidates)),
        ("components", count(plan.run.components)),
        ("largest", count(plan.run.largest_component)),
        ("solver", plan.run.solver.clone().into()),
    ];
    console.say(&console.text("cli-solve-candidates", &candidates));
    if let Some(nearest) = plan.run.nearest {
        console.say(&console.text("cli-solve-nearest", &[("nearest", i64::from(nearest).into())]));
    }
    let phases = plan
        .run
        .phases
        .iter()
        .map(|phase| format!("{} {} ms", phase.name, measures::decimal(console.locale, phase.milliseconds, 1)));
    console.say(&console.text("cli-solve-phases", &[("phases", phases.collect::<Vec<_>>().join(" · ").into())]));
}
