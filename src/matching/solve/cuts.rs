//! Cuts: half the sum of an odd set of rows, rounded down.
//!
//! Take an odd number of rows that each offer one place: requests for one Lotse, and Lotsen, who have one schedule. Half of their
//! sum says that half of what schedules take of them is at most half of their number; as whole schedules are chosen, both
//! sides may be rounded down. The relaxed master does not know that: it likes halves, in odd rings of requests and Lotsen. Which
//! rows make a cut that it breaks is a system of equations modulo two: an odd set that meets every halved schedule evenly.
//!
//! Branches ([`super::branch`]) leave candidates out; that is kept here too, because both go wherever prices are evaluated.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from these cuts' own tables")]
#![cfg_attr(not(feature = "highs"), allow(dead_code, reason = "only the relaxed master makes cuts"))]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::board::Board;
use super::column::Column;

/// Cuts that one round adds.
const MOST: usize = 40;
/// Cuts in all; each makes searches a little slower.
const MOST_IN_ALL: usize = 400;
/// A share nearer to none or to one than this is whole.
const PART: f64 = 1e-5;
/// Orders in which the unknowns of one ring are tried.
const ORDERS: usize = 8;
/// A cut counts as broken when schedules that it meets unevenly have less than this in sum.
const UNEVEN: f64 = 0.98;

/// A row of a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Of {
    Request(u32),
    Group(u32),
}

/// The cuts so far, and the candidates left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Cuts {
    /// What the sum of each cut is at most.
    at_most: Vec<i64>,
    of_request: HashMap<u32, Vec<u16>>,
    of_group: HashMap<u32, Vec<u16>>,
    known: HashSet<Vec<Of>>,
    /// Candidates that a branch leaves out; empty outside branches.
    banned: HashSet<u32>,
}

impl Cuts {
    pub fn len(&self) -> usize {
        self.at_most.len()
    }

    /// What the sums of the cuts are at most.
    pub fn at_most(&self) -> &[i64] {
        &self.at_most
    }

    /// Leaves candidates out; returns those that were not out already.
    pub fn ban(&mut self, arcs: &[u32]) -> Vec<u32> {
        arcs.iter().copied().filter(|at| self.banned.insert(*at)).collect()
    }

    pub fn lift(&mut self, arcs: &[u32]) {
        arcs.iter().for_each(|at| {
            self.banned.remove(at);
        });
    }

    pub fn is_banned(&self, at: u32) -> bool {
        !self.banned.is_empty() && self.banned.contains(&at)
    }

    /// The cuts that a request is in.
    pub fn of(&self, request: u32) -> &[u16] {
        if self.at_most.is_empty() { &[] } else { self.of_request.get(&request).map_or(&[], Vec::as_slice) }
    }

    /// The cuts that a group is in.
    pub fn of_group(&self, group: u32) -> &[u16] {
        if self.at_most.is_empty() { &[] } else { self.of_group.get(&group).map_or(&[], Vec::as_slice) }
    }

    /// How often a schedule counts in which cuts.
    pub fn counted(&self, board: &Board<'_>, group: u32, arcs: &[u32]) -> Vec<(u16, i64)> {
        if self.at_most.is_empty() {
            return Vec::new();
        }
        let of_arc = |at: &u32| self.of(board.arcs[*at as usize].request).iter().copied();
        let mut all: Vec<u16> = arcs.iter().flat_map(of_arc).chain(self.of_group(group).iter().copied()).collect();
        all.sort_unstable();
        let counted = all.chunk_by(|one, next| one == next).map(|same| (same[0], same.len() as i64 / 2));
        counted.filter(|(_, times)| *times > 0).collect()
    }

    /// What a schedule pays for the cuts that it counts in; `prices` are those of the cuts, the latest of which may have none yet.
    pub fn paid(&self, board: &Board<'_>, prices: &[i64], group: u32, arcs: &[u32]) -> i64 {
        let price = |(cut, times): &(u16, i64)| prices.get(usize::from(*cut)).map(|price| times * price);
        self.counted(board, group, arcs).iter().filter_map(price).sum()
    }

