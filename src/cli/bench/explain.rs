//! `bench explain`: how long it takes to say why requests stay open, and to try out what would serve them.

use std::time::Instant;

use serde::Serialize;

use super::super::{CliError, Console, problem};
use super::measure;
use super::quantiles::{Quantiles, milliseconds};
use super::table::{Column, Kind};
use super::task::Task;
use crate::matching::incremental::{Standing, proposals};
use crate::matching::plan::CureChange;
use crate::matching::{self, candidates, cures, explain};
use crate::settings::Settings;

/// Requests whose cures are looked for, at most; where more stay open, every so many-th.
const CURED: usize = 500;

/// One problem.
#[derive(Debug, Serialize)]
pub struct Row {
    seed: u64,
    requests: u64,
    unserved: u64,
    /// Counts by constraint and competing requests, of all unserved requests together.
    counts_milliseconds: f64,
    /// Making the plan in force ready, once for all trials.
    standing_milliseconds: f64,
    /// Requests whose cures were looked for, one after the other.
    tried: u64,
    /// Of one request: what it would cost to serve it as it is, and its cures, each verified.
    milliseconds: Quantiles,
    /// Requests with a cure.
    cured: u64,
    cured_percent: f64,
    cures: u64,
    kinds: Kinds,
}

/// Cures by what is relaxed.
#[derive(Debug, Default, Serialize)]
struct Kinds {
    time: u64,
    mode: u64,
    radius: u64,
    level: u64,
    gender: u64,
    lending: u64,
    qualification: u64,
}

/// What people read of it.
pub const COLUMNS: &[Column] = &[
    Column { heading: "bench-column-unserved", pointer: "/unserved", kind: Kind::Count },
    Column { heading: "bench-column-counts", pointer: "/counts_milliseconds", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-standing", pointer: "/standing_milliseconds", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-tried", pointer: "/tried", kind: Kind::Count },
    Column { heading: "bench-column-p50", pointer: "/milliseconds/p50", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-p95", pointer: "/milliseconds/p95", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-max", pointer: "/milliseconds/max", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-cured", pointer: "/cured_percent", kind: Kind::Decimal(1) },
];

/// Measures.
pub fn row(task: &Task, settings: &Settings, console: &Console) -> Result<Row, CliError> {
    let made = task.make_up(settings, console)?;
    let gazetteer = made.area.gazetteer();
    let plan = measure::end_to_end(&made.file, gazetteer, &task.options(settings)?, console)?.plan;
    problem::needs_all(&plan, console)?;
    let whole = matching::compile(&made.file, gazetteer).map_err(|faults| problem::refused(&faults, console))?;
    let chosen = proposals(&whole, &plan);

    let found = candidates::generate(&whole);
    let begun = Instant::now();
    let entries = explain::unserved(&whole, candidates::all_of(&found), &chosen, || true);
    let counts_milliseconds = milliseconds(begun);
    drop(found);
    let begun = Instant::now();
    let standing = Standing::new(whole, &chosen);
    let standing_milliseconds = milliseconds(begun);

    let unserved = entries.len();
    let step = unserved.div_ceil(CURED).max(1);
    let (mut times, mut cured, mut kinds) = (Vec::new(), 0, Kinds::default());
    for mut entry in entries.into_iter().step_by(step) {
        let begun = Instant::now();
        cures::explain(&made.file, &standing, &mut entry).map_err(|error| CliError::environment("explain", error))?;
        times.push(milliseconds(begun));
        cured += u64::from(!entry.cures.is_empty());
        entry.cures.iter().for_each(|cure| *kinds.of(&cure.change) += 1);
    }
    Ok(Row {
        seed: task.seed,
        requests: plan.totals.requests,
        unserved: unserved as u64,
        counts_milliseconds,
        standing_milliseconds,
        tried: times.len() as u64,
        cured,
        cured_percent: 100.0 * cured as f64 / times.len().max(1) as f64,
        milliseconds: Quantiles::of(times),
        cures: kinds.all(),
        kinds,
    })
}

impl Kinds {
    fn of(&mut self, change: &CureChange) -> &mut u64 {
        match change {
            CureChange::OtherTime { .. } => &mut self.time,
            CureChange::OtherMode => &mut self.mode,
            CureChange::Radius { .. } => &mut self.radius,
            CureChange::Level { .. } => &mut self.level,
            CureChange::GenderWish => &mut self.gender,
            CureChange::Lending { .. } => &mut self.lending,
            CureChange::Qualification { .. } => &mut self.qualification,
        }
    }

    fn all(&self) -> u64 {
        let Self { time, mode, radius, level, gender, lending, qualification } = self;
        time + mode + radius + level + gender + lending + qualification
    }
}
