//! The best of one Lotse's schedules: which of their candidates to take together, given what each one gains.
//!
//! A schedule keeps every constraint that binds one Lotse: overlap with the ways between, weekly minutes and sittings, yearly
//! minutes, the ask budget, and each request once. The load of a week costs what it costs. Only candidates that gain something
//! can be part of a best schedule, and at sensible prices those are few, so a depth-first search with a bound decides exactly;
//! where it would take too long it says a bound instead, which is all that a proof needs.
#![expect(
    clippy::indexing_slicing,
    reason = "positions are made here from the same tables; this is the innermost loop of the solver"
)]
#![cfg_attr(not(feature = "highs"), allow(dead_code, reason = "only prices by the relaxed master list schedules"))]

mod bounds;
mod gather;

use super::board::{Board, WeekLeft};
use super::clashes::{self, Span};
use super::cuts::Cuts;
use super::mask::Mask;
use crate::matching::plan::Candidate;

/// A candidate that gains something.
#[derive(Debug, Clone, Copy)]
struct Item {
    arc: u32,
    gain: i64,
    /// Those items it cannot be taken with.
    clash: Mask,
    /// The only sitting's week and minutes; of a series they stand in `series`.
    week: u16,
    year: u16,
    minutes: u32,
    /// Range in the table of series, empty for a single sitting.
    series: (u32, u32),
    /// Range in the table of cuts.
    cuts: (u32, u32),
}

/// What a search works with besides a board.
#[derive(Clone, Copy)]
pub(super) struct Terms<'c> {
    /// What a step of load costs, in the unit of the gains.
    pub load_step: i64,
    pub cuts: &'c Cuts,
    /// What each cut costs a schedule that counts in it.
    pub cut_prices: &'c [i64],
}

/// What a search found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Best {
    /// What the schedule in [`Search::chosen`] gains.
    pub value: i64,
    /// No schedule gains more.
    pub bound: i64,
}

/// The working memory of searches, kept from Lotse to Lotse.
pub(super) struct Search {
    items: Vec<Item>,
    series: Vec<(u16, u16, u32)>,
    /// By item.
    spans: Vec<Span>,
    /// By place in a table of clashes: which item it is, and whether it is one.
    item_of: [u16; clashes::MOST],
    present: [u64; clashes::MOST / 64],
    left: Vec<WeekLeft>,
    years_left: Vec<u32>,
    /// Sittings taken so far by week.
    taken: Vec<u32>,
    /// Sittings that the bound takes by week.
    virtually: Vec<u32>,
    asks: u32,
    load_step: i64,
    value: i64,
    best: i64,
    /// Prune what cannot reach this.
    floor: i64,
    path: Vec<u32>,
    chosen: Vec<u32>,
    /// Whether there were more items than a mask knows.
    overflowed: bool,
    /// Items worth looking at.
    kept: Mask,
    /// Items by row of the board.
    rows: Vec<(u32, u16)>,
    nodes: u32,
    limit: u32,
    cut: i64,
    nets: Vec<i64>,
    covers: Vec<Cover>,
    /// By item: which cover it is in.
    cover_of: Vec<u16>,
    /// By cover: the round of [`Search::bound`] in which it was met last.
    counted: Vec<u64>,
    round: u64,
    cliques: Vec<Clique>,
    /// Minutes that the bound takes by week.
    minutes: Vec<u32>,
    rates: Vec<(i64, i64)>,
    week_best: Vec<i64>,
    week_beside: Vec<i64>,
    item_cuts: Vec<u16>,
    cut_prices: Vec<i64>,
    cut_counts: Vec<u8>,
}

/// Items of one week that all clash with one another.
#[derive(Debug, Clone, Copy)]
struct Cover {
    week: u16,
    members: Mask,
    /// Of the shortest.
    minutes: u32,
}

/// What remains of a cover.
#[derive(Debug, Clone, Copy)]
struct Clique {
    week: u16,
    /// Of the dearest.
    gain: i64,
    minutes: u32,
}

