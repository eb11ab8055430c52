//! `bench insert`: how long one change takes around a plan in force, and how many others it moves.
//!
//! Some requests are taken out beforehand; the rest is solved, and a part of the plan is confirmed. Then the requests come one by
//! one, Lotsen decline, and Lotsen fall ill, all on the same plan, which changes with each of them.

use std::time::Instant;

use serde::Serialize;

use super::super::{CliError, Console, problem};
use super::measure;
use super::quantiles::{Quantiles, milliseconds};
use super::table::{Column, Kind};
use super::task::Task;
use crate::domain::availability::Absence;
use crate::matching::file::{AssignmentEntry, SittingEntry};
use crate::matching::incremental::{Change, Options, Settled, Standing, proposals};
use crate::matching::ledger::meeting_of;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Problem, Request};
use crate::matching::{self, PlanFile, ProblemFile};
use crate::settings::Settings;

/// Changes of each kind, at most; never more than a fourth of the requests.
const CHANGES: usize = 100;

/// Of ten proposals so many are confirmed.
const CONFIRMED_OF_TEN: usize = 3;

/// Days for which somebody is ill.
const ILL: u64 = 7;

/// One problem.
#[derive(Debug, Serialize)]
pub struct Row {
    seed: u64,
    requests: u64,
    confirmed: u64,
    proposals: u64,
    standing_milliseconds: f64,
    arrival: Figures,
    decline: Figures,
    illness: Figures,
    /// Confirmed sittings that are not where they were, and proposals that clash with one.
    confirmed_touched: u64,
}

/// Changes of one kind.
#[derive(Debug, Serialize)]
struct Figures {
    changes: u64,
    milliseconds: Quantiles,
    /// Proposals that went although the change did not touch them.
    moved: Quantiles,
    /// Nothing better exists in the neighbourhood.
    proven: u64,
    proven_percent: f64,
    /// Places filled after the change that were not before, less those that no longer are.
    filled: i64,
}

