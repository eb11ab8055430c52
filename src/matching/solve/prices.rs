//! Prices on rows, and the bound that they prove.
//!
//! A price takes from every candidate of its row what a place there is worth to others. With prices given, each Lotse can be
//! decided alone ([`super::schedule`]); the sum of their best schedules and of what the rows are worth is at least the value of
//! any plan, **whatever the prices are**, as long as none is negative. A negative price of a row gives a bound for the plans in
//! which that row is full, which is what one of two branches asks for. Everything is counted in whole 64ths, so the bound is exact.
#![expect(
    clippy::indexing_slicing,
    reason = "positions come from the board that the prices belong to; this is the innermost loop of the solver"
)]

use rayon::prelude::*;

use super::board::Board;
use super::cuts::Cuts;
use super::schedule::{Best, Search, Terms};
use crate::matching::plan::Candidate;

/// Fractions of a unit of the objective in which prices and bounds are counted.
pub(super) const FINE: i64 = 64;

/// Values and prices are sums of numbers that are up to so large, so that all of them together fit in 64 bits.
const LARGEST: i64 = i64::MAX / 64 / FINE;
/// Steps of weight that a tree may pay for rows that it wants, more than all candidates are worth.
const PREMIUMS: i64 = 10_000;

/// What is maximised: `weight × served weight − effort × minutes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    pub weight: i64,
    pub effort: i64,
}

impl Scale {
    /// A scale at which a step of weight outweighs so much effort, as far as there is room for the weight and the effort that plans
    /// can have. With less a bound says less of weight, and holds.
    pub fn outweighing(board: &Board<'_>, effort: i64, most: Most) -> Self {
        Self { weight: (effort / board.weight_step() + 1).min(most.scale(board)), effort: 1 }
    }

    /// What a candidate is worth, load apart.
    pub fn value(self, board: &Board<'_>, arc: &Candidate) -> i64 {
        self.weight * board.weight(arc) - self.effort * i64::from(arc.effort)
    }

    /// The cost of one step of load, in [`FINE`] units.
    pub fn load_step(self, board: &Board<'_>) -> i64 {
        FINE * self.effort * i64::from(board.problem.weights.effort.load_step)
    }
}

/// What no plan has more of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub weight: i64,
    pub effort: i64,
}

impl Most {
    /// Beyond this weight of a scale sums of values and prices might not fit.
    pub fn scale(self, board: &Board<'_>) -> i64 {
        ((LARGEST - self.effort).max(0) / (self.weight + PREMIUMS * board.weight_step()).max(1)).max(1)
    }
}

/// What prices prove, and what the Lotsen would choose at them.
pub(super) struct Evaluation {
    /// No plan is worth more, in [`FINE`] units.
    pub bound: i64,
    /// Each group's best schedule: `(group, end)` into `arcs`.
    pub ends: Vec<u32>,
    pub arcs: Vec<u32>,
    /// What each group's schedule gains.
    pub gains: Vec<i64>,
    /// By row: what is there less what the schedules take.
    pub slack: Vec<i64>,
    pub nodes: u64,
}

impl Evaluation {
    pub fn schedule(&self, group: usize) -> &[u32] {
        let from = if group == 0 { 0 } else { self.ends[group - 1] };
        &self.arcs[from as usize..self.ends[group] as usize]
    }
}

/// What a place of each row gains at these prices before effort, in [`FINE`] units.
pub(super) fn margins(board: &Board<'_>, scale: Scale, prices: &[i64]) -> Vec<i64> {
    let weight = |request: u32| board.problem.requests.get(request as usize).map_or(0, |request| request.weight);
    let margin = |(request, price): (&u32, &i64)| FINE * scale.weight * weight(*request) - price;
    board.row_request.iter().zip(prices).map(margin).collect()
}

/// What a candidate gains, in [`FINE`] units.
pub(super) fn gain_by(
    board: &Board<'_>,
    scale: Scale,
    margins: &[i64],
    prices: &[i64],
    at: u32,
    arc: &Candidate,
) -> i64 {
    let extras: i64 = board.extras(at, arc).map(|(row, uses)| uses * prices[row as usize]).sum();
    margins[board.row(arc) as usize] - FINE * scale.effort * i64::from(arc.effort) - extras
}

