//! Problems too large to be decided at once: a plan from an auction, made better piece by piece, and a bound from prices always.
//!
//! ```text
//! auction ─► plan and prices, which settle on it ─► spots: where both disagree, decided anew from both sides ─► bound
//! ```
//!
//! From the candidates of the nearest Lotsen alone nothing follows for the prices of all others. Then the plan is the auction's, and
//! the bound what all requests together can be worth, which is little more, because where so many could come few find nobody.
//!
//! How much is decided anew follows from the problem, not from the clock, so the plan is the same on any machine as long as the
//! time limit does not bite.
#![expect(clippy::indexing_slicing, reason = "positions come from the tables of the same problem")]

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::auction::Auction;
use super::board::Board;
use super::column::{most_load, value_of};
use super::compact::Decided;
use super::prices::{FINE, Most, Scale};
#[cfg(not(feature = "highs"))]
use super::slope::slope;
#[cfg(feature = "highs")]
use super::spots::Whole;
use super::{Progress, SolveError, end_of, far, go_on};
use crate::matching::candidates::{Candidates, Index};
use crate::matching::plan::{Candidate, LevelProof, Totals};
use crate::matching::problem::Problem;
use crate::matching::{objectives, tally};

/// How many proposals' effort a step of weight outweighs.
const OUTWEIGHED: i64 = 16;
/// Bids of the auction rise by this part of what a step of weight is worth: enough to decide who serves what is wanted most.
const COARSE: i64 = 20;
/// The same where only the nearest Lotsen are looked at, and no prices are wanted from it.
const COARSE_NEAR: i64 = 5;
/// Which part of the time limit those have who found nobody near by, where it is over already.
const FAR: u32 = 10;
/// Bids by request after which the auction ends.
const MOST_BIDS: u64 = 40;
/// Then everybody bids once more, by a step of so many minutes: where weight is decided, the shorter way is found. And again, until
/// that brings less than a minute for so many requests.
const FINE_STEP: i64 = 2;
const BY_SWEEP: i64 = 5;

/// Decides the candidates of a problem. Where they are those of the nearest Lotsen alone, `everybody` is where an index of all is kept
/// from when it is needed.
pub(super) fn decide(
    problem: &Problem,
    (candidates, everybody): (&Candidates, Option<&OnceLock<Index>>),
    start: &[Candidate],
    limit: Duration,
    progress: &dyn Progress,
) -> Result<Decided, SolveError> {
    let until = end_of(limit);
    let are_all = everybody.is_none();
    let board = Board::whole(problem, candidates);
    let of_all = Most { weight: able(&board), effort: most_effort(&board) };
    let scale = first_scale(&board, of_all);
    let mut auction = Auction::new(&board, scale);
    let order = auction.order();
    let coarse = if are_all { COARSE } else { COARSE_NEAR };
    let (step, most) = ((scale.weight * board.weight_step() / coarse).max(1), MOST_BIDS * order.len() as u64);
    auction.run(&order, step, most);
    // Whoever found nothing looks once more: some places have become cheaper since.
    auction.look_again();
    auction.run(&order, step, most);
    let given = held_of(&board, start);
    if value(&board, scale, &given) > value(&board, scale, &auction.plan()) {
        auction.adopt(&given);
    }
    tracing::debug!(bids = auction.bids, "auction");
    if are_all || Instant::now() < until {
        auction.settle();
    }
    let prices = if are_all { auction.prices() } else { Vec::new() };
    let mut held = auction.plan();
    while Instant::now() < until {
        go_on(progress)?;
        auction.again(FINE_STEP * scale.effort);
        let better = auction.plan();
        let (before, after) = (value(&board, scale, &held), value(&board, scale, &better));
        tracing::debug!(bids = auction.bids, before, after, "auction");
        if after <= before {
            break;
        }
        held = better;
        if (after - before) * BY_SWEEP < order.len() as i64 * scale.effort {
            break;
        }
    }
    held.iter_mut().for_each(|arcs| arcs.sort_unstable());
    let mut state = State { held, prices, bound: i64::MAX };
    drop(auction);
    if are_all {
        #[cfg(feature = "highs")]
        Whole { board: &board, scale, until, progress }.settle(&mut state)?;
        #[cfg(not(feature = "highs"))]
        settle(&board, scale, &mut state, until);
    }
    let State { held, bound, .. } = state;
    let bound = bound.min(FINE * simple_bound(&board, scale));
    let mut chosen: Vec<Candidate> = held.iter().flatten().map(|at| board.arcs[*at as usize]).collect();
    // On the scale effort may outweigh weight, where load costs as much as that.
    let levels = |plan: &[Candidate]| {
        let Totals { weight, effort, .. } = tally::totals(problem, plan);
        (weight, -effort)
    };
    if levels(start) > levels(&chosen) {
        chosen = start.to_vec();
    }
    if let Some(everybody) = everybody {
        let everybody = everybody.get_or_init(|| Index::new(problem));
        // Each of these is one more who is served: they have some time of their own.
        chosen = far::served_too(problem, everybody, chosen, until.max(end_of(limit / FAR)), progress);
    }
    chosen.sort_unstable();
    let Totals { weight, effort, .. } = tally::totals(problem, &chosen);
    // How much effort a plan can take those who are left out do not tell.
    let by_bound = if are_all { weight_bound(&board, scale, bound, of_all.effort) } else { i64::MAX };
    let most_weight = by_bound.min(of_all.weight);
    let effort_bound = (scale.weight * weight - bound.div_euclid(FINE)).min(effort);
    Ok(Decided {
        chosen,
        weight: LevelProof::new(weight, most_weight.max(weight)),
        effort: LevelProof::new(effort, effort_bound),
    })
}