/// What people read of it.
pub const COLUMNS: &[Column] = &[
    Column { heading: "bench-column-pinned", pointer: "/confirmed", kind: Kind::Count },
    Column { heading: "bench-column-arrival-p50", pointer: "/arrival/milliseconds/p50", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-p95", pointer: "/arrival/milliseconds/p95", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-max", pointer: "/arrival/milliseconds/max", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-moved-p95", pointer: "/arrival/moved/p95", kind: Kind::Count },
    Column { heading: "bench-column-proven-percent", pointer: "/arrival/proven_percent", kind: Kind::Count },
    Column { heading: "bench-column-decline-p50", pointer: "/decline/milliseconds/p50", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-p95", pointer: "/decline/milliseconds/p95", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-max", pointer: "/decline/milliseconds/max", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-moved-p95", pointer: "/decline/moved/p95", kind: Kind::Count },
    Column { heading: "bench-column-proven-percent", pointer: "/decline/proven_percent", kind: Kind::Count },
    Column { heading: "bench-column-illness-p50", pointer: "/illness/milliseconds/p50", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-p95", pointer: "/illness/milliseconds/p95", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-max", pointer: "/illness/milliseconds/max", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-moved-p95", pointer: "/illness/moved/p95", kind: Kind::Count },
    Column { heading: "bench-column-proven-percent", pointer: "/illness/proven_percent", kind: Kind::Count },
    Column { heading: "bench-column-touched", pointer: "/confirmed_touched", kind: Kind::Count },
];

/// Measures.
pub fn row(task: &Task, settings: &Settings, console: &Console) -> Result<Row, CliError> {
    let made = task.make_up(settings, console)?;
    let gazetteer = made.area.gazetteer();
    let compile =
        |file: &ProblemFile| matching::compile(file, gazetteer).map_err(|faults| problem::refused(&faults, console));
    let count = CHANGES.min(made.file.requests.len() / 4);

    // Those who will come stand at the end, so that the numbers of the others stay.
    let mut file = made.file;
    let coming = to_the_end(&mut file, count);
    let arriving = file.requests.split_off(file.requests.len() - coming);
    let plan = measure::end_to_end(&file, gazetteer, &task.options(settings)?, console)?.plan;
    problem::needs_all(&plan, console)?;
    let confirmed = confirm(&mut file, &compile, &plan)?;
    file.requests.extend(arriving);
    let mut whole = compile(&file)?;
    let coming = without_the_last(&mut whole, coming);

    let chosen = proposals(&whole, &plan);
    let begun = Instant::now();
    let mut standing = Standing::new(whole, &chosen);
    let standing_milliseconds = milliseconds(begun);
    let (requests, proposed) = (standing.problem().requests.len(), standing.plan().len());
    let before: Vec<_> = standing.problem().lotsen.iter().map(|lotse| lotse.pinned.clone()).collect();

    let mut arrivals = Times::default();
    for request in coming {
        arrivals.settle(&mut standing, Change::Arrives(Box::new(request)), |_| true)?;
    }
    let mut declines = Times::default();
    for proposal in spread(standing.plan(), count) {
        let Candidate { request, lotse, .. } = proposal;
        // An earlier change may have moved it.
        if standing.filled(request).contains(&proposal) {
            let change = Change::Declined { request, lotse };
            declines.settle(&mut standing, change, |gone| gone.request != request)?;
        }
    }
    let mut illnesses = Times::default();
    let absence = Absence::new(task.first_day, task.first_day + chrono::Days::new(ILL - 1))
        .map_err(|error| CliError::Usage(error.to_string()))?;
    for Candidate { lotse, .. } in spread(standing.plan(), count) {
        if !standing.held(lotse).is_empty() {
            illnesses.settle(&mut standing, Change::Away { lotse, absence }, |gone| gone.lotse != lotse)?;
        }
    }

    let after = standing.problem().lotsen.iter().map(|lotse| &lotse.pinned);
    let moved = before.iter().zip(after).filter(|(before, after)| before != after).count();
    let plan = standing.plan();
    let meetings = plan.iter().filter_map(|proposal| meeting_of(standing.problem(), proposal));
    let clashing = meetings.filter(|meeting| meeting.first_limit_failing().is_some()).count();
    Ok(Row {
        seed: task.seed,
        requests: requests as u64,
        confirmed,
        proposals: proposed as u64,
        standing_milliseconds,
        arrival: arrivals.figures(),
        decline: declines.figures(),
        illness: illnesses.figures(),
        confirmed_touched: (moved + clashing) as u64,
    })
}

/// Moves requests from all over the list to its end; says how many.
fn to_the_end(file: &mut ProblemFile, count: usize) -> usize {
    let step = (file.requests.len() / count.max(1)).max(1);
    let all = std::mem::take(&mut file.requests);
    let (mut stay, mut go) = (Vec::with_capacity(all.len()), Vec::with_capacity(count));
    for (at, request) in all.into_iter().enumerate() {
        if at % step == step / 2 && go.len() < count {
            go.push(request);
        } else {
            stay.push(request);
        }
    }
    let moved = go.len();
    file.requests = stay;
    file.requests.extend(go);
    moved
}

/// Makes confirmed assignments of three proposals in ten: their requests are none any more. Groups stay as they are, because a
/// part of one cannot be confirmed alone.
fn confirm(
    file: &mut ProblemFile,
    compile: &impl Fn(&ProblemFile) -> Result<Problem, CliError>,
    plan: &PlanFile,
) -> Result<u64, CliError> {
    let problem = compile(file)?;
    let mut settled: Vec<bool> = vec![false; file.requests.len()];
    let single = |proposal: &Candidate| problem.requests.get(proposal.request as usize).is_some_and(|r| r.places == 1);
    let chosen = proposals(&problem, plan);
    let mut confirmed = 0;
    for (at, proposal) in chosen.iter().filter(|proposal| single(proposal)).enumerate() {
        if at % 10 >= CONFIRMED_OF_TEN {
            continue;
        }
        let (Some(request), Some(lotse), Some(meeting), Some(settled)) = (
            file.requests.get(proposal.request as usize),
            file.lotsen.get(proposal.lotse as usize),
            meeting_of(&problem, proposal),
            settled.get_mut(proposal.request as usize),
        ) else {
            continue;
        };
        let sittings = meeting.alternative.appointment.sittings().iter();
        file.assignments.push(AssignmentEntry {
            lotse: lotse.id.clone(),
            sittings: sittings.map(|s| SittingEntry { start: s.start(), minutes: s.minutes() }).collect(),
            mode: proposal.mode,
            place: request.place.clone(),
            service: request.service,
            client: request.client.clone(),
        });
        *settled = true;
        confirmed += 1;
    }
    let mut settled = settled.into_iter();
    file.requests.retain(|_| settled.next() != Some(true));
    Ok(confirmed)
}

/// Takes the last requests out of a problem whose codes know them.
fn without_the_last(problem: &mut Problem, count: usize) -> Vec<Request> {
    let from = problem.requests.len().saturating_sub(count);
    for cap in &mut problem.client_caps {
        cap.requests.retain(|request| (*request as usize) < from);
    }
    problem.requests.split_off(from)
}

/// So many of them, from all over the list.
fn spread(plan: Vec<Candidate>, count: usize) -> impl Iterator<Item = Candidate> {
    let step = (plan.len() / count.max(1)).max(1);
    plan.into_iter().step_by(step).take(count)
}

/// What changes of one kind took and did.
#[derive(Debug, Default)]
struct Times {
    milliseconds: Vec<f64>,
    moved: Vec<f64>,
    proven: u64,
    filled: i64,
}

impl Times {
    /// Takes in a change; `other` tells the proposals that it did not touch itself.
    fn settle(
        &mut self,
        standing: &mut Standing,
        change: Change,
        other: impl Fn(&Candidate) -> bool,
    ) -> Result<(), CliError> {
        let begun = Instant::now();
        let settled: Settled =
            standing.settle(change, &Options::default()).map_err(|error| CliError::environment("settle", error))?;
        self.milliseconds.push(milliseconds(begun));
        self.moved.push(settled.went.iter().filter(|gone| other(gone)).count() as f64);
        self.proven += u64::from(settled.proven());
        self.filled += settled.came.len() as i64 - settled.went.len() as i64;
        Ok(())
    }

    fn figures(self) -> Figures {
        let changes = self.milliseconds.len() as u64;
        Figures {
            changes,
            milliseconds: Quantiles::of(self.milliseconds),
            moved: Quantiles::of(self.moved),
            proven: self.proven,
            proven_percent: 100.0 * self.proven as f64 / changes.max(1) as f64,
            filled: self.filled,
        }
    }
}
