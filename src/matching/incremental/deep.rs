//! The end of a search: where few schedules are left, their combinations are gone through without pricing any anew.
//!
//! At given prices every schedule that a Lotse takes instead of the one that earns most loses something, and so does every
//! row with a price that nobody uses up. The bound less these losses is what the plan is worth, so the walk may lose no more
//! than lies between the bound and the best plan so far.

use super::bound::{Open, Priced, Pricing};
use super::ground::Ground;

/// Combinations that are few.
const FEW: f64 = 20_000_000.0;

/// Steps that one walk may take.
const STEPS: u64 = 60_000;

/// Whether going through all combinations is likely to come to an end.
pub(super) fn is_shallow(open: &Open) -> bool {
    open.iter().map(|list| (list.len() as f64).ln()).sum::<f64>() < FEW.ln()
}

/// Goes through the combinations of a node, and takes what is better than the best plan; `false` if there were too many.
pub(super) fn dig(
    pricing: &mut Pricing<'_>,
    best: &mut (i64, Vec<u32>),
    step: i64,
    open: &Open,
    priced: &Priced,
) -> bool {
    let order = order(pricing, open);
    let mut lists = Vec::with_capacity(order.len());
    for lotse in &order {
        let (Some(list), Some(pick)) = (open.get(*lotse), priced.picks.get(*lotse)) else { continue };
        let most = pricing.net(*pick, &priced.prices);
        let mut list: Vec<(i64, u32)> =
            list.iter().map(|schedule| (most - pricing.net(*schedule, &priced.prices), *schedule)).collect();
        list.sort_unstable();
        lists.push(list);
    }
    // A row is closed by the last Lotse who could use it; what is then left of it is lost.
    let mut last = vec![0; priced.prices.len()];
    for (depth, list) in lists.iter().enumerate() {
        for row in list.iter().filter_map(|(_, at)| pricing.schedules.get(*at)).flat_map(|schedule| &schedule.rows) {
            if let Some(last) = last.get_mut(usize::from(*row)) {
                *last = depth;
            }
        }
    }
    let mut closing: Vec<Vec<usize>> = vec![Vec::new(); lists.len()];
    for (row, depth) in last.into_iter().enumerate().filter(|(row, _)| priced.prices.get(*row) > Some(&0)) {
        if let Some(closing) = closing.get_mut(depth) {
            closing.push(row);
        }
    }
    let mut walk = Walk {
        ground: Ground::new(pricing.schedules),
        lists,
        closing,
        order,
        prices: &priced.prices,
        bound: priced.bound,
        step,
        best,
        picks: vec![0; open.len()],
        steps: STEPS.min(pricing.looks),
    };
    let complete = walk.down(0, 0);
    let taken = STEPS.min(pricing.looks) - walk.steps;
    pricing.looks = pricing.looks.saturating_sub(taken);
    complete
}

/// Lotsen who want the same rows one after the other, so that rows are closed early.
fn order(pricing: &Pricing<'_>, open: &Open) -> Vec<usize> {
    let rows_of: Vec<Vec<u16>> = open
        .iter()
        .map(|list| {
            let mut rows: Vec<u16> =
                list.iter().filter_map(|at| pricing.schedules.get(*at)).flat_map(|s| s.rows.iter().copied()).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        })
        .collect();
    let mut left: Vec<usize> = (0..open.len()).collect();
    let mut met = vec![false; pricing.schedules.at_most.len()];
    let mut order = Vec::with_capacity(open.len());
    while !left.is_empty() {
        let key = |lotse: &usize| {
            let rows = rows_of.get(*lotse).map(Vec::as_slice).unwrap_or_default();
            let new = rows.iter().filter(|row| !met.get(usize::from(**row)).copied().unwrap_or(true)).count();
            (new, open.get(*lotse).map_or(0, Vec::len), *lotse)
        };
        let Some(at) = (0..left.len()).min_by_key(|at| left.get(*at).map(key)) else { break };
        let lotse = left.swap_remove(at);
        for row in rows_of.get(lotse).into_iter().flatten() {
            if let Some(met) = met.get_mut(usize::from(*row)) {
                *met = true;
            }
        }
        order.push(lotse);
    }
    order
}

struct Walk<'a> {
    ground: Ground<'a>,
    /// What each schedule loses, the least first, by depth.
    lists: Vec<Vec<(i64, u32)>>,
    closing: Vec<Vec<usize>>,
    order: Vec<usize>,
    prices: &'a [i64],
    bound: i64,
    step: i64,
    best: &'a mut (i64, Vec<u32>),
    picks: Vec<u32>,
    steps: u64,
}

impl Walk<'_> {
    fn down(&mut self, depth: usize, lost: i64) -> bool {
        let room = |walk: &Self| walk.bound - (walk.best.0 + walk.step);
        if depth == self.lists.len() {
            if lost <= room(self) {
                *self.best = (self.bound - lost, self.picks.clone());
            }
            return true;
        }
        let count = self.lists.get(depth).map_or(0, Vec::len);
        for at in 0..count {
            let Some((loses, schedule)) = self.lists.get(depth).and_then(|list| list.get(at)).copied() else { break };
            if lost + loses > room(self) {
                break;
            }
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            if !self.ground.fits(schedule) {
                continue;
            }
            self.ground.take(schedule, true);
            if let Some(pick) = self.order.get(depth).and_then(|lotse| self.picks.get_mut(*lotse)) {
                *pick = schedule;
            }
            let closing = self.closing.get(depth).into_iter().flatten();
            let unused = closing.map(|row| {
                let left = self.ground.left.get(*row).copied().unwrap_or(0);
                left * self.prices.get(*row).copied().unwrap_or(0)
            });
            let lost = lost + loses + unused.sum::<i64>();
            let complete = lost > room(self) || self.down(depth + 1, lost);
            self.ground.take(schedule, false);
            if !complete {
                return false;
            }
        }
        true
    }
}
