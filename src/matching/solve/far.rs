//! Requests that found nobody among the nearest Lotsen, looked at once more: somebody further away may be free.

use std::time::Instant;

use rayon::prelude::*;

use super::Progress;
use crate::matching::candidates::Index;
use crate::matching::ledger::Ledger;
use crate::matching::plan::Candidate;
use crate::matching::problem::Problem;

/// Requests whose candidates are looked for side by side: all of one can be many.
const TOGETHER: usize = 64;

/// A plan with all that it chooses, and what can be added to it as long as there is time and somebody wants it: of the weightiest
/// request first, with the least effort; several Lotsen go to the first appointment at which anybody is free.
pub(super) fn served_too(
    problem: &Problem,
    everybody: &Index,
    chosen: Vec<Candidate>,
    until: Instant,
    progress: &dyn Progress,
) -> Vec<Candidate> {
    let mut ledger = Ledger::new(problem);
    for candidate in chosen {
        ledger.take(candidate);
    }
    let missing = |ledger: &Ledger<'_>, number: u32| {
        let places = problem.requests.get(number as usize).map_or(0, |request| usize::from(request.places));
        places.saturating_sub(ledger.of_request(number).len())
    };
    let mut open: Vec<u32> = (0..problem.requests.len() as u32).filter(|at| missing(&ledger, *at) > 0).collect();
    open.sort_by_key(|at| std::cmp::Reverse(problem.requests.get(*at as usize).map_or(0, |request| request.weight)));
    for some in open.chunks(TOGETHER).take_while(|_| Instant::now() < until && !progress.is_over()) {
        let found: Vec<Vec<Candidate>> = some.par_iter().map(|at| everybody.candidates_of(problem, *at)).collect();
        for (number, mut candidates) in some.iter().zip(found) {
            let is_single = problem.requests.get(*number as usize).is_some_and(|request| request.places == 1);
            let first = |c: &Candidate| if is_single { 0 } else { c.appointment };
            candidates.sort_unstable_by_key(|c| (first(c), c.effort, c.lotse, c.appointment, c.mode));
            for candidate in candidates {
                if missing(&ledger, *number) == 0 {
                    break;
                }
                ledger.take(candidate);
            }
        }
    }
    ledger.taken().to_vec()
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::matching::candidates::nearest;
    use crate::matching::solve::{Options, Silent, scale, solve};
    use crate::matching::tally;
    use crate::matching::testing::{anything, compile};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_the_nearest_prove_holds_for_all(file in anything(), lotsen in 1..4_usize) {
            let problem = compile(file);
            let best = solve(&problem, &Options::default(), &Silent).unwrap();
            prop_assume!(best.proof.weight.optimal);
            let near = nearest(&problem, lotsen, usize::MAX).unwrap();
            let (everybody, limit) = (OnceLock::new(), Duration::from_secs(60));
            let decided = scale::decide(&problem, (&near, Some(&everybody)), &[], limit, &Silent).unwrap();
            let totals = tally::totals(&problem, &decided.chosen);
            prop_assert_eq!((totals.weight, totals.effort), (decided.weight.value, decided.effort.value));
            prop_assert!(totals.weight <= best.totals.weight && decided.weight.bound >= best.totals.weight);
            // Nobody is free whom somebody waits for.
            let again =
                served_too(&problem, everybody.get().unwrap(), decided.chosen.clone(), Instant::now() + limit, &Silent);
            prop_assert_eq!(again.len(), decided.chosen.len());
            if totals.weight == best.totals.weight {
                prop_assert!(decided.effort.bound <= best.totals.effort);
            }
        }
    }
}
