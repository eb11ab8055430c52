//! Which requests are decided anew: those that a change touches, those that stand in their way, and those in the way of these.
//!
//! A breadth-first walk: from a request to its candidates, the least effort first, and from a candidate to the requests whose
//! proposals keep it out. It ends at the bounds of [`Options`]. Requests that are open anyway and whose Lotsen the walk has met
//! get a part of the room, because somebody may become free for them.

use std::collections::HashSet;

use super::part::Swap;
use super::{Options, Standing};
use crate::matching::constraints::{Meeting, overlap, weekly_load, yearly_cap};
use crate::matching::ledger::meeting_of;
use crate::matching::plan::Candidate;

/// Candidates of one request that the walk follows.
const FOLLOWED: usize = 40;

/// What a change has touched itself.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Requests that are new, other than before, or have lost a proposal.
    pub requests: Vec<u32>,
    /// Lotsen who have become free.
    pub freed: Vec<u32>,
}

/// The neighbourhood, nearest first.
pub(super) fn around(standing: &Standing, touched: &Touched, swap: Option<&Swap<'_>>, options: &Options) -> Vec<u32> {
    let most = options.requests.max(1);
    let mut walk = Walk { standing, swap, area: Vec::new(), seen: HashSet::new(), met: Vec::new() };
    touched.requests.iter().for_each(|request| walk.add(*request));
    walk.met.clone_from(&touched.freed);
    let for_open = (most / 4).max(1);
    walk.add_open(most.min(walk.area.len() + for_open));
    let mut at = 0;
    while at < walk.area.len() && walk.area.len() < most.saturating_sub(for_open).max(1) {
        walk.step(at, most.saturating_sub(for_open).max(1));
        at += 1;
    }
    // With room for everything, whatever shares a Lotse belongs to it.
    walk.add_open(most);
    if options.requests == usize::MAX {
        (0..standing.problem().requests.len() as u32).for_each(|request| walk.add(request));
    }
    walk.area
}

struct Walk<'a> {
    standing: &'a Standing,
    swap: Option<&'a Swap<'a>>,
    area: Vec<u32>,
    seen: HashSet<u32>,
    /// Lotsen whom the walk has come by, in order; some twice.
    met: Vec<u32>,
}

impl Walk<'_> {
    fn add(&mut self, request: u32) {
        if self.seen.insert(request) {
            self.area.push(request);
        }
    }

    /// Open requests that the Lotsen met so far could serve, the weightiest first.
    fn add_open(&mut self, most: usize) {
        let standing = self.standing;
        let mut open: Vec<u32> = Vec::new();
        let mut lotsen = HashSet::new();
        for lotse in self.met.iter().filter(|lotse| lotsen.insert(**lotse)) {
            let wanted = standing.wanted_by(*lotse).iter().copied();
            open.extend(wanted.filter(|request| !self.seen.contains(request) && standing.open_places(*request) > 0));
        }
        let weight = |request: &u32| standing.problem().requests.get(*request as usize).map_or(0, |r| r.weight);
        open.sort_by_key(|request| (std::cmp::Reverse(weight(request)), *request));
        for request in open {
            if self.area.len() >= most {
                return;
            }
            self.add(request);
        }
    }

    /// Adds what stands in the way of one request of the area.
    fn step(&mut self, at: usize, most: usize) {
        let Some(request) = self.area.get(at).copied() else { return };
        let mut candidates = candidates_of(self.standing, self.swap, request).to_vec();
        candidates.sort_by_key(|candidate| (candidate.effort, candidate.lotse, candidate.appointment, candidate.mode));
        let mut free = 0;
        for candidate in candidates.iter().take(FOLLOWED) {
            self.met.push(candidate.lotse);
            let blockers = blockers(self.standing, self.swap, candidate);
            free += usize::from(blockers.is_empty());
            for blocker in blockers {
                if self.area.len() >= most {
                    return;
                }
                self.add(blocker);
            }
            // Several nearer Lotsen are free: whoever comes after them is not worth moving others for.
            if free > 4 {
                return;
            }
        }
    }
}

/// The candidates of a request, or those that a trial gives it.
pub(super) fn candidates_of<'a>(standing: &'a Standing, swap: Option<&'a Swap<'a>>, request: u32) -> &'a [Candidate] {
    match swap {
        Some(swap) if swap.number == request => swap.candidates,
        _ => standing.candidates_of(request),
    }
}

/// Requests other than its own whose proposals keep a candidate out: by a clash, or by their part in a limit.
pub(super) fn blockers(standing: &Standing, swap: Option<&Swap<'_>>, candidate: &Candidate) -> Vec<u32> {
    let problem = standing.problem();
    let Some(meeting) = meeting_in(standing, swap, candidate) else { return Vec::new() };
    let lotse = meeting.pair.lotse;
    let others: Vec<(u32, Meeting<'_>)> = standing
        .held(candidate.lotse)
        .iter()
        .filter(|other| other.request != candidate.request)
        .filter_map(|other| Some((other.request, meeting_of(problem, other)?)))
        .collect();
    let mut blockers: Vec<u32> = Vec::new();
    if lotse.asks_left.is_some_and(|left| others.len() >= left as usize) {
        blockers.extend(others.iter().map(|(request, _)| *request));
    }
    blockers.extend(others.iter().filter(|(_, other)| overlap::clash(&meeting, other)).map(|(request, _)| *request));
    let exceeds = |left: Option<u32>, sum: u32| left.is_some_and(|left| sum > left);
    for (week, (minutes, count)) in weekly_load::loads(&meeting) {
        let (minutes_left, count_left) = weekly_load::left(lotse, week);
        let in_week = |other: &Meeting<'_>| weekly_load::loads(other).find(|(at, _)| *at == week);
        let loads: Vec<(u32, weekly_load::Load)> =
            others.iter().filter_map(|(request, other)| Some((*request, in_week(other)?.1))).collect();
        let sum = loads.iter().fold((minutes, count), |sum, (_, load)| (sum.0 + load.0, sum.1 + load.1));
        if exceeds(minutes_left, sum.0) || exceeds(count_left, sum.1) {
            blockers.extend(loads.iter().map(|(request, _)| *request));
        }
    }
    for (year, minutes) in yearly_cap::minutes(&meeting) {
        let in_year = |other: &Meeting<'_>| yearly_cap::minutes(other).find(|(at, _)| *at == year);
        let taken: Vec<(u32, u32)> =
            others.iter().filter_map(|(request, other)| Some((*request, in_year(other)?.1))).collect();
        if exceeds(lotse.left_in(year), minutes + taken.iter().map(|(_, minutes)| minutes).sum::<u32>()) {
            blockers.extend(taken.iter().map(|(request, _)| *request));
        }
    }
    for (client, year) in meeting.pair.request.capped_years() {
        let Some(left) = standing.left_of(client, year, &[candidate.request]) else { continue };
        let uses = meeting.alternative.dated().filter(|(_, date)| date.year == year).count();
        if uses > left as usize {
            let others = standing.of_client(client, year).iter().filter(|other| **other != candidate.request);
            blockers.extend(others.filter(|other| !standing.filled(**other).is_empty()));
        }
    }
    blockers.sort_unstable();
    blockers.dedup();
    blockers
}

/// The meeting of a candidate where one request is another.
pub(super) fn meeting_in<'a>(
    standing: &'a Standing,
    swap: Option<&'a Swap<'a>>,
    candidate: &Candidate,
) -> Option<Meeting<'a>> {
    match swap {
        Some(swap) => swap.meeting(standing.problem(), candidate),
        None => meeting_of(standing.problem(), candidate),
    }
}
