//! A problem with its candidates and the plan in force, both by request and by Lotse.

mod changes;

use std::collections::BTreeMap;

pub use changes::Change;

use super::neighbourhood::{self, Touched};
use super::part::{Part, Swap};
use super::{Levels, Options, Settled, pool, search};
use crate::domain::time::Week;
use crate::matching::candidates::Index;
use crate::matching::constraints::weekly_load;
use crate::matching::ledger::meeting_of;
use crate::matching::objectives::load;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Code, Lotse, Problem};
use crate::matching::solve::SolveError;

/// A problem, who could do what, and who is to do what.
#[derive(Debug, Clone)]
pub struct Standing {
    problem: Problem,
    index: Index,
    /// Candidates by request.
    possible: Vec<Vec<Candidate>>,
    /// For which requests a Lotse is a candidate, ascending.
    wanted: Vec<Vec<u32>>,
    /// Proposals by request.
    filled: Vec<Vec<Candidate>>,
    /// Proposals by Lotse.
    held: Vec<Vec<Candidate>>,
    levels: Levels,
    /// Requests that count against the cap of a client and year.
    clients: BTreeMap<(Code, i32), Vec<u32>>,
}

impl Standing {
    /// The plan in force over a problem. Proposals that the problem does not allow are left out.
    pub fn new(problem: Problem, plan: &[Candidate]) -> Self {
        let index = Index::new(&problem);
        let possible = pool::by_request(&problem);
        let mut wanted = vec![Vec::new(); problem.lotsen.len()];
        for candidate in possible.iter().flatten() {
            want(&mut wanted, candidate);
        }
        let mut clients: BTreeMap<(Code, i32), Vec<u32>> = BTreeMap::new();
        if problem.client_rule.is_some() {
            for (number, request) in (0..).zip(&problem.requests) {
                request.capped_years().into_iter().for_each(|year| clients.entry(year).or_default().push(number));
            }
        }
        let filled = vec![Vec::new(); problem.requests.len()];
        let held = vec![Vec::new(); problem.lotsen.len()];
        let mut standing = Self { problem, index, possible, wanted, filled, held, levels: Levels::default(), clients };
        for candidate in plan {
            if standing.candidates_of(candidate.request).contains(candidate) {
                standing.take(*candidate);
            }
        }
        standing
    }

    /// The problem as it is now.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Lotsen by language and place.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Both levels of the plan.
    pub fn levels(&self) -> Levels {
        self.levels
    }