impl Search {
    pub fn new(board: &Board<'_>) -> Self {
        let unlimited = WeekLeft { minutes: u32::MAX, sittings: u32::MAX, confirmed: 0 };
        Self {
            items: Vec::new(),
            series: Vec::new(),
            spans: Vec::new(),
            item_of: [0; clashes::MOST],
            present: [0; clashes::MOST / 64],
            left: vec![unlimited; board.weeks()],
            years_left: vec![u32::MAX; board.years()],
            taken: vec![0; board.weeks()],
            virtually: vec![0; board.weeks()],
            asks: u32::MAX,
            load_step: 0,
            value: 0,
            best: 0,
            floor: 0,
            path: Vec::new(),
            chosen: Vec::new(),
            overflowed: false,
            kept: Mask::default(),
            rows: Vec::new(),
            nodes: 0,
            limit: 0,
            cut: 0,
            nets: Vec::new(),
            covers: Vec::new(),
            cover_of: Vec::new(),
            counted: Vec::new(),
            round: 0,
            cliques: Vec::new(),
            minutes: vec![0; board.weeks()],
            rates: Vec::new(),
            week_best: vec![0; board.weeks()],
            week_beside: vec![0; board.weeks()],
            item_cuts: Vec::new(),
            cut_prices: Vec::new(),
            cut_counts: Vec::new(),
        }
    }

    /// The candidates of the best schedule found last, in no particular order.
    pub fn chosen(&self) -> &[u32] {
        &self.chosen
    }

    /// The candidates that the last search looked at: no others can be part of what it was asked for. `None` where there were
    /// too many to look at all.
    pub fn looked_at(&self) -> Option<impl Iterator<Item = u32>> {
        (!self.overflowed).then(|| self.items.iter().map(|item| item.arc))
    }

    /// How many steps the last search took.
    pub fn nodes(&self) -> u32 {
        self.nodes
    }

    /// The best schedule at these gains. `limit` bounds the steps.
    pub fn best(
        &mut self,
        board: &Board<'_>,
        group_at: usize,
        terms: Terms<'_>,
        limit: u32,
        gain: impl Fn(u32, &Candidate) -> i64,
    ) -> Best {
        let beyond = self.gather(board, group_at, terms, None, gain);
        self.limit = limit;
        self.floor = 1;
        self.descend(self.kept);
        Best { value: self.best, bound: self.best.max(self.cut).max(beyond) }
    }

    /// Every schedule that gains at least `floor`, given to `found`; `false` where there are more than `most` steps.
    pub fn each(
        &mut self,
        board: &Board<'_>,
        group_at: usize,
        terms: Terms<'_>,
        (floor, most): (i64, u32),
        gain: impl Fn(u32, &Candidate) -> i64,
        mut found: impl FnMut(&[u32], i64),
    ) -> bool {
        // A candidate may lose something and still be part of a schedule above the floor.
        let beyond = self.gather(board, group_at, terms, Some(floor), gain);
        if beyond >= floor {
            return false;
        }
        self.limit = most;
        self.floor = floor;
        self.enumerate(self.kept, &mut found)
    }

    fn is_series(item: &Item) -> bool {
        item.series.0 != item.series.1
    }

