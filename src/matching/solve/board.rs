//! The candidates of a part as the solver looks at them: in numbers, by Lotse, with everything that binds them at hand.
//!
//! A *row* is what candidates of several Lotsen share: the places of a request (one row; one for each alternative of a request
//! for several Lotsen, because they must agree on it), and what is left of a client's cap. Everything else binds one Lotse
//! alone and is [`super::schedule`]'s business. Candidates are borrowed, never copied.
#![expect(
    clippy::indexing_slicing,
    reason = "positions are made here from the same tables; a missing one is an error of this file, not of the input"
)]

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::clashes::Clashes;
use crate::domain::code::Mode;
use crate::domain::geo::Point;
use crate::domain::time::Week;
use crate::matching::candidates::{Candidates, starts};
use crate::matching::constraints::yearly_cap;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Lotse, Problem};

/// A sitting in the board's units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Minutes since 1970.
    pub begin: i32,
    pub end: i32,
    /// Position among the board's weeks.
    pub week: u16,
    /// Position among the board's years.
    pub year: u16,
}

impl Slot {
    pub fn minutes(self) -> u32 {
        (self.end - self.begin).unsigned_abs()
    }
}

/// What is left of a Lotse's week, and how many sittings are confirmed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WeekLeft {
    pub minutes: u32,
    pub sittings: u32,
    pub confirmed: u32,
}

/// The candidates of one Lotse.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub lotse: u32,
    /// Positions among the candidates.
    pub arcs: Range<u32>,
    /// Two sittings with this many minutes between them never clash.
    pub far: i32,
}

const PATIENCE: u32 = 20_000;

/// How the rows of a request are numbered.
#[derive(Debug, Clone, Copy)]
struct RowsOf {
    first: u32,
    /// One row for each alternative.
    split: bool,
}

/// Where a request's alternatives begin in the table of alternatives.
#[derive(Debug, Clone, Copy)]
struct OptionsOf(u32);

/// A part of a problem.
pub(super) struct Board<'a> {
    pub problem: &'a Problem,
    /// By Lotse.
    pub arcs: &'a [Candidate],
    /// Steps that the search for one Lotse's best schedule may take before it says a bound instead.
    pub patience: u32,
    /// Kept for parts alone: those of a whole problem would take more memory than its candidates.
    pub clashes: Clashes,
    pub groups: Vec<Group>,
    /// Positions of the candidates by request, and where each request's begin.
    by_request: Cow<'a, [u32]>,
    of_requests: Cow<'a, [usize]>,
    options: Vec<OptionsOf>,
    /// Where each alternative's sittings begin, and the end of the last.
    slots_at: Vec<u32>,
    slots: Vec<Slot>,
    weeks: Vec<Week>,
    years: Vec<i32>,
    rows_of: Vec<RowsOf>,
    /// Each row's request; caps follow after the rows of requests.
    pub row_request: Vec<u32>,
    /// Places of a row, or what is left of a cap.
    pub at_most: Vec<i64>,
    /// Rows of caps by request, and years in which they count; empty where no cap can bind.
    caps_of: Vec<Vec<(u32, u16)>>,
    /// By candidate of a request for several Lotsen with several appointments: the row that ties its Lotse to the choice of the
    /// appointment. Few requests are of that kind.
    links: HashMap<u32, u32>,
    /// By row: the row of places of a linking row, itself for any other.
    pub row_of_link: Vec<u32>,
    /// By group: what is confirmed in which week.
    pinned: Vec<Vec<(u16, u32, u32)>>,
    /// By group: what is left of which year.
    years_left: Vec<Vec<(u16, u32)>>,
}

impl<'a> Board<'a> {
    /// The board of candidates that stand together by Lotse.
    pub fn new(problem: &'a Problem, arcs: &'a [Candidate]) -> Self {
        let of_requests = starts(problem.requests.len(), arcs.iter().map(|arc| arc.request));
        let mut next = of_requests.clone();
        let mut by_request = vec![0; arcs.len()];
        for (at, arc) in (0..).zip(arcs) {
            by_request[next[arc.request as usize]] = at;
            next[arc.request as usize] += 1;
        }
        for of_request in
            by_request.chunk_by_mut(|one, next| arcs[*one as usize].request == arcs[*next as usize].request)
        {
            of_request.sort_by_key(|at| arcs[*at as usize].effort);
        }
        let mut board = Self::with(problem, arcs, Cow::Owned(by_request), Cow::Owned(of_requests));
        board.clashes = Clashes::new(board.groups.len());
        board
    }

