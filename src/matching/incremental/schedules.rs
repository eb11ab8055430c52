//! Everything that each Lotse of a part could take on together: their schedules, the empty one first.
//!
//! A schedule satisfies what binds the proposals of one Lotse (overlaps, week, year, asks). What binds several Lotsen are rows:
//! the places of each request, and each client cap. Of schedules that use the same of all rows, the one with the least effort
//! stays.

use std::collections::HashMap;

use super::part::Part;
use crate::domain::time::Week;
use crate::matching::constraints::{Meeting, client_cap, overlap, weekly_load, yearly_cap};
use crate::matching::ledger::meeting_of;
use crate::matching::objectives::load;
use crate::matching::problem::Lotse;

/// Schedules of all together beyond which the part is too large.
const MOST: usize = 24_000;

/// One way to spend a Lotse's time.
#[derive(Debug, Clone)]
pub(super) struct Schedule {
    pub weight: i64,
    pub effort: i64,
    /// Rows that it uses, one entry for each unit: first those of requests, by their number, then those of client caps.
    pub rows: Box<[u16]>,
    /// Requests, with the appointment where it matters and else 0.
    pub serves: Box<[(u16, u16)]>,
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
    /// Lists them; `None` if there are too many, of all or of one Lotse.
    pub(super) fn of(part: &Part, most_of_one: usize) -> Option<Self> {
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
        for (lotse, entries) in problem.lotsen.iter().zip(by_lotse) {
            let listed = Listing::of(lotse, problem.weights.effort.load_step, entries, most_of_one)?;
            let mut found: Vec<(Vec<(u16, u16)>, Schedule)> = listed.into_iter().collect();
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

    /// The schedules that a choice of candidates amounts to, by Lotse, or better ones for the same requests; `None` if some
    /// Lotse has none like it.
    pub(super) fn like(&self, part: &Part, chosen: &[bool]) -> Option<Vec<u32>> {
        let mut wanted: Vec<Vec<(u16, u16)>> = vec![Vec::new(); self.of_lotse.len()];
        for (candidate, _) in part.candidates.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
            let tie = if part.is_tied(candidate.request) { candidate.appointment } else { 0 };
            if let Some(wanted) = wanted.get_mut(candidate.lotse as usize) {
                wanted.push((candidate.request as u16, tie));
            }
        }
        let of_lotse = self.of_lotse.iter().zip(wanted);
        let like = |(schedules, mut wanted): (&Vec<u32>, Vec<(u16, u16)>)| {
            wanted.sort_unstable();
            schedules.iter().find(|at| self.get(**at).is_some_and(|s| *s.serves == *wanted)).copied()
        };
        of_lotse.map(like).collect()
    }
}

/// A candidate and what it takes.
#[derive(Debug)]
struct Entry<'a> {
    at: u32,
    request: u16,
    /// The appointment, where it matters; else 0.
    tie: u16,
    tied: bool,
    effort: i64,
    meeting: Meeting<'a>,
    /// Rows of client caps, one entry a unit.
    caps: Vec<u16>,
    /// Rooms of the Lotse, with minutes and sittings.
    uses: Vec<(usize, u32, u32)>,
}

impl<'a> Entry<'a> {
    fn new(part: &'a Part, at: u32, effort: i32, meeting: Meeting<'a>) -> Self {
        let number = meeting.pair.request_index;
        let rows = (part.problem.requests.len() as u16..).zip(&part.problem.client_caps);
        let concerning = rows.filter(|(_, cap)| cap.requests.binary_search(&number).is_ok());
        let caps = concerning.flat_map(|(row, cap)| std::iter::repeat_n(row, client_cap::uses(&meeting, cap) as usize));
        let appointment = part.candidates.get(at as usize).map_or(0, |candidate| candidate.appointment);
        let tied = part.is_tied(number);
        Self {
            at,
            request: number as u16,
            tie: if tied { appointment } else { 0 },
            tied,
            effort: i64::from(effort),
            caps: caps.collect(),
            uses: Vec::new(),
            meeting,
        }
    }
}

/// A week or a year of a Lotse: what is left of it, and what is taken.
#[derive(Debug)]
struct Room {
    span: Span,
    /// Confirmed sittings of a week.
    confirmed: u32,
    minutes_left: Option<u32>,
    sittings_left: Option<u32>,
    minutes: u32,
    sittings: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Week(Week),
    Year(i32),
}

/// The listing of one Lotse's schedules.
struct Listing<'a> {
    asks_left: usize,
    step: u32,
    /// By request.
    entries: Vec<Entry<'a>>,
    /// Which entries cannot go together.
    clashes: Vec<bool>,
    rooms: Vec<Room>,
    found: HashMap<Vec<(u16, u16)>, Schedule>,
    /// Places in `entries`.
    taken: Vec<usize>,
    looks: usize,
    most: usize,
}

