//! The best plan of a part, with its proof: branch and bound over schedules, and the solver where that takes too long.
//!
//! Two searches, as in the solver of whole problems: one for both levels at once, on a scale on which one step of weight
//! outweighs what a few proposals differ by in effort, and one that proves how much weight is possible. Where the first gave up
//! weight, the scale grows. Each node of a search has prices of its own, begun from those of its parent; what they show to be
//! in no better plan is dropped, and the row that the prices divide worst is branched on.

use super::Options;
use std::time::Duration;

use super::bound::{Open, PARTS, Priced, Pricing, SLOWEST};
use super::deep;
use super::ground::Ground;
use super::part::Part;
use super::schedules::Schedules;
use crate::matching::plan::{Candidate, LevelProof};
use crate::matching::solve::{self, SolveError};
use crate::matching::tally;

/// Rounds of pricing at the root and below it.
const ROUNDS: (usize, usize) = (160, 40);

/// Rounds of pricing between two looks at what may be dropped.
const TURN: usize = 12;

/// By how much the scale grows when it was too small.
const STRICTER: i64 = 8;

/// A scale beyond which sums of values would not be safe.
const LARGEST_SCALE: i64 = 1 << 24;

/// How long the whole solver may take.
const FALLBACK: Duration = Duration::from_secs(2);

/// A decided part.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    /// Places in the part's candidates.
    pub chosen: Vec<usize>,
    pub weight: LevelProof,
    pub effort: LevelProof,
    /// The search came to its end.
    pub complete: bool,
}

/// Decides a part; `None` if it has too many schedules.
pub(super) fn decide(part: &Part, options: &Options) -> Option<Decided> {
    let schedules = Schedules::of(part, options.schedules)?;
    let empty: Vec<u32> = schedules.of_lotse.iter().filter_map(|of_lotse| of_lotse.first()).copied().collect();
    let start = schedules.like(part, &part.start).unwrap_or(empty);
    let step = granularity(part);
    let mut looks = options.looks;

    let mut scale = first_scale(part, step);
    let mut both = Search::new(&schedules, scale, 1, 1, &start, looks).run();
    looks = looks.saturating_sub(both.looked);
    let most = simple_bound(part);
    let alone = if total(&schedules, &both.plan).0 == most {
        Outcome { plan: both.plan.clone(), bound: most, complete: true, looked: 0 }
    } else {
        Search::new(&schedules, 1, 0, step, &both.plan, looks).run()
    };
    looks = looks.saturating_sub(alone.looked);
    while total(&schedules, &both.plan).0 < total(&schedules, &alone.plan).0 && scale < LARGEST_SCALE && looks > 0 {
        scale = scale.saturating_mul(STRICTER);
        both = Search::new(&schedules, scale, 1, 1, &alone.plan, looks).run();
        looks = looks.saturating_sub(both.looked);
    }
    let (weight, effort) = total(&schedules, &both.plan);
    let complete = both.complete && alone.complete && weight == total(&schedules, &alone.plan).0;
    // Without an end the first prices still say how much is possible at most, and how little it can cost.
    let (most, least) = if complete {
        (weight, effort)
    } else {
        let most = if alone.complete { total(&schedules, &alone.plan).0 } else { alone.bound.min(most) };
        (most.max(weight), (scale.saturating_mul(weight) - both.bound).min(effort))
    };
    let taken = both.plan.iter().filter_map(|at| schedules.get(*at)).flat_map(|schedule| schedule.taken.iter());
    let mut chosen: Vec<usize> = taken.map(|at| *at as usize).collect();
    chosen.sort_unstable();
    let (weight, effort) = (LevelProof::new(weight, most), LevelProof::new(effort, least));
    Some(Decided { chosen, weight, effort, complete })
}

/// The same by the whole solver.
pub(super) fn by_the_solver(part: &Part) -> Result<Decided, SolveError> {
    let start: Vec<Candidate> =
        part.candidates.iter().zip(&part.start).filter(|(_, start)| **start).map(|(c, _)| *c).collect();
    let decided = solve::decide_part(
        &part.problem,
        &part.candidates,
        &start,
        &solve::Options { time_limit: FALLBACK, ..solve::Options::default() },
    )?;
    let is_chosen = |candidate: &Candidate| decided.chosen.contains(candidate);
    let chosen = part.candidates.iter().enumerate().filter(|(_, c)| is_chosen(c)).map(|(at, _)| at).collect();
    Ok(Decided { chosen, weight: decided.weight, effort: decided.effort, complete: true })
}

