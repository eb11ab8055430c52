//! First come, first served: what a coordinator does by hand with the same requests and the same Lotsen.
//!
//! The longest waiting request first, whatever its priority; the first of its appointments at which anybody can; the nearest
//! Lotse (least effort) who is still free. Nothing is reconsidered. It is the measure of what deciding together gains,
//! and a first plan for the solver to improve on.

use super::candidates::Candidates;
use super::ledger::Ledger;
use super::plan::Candidate;
use super::problem::Problem;

/// The plan of first come, first served.
pub fn first_come_first_served(problem: &Problem, candidates: &Candidates) -> Vec<Candidate> {
    let mut order: Vec<u32> = (0..problem.requests.len() as u32).collect();
    // The sort is stable: requests that have waited equally long keep the order of the list.
    order.sort_by_key(|request| std::cmp::Reverse(waiting(problem, *request)));
    fill(problem, candidates, order)
}

/// A first plan: the weightiest requests first, and among equals those with the fewest candidates.
pub fn weightiest_first(problem: &Problem, candidates: &Candidates) -> Vec<Candidate> {
    let mut order: Vec<u32> = (0..problem.requests.len() as u32).collect();
    let weight = |request: u32| problem.requests.get(request as usize).map_or(0, |r| r.weight);
    order.sort_by_key(|request| (-weight(*request), candidates.ids_of_request(*request).len()));
    fill(problem, candidates, order)
}

fn waiting(problem: &Problem, request: u32) -> u32 {
    problem.requests.get(request as usize).map_or(0, |request| request.waiting_days)
}

fn fill(problem: &Problem, candidates: &Candidates, order: Vec<u32>) -> Vec<Candidate> {
    let mut ledger = Ledger::new(problem);
    let mut mine: Vec<Candidate> = Vec::new();
    for request in order {
        let places = problem.requests.get(request as usize).map_or(0, |request| usize::from(request.places));
        mine.clear();
        mine.extend(candidates.of_request(request));
        mine.sort_unstable_by_key(|c| (c.appointment, c.effort, c.lotse, c.mode));
        for candidate in &mine {
            // The ledger refuses what does not fit and, once an appointment has begun to fill, every other appointment.
            if ledger.take(*candidate) && ledger.of_request(request).len() == places {
                break;
            }
        }
    }
    ledger.taken().to_vec()
}