/// A plan by group, the prices that it goes with, and the bound that they prove, in [`FINE`] units.
pub(super) struct State {
    pub held: Vec<Vec<u32>>,
    pub prices: Vec<i64>,
    pub bound: i64,
}

/// Without a relaxed master prices only follow the slope.
#[cfg(not(feature = "highs"))]
fn settle(board: &Board<'_>, scale: Scale, state: &mut State, until: Instant) {
    const STEPS: usize = 24;
    let value: i64 = state.held.iter().map(|arcs| value_of(board, scale, arcs)).sum();
    let first = std::mem::take(&mut state.prices);
    (state.bound, state.prices, _) = slope(board, scale, first, value, STEPS, until, false);
}

/// No plan has more weight: by the bound of the whole objective, from which no plan's effort takes more than its dearest
/// candidates and fullest weeks would.
fn weight_bound(board: &Board<'_>, scale: Scale, bound: i64, most_effort: i64) -> i64 {
    let step = board.weight_step();
    (bound.div_euclid(FINE) + most_effort).div_euclid(scale.weight).div_euclid(step) * step
}

/// The weight if every request filled as many places as Lotsen could take.
fn able(board: &Board<'_>) -> i64 {
    filled(board, |weight| weight)
}

/// What that would be worth if it cost as little as can be.
fn simple_bound(board: &Board<'_>, scale: Scale) -> i64 {
    let least = match board.problem.listed {
        Some(_) => board.arcs.par_iter().map(|arc| i64::from(arc.effort)).min().unwrap_or(0).min(0),
        None => i64::from(objectives::least(&board.problem.weights.effort)),
    };
    filled(board, |weight| scale.weight * weight - scale.effort * least)
}

/// The sum over all places that Lotsen could take.
fn filled(board: &Board<'_>, worth: impl Fn(i64) -> i64 + Sync) -> i64 {
    let most = |request: u32| {
        let of = &board.problem.requests[request as usize];
        worth(of.weight) * i64::from(of.places).min(board.able(request) as i64)
    };
    (0..board.problem.requests.len() as u32).into_par_iter().map(most).sum()
}

/// What the effort of a plan can be at most.
fn most_effort(board: &Board<'_>) -> i64 {
    let requests = 0..board.problem.requests.len() as u32;
    let dearest = |request: u32| {
        let efforts = board.of_request(request).iter().map(|at| i64::from(board.arcs[*at as usize].effort));
        i64::from(board.problem.requests[request as usize].places) * efforts.max().unwrap_or(0).max(0)
    };
    let ways: i64 = requests.into_par_iter().map(dearest).sum();
    ways + (0..board.groups.len()).into_par_iter().map(|group| most_load(board, group)).sum::<i64>()
}

/// A scale at which a step of weight outweighs what several proposals can differ by in effort: so the bound of the whole
/// objective is one of weight too.
fn first_scale(board: &Board<'_>, of_all: Most) -> Scale {
    let (most, least) = board
        .arcs
        .par_iter()
        .map(|arc| (i64::from(arc.effort), i64::from(arc.effort)))
        .reduce(|| (0, 0), |one, other| (one.0.max(other.0), one.1.min(other.1)));
    let load = i64::from(board.problem.weights.effort.load_step);
    Scale::outweighing(board, 2 * OUTWEIGHED * (most.max(load) - least), of_all)
}

/// What each group holds of a plan.
fn held_of(board: &Board<'_>, plan: &[Candidate]) -> Vec<Vec<u32>> {
    let mut held = vec![Vec::new(); board.groups.len()];
    for candidate in plan {
        let Ok(group) = board.groups.binary_search_by_key(&candidate.lotse, |group| group.lotse) else { continue };
        let mut arcs = board.groups[group].arcs.clone();
        held[group].extend(arcs.find(|at| board.arcs[*at as usize] == *candidate));
    }
    held
}

pub(super) fn value(board: &Board<'_>, scale: Scale, held: &[Vec<u32>]) -> i64 {
    held.par_iter().map(|arcs| value_of(board, scale, arcs)).sum()
}
