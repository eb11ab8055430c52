//! Problems too large to be decided at once: a plan from an auction, made better piece by piece, and a bound from prices always.
//!
//! ```text
//! auction ─► plan ─► tiles: Lotsen who live near one another, and what they hold or could take; each made better by prices
//!                      └─► prices that settle on the plan ─► spots: where both disagree, decided anew ─► bound
//! ```
//!
//! A tile is a small problem of its own: its Lotsen are free of everything that they hold, and nobody else changes. Tiles of one
//! pass share nothing, so they are decided side by side; the next pass cuts elsewhere. How many passes there are follows from
//! the problem, not from the clock, so the plan is the same on any machine as long as neither the time limit nor that of a tile
//! bites.
#![expect(clippy::indexing_slicing, reason = "positions come from the tables of the same problem")]

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::SolveError;
use super::auction::Auction;
use super::board::Board;
use super::column::{most_load, value_of};
use super::compact::{Decided, simple_bound};
use super::prices::{FINE, Scale};
use super::slope::slope;
#[cfg(feature = "highs")]
use super::spots::Whole;
use crate::matching::candidates::Candidates;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::problem::{Lotse, Problem, Request};

/// Candidates of the Lotsen of one tile, those to requests outside included.
const TILE: usize = 16_000;
/// Passes over all tiles.
const PASSES: usize = 2;
/// How many proposals' effort a step of weight outweighs.
const OUTWEIGHED: i64 = 8;
/// Rounds in which prices settle on the plan.
const SETTLINGS: usize = 2;
/// Steps for the bound of level 1.
const WEIGHT_STEPS: usize = 4;

/// Decides all candidates of a problem.
pub(super) fn decide(
    problem: &Problem,
    candidates: &Candidates,
    start: &[Candidate],
    limit: Duration,
    seed: u64,
) -> Result<Decided, SolveError> {
    let until = Instant::now() + limit;
    let board = Board::whole(problem, candidates);
    let scale = first_scale(&board);
    let mut holding = Holding::of(&board, start);
    let mut auction = Auction::new(&board, scale);
    let order = weightiest_first(&board);
    auction.run(&order, (scale.weight * board.weight_step() / 10).max(1), 40 * order.len() as u64);
    let sold = Holding { held: auction.plan() };
    if sold.value(&board, scale) > holding.value(&board, scale) {
        holding = sold;
    }
    tracing::debug!(bids = auction.bids, value = holding.value(&board, scale), "auction");
    let along = along_the_curve(&board);
    for pass in 0..PASSES {
        if Instant::now() > until {
            break;
        }
        let tiles = tiles(&board, &along, pass);
        improve(&board, scale, &mut holding, &tiles, (until, seed))?;
        tracing::debug!(pass, value = holding.value(&board, scale), "tiles");
    }
    // The better plan has better prices.
    auction.adopt(&holding.held);
    for _ in 0..SETTLINGS {
        auction.settle();
    }
    let mut state = State { held: holding.held, prices: auction.prices(), bound: i64::MAX };
    drop(auction);
    #[cfg(feature = "highs")]
    Whole { board: &board, scale, until, seed }.settle(&mut state)?;
    #[cfg(not(feature = "highs"))]
    settle(&board, scale, &mut state, until);
    let State { held, prices, bound } = state;
    let holding = Holding { held };
    let (weight, value) = (holding.weight(&board), holding.value(&board, scale));
    tracing::debug!(value, bound = bound.div_euclid(FINE), "bound");
    let effort = scale.weight * weight - value;
    let most_weight = weight_bound(&board, scale, (&prices, bound), weight, until);
    let most_weight = most_weight.min(simple_bound(problem, candidates.all()));
    let effort_bound = (scale.weight * weight - bound.div_euclid(FINE)).min(effort);
    let mut chosen: Vec<Candidate> = holding.held.iter().flatten().map(|at| board.arcs[*at as usize]).collect();
    chosen.sort_unstable();
    Ok(Decided {
        chosen,
        weight: LevelProof::new(weight, most_weight.max(weight)),
        effort: LevelProof::new(effort, effort_bound),
    })
}

/// A plan by group, the prices that it goes with, and the bound that they prove, in [`FINE`] units.
pub(super) struct State {
    pub held: Vec<Vec<u32>>,
    pub prices: Vec<i64>,
    pub bound: i64,
}

