//! The compact programme: a column for each candidate, decided by an integer programme of good_lp.
//!
//! It is complete by itself: with a back end in pure Rust everything is decided here, and what prices leave open
//! ([`super::component`]) is. Its relaxation is weaker than prices, so it takes longer the scarcer Lotsen are.

use std::collections::{BTreeMap, BTreeSet, HashSet};

#[cfg(not(feature = "highs"))]
use std::time::{Duration, Instant};

use super::SolveError;
#[cfg(not(feature = "highs"))]
use super::board::Board;
use super::exact::{Found, Programme, Steering, maximise};
use super::model::Model;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::Problem;
#[cfg(not(feature = "highs"))]
use crate::matching::tally;

/// By how much the scale grows when it was too small.
#[cfg(not(feature = "highs"))]
const STRICTER: i64 = 8;

/// A decided component.
#[derive(Debug, Clone)]
pub struct Decided {
    /// What is proposed.
    pub chosen: Vec<Candidate>,
    /// Level 1.
    pub weight: LevelProof,
    /// Level 2, among plans of the same weight.
    pub effort: LevelProof,
}

/// The best of `scale × weight − effort`: the candidates chosen, and what no plan exceeds.
pub(super) fn both_levels(
    problem: &Problem,
    candidates: &[Candidate],
    start: &[Candidate],
    scale: i64,
    steering: Steering,
) -> Result<(Vec<Candidate>, i64), SolveError> {
    let model = Model::new(problem, candidates);
    let combined = |at: usize| model.columns.get(at).map_or(0, |c| scale.saturating_mul(c.weight) - c.effort);
    search(&model, combined, start, steering)
}

/// The greatest weight: the candidates chosen, and what no plan exceeds.
pub(super) fn level_one(
    problem: &Problem,
    candidates: &[Candidate],
    start: &[Candidate],
    steering: Steering,
) -> Result<(Vec<Candidate>, i64), SolveError> {
    let model = Model::new(problem, candidates);
    search(&model, |at| model.columns.get(at).map_or(0, |c| c.weight), start, steering)
}

fn search(
    model: &Model<'_>,
    objective: impl Fn(usize) -> i64,
    start: &[Candidate],
    steering: Steering,
) -> Result<(Vec<Candidate>, i64), SolveError> {
    let starting: HashSet<&Candidate> = start.iter().collect();
    let start: Vec<bool> = model.candidates.iter().map(|candidate| starting.contains(candidate)).collect();
    let continuous = model.columns.iter().map(|column| column.continuous).collect();
    let programme = Programme { continuous, rows: &model.rows, choices: model.candidates.len() };
    let Found { chosen, bound } = maximise(&programme, objective, |chosen| model.complete(chosen), &start, steering)?;
    let taken = model.candidates.iter().zip(chosen).filter(|(_, chosen)| *chosen);
    Ok((taken.map(|(candidate, _)| *candidate).collect(), bound))
}

/// Decides a component with this programme alone, level by level.
#[cfg(not(feature = "highs"))]
pub(super) fn decide(
    problem: &Problem,
    candidates: &[Candidate],
    start: &[Candidate],
    limit: Duration,
    seed: u64,
) -> Result<Decided, SolveError> {
    let until = super::end_of(limit);
    let steering = |granularity| Steering { limit: until.saturating_duration_since(Instant::now()), granularity, seed };
    let step = Board::new(problem, candidates).weight_step();
    // Units of load count too: the dearest of them is what a proposal may cost beside its own effort.
    let model = Model::new(problem, candidates);
    let efforts = || model.columns.iter().map(|column| column.effort);
    let swing = efforts().max().unwrap_or(0).max(0) - efforts().min().unwrap_or(0).min(0);
    let mut scale = (2 * swing) / step + 1;
    let simple = simple_bound(problem, candidates);
    let of_start: Vec<Candidate> = candidates.iter().filter(|candidate| start.contains(candidate)).copied().collect();
    let worth = |plan: &[Candidate]| {
        let totals = tally::totals(problem, plan);
        (totals.weight, totals.effort)
    };
    let (weightiest, most) = match worth(&of_start).0 {
        weight if weight == simple => (of_start.clone(), simple),
        _ => level_one(problem, candidates, &of_start, steering(step))?,
    };
    // From the plan given: one of level 1 alone may cost much more than that.
    let (mut chosen, mut bound) = both_levels(problem, candidates, &of_start, scale, steering(1))?;
    let mut bounds = vec![(scale, bound)];
    // Weight was given up for effort: the scale was too small.
    while worth(&chosen).0 < worth(&weightiest).0 && Instant::now() < until && scale < i64::MAX {
        scale = scale.saturating_mul(STRICTER);
        (chosen, bound) = both_levels(problem, candidates, &weightiest, scale, steering(1))?;
        bounds.push((scale, bound));
    }
    let rank = |plan: &[Candidate]| (worth(plan).0, -worth(plan).1);
    if rank(&weightiest) > rank(&chosen) {
        chosen = weightiest;
    }
    let (weight, effort) = worth(&chosen);
    let least = bounds.iter().map(|(scale, bound)| scale.saturating_mul(weight).saturating_sub(*bound));
    let effort_bound = least.max().unwrap_or(i64::MIN).min(effort);
    Ok(Decided {
        weight: LevelProof::new(weight, most.min(simple).max(weight)),
        effort: LevelProof::new(effort, effort_bound),
        chosen,
    })
}

/// The weight if every request filled as many places as Lotsen could take.
pub(super) fn simple_bound(problem: &Problem, candidates: &[Candidate]) -> i64 {
    let mut able: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for candidate in candidates {
        able.entry(candidate.request).or_default().insert(candidate.lotse);
    }
    let worth = |(request, lotsen): (&u32, &BTreeSet<u32>)| {
        problem.requests.get(*request as usize).map_or(0, |r| r.weight * i64::from(r.places).min(lotsen.len() as i64))
    };
    able.iter().map(worth).sum()
}
