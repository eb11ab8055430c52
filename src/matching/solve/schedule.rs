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

use super::board::{Board, WeekLeft};
use super::cuts::Cuts;
use super::mask::{MOST, Mask};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Items worth looking at.
    kept: Mask,
    nodes: u32,
    limit: u32,
    cut: i64,
    nets: Vec<i64>,
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
struct Clique {
    week: u16,
    members: Mask,
    /// Of the dearest.
    gain: i64,
    /// Of the shortest.
    minutes: u32,
}

impl Search {
    pub fn new(board: &Board<'_>) -> Self {
        let unlimited = WeekLeft { minutes: u32::MAX, sittings: u32::MAX, confirmed: 0 };
        Self {
            items: Vec::new(),
            series: Vec::new(),
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
            kept: Mask::default(),
            nodes: 0,
            limit: 0,
            cut: 0,
            nets: Vec::new(),
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

    /// The candidates that the last search looked at: no others can be part of what it was asked for.
    pub fn looked_at(&self) -> impl Iterator<Item = u32> {
        self.items.iter().map(|item| item.arc)
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
        floor: i64,
        most: u32,
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

    /// Looks up the Lotse's limits and the candidates that can be part of a best schedule, or of one above `floor`. Returns what a
    /// schedule with one beyond [`MOST`] gains at most.
    fn gather(
        &mut self,
        board: &Board<'_>,
        group_at: usize,
        terms: Terms<'_>,
        floor: Option<i64>,
        gain: impl Fn(u32, &Candidate) -> i64,
    ) -> i64 {
        self.items.clear();
        self.series.clear();
        self.path.clear();
        self.chosen.clear();
        self.value = 0;
        self.best = 0;
        self.nodes = 0;
        self.cut = i64::MIN;
        self.load_step = terms.load_step;
        self.item_cuts.clear();
        self.cut_prices.clear();
        self.cut_prices.extend_from_slice(terms.cut_prices);
        self.cut_counts.clear();
        self.cut_counts.resize(terms.cut_prices.len(), 0);
        for cut in terms.cuts.of_group(group_at as u32) {
            if let Some(count) = self.cut_counts.get_mut(usize::from(*cut)) {
                *count = 1;
            }
        }
        let group = &board.groups[group_at];
        let lotse = board.lotse(group);
        self.asks = lotse.asks_left.unwrap_or(u32::MAX);
        for at in group.arcs.clone() {
            if terms.cuts.is_banned(at) {
                continue;
            }
            let arc = &board.arcs[at as usize];
            let gain = gain(at, arc);
            if floor.is_none() && gain <= 0 {
                continue;
            }
            let slots = board.slots_of_arc(arc);
            let first = slots[0];
            let mut item = Item {
                arc: at,
                gain,
                clash: Mask::default(),
                week: first.week,
                year: first.year,
                minutes: first.minutes(),
                series: (0, 0),
                cuts: (self.item_cuts.len() as u32, 0),
            };
            let priced = terms
                .cuts
                .of(arc.request)
                .iter()
                .filter(|cut| terms.cut_prices.get(usize::from(**cut)).is_some_and(|price| *price > 0));
            self.item_cuts.extend(priced);
            item.cuts.1 = self.item_cuts.len() as u32;
            if slots.len() > 1 {
                let from = self.series.len() as u32;
                self.series.extend(slots.iter().map(|slot| (slot.week, slot.year, slot.minutes())));
                item.series = (from, self.series.len() as u32);
            }
            self.items.push(item);
        }
        self.items.sort_unstable_by_key(|item| (std::cmp::Reverse(item.gain), item.arc));
        self.look_up_limits(board, group_at);
        self.prune(board, group_at, floor);
        let beyond = if self.items.len() > MOST { self.relaxed() } else { i64::MIN };
        self.items.truncate(MOST);
        for at in 0..self.items.len() {
            let mut clash = Mask::default().with(at);
            let one = &board.arcs[self.items[at].arc as usize];
            for (other_at, other) in self.items[..at].iter().enumerate() {
                if board.clash(group, one, &board.arcs[other.arc as usize]) {
                    clash.insert(other_at);
                }
            }
            self.items[at].clash = clash;
            clash.remove(at);
            clash.positions().for_each(|other| self.items[other].clash.insert(at));
        }
        self.kept = self.undominated(board);
        beyond
    }

    fn look_up_limits(&mut self, board: &Board<'_>, group_at: usize) {
        for item in &self.items {
            if Self::is_series(item) {
                for (week, year, _) in &self.series[item.series.0 as usize..item.series.1 as usize] {
                    self.left[*week as usize] = board.week_left(group_at, *week);
                    self.years_left[*year as usize] = board.year_left(group_at, *year);
                }
            } else {
                self.left[item.week as usize] = board.week_left(group_at, item.week);
                self.years_left[item.year as usize] = board.year_left(group_at, item.year);
            }
        }
    }

    /// The dearest items of each week, as many as it has room for: no schedule gains more. Leaves behind what each week comes to,
    /// and what it would come to beside one more item that has to be taken.
    fn relaxed(&mut self) -> i64 {
        self.week_best.iter_mut().for_each(|best| *best = 0);
        self.week_beside.iter_mut().for_each(|beside| *beside = i64::MIN / 4);
        for item in &self.items {
            let week = item.week as usize;
            let count = self.virtually[week];
            if count >= self.left[week].sittings {
                continue;
            }
            let load = self.load_step * i64::from(self.left[week].confirmed + count);
            self.week_beside[week] = self.week_beside[week].max(self.week_best[week] - load);
            if item.gain > load {
                self.virtually[week] += 1;
                self.week_best[week] += item.gain - load;
            }
        }
        self.virtually.iter_mut().for_each(|count| *count = 0);
        self.week_best.iter().sum()
    }

    /// Drops items with which nothing better than `floor`, or than taking the dearest first, can be reached.
    fn prune(&mut self, board: &Board<'_>, group_at: usize, floor: Option<i64>) {
        let relaxed = self.relaxed();
        let least = match floor {
            Some(floor) => floor - 1,
            None => {
                self.greedy(board, group_at);
                self.best
            }
        };
        let (best, beside) = (&self.week_best, &self.week_beside);
        self.items.retain(|item| {
            let week = item.week as usize;
            relaxed - best[week] + beside[week] + item.gain > least
        });
    }

    /// A first schedule: the dearest first, whatever still fits.
    fn greedy(&mut self, board: &Board<'_>, group_at: usize) {
        let group = &board.groups[group_at];
        let mut taken: Vec<usize> = Vec::new();
        for at in 0..self.items.len() {
            let item = self.items[at];
            let arc = &board.arcs[item.arc as usize];
            if self.path.iter().any(|other| board.clash(group, arc, &board.arcs[*other as usize])) {
                continue;
            }
            if let Some(load) = self.take(&item) {
                if load >= item.gain {
                    self.give_back(&item);
                    continue;
                }
                self.value += item.gain - load;
                taken.push(at);
            }
        }
        self.best = self.value;
        self.chosen.clone_from(&self.path);
        for at in taken.into_iter().rev() {
            let item = self.items[at];
            self.give_back(&item);
        }
        self.value = 0;
    }

    /// Items that no other of the same request replaces: one that gains as much, takes as much time and clashes with no more.
    fn undominated(&self, board: &Board<'_>) -> Mask {
        let mut kept = Mask::below(self.items.len());
        let row = |item: &Item| board.row(&board.arcs[item.arc as usize]);
        for (at, item) in self.items.iter().enumerate().filter(|(_, item)| !Self::is_series(item)) {
            for other in item.clash.and(kept).and(Mask::below(at)).positions() {
                let better = &self.items[other];
                let both = Mask::default().with(at).with(other);
                if !Self::is_series(better)
                    && row(better) == row(item)
                    && better.week == item.week
                    && better.year == item.year
                    && better.minutes <= item.minutes
                    && better.clash.and(kept).without(both).is_within(item.clash)
                {
                    kept.remove(at);
                    break;
                }
            }
        }
        kept
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
            if self.cut_counts[cut] % 2 == 0 {
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

    /// What the remaining items can add at most: of items that all clash with one another only the dearest, and of a week
    /// only as many as its sittings and its minutes allow.
    fn bound(&mut self, remaining: Mask) -> i64 {
        let asks = (self.asks as usize).saturating_sub(self.path.len());
        self.cliques.clear();
        'items: for at in remaining.positions() {
            let item = &self.items[at];
            // Of a series only the first sitting is counted, which forgets some of what it takes but never too much.
            for clique in &mut self.cliques {
                if clique.week == item.week && clique.members.is_within(item.clash) {
                    clique.members.insert(at);
                    clique.minutes = clique.minutes.min(item.minutes);
                    continue 'items;
                }
            }
            self.cliques.push(Clique {
                week: item.week,
                members: Mask::default().with(at),
                gain: item.gain,
                minutes: item.minutes,
            });
        }
        // Within a week the cliques stand by gain, and the load rises: the first so many are the best so many.
        self.nets.clear();
        let mut lost = 0;
        for at in 0..self.cliques.len() {
            let clique = self.cliques[at];
            let week = clique.week as usize;
            let left = self.left[week];
            let already = self.taken[week] + self.virtually[week];
            let net = clique.gain - self.load_step * i64::from(left.confirmed + already);
            if already < left.sittings && net > 0 {
                self.virtually[week] += 1;
                self.minutes[week] += clique.minutes;
                self.nets.push(net);
            }
        }
        for week in 0..self.virtually.len() {
            if self.virtually[week] > 0 {
                if self.minutes[week] > self.left[week].minutes {
                    lost += self.lost_to_minutes(week as u16);
                }
                self.virtually[week] = 0;
                self.minutes[week] = 0;
            }
        }
        let by_week = self.nets.iter().sum::<i64>() - lost;
        if self.nets.len() > asks {
            self.nets.sort_unstable_by_key(|net| std::cmp::Reverse(*net));
            return self.nets.iter().take(asks).sum::<i64>().min(by_week);
        }
        by_week
    }

    /// By how much the dearest of a week shrink because their minutes do not fit: the best that fits if parts could be taken.
    fn lost_to_minutes(&mut self, week: u16) -> i64 {
        let left = self.left[week as usize];
        let base = self.load_step * i64::from(left.confirmed + self.taken[week as usize]);
        self.rates.clear();
        self.rates.extend(
            self.cliques
                .iter()
                .filter(|clique| clique.week == week && clique.gain > base)
                .map(|clique| (clique.gain - base, i64::from(clique.minutes.max(1)))),
        );
        self.rates.sort_unstable_by(|(gain, minutes), (other, others)| (other * minutes).cmp(&(gain * others)));
        let mut room = i64::from(left.minutes);
        let mut fits = 0;
        for (gain, minutes) in &self.rates {
            if *minutes <= room {
                room -= minutes;
                fits += gain;
            } else {
                fits += (gain * room + minutes - 1) / minutes;
                break;
            }
        }
        let mut dearest = 0;
        let mut count = 0;
        for clique in self.cliques.iter().filter(|clique| clique.week == week) {
            let net = clique.gain - self.load_step * i64::from(left.confirmed + self.taken[week as usize] + count);
            if count >= self.virtually[week as usize] || net <= 0 {
                break;
            }
            dearest += net;
            count += 1;
        }
        (dearest - fits).max(0)
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
