//! Everything that each Lotse of a part could take on together: their schedules, the empty one first.
//!
//! A schedule satisfies what binds the proposals of one Lotse (overlaps, week, year, asks). What binds several Lotsen are rows:
//! the places of each request, and each client cap. Of schedules that use the same of all rows, the one with the least effort
//! stays.

use std::collections::{BTreeMap, HashMap};

use super::part::Part;
use crate::domain::time::Week;
use crate::matching::constraints::{Meeting, client_cap, overlap, weekly_load, yearly_cap};
use crate::matching::ledger::meeting_of;
use crate::matching::objectives::load;
use crate::matching::problem::Lotse;

/// Schedules of one Lotse beyond which the part is too large.
const MOST_OF_ONE: usize = 3_000;

/// Schedules of all together beyond which the part is too large.
const MOST: usize = 24_000;

/// One way to spend a Lotse's time.
#[derive(Debug, Clone)]
pub(super) struct Schedule {
    pub weight: i64,
    pub effort: i64,
    /// Rows that it uses, one entry for each unit: first those of requests, by their number, then those of client caps.
    pub rows: Box<[u16]>,
    /// Appointments of the requests for which it matters.
    pub ties: Box<[(u16, u16)]>,
    /// Candidates by their place in the part.
    pub taken: Box<[u32]>,
}

/// The schedules of a part.
#[derive(Debug)]
pub(super) struct Schedules {
    pub all: Vec<Schedule>,
    /// By Lotse, the empty schedule first.
    pub of_lotse: Vec<Vec<u32>>,
    /// How often each row may be used.
    pub at_most: Vec<u32>,
    /// How many of the rows are places of requests.
    pub requests: usize,
}

impl Schedules {
    /// Lists them; `None` if there are too many.
    pub(super) fn of(part: &Part) -> Option<Self> {
        let problem = &part.problem;
        let requests = problem.requests.len();
        let places = problem.requests.iter().map(|request| u32::from(request.places));
        let at_most = places.chain(problem.client_caps.iter().map(|cap| cap.left)).collect();
        let mut schedules =
            Self { all: Vec::new(), of_lotse: Vec::with_capacity(problem.lotsen.len()), at_most, requests };
        let mut by_lotse: Vec<Vec<Entry<'_>>> = Vec::new();
        by_lotse.resize_with(problem.lotsen.len(), Vec::new);
        for (at, candidate) in part.candidates.iter().enumerate() {
            let Some(meeting) = meeting_of(problem, candidate) else { continue };
            if let Some(entries) = by_lotse.get_mut(candidate.lotse as usize) {
                entries.push(Entry::new(part, at as u32, candidate.effort, meeting));
            }
        }
        for (lotse, mut entries) in problem.lotsen.iter().zip(by_lotse) {
            entries.sort_by_key(|entry| (entry.request, entry.at));
            let step = problem.weights.effort.load_step;
            let mut listing =
                Listing { lotse, step, entries: &entries, found: HashMap::new(), taken: Vec::new(), looks: 0 };
            if !listing.extend(0) {
                return None;
            }
            let mut found: Vec<(Vec<(u16, u16)>, Schedule)> = listing.found.into_iter().collect();
            found.sort_by(|one, other| one.0.cmp(&other.0));
            let first = schedules.all.len() as u32;
            schedules.all.extend(found.into_iter().map(|(_, schedule)| schedule));
            schedules.of_lotse.push((first..schedules.all.len() as u32).collect());
            if schedules.all.len() > MOST {
                return None;
            }
        }
        Some(schedules)
    }

    /// The schedule at a place.
    pub(super) fn get(&self, at: u32) -> Option<&Schedule> {
        self.all.get(at as usize)
    }

    /// The schedules that a choice of candidates amounts to, by Lotse; `None` if some Lotse has none like it.
    pub(super) fn like(&self, part: &Part, chosen: &[bool]) -> Option<Vec<u32>> {
        let is_chosen = |at: &u32| chosen.get(*at as usize).copied().unwrap_or(false);
        let mut wanted = vec![0; self.of_lotse.len()];
        for (candidate, chosen) in part.candidates.iter().zip(chosen) {
            if let Some(wanted) = wanted.get_mut(candidate.lotse as usize).filter(|_| *chosen) {
                *wanted += 1;
            }
        }
        let of_lotse = self.of_lotse.iter().zip(wanted);
        let like = |(schedules, wanted): (&Vec<u32>, usize)| {
            let same =
                |at: &&u32| self.get(**at).is_some_and(|s| s.taken.len() == wanted && s.taken.iter().all(is_chosen));
            schedules.iter().find(same).copied()
        };
        of_lotse.map(like).collect()
    }
}

/// A candidate and what it takes.
#[derive(Debug)]
struct Entry<'a> {
    at: u32,
    request: u16,
    appointment: u16,
    effort: i64,
    tied: bool,
    meeting: Meeting<'a>,
    loads: Vec<(Week, weekly_load::Load)>,
    years: Vec<(i32, u32)>,
    /// Rows of client caps, one entry a unit.
    caps: Vec<u16>,
}

