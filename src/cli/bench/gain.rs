//! `bench gain`: what deciding together gains over first come, first served.
//!
//! More requests served mean longer ways and fuller weeks, so ways and load are compared for the same requests: the problem is cut
//! down to what first come, first served serves, and decided together once more.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::super::{CliError, Console, problem};
use super::measure;
use super::solve::percent_more;
use super::spread::Spread;
use super::table::{Column, Kind};
use super::task::Task;
use crate::matching::plan::{Candidate, Totals};
use crate::matching::{self, PlanFile, Problem, ProblemFile, baseline, candidates, tally};
use crate::settings::Settings;

/// One problem.
#[derive(Debug, Serialize)]
pub struct Row {
    seed: u64,
    requests: u64,
    first_come: Side,
    together: Side,
    served_gain_percent: f64,
    weight_gain_percent: f64,
    /// Only the requests that first come, first served serves.
    same: Same,
}

/// One way of deciding.
#[derive(Debug, Serialize)]
struct Side {
    served: u64,
    weight: i64,
    effort: i64,
    travel_metres: u64,
    lotsen: u64,
    spread: Spread,
    /// Both levels; first come, first served proves nothing.
    proven: bool,
}

/// Both ways of deciding for the same requests.
#[derive(Debug, Serialize)]
struct Same {
    requests: u64,
    first_come: Side,
    together: Side,
    /// Whether the joint plan serves all of them, as it must unless the time limit bites.
    all_served: bool,
    saved_percent: f64,
}

/// What people read of it.
pub const COLUMNS: &[Column] = &[
    Column { heading: "bench-column-served-first-come", pointer: "/first_come/served", kind: Kind::Count },
    Column { heading: "bench-column-served", pointer: "/together/served", kind: Kind::Count },
    Column { heading: "bench-column-gain", pointer: "/served_gain_percent", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-first-come", pointer: "/first_come/weight", kind: Kind::Count },
    Column { heading: "bench-column-weight", pointer: "/together/weight", kind: Kind::Count },
    Column { heading: "bench-column-gain", pointer: "/weight_gain_percent", kind: Kind::Decimal(1) },
    Column {
        heading: "bench-column-same-first-come",
        pointer: "/same/first_come/travel_metres",
        kind: Kind::Kilometres,
    },
    Column { heading: "bench-column-same", pointer: "/same/together/travel_metres", kind: Kind::Kilometres },
    Column { heading: "bench-column-saved", pointer: "/same/saved_percent", kind: Kind::Decimal(1) },
    Column {
        heading: "bench-column-deviation-first-come",
        pointer: "/same/first_come/spread/deviation",
        kind: Kind::Decimal(2),
    },
    Column { heading: "bench-column-deviation", pointer: "/same/together/spread/deviation", kind: Kind::Decimal(2) },
    Column { heading: "bench-column-more-first-come", pointer: "/same/first_come/spread/more", kind: Kind::Count },
    Column { heading: "bench-column-more", pointer: "/same/together/spread/more", kind: Kind::Count },
    Column { heading: "bench-column-proven", pointer: "/together/proven", kind: Kind::YesNo },
];

/// Measures.
pub fn row(task: &Task, settings: &Settings, console: &Console) -> Result<Row, CliError> {
    let made = task.make_up(settings, console)?;
    let options = task.options(settings)?;
    let gazetteer = made.area.gazetteer();
    let compile =
        |file: &ProblemFile| matching::compile(file, gazetteer).map_err(|faults| problem::refused(&faults, console));
    let whole = compile(&made.file)?;
    let plan = measure::end_to_end(&made.file, gazetteer, &options, console)?.plan;
    problem::needs_all(&plan, console)?;
    let first_come = baseline::first_come_first_served(&whole, &candidates::generate(&whole));
    let together = chosen(&whole, &plan);

    let served = fully_served(&whole, &first_come);
    let same_first_come: Vec<Candidate> =
        first_come.iter().copied().filter(|candidate| served.contains(&candidate.request)).collect();
    let mut cut = made.file.clone();
    let ids: HashSet<&str> =
        served.iter().filter_map(|at| whole.requests.get(*at as usize)).map(|request| request.id.as_str()).collect();
    cut.requests.retain(|request| ids.contains(request.id.as_str()));
    let cut_plan = measure::end_to_end(&cut, gazetteer, &options, console)?.plan;
    let cut_problem = compile(&cut)?;
    let same = Same {
        requests: served.len() as u64,
        first_come: side(&whole, &same_first_come, false),
        together: side(&cut_problem, &chosen(&cut_problem, &cut_plan), proven(&cut_plan)),
        all_served: cut_plan.totals.served == served.len() as u64,
        saved_percent: 0.0,
    };
    let (before, after) = (same.first_come.travel_metres, same.together.travel_metres);
    let same = Same { saved_percent: -percent_more(signed(after), signed(before)), ..same };
    let (first_come, together) = (side(&whole, &first_come, false), side(&whole, &together, proven(&plan)));
    Ok(Row {
        seed: task.seed,
        requests: whole.requests.len() as u64,
        served_gain_percent: percent_more(signed(together.served), signed(first_come.served)),
        weight_gain_percent: percent_more(together.weight, first_come.weight),
        first_come,
        together,
        same,
    })
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn proven(plan: &PlanFile) -> bool {
    plan.proof.weight.optimal && plan.proof.effort.optimal
}

fn side(problem: &Problem, plan: &[Candidate], proven: bool) -> Side {
    let Totals { served, weight, effort, travel_metres, lotsen, .. } = tally::totals(problem, plan);
    Side { served, weight, effort, travel_metres, lotsen, spread: Spread::of(problem, plan), proven }
}

/// Requests with every place filled.
fn fully_served(problem: &Problem, plan: &[Candidate]) -> HashSet<u32> {
    let mut filled: HashMap<u32, u16> = HashMap::new();
    for candidate in plan {
        *filled.entry(candidate.request).or_default() += 1;
    }
    let places = |request: u32| problem.requests.get(request as usize).map_or(u16::MAX, |request| request.places);
    filled.into_iter().filter(|(request, filled)| *filled >= places(*request)).map(|(request, _)| request).collect()
}

/// The proposals of a plan by index.
fn chosen(problem: &Problem, plan: &PlanFile) -> Vec<Candidate> {
    let numbers = |ids: &mut dyn Iterator<Item = &String>| -> HashMap<String, u32> { ids.cloned().zip(0..).collect() };
    let requests = numbers(&mut problem.requests.iter().map(|request| &request.id));
    let lotsen = numbers(&mut problem.lotsen.iter().map(|lotse| &lotse.id));
    let candidate = |entry: &matching::plan::ProposalEntry| {
        Some(Candidate {
            request: *requests.get(&entry.request)?,
            lotse: *lotsen.get(&entry.lotse)?,
            appointment: entry.appointment,
            mode: entry.mode,
            effort: entry.effort,
        })
    };
    plan.proposals.iter().filter_map(candidate).collect()
}
