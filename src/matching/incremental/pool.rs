//! Who could do what: the one place that asks the candidates of the whole problem, and those of single pairs.

use crate::matching::candidates;
use crate::matching::constraints::{Pair, absence, status};
use crate::matching::ledger::meeting_of;
use crate::matching::objectives;
use crate::matching::plan::{Candidate, PlanFile};
use crate::matching::problem::Problem;

/// All candidates by request.
pub(super) fn by_request(problem: &Problem) -> Vec<Vec<Candidate>> {
    let found = candidates::generate(problem);
    let of_request = |request| {
        let mut mine: Vec<Candidate> = found.of_request(request).copied().collect();
        mine.sort_unstable();
        mine
    };
    (0..problem.requests.len() as u32).map(of_request).collect()
}

/// What a pair could do; it need not be one of the problem as it is.
pub fn possible(pair: &Pair<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    if pair.first_failing().is_some() {
        return found;
    }
    for appointment in 0..pair.request.options.len() as u16 {
        for mode in &pair.request.modes {
            let Some(meeting) = pair.at(appointment, *mode) else { continue };
            if meeting.first_failing().is_none() {
                let effort = objectives::effort(&meeting);
                let (request, lotse) = (pair.request_index, pair.lotse_index);
                found.push(Candidate { request, lotse, appointment, mode: *mode, effort });
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether a candidate still satisfies everything that it must by itself. Listed ones are the lister's word, but for who is
/// there at all.
pub(super) fn allowed(problem: &Problem, candidate: &Candidate) -> bool {
    let Some(meeting) = meeting_of(problem, candidate) else { return false };
    if problem.listed.is_some() {
        let there = status::holds(&meeting.pair) && absence::holds(&meeting);
        return there && meeting.first_limit_failing().is_none();
    }
    meeting.pair.first_failing().is_none() && meeting.first_failing().is_none()
}

/// The proposals of a plan file as candidates of its problem; those that name what is not there are left out.
pub fn proposals(problem: &Problem, plan: &PlanFile) -> Vec<Candidate> {
    let number = |ids: Vec<&str>| -> std::collections::HashMap<String, u32> {
        (0..).zip(ids).map(|(at, id)| (id.to_owned(), at)).collect()
    };
    let lotsen = number(problem.lotsen.iter().map(|lotse| lotse.id.as_str()).collect());
    let requests = number(problem.requests.iter().map(|request| request.id.as_str()).collect());
    let candidate = |entry: &crate::matching::plan::ProposalEntry| {
        Some(Candidate {
            request: *requests.get(&entry.request)?,
            lotse: *lotsen.get(&entry.lotse)?,
            appointment: entry.appointment,
            mode: entry.mode,
            effort: entry.effort,
        })
    };
    plan.proposals.iter().filter_map(candidate).collect()
}
