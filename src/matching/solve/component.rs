//! One component, decided level by level.
//!
//! 1. *Both levels at once*: `scale × weight − effort` is maximised, with a scale at which one step of weight outweighs what a
//!    proposal's effort can differ by. That is nearly always the best of level 1 too.
//! 2. *Level 1 alone*, begun from there, proves it. Where every place that has a candidate is filled, nothing needs proving.
//! 3. Where level 1 could still be raised, the scale grows and both are maximised again.
//!
//! When level 1 is proven, the bound of the first step is one for level 2: no plan of the same weight costs less.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::{Duration, Instant};

use super::SolveError;
use super::exact::{Steering, maximise};
use super::model::Model;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::Problem;

/// A decided component.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    pub chosen: Vec<Candidate>,
    pub weight: LevelProof,
    pub effort: LevelProof,
}

/// Decides a component, beginning from what `start` chooses of it.
pub(super) fn decide(
    problem: &Problem,
    candidates: &[Candidate],
    start: &[Candidate],
    limit: Duration,
    seed: u64,
) -> Result<Decided, SolveError> {
    let begun = Instant::now();
    let left = || limit.saturating_sub(begun.elapsed());
    let model = Model::new(problem, candidates);
    let starting: HashSet<&Candidate> = start.iter().collect();
    let mut chosen: Vec<bool> = candidates.iter().map(|candidate| starting.contains(candidate)).collect();
    let step = granularity(&model);
    let most_weight = simple_bound(problem, candidates);
    let mut scale = first_scale(&model, step);
    loop {
        let combined = |at: usize| model.columns.get(at).map_or(0, |c| scale * c.weight - c.effort);
        let steering = Steering { start: &chosen, limit: left(), granularity: 1, seed };
        let both = maximise(&model, combined, steering)?;
        chosen = both.chosen;
        tracing::debug!(
            candidates = candidates.len(),
            columns = model.columns.len(),
            rows = model.rows.len(),
            scale,
            ms = begun.elapsed().as_millis(),
            "both levels at once"
        );
        let (weight, effort) = value(&model, &chosen);
        let mut weight_bound = most_weight;
        if weight < most_weight {
            let alone = |at: usize| model.columns.get(at).map_or(0, |c| c.weight);
            let steering = Steering { start: &chosen, limit: left(), granularity: step, seed };
            let raised = maximise(&model, alone, steering)?;
            weight_bound = raised.bound.min(most_weight);
            tracing::debug!(
                weight,
                most_weight,
                bound = raised.bound,
                step,
                ms = begun.elapsed().as_millis(),
                "level 1 alone"
            );
            if value(&model, &raised.chosen).0 > weight {
                // A step of weight was given up for effort: the scale was too small.
                chosen = raised.chosen;
                scale = scale.saturating_mul(8);
                continue;
            }
        }
        // For every plan of this weight: scale × weight − effort ≤ bound.
        let effort_bound = scale.saturating_mul(weight).saturating_sub(both.bound).min(effort);
        return Ok(Decided {
            chosen: candidates.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(c, _)| *c).collect(),
            weight: LevelProof::new(weight, weight_bound),
            effort: LevelProof::new(effort, effort_bound),
        });
    }
}

/// Both levels of a choice.
fn value(model: &Model<'_>, chosen: &[bool]) -> (i64, i64) {
    let values = model.complete(chosen);
    let taken = model.columns.iter().zip(values).filter(|(_, value)| *value > 0.5);
    taken.fold((0, 0), |(weight, effort), (column, _)| (weight + column.weight, effort + column.effort))
}

/// What every served weight is a multiple of.
fn granularity(model: &Model<'_>) -> i64 {
    fn common(a: i64, b: i64) -> i64 {
        if b == 0 { a } else { common(b, a % b) }
    }
    model.columns.iter().map(|column| column.weight).fold(0, common).max(1)
}

/// A scale at which one step of weight outweighs twice what two proposals can differ by in effort.
fn first_scale(model: &Model<'_>, step: i64) -> i64 {
    let efforts = || model.columns.iter().map(|column| column.effort);
    let swing = efforts().max().unwrap_or(0).max(0) - efforts().min().unwrap_or(0).min(0);
    (2 * swing) / step + 1
}

/// The weight if every request filled as many places as Lotsen could take.
fn simple_bound(problem: &Problem, candidates: &[Candidate]) -> i64 {
    let mut able: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for candidate in candidates {
        able.entry(candidate.request).or_default().insert(candidate.lotse);
    }
    let worth = |(request, lotsen): (&u32, &BTreeSet<u32>)| {
        problem.requests.get(*request as usize).map_or(0, |r| r.weight * i64::from(r.places).min(lotsen.len() as i64))
    };
    able.iter().map(worth).sum()
}