/// What a search needs to know of the prices beyond each candidate's gain. The prices of cuts follow those of the rows.
pub(super) fn terms<'c>(board: &Board<'_>, scale: Scale, cuts: &'c Cuts, prices: &'c [i64]) -> Terms<'c> {
    let cut_prices = prices.get(board.at_most.len()..).unwrap_or_default();
    Terms { load_step: scale.load_step(board), cuts, cut_prices }
}

/// What evaluations of one board found last, Lotse by Lotse: who gains the same again chooses the same again.
#[derive(Default)]
pub(super) struct Memory {
    load_step: i64,
    groups: Vec<Known>,
}

#[derive(Clone, Default)]
struct Known {
    /// What gains something with what it gains, and the prices of its cuts, whose numbers are counted from the greatest down, so that
    /// none is taken for a candidate. Without any of them a Lotse gains nothing.
    key: Vec<(u32, i64)>,
    best: Best,
    chosen: Vec<u32>,
}

/// Decides every Lotse at these prices.
#[cfg(feature = "highs")]
pub(super) fn evaluate(board: &Board<'_>, scale: Scale, cuts: &Cuts, prices: &[i64]) -> Evaluation {
    let evaluator = Evaluator::new(board, scale, cuts, prices);
    let size = evaluator.chunk();
    let starts: Vec<usize> = (0..board.groups.len()).step_by(size).collect();
    let part = |start: usize| {
        let mut known = vec![Known::default(); size.min(board.groups.len() - start)];
        evaluator.part(start, &mut known)
    };
    evaluator.whole(starts.into_par_iter().map(part).collect())
}

/// The same, with the memory of evaluations of the same board before.
pub(super) fn evaluate_again(
    board: &Board<'_>,
    scale: Scale,
    cuts: &Cuts,
    prices: &[i64],
    memory: &mut Memory,
) -> Evaluation {
    let evaluator = Evaluator::new(board, scale, cuts, prices);
    if memory.groups.len() != board.groups.len() || memory.load_step != evaluator.terms.load_step {
        *memory = Memory { load_step: evaluator.terms.load_step, groups: vec![Known::default(); board.groups.len()] };
    }
    let size = evaluator.chunk();
    let parts = memory.groups.par_chunks_mut(size).enumerate();
    evaluator.whole(parts.map(|(number, known)| evaluator.part(number * size, known)).collect())
}

/// What the Lotsen of one part choose.
struct Part {
    bound: i64,
    ends: Vec<u32>,
    arcs: Vec<u32>,
    gains: Vec<i64>,
    nodes: u64,
}

struct Evaluator<'e, 'a> {
    board: &'e Board<'a>,
    scale: Scale,
    prices: &'e [i64],
    terms: Terms<'e>,
    margins: Vec<i64>,
}

impl<'e, 'a> Evaluator<'e, 'a> {
    fn new(board: &'e Board<'a>, scale: Scale, cuts: &'e Cuts, prices: &'e [i64]) -> Self {
        let terms = terms(board, scale, cuts, prices);
        Self { board, scale, prices, terms, margins: margins(board, scale, prices) }
    }

    /// How many Lotsen are decided at a time.
    fn chunk(&self) -> usize {
        (self.board.groups.len() / (8 * rayon::current_num_threads().max(1))).clamp(16, 1024)
    }

    /// Decides the Lotsen from `start` on, of each of whom something may be known.
    fn part(&self, start: usize, known: &mut [Known]) -> Part {
        let mut search = Search::new(self.board);
        let mut part = Part { bound: 0, ends: Vec::new(), arcs: Vec::new(), gains: Vec::new(), nodes: 0 };
        let mut key = Vec::new();
        for (group, known) in (start..).zip(known) {
            self.key(group, &mut key);
            if known.key != key {
                let gain = |at, arc: &Candidate| gain_by(self.board, self.scale, &self.margins, self.prices, at, arc);
                known.best = search.best(self.board, group, self.terms, self.board.patience, gain);
                known.chosen.clear();
                known.chosen.extend_from_slice(search.chosen());
                std::mem::swap(&mut known.key, &mut key);
                part.nodes += u64::from(search.nodes());
            }
            part.bound += known.best.bound;
            part.arcs.extend_from_slice(&known.chosen);
            part.ends.push(part.arcs.len() as u32);
            part.gains.push(known.best.value);
        }
        part
    }