    /// Adds cuts that the shares of schedules break; says how many.
    pub fn add_broken(&mut self, board: &Board<'_>, columns: &[Column], shares: &[f64]) -> usize {
        if self.len() >= MOST_IN_ALL {
            return 0;
        }
        let is_part = |share: f64| share > PART && share < 1.0 - PART;
        let parts: Vec<(Vec<Of>, f64)> = columns
            .iter()
            .zip(shares)
            .filter(|(_, share)| is_part(**share))
            .map(|(column, share)| (rows_of(board, column), *share))
            .collect();
        let before = self.len();
        let mut broken: Vec<(f64, Vec<Of>)> = Vec::new();
        for odd in connected(&parts).iter().flat_map(|ring| odd_sets(&parts, ring)).chain(triples(&parts)) {
            // Half of what schedules take unevenly, and of what rows have left, is what rounding may cost.
            let uneven: f64 = parts.iter().filter(|(rows, _)| met(rows, &odd) % 2 == 1).map(|(_, share)| share).sum();
            let left: f64 = odd.iter().map(|row| 1.0 - filled(&parts, *row)).sum();
            if uneven + left < UNEVEN && !self.known.contains(&odd) {
                broken.push((uneven + left, odd));
            }
        }
        let rank = |(cost, odd): &(f64, Vec<Of>), (other, others): &(f64, Vec<Of>)| {
            cost.total_cmp(other).then(odd.len().cmp(&others.len())).then(odd.cmp(others))
        };
        broken.sort_by(rank);
        for (_, odd) in broken.into_iter().take(MOST) {
            if self.known.insert(odd.clone()) {
                self.add(&odd);
            }
        }
        self.len() - before
    }

    fn add(&mut self, rows: &[Of]) {
        let number = self.len() as u16;
        self.at_most.push(rows.len() as i64 / 2);
        for row in rows {
            match row {
                Of::Request(request) => self.of_request.entry(*request).or_default().push(number),
                Of::Group(group) => self.of_group.entry(*group).or_default().push(number),
            }
        }
    }
}

/// The rows with one place that a schedule takes, each once.
fn rows_of(board: &Board<'_>, column: &Column) -> Vec<Of> {
    let request = |at: &u32| board.arcs[*at as usize].request;
    let single = |request: &u32| board.problem.requests[*request as usize].places == 1;
    let requests = column.arcs.iter().map(request).filter(single).map(Of::Request);
    requests.chain([Of::Group(column.group)]).collect()
}

fn met(rows: &[Of], set: &[Of]) -> usize {
    rows.iter().filter(|row| set.binary_search(row).is_ok()).count()
}

fn filled(parts: &[(Vec<Of>, f64)], row: Of) -> f64 {
    parts.iter().filter(|(rows, _)| rows.contains(&row)).map(|(_, share)| share).sum()
}

/// Schedules that share rows, by position.
fn connected(parts: &[(Vec<Of>, f64)]) -> Vec<Vec<usize>> {
    let mut by_row: BTreeMap<Of, Vec<usize>> = BTreeMap::new();
    for (at, (rows, _)) in parts.iter().enumerate() {
        rows.iter().for_each(|row| by_row.entry(*row).or_default().push(at));
    }
    let mut seen = vec![false; parts.len()];
    let mut rings = Vec::new();
    for first in 0..parts.len() {
        if seen[first] {
            continue;
        }
        seen[first] = true;
        let mut ring = vec![first];
        let mut next = 0;
        while next < ring.len() {
            for row in &parts[ring[next]].0 {
                for other in &by_row[row] {
                    if !seen[*other] {
                        seen[*other] = true;
                        ring.push(*other);
                    }
                }
            }
            next += 1;
        }
        ring.sort_unstable();
        rings.push(ring);
    }
    rings
}

