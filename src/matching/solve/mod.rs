//! From a problem to a plan with its proof. The one way in is [`solve`].
//!
//! ```text
//! candidates -> components --each--> component -> plan, proof of both levels   (up to Options::exact_up_to candidates)
//!            --all together--------> scale     -> plan, bounds of both levels  (beyond; beyond Options::most_candidates with
//!                                                                              the nearest Lotsen of each request alone)
//!                                                 baseline, explanations, totals -> PlanFile
//! component: auction -> pricing (schedule, prices, master, cuts) -> rounding, branch -> packing -> compact (model, exact)
//! scale:     auction -> spots, where plan and prices disagree: each priced and given out anew
//! ```
//!
//! The objective levels are decided in their order: no plan serves more weight, and among those that serve as much none costs
//! less effort. A stopwatch serves the time limit and the report of phases; nothing else in here knows what time it is.

mod auction;
mod board;
#[cfg(feature = "highs")]
mod branch;
mod clashes;
mod column;
mod compact;
#[cfg(feature = "highs")]
mod component;
mod cuts;
mod exact;
mod far;
#[cfg(feature = "highs")]
mod known;
mod mask;
#[cfg(feature = "highs")]
mod master;
mod model;
#[cfg(feature = "highs")]
mod packing;
mod prices;
#[cfg(feature = "highs")]
mod pricing;
#[cfg(feature = "highs")]
mod rounding;
mod scale;
mod schedule;
mod slope;
#[cfg(feature = "highs")]
mod spots;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::candidates::{self, Candidates, Index, TooMany};
use super::decompose::Parts;
use super::ledger::meeting_of;
use super::plan::{Candidate, LevelProof, Phase, PlanFile, PlanFormat, Proof, ProposalEntry, RunReport};
use super::problem::Problem;
use super::{baseline, explain, objectives, tally};

// Without HiGHS there is no relaxed master, and the compact programme decides all.
#[cfg(not(feature = "highs"))]
use compact as parts;
pub use compact::Decided;
#[cfg(feature = "highs")]
use component as parts;
pub use exact::BACK_END;

/// Candidates up to which everything is decided at once.
const EXACT_UP_TO: usize = 60_000;

/// Candidates that some 6 GB of memory hold.
const MOST_CANDIDATES: usize = 150_000_000;

/// Lotsen of each request, where all who could come are too many.
const NEAREST: u16 = 16;

/// How to solve.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The solver stops improving after this long and says how far from the best it may be.
    pub time_limit: Duration,
    /// The same problem and seed give the same plan, as long as half of the time limit is enough: each step has its part of it.
    pub seed: u64,
    /// With more candidates than this a problem is decided piece by piece, and bounded instead of proven.
    pub exact_up_to: usize,
    /// With more candidates than this only the nearest Lotsen of each request are looked at: each candidate needs some 40 bytes of
    /// memory.
    pub most_candidates: usize,
}

impl Options {
    /// What a longer time limit is taken for: no clock reaches as far as the longest that can be asked for.
    pub const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);
}

impl Default for Options {
    fn default() -> Self {
        Self {
            time_limit: Duration::from_secs(60),
            seed: 1,
            exact_up_to: EXACT_UP_TO,
            most_candidates: MOST_CANDIDATES,
        }
    }
}

/// What a run can tell while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Looks for candidates.
    Candidates {
        /// Requests to look at.
        requests: u64,
    },
    /// Knows the candidates and their independent parts.
    Components {
        /// Candidates.
        candidates: u64,
        /// Parts.
        components: u64,
    },
    /// Has decided parts.
    Decided {
        /// Parts decided.
        components: u64,
        /// Parts in all.
        of: u64,
        /// Places filled in them.
        filled: u64,
    },
    /// Has a plan for a problem that is too large to be decided at once, and a bound for it.
    Bounded {
        /// Rounds of improving it that are over.
        rounds: u64,
        /// Rounds at most.
        of: u64,
        /// By how much the best plan may be better, in millionths of what it may be worth.
        missing: u64,
    },
    /// Explains what stays open.
    Explaining {
        /// Requests with open places.
        unserved: u64,
    },
}

/// Listens to a run. Called from several threads.
pub trait Progress: Sync {
    /// The run has come to this step.
    fn step(&self, step: Step);

