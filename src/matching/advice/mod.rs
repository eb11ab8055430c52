//! Where one more Lotse would serve most: which language, from which place, at which times of the week.
//!
//! ```text
//! gains (what the plan gains if a newcomer serves a request) -> profiles, each priced by its best schedule -> ranking
//!     -> the first ones really join the Standing and its neighbourhood is decided anew -> confirmed gains
//! ```
//!
//! A price is quick and rather too high: it counts each request as if it were the only one whose place becomes free. The
//! confirmation is a plan. Both are told, with how well their rankings agree. Deliberately absent: sentences, and any judgement
//! whether such a person can be found.

mod profiles;
mod schedule;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use profiles::{Profile, WEEKS, Weekly, profiles};

use super::constraints::Pair;
use super::incremental::{Change, Options, Standing, Swap, possible};
use super::plan::Candidate;
use super::problem::{Code, Lotse, Problem};
use super::solve::SolveError;

/// What a profile is worth.
#[derive(Debug, Clone)]
pub struct Advice {
    /// Who would join.
    pub profile: Profile,
    /// By prices: served weight that they could add at most, as long as the prices are right.
    pub priced: i64,
    /// By a plan with them: served weight that is really added; only for the first ones.
    pub confirmed: Option<i64>,
}

/// What the plan gains, in served weight, if somebody new takes a place of each request: the whole weight of what is open, and
/// of what is served whatever the Lotse who becomes free can serve instead. `prices` are those of the solver, one a request:
/// what a place of it is worth to the Lotsen there are.
///
/// # Errors
/// When the back end fails; with the options of cures it is not asked.
pub fn gains(standing: &Standing, prices: Option<&[i64]>, options: &Options) -> Result<Vec<i64>, SolveError> {
    let requests = &standing.problem().requests;
    let numbered: Vec<u32> = (0..requests.len() as u32).collect();
    let gain = |number: u32| -> Result<i64, SolveError> {
        let weight = requests.get(number as usize).map_or(0, |request| request.weight);
        if standing.open_places(number) > 0 {
            return Ok(weight);
        }
        if let Some(price) = prices.and_then(|prices| prices.get(number as usize)) {
            return Ok((weight - price).max(0));
        }
        let freed = standing.filled(number).iter().flat_map(|filled| standing.wanted_by(filled.lotse));
        if freed.into_iter().all(|other| standing.open_places(*other) == 0) {
            return Ok(0);
        }
        // The request is taken out, as if somebody new served it: what others gain is what its place is worth.
        let settled = standing.trial(&Swap { number, request: None, candidates: &[], forced: false }, options)?;
        let own = weight * standing.filled(number).len() as i64;
        Ok((settled.after.weight - settled.before.weight + own).clamp(0, weight))
    };
    numbered.into_par_iter().map(gain).collect()
}

/// Profiles by what they are worth at these gains, the best first; those worth nothing are left out.
pub fn ranked(standing: &Standing, gains: &[i64], profiles: Vec<Profile>) -> Vec<Advice> {
    let wanted = wanted(standing.problem(), gains);
    let priced = profiles.into_par_iter().map(|profile| {
        let priced = price(standing.problem(), gains, &wanted, &profile.lotse);
        Advice { profile, priced, confirmed: None }
    });
    let mut ranked: Vec<Advice> = priced.filter(|advice| advice.priced > 0).collect();
    ranked.sort_by_key(|advice| std::cmp::Reverse(advice.priced));
    ranked
}

/// Requests whose places are worth something, by each language that would do; under `None` those that need none.
type Wanted = BTreeMap<Option<Code>, Vec<u32>>;

fn wanted(problem: &Problem, gains: &[i64]) -> Wanted {
    let mut wanted = Wanted::new();
    for (number, (request, _)) in (0..).zip(problem.requests.iter().zip(gains)).filter(|(_, (_, gain))| **gain > 0) {
        match &request.accepted {
            None => wanted.entry(None).or_default().push(number),
            Some(accepted) => {
                for accepted in accepted {
                    wanted.entry(Some(accepted.language)).or_default().push(number);
                }
            }
        }
    }
    wanted
}

/// The best schedule of somebody who would join.
fn price(problem: &Problem, gains: &[i64], wanted: &Wanted, lotse: &Lotse) -> i64 {
    let spoken = lotse.spoken.iter().map(|spoken| Some(spoken.language)).chain([None]);
    let numbers: BTreeSet<u32> = spoken.filter_map(|language| wanted.get(&language)).flatten().copied().collect();
    let lotse_index = problem.lotsen.len() as u32;
    let mut candidates: Vec<(Candidate, i64)> = Vec::new();
    for request_index in numbers {
        let Some(request) = problem.requests.get(request_index as usize) else { continue };
        let gain = gains.get(request_index as usize).copied().unwrap_or(0);
        let pair = Pair { problem, lotse_index, request_index, lotse, request };
        candidates.extend(possible(&pair).into_iter().map(|candidate| (candidate, gain)));
    }
    schedule::best(problem, lotse, &candidates)
}

/// Lets the first profiles join one by one, each on a plan of its own.
///
/// # Errors
/// When the back end fails.
pub fn confirm(standing: &Standing, advice: &mut [Advice], options: &Options) -> Result<(), SolveError> {
    advice.par_iter_mut().try_for_each(|advice| {
        let mut with = Standing::new(standing.problem().clone(), &standing.plan());
        let settled = with.settle(Change::Joins(Box::new(advice.profile.lotse.clone())), options)?;
        advice.confirmed = Some(settled.after.weight - settled.before.weight);
        Ok(())
    })
}

/// How well the order of prices agrees with that of confirmed gains: of all pairs that both tell apart, the share in the same
/// order, in percent. `None` where there is no such pair.
pub fn agreement(advice: &[Advice]) -> Option<u32> {
    let known: Vec<(i64, i64)> = advice.iter().filter_map(|advice| Some((advice.priced, advice.confirmed?))).collect();
    let (mut same, mut all) = (0_u32, 0_u32);
    for (at, one) in known.iter().enumerate() {
        for other in known.iter().skip(at + 1) {
            let (priced, confirmed) = (one.0.cmp(&other.0), one.1.cmp(&other.1));
            if priced.is_ne() && confirmed.is_ne() {
                all += 1;
                same += u32::from(priced == confirmed);
            }
        }
    }
    (all > 0).then(|| 100 * same / all)
}