/// Without a relaxed master prices only follow the slope.
#[cfg(not(feature = "highs"))]
fn settle(board: &Board<'_>, scale: Scale, state: &mut State, until: Instant) {
    const STEPS: usize = 24;
    let value: i64 = state.held.iter().map(|arcs| value_of(board, scale, arcs)).sum();
    let first = std::mem::take(&mut state.prices);
    (state.bound, state.prices, _) = slope(board, scale, first, value, STEPS, until, false);
}

/// No plan has more weight: by the bound of the whole objective, from which no plan's effort takes more than its dearest
/// candidates and fullest weeks would; or by the same prices in weight alone, and a few steps of their own.
fn weight_bound(board: &Board<'_>, scale: Scale, (prices, bound): (&[i64], i64), weight: i64, until: Instant) -> i64 {
    let step = board.weight_step();
    let by_scale = (bound.div_euclid(FINE) + most_effort(board)).div_euclid(scale.weight).div_euclid(step) * step;
    let alone = Scale { weight: 1, effort: 0 };
    let first = prices.iter().map(|price| price / scale.weight).collect();
    let (bound, ..) = slope(board, alone, first, weight, WEIGHT_STEPS, until, false);
    tracing::debug!(by_scale, alone = bound.div_euclid(FINE), "weight");
    bound.div_euclid(FINE).min(by_scale)
}

/// What the effort of a plan can be at most.
fn most_effort(board: &Board<'_>) -> i64 {
    let requests = 0..board.problem.requests.len() as u32;
    let dearest = |request: u32| {
        let efforts = board.of_request(request).iter().map(|at| i64::from(board.arcs[*at as usize].effort));
        i64::from(board.problem.requests[request as usize].places) * efforts.max().unwrap_or(0).max(0)
    };
    let ways: i64 = requests.into_par_iter().map(dearest).sum();
    ways + (0..board.groups.len()).into_par_iter().map(|group| most_load(board, group)).sum::<i64>()
}

/// A scale at which a step of weight outweighs what several proposals can differ by in effort: so the bound of the whole
/// objective is one of weight too.
fn first_scale(board: &Board<'_>) -> Scale {
    let (most, least) = board
        .arcs
        .par_iter()
        .map(|arc| (i64::from(arc.effort), i64::from(arc.effort)))
        .reduce(|| (0, 0), |one, other| (one.0.max(other.0), one.1.min(other.1)));
    let load = i64::from(board.problem.weights.effort.load_step);
    Scale { weight: (2 * OUTWEIGHED * (most.max(load) - least)) / board.weight_step() + 1, effort: 1 }
}

fn weightiest_first(board: &Board<'_>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..board.problem.requests.len() as u32).collect();
    order.retain(|request| !board.of_request(*request).is_empty());
    let weight = |request: u32| board.problem.requests[request as usize].weight;
    order.sort_by_key(|request| (-weight(*request), board.of_request(*request).len(), *request));
    order
}

/// What each group holds.
struct Holding {
    held: Vec<Vec<u32>>,
}

impl Holding {
    fn of(board: &Board<'_>, plan: &[Candidate]) -> Self {
        let mut held = vec![Vec::new(); board.groups.len()];
        for candidate in plan {
            let Ok(group) = board.groups.binary_search_by_key(&candidate.lotse, |group| group.lotse) else { continue };
            let mut arcs = board.groups[group].arcs.clone();
            held[group].extend(arcs.find(|at| board.arcs[*at as usize] == *candidate));
        }
        Self { held }
    }

    fn value(&self, board: &Board<'_>, scale: Scale) -> i64 {
        self.held.par_iter().map(|arcs| value_of(board, scale, arcs)).sum()
    }

    fn weight(&self, board: &Board<'_>) -> i64 {
        self.held.iter().flatten().map(|at| board.weight(&board.arcs[*at as usize])).sum()
    }
}

/// The groups along a curve that keeps neighbours together: the digits of both coordinates in turn.
fn along_the_curve(board: &Board<'_>) -> Vec<u32> {
    let key = |group: &u32| {
        let lotse = board.lotse(&board.groups[*group as usize]);
        let Some(home) = lotse.home else { return (0, *group) };
        // Along the earth's axis and around it, in steps of about a kilometre.
        let (north, east) = ((home.z() >> 10) + (1 << 13), (home.y() >> 10) + (1 << 13));
        let digits = (0..15).map(|digit| {
            let bit = |value: i32| u64::from(value.unsigned_abs() >> digit & 1);
            (bit(north) << (2 * digit + 1)) | (bit(east) << (2 * digit))
        });
        (digits.sum::<u64>(), *group)
    };
    let mut order: Vec<u32> = (0..board.groups.len() as u32).collect();
    order.sort_by_cached_key(key);
    order
}