/// Odd sets of full rows that meet every schedule of a ring evenly, or all but one; small ones first.
fn odd_sets(parts: &[(Vec<Of>, f64)], ring: &[usize]) -> Vec<Vec<Of>> {
    let mut rows: BTreeSet<Of> = ring.iter().flat_map(|at| parts[*at].0.iter().copied()).collect();
    rows.retain(|row| filled(parts, *row) > 1.0 - 1e-4);
    let rows: Vec<Of> = rows.into_iter().collect();
    // One equation a schedule, and one that the set is odd.
    let mut found: BTreeSet<(usize, Vec<Of>)> = BTreeSet::new();
    // The system has many solutions; which unknowns come first decides which one is found.
    for turn in 0..ORDERS {
        let mut order: Vec<Of> = rows.clone();
        let by = turn * order.len() / ORDERS;
        order.rotate_left(by);
        if turn % 2 == 1 {
            order.reverse();
        }
        let mut equations: Vec<(Vec<bool>, bool)> =
            ring.iter().map(|at| (order.iter().map(|row| parts[*at].0.contains(row)).collect(), false)).collect();
        equations.push((vec![true; order.len()], true));
        if let Some(solution) = solve(equations, order.len()) {
            let mut set: Vec<Of> =
                order.iter().zip(solution).filter(|(_, taken)| *taken).map(|(row, _)| *row).collect();
            set.sort_unstable();
            found.insert((set.len(), set));
        }
    }
    found.into_iter().map(|(_, set)| set).collect()
}

/// Three requests of which some schedules serve two: they may break a cut without being a ring of halves.
fn triples(parts: &[(Vec<Of>, f64)]) -> BTreeSet<Vec<Of>> {
    let mut partners: BTreeMap<Of, BTreeSet<Of>> = BTreeMap::new();
    for (rows, _) in parts {
        let requests: Vec<Of> = rows.iter().copied().filter(|row| matches!(row, Of::Request(_))).collect();
        for one in &requests {
            partners.entry(*one).or_default().extend(requests.iter().filter(|other| *other != one));
        }
    }
    let mut sets = BTreeSet::new();
    for (one, others) in &partners {
        for two in others.iter().filter(|two| *two > one) {
            // The third is served with at least one of them, or it adds nothing.
            let near = others.iter().chain(partners.get(two).into_iter().flatten());
            for three in near.filter(|three| *three != one && *three != two) {
                let mut set = vec![*one, *two, *three];
                set.sort_unstable();
                sets.insert(set);
            }
        }
    }
    sets
}

/// A solution of equations modulo two; unknowns that are free are not taken.
fn solve(mut equations: Vec<(Vec<bool>, bool)>, unknowns: usize) -> Option<Vec<bool>> {
    let mut pivots: Vec<(usize, usize)> = Vec::new();
    let mut row = 0;
    for unknown in 0..unknowns {
        let Some(pivot) = (row..equations.len()).find(|at| equations[*at].0[unknown]) else { continue };
        equations.swap(row, pivot);
        let (left, right) = equations[row].clone();
        for (at, equation) in equations.iter_mut().enumerate() {
            if at != row && equation.0[unknown] {
                equation.0.iter_mut().zip(&left).for_each(|(one, other)| *one ^= other);
                equation.1 ^= right;
            }
        }
        pivots.push((row, unknown));
        row += 1;
    }
    // What is left says nothing, or that there is no solution.
    if equations.iter().skip(row).any(|(_, right)| *right) {
        return None;
    }
    let mut solution = vec![false; unknowns];
    pivots.into_iter().for_each(|(at, unknown)| solution[unknown] = equations[at].1);
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_ring_of_halves_is_found() {
        // Three schedules, each with two of three requests: the classic.
        let rows = |one, two, group| vec![Of::Request(one), Of::Request(two), Of::Group(group)];
        let parts = vec![(rows(0, 1, 0), 0.5), (rows(1, 2, 1), 0.5), (rows(0, 2, 2), 0.5)];
        let ring = connected(&parts).remove(0);
        assert_eq!(ring, [0, 1, 2]);
        let expected: Vec<Of> = [0, 1, 2].map(Of::Request).to_vec();
        assert_eq!(odd_sets(&parts, &ring), [expected]);
    }

    #[test]
    fn equations_modulo_two() {
        let solved = solve(vec![(vec![true, true, false], true), (vec![false, true, true], false)], 3);
        assert_eq!(solved, Some(vec![true, false, false]));
        assert_eq!(solve(vec![(vec![true, true], true), (vec![true, true], false)], 2), None);
    }
}
