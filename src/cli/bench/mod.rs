//! `bench`: measures the matching on made-up problems.
//!
//! Every measurement is a file of its own with a row (what is measured once) and its columns (what people read of it). The rest
//! is shared: which problems ([`instance`], [`seeds`]), one process for each so that its peak of memory is its own ([`task`]),
//! medians over the seeds ([`median`]) and tables ([`table`]). A new measurement is a new file, a variant of [`Measurement`] and
//! the headings of its columns in `bench.ftl`.

mod advice;
mod coverage;
mod explain;
mod fill;
mod gain;
mod insert;
mod instance;
mod measure;
mod median;
mod memory;
mod quantiles;
mod seeds;
mod solve;
mod spread;
mod table;
mod task;

use std::path::Path;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::instance::{Choice, Instance};
use self::seeds::Seeds;
use self::table::Column;
use self::task::Task;
use super::{CliError, Console};
use crate::i18n::{Value, measures};
use crate::matching::solve::BACK_END;
use crate::settings::Settings;

/// Measure the matching on made-up problems: time, quality, proof, memory
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// From the problem in memory to the verified plan: seconds by phase, gap, proof, memory
    Solve(Common),
    /// What deciding together gains over first come, first served: weight, kilometres for the same requests, load
    Gain(Common),
    /// One change around a plan in force: milliseconds, how many others move, that nothing confirmed does
    Insert(Common),
    /// Why requests stay open and what would serve them: milliseconds for all counts, and for the cures of each request
    Explain(Common),
    /// Where one more Lotse would serve most: milliseconds to price and to confirm, prices against plans
    Advice(Common),
    /// Fill an empty database with made-up people, requests and accounts, for measurements from outside
    Fill(fill::Arguments),
    /// How long each figure of coverage takes, after ten years and at several sizes, in an empty database
    Coverage(coverage::Arguments),
    /// One measurement in this process: what the others start for each problem
    #[command(hide = true)]
    Alone {
        /// What to measure, as JSON
        task: String,
    },
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Measurement {
    Solve,
    Gain,
    Insert,
    Explain,
    Advice,
}

impl Measurement {
    /// Measures once.
    fn row(self, task: &Task, settings: &Settings, console: &Console) -> Result<serde_json::Value, CliError> {
        let row = match self {
            Self::Solve => serde_json::to_value(solve::row(task, settings, console)?),
            Self::Gain => serde_json::to_value(gain::row(task, settings, console)?),
            Self::Insert => serde_json::to_value(insert::row(task, settings, console)?),
            Self::Explain => serde_json::to_value(explain::row(task, settings, console)?),
            Self::Advice => serde_json::to_value(advice::row(task, settings, console)?),
        };
        row.map_err(|error| CliError::environment("JSON", error))
    }

    /// What people read of it.
    const fn columns(self) -> &'static [Column] {
        match self {
            Self::Solve => solve::COLUMNS,
            Self::Gain => gain::COLUMNS,
            Self::Insert => insert::COLUMNS,
            Self::Explain => explain::COLUMNS,
            Self::Advice => advice::COLUMNS,
        }
    }
}

/// What all measurements ask for.
#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    choice: Choice,

    /// Seeds of the problems, such as 1-10 or 1,2,3
    #[arg(long, default_value = "1-3")]
    seeds: Seeds,

    /// Stop improving after so many seconds, such as 0.5; the limit of the settings by default
    #[arg(long, value_name = "SECONDS")]
    time_limit: Option<f64>,

    /// Threads to work with, from 1 to 256; all processors by default
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// Monday of the first of two weeks of appointments; fixed by default, so that figures can be compared
    #[arg(long, value_name = "DATE", default_value = "2026-12-07")]
    first_day: NaiveDate,
}

/// Measures and shows.
pub fn run(
    arguments: &Arguments,
    config: Option<&Path>,
    settings: &Settings,
    console: &Console,
) -> Result<(), CliError> {
    match &arguments.command {
        Command::Solve(common) => all(Measurement::Solve, common, config, settings, console),
        Command::Gain(common) => all(Measurement::Gain, common, config, settings, console),
        Command::Insert(common) => all(Measurement::Insert, common, config, settings, console),
        Command::Explain(common) => all(Measurement::Explain, common, config, settings, console),
        Command::Advice(common) => all(Measurement::Advice, common, config, settings, console),
        Command::Fill(arguments) => fill::run(arguments, settings, console),
        Command::Coverage(arguments) => coverage::run(arguments, settings, console),
        Command::Alone { task } => task::alone(task, settings, console),
    }
}

/// One measurement of every problem asked for.
fn all(
    measurement: Measurement,
    common: &Common,
    config: Option<&Path>,
    settings: &Settings,
    console: &Console,
) -> Result<(), CliError> {
    let time_limit = common.time_limit.unwrap_or(settings.matching.time_limit_seconds as f64);
    let mut measured = Vec::new();
    for instance in common.choice.instances(&settings.regions.area)? {
        let mut rows = Vec::new();
        for seed in common.seeds.iter() {
            let task = Task {
                measurement,
                instance: instance.clone(),
                seed,
                first_day: common.first_day,
                time_limit,
                threads: common.threads,
            };
            rows.push(task.in_a_process_of_its_own(config, console)?);
        }
        let median = median::of(&rows);
        show(measurement, &instance, &rows, &median, console)?;
        measured.push(json!({"instance": instance, "seeds": rows, "median": median}));
    }
    console.result(&json!({
        "measurement": measurement,
        "version": env!("CARGO_PKG_VERSION"),
        "solver": BACK_END,
        "first_day": common.first_day,
        "time_limit": time_limit,
        "threads": common.threads,
        "processors": std::thread::available_parallelism().map_or(0, usize::from),
        "instances": measured,
    }))
}

fn show(
    measurement: Measurement,
    instance: &Instance,
    rows: &[serde_json::Value],
    median: &serde_json::Value,
    console: &Console,
) -> Result<(), CliError> {
    let facts: [(&str, Value<'_>); 4] = [
        ("name", instance.name.clone().into()),
        ("lotsen", i64::from(instance.lotsen).into()),
        ("requests", i64::from(instance.requests).into()),
        ("area", instance.area.clone().into()),
    ];
    console.tell(&console.text("bench-instance", &facts))?;
    for line in table::lines(measurement.columns(), rows, median, console) {
        console.tell(&line)?;
    }
    let phases = median.get("phases").and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let phases: Vec<String> = phases
        .iter()
        .filter_map(|phase| Some((phase.get("name")?.as_str()?, phase.get("milliseconds")?.as_f64()?)))
        .map(|(name, milliseconds)| format!("{name} {} ms", measures::decimal(console.locale, milliseconds, 1)))
        .collect();
    if !phases.is_empty() {
        console.tell(&console.text("bench-phases", &[("phases", phases.join(" · ").into())]))?;
    }
    console.tell("")
}
