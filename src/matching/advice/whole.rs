//! Gains that hold in the whole problem, and not around the newcomer alone.
//!
//! A newcomer adds at most what they serve themselves: take that out of the best plan with them, and a plan without them is left. So no
//! gain is greater than the best schedule at full weights, whoever gives up what for it. Where the neighbourhood's plan reaches that
//! bound, nothing is left to look for; else the whole problem is solved with them, from nothing.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::{Advice, Confirmed, confirm, possible, schedule, wanted};
use crate::matching::incremental::{Options, Standing};
use crate::matching::plan::PlanFile;
use crate::matching::problem::{Lotse, Problem};
use crate::matching::solve::{self, Progress, SolveError};

/// Solutions of whole problems, as many as there is time for.
pub struct Whole<'a> {
    options: &'a solve::Options,
    until: Option<Instant>,
    progress: &'a dyn Progress,
}

impl<'a> Whole<'a> {
    /// From now on all together take no longer than about `time`.
    pub fn new(options: &'a solve::Options, time: Duration, progress: &'a dyn Progress) -> Self {
        // A time that no clock reaches is none.
        Self { options, until: Instant::now().checked_add(time), progress }
    }

    /// Whether the time is over.
    pub fn is_late(&self) -> bool {
        self.left().is_zero()
    }

    fn left(&self) -> Duration {
        self.until.map_or(Duration::MAX, |until| until.saturating_duration_since(Instant::now()))
    }

    /// The best plan that is found in the time; `None` where there is none left.
    ///
    /// # Errors
    /// When the back end fails or nobody wants the outcome any more.
    pub fn solve(&self, problem: &Problem) -> Result<Option<PlanFile>, SolveError> {
        if self.progress.is_over() {
            return Err(SolveError::CalledOff);
        }
        let left = self.left();
        if left.is_zero() {
            return Ok(None);
        }
        let options = solve::Options { time_limit: self.options.time_limit.min(left), ..*self.options };
        solve::solve(problem, &options, self.progress).map(Some)
    }
}

/// Confirms the first profiles. Where `is_best`, the plan in force is known to serve as much as any, and gains that a bound meets need no
/// solving. Returns for how many the whole problem was solved; the others, when the time was over, keep what their neighbourhood gains.
///
/// # Errors
/// When the back end fails or nobody wants the outcome any more.
pub fn confirm_whole(
    standing: &Standing,
    is_best: bool,
    advice: &mut [Advice],
    (near, whole): (&Options, &Whole<'_>),
) -> Result<usize, SolveError> {
    confirm(standing, advice, near)?;
    let problem = standing.problem();
    let weights: Vec<i64> = problem.requests.iter().map(|request| request.weight).collect();
    let wanted = wanted(problem, &weights);
    let newcomer = problem.lotsen.len() as u32;
    let most = |lotse: &Lotse| {
        let possible = possible(problem, &weights, &wanted, newcomer, lotse);
        schedule::best(problem, lotse, possible.iter().map(|possible| possible.link).collect()).worth
    };
    let bounds: Vec<i64> = advice.par_iter().map(|advice| most(&advice.profile.lotse)).collect();
    let mut solved = 0;
    for (advice, bound) in advice.iter_mut().zip(bounds) {
        let Some(near) = &mut advice.confirmed else { continue };
        near.proven = is_best && near.gain >= bound;
        if near.proven {
            continue;
        }
        let Some(far) = from_nothing(standing, &advice.profile.lotse, whole)? else { continue };
        solved += 1;
        // A search that its limit cut off may find less than the neighbourhood.
        if far.gain >= near.gain {
            *near = Confirmed { proven: far.proven && is_best, ..far };
        }
    }
    Ok(solved)
}

/// The best plan of the whole problem with one more Lotse, against the plan in force.
fn from_nothing(standing: &Standing, lotse: &Lotse, whole: &Whole<'_>) -> Result<Option<Confirmed>, SolveError> {
    // A name that nobody has: those of the file are never empty here, and plans tell by names who does what.
    let name = unheard_of(standing.problem());
    let mut with = standing.problem().clone();
    with.lotsen.push(Lotse { id: name.clone(), ..lotse.clone() });
    let Some(plan) = whole.solve(&with)? else { return Ok(None) };
    let own = plan.proposals.iter().filter(|proposal| proposal.lotse == name);
    let number = |id: &str| (0..).zip(&with.requests).find(|(_, request)| request.id == id).map(|(number, _)| number);
    let mut serves: Vec<u32> = own.filter_map(|proposal| number(&proposal.request)).collect();
    serves.sort_unstable();
    let before = standing.levels();
    Ok(Some(Confirmed {
        gain: plan.totals.weight - before.weight,
        effort: plan.totals.effort - before.effort,
        serves,
        proven: plan.proof.weight.optimal,
    }))
}

/// An identity that no Lotse of the problem has.
pub(super) fn unheard_of(problem: &Problem) -> String {
    let mut name = "+".to_owned();
    while problem.lotsen.iter().any(|lotse| lotse.id == name) {
        name.push('+');
    }
    name
}
