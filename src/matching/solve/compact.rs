//! The compact programme: a column for each candidate, decided by an integer programme of good_lp.
//!
//! It is complete by itself: with a back end in pure Rust everything is decided here, and what prices leave open
//! ([`super::component`]) is. Its relaxation is weaker than prices, so it takes longer the scarcer Lotsen are.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::SolveError;
use super::exact::{Found, Programme, Steering, maximise};
use super::model::Model;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::Problem;

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