impl<'a> Listing<'a> {
    fn of(
        lotse: &Lotse,
        step: u32,
        mut entries: Vec<Entry<'a>>,
        most: usize,
    ) -> Option<HashMap<Vec<(u16, u16)>, Schedule>> {
        entries.sort_by_key(|entry| (entry.request, entry.at));
        let mut rooms: Vec<Room> = Vec::new();
        for entry in &mut entries {
            for (week, (minutes, sittings)) in weekly_load::loads(&entry.meeting) {
                entry.uses.push((room(&mut rooms, lotse, Span::Week(week)), minutes, sittings));
            }
            for (year, minutes) in yearly_cap::minutes(&entry.meeting) {
                if !lotse.minutes_left.is_empty() {
                    entry.uses.push((room(&mut rooms, lotse, Span::Year(year)), minutes, 0));
                }
            }
        }
        let count = entries.len();
        let mut clashes = vec![false; count * count];
        for (i, one) in entries.iter().enumerate() {
            for (j, other) in entries.iter().enumerate().take(i) {
                let clash = one.request == other.request || overlap::clash(&one.meeting, &other.meeting);
                if let Some(slot) = clashes.get_mut(i * count + j) {
                    *slot = clash;
                }
            }
        }
        let asks_left = lotse.asks_left.map_or(usize::MAX, |left| left as usize);
        let (found, taken) = (HashMap::new(), Vec::new());
        let mut listing = Self { asks_left, step, entries, clashes, rooms, found, taken, looks: 0, most };
        listing.extend(0, 0).then_some(listing.found)
    }

    /// Notes what is taken, and everything that can be added from `from` on; `false` if it becomes too much.
    fn extend(&mut self, from: usize, effort: i64) -> bool {
        self.looks += 1;
        self.note(effort);
        if self.found.len() > self.most || self.looks > self.most.saturating_mul(8) {
            return false;
        }
        if self.taken.len() >= self.asks_left {
            return true;
        }
        for at in from..self.entries.len() {
            if !self.fits(at) {
                continue;
            }
            let own = self.change(at, true);
            self.taken.push(at);
            let complete = self.extend(at + 1, effort + own);
            self.taken.pop();
            self.change(at, false);
            if !complete {
                return false;
            }
        }
        true
    }

    fn fits(&self, at: usize) -> bool {
        let Some(entry) = self.entries.get(at) else { return false };
        let clash = |other: &usize| self.clashes.get(at * self.entries.len() + other).copied().unwrap_or(true);
        let room = |(room, minutes, sittings): &(usize, u32, u32)| {
            self.rooms.get(*room).is_some_and(|room| {
                room.minutes_left.is_none_or(|left| room.minutes + minutes <= left)
                    && room.sittings_left.is_none_or(|left| room.sittings + sittings <= left)
            })
        };
        !self.taken.iter().any(clash) && entry.uses.iter().all(room)
    }

    /// Takes an entry's part of the rooms, or gives it back; returns its effort.
    fn change(&mut self, at: usize, taking: bool) -> i64 {
        let Some(entry) = self.entries.get(at) else { return 0 };
        for (room, minutes, sittings) in &entry.uses {
            if let Some(room) = self.rooms.get_mut(*room) {
                if taking {
                    (room.minutes, room.sittings) = (room.minutes + minutes, room.sittings + sittings);
                } else {
                    (room.minutes, room.sittings) = (room.minutes - minutes, room.sittings - sittings);
                }
            }
        }
        entry.effort
    }

    fn chosen(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.taken.iter().filter_map(|at| self.entries.get(*at))
    }

    fn note(&mut self, effort: i64) {
        let key: Vec<(u16, u16)> = self.chosen().map(|entry| (entry.request, entry.tie)).collect();
        let loads = self.rooms.iter().filter(|room| room.sittings > 0);
        let loads = loads.map(|room| load::minutes(self.step, room.confirmed, room.sittings));
        let effort = effort + loads.sum::<i64>();
        if self.found.get(&key).is_some_and(|known| known.effort <= effort) {
            return;
        }
        let rows = self.chosen().map(|entry| entry.request).chain(self.chosen().flat_map(|e| e.caps.iter().copied()));
        let schedule = Schedule {
            weight: self.chosen().map(|entry| entry.meeting.pair.request.weight).sum(),
            effort,
            rows: rows.collect(),
            ties: self.chosen().filter(|entry| entry.tied).map(|entry| (entry.request, entry.tie)).collect(),
            serves: key.clone().into(),
            taken: self.chosen().map(|entry| entry.at).collect(),
        };
        self.found.insert(key, schedule);
    }
}

/// The place of a week or year among the rooms of a Lotse.
fn room(rooms: &mut Vec<Room>, lotse: &Lotse, span: Span) -> usize {
    if let Some(at) = rooms.iter().position(|room| room.span == span) {
        return at;
    }
    let ((minutes_left, sittings_left), confirmed) = match span {
        Span::Week(week) => (weekly_load::left(lotse, week), lotse.pinned_in(week).1),
        Span::Year(year) => ((lotse.left_in(year), None), 0),
    };
    rooms.push(Room { span, confirmed, minutes_left, sittings_left, minutes: 0, sittings: 0 });
    rooms.len() - 1
}
