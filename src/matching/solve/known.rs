//! The two levels of a component: on which scales they are searched for together, and what is known of them so far.
//!
//! Plans come from auctions, dives, trees and programmes, bounds from prices on several scales. None is as good in every respect as
//! all others, so the best of each is kept, and a run that is stopped has lost nothing.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use super::board::Board;
use super::column::{Column, load_of, most_load};
use super::compact::{self, Decided};
use super::prices::{Most, Scale};
use crate::matching::plan::LevelProof;

/// By how much steps of weight count, as far as there is room for that in 64 bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scales {
    /// One step of weight outweighs twice what two proposals can differ by in effort.
    pub first: Scale,
    /// One step of weight outweighs the effort of whole plans.
    pub strict: Scale,
    /// Beyond this sums of values and prices might not fit.
    pub most: i64,
    /// The most effort that a plan can have.
    pub most_effort: i64,
}

impl Scales {
    /// Of a board on which no plan has more than this weight.
    pub fn new(board: &Board<'_>, most_weight: i64) -> Self {
        let efforts = || board.arcs.iter().map(|arc| i64::from(arc.effort));
        let load = i64::from(board.problem.weights.effort.load_step);
        let swing = efforts().max().unwrap_or(0).max(load) - efforts().min().unwrap_or(0).min(0);
        let (mut most_effort, mut least) = (0, 0);
        for (number, request) in board.problem.requests.iter().enumerate() {
            let efforts =
                || board.of_request(number as u32).iter().map(|at| i64::from(board.arcs[*at as usize].effort));
            most_effort += i64::from(request.places) * efforts().max().unwrap_or(0).max(0);
            least += i64::from(request.places) * efforts().min().unwrap_or(0).min(0);
        }
        most_effort += (0..board.groups.len()).map(|group| most_load(board, group)).sum::<i64>();
        let most = Most { weight: most_weight, effort: most_effort };
        let scale = |outweighed: i64| Scale::outweighing(board, 2 * outweighed, most);
        Self { first: scale(swing), strict: scale(most_effort - least), most: most.scale(board), most_effort }
    }
}

/// The best plan by both levels in their order, wherever it came from, and what is known of the best there is.
pub(super) struct Known {
    pub plan: Vec<u32>,
    pub weight: i64,
    pub effort: i64,
    /// No plan has more.
    pub most_weight: i64,
    /// On a scale with such a weight no plan is worth more, in whole units.
    pub bounds: Vec<(i64, i64)>,
}

impl Known {
    pub fn new(board: &Board<'_>, plan: Vec<u32>) -> Self {
        let most_weight = compact::simple_bound(board.problem, board.arcs);
        let (weight, effort) = (weight(board, &plan), effort(board, &plan));
        Self { plan, weight, effort, most_weight, bounds: Vec::new() }
    }

    /// Keeps a plan if it is better.
    pub fn take(&mut self, board: &Board<'_>, plan: &[u32]) {
        let (weight, effort) = (weight(board, plan), effort(board, plan));
        if (weight, -effort) > (self.weight, -self.effort) {
            (self.plan, self.weight, self.effort) = (plan.to_vec(), weight, effort);
        }
    }

    /// Whether no plan has more weight than this one.
    pub fn is_weightiest(&self) -> bool {
        self.weight >= self.most_weight
    }

    pub fn decided(self, board: &Board<'_>) -> Decided {
        // Of plans with this weight none costs less than any of the bounds lets it.
        let least = self.bounds.iter().map(|(scale, at_most)| scale * self.weight - at_most);
        let effort_bound = least.max().unwrap_or(i64::MIN).min(self.effort);
        Decided {
            chosen: self.plan.iter().map(|at| board.arcs[*at as usize]).collect(),
            weight: LevelProof::new(self.weight, self.most_weight.max(self.weight)),
            effort: LevelProof::new(self.effort, effort_bound),
        }
    }
}

pub(super) fn weight(board: &Board<'_>, plan: &[u32]) -> i64 {
    plan.iter().map(|at| board.weight(&board.arcs[*at as usize])).sum()
}