    /// Whether nobody wants the plan any more. The solver looks between its steps, and before each independent part.
    fn is_over(&self) -> bool {
        false
    }
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _: Step) {}
}

/// Why a problem was not solved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SolveError {
    /// The back end refused the model.
    #[error("the solver {back_end} failed: {message}")]
    BackEnd {
        /// Which.
        back_end: &'static str,
        /// Its own words.
        message: String,
    },
    /// More candidates than memory is meant for.
    #[error("{0}; divide the problem, by region or by language, or raise most_candidates in [matching]")]
    TooMany(TooMany),
    /// Nobody wants the plan any more.
    #[error("the run was called off")]
    CalledOff,
}

/// Decides all requests together.
///
/// # Errors
/// When the back end fails. A time limit is no error: the plan found so far comes with its bound.
pub fn solve(problem: &Problem, options: &Options, progress: &dyn Progress) -> Result<PlanFile, SolveError> {
    let mut watch = Watch::new();
    progress.step(Step::Candidates { requests: problem.requests.len() as u64 });
    let (candidates, nearest) = look_for(problem, options.most_candidates)?;
    watch.lap("candidates");
    go_on(progress)?;

    let (first_come, weightiest) = rayon::join(
        || baseline::first_come_first_served(problem, &candidates),
        || baseline::weightiest_first(problem, &candidates),
    );
    let start = best_of(problem, &first_come, &weightiest);
    watch.lap("baseline");

    let parts = Parts::new(problem, candidates.all());
    let sizes = parts.sizes().to_vec();
    progress.step(Step::Components { candidates: candidates.len() as u64, components: sizes.len() as u64 });
    watch.lap("components");
    go_on(progress)?;

    let left = options.time_limit.saturating_sub(watch.begun.elapsed());
    // Made when it is first asked: after the auction, which takes the most memory.
    let everybody = nearest.map(|_| OnceLock::new());
    let decided = if candidates.len() > options.exact_up_to || nearest.is_some() {
        vec![scale::decide(problem, (&candidates, everybody.as_ref()), start, left, progress)?]
    } else {
        decide(problem, &parts.split(candidates.all()), start, options, watch.begun, progress)?
    };
    watch.lap("solve");
    go_on(progress)?;

    let mut chosen: Vec<Candidate> = decided.iter().flat_map(|part| part.chosen.iter().copied()).collect();
    chosen.sort_unstable();
    let totals = tally::totals(problem, &chosen);
    let open = totals.requests - totals.served;
    progress.step(Step::Explaining { unserved: open });
    let is_wanted = || !progress.is_over();
    let unserved = match &everybody {
        Some(everybody) => {
            let index = everybody.get_or_init(|| Index::new(problem));
            explain::unserved(problem, |request| index.candidates_of(problem, request), &chosen, is_wanted)
        }
        None => explain::unserved(problem, candidates::all_of(&candidates), &chosen, is_wanted),
    };
    watch.lap("explain");
    // Whoever stopped waiting meanwhile has not all of them.
    go_on(progress)?;

    let bound = |of: fn(&Decided) -> LevelProof| decided.iter().map(|part| of(part).bound).fold(0, i64::saturating_add);
    let proof = Proof {
        weight: LevelProof::new(totals.weight, bound(|part| part.weight)),
        effort: LevelProof::new(totals.effort, bound(|part| part.effort)),
    };
    Ok(PlanFile {
        format: PlanFormat::V1,
        problem: problem.name.clone(),
        seed: options.seed,
        proposals: chosen.iter().filter_map(|candidate| proposal(problem, candidate)).collect(),
        unserved,
        totals,
        proof,
        baseline: tally::totals(problem, &first_come),
        run: RunReport { nearest, ..report(&candidates, &sizes, watch) },
    })
}

/// All candidates, or those of the nearest Lotsen and of how many. What a problem lists itself is not chosen from.
fn look_for(problem: &Problem, most: usize) -> Result<(Candidates, Option<u16>), SolveError> {
    match candidates::at_most(problem, most) {
        Ok(all) => Ok((all, None)),
        Err(many) if problem.listed.is_some() => Err(SolveError::TooMany(many)),
        Err(many) => {
            tracing::info!(%many, nearest = NEAREST, "the nearest Lotsen of each request alone");
            let nearest = candidates::nearest(problem, usize::from(NEAREST), most).map_err(SolveError::TooMany)?;
            Ok((nearest, Some(NEAREST)))
        }
    }
}