impl<'a> Entry<'a> {
    fn new(part: &'a Part, at: u32, effort: i32, meeting: Meeting<'a>) -> Self {
        let number = meeting.pair.request_index;
        let rows = (part.problem.requests.len() as u16..).zip(&part.problem.client_caps);
        let concerning = rows.filter(|(_, cap)| cap.requests.binary_search(&number).is_ok());
        let caps = concerning.flat_map(|(row, cap)| std::iter::repeat_n(row, client_cap::uses(&meeting, cap) as usize));
        let appointment = part.candidates.get(at as usize).map_or(0, |candidate| candidate.appointment);
        Self {
            at,
            request: number as u16,
            appointment,
            effort: i64::from(effort),
            tied: part.is_tied(number),
            loads: weekly_load::loads(&meeting),
            years: yearly_cap::minutes(&meeting),
            caps: caps.collect(),
            meeting,
        }
    }
}

/// The listing of one Lotse's schedules.
struct Listing<'a> {
    lotse: &'a Lotse,
    step: u32,
    /// By request.
    entries: &'a [Entry<'a>],
    found: HashMap<Vec<(u16, u16)>, Schedule>,
    /// Places in `entries`.
    taken: Vec<usize>,
    looks: usize,
}

impl Listing<'_> {
    /// Notes what is taken, and everything that can be added from `from` on; `false` if it becomes too much.
    fn extend(&mut self, from: usize) -> bool {
        self.looks += 1;
        self.note();
        if self.found.len() > MOST_OF_ONE || self.looks > 20 * MOST_OF_ONE {
            return false;
        }
        let last = self.taken.last().and_then(|at| self.entries.get(*at)).map(|entry| entry.request);
        for at in from..self.entries.len() {
            let Some(entry) = self.entries.get(at) else { break };
            if last == Some(entry.request) || !self.fits(entry) {
                continue;
            }
            self.taken.push(at);
            let complete = self.extend(at + 1);
            self.taken.pop();
            if !complete {
                return false;
            }
        }
        true
    }

    fn chosen(&self) -> impl Iterator<Item = &Entry<'_>> {
        self.taken.iter().filter_map(|at| self.entries.get(*at))
    }

    fn fits(&self, entry: &Entry<'_>) -> bool {
        if self.taken.is_empty() {
            return true;
        }
        if self.lotse.asks_left.is_some_and(|left| self.taken.len() >= left as usize) {
            return false;
        }
        let limited = self.lotse.minutes_per_week.is_some() || self.lotse.sittings_per_week.is_some();
        let weeks = !limited
            || entry.loads.iter().all(|(week, (minutes, count))| {
                let (minutes_left, count_left) = weekly_load::left(self.lotse, *week);
                let in_week = self.chosen().flat_map(|e| &e.loads).filter(|(at, _)| at == week);
                let sum = in_week.fold((*minutes, *count), |sum, (_, load)| (sum.0 + load.0, sum.1 + load.1));
                minutes_left.is_none_or(|left| sum.0 <= left) && count_left.is_none_or(|left| sum.1 <= left)
            });
        let years = self.lotse.minutes_left.is_empty()
            || entry.years.iter().all(|(year, minutes)| {
                let in_year = self.chosen().flat_map(|e| &e.years).filter(|(at, _)| at == year);
                let sum = minutes + in_year.map(|(_, minutes)| minutes).sum::<u32>();
                self.lotse.left_in(*year).is_none_or(|left| sum <= left)
            });
        weeks && years && self.chosen().all(|other| !overlap::clash(&entry.meeting, &other.meeting))
    }

    fn note(&mut self) {
        let tie = |entry: &Entry<'_>| (entry.request, if entry.tied { entry.appointment } else { 0 });
        let key: Vec<(u16, u16)> = self.chosen().map(tie).collect();
        let mut weeks: BTreeMap<Week, u32> = BTreeMap::new();
        for (week, (_, count)) in self.chosen().flat_map(|entry| &entry.loads) {
            *weeks.entry(*week).or_default() += count;
        }
        let loads = weeks.into_iter().map(|(week, n)| load::minutes(self.step, self.lotse.pinned_in(week).1, n));
        let effort = self.chosen().map(|entry| entry.effort).sum::<i64>() + loads.sum::<i64>();
        if self.found.get(&key).is_some_and(|known| known.effort <= effort) {
            return;
        }
        let rows = self.chosen().map(|entry| entry.request).chain(self.chosen().flat_map(|e| e.caps.iter().copied()));
        let schedule = Schedule {
            weight: self.chosen().map(|entry| entry.meeting.pair.request.weight).sum(),
            effort,
            rows: rows.collect(),
            ties: self.chosen().filter(|entry| entry.tied).map(|entry| (entry.request, entry.appointment)).collect(),
            taken: self.chosen().map(|entry| entry.at).collect(),
        };
        self.found.insert(key, schedule);
    }
}
