//! From first prices to the best there are: a few steps along the slope, then the relaxed master with the schedules that its own
//! prices bring up, until none is worth while any more.
//!
//! Every price tried proves a bound; the best one is kept. Pricing ends early when it meets the value of a plan that is known.
#![expect(clippy::indexing_slicing, reason = "positions come from the board that the prices belong to")]

use std::time::Instant;

use super::SolveError;
use super::board::Board;
use super::column::{Column, reduced};
use super::cuts::Cuts;
use super::master::Master;
use super::prices::{FINE, Scale, evaluate};
use super::slope::slope;

/// Schedules of each Lotse that the master begins with.
const KEPT: usize = 4;
/// Steps along the slope before the master takes over.
const STEPS: usize = 30;
/// How far prices keep to the best so far instead of following the master's latest, in parts of one.
const INERTIA: f64 = 0.5;
/// Rounds of cuts.
const CUT_ROUNDS: usize = 25;
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

/// Prices a board from first prices. `known` is the value of a plan whose schedules are `plan`.
pub(super) fn price<'b, 'a>(
    board: &'b Board<'a>,
    scale: Scale,
    prices: Vec<i64>,
    (plan, known): (&[Column], i64),
    until: Instant,
) -> Result<(Master<'b, 'a>, Priced), SolveError> {
    let (bound, prices, seen) = slope(board, scale, prices, known, STEPS, until, true);
    let mut master = Master::new(board, scale)?;
    let mut by_group: Vec<Vec<(i64, Vec<u32>)>> = vec![Vec::new(); board.groups.len()];
    for column in seen {
        let gain = reduced(board, scale, &Cuts::default(), &prices, &column);
        by_group[column.group as usize].push((-gain, column.arcs));
    }
    for column in plan {
        master.add(column.group, &column.arcs)?;
    }
    for (group, mut schedules) in (0..).zip(by_group) {
        schedules.sort_unstable();
        for (_, arcs) in schedules.iter().take(KEPT) {
            master.add(group, arcs)?;
        }
    }
    let priced = generate(board, &mut master, (bound, prices), known * FINE, until)?;
    Ok((master, priced))
}

/// Brings up schedules until none is worth while and no cut is broken, the bound is at most `enough` plus less than a unit, or time is up.
pub(super) fn generate(
    board: &Board<'_>,
    master: &mut Master<'_, '_>,
    first: (i64, Vec<i64>),
    enough: i64,
    until: Instant,
) -> Result<Priced, SolveError> {
    let mut priced = Priced { bound: first.0, prices: first.1, relaxed: f64::INFINITY, shares: Vec::new() };
    let mut cut_rounds = 0;
    for round in 0.. {
        let relaxed = master.solve()?;
        priced.relaxed = relaxed.value;
        priced.shares = relaxed.shares;
        if priced.bound < enough + FINE || Instant::now() > until {
            break;
        }
        let inert = if round < INERT_ROUNDS { INERTIA } else { 0.0 };
        let mut added = 0;
        for inertia in [inert, 0.0] {
            let prices: Vec<i64> = relaxed
                .prices
                .iter()
                .zip(priced.prices.iter().chain(std::iter::repeat(&0)))
                .map(|(latest, best)| (inertia * *best as f64 + (1.0 - inertia) * latest * FINE as f64).round() as i64)
                .collect();
            let found = evaluate(board, master.scale, &master.cuts, &prices);
            if found.bound < priced.bound {
                priced.bound = found.bound;
                priced.prices = prices;
            }
            for (group, profit) in relaxed.profits.iter().enumerate() {
                let arcs = found.schedule(group);
                if !arcs.is_empty()
                    && gains(board, master, &relaxed.prices, group as u32, arcs) > profit + 1e-6 * profit.abs().max(1.0)
                {
                    added += usize::from(master.add(group as u32, arcs)?);
                }
            }
            if inertia == 0.0 {
                break;
            }
        }
        if added == 0 && (cut_rounds >= CUT_ROUNDS || master.cut(&priced.shares)? == 0) {
            break;
        }
        cut_rounds += usize::from(added == 0);
    }
    Ok(priced)
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
