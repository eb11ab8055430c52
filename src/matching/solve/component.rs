//! One component, decided level by level, by prices.
//!
//! 1. An auction gives a first plan and first prices; [`super::pricing`] makes them the best there are. The objective is
//!    `scale × weight − effort`, with a scale at which one step of weight outweighs what a proposal's effort can differ by.
//! 2. [`super::rounding`] gives a good plan of what the relaxed master takes, and a dive a better one: it takes what the master all
//!    but takes, and prices the rest again. Cuts bring the bound down to it, and [`super::branch`] decides what they leave.
//! 3. Level 1 is proven by prices on a scale on which the effort of a whole plan is less than a step of weight.
//!
//! What prices leave open, because the tree grows too large, goes to integer programmes: all schedules that could close the gap
//! are packed, or, where they are too many or the bound of level 1 stays above a step, [`super::compact`] decides. When level 1 is
//! proven, the bound on the scale is one for level 2: no plan of the same weight costs less.
#![expect(clippy::indexing_slicing, reason = "positions come from the board of this component")]

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::auction::Auction;
use super::board::Board;
use super::branch::Branching;
use super::column::{Column, load_of, most_load, value_of};
use super::compact::{self, Decided};
use super::exact::Steering;
use super::master::Master;
use super::packing::{Packed, pack};
use super::prices::{FINE, Scale, evaluate, gain_by, margins, terms};
use super::pricing::{self, Priced};
use super::rounding::rounded;
use super::schedule::Search;
use super::{SolveError, end_of};
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::Problem;

/// By how much the scale grows when it was too small.
const STRICTER: i64 = 8;
/// Of the time that is left, what both levels together have, in percent; the rest is for the proof of level 1.
const BOTH_LEVELS: u32 = 80;
/// Of that, what first prices have: long before they are the best there are, a plan is rounded from them.
const FIRST_PRICES: u32 = 75;
/// More schedules than these are not worth listing.
const LISTED: usize = 60_000;
/// Steps of listing one Lotse's schedules.
const LISTING: u32 = 20_000;

/// Decides a component, beginning from what `start` chooses of it.
pub(super) fn decide(
    problem: &Problem,
    candidates: &[Candidate],
    start: &[Candidate],
    limit: Duration,
    seed: u64,
) -> Result<Decided, SolveError> {
    let until = end_of(limit);
    let board = Board::new(problem, candidates);
    let part = Part { board: &board, until, seed, step: board.weight_step() };
    let mut plan = part.starting_plan(start);
    let mut scale = part.first_scale();
    loop {
        let (decided, bound, priced) = part.within(BOTH_LEVELS).both_levels(scale, plan)?;
        plan = decided;
        let proven = part.level_one(&mut plan, priced)?;
        let weight = part.weight(&plan);
        // Weight was given up for effort: the scale was too small. The better plan of the two is where to begin again.
        let reached = scale.weight * weight - scale.effort * part.effort(&plan);
        if reached >= bound.value || part.is_late() {
            let effort = part.effort(&plan);
            let effort_bound = (scale.weight * weight - bound.at_most).min(effort);
            return Ok(Decided {
                chosen: plan.iter().map(|at| board.arcs[*at as usize]).collect(),
                weight: LevelProof::new(weight, proven.max(weight)),
                effort: LevelProof::new(effort, effort_bound),
            });
        }
        scale.weight *= STRICTER;
    }
}

/// A better plan of a board than the one that `start` marks, by a dive from first prices and so many steps along the slope; `None`
/// where none is found. Proves nothing.
pub(super) fn dive(
    board: &Board<'_>,
    start: &[bool],
    prices: (Vec<i64>, usize),
    scale: Scale,
    until: Instant,
) -> Option<Vec<u32>> {
    let part = Part { board, until, seed: 0, step: board.weight_step() };
    let plan: Vec<u32> = (0..).zip(start).filter(|(_, held)| **held).map(|(at, _)| at).collect();
    let before = part.value(scale, &plan);
    let (mut master, priced) =
        pricing::price(board, scale, prices, (&part.schedules(&plan), before), pricing::FIRST, until);
    if priced.whole_bound() <= before {
        return None;
    }
    let better = part.dive(&mut master, &priced, plan);
    (part.value(scale, &better) > before).then_some(better)
}

/// What the search for both levels came to, in whole units of its scale.
#[derive(Debug, Clone, Copy)]
struct Both {
    value: i64,
    at_most: i64,
}

/// A master and what its prices came to.
type Mastered<'b, 'a> = (Master<'b, 'a>, Priced);

#[derive(Clone, Copy)]
struct Part<'b, 'a> {
    board: &'b Board<'a>,
    until: Instant,
    seed: u64,
    /// Every served weight is a multiple of this.
    step: i64,
}

