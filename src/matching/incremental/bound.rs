//! Prices on the rows that bind Lotsen together, and the bound that follows from them.
//!
//! With a price `u ≥ 0` on each row, every Lotse takes the schedule worth most after paying for the rows it uses. What all earn
//! together, and the prices of what the rows have to give, is more than any plan is worth: a plan pays no more for its rows than
//! they have. Prices rise where rows are used too often and fall where they are not used up, by steps that shrink with the
//! distance from the value to be undercut (Polyak's). All of it in integers, prices and values in 64ths.

use super::schedules::Schedules;

/// Values and prices are counted in these.
pub(super) const PARTS: i64 = 64;

/// A pace at which prices have come to rest.
pub(super) const SLOWEST: f64 = 0.02;

/// The schedules that are still possible at a node of the search, by Lotse. None of the lists is empty.
pub(super) type Open = Vec<Vec<u32>>;

/// Values of schedules under one objective, and the prices.
#[derive(Debug)]
pub(super) struct Pricing<'a> {
    pub schedules: &'a Schedules,
    /// In [`PARTS`].
    pub values: Vec<i64>,
    /// Schedules that may still be looked at.
    pub looks: u64,
}

/// What prices lead to.
#[derive(Debug, Clone, Default)]
pub(super) struct Priced {
    /// No plan is worth more, in [`PARTS`].
    pub bound: i64,
    pub prices: Vec<i64>,
    /// The schedule that each Lotse takes.
    pub picks: Vec<u32>,
    /// How often each row is used by them.
    pub used: Vec<u32>,
}

impl Pricing<'_> {
    /// What a schedule is worth after paying.
    pub(super) fn net(&self, schedule: u32, prices: &[i64]) -> i64 {
        let value = self.values.get(schedule as usize).copied().unwrap_or(0);
        let rows = self.schedules.get(schedule).map(|schedule| &*schedule.rows).unwrap_or_default();
        value - rows.iter().filter_map(|row| prices.get(usize::from(*row))).sum::<i64>()
    }

    /// The bound at these prices.
    pub(super) fn price(&mut self, open: &Open, prices: &[i64]) -> Priced {
        let at_most = &self.schedules.at_most;
        let mut bound: i64 = prices.iter().zip(at_most).map(|(price, most)| price * i64::from(*most)).sum();
        let mut used = vec![0_u32; at_most.len()];
        let mut picks = Vec::with_capacity(open.len());
        for schedules in open {
            self.looks = self.looks.saturating_sub(schedules.len() as u64);
            let mut best = (i64::MIN, 0);
            for schedule in schedules {
                let net = self.net(*schedule, prices);
                if net > best.0 {
                    best = (net, *schedule);
                }
            }
            bound = bound.saturating_add(best.0);
            picks.push(best.1);
            for row in self.schedules.get(best.1).iter().flat_map(|schedule| &schedule.rows) {
                if let Some(used) = used.get_mut(usize::from(*row)) {
                    *used += 1;
                }
            }
        }
        Priced { bound, prices: prices.to_vec(), picks, used }
    }

    /// Moves the prices until the bound falls below `target`, or no longer falls. The pace slows down where it does not.
    pub(super) fn descend(&mut self, open: &Open, from: &[i64], target: i64, rounds: usize, pace: &mut f64) -> Priced {
        let mut from = from.to_vec();
        self.free_unwanted(open, &mut from);
        let mut best = self.price(open, &from);
        let mut now = best.clone();
        let mut without = 0;
        let mut direction = vec![0.0_f64; from.len()];
        for _ in 0..rounds {
            if best.bound < target || self.looks == 0 || *pace < SLOWEST {
                break;
            }
            let slack = |row: usize| -> f64 {
                let most = self.schedules.at_most.get(row).copied().unwrap_or(0);
                f64::from(most) - f64::from(now.used.get(row).copied().unwrap_or(0))
            };
            for (row, direction) in direction.iter_mut().enumerate() {
                let slack = slack(row);
                // What is free and not used up cannot become cheaper.
                let free = now.prices.get(row).is_none_or(|price| *price == 0) && slack > 0.0;
                *direction = if free { 0.0 } else { slack + 0.3 * *direction };
            }
            let norm: f64 = direction.iter().map(|d| d * d).sum();
            if norm < 1e-9 {
                break;
            }
            let step = *pace * (now.bound - target + PARTS) as f64 / norm;
            let moved = |(price, direction): (&i64, &f64)| (*price as f64 - step * direction).round().max(0.0) as i64;
            let prices: Vec<i64> = now.prices.iter().zip(&direction).map(moved).collect();
            now = self.price(open, &prices);
            if now.bound < best.bound {
                best = now.clone();
                without = 0;
            } else {
                without += 1;
                if without == 6 {
                    *pace *= 0.6;
                    without = 0;
                    now = best.clone();
                    direction.iter_mut().for_each(|d| *d = 0.0);
                }
            }
        }
        best
    }

    /// A row that nobody can use any more has no price.
    fn free_unwanted(&self, open: &Open, prices: &mut [i64]) {
        let mut wanted = vec![false; prices.len()];
        for row in open.iter().flatten().filter_map(|at| self.schedules.get(*at)).flat_map(|schedule| &schedule.rows) {
            if let Some(wanted) = wanted.get_mut(usize::from(*row)) {
                *wanted = true;
            }
        }
        prices.iter_mut().zip(wanted).filter(|(_, wanted)| !wanted).for_each(|(price, _)| *price = 0);
    }

    /// Drops the schedules that no plan worth at least `target` contains; `false` if a Lotse has none left.
    pub(super) fn thin(&self, open: &mut Open, priced: &Priced, target: i64) -> bool {
        let room = priced.bound - target;
        for (schedules, pick) in open.iter_mut().zip(&priced.picks) {
            let best = self.net(*pick, &priced.prices);
            schedules.retain(|schedule| best - self.net(*schedule, &priced.prices) <= room);
            if schedules.is_empty() {
                return false;
            }
        }
        true
    }
}
