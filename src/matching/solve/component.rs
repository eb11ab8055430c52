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
use super::column::{Column, value_of};
use super::compact::{self, Decided};
use super::exact::Steering;
use super::known::{Known, Scales, effort, schedules, weight};
use super::master::Master;
use super::packing::{Packed, pack};
use super::prices::{FINE, Scale, evaluate, gain_by, margins, terms};
use super::pricing::{self, Priced};
use super::rounding::rounded;
use super::schedule::Search;
use super::{SolveError, end_of};
use crate::matching::plan::Candidate;
use crate::matching::problem::Problem;

/// By how much the scale grows when it was too small.
const STRICTER: i64 = 8;
/// Of the time that is left, what both levels together have, in percent, unless no plan has more weight than the one known; the rest
/// is for the proof of level 1.
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
    let mut known = Known::new(&board, part.starting_plan(start));
    let scales = Scales::new(&board, known.most_weight);
    let mut scale = scales.first;
    loop {
        let (both, mastered) = part.both_levels(scale, &mut known)?;
        part.level_one(&mut known, both, mastered, scales)?;
        // Weight was given up for effort: the scale was too small. Where both levels were not proven, it may well be large enough.
        let is_too_small = both.value == both.at_most && scale.weight * known.weight - known.effort < both.value;
        let stricter = scale.weight.saturating_mul(STRICTER).min(scales.most);
        if !is_too_small || part.is_late() || stricter <= scale.weight {
            return Ok(known.decided(&board));
        }
        scale.weight = stricter;
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
        pricing::price(board, scale, prices, (&schedules(part.board, &plan), before), pricing::FIRST, until);
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

    fn value(&self, scale: Scale, plan: &[u32]) -> i64 {
        scale.weight * weight(self.board, plan) - scale.effort * effort(self.board, plan)
    }

    /// The better one of two plans.
    fn better(&self, scale: Scale, one: Vec<u32>, other: Vec<u32>) -> Vec<u32> {
        if self.value(scale, &other) > self.value(scale, &one) { other } else { one }
    }

    /// Step 1, and the plan of the auction.
    fn plan_and_prices(&self, scale: Scale, known: &mut Known) -> (Vec<u32>, Both, Mastered<'b, 'a>) {
        let board = self.board;
        let mut auction = Auction::new(board, scale);
        let order = auction.order();
        let coarse = (scale.weight * self.step * 2).max(1);
        auction.run(&order, coarse, 400 * order.len() as u64);
        let sold = auction.plan().concat();
        let plan = self.better(scale, known.plan.clone(), sold.clone());
        known.take(board, &sold);
        let value = self.value(scale, &plan);
        let (master, priced) = pricing::price(
            board,
            scale,
            (auction.prices(), pricing::STEPS),
            (&schedules(self.board, &plan), value),
            pricing::FIRST,
            self.within(FIRST_PRICES).until,
        );
        tracing::debug!(
            columns = master.columns.len(),
            relaxed = priced.relaxed,
            bound = priced.whole_bound(),
            value,
            "priced"
        );
        let both = Both { value, at_most: priced.whole_bound() };
        (plan, both, (master, priced))
    }

    /// Steps 1 and 2: the best plan on a scale, and what no plan exceeds.
    fn both_levels(&self, scale: Scale, known: &mut Known) -> Result<(Both, Mastered<'b, 'a>), SolveError> {
        let early = self.within(BOTH_LEVELS);
        // Where no plan has more weight, level 1 needs no time of its own.
        let going_on = |known: &Known| if known.is_weightiest() { *self } else { early };
        let (mut plan, mut both, (mut master, mut priced)) = going_on(known).plan_and_prices(scale, known);
        if both.at_most > both.value && !priced.shares.is_empty() {
            let near = rounded(&master, &priced);
            known.take(self.board, &near);
            plan = self.better(scale, plan, near);
            both.value = self.value(scale, &plan);
            tracing::debug!(value = both.value, gap = both.at_most - both.value, "rounded");
        }
        let part = going_on(known);
        master.until = part.until;
        if both.at_most > both.value && !part.is_late() {
            priced = pricing::generate(
                &mut master,
                (priced.bound, priced.prices),
                (FINE * both.value, pricing::ROOT),
                part.until,
            );
            plan = part.dive(&mut master, &priced, plan);
            known.take(self.board, &plan);
            both = Both { value: self.value(scale, &plan), at_most: both.at_most.min(priced.whole_bound()) };
            tracing::debug!(value = both.value, gap = both.at_most - both.value, "cut");
        }
        let part = going_on(known);
        master.until = part.until;
        if both.at_most > both.value && !part.is_late() {
            let mut tree = part.tree(&mut master, both.value);
            tree.look(&priced);
            let (open, nodes) = (tree.open.max(tree.enough), tree.nodes);
            if let Some(better) = tree.plan.take() {
                plan = better;
            }
            known.take(self.board, &plan);
            both.value = self.value(scale, &plan);
            both.at_most = both.at_most.min(open);
            tracing::debug!(nodes, value = both.value, gap = both.at_most - both.value, "branched");
        }
        if both.at_most > both.value && !part.is_late() {
            (plan, both) = part.close(&master, &priced, plan, both)?;
            tracing::debug!(value = both.value, gap = both.at_most - both.value, "closed");
        }
        known.take(self.board, &plan);
        known.bounds.push((scale.weight, both.at_most));
        Ok((both, (master, priced)))
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
        let own = schedules(self.board, plan);
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
        columns.extend(schedules(self.board, &plan));
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
        let plan = self.better(scale, plan.to_vec(), self.positions(&chosen));
        let value = self.value(scale, &plan);
        // Whatever is not left is in no plan above the known one.
        Ok((plan, Both { value, at_most: bound.max(both.value).min(both.at_most).max(value) }))
    }

    fn positions(&self, chosen: &[Candidate]) -> Vec<u32> {
        let mut positions: Vec<u32> = chosen.iter().filter_map(|candidate| self.position(candidate)).collect();
        positions.sort_unstable();
        positions
    }

    /// Step 3: how much weight is possible at most, and plans that have more.
    fn level_one(
        &self,
        known: &mut Known,
        both: Both,
        (mut master, priced): Mastered<'b, 'a>,
        Scales { strict, most_effort, .. }: Scales,
    ) -> Result<(), SolveError> {
        let board = self.board;
        // No plan is above a bound on a scale, and none takes more effort than that.
        let most_of = |bound: i64, scale: Scale| (bound + most_effort).div_euclid(scale.weight);
        let in_steps = |weight: i64| weight.div_euclid(self.step) * self.step;
        known.most_weight = known.most_weight.min(in_steps(most_of(both.at_most, master.scale)));
        if known.is_weightiest() {
            return Ok(());
        }
        master.until = self.until;
        // At or below this no plan has a step more of weight.
        let enough = |weight: i64| strict.weight * (weight + self.step) - most_effort - 1;
        let factor = strict.weight as f64 / master.scale.weight as f64;
        let prices: Vec<i64> = priced.prices.iter().map(|price| (*price as f64 * factor) as i64).collect();
        master.rescale(strict);
        let bound = master.evaluate(&prices).bound;
        let care = (enough(known.weight) * FINE, pricing::ROOT);
        let priced = pricing::generate(&mut master, (bound, prices), care, self.until);
        known.most_weight = known.most_weight.min(in_steps(most_of(priced.whole_bound(), strict)));
        known.bounds.push((strict.weight, priced.whole_bound()));
        // Without a relaxation this is an auction from nothing, on a scale on which weight decides.
        if !known.is_weightiest() {
            known.take(self.board, &rounded(&master, &priced));
        }
        tracing::debug!(weight = known.weight, most = known.most_weight, "level 1 by prices");
        if known.is_weightiest() || self.is_late() {
            return Ok(());
        }
        let mut tree = self.tree(&mut master, enough(known.weight).max(self.value(strict, &known.plan)));
        tree.look(&priced);
        let (open, nodes) = (tree.open.max(tree.enough), tree.nodes);
        if let Some(better) = tree.plan.take() {
            known.take(self.board, &better);
        }
        known.most_weight = known.most_weight.min(in_steps(most_of(open, strict)));
        tracing::debug!(nodes, weight = known.weight, most = known.most_weight, "level 1 branched");
        if known.is_weightiest() || self.is_late() {
            return Ok(());
        }
        let start: Vec<Candidate> = known.plan.iter().map(|at| board.arcs[*at as usize]).collect();
        let (chosen, bound) = compact::level_one(board.problem, board.arcs, &start, self.steering(self.step))?;
        known.take(self.board, &self.positions(&chosen));
        known.most_weight = known.most_weight.min(bound);
        Ok(())
    }
}