/// Schedules by group.
pub(super) type Schedules = Vec<(u32, Vec<u32>)>;

/// One pass over all tiles.
struct Pass<'p, 'b, 'a> {
    board: &'b Board<'a>,
    scale: Scale,
    holding: &'p Holding,
    /// The tile of each Lotse, and of each request.
    tile_of: Vec<u32>,
    belongs: Vec<u32>,
    until: Instant,
    seed: u64,
}

/// Looks for something better on all tiles of a pass.
fn improve(
    board: &Board<'_>,
    scale: Scale,
    holding: &mut Holding,
    tiles: &[&[u32]],
    (until, seed): (Instant, u64),
) -> Result<(), SolveError> {
    let mut tile_of = vec![u32::MAX; board.problem.lotsen.len()];
    for (number, tile) in (0..).zip(tiles) {
        tile.iter().for_each(|group| tile_of[board.groups[*group as usize].lotse as usize] = number);
    }
    let belongs = owners(board, holding, &mut tile_of);
    let pass = Pass { board, scale, holding, tile_of, belongs, until, seed };
    let decided: Vec<Option<Schedules>> = tiles
        .par_iter()
        .enumerate()
        .with_max_len(1)
        .map(|(number, tile)| pass.decide(number as u32, tile))
        .collect::<Result<_, SolveError>>()?;
    for (group, arcs) in decided.into_iter().flatten().flatten() {
        holding.held[group as usize] = arcs;
    }
    Ok(())
}

/// Cuts the curve into tiles of about as many candidates; later passes begin half a tile further on.
fn tiles<'o>(board: &Board<'_>, along: &'o [u32], pass: usize) -> Vec<&'o [u32]> {
    let size = |group: &u32| board.groups[*group as usize].arcs.len();
    let mut tiles = Vec::new();
    let (mut from, mut sum) = (0, if pass.is_multiple_of(2) { 0 } else { TILE / 2 });
    for (at, group) in along.iter().enumerate() {
        sum += size(group);
        if sum >= TILE {
            tiles.push(&along[from..=at]);
            (from, sum) = (at + 1, 0);
        }
    }
    tiles.push(&along[from..]);
    tiles.retain(|tile| !tile.is_empty());
    tiles
}

/// The tile that may decide each request: that of its Lotsen, or where most of its candidates are. Nobody decides a request that
/// a cap binds at any of its times or whose Lotsen belong to several tiles, nor the Lotsen who hold it: they leave `tile_of`.
fn owners(board: &Board<'_>, holding: &Holding, tile_of: &mut [u32]) -> Vec<u32> {
    const NOBODY: u32 = u32::MAX;
    let mut owner = vec![NOBODY; board.problem.requests.len()];
    let mut is_held = vec![false; owner.len()];
    let mut is_stuck = vec![false; owner.len()];
    for at in holding.held.iter().flatten() {
        let arc = &board.arcs[*at as usize];
        let (request, tile) = (arc.request as usize, tile_of[arc.lotse as usize]);
        is_stuck[request] |= (is_held[request] && owner[request] != tile) || board.is_capped(arc.request);
        is_held[request] = true;
        owner[request] = tile;
    }
    // Whoever holds a stuck request leaves, and takes along all else that they hold: others who hold of that leave too.
    let mut has_grown = true;
    while std::mem::take(&mut has_grown) {
        for arcs in &holding.held {
            if arcs.iter().any(|at| is_stuck[board.arcs[*at as usize].request as usize]) {
                for at in arcs {
                    let arc = &board.arcs[*at as usize];
                    tile_of[arc.lotse as usize] = NOBODY;
                    has_grown |= !std::mem::replace(&mut is_stuck[arc.request as usize], true);
                }
            }
        }
    }
    let is_open = |request: &usize| !is_held[*request] && !board.is_capped(*request as u32);
    for request in (0..owner.len()).filter(is_open) {
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for at in board.of_request(request as u32) {
            let arc = &board.arcs[*at as usize];
            let tile = tile_of[arc.lotse as usize];
            if tile == NOBODY {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| *known == tile) {
                Some((_, count)) => *count += 1,
                None => counts.push((tile, 1)),
            }
        }
        owner[request] =
            counts.iter().max_by_key(|(tile, count)| (*count, std::cmp::Reverse(*tile))).map_or(NOBODY, |c| c.0);
    }
    for (request, tile) in owner.iter_mut().enumerate() {
        if is_stuck[request] {
            *tile = NOBODY;
        }
    }
    owner
}

