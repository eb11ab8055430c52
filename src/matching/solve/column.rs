//! A schedule as a column: which candidates one Lotse takes, and what they are worth together.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use std::cmp::Reverse;

use super::board::{Board, Slot};
use super::cuts::Cuts;
use super::prices::{FINE, Scale};
use crate::matching::objectives::load;

/// A schedule of one Lotse.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Column {
    pub group: u32,
    /// Candidates, ascending.
    pub arcs: Vec<u32>,
}

/// Both levels of a schedule on a scale, load included.
pub(super) fn value_of(board: &Board<'_>, scale: Scale, arcs: &[u32]) -> i64 {
    let values: i64 = arcs.iter().map(|at| scale.value(board, &board.arcs[*at as usize])).sum();
    values - scale.effort * load_of(board, arcs)
}

/// What the load of a schedule costs, minutes.
pub(super) fn load_of(board: &Board<'_>, arcs: &[u32]) -> i64 {
    let Some(first) = arcs.first() else { return 0 };
    let lotse = board.arcs[*first as usize].lotse;
    let group = board.groups.partition_point(|group| group.lotse < lotse);
    let mut weeks: Vec<(u16, u32)> = Vec::with_capacity(4);
    arcs.iter().for_each(|at| count_weeks(board.slots_of_arc(&board.arcs[*at as usize]), &mut weeks));
    let step = board.problem.weights.effort.load_step;
    let load = |(week, count): &(u16, u32)| load::minutes(step, board.week_left(group, *week).confirmed, *count);
    weeks.iter().map(load).sum()
}

/// Counts sittings by week.
fn count_weeks(slots: &[Slot], weeks: &mut Vec<(u16, u32)>) {
    for slot in slots {
        match weeks.iter_mut().find(|(week, _)| *week == slot.week) {
            Some((_, count)) => *count += 1,
            None => weeks.push((slot.week, 1)),
        }
    }
}

/// What a schedule gains at these prices, in [`FINE`] units.
#[cfg_attr(not(feature = "highs"), allow(dead_code, reason = "only the relaxed master asks for it"))]
pub(super) fn reduced(board: &Board<'_>, scale: Scale, cuts: &Cuts, prices: &[i64], column: &Column) -> i64 {
    let arcs = &column.arcs;
    let paid = |at: &u32| {
        let arc = &board.arcs[*at as usize];
        let extras: i64 = board.extras(*at, arc).map(|(row, uses)| uses * prices[row as usize]).sum();
        prices[board.row(arc) as usize] + extras
    };
    let cuts = cuts.paid(board, prices.get(board.at_most.len()..).unwrap_or_default(), column.group, arcs);
    FINE * value_of(board, scale, arcs) - arcs.iter().map(paid).sum::<i64>() - cuts
}

/// What the load of a group's Lotse can cost at most: each request comes once, with as many sittings in a week as it can have there.
pub(super) fn most_load(board: &Board<'_>, group: usize) -> i64 {
    // By week and request, the most sittings first.
    let mut counted: Vec<(u16, u32, Reverse<u32>)> = Vec::new();
    let mut of_arc: Vec<(u16, u32)> = Vec::new();
    for at in board.groups[group].arcs.clone() {
        let arc = &board.arcs[at as usize];
        of_arc.clear();
        count_weeks(board.slots_of_arc(arc), &mut of_arc);
        counted.extend(of_arc.iter().map(|(week, count)| (*week, arc.request, Reverse(*count))));
    }
    counted.sort_unstable();
    counted.dedup_by_key(|(week, request, _)| (*week, *request));
    let step = board.problem.weights.effort.load_step;
    let of_week = |requests: &[(u16, u32, Reverse<u32>)]| {
        let (week, possible) = (requests[0].0, requests.iter().map(|(_, _, count)| count.0).sum::<u32>());
        let left = board.week_left(group, week);
        load::minutes(step, left.confirmed, possible.min(left.sittings))
    };
    counted.chunk_by(|one, next| one.0 == next.0).map(of_week).sum()
}