pub(super) fn effort(board: &Board<'_>, plan: &[u32]) -> i64 {
    let efforts: i64 = plan.iter().map(|at| i64::from(board.arcs[*at as usize].effort)).sum();
    efforts + schedules(board, plan).iter().map(|column| load_of(board, &column.arcs)).sum::<i64>()
}

/// A plan by Lotse.
pub(super) fn schedules(board: &Board<'_>, plan: &[u32]) -> Vec<Column> {
    let mut sorted = plan.to_vec();
    sorted.sort_unstable();
    let lotse = |at: &u32| board.arcs[*at as usize].lotse;
    let group = |at: &u32| board.groups.partition_point(|group| group.lotse < lotse(at)) as u32;
    let of_lotse = sorted.chunk_by(|one, next| lotse(one) == lotse(next));
    of_lotse.map(|arcs| Column { group: group(&arcs[0]), arcs: arcs.to_vec() }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::problem::Problem;
    use crate::matching::solve::prices::FINE;
    use crate::matching::testing::compile;

    /// Two Lotsen, and a request of each priority with three times in one week.
    fn problem(load_step: u32, urgent: u32) -> Problem {
        let times: Vec<Value> =
            (15..18).map(|day| json!({"start": format!("2026-12-{day}T10:00:00"), "minutes": 60})).collect();
        let request = |id: &str, priority: &str| json!({"id": id, "priority": priority, "appointments": times});
        let mut weights = json!(crate::matching::weights::Weights::default());
        weights["served"]["urgent"] = json!(urgent);
        weights["effort"]["load_step"] = json!(load_step);
        compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "weights": weights,
            "lotsen": [{"id": "a"}, {"id": "b"}], "requests": [request("R", "urgent"), request("S", "normal")]}))
    }

    #[test]
    fn the_best_plan_stays_and_every_bound_counts() {
        let problem = problem(25, 4000);
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let of = |request: u32, lotse: u32| {
            let mut arcs = board.of_request(request).iter().copied();
            arcs.find(|at| board.arcs[*at as usize].lotse == lotse).unwrap()
        };
        let mut known = Known::new(&board, vec![of(1, 0)]);
        assert_eq!((known.weight, known.most_weight), (1000, 5000));
        let apart = vec![of(0, 0), of(1, 1)];
        known.take(&board, &apart);
        assert!(known.is_weightiest());
        // Less weight for less effort is no better plan.
        known.take(&board, &[of(0, 0)]);
        assert_eq!((known.plan.clone(), known.weight), (apart, 5000));
        let effort = known.effort;
        known.bounds = vec![(1, 5000 - effort + 9), (10, 50_000 - effort + 2), (100, 500_000 - effort + 4)];
        let decided = known.decided(&board);
        assert!(decided.weight.optimal);
        assert_eq!((decided.effort.value, decided.effort.bound), (effort, effort - 2));
    }

    #[test]
    fn a_request_counts_once_in_the_load_whatever_its_times() {
        let problem = problem(25, 4000);
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        assert_eq!(board.groups[0].arcs.len(), 6);
        // The second of two sittings in the week costs a step.
        assert_eq!(most_load(&board, 0), 25);
    }

    #[test]
    fn on_every_scale_there_is_room_for_the_sum_of_all_values() {
        for (load_step, urgent) in [(25, 4000), (1_000_000, 1_000_000), (1_000_000, 999_983)] {
            let problem = problem(load_step, urgent);
            let candidates = generate(&problem);
            let board = Board::whole(&problem, &candidates);
            let of_all = 1_000_000_000_000;
            let scales = Scales::new(&board, of_all);
            assert!(scales.first.weight >= 1 && scales.strict.weight >= scales.first.weight.min(scales.most));
            let scale = scales.first.weight.max(scales.strict.weight).max(scales.most);
            let sum = scale.checked_mul(of_all).and_then(|sum| sum.checked_add(scales.most_effort)).unwrap();
            assert!(sum.checked_mul(FINE * 60).is_some());
        }
    }
}
