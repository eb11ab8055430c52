//! From first prices to the best there are: a few steps along the slope, then the relaxed master with the schedules that its own
//! prices bring up, until none is worth while any more.
//!
//! Every price tried proves a bound; the best one is kept. Pricing ends early when it meets the value of a plan that is known.
#![expect(clippy::indexing_slicing, reason = "positions come from the board that the prices belong to")]

use std::time::Instant;

use super::board::Board;
use super::column::{Column, reduced};
use super::cuts::Cuts;
use super::master::Master;
use super::prices::{FINE, Scale};
use super::slope::slope;

/// Schedules of each Lotse that the master begins with.
const KEPT: usize = 4;
/// Steps along the slope before the master takes over, from the prices of an auction.
pub(super) const STEPS: usize = 30;
/// Of a whole board. Prices of a spot are nearly right from the beginning, and following the latest is quicker.
const INERTIA: f64 = 0.5;
/// With how much care a master is priced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Care {
    /// How near the bound comes to the relaxed master, in parts of the gap, before cuts or branches go on.
    near: f64,
    /// Rounds of cuts.
    cut_rounds: usize,
    /// How far prices keep to the best so far instead of following the master's latest, in parts of one.
    inertia: f64,
}

/// For a first plan.
pub(super) const FIRST: Care = Care { near: 0.0003, cut_rounds: 0, inertia: INERTIA };
/// For the prices of a spot, which are those of a part only.
pub(super) const SPOT: Care = Care { near: 0.01, cut_rounds: 0, inertia: 0.0 };
/// For a dive to a plan.
pub(super) const DIVE: Care = Care { near: 0.0005, cut_rounds: 0, inertia: INERTIA };
/// For the bound of a whole board.
pub(super) const ROOT: Care = Care { near: 0.01, cut_rounds: 25, inertia: INERTIA };
/// Within a tree.
pub(super) const NODE: Care = Care { near: 0.02, cut_rounds: 2, inertia: INERTIA };
/// Rounds after which the master is followed alone.
const INERT_ROUNDS: usize = 60;

/// What pricing came to.
pub(super) struct Priced {
    /// No plan is worth more, in [`FINE`] units.
    pub bound: i64,
    /// The prices that prove it.
    pub prices: Vec<i64>,
    /// The master's own value: where it is whole, a plan may well reach it.
    pub relaxed: f64,
    /// Schedules with their share in the relaxed master.
    pub shares: Vec<f64>,
}

impl Priced {
    /// No plan is worth more, in whole units.
    pub fn whole_bound(&self) -> i64 {
        self.bound.div_euclid(FINE)
    }
}

/// Prices a board from first prices, so many steps along the slope at first. `known` is the value of a plan whose schedules are
/// `plan`.
pub(super) fn price<'b, 'a>(
    board: &'b Board<'a>,
    scale: Scale,
    (prices, steps): (Vec<i64>, usize),
    (plan, known): (&[Column], i64),
    care: Care,
    until: Instant,
) -> (Master<'b, 'a>, Priced) {
    let (bound, prices, seen) = slope(board, scale, prices, known, steps, until, true);
    let mut master = Master::new(board, scale, until);
    let mut by_group: Vec<Vec<(i64, Vec<u32>)>> = vec![Vec::new(); board.groups.len()];
    for column in seen {
        let gain = reduced(board, scale, &Cuts::default(), &prices, &column);
        by_group[column.group as usize].push((-gain, column.arcs));
    }
    for column in plan {
        master.add(column.group, &column.arcs);
    }
    for (group, mut schedules) in (0..).zip(by_group) {
        schedules.sort_unstable();
        for (_, arcs) in schedules.iter().take(KEPT) {
            master.add(group, arcs);
        }
    }
    let priced = generate(&mut master, (bound, prices), (known * FINE, care), until);
    (master, priced)
}

/// Brings up schedules until none is worth while and no cut is broken, the bound is at most `enough` plus less than a unit, or there
/// are no further relaxations, because time is up or HiGHS finds none.
pub(super) fn generate(
    master: &mut Master<'_, '_>,
    first: (i64, Vec<i64>),
    (enough, care): (i64, Care),
    until: Instant,
) -> Priced {
    let board = master.board;
    let mut priced = Priced { bound: first.0, prices: first.1, relaxed: f64::INFINITY, shares: Vec::new() };
    let mut cut_rounds = 0;
    for round in 0.. {
        let Some(relaxed) = master.solve() else { break };
        priced.relaxed = relaxed.value;
        priced.shares = relaxed.shares;
        // What is not found yet cannot bring the bound below the relaxation of what is.
        let least = (relaxed.value + 1e-6).floor() as i64 * FINE;
        let is_settled =
            priced.bound - least < FINE || ((priced.bound - least) as f64) < care.near * (priced.bound - enough) as f64;
        if priced.bound < enough + FINE || Instant::now() > until {
            break;
        }
        let inert = if round < INERT_ROUNDS { care.inertia } else { 0.0 };
        let mut added = 0;
        let inertias = if is_settled { &[][..] } else { &[inert, 0.0][..] };
        for inertia in inertias.iter().copied() {
            let prices: Vec<i64> = relaxed
                .prices
                .iter()
                .zip(priced.prices.iter().chain(std::iter::repeat(&0)))
                .map(|(latest, best)| (inertia * *best as f64 + (1.0 - inertia) * latest * FINE as f64).round() as i64)
                .collect();
            let found = master.evaluate(&prices);
            if found.bound < priced.bound {
                priced.bound = found.bound;
                priced.prices = prices;
            }
            for (group, profit) in relaxed.profits.iter().enumerate() {
                let arcs = found.schedule(group);
                if !arcs.is_empty()
                    && gains(board, master, &relaxed.prices, group as u32, arcs) > profit + 1e-6 * profit.abs().max(1.0)
                {
                    added += usize::from(master.add(group as u32, arcs));
                }
            }
            if inertia == 0.0 {
                break;
            }
        }
        tracing::trace!(
            round,
            relaxed = priced.relaxed,
            bound = priced.whole_bound(),
            added,
            cuts = master.cuts.len(),
            "round"
        );
        if added == 0 && (cut_rounds >= care.cut_rounds || master.cut(&priced.shares) == 0) {
            break;
        }
        cut_rounds += usize::from(added == 0);
    }
    priced
}

/// What a schedule gains at the master's latest prices.
fn gains(board: &Board<'_>, master: &Master<'_, '_>, prices: &[f64], group: u32, arcs: &[u32]) -> f64 {
    let paid = |at: &u32| {
        let arc = &board.arcs[*at as usize];
        let extras: f64 = board.extras(*at, arc).map(|(row, uses)| uses as f64 * prices[row as usize]).sum();
        prices[board.row(arc) as usize] + extras
    };
    let rows = board.at_most.len();
    let counted = master.cuts.counted(board, group, arcs);
    let cuts: f64 = counted.iter().map(|(cut, times)| *times as f64 * prices[rows + usize::from(*cut)]).sum();
    master.value(arcs) as f64 - arcs.iter().map(paid).sum::<f64>() - cuts
}
