//! Who could be asked beside a plan: for a proposal whose time is short, the next best Lotsen for the same appointment and mode.
//!
//! Several are asked for one place, and the first yes takes it. Nobody knows beforehand who that is, so each is asked only for what
//! they could do beside everything else that is proposed to them or that they are asked for here: however the answers come, what
//! is agreed is a plan. Places and client caps count once, for the proposal. Who is best is said by the effort, load included, as
//! it would stand in the plan.
//! Deliberately absent: whose time is short, and whether more places should be filled, which is the plan's business.

use super::candidates::Index;
use super::constraints::weekly_load;
use super::ledger::{Ledger, meeting_of};
use super::objectives::load;
use super::plan::Candidate;
use super::problem::Problem;
use crate::domain::time::Minute;

/// One more who could be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// How they would go.
    pub candidate: Candidate,
    /// The proposal beside which they are asked.
    pub proposal: Candidate,
}

/// The next best for each of the proposals in `near`, so that up to `each` are asked for a place, those proposed included.
///
/// `ledger` has taken all that is proposed and notes who is asked beside it. Only Lotsen that `may_ask` names are looked at.
/// Nearest appointments come first, and each place gets its second before any gets its third, so that one does not take everybody
/// from the next.
pub fn next_best(
    problem: &Problem,
    ledger: &mut Ledger<'_>,
    near: &[Candidate],
    each: usize,
    may_ask: impl Fn(u32) -> bool,
) -> Vec<Beside> {
    let index = Index::new(problem);
    let mut places: Vec<(Candidate, Vec<Candidate>)> = near
        .iter()
        .map(|proposal| {
            let alike = |c: &Candidate| c.appointment == proposal.appointment && c.mode == proposal.mode;
            let mut possible = index.candidates_of(problem, proposal.request);
            possible.retain(|c| alike(c) && may_ask(c.lotse));
            (*proposal, possible)
        })
        .collect();
    places.sort_by_key(|(proposal, _)| (begin(problem, proposal), *proposal));
    let mut found = Vec::new();
    for _ in 1..each {
        for (proposal, possible) in &places {
            let fitting = possible.iter().filter(|candidate| ledger.fits_beside(candidate));
            let best = fitting.min_by_key(|candidate| (effort(problem, ledger, candidate), candidate.lotse)).copied();
            if let Some(candidate) = best.filter(|candidate| ledger.ask_beside(*candidate)) {
                found.push(Beside { candidate, proposal: *proposal });
            }
        }
    }
    found
}

fn begin(problem: &Problem, candidate: &Candidate) -> Minute {
    meeting_of(problem, candidate).map_or(Minute::MAX, |meeting| meeting.alternative.begin())
}

