//! Why a request stays open: how many Lotsen each hard constraint removed, and which requests hold those who are left.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::candidates::Candidates;
use super::constraints::{HardConstraint, Pair};
use super::ledger::{Ledger, meeting_of};
use super::plan::{Candidate, Removed, UnservedEntry};
use super::problem::Problem;

/// An entry for each request with open places, in the order of the problem.
pub fn unserved(problem: &Problem, candidates: &Candidates, chosen: &[Candidate]) -> Vec<UnservedEntry> {
    let mut ledger = Ledger::new(problem);
    for candidate in chosen {
        ledger.take(*candidate);
    }
    let numbered: Vec<u32> = (0..problem.requests.len() as u32).collect();
    numbered
        .into_par_iter()
        .filter_map(|number| {
            let request = problem.requests.get(number as usize)?;
            let filled = ledger.of_request(number).len() as u16;
            (filled < request.places).then(|| entry(problem, candidates, &ledger, number, request.places - filled))
        })
        .collect()
}

fn entry(
    problem: &Problem,
    candidates: &Candidates,
    ledger: &Ledger<'_>,
    number: u32,
    open_places: u16,
) -> UnservedEntry {
    let serves = |lotse: u32| ledger.of_request(number).iter().any(|taken| taken.lotse == lotse);
    let could_go: Vec<&Candidate> = candidates.of_request(number).filter(|c| !serves(c.lotse)).collect();
    let lotsen: BTreeSet<u32> = could_go.iter().map(|candidate| candidate.lotse).collect();
    let mut lost_to: BTreeSet<u32> = could_go.iter().flat_map(|candidate| ledger.blockers(candidate)).collect();
    lost_to.remove(&number);
    let id = |request: u32| problem.requests.get(request as usize).map(|r| r.id.clone()).unwrap_or_default();
    UnservedEntry {
        request: id(number),
        open_places,
        removed: removed(problem, number),
        candidates: lotsen.len() as u32,
        lost_to: lost_to.into_iter().map(id).collect(),
        forced: None,
        cures: Vec::new(),
    }
}

/// Lotsen by the first constraint that removed them, in the order of testing.
fn removed(problem: &Problem, number: u32) -> Vec<Removed> {
    let mut counts = vec![0_u32; HardConstraint::ALL.len()];
    let mut count = |reason: Option<HardConstraint>| {
        if let Some(count) = reason.and_then(|constraint| counts.get_mut(constraint as usize)) {
            *count += 1;
        }
    };
    match &problem.listed {
        None => {
            for lotse in 0..problem.lotsen.len() as u32 {
                count(Pair::of(problem, lotse, number).and_then(|pair| reason(&pair)));
            }
        }
        Some(listed) => {
            let from = listed.partition_point(|candidate| candidate.request < number);
            let mine = listed.iter().skip(from).take_while(|candidate| candidate.request == number);
            let mine: Vec<Candidate> = mine.copied().collect();
            mine.chunk_by(|one, next| one.lotse == next.lotse).for_each(|of_lotse| count(limit(problem, of_lotse)));
        }
    }
    let counted = HardConstraint::ALL.iter().zip(counts).filter(|(_, lotsen)| *lotsen > 0);
    counted.map(|(constraint, lotsen)| Removed { constraint: *constraint, lotsen }).collect()
}

/// What removed a Lotse whose candidates are listed; of several the one that came furthest counts.
fn limit(problem: &Problem, of_lotse: &[Candidate]) -> Option<HardConstraint> {
    let mut furthest = None;
    for candidate in of_lotse {
        furthest = furthest.max(Some(meeting_of(problem, candidate)?.first_limit_failing()?));
    }
    furthest
}

/// What removed a Lotse; over several appointments and modes the one that came furthest counts. `None` for candidates.
pub fn reason(pair: &Pair<'_>) -> Option<HardConstraint> {
    if let Some(constraint) = pair.first_failing() {
        return Some(constraint);
    }
    let mut furthest = HardConstraint::Mode;
    for appointment in 0..pair.request.options.len() as u16 {
        for mode in &pair.request.modes {
            let meeting = pair.at(appointment, *mode)?;
            furthest = furthest.max(meeting.first_failing()?);
        }
    }
    Some(furthest)
}
