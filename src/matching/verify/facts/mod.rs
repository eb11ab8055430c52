//! The problem file, read once for checking: places looked up, times turned into instants, limits summed up.
//!
//! Nothing here is shared with the compiler of the solver, on purpose: both read `docs/MATCHING.md`, so that an error of one
//! shows beside the other. For the same reason faults of the file are found here only as far as they stop the reading.

mod crowd;
mod lotse;
mod place;
mod request;
mod span;

use std::collections::HashMap;
use std::fmt::Display;

use rayon::prelude::*;

pub use self::crowd::Crowd;
pub use self::lotse::{LotseFacts, Stay};
use self::place::Spot;
pub use self::request::RequestFacts;
use self::request::Tables;
pub use self::span::{Alternative, Load, Loads, Span};
use super::Choice;
use super::violation::{Rule, Violation};
use crate::domain::code::{Mode, Service};
use crate::domain::geo::Point;
use crate::domain::region::Gazetteer;
use crate::domain::travel::Transport;
use crate::matching::file::{AssignmentEntry, ProblemFile};

/// Everything that the rules ask for.
#[derive(Debug)]
pub struct Facts<'p> {
    pub problem: &'p ProblemFile,
    pub lotsen: Vec<LotseFacts<'p>>,
    pub requests: Vec<RequestFacts<'p>>,
    pub lotse_index: HashMap<&'p str, usize>,
    pub request_index: HashMap<&'p str, usize>,
    /// The candidates that the problem lists itself, with their effort.
    pub listed: Option<HashMap<Choice, i64>>,
    /// Interpreting by client and year: used before, and confirmed.
    interpreted: HashMap<(&'p str, i32), i64>,
}

impl<'p> Facts<'p> {
    /// Reads the problem, or says everything that stops the reading.
    pub fn read(problem: &'p ProblemFile, gazetteer: &'p Gazetteer) -> Result<Self, Vec<Violation>> {
        let mut faults = Faults::default();
        let lotse_index = index("lotsen", problem.lotsen.iter().map(|lotse| lotse.id.as_str()), &mut faults);
        let request_index = index("requests", problem.requests.iter().map(|request| request.id.as_str()), &mut faults);
        let tables = Tables::of_problem(problem);
        let lotse = |at, entry, faults: &mut Faults| LotseFacts::read(at, entry, gazetteer, faults);
        let lotsen = side_by_side(&problem.lotsen, lotse, &mut faults);
        let request = |at, entry, faults: &mut Faults| RequestFacts::read(at, entry, &tables, gazetteer, faults);
        let requests = side_by_side(&problem.requests, request, &mut faults);
        let mut facts =
            Self { problem, lotsen, requests, lotse_index, request_index, listed: None, interpreted: HashMap::new() };
        for used in &problem.client_used {
            *facts.interpreted.entry((&used.client, used.year)).or_default() += i64::from(used.count);
        }
        for (at, entry) in problem.assignments.iter().enumerate() {
            facts.confirm(at, entry, gazetteer, &mut faults);
        }
        facts.listed = facts.list_candidates(&mut faults);
        if faults.0.is_empty() { Ok(facts) } else { Err(faults.0) }
    }

    /// Counts a confirmed assignment with its Lotse and its client.
    fn confirm(&mut self, at: usize, entry: &'p AssignmentEntry, gazetteer: &'p Gazetteer, faults: &mut Faults) {
        let mut sittings = Vec::with_capacity(entry.sittings.len());
        for (nth, sitting) in entry.sittings.iter().enumerate() {
            let read = Span::read(sitting.start, sitting.minutes);
            sittings.extend(faults.take(read, || format!("/assignments/{at}/sittings/{nth}")));
        }
        let place = entry.place.as_ref().and_then(|place| {
            faults.take(Spot::read(place, gazetteer), || format!("/assignments/{at}/place")).map(|spot| spot.point)
        });
        if let (Service::Interpreting, Some(client)) = (entry.service, &entry.client) {
            for sitting in &sittings {
                *self.interpreted.entry((client, sitting.year)).or_default() += 1;
            }
        }
        match self.lotse_index.get(entry.lotse.as_str()).and_then(|&index| self.lotsen.get_mut(index)) {
            Some(lotse) => {
                let remote = entry.mode != Mode::InPerson;
                lotse.confirm(
                    &sittings,
                    Stay { remote, point: if remote { lotse.home } else { place } },
                    entry.service,
                );
            }
            None => faults.add(format!("/assignments/{at}/lotse"), format!("no Lotse {:?}", entry.lotse)),
        }
    }

