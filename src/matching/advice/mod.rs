//! Where one more Lotse would serve most: which language, from which place, at which times of the week.
//!
//! ```text
//! gains (what the plan gains if a newcomer serves a request) -> profiles, each priced by its best schedule -> ranking
//!     -> the first ones really join the Standing and its neighbourhood is decided anew -> confirmed gains
//! ```
//!
//! A price is quick, and an estimate: seldom less than a plan confirms, but no bound. It adds up what each request of the best
//! schedule gains by itself, so that two requests that would free the same Lotse count twice; and what a served request gains is
//! looked for only where its own Lotse could serve an open one, so that exchanges over several others are missed.
//! The confirmation is a plan: so much is really gained at least, and where the neighbourhood holds everything, no plan gains more.
//! Both are told, with how well their rankings agree.
//!
//! [`recommend()`] goes all the way for what is published: a gain counts as confirmed where nothing better exists in the whole problem,
//! which a bound shows or the solver, from nothing. Beside people it looks at what else could change: courses, radius, cars,
//! the telephone, lending. Deliberately absent: sentences, and any judgement whether such a person can be found.

mod change;
mod edit;
mod profiles;
mod recommend;
mod schedule;
mod whole;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use change::{Change, Kind, Training};
pub use edit::Edit;
pub use profiles::{Profile, WEEKS, Weekly, pairs, profiles};
pub use recommend::{RecommendError, Recommended, Wishes, people, recommend};
pub use whole::{Whole, confirm_whole};

use self::schedule::{Chain, Link};
use super::constraints::{Meeting, Pair, availability, distance};
use super::incremental::{Options, Standing, Swap};
use super::problem::{Alternative, Code, Lotse, Problem, Request};
use super::solve::SolveError;
use crate::domain::code::Mode;

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

/// Profiles by what they are worth at these gains, the best first; those worth nothing are left out. Neighbours in the list that
/// share language and home differ by their week alone, as [`profiles()`] makes them.
pub fn ranked(standing: &Standing, gains: &[i64], profiles: Vec<Profile>) -> Vec<Advice> {
    let problem = standing.problem();
    let wanted = wanted(problem, gains);
    let same_home = |one: &Profile, next: &Profile| (one.language, one.near) == (next.language, next.near);
    let homes: Vec<&[Profile]> = profiles.chunk_by(same_home).collect();
    let priced = homes.into_par_iter().flat_map_iter(|home| {
        let always = home.first().map(|one| Lotse { availability: None, ..one.lotse.clone() });
        let newcomer = problem.lotsen.len() as u32;
        let possible =
            always.iter().flat_map(|lotse| possible(problem, gains, &wanted, newcomer, lotse)).collect::<Vec<_>>();
        let price = |profile: &Profile| {
            let links = possible.iter().filter(|possible| possible.fits(problem, &profile.lotse));
            let Chain { worth, requests } =
                schedule::best(problem, &profile.lotse, links.map(|possible| possible.link).collect());
            Advice { profile: profile.clone(), priced: worth, hoped: requests, confirmed: None }
        };
        home.iter().map(price).filter(|advice| advice.priced > 0).collect::<Vec<_>>()
    });
    let mut ranked: Vec<Advice> = priced.collect();
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

/// What somebody who would join could do, if they always had time.
struct Possible<'a> {
    link: Link<'a>,
    request: &'a Request,
    alternative: &'a Alternative,
    mode: Mode,
    way: u32,
}

impl Possible<'_> {
    /// Whether it lies within the week of a Lotse.
    fn fits(&self, problem: &Problem, lotse: &Lotse) -> bool {
        let (lotse_index, request_index) = (problem.lotsen.len() as u32, self.link.request);
        let pair = Pair { problem, lotse_index, request_index, lotse, request: self.request };
        availability::holds(&Meeting { pair, alternative: self.alternative, mode: self.mode, way: self.way })
    }
}

/// Everything that somebody with this number could do and that is worth something; the number of whoever would join is the next one.
fn possible<'a>(
    problem: &'a Problem,
    gains: &[i64],
    wanted: &Wanted,
    lotse_index: u32,
    lotse: &Lotse,
) -> Vec<Possible<'a>> {
    let spoken = lotse.spoken.iter().map(|spoken| Some(spoken.language)).chain([None]);
    let mut numbers: Vec<u32> = spoken.filter_map(|language| wanted.get(&language)).flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut found: Vec<Possible<'a>> = Vec::new();
    for number in numbers {
        let Some(request) = problem.requests.get(number as usize) else { continue };
        let gain = gains.get(number as usize).copied().unwrap_or(0);
        let pair = Pair { problem, lotse_index, request_index: number, lotse, request };
        for mode in request.modes.iter().copied() {
            let Some(first) = request.options.first() else { continue };
            // Most are too far away, and the distance is quicker to see than anything else.
            let near = distance::holds(&Meeting { pair, alternative: first, mode, way: 0 });
            if !near || pair.first_failing().is_some() {
                continue;
            }
            let (way, at) = (problem.way(lotse, request, mode), problem.whereabouts(lotse, request, mode));
            for alternative in &request.options {
                let mut dated = alternative.dated();
                let Some((first, date)) = dated.next() else { continue };
                if (Meeting { pair, alternative, mode, way }).first_failing().is_some() {
                    continue;
                }
                let last = dated.last().map_or(first, |(last, _)| last);
                let (begin, end, week) = (first.begin(), last.end(), date.week);
                let link = Link { gain, request: number, begin, end, week, first, last, at };
                found.push(Possible { link, request, alternative, mode, way });
            }
        }
    }
    // In the order of schedules, so that those of each week are sorted already.
    found.sort_unstable_by_key(|possible| possible.link.order());
    found
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
