//! One spot as a problem of its own: better prices of its requests, and a better plan for them.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use std::collections::HashMap;

use super::super::board::{Board, Group};
use super::super::column::{Column, value_of};
use super::super::prices::{FINE, gain_by, margins};
use super::super::scale::State;
use super::super::{component, pricing};
use super::{Spot, Whole};
use crate::matching::plan::Candidate;
use crate::matching::problem::Problem;

/// Where less than this part of the gap is left, a spot is not given out again.
const WORTH_WHILE: i64 = 100;
/// Steps along the slope from the prices of the whole, which are nearly right already.
const STEPS: usize = 6;

/// Steps that the search for one Lotse's best schedule may take: few have so many candidates that they need more, and those few took
/// most of the time.
const PATIENCE: u32 = 2_000;

/// Schedules by group.
pub(super) type Schedules = Vec<(u32, Vec<u32>)>;

/// What was found in a spot.
pub(super) struct Found {
    /// Prices of its rows.
    pub prices: Vec<(u32, i64)>,
    /// Schedules of those who do other things than before, where a better plan was found.
    pub schedules: Option<Schedules>,
}

/// The requests of a spot with all who could serve them.
struct Part {
    problem: Problem,
    candidates: Vec<Candidate>,
    /// Each candidate's position in the whole.
    origins: Vec<u32>,
    /// Whether it is held.
    is_held: Vec<bool>,
}

impl Whole<'_, '_> {
    /// Decides a spot anew. `gap` is that of the whole.
    pub(super) fn decide(self, spot: &Spot, state: &State, gap: i64) -> Found {
        let (prices, hidden) = self.price(spot, state);
        let is_worth_while = hidden * WORTH_WHILE >= gap;
        let schedules = if is_worth_while { self.plan(spot, state, &prices) } else { None };
        Found { prices: prices.into_iter().collect(), schedules }
    }

    /// The requests of a spot with all who could serve them. `outside` says what a candidate for another request costs there; such a
    /// request is nobody else's.
    fn part(self, spot: &Spot, state: &State, outside: impl Fn(u32, &Candidate, bool) -> Option<i32>) -> Part {
        let board = self.board;
        let mut part =
            Part { problem: board.problem.shell(), candidates: Vec::new(), origins: Vec::new(), is_held: Vec::new() };
        let mut numbers: HashMap<(u32, Option<u32>), u32> = HashMap::new();
        let is_inside = |at: u32| spot.is_inside[board.arcs[at as usize].request as usize];
        for at in self.who_could_come(spot) {
            let (group, held) = (&board.groups[at], &state.held[at]);
            let lotse = part.problem.lotsen.len() as u32;
            for at in group.arcs.clone() {
                let arc = &board.arcs[at as usize];
                let inside = is_inside(at);
                let is_held = held.contains(&at);
                let effort = if inside { Some(arc.effort) } else { outside(at, arc, is_held) };
                let Some(effort) = effort else { continue };
                let next = part.problem.requests.len() as u32;
                let of = (!inside).then_some(group.lotse);
                let request = *numbers.entry((arc.request, of)).or_insert(next);
                if request == next {
                    let mut copy = board.problem.requests[arc.request as usize].clone();
                    copy.places = if inside { copy.places } else { 1 };
                    part.problem.requests.push(copy);
                }
                part.candidates.push(Candidate { request, lotse, effort, ..*arc });
                part.origins.push(at);
                part.is_held.push(is_held);
            }
            part.problem.lotsen.push(board.lotse(group).clone());
        }
        part
    }