/// A part left as it is, with bounds that say no more than that nothing is proven.
pub(super) fn as_begun(part: &Part) -> Decided {
    let begun: Vec<usize> = part.start.iter().enumerate().filter(|(_, start)| **start).map(|(at, _)| at).collect();
    let plan: Vec<Candidate> = begun.iter().filter_map(|at| part.candidates.get(*at)).copied().collect();
    let totals = tally::totals(&part.problem, &plan);
    let (weight, effort) = (totals.weight, totals.effort);
    let (most, least) = (simple_bound(part).max(weight), i64::from(i32::MIN).min(effort));
    let (weight, effort) = (LevelProof::new(weight, most), LevelProof::new(effort, least));
    Decided { chosen: begun, weight, effort, complete: false }
}

/// Both levels of a plan.
fn total(schedules: &Schedules, plan: &[u32]) -> (i64, i64) {
    let taken = plan.iter().filter_map(|at| schedules.get(*at));
    taken.fold((0, 0), |(weight, effort), schedule| (weight + schedule.weight, effort + schedule.effort))
}

/// What every served weight is a multiple of.
fn granularity(part: &Part) -> i64 {
    fn common(a: i64, b: i64) -> i64 {
        if b == 0 { a } else { common(b, a % b) }
    }
    part.problem.requests.iter().map(|request| request.weight).fold(0, common).max(1)
}

/// A scale at which one step of weight outweighs twice what two proposals can differ by in effort.
fn first_scale(part: &Part, step: i64) -> i64 {
    let efforts = || part.candidates.iter().map(|candidate| i64::from(candidate.effort));
    let swing = efforts().max().unwrap_or(0).max(0) - efforts().min().unwrap_or(0).min(0);
    ((2 * swing) / step + 1).min(LARGEST_SCALE)
}

/// The weight if every request filled as many places as Lotsen could take.
fn simple_bound(part: &Part) -> i64 {
    let mut able: Vec<Vec<u32>> = vec![Vec::new(); part.problem.requests.len()];
    for candidate in &part.candidates {
        if let Some(able) = able.get_mut(candidate.request as usize) {
            able.push(candidate.lotse);
        }
    }
    let worth = |(request, mut able): (&crate::matching::problem::Request, Vec<u32>)| {
        able.sort_unstable();
        able.dedup();
        request.weight * i64::from(request.places).min(able.len() as i64)
    };
    part.problem.requests.iter().zip(able).map(worth).sum()
}

/// What a search came to.
struct Outcome {
    plan: Vec<u32>,
    /// No plan is worth more, by the first prices.
    bound: i64,
    complete: bool,
    looked: u64,
}

/// One search under one objective.
struct Search<'a> {
    pricing: Pricing<'a>,
    /// The best plan so far, by Lotse, and its value.
    best: (i64, Vec<u32>),
    /// Every value is a multiple of this, in [`PARTS`].
    step: i64,
    begun_with: u64,
    nodes: u64,
    /// The bound at the root.
    first_bound: i64,
}

impl<'a> Search<'a> {
    /// The objective `scale × weight − cost × effort`, whose values are multiples of `step`.
    fn new(schedules: &'a Schedules, scale: i64, cost: i64, step: i64, start: &[u32], looks: u64) -> Self {
        let value = |weight: i64, effort: i64| (scale.saturating_mul(weight) - cost * effort).saturating_mul(PARTS);
        let values: Vec<i64> = schedules.all.iter().map(|s| value(s.weight, s.effort)).collect();
        let (weight, effort) = total(schedules, start);
        let best = (value(weight, effort), start.to_vec());
        Self {
            pricing: Pricing { schedules, values, looks },
            best,
            step: step * PARTS,
            begun_with: looks,
            nodes: 0,
            first_bound: i64::MAX,
        }
    }

    fn run(mut self) -> Outcome {
        let open: Open = self.pricing.schedules.of_lotse.clone();
        let prices = vec![0; self.pricing.schedules.at_most.len()];
        self.node(open, &prices, ROUNDS.0);
        let looked = self.begun_with - self.pricing.looks;
        let (schedules, rows) = (self.pricing.schedules.all.len(), self.pricing.schedules.at_most.len());
        tracing::debug!(
            schedules,
            rows,
            looked,
            nodes = self.nodes,
            gap = (self.first_bound - self.best.0) / PARTS,
            "searched"
        );
        let bound = self.first_bound.div_euclid(PARTS);
        Outcome { plan: self.best.1, bound, complete: self.pricing.looks > 0, looked }
    }

    /// What a plan must be worth to be better.
    fn target(&self) -> i64 {
        self.best.0 + self.step
    }

