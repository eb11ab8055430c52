//! Where spots are: around the Lotsen and requests that most of the gap comes from.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use std::collections::VecDeque;

use super::super::board::Board;
use super::super::column::load_of;
use super::super::prices::{Evaluation, FINE, gain_by, margins};
use super::super::scale::State;
use super::{Spot, Whole};

/// Requests of a spot, and of what grows around one Lotse or request of it.
const REQUESTS: usize = 400;
const AROUND: usize = 50;
/// Candidates for them: a spot ends where they become more.
const CANDIDATES: usize = 40_000;
/// Lotsen of whom a spot asks who would come nearly as well to a request.
const NEAR: usize = 8;
/// Whoever has less than this part of the gap begins no spot.
const BEGINS: i64 = 2_000;

/// What is looked at while spots grow.
struct Ground<'w, 'b, 'a> {
    board: &'b Board<'a>,
    state: &'w State,
    evaluation: &'w Evaluation,
    /// By candidate row: what a place gains before effort.
    margins: Vec<i64>,
    /// By request: who holds it or would.
    takers: Vec<Vec<u32>>,
    /// By request: whether it is in a spot already.
    is_taken: Vec<bool>,
}

impl<'b, 'a> Whole<'b, 'a> {
    /// Looks for what the gap comes from, and lets up to `most` spots grow around it, the greatest part first. None has a request of
    /// another.
    pub(super) fn grow(self, state: &State, evaluation: &Evaluation, most: usize) -> Vec<Spot> {
        let Self { board, scale, .. } = self;
        let margins = margins(board, scale, &state.prices);
        let requests = board.problem.requests.len();
        let gain = |at: &u32| gain_by(board, scale, &margins, &state.prices, *at, &board.arcs[*at as usize]);
        let request = |at: &u32| board.arcs[*at as usize].request;
        let mut takers: Vec<Vec<u32>> = vec![Vec::new(); requests];
        let mut left = worths(board, &state.prices);
        let mut parts: Vec<(i64, Vec<u32>)> = Vec::new();
        for (group, held) in state.held.iter().enumerate() {
            let wanted = evaluation.schedule(group);
            held.iter().for_each(|at| left[request(at) as usize] -= paid(board, &state.prices, *at));
            held.iter().chain(wanted).for_each(|at| takers[request(at) as usize].push(group as u32));
            let gained: i64 = held.iter().map(gain).sum();
            let gained = gained - FINE * scale.effort * load_of(board, held);
            parts.push((evaluation.gains[group] - gained, held.iter().chain(wanted).map(request).collect()));
        }
        parts.extend((0..).zip(&left).map(|(request, left)| (*left, vec![request])));
        parts.retain(|(part, _)| *part > 0);
        parts.sort_unstable_by(|one, other| other.cmp(one));
        let least = parts.iter().map(|(part, _)| part).sum::<i64>() / BEGINS;
        let mut parts = parts.into_iter().take_while(|(part, _)| *part >= least).map(|(_, requests)| requests);
        let mut ground = Ground { board, state, evaluation, margins, takers, is_taken: vec![false; requests] };
        let mut spots = Vec::new();
        while spots.len() < most {
            let inside = ground.spot(self, &mut parts);
            if inside.is_empty() {
                break;
            }
            let mut is_inside = vec![false; requests];
            inside.iter().for_each(|request| is_inside[*request as usize] = true);
            spots.push(Spot { requests: inside, is_inside });
        }
        spots
    }
}

impl Ground<'_, '_, '_> {
    /// The requests of the next spot.
    fn spot(&mut self, whole: Whole<'_, '_>, parts: &mut impl Iterator<Item = Vec<u32>>) -> Vec<u32> {
        let mut inside: Vec<u32> = Vec::new();
        let mut candidates = 0;
        while inside.len() < REQUESTS && candidates < CANDIDATES {
            let Some(first) = parts.next() else { break };
            let mut queue = VecDeque::from(first);
            let most = (inside.len() + AROUND).min(REQUESTS);
            while inside.len() < most && candidates < CANDIDATES {
                let Some(request) = queue.pop_front() else { break };
                // What a client's cap binds depends on more than its Lotsen.
                if self.is_taken[request as usize] || self.board.is_capped(request) {
                    continue;
                }
                self.is_taken[request as usize] = true;
                inside.push(request);
                candidates += self.board.of_request(request).len();
                queue.extend(self.beside(whole, request));
            }
        }
        inside
    }

    /// What those have or want who hold a request, want it, or would come nearly as well.
    fn beside(&self, whole: Whole<'_, '_>, request: u32) -> Vec<u32> {
        let board = self.board;
        let gain =
            |at: u32| gain_by(board, whole.scale, &self.margins, &self.state.prices, at, &board.arcs[at as usize]);
        let mut near: Vec<(i64, u32)> = board.of_request(request).iter().map(|at| (gain(*at), *at)).collect();
        near.retain(|(gain, _)| *gain > 0);
        near.sort_unstable_by(|one, other| other.cmp(one));
        let near = near.iter().take(NEAR).map(|(_, at)| board.group_of(board.arcs[*at as usize].lotse));
        let groups = self.takers[request as usize].iter().map(|group| *group as usize).chain(near);
        let schedules = groups.flat_map(|group| self.state.held[group].iter().chain(self.evaluation.schedule(group)));
        schedules.map(|at| board.arcs[*at as usize].request).collect()
    }
}

/// By request: what its places are worth at these prices. Of several appointments only the dearest counts.
fn worths(board: &Board<'_>, prices: &[i64]) -> Vec<i64> {
    let mut of_rows: Vec<i64> = board.at_most.iter().zip(prices).map(|(most, price)| most * price).collect();
    for row in (0..prices.len()).filter(|row| board.is_link(*row)) {
        of_rows[board.row_of_link[row] as usize] += prices[row];
    }
    let mut worths = vec![0; board.problem.requests.len()];
    for (request, worth) in board.row_request.iter().zip(of_rows) {
        if let Some(known) = worths.get_mut(*request as usize) {
            *known = worth.max(*known);
        }
    }
    worths
}

/// What is paid for a place.
fn paid(board: &Board<'_>, prices: &[i64], at: u32) -> i64 {
    let tie = board.link(at).map_or(0, |(row, _)| prices[row as usize]);
    prices[board.row(&board.arcs[at as usize]) as usize] + tie
}
