//! What a growing plan has taken so far, and whether one more candidate still fits.

use std::collections::HashMap;

use super::constraints::{Meeting, Pair, client_cap, overlap, weekly_load, yearly_cap};
use super::plan::Candidate;
use super::problem::{ClientCap, Problem};
use crate::domain::time::Week;

/// Candidates taken one by one, each checked against all before it.
#[derive(Debug)]
pub struct Ledger<'a> {
    problem: &'a Problem,
    taken: Vec<Candidate>,
    by_lotse: HashMap<u32, Vec<Candidate>>,
    by_request: HashMap<u32, Vec<Candidate>>,
    loads: HashMap<(u32, Week), (u32, u32)>,
    years: HashMap<(u32, i32), u32>,
    caps: Vec<u32>,
}

impl<'a> Ledger<'a> {
    /// Nothing taken yet.
    pub fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            taken: Vec::new(),
            by_lotse: HashMap::new(),
            by_request: HashMap::new(),
            loads: HashMap::new(),
            years: HashMap::new(),
            caps: vec![0; problem.client_caps.len()],
        }
    }

    /// What was taken, in the order of taking.
    pub fn taken(&self) -> &[Candidate] {
        &self.taken
    }

    /// What was taken for a request.
    pub fn of_request(&self, request: u32) -> &[Candidate] {
        self.by_request.get(&request).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a Lotse has.
    pub fn of_lotse(&self, lotse: u32) -> &[Candidate] {
        self.by_lotse.get(&lotse).map(Vec::as_slice).unwrap_or_default()
    }

    /// Sittings that a Lotse has in a week, confirmed ones apart.
    pub fn sittings(&self, lotse: u32, week: Week) -> u32 {
        self.loads.get(&(lotse, week)).map_or(0, |(_, count)| *count)
    }

    /// Takes a candidate if it fits; says whether it did.
    pub fn take(&mut self, candidate: Candidate) -> bool {
        let Some(meeting) = meeting_of(self.problem, &candidate) else { return false };
        if !self.place_is_open(&candidate) || !self.fits(&meeting, &candidate) {
            return false;
        }
        for (week, (minutes, count)) in weekly_load::loads(&meeting) {
            let load = self.loads.entry((candidate.lotse, week)).or_default();
            *load = (load.0 + minutes, load.1 + count);
        }
        for (year, minutes) in yearly_cap::minutes(&meeting) {
            *self.years.entry((candidate.lotse, year)).or_default() += minutes;
        }
        for (cap, used) in self.problem.client_caps.iter().zip(&mut self.caps) {
            *used += client_cap::uses(&meeting, cap);
        }
        self.taken.push(candidate);
        self.by_lotse.entry(candidate.lotse).or_default().push(candidate);
        self.by_request.entry(candidate.request).or_default().push(candidate);
        true
    }

    /// Whether the request has an open place at this appointment that this Lotse does not fill already.
    fn place_is_open(&self, candidate: &Candidate) -> bool {
        let filled = self.of_request(candidate.request);
        let places = self.problem.requests.get(candidate.request as usize).map_or(0, |request| request.places);
        filled.len() < usize::from(places)
            && filled.iter().all(|f| f.appointment == candidate.appointment && f.lotse != candidate.lotse)
    }

    fn fits(&self, meeting: &Meeting<'_>, candidate: &Candidate) -> bool {
        self.limits_allow(meeting, candidate) && self.clashing(meeting, candidate).next().is_none()
    }

    fn clashing<'b>(&'b self, meeting: &'b Meeting<'_>, candidate: &Candidate) -> impl Iterator<Item = &'b Candidate> {
        let others = self.of_lotse(candidate.lotse).iter();
        others.filter(|other| meeting_of(self.problem, other).is_some_and(|other| overlap::clash(meeting, &other)))
    }

    fn limits_allow(&self, meeting: &Meeting<'_>, candidate: &Candidate) -> bool {
        let lotse = meeting.pair.lotse;
        let asks = lotse.asks_left.is_none_or(|left| self.of_lotse(candidate.lotse).len() < left as usize);
        let weeks = weekly_load::loads(meeting).into_iter().all(|(week, (minutes, count))| {
            let (minutes_left, count_left) = weekly_load::left(lotse, week);
            let taken = self.loads.get(&(candidate.lotse, week)).copied().unwrap_or_default();
            minutes_left.is_none_or(|left| taken.0 + minutes <= left)
                && count_left.is_none_or(|left| taken.1 + count <= left)
        });
        let years = yearly_cap::minutes(meeting).into_iter().all(|(year, minutes)| {
            let taken = self.years.get(&(candidate.lotse, year)).copied().unwrap_or_default();
            lotse.left_in(year).is_none_or(|left| taken + minutes <= left)
        });
        let mut caps = self.problem.client_caps.iter().zip(&self.caps);
        asks && weeks && years && caps.all(|(cap, used)| used + client_cap::uses(meeting, cap) <= cap.left)
    }

    /// Requests whose proposals keep a candidate out: those that clash with it, and those with a part in a limit that it
    /// would exceed. A request may stand there several times.
    pub fn blockers(&self, candidate: &Candidate) -> Vec<u32> {
        let Some(meeting) = meeting_of(self.problem, candidate) else { return Vec::new() };
        let mut blockers: Vec<u32> = self.clashing(&meeting, candidate).map(|other| other.request).collect();
        self.with_part_in_limits(&meeting, candidate, &mut blockers);
        let exceeded = |(cap, used): &(&ClientCap, &u32)| {
            let uses = client_cap::uses(&meeting, cap);
            uses > 0 && **used + uses > cap.left
        };
        for (cap, _) in self.problem.client_caps.iter().zip(&self.caps).filter(exceeded) {
            let counts = |taken: &Candidate| {
                meeting_of(self.problem, taken).is_some_and(|meeting| client_cap::uses(&meeting, cap) > 0)
            };
            let counted = cap.requests.iter().filter(|request| self.of_request(**request).iter().any(counts));
            blockers.extend(counted);
        }
        blockers
    }

    /// Those proposals of the candidate's Lotse that fall into a week or year that it would overfill; all, where the asks are used up.
    fn with_part_in_limits(&self, meeting: &Meeting<'_>, candidate: &Candidate, blockers: &mut Vec<u32>) {
        let lotse = meeting.pair.lotse;
        let others = self.of_lotse(candidate.lotse);
        let meetings = || others.iter().filter_map(|other| Some((other.request, meeting_of(self.problem, other)?)));
        if lotse.asks_left.is_some_and(|left| others.len() >= left as usize) {
            blockers.extend(others.iter().map(|other| other.request));
        }
        let exceeds = |left: Option<u32>, sum: u32| left.is_some_and(|left| sum > left);
        for (week, (minutes, count)) in weekly_load::loads(meeting) {
            let (minutes_left, count_left) = weekly_load::left(lotse, week);
            let taken = self.loads.get(&(candidate.lotse, week)).copied().unwrap_or_default();
            if exceeds(minutes_left, taken.0 + minutes) || exceeds(count_left, taken.1 + count) {
                let in_week = |other: &Meeting<'_>| weekly_load::loads(other).iter().any(|(at, _)| *at == week);
                blockers.extend(meetings().filter(|(_, other)| in_week(other)).map(|(request, _)| request));
            }
        }
        for (year, minutes) in yearly_cap::minutes(meeting) {
            let taken = self.years.get(&(candidate.lotse, year)).copied().unwrap_or_default();
            if exceeds(lotse.left_in(year), taken + minutes) {
                let in_year = |other: &Meeting<'_>| yearly_cap::minutes(other).iter().any(|(at, _)| *at == year);
                blockers.extend(meetings().filter(|(_, other)| in_year(other)).map(|(request, _)| request));
            }
        }
    }
}

/// The meeting of a candidate; `None` where an index is past the end.
pub fn meeting_of<'a>(problem: &'a Problem, candidate: &Candidate) -> Option<Meeting<'a>> {
    Pair::of(problem, candidate.lotse, candidate.request)?.at(candidate.appointment, candidate.mode)
}
