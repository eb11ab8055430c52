//! What a search works with: the candidates that gain something, what limits the Lotse, and which candidates clash.
#![expect(
    clippy::indexing_slicing,
    reason = "positions come from the board and from the search's own tables; this is the innermost loop of the solver"
)]

use super::super::board::{Board, Slot};
use super::super::clashes::{Span, Table};
use super::super::mask::{MOST, Mask};
use super::{Item, Search, Terms};
use crate::matching::plan::Candidate;

impl Search {
    /// Looks up the Lotse's limits and the candidates that can be part of a best schedule, or of one above `floor`. Returns what a
    /// schedule with one beyond [`MOST`] gains at most.
    pub(super) fn gather(
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
                year: board.counted_year(arc, &first),
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
                let counted = |slot: &Slot| (slot.week, board.counted_year(arc, slot), slot.minutes());
                self.series.extend(slots.iter().map(counted));
                item.series = (from, self.series.len() as u32);
            }
            self.items.push(item);
        }
        self.items.sort_unstable_by_key(|item| (std::cmp::Reverse(item.gain), item.arc));
        self.look_up_limits(board, group_at);
        self.prune(board, group_at, floor);
        self.overflowed = self.items.len() > MOST;
        let beyond = if self.overflowed { self.relaxed() } else { i64::MIN };
        self.items.truncate(MOST);
        self.clashes(board, group_at);
        self.kept = self.undominated(board);
        self.cover();
        beyond
    }

    /// Finds out which items cannot be taken together.
    fn clashes(&mut self, board: &Board<'_>, group_at: usize) {
        if let Some(table) = board.clashes.of(board, group_at) {
            self.clashes_by(table);
            return;
        }
        let group = &board.groups[group_at];
        self.spans.clear();
        self.spans.extend(self.items.iter().map(|item| Span::of(board, &board.arcs[item.arc as usize])));
        for at in 0..self.items.len() {
            let one = self.items[at].arc;
            let mut clash = Mask::default();
            for (other_at, other) in self.items[..at].iter().enumerate() {
                if self.spans[at].clashes(self.spans[other_at], board, group, (one, other.arc)) {
                    clash.insert(other_at);
                }
            }
            clash.positions().for_each(|other| self.items[other].clash.insert(at));
            self.items[at].clash = clash.with(at);
        }
    }

    /// The same with a table: few of its bits are set, and of those only items' count.
    fn clashes_by(&mut self, table: Table<'_>) {
        self.present.fill(0);
        for (at, item) in self.items.iter().enumerate() {
            let place = table.place(item.arc);
            self.item_of[place] = at as u16;
            self.present[place / 64] |= 1 << (place % 64);
        }
        for (at, item) in self.items.iter_mut().enumerate() {
            let mut clash = Mask::default().with(at);
            let others = table.row(item.arc).among(&self.present);
            others.for_each(|place| clash.insert(usize::from(self.item_of[place])));
            item.clash = clash;
        }
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
}