    /// The board of all candidates of a problem.
    pub fn whole(problem: &'a Problem, candidates: &'a Candidates) -> Self {
        let (of_requests, by_request) = candidates.by_request();
        Self::with(problem, candidates.all(), Cow::Borrowed(by_request), Cow::Borrowed(of_requests))
    }

    fn with(
        problem: &'a Problem,
        arcs: &'a [Candidate],
        by_request: Cow<'a, [u32]>,
        of_requests: Cow<'a, [usize]>,
    ) -> Self {
        let mut board = Self {
            problem,
            arcs,
            patience: PATIENCE,
            clashes: Clashes::default(),
            groups: Vec::new(),
            by_request,
            of_requests,
            options: Vec::with_capacity(problem.requests.len()),
            slots_at: vec![0],
            slots: Vec::new(),
            weeks: Vec::new(),
            years: Vec::new(),
            rows_of: vec![RowsOf { first: u32::MAX, split: false }; problem.requests.len()],
            row_request: Vec::new(),
            at_most: Vec::new(),
            caps_of: Vec::new(),
            links: HashMap::new(),
            row_of_link: Vec::new(),
            pinned: Vec::new(),
            years_left: Vec::new(),
        };
        board.group();
        board.times();
        board.rows();
        board.bind_clients();
        board.tie();
        board.limits();
        board
    }

    fn group(&mut self) {
        let mut from = 0;
        for of_lotse in self.arcs.chunk_by(|a, b| a.lotse == b.lotse) {
            let number = of_lotse[0].lotse;
            let lotse = &self.problem.lotsen[number as usize];
            let to = from + of_lotse.len() as u32;
            // Every place lies within the radius of home, so no two are further apart than twice that.
            let far = match (&self.problem.travel, lotse.radius_m, self.problem.listed.is_some()) {
                (None, _, _) => 0,
                (Some(travel), Some(radius), false) if lotse.home.is_some() => {
                    i32::try_from(travel.minutes(lotse.transport, radius.saturating_mul(2))).unwrap_or(i32::MAX)
                }
                _ => i32::MAX,
            };
            self.groups.push(Group { lotse: number, arcs: from..to, far });
            from = to;
        }
    }

    fn times(&mut self) {
        let mut weeks: HashMap<Week, u16> = HashMap::new();
        let mut years: HashMap<i32, u16> = HashMap::new();
        for request in &self.problem.requests {
            self.options.push(OptionsOf(self.slots_at.len() as u32 - 1));
            for alternative in &request.options {
                for (sitting, date) in alternative.dated() {
                    let (week, year) = (date.week, date.year);
                    let next = weeks.len() as u16;
                    let week = *weeks.entry(week).or_insert_with(|| {
                        self.weeks.push(week);
                        next
                    });
                    let next = years.len() as u16;
                    let year = *years.entry(year).or_insert_with(|| {
                        self.years.push(year);
                        next
                    });
                    let (begin, end) = (sitting.begin() as i32, sitting.end() as i32);
                    self.slots.push(Slot { begin, end, week, year });
                }
                self.slots_at.push(self.slots.len() as u32);
            }
        }
    }

    fn rows(&mut self) {
        let mut wanted = vec![false; self.problem.requests.len()];
        self.arcs.iter().for_each(|arc| wanted[arc.request as usize] = true);
        for (number, request) in self.problem.requests.iter().enumerate().filter(|(number, _)| wanted[*number]) {
            let split = request.places > 1 && request.options.len() > 1;
            self.rows_of[number] = RowsOf { first: self.row_request.len() as u32, split };
            for _ in 0..if split { request.options.len() } else { 1 } {
                self.row_request.push(number as u32);
                self.at_most.push(i64::from(request.places));
            }
        }
    }

    /// Caps that can be exceeded at all.
    fn bind_clients(&mut self) {
        for cap in &self.problem.client_caps {
            let uses = |request: u32, appointment: usize| {
                let of_year = |slot: &&Slot| self.years[slot.year as usize] == cap.year;
                self.slots_of(request, appointment as u16).iter().filter(of_year).count() as i64
            };
            let possible: i64 = cap
                .requests
                .iter()
                .filter(|request| self.rows_of[**request as usize].first != u32::MAX)
                .map(|number| {
                    let request = &self.problem.requests[*number as usize];
                    let most = (0..request.options.len()).map(|appointment| uses(*number, appointment)).max();
                    i64::from(request.places) * most.unwrap_or(0)
                })
                .sum();
            if possible <= i64::from(cap.left) {
                continue;
            }
            let row = self.row_request.len() as u32;
            self.row_request.push(u32::MAX);
            self.at_most.push(i64::from(cap.left));
            let Some(year) = self.years.iter().position(|year| *year == cap.year) else { continue };
            self.caps_of.resize(self.problem.requests.len(), Vec::new());
            for request in &cap.requests {
                self.caps_of[*request as usize].push((row, year as u16));
            }
        }
    }