impl<'b, 'a> Part<'b, 'a> {
    fn is_late(&self) -> bool {
        Instant::now() >= self.until
    }

    /// The same with so many percent of the time that is left.
    fn within(&self, percent: u32) -> Self {
        let now = Instant::now();
        let left = self.until.saturating_duration_since(now);
        Self { until: now + left.mul_f64(f64::from(percent) / 100.0), ..*self }
    }

    fn steering(&self, granularity: i64) -> Steering {
        Steering { limit: self.until.saturating_duration_since(Instant::now()), granularity, seed: self.seed }
    }

    /// What the plan given chooses of this component.
    fn starting_plan(&self, start: &[Candidate]) -> Vec<u32> {
        let mut given: Vec<u32> = Vec::new();
        for candidate in start {
            if let Some(at) = self.position(candidate) {
                given.push(at);
            }
        }
        given.sort_unstable();
        given
    }

    fn position(&self, candidate: &Candidate) -> Option<u32> {
        let group = self.board.groups.binary_search_by_key(&candidate.lotse, |group| group.lotse).ok()?;
        let arcs = self.board.groups[group].arcs.clone();
        arcs.into_iter().find(|at| self.board.arcs[*at as usize] == *candidate)
    }

    /// A scale at which one step of weight outweighs twice what two proposals can differ by in effort.
    fn first_scale(&self) -> Scale {
        let efforts = || self.board.arcs.iter().map(|arc| i64::from(arc.effort));
        let load = i64::from(self.board.problem.weights.effort.load_step);
        let swing = efforts().max().unwrap_or(0).max(load) - efforts().min().unwrap_or(0).min(0);
        Scale { weight: (2 * swing) / self.step + 1, effort: 1 }
    }

    /// A scale at which one step of weight outweighs the effort of whole plans; with the most that a plan's effort can be.
    fn strict_scale(&self) -> (Scale, i64) {
        let board = self.board;
        let (mut most, mut least) = (0, 0);
        for (number, request) in board.problem.requests.iter().enumerate() {
            let efforts =
                || board.of_request(number as u32).iter().map(|at| i64::from(board.arcs[*at as usize].effort));
            most += i64::from(request.places) * efforts().max().unwrap_or(0).max(0);
            least += i64::from(request.places) * efforts().min().unwrap_or(0).min(0);
        }
        most += (0..board.groups.len()).map(|group| most_load(board, group)).sum::<i64>();
        (Scale { weight: (2 * (most - least)) / self.step + 1, effort: 1 }, most)
    }

    fn weight(&self, plan: &[u32]) -> i64 {
        plan.iter().map(|at| self.board.weight(&self.board.arcs[*at as usize])).sum()
    }

    fn effort(&self, plan: &[u32]) -> i64 {
        let efforts: i64 = plan.iter().map(|at| i64::from(self.board.arcs[*at as usize].effort)).sum();
        efforts + self.schedules(plan).iter().map(|column| load_of(self.board, &column.arcs)).sum::<i64>()
    }

    fn value(&self, scale: Scale, plan: &[u32]) -> i64 {
        scale.weight * self.weight(plan) - scale.effort * self.effort(plan)
    }

    /// The better one of two plans.
    fn better(&self, scale: Scale, one: Vec<u32>, other: Vec<u32>) -> Vec<u32> {
        if self.value(scale, &other) > self.value(scale, &one) { other } else { one }
    }

    /// A plan by Lotse.
    fn schedules(&self, plan: &[u32]) -> Vec<Column> {
        let mut sorted = plan.to_vec();
        sorted.sort_unstable();
        let lotse = |at: &u32| self.board.arcs[*at as usize].lotse;
        let group = |at: &u32| self.board.groups.partition_point(|group| group.lotse < lotse(at)) as u32;
        let of_lotse = sorted.chunk_by(|one, next| lotse(one) == lotse(next));
        of_lotse.map(|arcs| Column { group: group(&arcs[0]), arcs: arcs.to_vec() }).collect()
    }

    /// Step 1, and the plan of the auction.
    fn plan_and_prices(&self, scale: Scale, plan: Vec<u32>) -> (Vec<u32>, Both, Mastered<'b, 'a>) {
        let board = self.board;
        let mut auction = Auction::new(board, scale);
        let order = auction.order();
        let coarse = (scale.weight * self.step * 2).max(1);
        auction.run(&order, coarse, 400 * order.len() as u64);
        let plan = self.better(scale, plan, auction.plan().concat());
        let known = self.value(scale, &plan);
        let (master, priced) = pricing::price(
            board,
            scale,
            (auction.prices(), pricing::STEPS),
            (&self.schedules(&plan), known),
            pricing::FIRST,
            self.within(FIRST_PRICES).until,
        );
        tracing::debug!(
            columns = master.columns.len(),
            relaxed = priced.relaxed,
            bound = priced.whole_bound(),
            known,
            "priced"
        );
        let both = Both { value: known, at_most: priced.whole_bound() };
        (plan, both, (master, priced))
    }

