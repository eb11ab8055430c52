//! From a relaxed master to a plan in a few milliseconds: an auction that begins with the schedules taken most.
//!
//! What a place is paid at first is what its candidate gains at the prices of the master, which is what its Lotse would be worth to
//! others. Whoever the schedules leave out bids for these places by them, so only those are displaced who lose little by it: near
//! the best prices that is all but the best plan, and long before, a better one than prices of an auction lead to. Where nothing was
//! taken yet it is an auction from nothing.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from the master's own columns")]

use super::auction::Auction;
use super::board::Board;
use super::master::Master;
use super::prices::{FINE, gain_by, margins};
use super::pricing::Priced;

/// What the master takes less of than this is not begun with.
const TAKEN: f64 = 1e-4;
/// Bids rise by this part of what a step of weight is worth.
const STEP: i64 = 8;
/// Bids by request after which the auction ends.
const MOST_BIDS: u64 = 20;
/// Everybody bids once more, by a step of so many minutes.
const FINE_STEP: i64 = 2;

/// A plan near what the relaxed master takes.
pub(super) fn rounded(master: &Master<'_, '_>, priced: &Priced) -> Vec<u32> {
    let (board, scale) = (master.board, master.scale);
    let margins = margins(board, scale, &priced.prices);
    let gain = |at: u32| gain_by(board, scale, &margins, &priced.prices, at, &board.arcs[at as usize]);
    let mut auction = Auction::new(board, scale);
    auction.take_over(&taken_most(master, &priced.shares), |at| gain(at).max(0) / FINE);
    auction.look_again();
    let order = auction.order();
    let step = (scale.weight * board.weight_step() / STEP).max(1);
    auction.run(&order, step, MOST_BIDS * order.len() as u64);
    auction.again(FINE_STEP * scale.effort);
    auction.plan().concat()
}

/// By group the schedule of which the master takes most, as far as there is room beside those taken more.
fn taken_most(master: &Master<'_, '_>, shares: &[f64]) -> Vec<Vec<u32>> {
    let board = master.board;
    let mut order: Vec<usize> = (0..shares.len()).filter(|column| shares[*column] > TAKEN).collect();
    order.sort_by(|one, other| shares[*other].total_cmp(&shares[*one]).then(one.cmp(other)));
    let mut room = Room::new(board);
    let mut held: Vec<Vec<u32>> = vec![Vec::new(); board.groups.len()];
    for column in order.into_iter().map(|column| &master.columns[column]) {
        let held = &mut held[column.group as usize];
        if held.is_empty() {
            held.extend(column.arcs.iter().filter(|at| room.take(**at)));
        }
    }
    held
}

/// What the rows still offer.
struct Room<'b, 'a> {
    board: &'b Board<'a>,
    left: Vec<i64>,
    /// By request: the appointment that one for several Lotsen has settled on.
    settled: Vec<Option<u16>>,
}

impl<'b, 'a> Room<'b, 'a> {
    fn new(board: &'b Board<'a>) -> Self {
        Self { board, left: board.at_most.clone(), settled: vec![None; board.problem.requests.len()] }
    }

    /// Takes what a candidate needs, if it is there.
    fn take(&mut self, at: u32) -> bool {
        let arc = &self.board.arcs[at as usize];
        let settled = &mut self.settled[arc.request as usize];
        let mut caps = self.board.caps(arc);
        let fits = self.left[self.board.row(arc) as usize] > 0
            && settled.is_none_or(|appointment| appointment == arc.appointment)
            && caps.all(|(row, uses)| self.left[row as usize] >= uses);
        if fits {
            *settled = Some(arc.appointment);
            self.left[self.board.row(arc) as usize] -= 1;
            self.board.caps(arc).for_each(|(row, uses)| self.left[row as usize] -= uses);
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use serde_json::{Value, json};

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::problem::Problem;
    use crate::matching::solve::prices::Scale;
    use crate::matching::testing::compile;

    fn problem(lotsen: &[&str], requests: &Value) -> Problem {
        let lotsen: Vec<Value> = lotsen.iter().map(|id| json!({"id": id})).collect();
        compile(
            json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "lotsen": lotsen, "requests": requests}),
        )
    }

    fn request(id: &str, lotsen: u16, starts: &[&str]) -> Value {
        let appointments: Vec<Value> = starts.iter().map(|start| json!({"start": start, "minutes": 60})).collect();
        json!({"id": id, "service": "interpreting", "lotsen_needed": lotsen, "appointments": appointments})
    }

    /// A master which takes so much of a schedule with one candidate each, with the same price for each row.
    fn taking<'b, 'a>(board: &'b Board<'a>, price: i64, shares: &[(u32, f64)]) -> (Master<'b, 'a>, Priced) {
        let until = Instant::now() + Duration::from_secs(60);
        let mut master = Master::new(board, Scale { weight: 10, effort: 1 }, until);
        for (at, _) in shares {
            assert!(master.add(board.group_of(board.arcs[*at as usize].lotse) as u32, &[*at]));
        }
        let prices = vec![FINE * price; board.at_most.len()];
        let bound = master.evaluate(&prices).bound;
        let shares = shares.iter().map(|(_, share)| *share).collect();
        (master, Priced { bound, prices, relaxed: 0.0, shares })
    }

    #[test]
    fn whom_the_master_leaves_out_has_the_place_of_who_can_go_elsewhere() {
        let problem = problem(
            &["a", "b"],
            &json!([
                {"id": "R", "service": "interpreting", "excluded_lotsen": ["b"],
                    "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}]},
                request("S", 1, &["2026-12-15T10:00:00"]),
            ]),
        );
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let of = |request: u32, lotse: u32| {
            let mut arcs = board.of_request(request).iter().copied();
            arcs.find(|at| board.arcs[*at as usize].lotse == lotse)
        };
        assert_eq!(of(0, 1), None);
        // Only a can come to R, and the master has a at S.
        let held = of(1, 0).unwrap();
        let rounded = |price| {
            let (master, priced) = taking(&board, price, &[(held, 1.0)]);
            let mut plan = rounded(&master, &priced);
            plan.sort_unstable();
            plan
        };
        let mut best = vec![of(0, 0).unwrap(), of(1, 1).unwrap()];
        best.sort_unstable();
        // Prices say that S is served as well elsewhere, or that nothing is to be had there.
        let worth = Scale { weight: 10, effort: 1 }.value(&board, &board.arcs[held as usize]);
        assert_eq!(rounded(worth), best);
        assert_eq!(rounded(0), [held]);
    }

    #[test]
    fn there_is_room_for_as_many_as_are_asked_for_and_at_one_time_alone() {
        let both = ["2026-12-15T10:00:00", "2026-12-16T10:00:00"];
        let problem = problem(&["a", "b", "c"], &json!([request("R", 2, &both)]));
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let at = |lotse: u32, appointment: u16| {
            let mut arcs = board.of_request(0).iter().copied();
            arcs.find(|at| {
                board.arcs[*at as usize].lotse == lotse && board.arcs[*at as usize].appointment == appointment
            })
        };
        let [first, second, third] = [at(0, 1).unwrap(), at(1, 0).unwrap(), at(2, 1).unwrap()];
        let (master, priced) = taking(&board, 0, &[(second, 0.4), (first, 0.9), (third, 0.3)]);
        assert_eq!(taken_most(&master, &priced.shares), [vec![first], vec![], vec![third]]);
        // What is all but zero is no beginning.
        assert_eq!(taken_most(&master, &[0.0, 0.9, 1e-9]), [vec![first], vec![], vec![]]);
    }
}
