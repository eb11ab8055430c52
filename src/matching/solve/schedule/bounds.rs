//! What searches can leave out: bounds on what is still to be gained, and items that another replaces.
#![expect(
    clippy::indexing_slicing,
    reason = "positions come from the search's own tables; this is the innermost loop of the solver"
)]

use super::super::board::Board;
use super::super::mask::Mask;
use super::{Clique, Cover, Search};

impl Search {
    /// Splits the items worth looking at into sets whose members all clash with one another, by week, the dearest first.
    pub(super) fn cover(&mut self) {
        self.covers.clear();
        self.cover_of.clear();
        self.cover_of.resize(self.items.len(), 0);
        'items: for at in self.kept.positions() {
            let item = &self.items[at];
            // Of a series only the first sitting is counted, which forgets some of what it takes but never too much.
            for (number, cover) in self.covers.iter_mut().enumerate() {
                if cover.week == item.week && cover.members.is_within(item.clash) {
                    cover.members.insert(at);
                    cover.minutes = cover.minutes.min(item.minutes);
                    self.cover_of[at] = number as u16;
                    continue 'items;
                }
            }
            self.cover_of[at] = self.covers.len() as u16;
            self.covers.push(Cover { week: item.week, members: Mask::default().with(at), minutes: item.minutes });
        }
        self.counted.clear();
        self.counted.resize(self.covers.len(), 0);
    }

    /// What the remaining items can add at most: of items that all clash with one another only the dearest, and of a week
    /// only as many as its sittings and its minutes allow.
    pub(super) fn bound(&mut self, remaining: Mask) -> i64 {
        let asks = (self.asks as usize).saturating_sub(self.path.len());
        self.cliques.clear();
        self.round += 1;
        for at in remaining.positions() {
            let number = usize::from(self.cover_of[at]);
            if self.counted[number] != self.round {
                self.counted[number] = self.round;
                let cover = &self.covers[number];
                self.cliques.push(Clique { week: cover.week, gain: self.items[at].gain, minutes: cover.minutes });
            }
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
    pub(super) fn lost_to_minutes(&mut self, week: u16) -> i64 {
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
        let of_week = self.cliques.iter().filter(|clique| clique.week == week);
        for (count, clique) in (0..self.virtually[week as usize]).zip(of_week) {
            let net = clique.gain - self.load_step * i64::from(left.confirmed + self.taken[week as usize] + count);
            if net <= 0 {
                break;
            }
            dearest += net;
        }
        (dearest - fits).max(0)
    }

    /// The dearest items of each week, as many as it has room for: no schedule gains more. Leaves behind what each week comes to,
    /// and what it would come to beside one more item that has to be taken.
    pub(super) fn relaxed(&mut self) -> i64 {
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
    pub(super) fn prune(&mut self, board: &Board<'_>, group_at: usize, floor: Option<i64>) {
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
    pub(super) fn greedy(&mut self, board: &Board<'_>, group_at: usize) {
        let group = &board.groups[group_at];
        let table = board.clashes.of(board, group_at);
        let clash = |one: u32, other: u32| match table {
            Some(table) => table.row(one).has(other),
            None => board.clash(group, &board.arcs[one as usize], &board.arcs[other as usize]),
        };
        let mut taken: Vec<usize> = Vec::new();
        for at in 0..self.items.len() {
            let item = self.items[at];
            if self.path.iter().any(|other| clash(item.arc, *other)) {
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
    pub(super) fn undominated(&mut self, board: &Board<'_>) -> Mask {
        let mut kept = Mask::below(self.items.len());
        self.rows.clear();
        let single = self.items.iter().enumerate().filter(|(_, item)| !Self::is_series(item));
        self.rows.extend(single.map(|(at, item)| (board.row(&board.arcs[item.arc as usize]), at as u16)));
        self.rows.sort_unstable();
        for of_row in self.rows.chunk_by(|one, next| one.0 == next.0) {
            for (number, (_, at)) in of_row.iter().enumerate() {
                let item = &self.items[usize::from(*at)];
                let replaces = |(_, other): &(u32, u16)| {
                    let other = usize::from(*other);
                    let better = &self.items[other];
                    let both = Mask::default().with(usize::from(*at)).with(other);
                    kept.has(other)
                        && better.week == item.week
                        && better.year == item.year
                        && better.minutes <= item.minutes
                        && better.clash.and(kept).without(both).is_within(item.clash)
                };
                if of_row[..number].iter().any(replaces) {
                    kept.remove(usize::from(*at));
                }
            }
        }
        kept
    }
}