    /// Steps 1 and 2: the best plan on a scale, and what no plan exceeds.
    fn both_levels(&self, scale: Scale, plan: Vec<u32>) -> Result<(Vec<u32>, Both, Mastered<'b, 'a>), SolveError> {
        let (mut plan, mut both, (mut master, mut priced)) = self.plan_and_prices(scale, plan);
        master.until = self.until;
        if both.at_most > both.value {
            plan = self.better(scale, plan, rounded(&master, &priced));
            both.value = self.value(scale, &plan);
            tracing::debug!(value = both.value, gap = both.at_most - both.value, "rounded");
        }
        if both.at_most > both.value && !self.is_late() {
            priced = pricing::generate(
                &mut master,
                (priced.bound, priced.prices),
                (FINE * both.value, pricing::ROOT),
                self.until,
            );
            plan = self.dive(&mut master, &priced, plan);
            both = Both { value: self.value(scale, &plan), at_most: both.at_most.min(priced.whole_bound()) };
            tracing::debug!(value = both.value, gap = both.at_most - both.value, "cut");
        }
        if both.at_most > both.value && !self.is_late() {
            let mut tree = self.tree(&mut master, both.value);
            tree.look(&priced);
            let (open, nodes) = (tree.open.max(tree.enough), tree.nodes);
            if let Some(better) = tree.plan.take() {
                plan = better;
            }
            both.value = self.value(scale, &plan);
            both.at_most = both.at_most.min(open);
            tracing::debug!(nodes, value = both.value, gap = both.at_most - both.value, "branched");
        }
        if both.at_most > both.value && !self.is_late() {
            (plan, both) = self.close(&master, &priced, plan, both)?;
            tracing::debug!(value = both.value, gap = both.at_most - both.value, "closed");
        }
        Ok((plan, both, (master, priced)))
    }