    /// The listed candidates by their parts.
    fn list_candidates(&self, faults: &mut Faults) -> Option<HashMap<Choice, i64>> {
        let listed = self.problem.candidates.as_ref()?;
        let mut by_parts = HashMap::with_capacity(listed.len());
        for (at, entry) in listed.iter().enumerate() {
            let lotse = self.lotse_index.get(entry.lotse.as_str()).copied();
            let request = self.request_index.get(entry.request.as_str()).copied();
            let (Some(lotse), Some(request)) = (lotse, request) else {
                faults.add(format!("/candidates/{at}"), "no such Lotse or request".to_owned());
                continue;
            };
            let appointment = usize::from(entry.appointment);
            let facts = self.requests.get(request);
            let mode = entry.mode.or_else(|| facts.and_then(|facts| facts.entry.modes.first().copied()));
            let known = facts.is_some_and(|facts| appointment < facts.alternatives.len());
            let (Some(mode), true) = (mode, known) else {
                faults.add(format!("/candidates/{at}"), "no such appointment or mode".to_owned());
                continue;
            };
            let choice = Choice { request, lotse, appointment, mode };
            if by_parts.insert(choice, i64::from(entry.effort)).is_some() {
                faults.add(format!("/candidates/{at}"), "listed twice".to_owned());
            }
        }
        Some(by_parts)
    }

    /// Metres of the straight line; `None` where travel is switched off or a place is not given.
    pub fn metres(&self, from: Option<Point>, to: Option<Point>) -> Option<u32> {
        self.problem.travel.as_ref()?;
        Some(from?.distance_m(to?))
    }

    /// Minutes of one way.
    pub fn way(&self, transport: Transport, from: Option<Point>, to: Option<Point>) -> i64 {
        match (&self.problem.travel, self.metres(from, to)) {
            (Some(table), Some(metres)) => i64::from(table.minutes(transport, metres)),
            _ => 0,
        }
    }

    /// Metres of one way by road.
    pub fn road(&self, from: Option<Point>, to: Option<Point>) -> i64 {
        match (&self.problem.travel, self.metres(from, to)) {
            (Some(table), Some(metres)) => i64::from(table.road_m(metres)),
            _ => 0,
        }
    }

    /// The sittings of interpreting that a client has left in a year, where there is a cap.
    pub fn left_of_client(&self, client: &str, year: i32) -> Option<i64> {
        let used = self.interpreted.get(&(client, year)).copied().unwrap_or_default();
        self.problem.client_cap.map(|cap| (i64::from(cap) - used).max(0))
    }
}

/// What stops the reading.
#[derive(Debug, Default)]
pub struct Faults(Vec<Violation>);

impl Faults {
    fn add(&mut self, pointer: String, detail: String) {
        self.0.push(Violation::of_plan(Rule::Unreadable { pointer, detail }));
    }

    /// The value, or `None` after noting the fault.
    fn take<T, E: Display>(&mut self, read: Result<T, E>, pointer: impl FnOnce() -> String) -> Option<T> {
        read.map_err(|error| self.add(pointer(), error.to_string())).ok()
    }
}

/// Reads the entries of a list in several threads. Facts and faults keep the order of the list.
fn side_by_side<'p, E: Sync, F: Send>(
    entries: &'p [E],
    read: impl Fn(usize, &'p E, &mut Faults) -> F + Sync,
    faults: &mut Faults,
) -> Vec<F> {
    let read_one = |(at, entry)| {
        let mut faults = Faults::default();
        (read(at, entry, &mut faults), faults)
    };
    let (facts, found): (Vec<F>, Vec<Faults>) = entries.par_iter().enumerate().map(read_one).unzip();
    faults.0.extend(found.into_iter().flat_map(|found| found.0));
    facts
}

/// Positions by id.
fn index<'p>(list: &str, ids: impl Iterator<Item = &'p str>, faults: &mut Faults) -> HashMap<&'p str, usize> {
    let mut by_id = HashMap::new();
    for (at, id) in ids.enumerate() {
        if by_id.insert(id, at).is_some() {
            faults.add(format!("/{list}/{at}/id"), format!("{id:?} stands there twice"));
        }
    }
    by_id
}