    fn node(&mut self, mut open: Open, prices: &[i64], mut rounds: usize) {
        let mut prices = prices.to_vec();
        loop {
            self.nodes += 1;
            let Some(priced) = self.settle(&mut open, prices, rounds) else { return };
            let branch = match self.next(&open, &priced) {
                Next::Split(branch) => branch,
                // Nothing is divided badly: the picks are a plan, and it is worth as much as the bound.
                Next::Plan => return self.offer(&priced.picks),
                Next::Dead => return,
            };
            let (with, without) = self.split(&open, branch);
            rounds = ROUNDS.1;
            if let Some(with) = with {
                self.node(with, &priced.prices, rounds);
            }
            // The second branch goes on in this frame, so that a long chain of them is not a deep one.
            match without {
                Some(without) => (open, prices) = (without, priced.prices),
                None => return,
            }
        }
    }

    /// Prices a node and drops what is in no better plan, in turns; `None` when the node is done.
    fn settle(&mut self, open: &mut Open, mut prices: Vec<i64>, rounds: usize) -> Option<Priced> {
        let mut pace = 1.0;
        let mut turn = 0;
        loop {
            let priced = self.pricing.descend(open, &prices, self.target(), TURN, &mut pace);
            if self.first_bound == i64::MAX || (self.nodes == 1 && priced.bound < self.first_bound) {
                self.first_bound = priced.bound;
            }
            if priced.bound < self.target() || self.pricing.looks == 0 {
                return None;
            }
            if turn % 3 == 0 {
                self.repair(&priced);
            }
            turn += 1;
            if !self.pricing.thin(open, &priced, self.target()) {
                return None;
            }
            if deep::is_shallow(open) && deep::dig(&mut self.pricing, &mut self.best, self.step, open, &priced) {
                return None;
            }
            if turn * TURN >= rounds || pace < SLOWEST {
                return Some(priced);
            }
            prices = priced.prices;
        }
    }

    /// Takes a plan if it is better than the best so far.
    fn offer(&mut self, picks: &[u32]) {
        let value = picks.iter().filter_map(|at| self.pricing.values.get(*at as usize)).sum();
        if value > self.best.0 && self.is_plan(picks) {
            self.best = (value, picks.to_vec());
        }
    }

    fn is_plan(&self, picks: &[u32]) -> bool {
        let mut ground = Ground::new(self.pricing.schedules);
        picks.iter().all(|pick| {
            let fits = ground.fits(*pick);
            ground.take(*pick, true);
            fits
        })
    }