    fn key(&self, group: usize, key: &mut Vec<(u32, i64)>) {
        key.clear();
        let Terms { cuts, cut_prices, .. } = self.terms;
        for at in self.board.groups[group].arcs.clone().filter(|at| !cuts.is_banned(*at)) {
            let arc = &self.board.arcs[at as usize];
            let gain = gain_by(self.board, self.scale, &self.margins, self.prices, at, arc);
            if gain > 0 {
                key.push((at, gain));
                let priced = |cut: &u16| cut_prices.get(usize::from(*cut)).filter(|price| **price > 0);
                let of_arc = cuts.of(arc.request).iter().filter_map(|cut| Some((!u32::from(*cut), *priced(cut)?)));
                key.extend(of_arc);
            }
        }
    }

    /// What all parts come to together.
    fn whole(&self, parts: Vec<Part>) -> Evaluation {
        let (board, prices, cuts) = (self.board, self.prices, self.terms.cuts);
        let mut all = Evaluation {
            bound: 0,
            ends: Vec::with_capacity(board.groups.len()),
            arcs: Vec::new(),
            gains: Vec::with_capacity(board.groups.len()),
            slack: Vec::new(),
            nodes: 0,
        };
        for part in parts {
            let before = all.arcs.len() as u32;
            all.bound += part.bound;
            all.nodes += part.nodes;
            all.ends.extend(part.ends.iter().map(|end| end + before));
            all.arcs.extend(part.arcs);
            all.gains.extend(part.gains);
        }
        let (worth, offered) = rows_worth(board, prices.get(..board.at_most.len()).unwrap_or(prices));
        let of_cuts = cuts.at_most().iter().zip(self.terms.cut_prices).map(|(most, price)| most * price);
        all.bound += worth + of_cuts.sum::<i64>();
        all.slack = offered;
        for at in &all.arcs {
            let arc = &board.arcs[*at as usize];
            all.slack[board.row(arc) as usize] -= 1;
            board.extras(*at, arc).for_each(|(row, uses)| all.slack[row as usize] -= uses);
        }
        all
    }
}

/// What the rows are worth at these prices, and how much each one offers for it.
fn rows_worth(board: &Board<'_>, prices: &[i64]) -> (i64, Vec<i64>) {
    // What an appointment of a request for several Lotsen is worth: its places, and the ties of all who could go.
    let mut appointments: Vec<i64> = board.at_most.iter().zip(prices).map(|(most, price)| most * price).collect();
    for row in (0..prices.len()).filter(|row| board.is_link(*row)) {
        appointments[board.row_of_link[row] as usize] += prices[row];
    }
    let mut offered = vec![0; prices.len()];
    let mut worth = 0;
    let mut row = 0;
    while row < prices.len() {
        let request = board.row_request[row];
        if board.is_link(row) {
            // Offered with its appointment, below.
            row += 1;
        } else if request == u32::MAX || !board.is_split(request) {
            offered[row] = board.at_most[row];
            worth += appointments[row];
            row += 1;
        } else {
            // Only one of them takes place: the dearest bounds them all.
            let to = (row..prices.len()).find(|at| board.row_request[*at] != request).unwrap_or(prices.len());
            let Some(dearest) = (row..to).max_by_key(|at| (appointments[*at], std::cmp::Reverse(*at))) else { break };
            offered[dearest] = board.at_most[dearest];
            worth += appointments[dearest];
            row = to;
        }
    }
    for row in (0..prices.len()).filter(|row| board.is_link(*row)) {
        offered[row] = i64::from(offered[board.row_of_link[row] as usize] > 0);
    }
    (worth, offered)
}
