//! Where plan and prices disagree: the few spots that most of the gap comes from, each decided anew from both sides.
//!
//! What the bound is above the plan is a sum: of each Lotse, what the best schedule gains at the prices beyond the one that
//! they hold; of each request, what its places are worth beyond what is paid for them; and what is left of clients' caps. Nearly all of
//! it is a few dozen Lotsen and requests, often far from one another, because a language that few speak joins them by telephone.
//! Around these a *spot* grows, along who holds what and who would come as well. Then its requests are priced again by the
//! relaxed master, at the given prices of all others, which brings the bound nearly as low as these prices let it; and they are
//! given out again among all who can serve them. Neither is ever worse than before.
#![expect(clippy::indexing_slicing, reason = "positions come from the tables of the same problem")]

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Instant;

use super::SolveError;
use super::board::Board;
use super::column::{Column, load_of, value_of};
use super::component;
use super::cuts::Cuts;
use super::prices::{Evaluation, FINE, Scale, evaluate, gain_by, margins};
use super::pricing;
use super::scale::{Schedules, State};
use super::slope::slope;
use crate::matching::plan::Candidate;
use crate::matching::problem::Problem;

/// Requests of a spot, and of what grows around one Lotse or request of it.
const REQUESTS: usize = 400;
const AROUND: usize = 50;
/// Candidates for them: a spot ends where they become more.
const CANDIDATES: usize = 40_000;
/// Lotsen of whom a spot asks who would come nearly as well to a request.
const NEAR: usize = 8;
/// Spots that are decided one after the other.
const SPOTS: usize = 12;
/// The gap is small enough at this part of the value.
const ENOUGH: i64 = 4_000;
/// Whoever has less than this part of the gap begins no spot.
const BEGINS: i64 = 2_000;
/// Steps along the slope of the whole for the prices of clients' caps.
const STEPS: usize = 8;

/// A large problem, with the scale and the limits of its search.
#[derive(Clone, Copy)]
pub(super) struct Whole<'b, 'a> {
    pub board: &'b Board<'a>,
    pub scale: Scale,
    pub until: Instant,
    pub seed: u64,
}

/// The requests that are decided together.
struct Spot {
    /// By request.
    is_inside: Vec<bool>,
    margins: Vec<i64>,
}

/// The requests of a spot with all who could serve them, as a problem of its own.
struct Part {
    problem: Problem,
    candidates: Vec<Candidate>,
    /// Each candidate's position in the whole.
    origins: Vec<u32>,
}

impl Whole<'_, '_> {
    /// Decides spot after spot until the gap is small.
    pub fn settle(self, state: &mut State) -> Result<(), SolveError> {
        let Self { board, scale, until, .. } = self;
        let mut found = evaluate(board, scale, &Cuts::default(), &state.prices);
        state.bound = state.bound.min(found.bound);
        for number in 0..=SPOTS {
            let value = self.value(state);
            let gap = state.bound.div_euclid(FINE) - value;
            tracing::debug!(number, value, gap, "spot");
            if gap <= value / ENOUGH || Instant::now() > until {
                return Ok(());
            }
            if number == SPOTS {
                break;
            }
            let spot = self.find(state, &found);
            let (repriced, plan) = rayon::join(|| self.reprice(&spot, state), || self.give_out(&spot, state));
            let repriced = Some(repriced?).filter(|(_, evaluation)| evaluation.bound < state.bound);
            let plan = plan?;
            // The same spot would be found again.
            if repriced.is_none() && plan.is_none() {
                break;
            }
            if let Some((prices, evaluation)) = repriced {
                (state.prices, state.bound, found) = (prices, evaluation.bound, evaluation);
            }
            for (group, arcs) in plan.into_iter().flatten() {
                state.held[group as usize] = arcs;
            }
        }
        // Caps of clients are what no spot sees.
        if !board.has_caps() {
            return Ok(());
        }
        let first = std::mem::take(&mut state.prices);
        let (bound, prices, _) = slope(board, scale, first, self.value(state), STEPS, until, false);
        (state.bound, state.prices) = (bound.min(state.bound), prices);
        Ok(())
    }