    /// A tree over a master, with nothing looked at yet.
    fn tree<'m>(&self, master: &'m mut Master<'b, 'a>, enough: i64) -> Branching<'m, 'b, 'a> {
        Branching { master, enough, plan: None, open: i64::MIN, until: self.until, nodes: 0, costs: HashMap::new() }
    }

    /// A better plan where a dive below the relaxed master finds one.
    fn dive(&self, master: &mut Master<'b, 'a>, priced: &Priced, plan: Vec<u32>) -> Vec<u32> {
        let mut tree = self.tree(master, self.value(master.scale, &plan));
        if tree.is_whole(priced) {
            tree.whole(priced);
        } else {
            tree.dive(priced);
        }
        tree.plan.take().unwrap_or(plan)
    }

    fn pack(&self, scale: Scale, columns: &[Column], plan: &[u32]) -> Result<Packed, SolveError> {
        let values: Vec<i64> = columns.iter().map(|column| value_of(self.board, scale, &column.arcs)).collect();
        let own = self.schedules(plan);
        let start: Vec<bool> = columns.iter().map(|column| own.contains(column)).collect();
        pack(self.board, columns, &values, &start, self.steering(1))
    }

    /// Lists every schedule that could be part of a plan above the known one, and packs them; too many go to the compact
    /// programme, as candidates.
    fn close(
        &self,
        master: &Master<'b, 'a>,
        priced: &Priced,
        plan: Vec<u32>,
        both: Both,
    ) -> Result<(Vec<u32>, Both), SolveError> {
        let board = self.board;
        let (scale, cuts) = (master.scale, &master.cuts);
        let found = evaluate(board, scale, cuts, &priced.prices);
        let terms = terms(board, scale, cuts, &priced.prices);
        let margins = margins(board, scale, &priced.prices);
        // A plan must gain a whole unit to be better.
        let gap = priced.bound - FINE * (both.value + 1);
        let mut search = Search::new(board);
        let mut columns: Vec<Column> = Vec::new();
        // Candidates in any of these schedules, and whether all schedules are among the columns.
        let mut possible = vec![false; board.arcs.len()];
        let mut complete = true;
        for group in 0..board.groups.len() {
            let gain = |at, arc: &Candidate| gain_by(board, scale, &margins, &priced.prices, at, arc);
            let before = columns.len();
            let keep = |arcs: &[u32], _: i64| {
                let mut arcs = arcs.to_vec();
                arcs.sort_unstable();
                columns.push(Column { group: group as u32, arcs });
            };
            let least = found.gains[group] - gap;
            if search.each(board, group, terms, (least, LISTING), gain, keep) {
                columns[before..].iter().flat_map(|column| &column.arcs).for_each(|at| possible[*at as usize] = true);
            } else {
                columns.truncate(before);
                match search.looked_at() {
                    Some(arcs) => arcs.for_each(|at| possible[at as usize] = true),
                    None => board.groups[group].arcs.clone().for_each(|at| possible[at as usize] = true),
                }
                complete = false;
            }
        }
        let left = possible.iter().filter(|possible| **possible).count();
        tracing::debug!(listed = columns.len(), complete, left, of = board.arcs.len(), gap, "listed");
        if !complete || columns.len() > LISTED {
            plan.iter().for_each(|at| possible[*at as usize] = true);
            let left = board.arcs.iter().zip(&possible).filter(|(_, possible)| **possible);
            let left: Vec<Candidate> = left.map(|(arc, _)| *arc).collect();
            return self.compact(scale, &left, &plan, both);
        }
        columns.extend(self.schedules(&plan));
        columns.sort_unstable_by(|a, b| (a.group, &a.arcs).cmp(&(b.group, &b.arcs)));
        columns.dedup();
        let packed = self.pack(scale, &columns, &plan)?;
        let plan = if self.value(scale, &packed.arcs) > both.value { packed.arcs } else { plan };
        let value = self.value(scale, &plan);
        Ok((plan, Both { value, at_most: packed.bound.min(both.at_most).max(value) }))
    }

    /// The compact programme over the candidates that are left, from the plan known.
    fn compact(
        &self,
        scale: Scale,
        left: &[Candidate],
        plan: &[u32],
        both: Both,
    ) -> Result<(Vec<u32>, Both), SolveError> {
        let start: Vec<Candidate> = plan.iter().map(|at| self.board.arcs[*at as usize]).collect();
        let (chosen, bound) = compact::both_levels(self.board.problem, left, &start, scale.weight, self.steering(1))?;
        let plan = self.positions(&chosen);
        let value = self.value(scale, &plan);
        // Whatever is not left is in no plan above the known one.
        Ok((plan, Both { value, at_most: bound.max(both.value).min(both.at_most).max(value) }))
    }

    fn positions(&self, chosen: &[Candidate]) -> Vec<u32> {
        let mut positions: Vec<u32> = chosen.iter().filter_map(|candidate| self.position(candidate)).collect();
        positions.sort_unstable();
        positions
    }

    /// Step 3: how much weight is possible at most; replaces the plan where one with more weight is found.
    fn level_one(&self, plan: &mut Vec<u32>, (mut master, priced): Mastered<'b, 'a>) -> Result<i64, SolveError> {
        let board = self.board;
        let weight = self.weight(plan);
        let (strict, most_effort) = self.strict_scale();
        // No plan is above the bound on the scale, and none takes more effort than that.
        let by_scale = (priced.whole_bound() + most_effort).div_euclid(master.scale.weight);
        let simple = compact::simple_bound(board.problem, board.arcs);
        let simple = simple.min(by_scale.div_euclid(self.step) * self.step).max(weight);
        if simple == weight {
            return Ok(simple);
        }
        master.until = self.until;
        // At or below this no plan has a step more of weight.
        let enough = |weight: i64| strict.weight * (weight + self.step) - most_effort - 1;
        let factor = strict.weight as f64 / master.scale.weight as f64;
        let prices: Vec<i64> = priced.prices.iter().map(|price| (*price as f64 * factor) as i64).collect();
        master.rescale(strict);
        let bound = master.evaluate(&prices).bound;
        let care = (enough(weight) * FINE, pricing::ROOT);
        let priced = pricing::generate(&mut master, (bound, prices), care, self.until);
        let most_of = |bound: i64| (bound + most_effort).div_euclid(strict.weight).div_euclid(self.step) * self.step;
        let mut most = most_of(priced.whole_bound());
        if most > weight {
            *plan = self.better(strict, std::mem::take(plan), rounded(&master, &priced));
        }
        let weight = self.weight(plan);
        tracing::debug!(weight, most, simple, "level 1 by prices");
        if most > weight && !self.is_late() {
            let mut tree = self.tree(&mut master, enough(weight).max(self.value(strict, plan)));
            tree.look(&priced);
            let (open, nodes) = (tree.open.max(tree.enough), tree.nodes);
            if let Some(better) = tree.plan.take().filter(|better| self.weight(better) > weight) {
                *plan = better;
            }
            most = most.min(most_of(open));
            tracing::debug!(nodes, most, "level 1 branched");
        }
        let weight = self.weight(plan);
        if most <= weight || self.is_late() {
            return Ok(most.min(simple).max(weight));
        }
        let start: Vec<Candidate> = plan.iter().map(|at| board.arcs[*at as usize]).collect();
        let (chosen, bound) = compact::level_one(board.problem, board.arcs, &start, self.steering(self.step))?;
        let better = self.positions(&chosen);
        if self.weight(&better) > weight {
            *plan = better;
        }
        Ok(bound.min(most).min(simple))
    }
}
