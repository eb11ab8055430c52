//! Candidates: every (Lotse, request, appointment, mode) that satisfies all hard constraints by itself.
//!
//! ```text
//! requests -> demand (by language, pool, place) --each Lotse---> coarse tests -> constraints -> candidates
//! Lotsen   -> index  (by language, place)      --one request---> coarse tests -> constraints -> its candidates
//!                                              --each request--> the nearest Lotsen alone, where there are too many
//! ```
//!
//! The constraints alone decide; demand, index and coarse tests are short cuts that never lose anybody. The order of the
//! result depends on the problem alone, however many threads work.

pub(super) mod coarse;
mod demand;
mod index;
mod nearest;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::constraints::{Meeting, Pair};
use super::objectives;
use super::plan::Candidate;
use super::problem::Problem;
use crate::domain::time::Minute;
use demand::Demand;
pub use index::Index;
use index::can_be_asked;
pub use nearest::nearest;

/// Lotsen of one wave. Neighbours in it are looked at one after another, because they ask about the same requests; a larger
/// wave has more of them, and more candidates that wait to be appended.
const WAVE: usize = 32_768;
/// Lotsen whose candidates one task looks for.
const TASK: usize = 256;
/// Pairs that a task collects before it looks at them: more than all its Lotsen have, unless everybody can serve everything.
const PAIRS: usize = 1 << 20;
/// Some so many Lotsen of a large problem whose candidates tell how many there are in all, and from how many Lotsen on they are asked first.
const ASKED: usize = 1_024;
const LARGE: usize = 50_000;

/// All candidates, grouped by Lotse; a reverse index groups them by request.
///
/// 20 bytes for each: 16 of its own and 4 of the reverse index, besides 8 for each Lotse and each request. They are found in
/// the order in which they stand, a wave of Lotsen at a time, so that there are never two copies of all.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    all: Vec<Candidate>,
    /// Where each Lotse's candidates begin, and the end of the last.
    of_lotsen: Vec<usize>,
    /// Positions in `all` by request.
    by_request: Vec<u32>,
    /// Where each request's positions begin, and the end of the last.
    of_requests: Vec<usize>,
}