    /// Positions of all candidates by request, of each the least effort first.
    pub fn by_request(&self) -> &[u32] {
        &self.by_request
    }

    /// Where a request's candidates stand in [`Board::by_request`].
    pub fn range_of_request(&self, request: u32) -> Range<usize> {
        self.of_requests[request as usize]..self.of_requests[request as usize + 1]
    }

    /// Positions of a request's candidates, the least effort first.
    pub fn of_request(&self, request: u32) -> &[u32] {
        &self.by_request[self.range_of_request(request)]
    }

    /// How many Lotsen could come to a request.
    pub fn able(&self, request: u32) -> usize {
        let mut lotsen: Vec<u32> = self.of_request(request).iter().map(|at| self.arcs[*at as usize].lotse).collect();
        lotsen.sort_unstable();
        lotsen.dedup();
        lotsen.len()
    }

    /// The sittings of an alternative.
    pub fn slots_of(&self, request: u32, appointment: u16) -> &[Slot] {
        let at = (self.options[request as usize].0 + u32::from(appointment)) as usize;
        &self.slots[self.slots_at[at] as usize..self.slots_at[at + 1] as usize]
    }

    pub fn slots_of_arc(&self, arc: &Candidate) -> &[Slot] {
        self.slots_of(arc.request, arc.appointment)
    }

    /// The row of places that a candidate fills.
    pub fn row(&self, arc: &Candidate) -> u32 {
        let rows = self.rows_of[arc.request as usize];
        rows.first + if rows.split { u32::from(arc.appointment) } else { 0 }
    }

    /// Whether the request of a row has one for each alternative.
    pub fn is_split(&self, request: u32) -> bool {
        self.rows_of[request as usize].split
    }

    /// The caps that a candidate counts against, with how much it takes.
    pub fn caps(&self, arc: &Candidate) -> impl Iterator<Item = (u32, i64)> {
        let caps = self.caps_of.get(arc.request as usize).map_or(&[][..], Vec::as_slice);
        caps.iter().filter_map(|(row, year)| {
            let uses = self.slots_of_arc(arc).iter().filter(|slot| slot.year == *year).count() as i64;
            (uses > 0).then_some((*row, uses))
        })
    }

    /// Whether the cap of any client can bind.
    #[cfg(feature = "highs")]
    pub fn has_caps(&self) -> bool {
        !self.caps_of.is_empty()
    }

    /// Whether a cap binds a request, at any of its times.
    #[cfg(feature = "highs")]
    pub fn is_capped(&self, request: u32) -> bool {
        self.caps_of.get(request as usize).is_some_and(|caps| !caps.is_empty())
    }

    pub fn weight(&self, arc: &Candidate) -> i64 {
        self.problem.requests[arc.request as usize].weight
    }

    /// The position of a Lotse's group.
    #[cfg(feature = "highs")]
    pub fn group_of(&self, lotse: u32) -> usize {
        self.groups.partition_point(|group| group.lotse < lotse)
    }