    fn value(self, state: &State) -> i64 {
        state.held.iter().map(|arcs| value_of(self.board, self.scale, arcs)).sum()
    }

    fn group_of(self, lotse: u32) -> usize {
        self.board.groups.partition_point(|group| group.lotse < lotse)
    }

    /// Looks for what the gap comes from, and lets the spot grow around it, the greatest part first.
    fn find(self, state: &State, found: &Evaluation) -> Spot {
        let Self { board, scale, .. } = self;
        let margins = margins(board, scale, &state.prices);
        let requests = board.problem.requests.len();
        let gain = |at: u32| gain_by(board, scale, &margins, &state.prices, at, &board.arcs[at as usize]);
        let request = |at: &u32| board.arcs[*at as usize].request;
        // Of each request: who holds it or would.
        let mut takers: Vec<Vec<u32>> = vec![Vec::new(); requests];
        let mut left = self.worths(&state.prices);
        let mut parts: Vec<(i64, Vec<u32>)> = Vec::new();
        for (group, held) in state.held.iter().enumerate() {
            let wanted = found.schedule(group);
            held.iter().for_each(|at| left[request(at) as usize] -= self.paid(&state.prices, *at));
            held.iter().chain(wanted).for_each(|at| takers[request(at) as usize].push(group as u32));
            let gained: i64 = held.iter().map(|at| gain(*at)).sum();
            let gained = gained - FINE * scale.effort * load_of(board, held);
            parts.push((found.gains[group] - gained, held.iter().chain(wanted).map(request).collect()));
        }
        parts.extend((0..).zip(&left).map(|(request, left)| (*left, vec![request])));
        parts.retain(|(part, _)| *part > 0);
        parts.sort_unstable_by(|one, other| other.cmp(one));
        let least = parts.iter().map(|(part, _)| part).sum::<i64>() / BEGINS;
        let mut is_inside = vec![false; requests];
        let (mut count, mut candidates) = (0, 0);
        for (_, first) in parts.into_iter().take_while(|(part, _)| *part >= least) {
            let mut queue = VecDeque::from(first);
            let mut around = 0;
            while let Some(request) = queue.pop_front() {
                if around >= AROUND || count >= REQUESTS || candidates >= CANDIDATES {
                    break;
                }
                let at = request as usize;
                // What a client's cap binds depends on more than its Lotsen.
                if is_inside[at] || board.is_capped(request) {
                    continue;
                }
                is_inside[at] = true;
                candidates += board.of_request(request).len();
                (around, count) = (around + 1, count + 1);
                let mut near: Vec<(i64, u32)> = board.of_request(request).iter().map(|at| (gain(*at), *at)).collect();
                near.retain(|(gain, _)| *gain > 0);
                near.sort_unstable_by(|one, other| other.cmp(one));
                let near = near.iter().take(NEAR).map(|(_, at)| self.group_of(board.arcs[*at as usize].lotse));
                let groups: Vec<usize> = takers[at].iter().map(|group| *group as usize).chain(near).collect();
                for group in groups {
                    queue.extend(
                        state.held[group]
                            .iter()
                            .chain(found.schedule(group))
                            .map(|at| board.arcs[*at as usize].request),
                    );
                }
            }
        }
        Spot { is_inside, margins }
    }