/// When a time limit that begins now is over.
fn end_of(limit: Duration) -> Instant {
    Instant::now() + limit.min(Options::LONGEST)
}

fn go_on(progress: &dyn Progress) -> Result<(), SolveError> {
    if progress.is_over() { Err(SolveError::CalledOff) } else { Ok(()) }
}

/// Decides candidates that belong together, beginning from what `start` chooses of them.
///
/// # Errors
/// When the back end fails.
pub fn decide_part(
    problem: &Problem,
    candidates: &[Candidate],
    start: &[Candidate],
    options: &Options,
) -> Result<Decided, SolveError> {
    // Components stand by Lotse.
    let mut candidates = candidates.to_vec();
    candidates.sort_unstable_by_key(|c| (c.lotse, c.request, c.appointment, c.mode));
    parts::decide(problem, &candidates, start, options.time_limit, options.seed)
}

fn decide(
    problem: &Problem,
    parts: &[Vec<Candidate>],
    start: &[Candidate],
    options: &Options,
    begun: Instant,
    progress: &dyn Progress,
) -> Result<Vec<Decided>, SolveError> {
    let (done, filled) = (AtomicU64::new(0), AtomicU64::new(0));
    let of = parts.len() as u64;
    // The largest part is begun first, so that it does not run alone at the end.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map_or(0, Vec::len)));
    let mut decided: Vec<(usize, Decided)> = order
        .into_par_iter()
        .with_max_len(1)
        .filter_map(|at| parts.get(at).map(|part| (at, part)))
        .map(|(at, part)| {
            go_on(progress)?;
            let left = options.time_limit.saturating_sub(begun.elapsed());
            let decided = parts::decide(problem, part, start, left, options.seed)?;
            let components = done.fetch_add(1, Ordering::Relaxed) + 1;
            let places = decided.chosen.len() as u64;
            let filled = filled.fetch_add(places, Ordering::Relaxed) + places;
            progress.step(Step::Decided { components, of, filled });
            Ok((at, decided))
        })
        .collect::<Result<_, SolveError>>()?;
    decided.sort_by_key(|(at, _)| *at);
    Ok(decided.into_iter().map(|(_, part)| part).collect())
}

fn best_of<'a>(problem: &Problem, one: &'a [Candidate], other: &'a [Candidate]) -> &'a [Candidate] {
    let value = |plan| {
        let totals = tally::totals(problem, plan);
        (totals.weight, -totals.effort)
    };
    if value(one) >= value(other) { one } else { other }
}

fn proposal(problem: &Problem, candidate: &Candidate) -> Option<ProposalEntry> {
    let meeting = meeting_of(problem, candidate)?;
    let first = meeting.alternative.appointment.sittings().first()?;
    Some(ProposalEntry {
        request: meeting.pair.request.id.clone(),
        lotse: meeting.pair.lotse.id.clone(),
        appointment: candidate.appointment,
        start: first.start(),
        mode: candidate.mode,
        effort: candidate.effort,
        terms: if problem.listed.is_some() { Vec::new() } else { objectives::terms(&meeting) },
    })
}

fn report(candidates: &Candidates, parts: &[usize], watch: Watch) -> RunReport {
    RunReport {
        solver: BACK_END.to_owned(),
        candidates: candidates.len() as u64,
        components: parts.len() as u64,
        largest_component: parts.iter().copied().max().unwrap_or(0) as u64,
        nearest: None,
        phases: watch.phases,
    }
}

/// Measures phases.
struct Watch {
    begun: Instant,
    last: Instant,
    phases: Vec<Phase>,
}

impl Watch {
    fn new() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, phases: Vec::new() }
    }

    fn lap(&mut self, name: &str) {
        let now = Instant::now();
        let milliseconds = (now - self.last).as_secs_f64() * 1000.0;
        self.phases.push(Phase { name: name.to_owned(), milliseconds });
        self.last = now;
    }
}