    /// Takes an item if the limits allow it; returns what its load costs.
    fn take(&mut self, item: &Item) -> Option<i64> {
        if self.path.len() >= self.asks as usize {
            return None;
        }
        if !Self::is_series(item) {
            let left = &mut self.left[item.week as usize];
            let year = &mut self.years_left[item.year as usize];
            let taken = &mut self.taken[item.week as usize];
            if left.minutes < item.minutes || left.sittings <= *taken || *year < item.minutes {
                return None;
            }
            if left.minutes != u32::MAX {
                left.minutes -= item.minutes;
            }
            if *year != u32::MAX {
                *year -= item.minutes;
            }
            let load = self.load_step * i64::from(left.confirmed + *taken);
            *taken += 1;
            self.path.push(item.arc);
            return Some(load + self.enter_cuts(item));
        }
        let mut load = 0;
        for at in item.series.0..item.series.1 {
            let (week, year, minutes) = self.series[at as usize];
            let left = &mut self.left[week as usize];
            let of_year = &mut self.years_left[year as usize];
            let taken = &mut self.taken[week as usize];
            if left.minutes < minutes || left.sittings <= *taken || *of_year < minutes {
                self.give_back_series(item.series.0, at);
                return None;
            }
            if left.minutes != u32::MAX {
                left.minutes -= minutes;
            }
            if *of_year != u32::MAX {
                *of_year -= minutes;
            }
            load += self.load_step * i64::from(left.confirmed + *taken);
            *taken += 1;
        }
        self.path.push(item.arc);
        Some(load + self.enter_cuts(item))
    }

    /// Counts an item in its cuts; what those cost in which it makes another two.
    fn enter_cuts(&mut self, item: &Item) -> i64 {
        let mut paid = 0;
        for at in item.cuts.0..item.cuts.1 {
            let cut = usize::from(self.item_cuts[at as usize]);
            self.cut_counts[cut] += 1;
            if self.cut_counts[cut].is_multiple_of(2) {
                paid += self.cut_prices[cut];
            }
        }
        paid
    }

    fn give_back(&mut self, item: &Item) {
        self.path.pop();
        for at in item.cuts.0..item.cuts.1 {
            self.cut_counts[usize::from(self.item_cuts[at as usize])] -= 1;
        }
        if Self::is_series(item) {
            self.give_back_series(item.series.0, item.series.1);
            return;
        }
        let left = &mut self.left[item.week as usize];
        if left.minutes != u32::MAX {
            left.minutes += item.minutes;
        }
        let year = &mut self.years_left[item.year as usize];
        if *year != u32::MAX {
            *year += item.minutes;
        }
        self.taken[item.week as usize] -= 1;
    }

    fn give_back_series(&mut self, from: u32, to: u32) {
        for at in from..to {
            let (week, year, minutes) = self.series[at as usize];
            let left = &mut self.left[week as usize];
            if left.minutes != u32::MAX {
                left.minutes += minutes;
            }
            let of_year = &mut self.years_left[year as usize];
            if *of_year != u32::MAX {
                *of_year += minutes;
            }
            self.taken[week as usize] -= 1;
        }
    }

    fn descend(&mut self, mut remaining: Mask) {
        while let Some(at) = remaining.first() {
            let bound = self.value + self.bound(remaining);
            if bound <= self.best || bound < self.floor {
                return;
            }
            self.nodes += 1;
            if self.nodes > self.limit {
                self.cut = self.cut.max(bound);
                return;
            }
            remaining.remove(at);
            let item = self.items[at];
            if let Some(load) = self.take(&item) {
                self.value += item.gain - load;
                if self.value > self.best {
                    self.best = self.value;
                    self.chosen.clone_from(&self.path);
                }
                self.descend(remaining.without(item.clash));
                self.value -= item.gain - load;
                self.give_back(&item);
            }
        }
    }

    fn enumerate(&mut self, mut remaining: Mask, found: &mut impl FnMut(&[u32], i64)) -> bool {
        while let Some(at) = remaining.first() {
            if self.value + self.bound(remaining) < self.floor {
                return true;
            }
            self.nodes += 1;
            if self.nodes > self.limit {
                return false;
            }
            remaining.remove(at);
            let item = self.items[at];
            if let Some(load) = self.take(&item) {
                self.value += item.gain - load;
                if self.value >= self.floor {
                    found(&self.path, self.value);
                }
                let complete = self.enumerate(remaining.without(item.clash), found);
                self.value -= item.gain - load;
                self.give_back(&item);
                if !complete {
                    return false;
                }
            }
        }
        true
    }
}