    /// By request: what its places are worth at these prices. Of several appointments only the dearest counts.
    fn worths(self, prices: &[i64]) -> Vec<i64> {
        let board = self.board;
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
    fn paid(self, prices: &[i64], at: u32) -> i64 {
        let board = self.board;
        let tie = board.link(at).map_or(0, |(row, _)| prices[row as usize]);
        prices[board.row(&board.arcs[at as usize]) as usize] + tie
    }

    /// The requests of a spot with all who could serve them. `outside` says what a candidate for another request costs there; such a
    /// request is nobody else's.
    fn part(self, spot: &Spot, outside: impl Fn(u32, &Candidate) -> Option<i32>) -> Part {
        let board = self.board;
        let shell = board.problem.shell();
        let mut part = Part { problem: shell, candidates: Vec::new(), origins: Vec::new() };
        let mut numbers: HashMap<(u32, Option<u32>), u32> = HashMap::new();
        let is_inside = |at: u32| spot.is_inside[board.arcs[at as usize].request as usize];
        for group in board.groups.iter().filter(|group| group.arcs.clone().any(is_inside)) {
            let lotse = part.problem.lotsen.len() as u32;
            for at in group.arcs.clone() {
                let arc = &board.arcs[at as usize];
                let inside = is_inside(at);
                let Some(effort) = (if inside { Some(arc.effort) } else { outside(at, arc) }) else { continue };
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
            }
            part.problem.lotsen.push(board.lotse(group).clone());
        }
        part
    }

    /// Better prices of the requests of a spot at the prices of all others, and what all of them come to.
    fn reprice(self, spot: &Spot, state: &State) -> Result<(Vec<i64>, Evaluation), SolveError> {
        let Self { board, scale, .. } = self;
        // Others are paid for what they are asked, as effort; what gains nothing then is in no best schedule.
        let paid = |at: u32, arc: &Candidate| {
            let gain = gain_by(board, scale, &spot.margins, &state.prices, at, arc);
            let price = (FINE * scale.value(board, arc) - gain).div_euclid(FINE).div_euclid(scale.effort);
            i32::try_from(price + i64::from(arc.effort)).ok().filter(|_| gain > 0)
        };
        let part = self.part(spot, paid);
        let small = Board::new(&part.problem, &part.candidates);
        // Each row of the spot with its row in the whole.
        let mut rows: HashMap<u32, u32> = HashMap::new();
        for (at, origin) in (0..).zip(&part.origins) {
            let arc = &board.arcs[*origin as usize];
            if spot.is_inside[arc.request as usize] {
                rows.insert(small.row(&small.arcs[at as usize]), board.row(arc));
                rows.extend(small.link(at).zip(board.link(*origin)).map(|((row, _), (of_whole, _))| (row, of_whole)));
            }
        }
        let mut first = vec![0; small.at_most.len()];
        rows.iter().for_each(|(row, of_whole)| first[*row as usize] = state.prices[*of_whole as usize]);
        let held: HashSet<u32> = state.held.iter().flatten().copied().collect();
        let of_group = |(group, of): (u32, &super::board::Group)| {
            let arcs = of.arcs.clone().filter(|at| held.contains(&part.origins[*at as usize])).collect();
            Column { group, arcs }
        };
        let plan: Vec<Column> = (0..).zip(&small.groups).map(of_group).collect();
        let known = plan.iter().map(|column| value_of(&small, scale, &column.arcs)).sum();
        let (_, priced) = pricing::price(&small, scale, first, (&plan, known), self.until)?;
        let mut prices = state.prices.clone();
        rows.iter().for_each(|(row, of_whole)| prices[*of_whole as usize] = priced.prices[*row as usize]);
        let evaluation = evaluate(board, scale, &Cuts::default(), &prices);
        Ok((prices, evaluation))
    }

    /// Gives the requests of a spot out again, among all who can serve them; these keep or give up what else they hold. Returns their new
    /// schedules, where these are better.
    fn give_out(self, spot: &Spot, state: &State) -> Result<Option<Schedules>, SolveError> {
        let board = self.board;
        let held: HashSet<u32> = state.held.iter().flatten().copied().collect();
        let part = self.part(spot, |at, arc| held.contains(&at).then_some(arc.effort));
        let start: Vec<bool> = part.origins.iter().map(|at| held.contains(at)).collect();
        let better = component::dive(&part.problem, &part.candidates, &start, self.scale, self.until, self.seed)?;
        let Some(plan) = better else { return Ok(None) };
        let mut taken: HashMap<u32, Vec<u32>> = HashMap::new();
        for at in part.origins.iter().map(|at| board.arcs[*at as usize].lotse) {
            taken.entry(at).or_default();
        }
        for at in plan.iter().map(|at| part.origins[*at as usize]) {
            taken.entry(board.arcs[at as usize].lotse).or_default().push(at);
        }
        Ok(Some(taken.into_iter().map(|(lotse, arcs)| (self.group_of(lotse) as u32, arcs)).collect()))
    }
}