    /// The candidates of a request.
    pub fn candidates_of(&self, request: u32) -> &[Candidate] {
        self.possible.get(request as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The requests for which a Lotse is a candidate, ascending.
    pub fn wanted_by(&self, lotse: u32) -> &[u32] {
        self.wanted.get(lotse as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The proposals for a request.
    pub fn filled(&self, request: u32) -> &[Candidate] {
        self.filled.get(request as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The proposals of a Lotse.
    pub fn held(&self, lotse: u32) -> &[Candidate] {
        self.held.get(lotse as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The whole plan, by request and Lotse.
    pub fn plan(&self) -> Vec<Candidate> {
        let mut plan: Vec<Candidate> = self.filled.iter().flatten().copied().collect();
        plan.sort_unstable();
        plan
    }

    /// Places of a request that nobody fills.
    pub fn open_places(&self, request: u32) -> usize {
        let places = self.problem.requests.get(request as usize).map_or(0, |request| usize::from(request.places));
        places.saturating_sub(self.filled(request).len())
    }

    /// What is left of a client's year beside the proposals for the requests outside `except`, which is sorted; `None` without a
    /// cap.
    pub(super) fn left_of(&self, client: Code, year: i32, except: &[u32]) -> Option<u32> {
        let left = self.problem.client_rule.as_ref()?.left(client, year);
        let outside = self.of_client(client, year).iter().filter(|request| except.binary_search(request).is_err());
        let taken = outside.flat_map(|request| self.filled(*request));
        let meetings = taken.filter_map(|taken| meeting_of(&self.problem, taken));
        let used =
            meetings.flat_map(|meeting| meeting.alternative.dated()).filter(|(_, date)| date.year == year).count();
        Some(left.saturating_sub(used as u32))
    }

    /// The requests that count against the cap of a client and year.
    pub(super) fn of_client(&self, client: Code, year: i32) -> &[u32] {
        self.clients.get(&(client, year)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Takes in a change and decides its neighbourhood anew.
    ///
    /// # Errors
    /// When the neighbourhood was too hard for the search of this module and the back end fails.
    pub fn settle(&mut self, change: Change, options: &Options) -> Result<Settled, SolveError> {
        let (before, old) = (self.levels, self.taking_part(&change));
        let (touched, mut went) = self.apply(change);
        let area = neighbourhood::around(self, &touched, None, options);
        let (settled, chosen) = self.decide(&area, None, options)?;
        let current: Vec<Candidate> = area.iter().flat_map(|request| self.filled(*request)).copied().collect();
        let mut came: Vec<Candidate> =
            chosen.iter().filter(|candidate| !current.contains(candidate)).copied().collect();
        for gone in current.iter().filter(|candidate| !chosen.contains(candidate)) {
            self.give_up(gone);
            went.push(*gone);
        }
        for new in &came {
            self.take(*new);
        }
        // What a moved appointment broke and the search chose again unchanged has neither gone nor come.
        let same = |one: &Candidate, list: &[Candidate]| old.is_none_or(|old| old != one.request) && list.contains(one);
        let both: Vec<Candidate> = went.iter().filter(|gone| same(gone, &came)).copied().collect();
        went.retain(|gone| !both.contains(gone));
        came.retain(|new| !both.contains(new));
        went.sort_unstable();
        came.sort_unstable();
        Ok(Settled { went, came, before, after: self.levels, ..settled })
    }

    /// What would come out if one request were another, had other candidates, or had to be served: nothing is changed.
    ///
    /// # Errors
    /// As for [`Self::settle`].
    pub fn trial(&self, swap: &Swap<'_>, options: &Options) -> Result<Settled, SolveError> {
        let touched = Touched { requests: vec![swap.number], freed: Vec::new() };
        self.tried(&touched, Some(swap), options)
    }

    /// What would come out if somebody joined; afterwards everything is as before. `near` are requests that they could take from
    /// others: the neighbourhood begins at these.
    ///
    /// # Errors
    /// As for [`Self::settle`].
    pub fn trial_with(&mut self, lotse: Lotse, near: &[u32], options: &Options) -> Result<Settled, SolveError> {
        let number = self.enter(lotse);
        let (mut touched, _) = self.review(number);
        touched.freed.extend(near.iter().flat_map(|request| self.filled(*request)).map(|filled| filled.lotse));
        touched.requests.extend(near);
        let settled = self.tried(&touched, None, options);
        self.leave(number);
        settled
    }

    fn tried(&self, touched: &Touched, swap: Option<&Swap<'_>>, options: &Options) -> Result<Settled, SolveError> {
        let area = neighbourhood::around(self, touched, swap, options);
        let (settled, chosen) = self.decide(&area, swap, options)?;
        let current: Vec<Candidate> = area.iter().flat_map(|request| self.filled(*request)).copied().collect();
        let went: Vec<Candidate> = current.iter().filter(|candidate| !chosen.contains(candidate)).copied().collect();
        let came: Vec<Candidate> = chosen.iter().filter(|candidate| !current.contains(candidate)).copied().collect();
        let after = self.levels_with(&went, &came, swap);
        Ok(Settled { went, came, before: self.levels, after, ..settled })
    }

    fn decide(
        &self,
        area: &[u32],
        swap: Option<&Swap<'_>>,
        options: &Options,
    ) -> Result<(Settled, Vec<Candidate>), SolveError> {
        let mut requests = area.len();
        loop {
            let mut part = Part::new(self, area.get(..requests).unwrap_or(area), swap, options);
            let decided = match search::decide(&part, options) {
                Some(decided) => decided,
                // Too many schedules for one Lotse: a smaller neighbourhood, the nearest requests first.
                None if requests > 1 => {
                    requests = (requests * 2 / 3).max(1);
                    continue;
                }
                None if options.back_end => search::by_the_solver(&part)?,
                None => search::as_begun(&part),
            };
            let decided = if decided.complete || !options.back_end {
                decided
            } else {
                part.begin_from(&decided);
                search::by_the_solver(&part)?
            };
            let mut chosen: Vec<Candidate> = decided.chosen.iter().filter_map(|at| part.original(*at)).collect();
            // Requests that fell out when the neighbourhood shrank keep what they have.
            let rest = area.get(requests..).unwrap_or_default();
            chosen.extend(rest.iter().flat_map(|request| self.filled(*request)));
            let settled = Settled {
                went: Vec::new(),
                came: Vec::new(),
                before: self.levels,
                after: self.levels,
                weight: part.unforced(&decided),
                effort: decided.effort,
                size: part.size(),
            };
            return Ok((settled, chosen));
        }
    }

    fn take(&mut self, candidate: Candidate) {
        let before = self.effort_of(candidate.lotse);
        if let (Some(filled), Some(held)) =
            (self.filled.get_mut(candidate.request as usize), self.held.get_mut(candidate.lotse as usize))
        {
            filled.push(candidate);
            held.push(candidate);
        }
        self.levels.weight += self.weight(candidate.request);
        self.levels.effort += self.effort_of(candidate.lotse) - before;
    }

    fn give_up(&mut self, candidate: &Candidate) {
        let before = self.effort_of(candidate.lotse);
        if let (Some(filled), Some(held)) =
            (self.filled.get_mut(candidate.request as usize), self.held.get_mut(candidate.lotse as usize))
        {
            filled.retain(|other| other != candidate);
            held.retain(|other| other != candidate);
        }
        self.levels.weight -= self.weight(candidate.request);
        self.levels.effort += self.effort_of(candidate.lotse) - before;
    }

    fn weight(&self, request: u32) -> i64 {
        self.problem.requests.get(request as usize).map_or(0, |request| request.weight)
    }

    /// What a Lotse's proposals cost, load included.
    fn effort_of(&self, lotse: u32) -> i64 {
        let meetings = self.held(lotse).iter().map(|c| (i64::from(c.effort), meeting_of(&self.problem, c)));
        let loads = meetings
            .map(|(effort, meeting)| (effort, meeting.map(|m| weekly_load::loads(&m).collect()).unwrap_or_default()));
        self.effort_with(lotse, loads)
    }

    fn effort_with(&self, lotse: u32, taken: impl Iterator<Item = (i64, Vec<(Week, weekly_load::Load)>)>) -> i64 {
        let Some(person) = self.problem.lotsen.get(lotse as usize) else { return 0 };
        let (mut effort, mut weeks) = (0, BTreeMap::<Week, u32>::new());
        for (own, loads) in taken {
            effort += own;
            loads.into_iter().for_each(|(week, (_, count))| *weeks.entry(week).or_default() += count);
        }
        let step = self.problem.weights.effort.load_step;
        effort + weeks.into_iter().map(|(week, n)| load::minutes(step, person.pinned_in(week).1, n)).sum::<i64>()
    }

    /// Both levels of the plan with some proposals exchanged, where one request is another.
    fn levels_with(&self, went: &[Candidate], came: &[Candidate], swap: Option<&Swap<'_>>) -> Levels {
        let weight = |list: &[Candidate]| -> i64 { list.iter().map(|candidate| self.weight(candidate.request)).sum() };
        let mut lotsen: Vec<u32> = went.iter().chain(came).map(|candidate| candidate.lotse).collect();
        lotsen.sort_unstable();
        lotsen.dedup();
        let loads = |candidate: &Candidate| {
            let meeting = neighbourhood::meeting_in(self, swap, candidate);
            (i64::from(candidate.effort), meeting.map(|m| weekly_load::loads(&m).collect()).unwrap_or_default())
        };
        let effort = |lotse: u32| {
            let stays = self.held(lotse).iter().filter(|held| !went.contains(held));
            let new = came.iter().filter(|candidate| candidate.lotse == lotse);
            self.effort_with(lotse, stays.chain(new).map(loads)) - self.effort_of(lotse)
        };
        Levels {
            weight: self.levels.weight - weight(went) + weight(came),
            effort: self.levels.effort + lotsen.into_iter().map(effort).sum::<i64>(),
        }
    }
}

/// Notes that a Lotse is a candidate for a request.
fn want(wanted: &mut [Vec<u32>], candidate: &Candidate) {
    if let Some(of_lotse) = wanted.get_mut(candidate.lotse as usize)
        && let Err(at) = of_lotse.binary_search(&candidate.request)
    {
        of_lotse.insert(at, candidate.request);
    }
}