/// What the candidate would add to the effort.
fn effort(problem: &Problem, ledger: &Ledger<'_>, candidate: &Candidate) -> i64 {
    let Some(meeting) = meeting_of(problem, candidate) else { return i64::MAX };
    let of_week = |(week, (_, count))| {
        let busy = meeting.pair.lotse.pinned_in(week).1 + ledger.sittings(candidate.lotse, week);
        load::minutes(problem.weights.effort.load_step, busy, count)
    };
    i64::from(candidate.effort) + weekly_load::loads(&meeting).map(of_week).sum::<i64>()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::testing::compile;

    fn problem(lotsen: Value, requests: Value) -> Problem {
        compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
            "lotsen": lotsen, "requests": requests}))
    }

    fn request(id: &str, at: &str, more: Value) -> Value {
        let mut request = json!({"id": id, "appointments": [{"start": format!("2026-12-{at}:00"), "minutes": 60}]});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    }

    fn candidate(problem: &Problem, request: u32, lotse: u32) -> Candidate {
        *generate(problem).of_request(request).find(|candidate| candidate.lotse == lotse).unwrap()
    }

    fn taken<'a>(problem: &'a Problem, plan: &[Candidate]) -> Ledger<'a> {
        let mut ledger = Ledger::new(problem);
        assert!(plan.iter().all(|proposal| ledger.take(*proposal)));
        ledger
    }

    /// Request and Lotse of each who would be asked beside a plan of which every proposal is near.
    fn beside(problem: &Problem, plan: &[(u32, u32)], each: usize) -> Vec<(u32, u32)> {
        let plan: Vec<Candidate> = plan.iter().map(|(request, lotse)| candidate(problem, *request, *lotse)).collect();
        let found = next_best(problem, &mut taken(problem, &plan), &plan, each, |_| true);
        found.iter().map(|beside| (beside.candidate.request, beside.candidate.lotse)).collect()
    }

    #[test]
    fn up_to_so_many_are_asked_and_the_best_first() {
        // Known ones cost less; the busy one more.
        let lotsen = json!([{"id": "L1"}, {"id": "L2"}, {"id": "L3"}, {"id": "L4"}]);
        let known = json!({"known_lotsen": [{"lotse": "L3", "meetings": 1}]});
        let one = problem(lotsen, json!([request("R1", "15T10:00", known)]));
        assert_eq!(beside(&one, &[(0, 0)], 1), []);
        assert_eq!(beside(&one, &[(0, 0)], 3), [(0, 2), (0, 1)]);
        assert_eq!(beside(&one, &[(0, 0)], 9), [(0, 2), (0, 1), (0, 3)]);
        let plan = [candidate(&one, 0, 0)];
        let mut ledger = taken(&one, &plan);
        let only_the_last = next_best(&one, &mut ledger, &plan, 3, |lotse| lotse == 3);
        assert_eq!(only_the_last.iter().map(|beside| beside.candidate.lotse).collect::<Vec<_>>(), [3]);
        assert!(next_best(&one, &mut ledger, &[], 3, |_| true).is_empty());
        assert_eq!((ledger.taken(), ledger.of_request(0)), (&plan[..], &plan[..]));
    }

    #[test]
    fn nobody_is_asked_for_two_things_at_once() {
        let lotsen = json!([{"id": "L1"}, {"id": "L2"}, {"id": "L3"}]);
        let two = problem(lotsen, json!([request("R1", "15T10:00", json!({})), request("R2", "15T10:30", json!({}))]));
        // L1 and L2 go; L3 can be asked for one of them, and it is the nearer.
        assert_eq!(beside(&two, &[(0, 0), (1, 1)], 3), [(0, 2)]);
        let apart = problem(
            json!([{"id": "L1"}, {"id": "L2"}, {"id": "L3"}]),
            json!([request("R1", "16T10:00", json!({})), request("R2", "15T10:00", json!({}))]),
        );
        // Each place gets its second before any gets its third, the nearest first; who has nothing yet is asked before others.
        assert_eq!(beside(&apart, &[(0, 0), (1, 1)], 2), [(1, 2), (0, 1)]);
    }

    #[test]
    fn limits_hold_over_everything_asked() {
        for limit in [
            json!({"asks_left": 1}),
            json!({"assignments_per_week": 1}),
            json!({"minutes_per_week": 90}),
            json!({"minutes_left_in_year": {"2026": 90}}),
        ] {
            let mut last = json!({"id": "L3"});
            last.as_object_mut().unwrap().extend(limit.as_object().unwrap().clone());
            let requests = json!([
                request("R1", "15T10:00", json!({"excluded_lotsen": ["L2"]})),
                request("R2", "16T10:00", json!({"excluded_lotsen": ["L1"]}))
            ]);
            let tight = problem(json!([{"id": "L1"}, {"id": "L2"}, last]), requests);
            assert_eq!(beside(&tight, &[(0, 0), (1, 1)], 3), [(0, 2)], "{limit}");
            assert_eq!(beside(&tight, &[(0, 2), (1, 1)], 3), [(0, 0)], "{limit}");
        }
    }

    #[test]
    fn a_client_cap_counts_the_place_once() {
        let interpreting = json!({"client": "x", "service": "interpreting"});
        let one = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "client_cap": 1,
            "lotsen": [{"id": "L1"}, {"id": "L2"}, {"id": "L3"}],
            "requests": [request("R1", "15T10:00", interpreting.clone()), request("R2", "16T10:00", interpreting)]}));
        assert_eq!(beside(&one, &[(0, 0)], 3), [(0, 1), (0, 2)]);
    }

    #[test]
    fn a_group_is_asked_for_each_place() {
        let lotsen: Vec<Value> = (1..=6).map(|number| json!({"id": format!("L{number}")})).collect();
        let pair = problem(json!(lotsen), json!([request("R1", "15T10:00", json!({"lotsen_needed": 2}))]));
        assert_eq!(beside(&pair, &[(0, 0), (0, 1)], 2), [(0, 2), (0, 3)]);
        assert_eq!(beside(&pair, &[(0, 0), (0, 1)], 9), [(0, 2), (0, 3), (0, 4), (0, 5)]);
    }
}
