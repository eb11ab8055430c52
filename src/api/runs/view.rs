//! A matching run as it is shown.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::app::runs::{Figures, LevelProof, Phase, PriorityTotal};
use crate::domain::run::{MatchingRun, RunPhase, RunProgress, RunState, RunTrigger};

/// A run of the matching.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MatchingRun")]
pub struct RunView {
    /// Identity.
    id: Uuid,
    /// The carrier whose requests are decided; absent for those of all carriers.
    carrier: Option<Uuid>,
    /// How it came about.
    trigger: RunTrigger,
    /// When it began; of one that waits, when it was queued.
    started_at: DateTime<Utc>,
    /// When it ended.
    ended_at: Option<DateTime<Utc>>,
    /// Where it stands.
    #[serde(flatten)]
    course: CourseView,
    /// Why there is no plan, where it failed.
    failure: Option<String>,
    /// What it came to, once it has finished.
    figures: Option<FiguresView>,
}

/// How far a run has come.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MatchingRunProgress")]
pub struct CourseView {
    /// Where it stands.
    state: RunState,
    /// Whether it was called off and ends as soon as it can.
    stopping: bool,
    /// Which part of its work it was last known to be at.
    phase: Option<RunPhase>,
    /// How much of this part is done, where that is known.
    #[schemars(range(max = 100))]
    percent: Option<u8>,
}

/// What a run came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MatchingRunFigures")]
pub struct FiguresView {
    /// The plan.
    plan: TotalsView,
    /// First come, first served on the same requests: what happens without planning.
    baseline: TotalsView,
    /// Served weight: the plan's, and what no plan can exceed.
    weight: ProofView,
    /// Minutes of effort: the plan's, and what no plan of the same weight can go below.
    effort: ProofView,
    /// Pairs of Lotse and appointment that were possible.
    candidates: u64,
    /// Independent parts.
    components: u64,
    /// Time by phase, in order.
    phases: Vec<PhaseView>,
}

/// What a plan comes to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PlanTotals")]
pub struct TotalsView {
    /// Requests that were decided.
    requests: u64,
    /// Of these, those with every place filled.
    served: u64,
    /// Of these, the others.
    unserved: u64,
    /// By priority, highest first.
    by_priority: Vec<PriorityView>,
    /// Places.
    places: u64,
    /// Places filled.
    filled: u64,
    /// Lotsen with at least one proposal.
    lotsen: u64,
    /// Minutes of appointments.
    minutes: u64,
    /// Minutes of ways, both directions.
    travel_minutes: u64,
    /// Minutes of effort.
    effort: i64,
}

/// Requests of one priority.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriorityTotals")]
pub struct PriorityView {
    /// Which.
    priority: crate::domain::code::Priority,
    /// With every place filled.
    served: u64,
    /// The others.
    unserved: u64,
}

/// How far a value is from the best possible.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Proof")]
pub struct ProofView {
    /// The plan's value.
    value: i64,
    /// No plan is better than this.
    bound: i64,
    /// Whether it is proven that no plan is better.
    optimal: bool,
    /// Distance from the bound, percent of the value.
    gap_percent: f64,
}

/// Time that a phase took.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunPhaseTime")]
pub struct PhaseView {
    /// Which.
    name: String,
    /// Milliseconds.
    milliseconds: f64,
}

impl RunView {
    /// A run as it is shown.
    pub fn of(run: &MatchingRun) -> Self {
        let failure = if let RunProgress::Failed { why, .. } = &run.progress { Some(why.clone()) } else { None };
        Self {
            id: run.id.as_uuid(),
            carrier: run.carrier.map(|carrier| carrier.as_uuid()),
            trigger: run.trigger,
            started_at: run.started_at,
            ended_at: run.progress.ended_at(),
            course: CourseView::of(run),
            failure,
            figures: figures(run).as_ref().map(FiguresView::of),
        }
    }
}

/// What a run came to; nothing where it was stored by a version that kept other figures.
fn figures(run: &MatchingRun) -> Option<Figures> {
    let RunProgress::Finished { totals, .. } = &run.progress else { return None };
    Figures::of(totals).inspect_err(|error| tracing::warn!(%error, run = %run.id, "figures cannot be read")).ok()
}

impl CourseView {
    /// How far a run has come, as it is shown.
    pub fn of(run: &MatchingRun) -> Self {
        let state = run.progress.state();
        let reached = run.reached.filter(|_| state == RunState::Running);
        Self {
            state,
            stopping: run.is_stopping && state == RunState::Running,
            phase: reached.map(|reached| reached.phase),
            percent: reached.and_then(|reached| reached.percent),
        }
    }
}

impl FiguresView {
    fn of(figures: &Figures) -> Self {
        let totals = |totals: &_| TotalsView::of(totals);
        Self {
            plan: totals(&figures.totals),
            baseline: totals(&figures.baseline),
            weight: ProofView::of(&figures.proof.weight),
            effort: ProofView::of(&figures.proof.effort),
            candidates: figures.run.candidates,
            components: figures.run.components,
            phases: figures.run.phases.iter().map(PhaseView::of).collect(),
        }
    }
}

impl TotalsView {
    fn of(totals: &crate::app::runs::Totals) -> Self {
        Self {
            requests: totals.requests,
            served: totals.served,
            unserved: totals.requests.saturating_sub(totals.served),
            by_priority: totals.by_priority.iter().map(PriorityView::of).collect(),
            places: totals.places,
            filled: totals.filled,
            lotsen: totals.lotsen,
            minutes: totals.minutes,
            travel_minutes: totals.travel_minutes,
            effort: totals.effort,
        }
    }
}

impl PriorityView {
    fn of(total: &PriorityTotal) -> Self {
        Self { priority: total.priority, served: total.served, unserved: total.requests.saturating_sub(total.served) }
    }
}

impl ProofView {
    fn of(proof: &LevelProof) -> Self {
        Self { value: proof.value, bound: proof.bound, optimal: proof.optimal, gap_percent: proof.gap_percent() }
    }
}

impl PhaseView {
    fn of(phase: &Phase) -> Self {
        Self { name: phase.name.clone(), milliseconds: phase.milliseconds }
    }
}
