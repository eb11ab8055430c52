//! The independent checker: whether a plan keeps every rule of `docs/MATCHING.md`, derived from the two files alone.
//!
//! ```text
//! ProblemFile --facts--> Facts --rules--> hard constraints (section 2)
//! PlanFile ----claims--> effort (3), proof (4), totals and explanations (6)
//! ```
//!
//! It shares with the solver the types of the files and the floor below (time, points, the travel table), and nothing else: it does
//! not import how a problem is compiled, what the constraints and objectives compute, or how a plan is found. Both were
//! written from the same page, so that an error of one side shows as a disagreement.
//! Deliberately absent: whether the bounds are right (that takes solving again) and the recomputation of the baseline.

mod claims;
mod effort;
mod facts;
mod judge;
mod rules;
mod violation;

use rayon::prelude::*;

pub use self::judge::{Choice, Judge};
pub use self::violation::{Barrier, Claim, Hard, Level, Limit, Rule, Violation};
use crate::domain::region::Gazetteer;
use crate::matching::file::ProblemFile;
use crate::matching::plan::{PlanFile, Totals};

/// A plan that keeps every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What it comes to, recomputed; equal to what it says.
    pub totals: Totals,
}

/// Checks a plan against its problem.
///
/// # Errors
/// Every rule that is broken. Where the problem cannot be read, or proposals name what does not exist, only that is
/// reported, because the rest cannot be computed.
pub fn verify(problem: &ProblemFile, gazetteer: &Gazetteer, plan: &PlanFile) -> Result<Verified, Vec<Violation>> {
    let judge = Judge::read(problem, gazetteer)?;
    let mut violations = Vec::new();
    if plan.problem != problem.name {
        let (expected, found) = (problem.name.clone(), plan.problem.clone());
        violations.push(Violation::of_plan(Claim::ProblemName { expected, found }));
    }
    let mut chosen = Vec::with_capacity(plan.proposals.len());
    for entry in &plan.proposals {
        match claims::read(&judge, entry) {
            Ok(candidate) => chosen.push(candidate),
            Err(wrong) => violations.extend(wrong),
        }
    }
    if chosen.len() < plan.proposals.len() {
        return Err(violations);
    }
    let alone = chosen.par_iter().zip(&plan.proposals).flat_map_iter(|(candidate, entry)| {
        judge.broken_alone(candidate).into_iter().chain(claims::effort(candidate, entry))
    });
    violations.par_extend(alone);
    violations.extend(rules::broken_together(&judge.facts, &chosen));
    let totals = claims::totals(&judge.facts, &chosen);
    violations.extend(claims::compare(&totals, &plan.totals));
    violations.extend(claims::proof(&totals, &plan.proof));
    violations.extend(claims::baseline(&totals, &plan.baseline, &plan.proof));
    violations.extend(claims::unserved(&judge, &chosen, plan));
    if violations.is_empty() { Ok(Verified { totals }) } else { Err(violations) }
}
