//! Steps along the slope of the bound: what rows have too little of becomes dearer, what they have left over cheaper.

use std::collections::HashSet;
use std::time::Instant;

use super::board::Board;
use super::column::Column;
use super::cuts::Cuts;
use super::prices::{Evaluation, FINE, Memory, Scale, evaluate_again};

/// Steps along the slope of the bound; returns the best bound, its prices and, where they are to be kept, all
/// schedules seen.
pub(super) fn slope(
    board: &Board<'_>,
    scale: Scale,
    prices: Vec<i64>,
    known: i64,
    steps: usize,
    until: Instant,
    keep: bool,
) -> (i64, Vec<i64>, HashSet<Column>) {
    let mut best = (i64::MAX, prices.clone());
    let mut seen: HashSet<Column> = HashSet::new();
    let mut prices = prices;
    let mut along = vec![0.0_f64; prices.len()];
    let mut memory = Memory::default();
    let (mut length, mut failures) = (0.5, 0);
    for _ in 0..steps {
        let found = evaluate_again(board, scale, &Cuts::default(), &prices, &mut memory);
        if keep {
            remember(&found, board, &mut seen);
        }
        if found.bound < best.0 {
            best = (found.bound, prices.clone());
            failures = 0;
        } else {
            failures += 1;
            if failures > 1 {
                failures = 0;
                length *= 0.6;
                prices.clone_from(&best.1);
            }
        }
        let above = found.bound - known * FINE;
        if above <= 0 || Instant::now() > until {
            break;
        }
        let mut norm = 0.0;
        for ((along, slack), price) in along.iter_mut().zip(&found.slack).zip(&prices) {
            *along = 0.5 * *along + 0.5 * *slack as f64;
            if *price == 0 && *along > 0.0 {
                *along = 0.0;
            }
            norm += *along * *along;
        }
        let step = length * above as f64 / f64::max(norm, 1.0);
        for (price, along) in prices.iter_mut().zip(&along) {
            *price = (*price as f64 - step * along).max(0.0).round() as i64;
        }
    }
    (best.0, best.1, seen)
}

fn remember(found: &Evaluation, board: &Board<'_>, seen: &mut HashSet<Column>) {
    for group in 0..board.groups.len() {
        let mut arcs = found.schedule(group).to_vec();
        if !arcs.is_empty() {
            arcs.sort_unstable();
            seen.insert(Column { group: group as u32, arcs });
        }
    }
}
