//! Why a request stays open: how many Lotsen each hard constraint removed, and which requests hold those who are left.
//!
//! A Lotse counts under the first constraint that failed. Who fails early is counted in bulk by the roll; only those who
//! speak the language and are in the pool are looked at one by one.

mod roll;

use rayon::prelude::*;

use super::constraints::{HardConstraint, Meeting, Pair};
use super::ledger::{Ledger, meeting_of};
use super::plan::{Candidate, Removed, UnservedEntry};
use super::problem::Problem;
use roll::{Roll, Seen};

/// An entry for each request with open places, in the order of the problem. `candidates_of` tells all candidates of one. Entries are
/// missing once `is_wanted` says that nobody waits for them any more.
pub fn unserved(
    problem: &Problem,
    candidates_of: impl Fn(u32) -> Vec<Candidate> + Sync,
    chosen: &[Candidate],
    is_wanted: impl Fn() -> bool + Sync,
) -> Vec<UnservedEntry> {
    let mut ledger = Ledger::new(problem);
    for candidate in chosen {
        ledger.take(*candidate);
    }
    let open = |number: u32| {
        let places = problem.requests.get(number as usize).map_or(0, |request| request.places);
        let open = usize::from(places).saturating_sub(ledger.of_request(number).len());
        (open > 0).then_some((number, open as u16))
    };
    let open: Vec<(u32, u16)> = (0..problem.requests.len() as u32).filter_map(open).collect();
    let roll = problem.listed.is_none().then(|| Roll::new(problem));
    // Few large tasks, because each begins with a mark for every Lotse.
    let task = open.len().div_ceil(8 * rayon::current_num_threads()).max(1);
    let tasks = open.par_chunks(task).flat_map_iter(|task| {
        let mut seen = Seen::nobody(problem);
        task.iter()
            .take_while(|_| is_wanted())
            .map(|(number, open_places)| UnservedEntry {
                request: id(problem, *number),
                open_places: *open_places,
                removed: removed(problem, roll.as_ref(), &mut seen, *number),
                ..held(problem, &candidates_of(*number), &ledger, *number)
            })
            .collect::<Vec<_>>()
    });
    tasks.collect()
}

fn id(problem: &Problem, request: u32) -> String {
    problem.requests.get(request as usize).map(|request| request.id.clone()).unwrap_or_default()
}

/// Who could go, and who keeps them from it.
fn held(problem: &Problem, candidates: &[Candidate], ledger: &Ledger<'_>, number: u32) -> UnservedEntry {
    let serves = |lotse: u32| ledger.of_request(number).iter().any(|taken| taken.lotse == lotse);
    let (mut lotsen, mut lost_to) = (Vec::new(), Vec::new());
    for candidate in candidates.iter().filter(|c| !serves(c.lotse)) {
        lotsen.push(candidate.lotse);
        lost_to.extend(ledger.blockers(candidate));
    }
    lotsen.sort_unstable();
    lotsen.dedup();
    lost_to.sort_unstable();
    lost_to.dedup();
    UnservedEntry {
        request: String::new(),
        open_places: 0,
        removed: Vec::new(),
        candidates: lotsen.len() as u32,
        lost_to: lost_to.into_iter().filter(|other| *other != number).map(|other| id(problem, other)).collect(),
        forced: None,
        cures: Vec::new(),
    }
}

/// Lotsen by the first constraint that removed them, in the order of testing.
fn removed(problem: &Problem, roll: Option<&Roll>, seen: &mut Seen, number: u32) -> Vec<Removed> {
    let counts = match (&problem.listed, roll) {
        (None, Some(roll)) => roll.removed(problem, number, seen),
        (None, None) => Counts::default(),
        (Some(listed), _) => {
            let mut counts = Counts::default();
            let from = listed.partition_point(|candidate| candidate.request < number);
            let rest = listed.get(from..).unwrap_or_default();
            let mine = rest.get(..rest.partition_point(|candidate| candidate.request == number)).unwrap_or_default();
            let lotsen = mine.chunk_by(|one, next| one.lotse == next.lotse);
            lotsen.filter_map(|of_lotse| limit(problem, of_lotse)).for_each(|constraint| counts.add(constraint, 1));
            counts
        }
    };
    let counted = HardConstraint::ALL.iter().zip(counts.0).filter(|(_, lotsen)| *lotsen > 0);
    counted.map(|(constraint, lotsen)| Removed { constraint: *constraint, lotsen }).collect()
}

/// Lotsen by constraint.
#[derive(Debug, Default)]
struct Counts([u32; HardConstraint::ALL.len()]);

impl Counts {
    fn add(&mut self, constraint: HardConstraint, lotsen: u32) {
        if let Some(count) = self.0.get_mut(constraint as usize) {
            *count += lotsen;
        }
    }
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
    pair.first_failing().or_else(|| furthest(pair))
}

/// The same where the constraints of the pair hold.
fn furthest(pair: &Pair<'_>) -> Option<HardConstraint> {
    let mut furthest = HardConstraint::Mode;
    for mode in pair.request.modes.iter().copied() {
        let way = pair.problem.way(pair.lotse, pair.request, mode);
        for alternative in &pair.request.options {
            furthest = furthest.max(Meeting { pair: *pair, alternative, mode, way }.first_failing()?);
        }
    }
    Some(furthest)
}

#[cfg(test)]
mod tests;
