//! From a problem file to advice that may be told: everything priced, the first ones confirmed on the whole problem.

use std::collections::HashMap;
use std::time::Duration;

use super::change::{Change, Search, Training};
use super::profiles::RADIUS_M;
use super::{Advice, Whole, confirm_whole, gains, pairs, profiles, ranked};
use crate::domain::region::Gazetteer;
use crate::matching::compile::{Fault, compile};
use crate::matching::file::RequestEntry;
use crate::matching::incremental::{self, Standing, proposals};
use crate::matching::plan::PlanFile;
use crate::matching::solve::{self, Progress, SolveError};
use crate::matching::{Problem, ProblemFile, cures};

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Wishes<'a> {
    /// So many people are confirmed.
    pub people: usize,
    /// So many changes of each kind are.
    pub changes: usize,
    /// Homes that are looked at for each language.
    pub homes: usize,
    /// Courses that can be held.
    pub trainings: &'a [Training],
    /// All solutions together take no longer than about this. What was not tried by then is told as such, or not at all.
    pub time: Duration,
}

/// What came out.
#[derive(Debug)]
pub struct Recommended {
    /// The problem as it is.
    pub problem: Problem,
    /// The plan to which all is compared.
    pub plan: PlanFile,
    /// One more Lotse, what is confirmed to gain most first.
    pub people: Vec<Advice>,
    /// Other changes, likewise, of all kinds.
    pub changes: Vec<Change>,
    /// How often the whole problem was solved, the first time included.
    pub solved: usize,
    /// Other changes that were to be tried and for which there was no time.
    pub untried: usize,
}

/// Why there is no advice.
#[derive(Debug, thiserror::Error)]
pub enum RecommendError {
    /// The file has faults.
    #[error("the problem has faults: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<Fault>),
    /// The solver failed, or nobody wants the outcome any more.
    #[error(transparent)]
    Solve(#[from] SolveError),
}

impl From<Vec<Fault>> for RecommendError {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

/// Advises on a problem; on one with too many candidates there is no advice.
///
/// # Errors
/// When the file has faults, the back end fails, or nobody wants the outcome any more.
pub fn recommend(
    file: &ProblemFile,
    gazetteer: &Gazetteer,
    wishes: &Wishes<'_>,
    options: &solve::Options,
    progress: &dyn Progress,
) -> Result<Recommended, RecommendError> {
    let whole = Whole::new(options, wishes.time, progress);
    let problem = compile(file, gazetteer)?;
    let plan = solve::solve(&problem, options, progress)?;
    if plan.run.nearest.is_some() {
        // Prices and solving again want all candidates, and they are too many.
        return Ok(Recommended { problem, plan, people: Vec::new(), changes: Vec::new(), solved: 1, untried: 0 });
    }
    let is_best = plan.proof.weight.optimal;
    let chosen = proposals(&problem, &plan);
    let standing = Standing::new(problem, &chosen);
    let gains = gains(&standing, None, &cures::options())?;
    let (people, mut solved) = confirmed(&standing, &gains, is_best, wishes, &whole)?;

    let search = Search { file, gazetteer, problem: standing.problem(), gains: &gains, progress };
    let mut changes = search.changes(wishes.trainings, wishes.changes)?;
    for change in &mut changes {
        if whole.is_late() {
            break;
        }
        let with = compile(&change.edit.applied(file), gazetteer)?;
        let Some(better) = whole.solve(&with)? else { break };
        solved += 1;
        // What a plan serves it serves with the change too, so a search that its limit cut off may only lose by it.
        let gain = (better.totals.weight - plan.totals.weight).max(0);
        change.confirmed = Some((gain, is_best && better.proof.weight.optimal));
        change.serves = newly_served(file, &plan, &better);
    }
    changes.sort_by_key(|one| std::cmp::Reverse((one.confirmed.map_or(0, |(gain, _)| gain), one.priced)));
    let untried = changes.iter().filter(|change| change.confirmed.is_none()).count();
    Ok(Recommended { problem: standing.problem().clone(), plan, people, changes, solved: 1 + solved, untried })
}

/// Numbers of the requests for which a plan has more Lotsen than the one before.
fn newly_served(file: &ProblemFile, before: &PlanFile, after: &PlanFile) -> Vec<u32> {
    let mut more: HashMap<&str, i32> = HashMap::new();
    for (sign, plan) in [(1, after), (-1, before)] {
        for proposal in &plan.proposals {
            *more.entry(proposal.request.as_str()).or_default() += sign;
        }
    }
    let is_more = |request: &RequestEntry| more.get(request.id.as_str()).is_some_and(|count| *count > 0);
    (0..).zip(&file.requests).filter(|(_, request)| is_more(request)).map(|(number, _)| number).collect()
}

/// One more Lotse over a plan in force, which `is_best` where none serves more; what is confirmed to gain most first. Second: for how
/// many the whole problem was solved.
///
/// # Errors
/// When the back end fails or nobody wants the outcome any more.
pub fn people(
    standing: &Standing,
    is_best: bool,
    wishes: &Wishes<'_>,
    options: &solve::Options,
    progress: &dyn Progress,
) -> Result<(Vec<Advice>, usize), SolveError> {
    let gains = gains(standing, None, &cures::options())?;
    confirmed(standing, &gains, is_best, wishes, &Whole::new(options, wishes.time, progress))
}

fn confirmed(
    standing: &Standing,
    gains: &[i64],
    is_best: bool,
    wishes: &Wishes<'_>,
    whole: &Whole<'_>,
) -> Result<(Vec<Advice>, usize), SolveError> {
    let possible = profiles(standing.problem(), gains, wishes.homes, &pairs());
    let mut people = apart(ranked(standing, gains, possible), wishes.people);
    let around = incremental::Options::default();
    let solved = confirm_whole(standing, is_best, &mut people, (&around, whole))?;
    people.sort_by_key(|one| std::cmp::Reverse((one.confirmed.as_ref().map_or(0, |it| it.gain), one.priced)));
    Ok((people, solved))
}

/// The first ones, of which no two speak the same language and live within a Lotse's radius of each other: they would serve the same.
fn apart(ranked: Vec<Advice>, most: usize) -> Vec<Advice> {
    let mut chosen: Vec<Advice> = Vec::new();
    for advice in ranked {
        if chosen.len() == most {
            break;
        }
        let is_alike = |other: &Advice| {
            let homes = (other.profile.lotse.home, advice.profile.lotse.home);
            let near = matches!(homes, (Some(one), Some(two)) if one.is_within_m(two, RADIUS_M));
            other.profile.language == advice.profile.language && near
        };
        if !chosen.iter().any(is_alike) {
            chosen.push(advice);
        }
    }
    chosen
}