impl Pass<'_, '_, '_> {
    /// Looks for something better on one tile; `None` where nothing is found.
    fn decide(&self, number: u32, tile: &[u32]) -> Result<Option<Schedules>, SolveError> {
        if Instant::now() > self.until {
            return Ok(None);
        }
        let (board, holding) = (self.board, self.holding);
        let mut groups: Vec<u32> = tile.to_vec();
        groups.sort_unstable();
        // Lotsen who hold something that is not decided here keep all that they have.
        let is_own = |at: &u32| self.belongs[board.arcs[*at as usize].request as usize] == number;
        groups.retain(|group| {
            let lotse = board.groups[*group as usize].lotse;
            self.tile_of[lotse as usize] == number && holding.held[*group as usize].iter().all(is_own)
        });
        let mut part =
            Problem { lotsen: Vec::new(), requests: Vec::new(), client_caps: Vec::new(), ..board.problem.shell() };
        let mut request_numbers: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut origins: Vec<u32> = Vec::new();
        for group in &groups {
            let lotse: &Lotse = board.lotse(&board.groups[*group as usize]);
            let before = candidates.len();
            for at in board.groups[*group as usize].arcs.clone().filter(is_own) {
                let arc = &board.arcs[at as usize];
                let next = part.requests.len() as u32;
                let request = *request_numbers.entry(arc.request).or_insert(next);
                if request == next {
                    let original: &Request = &board.problem.requests[arc.request as usize];
                    part.requests.push(original.clone());
                }
                candidates.push(Candidate { request, lotse: part.lotsen.len() as u32, ..*arc });
                origins.push(at);
            }
            if candidates.len() > before {
                part.lotsen.push(lotse.clone());
            }
        }
        let held: std::collections::HashSet<u32> =
            groups.iter().flat_map(|group| &holding.held[*group as usize]).copied().collect();
        let start: Vec<bool> = origins.iter().map(|at| held.contains(at)).collect();
        let found = super::parts::improve(&part, &candidates, &start, self.scale, self.until, self.seed)?;
        Ok(found.map(|plan| {
            let mut changed: Schedules = groups.iter().map(|group| (*group, Vec::new())).collect();
            for at in plan.iter().map(|at| origins[*at as usize]) {
                let lotse = board.arcs[at as usize].lotse;
                let lotse_of = |(group, _): &(u32, Vec<u32>)| board.groups[*group as usize].lotse;
                if let Ok(place) = changed.binary_search_by_key(&lotse, lotse_of) {
                    changed[place].1.push(at);
                }
            }
            changed
        }))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::testing::compile;

    /// K holds a request that a cap binds and one place of R2; H holds the other place of R2, and R1. Nobody may decide R1, although
    /// only H holds it, and H is looked at before anything is known of R2.
    #[test]
    fn whoever_shares_with_someone_stuck_is_stuck_with_all_that_they_hold() {
        let request = |id: &str, hour: u32, more: serde_json::Value| {
            let mut request = json!({"id": id, "service": "interpreting",
                "appointments": [{"start": format!("2026-12-15T{hour}:00:00"), "minutes": 60}]});
            request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            request
        };
        let problem = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "client_cap": 1,
            "lotsen": [{"id": "H"}, {"id": "K"}, {"id": "free"}],
            "requests": [request("R1", 8, json!({})), request("R2", 10, json!({"lotsen_needed": 2})),
                request("R3", 12, json!({"client": "x"})), request("R4", 14, json!({"client": "x"})),
                request("R5", 16, json!({}))]}));
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let arc = |lotse: u32, request: u32| {
            let is_meant = |arc: &Candidate| arc.lotse == lotse && arc.request == request;
            board.arcs.iter().position(is_meant).unwrap() as u32
        };
        let held = vec![vec![arc(0, 0), arc(0, 1)], vec![arc(1, 1), arc(1, 2)], vec![arc(2, 4)]];
        let mut tile_of = vec![0; 3];
        let owners = owners(&board, &Holding { held }, &mut tile_of);
        assert_eq!(owners, [u32::MAX, u32::MAX, u32::MAX, u32::MAX, 0]);
        assert_eq!(tile_of, [u32::MAX, u32::MAX, 0]);
    }
}
