//! Cuts: of three requests, at most one schedule serves two.
//!
//! In a plan each request is served once, so two schedules cannot both serve two of the same three requests. The relaxed master
//! does not know that: it takes half of three schedules that share three requests pairwise. A cut forbids it, at a price that
//! every schedule with two of the three then pays. Only requests with one place can be in a cut.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from these cuts' own tables")]

use std::collections::{BTreeMap, HashMap, HashSet};

use super::board::Board;
use super::master::Column;

/// Cuts that one round adds.
const MOST: usize = 60;
/// A cut counts as broken by more than this.
const BROKEN: f64 = 1e-3;

/// The cuts so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Cuts {
    sets: Vec<[u32; 3]>,
    of_request: HashMap<u32, Vec<u16>>,
    known: HashSet<[u32; 3]>,
    /// Candidates that a branch leaves out; empty outside branches.
    banned: HashSet<u32>,
}

impl Cuts {
    pub fn len(&self) -> usize {
        self.sets.len()
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
        if self.sets.is_empty() { &[] } else { self.of_request.get(&request).map_or(&[], Vec::as_slice) }
    }

    /// The cuts of which a schedule serves two requests or more.
    pub fn counted(&self, board: &Board<'_>, arcs: &[u32]) -> Vec<u16> {
        if self.sets.is_empty() {
            return Vec::new();
        }
        let of_arc = |at: &u32| self.of(board.arcs[*at as usize].request).iter().copied();
        let mut all: Vec<u16> = arcs.iter().flat_map(of_arc).collect();
        all.sort_unstable();
        all.chunk_by(|one, next| one == next).filter(|same| same.len() >= 2).map(|same| same[0]).collect()
    }

    /// What a schedule pays for the cuts that it counts in; `prices` are those of the cuts, the
    /// latest of which may have none yet.
    pub fn paid(&self, board: &Board<'_>, prices: &[i64], arcs: &[u32]) -> i64 {
        self.counted(board, arcs).iter().filter_map(|cut| prices.get(usize::from(*cut))).sum()
    }

    /// Adds cuts that the shares of schedules break, the most broken first; says how many.
    pub fn add_broken(&mut self, board: &Board<'_>, columns: &[Column], shares: &[f64]) -> usize {
        let parts = columns.iter().zip(shares).filter(|(_, share)| **share > 1e-6 && **share < 1.0 - 1e-6);
        let mut pairs: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        let mut triples: BTreeMap<[u32; 3], f64> = BTreeMap::new();
        let mut partners: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (column, share) in parts {
            let mut requests: Vec<u32> = column.arcs.iter().map(|at| board.arcs[*at as usize].request).collect();
            requests.retain(|request| board.problem.requests[*request as usize].places == 1);
            requests.sort_unstable();
            for (at, one) in requests.iter().enumerate() {
                for (next, two) in requests.iter().enumerate().skip(at + 1) {
                    *pairs.entry((*one, *two)).or_default() += share;
                    partners.entry(*one).or_default().push(*two);
                    partners.entry(*two).or_default().push(*one);
                    for three in &requests[next + 1..] {
                        *triples.entry([*one, *two, *three]).or_default() += share;
                    }
                }
            }
        }
        let pair = |one: u32, two: u32| pairs.get(&(one.min(two), one.max(two))).copied().unwrap_or(0.0);
        let mut broken: BTreeMap<[u32; 3], f64> = BTreeMap::new();
        for (one, two) in pairs.keys() {
            let near = partners.get(one).into_iter().chain(partners.get(two)).flatten();
            for three in near.filter(|three| *three != one && *three != two) {
                let mut set = [*one, *two, *three];
                set.sort_unstable();
                let whole = triples.get(&set).copied().unwrap_or(0.0);
                let sum = pair(set[0], set[1]) + pair(set[0], set[2]) + pair(set[1], set[2]) - 2.0 * whole;
                if sum > 1.0 + BROKEN && !self.known.contains(&set) {
                    broken.insert(set, sum);
                }
            }
        }
        let mut broken: Vec<([u32; 3], f64)> = broken.into_iter().collect();
        broken.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        broken.truncate(MOST);
        for (set, _) in &broken {
            let number = self.sets.len() as u16;
            self.sets.push(*set);
            self.known.insert(*set);
            set.iter().for_each(|request| self.of_request.entry(*request).or_default().push(number));
        }
        broken.len()
    }
}
