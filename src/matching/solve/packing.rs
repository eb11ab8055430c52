//! The best choice among given schedules: at most one for each Lotse, at most what each row offers.
//!
//! With all schedules that could be part of a best plan this decides exactly.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from the schedules given")]

use std::collections::BTreeMap;

use super::SolveError;
use super::board::Board;
use super::column::Column;
use super::exact::{Programme, Steering, maximise};
use super::model::Row;

/// What came out.
pub(super) struct Packed {
    /// The chosen candidates.
    pub arcs: Vec<u32>,
    /// No choice among these schedules is worth more.
    pub bound: i64,
}

/// Chooses among schedules; `values` are theirs, `start` says which of them to begin with.
pub(super) fn pack(
    board: &Board<'_>,
    columns: &[Column],
    values: &[i64],
    start: &[bool],
    steering: Steering,
) -> Result<Packed, SolveError> {
    let mut lotsen: BTreeMap<u32, Vec<(u32, i64)>> = BTreeMap::new();
    let mut shared: BTreeMap<u32, BTreeMap<u32, i64>> = BTreeMap::new();
    for (at, column) in (0..).zip(columns) {
        lotsen.entry(column.group).or_default().push((at, 1));
        for arc in column.arcs.iter().map(|arc| &board.arcs[*arc as usize]) {
            *shared.entry(board.row(arc)).or_default().entry(at).or_default() += 1;
            for (row, uses) in board.caps(arc) {
                *shared.entry(row).or_default().entry(at).or_default() += uses;
            }
        }
    }
    let mut rows: Vec<Row> = lotsen.into_values().map(|terms| Row { terms, at_most: 1 }).collect();
    // Requests for several Lotsen choose one of their appointments.
    let mut choices: BTreeMap<u32, Vec<(u32, i64)>> = BTreeMap::new();
    let mut chosen_by: Vec<(u32, u32)> = Vec::new();
    let mut count = columns.len() as u32;
    for (row, terms) in shared {
        let mut terms: Vec<(u32, i64)> = terms.into_iter().collect();
        let request = board.row_request[row as usize];
        let mut at_most = board.at_most[row as usize];
        if request != u32::MAX && board.is_split(request) {
            choices.entry(request).or_default().push((count, 1));
            chosen_by.push((row, count));
            // Tighter than the sum alone.
            rows.extend(terms.iter().map(|(at, _)| Row { terms: vec![(*at, 1), (count, -1)], at_most: 0 }));
            terms.push((count, -at_most));
            at_most = 0;
            count += 1;
        }
        rows.push(Row { terms, at_most });
    }
    rows.extend(choices.into_values().map(|terms| Row { terms, at_most: 1 }));
    rows.retain(|row| row.terms.iter().map(|(_, factor)| (*factor).max(0)).sum::<i64>() > row.at_most);
    let complete = |chosen: &[bool]| -> Vec<f64> {
        let mut all: Vec<f64> = columns.iter().zip(chosen).map(|(_, chosen)| f64::from(u8::from(*chosen))).collect();
        all.resize(count as usize, 0.0);
        for (column, _) in columns.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
            for arc in column.arcs.iter().map(|arc| &board.arcs[*arc as usize]) {
                let row = board.row(arc);
                chosen_by.iter().filter(|(of, _)| *of == row).for_each(|(_, at)| all[*at as usize] = 1.0);
            }
        }
        all
    };
    let programme = Programme { continuous: vec![false; count as usize], rows: &rows, choices: columns.len() };
    let found = maximise(&programme, |at| values.get(at).copied().unwrap_or(0), complete, start, steering)?;
    let arcs =
        columns.iter().zip(&found.chosen).filter(|(_, chosen)| **chosen).flat_map(|(c, _)| c.arcs.iter().copied());
    Ok(Packed { arcs: arcs.collect(), bound: found.bound })
}
