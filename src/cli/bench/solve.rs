//! `bench solve`: how long a plan takes, how good it is, what is proven, and what memory it needs.

use serde::Serialize;

use super::super::{CliError, Console};
use super::measure::{self, Measured};
use super::memory::Memory;
use super::table::{Column, Kind};
use super::task::Task;
use crate::matching::plan::{LevelProof, Phase};
use crate::settings::Settings;

/// One problem.
#[derive(Debug, Serialize)]
pub struct Row {
    seed: u64,
    requests: u64,
    candidates: u64,
    components: u64,
    largest_component: u64,
    /// Of how many Lotsen by request candidates were looked for, where all were too many.
    nearest: Option<u16>,
    served: u64,
    weight: Level,
    effort: Level,
    baseline: Baseline,
    /// Served weight beyond that of first come, first served.
    gain_percent: f64,
    seconds: f64,
    phases: Vec<Phase>,
    /// Making up the problem, which the seconds above leave out.
    making_seconds: f64,
    memory: Option<Memory>,
    /// What became resident during the measurement, by candidate.
    bytes_per_candidate: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Level {
    value: i64,
    bound: i64,
    gap_percent: f64,
    proven: bool,
}

/// First come, first served.
#[derive(Debug, Serialize)]
struct Baseline {
    served: u64,
    weight: i64,
}

/// What people read of it. Bounds and phases of single seeds are for programs.
pub const COLUMNS: &[Column] = &[
    Column { heading: "bench-column-candidates", pointer: "/candidates", kind: Kind::Count },
    Column { heading: "bench-column-components", pointer: "/components", kind: Kind::Count },
    Column { heading: "bench-column-served", pointer: "/served", kind: Kind::Count },
    Column { heading: "bench-column-weight", pointer: "/weight/value", kind: Kind::Count },
    Column { heading: "bench-column-gap", pointer: "/weight/gap_percent", kind: Kind::Decimal(4) },
    Column { heading: "bench-column-proven", pointer: "/weight/proven", kind: Kind::YesNo },
    Column { heading: "bench-column-effort", pointer: "/effort/value", kind: Kind::Count },
    Column { heading: "bench-column-gap", pointer: "/effort/gap_percent", kind: Kind::Decimal(4) },
    Column { heading: "bench-column-proven", pointer: "/effort/proven", kind: Kind::YesNo },
    Column { heading: "bench-column-first-come", pointer: "/baseline/weight", kind: Kind::Count },
    Column { heading: "bench-column-gain", pointer: "/gain_percent", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-seconds", pointer: "/seconds", kind: Kind::Decimal(3) },
    Column { heading: "bench-column-memory", pointer: "/memory/peak", kind: Kind::Mebibytes },
    Column { heading: "bench-column-bytes", pointer: "/bytes_per_candidate", kind: Kind::Count },
];

/// Measures.
pub fn row(task: &Task, settings: &Settings, console: &Console) -> Result<Row, CliError> {
    let made = task.make_up(settings, console)?;
    let options = task.options(settings)?;
    let Measured { plan, phases, seconds, memory } =
        measure::end_to_end(&made.file, made.area.gazetteer(), &options, console)?;
    let candidates = plan.run.candidates;
    let grown = memory.map(|memory| memory.peak.saturating_sub(memory.before) as f64);
    Ok(Row {
        seed: task.seed,
        requests: plan.totals.requests,
        candidates,
        components: plan.run.components,
        largest_component: plan.run.largest_component,
        nearest: plan.run.nearest,
        served: plan.totals.served,
        weight: level(&plan.proof.weight),
        effort: level(&plan.proof.effort),
        gain_percent: percent_more(plan.totals.weight, plan.baseline.weight),
        baseline: Baseline { served: plan.baseline.served, weight: plan.baseline.weight },
        seconds,
        phases,
        making_seconds: made.seconds,
        memory,
        bytes_per_candidate: grown.filter(|_| candidates > 0).map(|bytes| bytes / candidates as f64),
    })
}

fn level(proof: &LevelProof) -> Level {
    Level { value: proof.value, bound: proof.bound, gap_percent: proof.gap_percent(), proven: proof.optimal }
}

/// By how many percent one is more than the other; 0 where the other is nothing.
pub fn percent_more(one: i64, other: i64) -> f64 {
    if other == 0 { 0.0 } else { 100.0 * (one - other) as f64 / other as f64 }
}
