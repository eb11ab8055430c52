//! Where one more Lotse would serve most: which language, from which place, at which times of the week.
//!
//! ```text
//! gains (what the plan gains if a newcomer serves a request) -> profiles, each priced by its best schedule -> ranking
//!     -> the first ones really join the Standing and its neighbourhood is decided anew -> confirmed gains
//! ```
//!
//! A price is quick, and an estimate. It adds up what each request of the best schedule gains by itself, so that two requests that
//! would free the same Lotse count twice; and what a served request gains is looked for in the schedule of its own Lotse alone, so
//! that exchanges over several others are missed. Where no request gains but open ones, no plan gains more than the price.
//! The confirmation is a plan: so much is really gained, and where the neighbourhood holds everything, no plan gains more.
//! Both are told, with how well their rankings agree. Deliberately absent: sentences, and any judgement whether such a person can
//! be found.

mod profiles;
mod schedule;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use profiles::{Profile, WEEKS, Weekly, profiles};

use self::schedule::{Chain, Link};
use super::constraints::{Meeting, Pair, distance};
use super::incremental::{Options, Standing, Swap};
use super::problem::{Code, Lotse, Problem};
use super::solve::SolveError;

/// What a profile is worth.
#[derive(Debug, Clone)]
pub struct Advice {
    /// Who would join.
    pub profile: Profile,
    /// By prices: served weight that they could add.
    pub priced: i64,
    /// The requests that the price is for, ascending.
    pub hoped: Vec<u32>,
    /// By a plan with them; only for the first ones.
    pub confirmed: Option<Confirmed>,
}

/// What a plan with one more Lotse comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Served weight that is really added.
    pub gain: i64,
    /// Minutes of effort that are added.
    pub effort: i64,
    /// What they would take over, ascending.
    pub serves: Vec<u32>,
    /// Whether nothing better exists around them.
    pub proven: bool,
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
        let Chain { worth, requests } = price(standing.problem(), gains, &wanted, &profile.lotse);
        Advice { profile, priced: worth, hoped: requests, confirmed: None }
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
fn price(problem: &Problem, gains: &[i64], wanted: &Wanted, lotse: &Lotse) -> Chain {
    let spoken = lotse.spoken.iter().map(|spoken| Some(spoken.language)).chain([None]);
    let mut numbers: Vec<u32> = spoken.filter_map(|language| wanted.get(&language)).flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let lotse_index = problem.lotsen.len() as u32;
    let mut links: Vec<Link<'_>> = Vec::new();
    for request_index in numbers {
        let Some(request) = problem.requests.get(request_index as usize) else { continue };
        let gain = gains.get(request_index as usize).copied().unwrap_or(0);
        let pair = Pair { problem, lotse_index, request_index, lotse, request };
        for mode in request.modes.iter().copied() {
            let mut meetings =
                request.options.iter().map(|alternative| Meeting { pair, alternative, mode, way: 0 }).peekable();
            // Most are too far away, and the distance is quicker to see than anything else.
            if !meetings.peek().is_some_and(distance::holds) || pair.first_failing().is_some() {
                continue;
            }
            let (way, at) = (problem.way(lotse, request, mode), problem.whereabouts(lotse, request, mode));
            let possible = meetings.map(|meeting| Meeting { way, ..meeting }).filter(|m| m.first_failing().is_none());
            links.extend(possible.filter_map(|meeting| {
                let mut dated = meeting.alternative.dated();
                let (first, date) = dated.next()?;
                let last = dated.last().map_or(first, |(last, _)| last);
                let (begin, end, week) = (first.begin(), last.end(), date.week);
                Some(Link { gain, request: request_index, begin, end, week, first, last, at })
            }));
        }
    }
    schedule::best(problem, lotse, links)
}

/// Lets the first profiles join one by one, each on a plan of its own.
///
/// # Errors
/// When the back end fails.
pub fn confirm(standing: &Standing, advice: &mut [Advice], options: &Options) -> Result<(), SolveError> {
    let share = advice.len().div_ceil(rayon::current_num_threads()).max(1);
    advice.par_chunks_mut(share).try_for_each(|advice| {
        // One copy for each thread: whoever has been tried leaves it as it was.
        let mut standing = standing.clone();
        let number = standing.problem().lotsen.len() as u32;
        for advice in advice {
            let settled = standing.trial_with(advice.profile.lotse.clone(), &advice.hoped, options)?;
            let own = settled.came.iter().filter(|candidate| candidate.lotse == number);
            let mut serves: Vec<u32> = own.map(|candidate| candidate.request).collect();
            serves.sort_unstable();
            advice.confirmed = Some(Confirmed {
                gain: settled.after.weight - settled.before.weight,
                effort: settled.after.effort - settled.before.effort,
                serves,
                proven: settled.proven(),
            });
        }
        Ok(())
    })
}

/// How well the order of prices agrees with that of confirmed gains: of all pairs that both tell apart, the share in the same
/// order, in percent. `None` where there is no such pair.
pub fn agreement(advice: &[Advice]) -> Option<u32> {
    let known: Vec<(i64, i64)> =
        advice.iter().filter_map(|one| Some((one.priced, one.confirmed.as_ref()?.gain))).collect();
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