    pub fn lotse(&self, group: &Group) -> &'a Lotse {
        &self.problem.lotsen[group.lotse as usize]
    }

    /// What every served weight is a multiple of.
    pub fn weight_step(&self) -> i64 {
        fn common(a: i64, b: i64) -> i64 {
            if b == 0 { a } else { common(b, a % b) }
        }
        let requests = self.row_request.iter().filter_map(|request| self.problem.requests.get(*request as usize));
        requests.map(|request| request.weight).fold(0, common).max(1)
    }

    pub fn weeks(&self) -> usize {
        self.weeks.len()
    }

    /// Number of years; one more stands for sittings that count in none.
    pub fn years(&self) -> usize {
        self.years.len() + 1
    }

    /// The year in which a sitting of a candidate counts against the cap of its Lotse.
    pub fn counted_year(&self, arc: &Candidate, slot: &Slot) -> u16 {
        let is_counted = yearly_cap::counts(self.problem.requests[arc.request as usize].service);
        if is_counted { slot.year } else { self.years.len() as u16 }
    }

    /// Ties each Lotse to the choice of an appointment: whoever goes, goes to the one that is chosen.
    fn tie(&mut self) {
        self.row_of_link = (0..self.at_most.len() as u32).collect();
        for request in 0..self.problem.requests.len() as u32 {
            if self.rows_of[request as usize].first == u32::MAX || !self.is_split(request) {
                continue;
            }
            let mut known: HashMap<(u32, u16), u32> = HashMap::new();
            for at in self.of_request(request).to_vec() {
                let arc = &self.arcs[at as usize];
                let places = self.row(arc);
                let next = self.at_most.len() as u32;
                let row = *known.entry((arc.lotse, arc.appointment)).or_insert(next);
                if row == next {
                    self.at_most.push(1);
                    self.row_request.push(u32::MAX);
                    self.row_of_link.push(places);
                }
                self.links.insert(at, row);
            }
        }
    }

    /// Whether a row ties a Lotse to an appointment.
    pub fn is_link(&self, row: usize) -> bool {
        self.row_of_link.get(row).is_some_and(|places| *places as usize != row)
    }

    /// Everything that a candidate counts against besides its row of places.
    pub fn extras(&self, at: u32, arc: &Candidate) -> impl Iterator<Item = (u32, i64)> {
        let link = if self.is_split(arc.request) { self.link(at) } else { None };
        self.caps(arc).chain(link)
    }

    /// The row that ties a candidate's Lotse to its appointment, and that it takes one of it.
    pub fn link(&self, at: u32) -> Option<(u32, i64)> {
        self.links.get(&at).map(|row| (*row, 1))
    }

    /// What is confirmed, week by week, and what is left of the years.
    fn limits(&mut self) {
        for group in &self.groups {
            let lotse = self.lotse(group);
            let mut weeks: Vec<(u16, u32, u32)> = Vec::new();
            for pinned in &lotse.pinned {
                let week = pinned.date.week;
                let Some(at) = self.weeks.iter().position(|known| *known == week) else { continue };
                match weeks.iter_mut().find(|(known, ..)| *known == at as u16) {
                    Some((_, minutes, count)) => (*minutes, *count) = (*minutes + pinned.sitting.minutes(), *count + 1),
                    None => weeks.push((at as u16, pinned.sitting.minutes(), 1)),
                }
            }
            self.pinned.push(weeks);
            let left = |(at, year): (u16, &i32)| Some((at, lotse.left_in(*year)?));
            self.years_left.push(if lotse.minutes_left.is_empty() {
                Vec::new()
            } else {
                (0..).zip(&self.years).filter_map(left).collect()
            });
        }
    }

    /// What is left of a week of a group's Lotse. No limit is the greatest number.
    pub fn week_left(&self, group: usize, week: u16) -> WeekLeft {
        let lotse = self.lotse(&self.groups[group]);
        let confirmed = self.pinned[group].iter().find(|(known, ..)| *known == week);
        let (minutes, sittings) = confirmed.map_or((0, 0), |(_, minutes, sittings)| (*minutes, *sittings));
        WeekLeft {
            minutes: lotse.minutes_per_week.map_or(u32::MAX, |most| most.saturating_sub(minutes)),
            sittings: lotse.sittings_per_week.map_or(u32::MAX, |most| most.saturating_sub(sittings)),
            confirmed: sittings,
        }
    }

    /// Minutes of accompaniment left of a calendar year of a group's Lotse.
    pub fn year_left(&self, group: usize, year: u16) -> u32 {
        self.years_left[group].iter().find(|(known, _)| *known == year).map_or(u32::MAX, |(_, left)| *left)
    }

    /// Whether a Lotse cannot take both candidates.
    pub fn clash(&self, group: &Group, one: &Candidate, other: &Candidate) -> bool {
        if one.request == other.request {
            return true;
        }
        let (ones, others) = (self.slots_of_arc(one), self.slots_of_arc(other));
        ones.iter().any(|a| others.iter().any(|b| self.slots_clash(group, (a, one), (b, other))))
    }

    fn slots_clash(&self, group: &Group, one: (&Slot, &Candidate), other: (&Slot, &Candidate)) -> bool {
        let between = (other.0.begin - one.0.end).max(one.0.begin - other.0.end);
        if between < 0 {
            return true;
        }
        if between >= group.far {
            return false;
        }
        let lotse = self.lotse(group);
        let at = |arc: &Candidate| -> Option<Point> {
            if arc.mode == Mode::InPerson { self.problem.requests[arc.request as usize].place } else { lotse.home }
        };
        if one.1.mode != Mode::InPerson && other.1.mode != Mode::InPerson {
            return false;
        }
        i64::from(self.problem.minutes_between(lotse.transport, at(one.1), at(other.1))) > i64::from(between)
    }
}