    /// Makes a plan of the picks: whoever earns most chooses first, the others from what is left; then each once more.
    fn repair(&mut self, priced: &Priced) {
        let mut order: Vec<usize> = (0..priced.picks.len()).collect();
        let earns: Vec<i64> = priced.picks.iter().map(|pick| self.pricing.net(*pick, &priced.prices)).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(earns.get(*at).copied().unwrap_or(0)), *at));
        let mut ground = Ground::new(self.pricing.schedules);
        let mut picks = vec![0; priced.picks.len()];
        for round in 0..3 {
            let mut changed = false;
            for at in &order {
                let (Some(schedules), Some(pick)) = (self.pricing.schedules.of_lotse.get(*at), picks.get_mut(*at))
                else {
                    continue;
                };
                let before = *pick;
                if round > 0 {
                    ground.take(before, false);
                }
                self.pricing.looks = self.pricing.looks.saturating_sub(schedules.len() as u64);
                let worth = |schedule: &&u32| {
                    // The first time prices keep for others what they need more; later the plain value fills the gaps.
                    let worth = if round == 0 {
                        self.pricing.net(**schedule, &priced.prices)
                    } else {
                        self.pricing.values.get(**schedule as usize).copied().unwrap_or(0)
                    };
                    (worth, std::cmp::Reverse(**schedule))
                };
                let fitting = schedules.iter().filter(|schedule| ground.fits(**schedule));
                *pick = fitting.max_by_key(worth).copied().unwrap_or(before);
                changed |= *pick != before;
                ground.take(*pick, true);
            }
            if round > 0 && !changed {
                break;
            }
        }
        self.offer(&picks);
    }

    /// What to decide next.
    fn next(&self, open: &Open, priced: &Priced) -> Next {
        let schedules = self.pricing.schedules;
        // A group at two appointments at once.
        let mut met: Vec<Option<u16>> = vec![None; schedules.requests];
        for (request, appointment) in
            priced.picks.iter().filter_map(|at| schedules.get(*at)).flat_map(|s| s.ties.iter())
        {
            match met.get_mut(usize::from(*request)) {
                Some(Some(other)) if other != appointment => {
                    return Next::Split(Branch::Appointment { request: *request, appointment: *appointment });
                }
                Some(slot) => *slot = Some(*appointment),
                None => {}
            }
        }
        // Rows by how much they keep the bound from being a plan's value, the worst first.
        let mut wrong: Vec<(i64, usize, bool)> = Vec::new();
        for (row, most) in schedules.at_most.iter().enumerate() {
            let used = priced.used.get(row).copied().unwrap_or(0);
            let price = priced.prices.get(row).copied().unwrap_or(0);
            let off = i64::from(used.abs_diff(*most));
            let by = if used > *most { (price + 1) * off } else { price * off };
            if by > 0 {
                wrong.push((by, row, used > *most));
            }
        }
        if wrong.is_empty() {
            return Next::Plan;
        }
        wrong.sort_by_key(|(by, row, _)| (std::cmp::Reverse(*by), *row));
        for (_, row, over) in wrong {
            match self.who_decides(open, priced, row, over) {
                Some(lotse) => return Next::Split(Branch::Row { lotse, row }),
                None if over => return Next::Dead,
                None => {}
            }
        }
        // Only rows that nobody can use up are left: any choice splits the rest.
        match open.iter().zip(&priced.picks).enumerate().find(|(_, (list, _))| list.len() > 1) {
            Some((lotse, (_, pick))) => Next::Split(Branch::Pick { lotse, pick: *pick }),
            None => Next::Plan,
        }
    }

    /// The Lotse whose pick is to change about a row: with the least loss where one more is needed, and where one is to keep
    /// what several want, the one with the greatest.
    fn who_decides(&self, open: &Open, priced: &Priced, row: usize, over: bool) -> Option<usize> {
        let uses = |pick: u32| self.pricing.schedules.get(pick).is_some_and(|s| s.rows.contains(&(row as u16)));
        let mut chosen: Option<(i64, usize)> = None;
        for (lotse, (list, pick)) in open.iter().zip(&priced.picks).enumerate() {
            if uses(*pick) != over {
                continue;
            }
            let others = list.iter().filter(|schedule| uses(**schedule) != over);
            let Some(net) = others.map(|schedule| self.pricing.net(*schedule, &priced.prices)).max() else { continue };
            let loss = self.pricing.net(*pick, &priced.prices) - net;
            if chosen.is_none_or(|(known, _)| if over { loss > known } else { loss < known }) {
                chosen = Some((loss, lotse));
            }
        }
        chosen.map(|(_, lotse)| lotse)
    }

    /// The two halves of a node; `None` where a half has no plan.
    fn split(&self, open: &Open, branch: Branch) -> (Option<Open>, Option<Open>) {
        let schedules = self.pricing.schedules;
        let keep = |which: &dyn Fn(usize, u32) -> bool| -> Option<Open> {
            let lists = open.iter().enumerate();
            let kept =
                lists.map(|(lotse, list)| list.iter().copied().filter(|at| which(lotse, *at)).collect::<Vec<u32>>());
            let kept: Open = kept.collect();
            kept.iter().all(|list| !list.is_empty()).then_some(kept)
        };
        match branch {
            Branch::Row { lotse, row } => {
                let uses = |at: u32| schedules.get(at).is_some_and(|s| s.rows.contains(&(row as u16)));
                let only_one = schedules.at_most.get(row) == Some(&1);
                let with =
                    keep(&|at, schedule| if at == lotse { uses(schedule) } else { !only_one || !uses(schedule) });
                (with, keep(&|at, schedule| at != lotse || !uses(schedule)))
            }
            Branch::Appointment { request, appointment } => {
                let meets = |at: u32, same: bool| {
                    let mut ties = schedules.get(at).into_iter().flat_map(|s| s.ties.iter());
                    ties.all(|(other, when)| *other != request || (*when == appointment) == same)
                };
                (keep(&|_, schedule| meets(schedule, true)), keep(&|_, schedule| meets(schedule, false)))
            }
            Branch::Pick { lotse, pick } => (
                keep(&|at, schedule| at != lotse || schedule == pick),
                keep(&|at, schedule| at != lotse || schedule != pick),
            ),
        }
    }
}

/// What follows from prices.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// The picks are a plan that uses up every row with a price: nothing in the node is better.
    Plan,
    /// The node has no plan.
    Dead,
    /// Neither is known yet.
    Split(Branch),
}

/// How a node is split.
#[derive(Debug, Clone, Copy)]
enum Branch {
    /// One Lotse uses a row, or does not.
    Row { lotse: usize, row: usize },
    /// A request is served at one appointment, or at another.
    Appointment { request: u16, appointment: u16 },
    /// One Lotse takes a schedule, or another.
    Pick { lotse: usize, pick: u32 },
}