impl Candidates {
    /// Takes candidates that stand in the order of [`Candidates::all`].
    fn in_order(all: Vec<Candidate>, lotsen: usize, requests: usize) -> Self {
        let of_lotsen = starts(lotsen, all.iter().map(|candidate| candidate.lotse));
        let of_requests = starts(requests, all.iter().map(|candidate| candidate.request));
        let mut by_request = vec![0; all.len()];
        let mut ends = of_requests.clone();
        for (position, candidate) in (0..).zip(&all) {
            let Some(end) = ends.get_mut(candidate.request as usize) else { continue };
            if let Some(slot) = by_request.get_mut(*end) {
                *slot = position;
            }
            *end += 1;
        }
        let of = |position: &u32| all.get(*position as usize);
        by_request
            .par_chunk_by_mut(|one, next| of(one).map(|c| c.request) == of(next).map(|c| c.request))
            .for_each(|mine| mine.sort_unstable_by_key(|at| of(at).map(dearest)));
        Self { all, of_lotsen, by_request, of_requests }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, by Lotse, begin of the appointment's first sitting, request, appointment and mode.
    pub fn all(&self) -> &[Candidate] {
        &self.all
    }

    /// Where those of one Lotse stand in [`Candidates::all`].
    pub fn range_of_lotse(&self, lotse: u32) -> Range<usize> {
        range(&self.of_lotsen, lotse)
    }

    /// Those of one Lotse.
    pub fn of_lotse(&self, lotse: u32) -> &[Candidate] {
        self.all.get(self.range_of_lotse(lotse)).unwrap_or_default()
    }

    /// Where those of one request stand in [`Candidates::all`], the least effort first.
    pub fn ids_of_request(&self, request: u32) -> &[u32] {
        self.by_request.get(range(&self.of_requests, request)).unwrap_or_default()
    }

    /// The reverse index: where each request's positions begin, and the positions.
    pub fn by_request(&self) -> (&[usize], &[u32]) {
        (&self.of_requests, &self.by_request)
    }

    /// Those of one request, the least effort first.
    pub fn of_request(&self, request: u32) -> impl Iterator<Item = &Candidate> {
        self.ids_of_request(request).iter().filter_map(|id| self.all.get(*id as usize))
    }
}

/// The candidates of single requests, as [`super::explain`] wants them.
pub fn all_of(candidates: &Candidates) -> impl Fn(u32) -> Vec<Candidate> + Sync {
    |request| candidates.of_request(request).copied().collect()
}

/// Where each group begins, and the end of the last.
pub(super) fn starts(groups: usize, members: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut starts = vec![0; groups + 1];
    for member in members {
        if let Some(count) = starts.get_mut(member as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

fn range(starts: &[usize], group: u32) -> Range<usize> {
    let at = group as usize;
    match (starts.get(at), starts.get(at + 1)) {
        (Some(from), Some(to)) => *from..*to,
        _ => 0..0,
    }
}

/// What the candidates of a request are sorted by: whoever costs least comes first.
fn dearest(candidate: &Candidate) -> impl Ord + use<> {
    (candidate.effort, candidate.lotse, candidate.appointment, candidate.mode)
}

/// Why candidates were not looked for to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMany {
    /// Of all Lotsen.
    #[error("there are more than {most} candidates, as {looked_at} of {lotsen} Lotsen tell")]
    All {
        /// Allowed.
        most: usize,
        /// Lotsen who told.
        looked_at: usize,
        /// Lotsen in all.
        lotsen: usize,
    },
    /// Of the nearest Lotsen.
    #[error("there are more than {most} candidates of the nearest Lotsen alone")]
    Nearest {
        /// Allowed.
        most: usize,
    },
}

/// Derives all candidates of a problem, or takes those that it lists itself. For problems that were solved before, or that are about
/// a few requests.
pub fn generate(problem: &Problem) -> Candidates {
    at_most(problem, usize::MAX).unwrap_or_else(|many| {
        tracing::error!(%many, "no candidates are looked for");
        Candidates::default()
    })
}

/// The same for a problem that may have too many.
///
/// # Errors
/// When there are more than `most`, or more than positions can be told apart.
pub fn at_most(problem: &Problem, most: usize) -> Result<Candidates, TooMany> {
    let (lotsen, requests) = (problem.lotsen.len(), problem.requests.len());
    let count = Count::up_to(most);
    let mut all: Vec<Candidate> = Vec::new();
    match &problem.listed {
        Some(listed) => {
            count.begin(lotsen);
            all.extend(listed.iter().filter(|candidate| fits_alone(problem, candidate)));
            count.add(all.len());
            all.par_sort_unstable_by_key(|candidate| (candidate.lotse, key(problem, candidate)));
        }
        None => {
            let demand = Demand::new(problem);
            let numbers: Vec<u32> = (0..lotsen as u32).collect();
            if lotsen >= LARGE {
                let (looked_at, guessed) = guess(problem, &demand, &numbers);
                if guessed > count.most {
                    return Err(TooMany::All { most: count.most, looked_at, lotsen });
                }
            }
            numbers.chunks(WAVE).for_each(|wave| append(problem, &demand, wave, &count, &mut all));
            all.shrink_to_fit();
        }
    }
    if count.is_over() {
        let looked_at = count.lotsen.into_inner();
        return Err(TooMany::All { most: count.most, looked_at, lotsen });
    }
    Ok(Candidates::in_order(all, lotsen, requests))
}

/// Counts candidates while several tasks look for them, so that all stop when there are too many.
struct Count {
    most: usize,
    found: AtomicUsize,
    /// Lotsen whose candidates were begun to be looked for.
    lotsen: AtomicUsize,
}

impl Count {
    fn up_to(most: usize) -> Self {
        Self { most: most.min(u32::MAX as usize), found: AtomicUsize::new(0), lotsen: AtomicUsize::new(0) }
    }

    fn begin(&self, lotsen: usize) {
        self.lotsen.fetch_add(lotsen, Ordering::Relaxed);
    }

    fn add(&self, found: usize) {
        self.found.fetch_add(found, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.found.load(Ordering::Relaxed) > self.most
    }
}

/// How many candidates there are, as far as a few Lotsen tell, and how many these are.
fn guess(problem: &Problem, demand: &Demand, lotsen: &[u32]) -> (usize, usize) {
    let some: Vec<u32> = lotsen.iter().copied().step_by(lotsen.len().div_ceil(ASKED)).collect();
    let no_limit = Count::up_to(usize::MAX);
    let found: usize = some.par_chunks(16).map(|some| found_by(problem, demand, some, &no_limit).len()).sum();
    (some.len(), found.saturating_mul(lotsen.len()) / some.len().max(1))
}

/// For listed candidates: only what binds proposals together is asked, the rest is the lister's word.
fn fits_alone(problem: &Problem, candidate: &Candidate) -> bool {
    let meeting = Pair::of(problem, candidate.lotse, candidate.request)
        .and_then(|pair| pair.at(candidate.appointment, candidate.mode));
    meeting.is_some_and(|meeting| meeting.first_limit_failing().is_none())
}

/// What the candidates of a Lotse are sorted by.
type Key = (Minute, Candidate);

fn key(problem: &Problem, candidate: &Candidate) -> Key {
    let request = problem.requests.get(candidate.request as usize);
    let alternative = request.and_then(|request| request.options.get(usize::from(candidate.appointment)));
    (alternative.map_or(0, |alternative| alternative.begin()), *candidate)
}

/// Finds the candidates of a wave of Lotsen, neighbour after neighbour, and appends them in the order of the wave.
fn append(problem: &Problem, demand: &Demand, wave: &[u32], count: &Count, all: &mut Vec<Candidate>) {
    if count.is_over() {
        return;
    }
    let mut order = wave.to_vec();
    order.sort_by_cached_key(|number| problem.lotsen.get(*number as usize).map(demand::neighbourhood));
    let tasks: Vec<Vec<Candidate>> =
        order.par_chunks(TASK).map(|lotsen| found_by(problem, demand, lotsen, count)).collect();
    // What was found by then is of no use, and would have to be held twice.
    if count.is_over() {
        return;
    }
    let mut by_lotse: Vec<&[Candidate]> =
        tasks.iter().flat_map(|found| found.chunk_by(|one, next| one.lotse == next.lotse)).collect();
    by_lotse.sort_unstable_by_key(|mine| mine.first().map(|candidate| candidate.lotse));
    all.reserve(by_lotse.iter().map(|mine| mine.len()).sum());
    by_lotse.into_iter().for_each(|mine| all.extend_from_slice(mine));
}

/// What one task finds.
fn found_by(problem: &Problem, demand: &Demand, lotsen: &[u32], count: &Count) -> Vec<Candidate> {
    if count.is_over() {
        return Vec::new();
    }
    count.begin(lotsen.len());
    let mut found: Vec<Key> = Vec::new();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut near: Vec<u32> = Vec::new();
    for number in lotsen {
        if let Some(lotse) = problem.lotsen.get(*number as usize).filter(|lotse| can_be_asked(lotse)) {
            demand.near(problem, *number, lotse, &mut near);
            pairs.extend(near.iter().map(|request| (*request, *number)));
            if pairs.len() > PAIRS {
                of_pairs(problem, &mut pairs, count, &mut found);
            }
        }
    }
    of_pairs(problem, &mut pairs, count, &mut found);
    found.sort_unstable_by_key(|(begin, c)| (c.lotse, *begin, c.request, c.appointment, c.mode));
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Looks at collected pairs. It goes request by request, because a request is spread over memory and Lotsen near by share it.
fn of_pairs(problem: &Problem, pairs: &mut Vec<(u32, u32)>, count: &Count, found: &mut Vec<Key>) {
    pairs.sort_unstable();
    found.reserve(2 * pairs.len());
    for of_request in pairs.chunk_by(|one, next| one.0 == next.0) {
        if count.is_over() {
            break;
        }
        let before = found.len();
        for (request, lotse) in of_request {
            if let Some(pair) = Pair::of(problem, *lotse, *request) {
                of_pair(&pair, |candidate, begin| found.push((begin, candidate)));
            }
        }
        count.add(found.len() - before);
    }
    pairs.clear();
}

/// All candidates of a pair, with the begin of their first sitting.
fn of_pair(pair: &Pair<'_>, mut found: impl FnMut(Candidate, Minute)) {
    if pair.first_failing().is_some() {
        return;
    }
    for mode in pair.request.modes.iter().copied() {
        // The way is the same whatever the appointment.
        let way = pair.problem.way(pair.lotse, pair.request, mode);
        for (appointment, alternative) in (0..pair.request.options.len() as u16).zip(&pair.request.options) {
            let meeting = Meeting { pair: *pair, alternative, mode, way };
            if meeting.first_failing().is_none() {
                let effort = objectives::effort(&meeting);
                let (lotse, request) = (pair.lotse_index, pair.request_index);
                found(Candidate { request, lotse, appointment, mode, effort }, alternative.begin());
            }
        }
    }
}

#[cfg(test)]
mod tests;
