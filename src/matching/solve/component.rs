//! One component, decided level by level.
//!
//! Two searches run side by side:
//!
//! 1. *Both levels at once*: `scale × weight − effort` is maximised, with a scale at which one step of weight outweighs what a
//!    proposal's effort can differ by. That is nearly always the best of level 1 too.
//! 2. *Level 1 alone* proves how much weight is possible. Where every place that has a candidate is filled from the start,
//!    nothing needs proving.
//!
//! Where the first search falls short of the second, the scale grows and it is repeated from there. When level 1 is proven, the
//! bound of the first search is one for level 2: no plan of the same weight costs less.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::{Duration, Instant};

use super::SolveError;
use super::exact::{Found, Steering, maximise};
use super::model::Model;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::Problem;

/// By how much the scale grows when it was too small.
const STRICTER: i64 = 8;

/// A decided component.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The best choice found.
    pub chosen: Vec<Candidate>,
    /// Level 1.
    pub weight: LevelProof,
    /// Level 2, among choices of the same weight.
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
    let start: Vec<bool> = candidates.iter().map(|candidate| starting.contains(candidate)).collect();
    let step = granularity(&model);
    let scale = first_scale(&model, step);
    let most_weight = simple_bound(problem, candidates);

    let (both, alone) = rayon::join(
        || both_levels(&model, scale, &start, left(), seed),
        || match value(&model, &start).0 {
            weight if weight == most_weight => Ok(Found { chosen: start.clone(), bound: most_weight }),
            _ => level_one(&model, step, &start, left(), seed),
        },
    );
    let (mut both, alone) = (both?, alone?);
    let mut scale = scale;
    // Weight was given up for effort: the scale was too small. The other search's choice is the better start.
    while value(&model, &both.chosen).0 < value(&model, &alone.chosen).0 && !left().is_zero() {
        scale = scale.saturating_mul(STRICTER);
        both = both_levels(&model, scale, &alone.chosen, left(), seed)?;
    }
    let rank = |chosen: &[bool]| {
        let (weight, effort) = value(&model, chosen);
        (weight, -effort)
    };
    let chosen = if rank(&both.chosen) >= rank(&alone.chosen) { &both.chosen } else { &alone.chosen };
    let (weight, effort) = value(&model, chosen);
    // For every plan of this weight: scale × weight − effort ≤ bound.
    let effort_bound = scale.saturating_mul(weight).saturating_sub(both.bound).min(effort);
    Ok(Decided {
        chosen: candidates.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(c, _)| *c).collect(),
        weight: LevelProof::new(weight, alone.bound.min(most_weight)),
        effort: LevelProof::new(effort, effort_bound),
    })
}

/// The first search. Its objective is a whole number, so its steps are 1.
fn both_levels(model: &Model<'_>, scale: i64, start: &[bool], limit: Duration, seed: u64) -> Result<Found, SolveError> {
    let begun = Instant::now();
    let combined = |at: usize| model.columns.get(at).map_or(0, |c| scale.saturating_mul(c.weight) - c.effort);
    let found = maximise(model, combined, Steering { start, limit, granularity: 1, seed })?;
    let (columns, rows, ms) = (model.columns.len(), model.rows.len(), begun.elapsed().as_millis());
    tracing::debug!(columns, rows, scale, ms, "both levels at once");
    Ok(found)
}

/// The second search.
fn level_one(model: &Model<'_>, step: i64, start: &[bool], limit: Duration, seed: u64) -> Result<Found, SolveError> {
    let begun = Instant::now();
    let alone = |at: usize| model.columns.get(at).map_or(0, |c| c.weight);
    let found = maximise(model, alone, Steering { start, limit, granularity: step, seed })?;
    tracing::debug!(step, bound = found.bound, ms = begun.elapsed().as_millis(), "level 1 alone");
    Ok(found)
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
