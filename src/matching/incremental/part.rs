//! The small problem of a neighbourhood: its requests, the Lotsen who could serve them, and everything else they have as pinned.
//!
//! It is a [`Problem`] of its own, so that every constraint and every term of the effort holds in it by the code that
//! states it for the large one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::neighbourhood::candidates_of;
use super::search::Decided;
use super::{Options, Size, Standing};
use crate::matching::constraints::{Meeting, Pair, weekly_load};
use crate::matching::ledger::meeting_of;
use crate::matching::objectives::load;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::{Alternative, ClientCap, Code, Lotse, Pinned, Problem, Request};

/// A request as it would be in a trial.
#[derive(Debug, Clone, Copy)]
pub struct Swap<'a> {
    /// Which.
    pub number: u32,
    /// What it would be; `None` leaves it as it is.
    pub request: Option<&'a Request>,
    /// What would be its candidates.
    pub candidates: &'a [Candidate],
    /// Whether it must be served, whatever it costs others.
    pub forced: bool,
}

impl Swap<'_> {
    pub(super) fn meeting<'a>(&'a self, problem: &'a Problem, candidate: &Candidate) -> Option<Meeting<'a>> {
        let mut pair = Pair::of(problem, candidate.lotse, candidate.request)?;
        if let Some(request) = self.request.filter(|_| candidate.request == self.number) {
            pair.request = request;
        }
        pair.at(candidate.appointment, candidate.mode)
    }
}

/// The neighbourhood as a problem.
#[derive(Debug)]
pub(super) struct Part {
    pub problem: Problem,
    /// By the part's own numbers; the effort of what is in force is less by what staying is worth.
    pub candidates: Vec<Candidate>,
    /// Which of them are in force and still possible.
    pub start: Vec<bool>,
    /// The weight that a forced request has more than its own.
    extra: i64,
    /// The forced request, by the part's own number.
    forced: Option<u32>,
    originals: Vec<Candidate>,
}

impl Part {
    pub(super) fn new(standing: &Standing, area: &[u32], swap: Option<&Swap<'_>>, options: &Options) -> Self {
        let mut requests: Vec<u32> = area.to_vec();
        requests.sort_unstable();
        let first = area.first().copied();
        let share = (options.candidates / area.len().max(1)).max(32);
        let in_force: HashSet<Candidate> =
            requests.iter().flat_map(|request| standing.filled(*request)).copied().collect();

        // Everybody who could serve one of the requests, with what they have elsewhere as pinned.
        let mut nearest: Vec<Vec<Candidate>> = Vec::with_capacity(requests.len());
        for request in &requests {
            // The request that all is about may look further than the others.
            let most = if Some(*request) == first { share.saturating_mul(4) } else { share };
            nearest.push(shortened(candidates_of(standing, swap, *request), most, &in_force));
        }
        let lotsen: Vec<u32> =
            nearest.iter().flatten().map(|c| c.lotse).collect::<BTreeSet<u32>>().into_iter().collect();
        let mut versions: Vec<Request> = requests.iter().filter_map(|at| version(standing, swap, *at)).collect();
        let client_caps = caps(standing, &requests, &mut versions);
        let problem = Problem {
            name: String::new(),
            today: standing.problem().today,
            travel: standing.problem().travel.clone(),
            weights: standing.problem().weights,
            pools: Vec::new(),
            lotsen: lotsen.iter().filter_map(|lotse| pinned(standing, *lotse, &requests)).collect(),
            requests: versions,
            client_caps,
            client_rule: None,
            listed: None,
        };
        let mut part =
            Self { problem, candidates: Vec::new(), start: Vec::new(), extra: 0, forced: None, originals: Vec::new() };
        for (number, candidates) in (0..).zip(nearest) {
            part.enter(number, &lotsen, &candidates, &in_force, options);
        }
        if let Some(swap) = swap.filter(|swap| swap.forced) {
            part.force(&requests, swap.number);
        }
        part
    }

    /// Takes in the candidates of one request that fit beside everything pinned.
    fn enter(
        &mut self,
        number: u32,
        lotsen: &[u32],
        candidates: &[Candidate],
        in_force: &HashSet<Candidate>,
        options: &Options,
    ) {
        let places: usize = self.problem.requests.iter().map(|request| usize::from(request.places)).sum();
        let tied = self.is_tied(number);
        let mut fitting: Vec<(i64, Candidate, Candidate)> = Vec::new();
        for candidate in candidates {
            let Ok(lotse) = lotsen.binary_search(&candidate.lotse) else { continue };
            let local = Candidate { request: number, lotse: lotse as u32, ..*candidate };
            let Some(meeting) = meeting_of(&self.problem, &local) else { continue };
            if meeting.first_limit_failing().is_some() {
                continue;
            }
            fitting.push((alone(&meeting, candidate.effort), local, *candidate));
        }
        // Nobody in here can use more Lotsen than there are places, so of those with the least effort one more than the others
        // need is free: whoever comes after them is never needed. Where appointments are not interchangeable, for each of them.
        fitting.sort_by_key(|(cost, local, _)| (*cost, *local));
        let mut ahead: BTreeMap<u16, BTreeSet<u32>> = BTreeMap::new();
        for (_, local, original) in fitting {
            let stays = in_force.contains(&original);
            let ahead = ahead.entry(if tied { local.appointment } else { 0 }).or_default();
            if !stays && ahead.len() >= places && !ahead.contains(&local.lotse) {
                continue;
            }
            ahead.insert(local.lotse);
            let bonus = if stays { i32::try_from(options.keep_minutes).unwrap_or(i32::MAX) } else { 0 };
            self.candidates.push(Candidate { effort: local.effort.saturating_sub(bonus), ..local });
            self.start.push(stays);
            self.originals.push(original);
        }
    }

