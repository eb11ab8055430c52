//! Where plan and prices disagree: the few spots that most of the gap comes from, each decided anew from both sides.
//!
//! What the bound is above the plan is a sum: of each Lotse, what the best schedule gains at the prices beyond the one that
//! they hold; of each request, what its places are worth beyond what is paid for them; and what is left of clients' caps. Nearly all of
//! it is a few dozen Lotsen and requests, often far from one another, because a language that few speak joins them by telephone.
//! Around these *spots* grow ([`grow`]), along who holds what and who would come as well. Each is a small problem of its own
//! ([`part`]): its requests are priced again by the relaxed master, at the given prices of all others, which brings the bound
//! nearly as low as these prices let it; and where a better plan could still be hidden in it, they are given out again among all
//! who can serve them. The spots of one round have no request in common and are decided side by side. What they found is taken
//! over one after the other; neither plan nor bound is ever worse than before.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

mod grow;
mod part;

use std::collections::HashSet;
use std::time::Instant;

use rayon::prelude::*;

use self::part::{Found, Schedules};
use super::board::Board;
use super::cuts::Cuts;
use super::prices::{Evaluation, FINE, Scale, evaluate};
use super::scale::{State, value};
use super::slope::slope;
use super::{Progress, SolveError, Step, go_on};

/// Rounds of spots.
const ROUNDS: usize = 12;
/// A round has one spot, and one more for every so many requests.
const REQUESTS_BY_SPOT: usize = 8_000;
/// The gap is small enough at half this part of the value, and at this part where a round closes less than a third of it.
const ENOUGH: i64 = 2_000;
/// Steps along the slope of the whole for the prices of clients' caps.
const STEPS: usize = 8;

/// A large problem, with the scale and the limits of its search.
#[derive(Clone, Copy)]
pub(super) struct Whole<'b, 'a> {
    pub board: &'b Board<'a>,
    pub scale: Scale,
    pub until: Instant,
    pub progress: &'b dyn Progress,
}

/// The requests that are decided together.
struct Spot {
    requests: Vec<u32>,
    /// The same by request.
    is_inside: Vec<bool>,
}

impl Whole<'_, '_> {
    /// Decides round after round until the gap is small.
    pub fn settle(self, state: &mut State) -> Result<(), SolveError> {
        let Self { board, scale, until, .. } = self;
        let mut evaluation = self.evaluate(&state.prices);
        state.bound = state.bound.min(evaluation.bound);
        let mut before = i64::MAX;
        for round in 0..=ROUNDS {
            let gap = state.bound - FINE * value(board, scale, &state.held);
            tracing::debug!(round, bound = state.bound.div_euclid(FINE), gap = gap.div_euclid(FINE), "spots");
            let missing = (gap.max(0) as f64 / state.bound.max(1) as f64 * 1e6).ceil() as u64;
            self.progress.step(Step::Bounded { rounds: round as u64, of: ROUNDS as u64, missing });
            let is_enough = gap <= state.bound / (2 * ENOUGH) || (gap <= state.bound / ENOUGH && gap > before / 3 * 2);
            if is_enough || Instant::now() > until {
                return Ok(());
            }
            before = gap;
            go_on(self.progress)?;
            if round == ROUNDS {
                break;
            }
            let side_by_side = 1 + board.problem.requests.len() / REQUESTS_BY_SPOT;
            let spots = self.grow(state, &evaluation, side_by_side);
            let decide = |spot| (Instant::now() < until).then(|| self.decide(spot, state, gap));
            let found: Vec<Found> = spots.par_iter().with_max_len(1).filter_map(decide).collect();
            let (prices, schedules): (Vec<_>, Vec<_>) = found.into_iter().map(|f| (f.prices, f.schedules)).unzip();
            let has_better_prices = self.reprice(state, &mut evaluation, &prices);
            let has_better_plan = give_out(state, schedules.into_iter().flatten());
            // The same spots would be found again.
            if !has_better_prices && !has_better_plan {
                break;
            }
        }
        // Caps of clients are what no spot sees.
        if !board.has_caps() || Instant::now() > until {
            return Ok(());
        }
        let first = std::mem::take(&mut state.prices);
        let (bound, prices, _) = slope(board, scale, first, value(board, scale, &state.held), STEPS, until, false);
        (state.bound, state.prices) = (bound.min(state.bound), prices);
        Ok(())
    }

    fn evaluate(self, prices: &[i64]) -> Evaluation {
        evaluate(self.board, self.scale, &Cuts::default(), prices)
    }

    /// Takes over what spots found to be better prices, all at once or in halves: Lotsen whom several spots want may gain more by
    /// all of them than by each. Says whether anything was better.
    fn reprice(self, state: &mut State, evaluation: &mut Evaluation, found: &[Vec<(u32, i64)>]) -> bool {
        if found.is_empty() {
            return false;
        }
        let mut prices = state.prices.clone();
        found.iter().flatten().for_each(|(row, price)| prices[*row as usize] = *price);
        let of_these = self.evaluate(&prices);
        if of_these.bound < state.bound {
            (state.prices, state.bound, *evaluation) = (prices, of_these.bound, of_these);
            return true;
        }
        let (one, other) = found.split_at(found.len() / 2);
        let mut is_better = false;
        for half in [one, other].into_iter().filter(|_| !one.is_empty() && Instant::now() < self.until) {
            is_better |= self.reprice(state, evaluation, half);
        }
        is_better
    }
}

/// Takes over the schedules that a better plan changes. Where two spots want the same Lotse to do other things than before, the first
/// has them.
fn give_out(state: &mut State, found: impl Iterator<Item = Schedules>) -> bool {
    let mut has_changed: HashSet<u32> = HashSet::new();
    for schedules in found {
        if schedules.iter().any(|(group, _)| has_changed.contains(group)) {
            continue;
        }
        for (group, arcs) in schedules {
            has_changed.insert(group);
            state.held[group as usize] = arcs;
        }
    }
    !has_changed.is_empty()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;
    use crate::matching::Silent;
    use crate::matching::candidates::generate;
    use crate::matching::testing::compile;

    #[test]
    fn a_time_at_which_nobody_can_come_holds_no_bound_up() {
        let away = json!([{"first": "2026-12-16", "last": "2026-12-16"}]);
        let problem = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
            "lotsen": [{"id": "a", "absences": away}, {"id": "b", "absences": away}],
            "requests": [{"id": "R", "service": "interpreting", "lotsen_needed": 2, "appointments": [
                {"start": "2026-12-15T10:00:00", "minutes": 60}, {"start": "2026-12-16T10:00:00", "minutes": 60}]}]}));
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let scale = Scale { weight: 10, effort: 1 };
        let whole = Whole { board: &board, scale, until: Instant::now() + Duration::from_secs(60), progress: &Silent };
        // Both times ask too much, and no Lotse wants to go.
        let prices = vec![FINE * 1_000_000; board.at_most.len()];
        let bound = whole.evaluate(&prices).bound;
        let mut state = State { held: vec![vec![0], vec![1]], prices, bound };
        whole.settle(&mut state).unwrap();
        assert_eq!(state.held, [[0], [1]]);
        assert_eq!(state.bound.div_euclid(FINE), value(&board, scale, &state.held));
    }
}