    /// Groups of all who could serve a request of a spot, ascending.
    fn who_could_come(self, spot: &Spot) -> Vec<usize> {
        let board = self.board;
        let candidates = spot.requests.iter().flat_map(|request| board.of_request(*request));
        let mut groups: Vec<usize> = candidates.map(|at| board.group_of(board.arcs[*at as usize].lotse)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The rows of a spot on a board of its part, with those of the whole.
    fn rows(self, spot: &Spot, part: &Part, small: &Board<'_>) -> HashMap<u32, u32> {
        let board = self.board;
        let mut rows: HashMap<u32, u32> = HashMap::new();
        for (at, origin) in (0..).zip(&part.origins) {
            let arc = &board.arcs[*origin as usize];
            if spot.is_inside[arc.request as usize] {
                rows.insert(small.row(&small.arcs[at as usize]), board.row(arc));
                rows.extend(small.link(at).zip(board.link(*origin)).map(|((row, _), (of_whole, _))| (row, of_whole)));
            }
        }
        rows
    }

    /// Better prices of the requests of a spot at the prices of all others, by row of the whole, and what a better plan could gain here
    /// at most, in [`FINE`] units.
    fn price(self, spot: &Spot, state: &State) -> (HashMap<u32, i64>, i64) {
        let Self { board, scale, .. } = self;
        let margins = margins(board, scale, &state.prices);
        // Others are paid for what they are asked, as effort; what gains nothing then is in no best schedule.
        let paid = |at: u32, arc: &Candidate, _| {
            let gain = gain_by(board, scale, &margins, &state.prices, at, arc);
            let price = (FINE * scale.value(board, arc) - gain).div_euclid(FINE).div_euclid(scale.effort);
            i32::try_from(price + i64::from(arc.effort)).ok().filter(|_| gain > 0)
        };
        let part = self.part(spot, state, paid);
        let mut small = Board::new(&part.problem, &part.candidates);
        small.patience = PATIENCE;
        let rows = self.rows(spot, &part, &small);
        let mut first = vec![0; small.at_most.len()];
        rows.iter().for_each(|(row, of_whole)| first[*row as usize] = state.prices[*of_whole as usize]);
        let of_group = |(group, of): (u32, &Group)| Column {
            group,
            arcs: of.arcs.clone().filter(|at| part.is_held[*at as usize]).collect(),
        };
        let plan: Vec<Column> = (0..).zip(&small.groups).map(of_group).collect();
        let known = plan.iter().map(|column| value_of(&small, scale, &column.arcs)).sum();
        let (_, priced) = pricing::price(&small, scale, (first, STEPS), (&plan, known), pricing::SPOT, self.until);
        // A time at which nobody can come asks nothing, or it would be the dearest.
        let is_inside = |row: &usize| {
            let request = board.row_request[board.row_of_link[*row] as usize];
            spot.is_inside.get(request as usize).is_some_and(|is_inside| *is_inside)
        };
        let mut prices: HashMap<u32, i64> =
            (0..state.prices.len()).filter(is_inside).map(|row| (row as u32, 0)).collect();
        prices.extend(rows.iter().map(|(row, of_whole)| (*of_whole, priced.prices[*row as usize])));
        (prices, priced.bound - FINE * known)
    }

    /// Gives the requests of a spot out again, among all who can serve them; these keep or give up what else they hold. Returns the
    /// schedules that change, where the plan gets better.
    fn plan(self, spot: &Spot, state: &State, prices: &HashMap<u32, i64>) -> Option<Schedules> {
        let board = self.board;
        let part = self.part(spot, state, |_, arc, is_held| is_held.then_some(arc.effort));
        let small = Board::new(&part.problem, &part.candidates);
        let mut first = vec![0; small.at_most.len()];
        for (row, of_whole) in self.rows(spot, &part, &small) {
            first[row as usize] = prices.get(&of_whole).copied().unwrap_or(0);
        }
        let plan = component::dive(&small, &part.is_held, (first, STEPS), self.scale, self.until)?;
        let mut taken: HashMap<u32, Vec<u32>> = HashMap::new();
        for at in part.origins.iter().map(|at| board.arcs[*at as usize].lotse) {
            taken.entry(at).or_default();
        }
        for at in plan.iter().map(|at| part.origins[*at as usize]) {
            taken.entry(board.arcs[at as usize].lotse).or_default().push(at);
        }
        taken.values_mut().for_each(|arcs| arcs.sort_unstable());
        let of_groups = taken.into_iter().map(|(lotse, arcs)| (board.group_of(lotse) as u32, arcs));
        Some(of_groups.filter(|(group, arcs)| state.held[*group as usize] != *arcs).collect())
    }
}