    /// Whether it matters at which appointment a request is served, beyond its effort.
    pub(super) fn is_tied(&self, number: u32) -> bool {
        let group = self.problem.requests.get(number as usize).is_some_and(|request| request.places > 1);
        group || self.problem.client_caps.iter().any(|cap| cap.requests.binary_search(&number).is_ok())
    }

    /// Makes a request weigh more than all others together.
    fn force(&mut self, requests: &[u32], number: u32) {
        self.extra = self.problem.requests.iter().map(|r| r.weight * i64::from(r.places)).sum::<i64>();
        let local = requests.binary_search(&number).ok();
        self.forced = local.map(|at| at as u32);
        if let Some(request) = local.and_then(|at| self.problem.requests.get_mut(at)) {
            request.weight += self.extra;
        }
    }

    /// The candidate of the large problem.
    pub(super) fn original(&self, at: usize) -> Option<Candidate> {
        self.originals.get(at).copied()
    }

    /// Begins from a better plan.
    pub(super) fn begin_from(&mut self, decided: &Decided) {
        for (at, start) in self.start.iter_mut().enumerate() {
            *start = decided.chosen.binary_search(&at).is_ok();
        }
    }

    /// The weight of a forced request as if it were not: what it weighs for being forced is no part of a plan's worth.
    pub(super) fn unforced(&self, decided: &Decided) -> LevelProof {
        let chosen = decided.chosen.iter().filter_map(|at| self.candidates.get(*at));
        let filled = chosen.filter(|candidate| Some(candidate.request) == self.forced).count() as i64;
        LevelProof::new(decided.weight.value - self.extra * filled, decided.weight.bound - self.extra * filled)
    }

    pub(super) fn size(&self) -> Size {
        Size {
            requests: self.problem.requests.len(),
            lotsen: self.problem.lotsen.len(),
            candidates: self.candidates.len(),
        }
    }
}

/// At most so many candidates, those with the least effort, and in any case those in force.
fn shortened(candidates: &[Candidate], most: usize, in_force: &HashSet<Candidate>) -> Vec<Candidate> {
    let mut list = candidates.to_vec();
    if list.len() > most {
        list.select_nth_unstable_by_key(most, |candidate| {
            (!in_force.contains(candidate), candidate.effort, *candidate)
        });
        list.truncate(most);
    }
    list
}

/// What a candidate costs where its Lotse takes nothing else of the neighbourhood. Beside others it costs no less.
fn alone(meeting: &Meeting<'_>, effort: i32) -> i64 {
    let step = meeting.pair.problem.weights.effort.load_step;
    let confirmed = |week| meeting.pair.lotse.pinned_in(week).1;
    let loads = weekly_load::loads(meeting);
    i64::from(effort) + loads.map(|(week, (_, count))| load::minutes(step, confirmed(week), count)).sum::<i64>()
}

/// A Lotse with the proposals outside the neighbourhood as if confirmed.
fn pinned(standing: &Standing, number: u32, requests: &[u32]) -> Option<Lotse> {
    let problem = standing.problem();
    let mut lotse = problem.lotsen.get(number as usize)?.clone();
    for other in standing.held(number).iter().filter(|other| requests.binary_search(&other.request).is_err()) {
        let Some(meeting) = meeting_of(problem, other) else { continue };
        let at = problem.whereabouts(meeting.pair.lotse, meeting.pair.request, other.mode);
        let service = meeting.pair.request.service;
        let dated = meeting.alternative.dated();
        lotse.pinned.extend(dated.map(|(sitting, date)| Pinned { sitting: *sitting, date: *date, at, service }));
        lotse.asks_left = lotse.asks_left.map(|left| left.saturating_sub(1));
    }
    lotse.pinned.sort_by_key(|pinned| pinned.sitting);
    Some(lotse)
}

fn version(standing: &Standing, swap: Option<&Swap<'_>>, number: u32) -> Option<Request> {
    let swapped = swap.filter(|swap| swap.number == number).and_then(|swap| swap.request);
    swapped.or_else(|| standing.problem().requests.get(number as usize)).cloned()
}

/// The caps of the clients in the neighbourhood, less what others use of them, with the part's own numbers; those that its
/// requests could not exceed together are left out.
fn caps(standing: &Standing, numbers: &[u32], requests: &mut [Request]) -> Vec<ClientCap> {
    let mut bound: BTreeMap<(Code, i32), Vec<u32>> = BTreeMap::new();
    for (local, request) in (0..).zip(requests.iter_mut()) {
        request.caps = (0, 0);
        request.capped_years().into_iter().for_each(|year| bound.entry(year).or_default().push(local));
    }
    let mut caps: Vec<ClientCap> = Vec::new();
    for ((client, year), of_client) in bound {
        let Some(left) = standing.left_of(client, year, numbers) else { continue };
        let sittings = |option: &Alternative| option.dated().filter(|(_, date)| date.year == year).count();
        let most =
            |request: &Request| request.options.iter().map(sittings).max().unwrap_or(0) * usize::from(request.places);
        let possible: usize = of_client.iter().filter_map(|at| requests.get(*at as usize)).map(most).sum();
        if possible > left as usize {
            caps.push(ClientCap { client, year, left, requests: of_client });
        }
    }
    let mut from = 0;
    for of_client in caps.chunk_by(|one, next| one.client == next.client) {
        let to = from + of_client.len() as u32;
        for request in of_client.iter().flat_map(|cap| &cap.requests) {
            if let Some(request) = requests.get_mut(*request as usize) {
                request.caps = (from, to);
            }
        }
        from = to;
    }
    caps
}
