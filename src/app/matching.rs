//! A matching run: what is open is read, decided, checked, and stored as a plan of proposals.
//!
//! Two short write transactions frame it: one notes that the run has begun, one stores its outcome. In between nothing is
//! locked, so somebody may change a request meanwhile; the second transaction then moves only those that still stand where the
//! run found them, and a proposal for any other is not stored. A plan that the checker rejects is never stored.

mod broadcast;
mod course;
mod learned;
mod near;
mod stored;
mod telling;

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::time::Instant;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

pub(super) use self::broadcast::{Beside, beside};
use self::course::Course;
pub(super) use self::near::{Near, near};
use self::stored::{Stored, read};
pub(super) use self::stored::{asked_this_week, by_identity, engaged};
use self::telling::{Letters, Reasons, Tell};
use super::assignments::post;
use super::audit::event;
use super::mails::newcomer::{self, News};
use super::mails::nobody;
use super::programmes::in_force;
use super::{AppError, Context, Moment, answers};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId, RunId};
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::request::{Appointment, RequestMove, RequestState, SupportRequest};
use crate::domain::run::{RunPhase, RunState, RunTrigger, Unserved};
use crate::domain::time::ZONE;
use crate::matching::problem::Problem;
use crate::matching::snapshot::{Snapshot, Stated};
use crate::matching::solve::SolveError;
use crate::matching::{self, Options, PlanFile, ProblemFile, Progress};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// What a finished run tells.
#[derive(Debug)]
pub struct Matched {
    /// The run.
    pub run: RunId,
    /// What it proposes, and how good that is.
    pub plan: PlanFile,
    /// The requests it decided, as it saw them.
    pub requests: Vec<SupportRequest>,
    /// Requests whose appointments have all passed; they are expired now.
    pub expired: Vec<RequestId>,
    /// Requests of which carriers are told that nobody was found for them.
    pub told: usize,
}

/// How long reading, checking and storing may take beside the time that the matching is given.
const LATE: chrono::Duration = chrono::Duration::minutes(10);

/// A plan that the checker accepted.
struct Decided {
    plan: PlanFile,
    /// SHA-256 of the problem file, hexadecimal: tells whether two runs decided on the same data.
    digest: String,
    /// How to read the plan.
    alternatives: HashMap<RequestId, Vec<Appointment>>,
    expired: Vec<RequestId>,
    /// Why the rest stays open.
    reasons: Reasons,
}

/// Decides all open requests, of one carrier or of all, while somebody looks on.
///
/// # Errors
/// When the data make no problem, the solver or the checker says no, or the database fails.
pub fn run(
    context: &Context,
    carrier: Option<OrganisationId>,
    options: &Options,
    moment: &mut Moment,
    progress: &dyn Progress,
) -> Result<Matched, AppError> {
    let run = RunId::new(moment.now, moment.random());
    let matched = carry_out(context, (run, carrier, RunTrigger::Ordered), options, moment, progress, Tell::Nobody)?;
    matched.ok_or(AppError::CalledOff)
}

/// The same when nobody does: each carrier gets a mail about the requests for which nobody was found, unless it knows.
///
/// # Errors
/// As [`run`].
pub fn run_by_itself(
    context: &Context,
    carrier: Option<OrganisationId>,
    options: &Options,
    moment: &mut Moment,
    progress: &dyn Progress,
) -> Result<Matched, AppError> {
    let run = RunId::new(moment.now, moment.random());
    let matched = carry_out(context, (run, carrier, RunTrigger::Event), options, moment, progress, Tell::News)?;
    matched.ok_or(AppError::CalledOff)
}

/// The same for a run that was queued under this identity. `None` where it is over already: it was called off, or another worker
/// has stored its plan.
///
/// # Errors
/// [`AppError::CalledOff`] when somebody calls it off meanwhile; else as [`run`].
pub fn run_queued(
    context: &Context,
    (run, carrier, trigger): (RunId, Option<OrganisationId>, RunTrigger),
    options: &Options,
    moment: &mut Moment,
    progress: &dyn Progress,
) -> Result<Option<Matched>, AppError> {
    carry_out(context, (run, carrier, trigger), options, moment, progress, Tell::News)
}

fn carry_out(
    context: &Context,
    (run, carrier, trigger): (RunId, Option<OrganisationId>, RunTrigger),
    options: &Options,
    moment: &mut Moment,
    progress: &dyn Progress,
    tell: Tell,
) -> Result<Option<Matched>, AppError> {
    let (now, begun) = (moment.now, Instant::now());
    let by_now = || now + chrono::Duration::from_std(begun.elapsed()).unwrap_or_default();
    // Where no worker runs nobody else has looked: an offer whose time is over must keep neither its Lotse nor its request.
    answers::expire(context, moment)?;
    let mut stored = context.database.read(|tx| read(tx, carrier, now))?;
    learned::heed(&mut stored.lotsen, &stored.told, &stored.told_about, context.area.gazetteer());
    // Whoever still works on a run so long after its limit will find it failed and store nothing of it.
    let limit = chrono::Duration::from_std(options.time_limit.min(Options::LONGEST)).unwrap_or(LATE);
    let stale = now - limit - LATE;
    let over = context.database.write(|tx| -> Result<_, StorageError> {
        storage::runs::cut_off(tx, stale, now, "the process was cut off")?;
        storage::runs::course::begin(tx, run, carrier, trigger, options.seed, now)
    })?;
    if over.is_some() {
        return Ok(None);
    }
    let course = Course::new(context, run, progress);
    let outcome = course.follow(|| {
        let decided = decide(context, &stored, now, options, &course, tell)?;
        course.reach(RunPhase::Storing, None);
        Ok((store(context, (run, by_now()), &stored, &decided, moment, tell)?, decided.plan))
    });
    match outcome {
        Ok(((expired, told), plan)) => Ok(Some(Matched { run, plan, requests: stored.requests, expired, told })),
        Err(AppError::CalledOff | AppError::Solve(SolveError::CalledOff)) => {
            context.database.write(|tx| storage::runs::course::cancel(tx, run, RunState::Running, by_now()))?;
            Err(AppError::CalledOff)
        }
        Err(error) => {
            let why = error.to_string();
            context.database.write(|tx| storage::runs::fail(tx, run, by_now(), &why))?;
            Err(error)
        }
    }
}

fn decide(
    context: &Context,
    stored: &Stored,
    now: DateTime<Utc>,
    options: &Options,
    progress: &dyn Progress,
    tell: Tell,
) -> Result<Decided, AppError> {
    let Stated { file, alternatives, passed } = problem(context, stored, now)?;
    let compiled: Problem = matching::compile(&file, context.area.gazetteer()).map_err(AppError::Problem)?;
    let plan = matching::solve(&compiled, options, progress)?;
    matching::verify::verify(&file, context.area.gazetteer(), &plan).map_err(AppError::Rejected)?;
    let reasons = match tell {
        Tell::News => Reasons::with_cures(context, stored, (&file, &compiled, &plan), now)?,
        Tell::Nobody => Reasons::of(&plan),
    };
    Ok(Decided { digest: digest(&file)?, plan, alternatives, expired: passed, reasons })
}

fn digest(file: &ProblemFile) -> Result<String, AppError> {
    let bytes = Sha256::digest(serde_json::to_vec(file)?);
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn problem(context: &Context, stored: &Stored, now: DateTime<Utc>) -> Result<Stated, AppError> {
    let today = now.with_timezone(&ZONE).date_naive();
    let (programme, own_rules) = context.database.read(|tx| in_force(context, tx, today))?;
    let snapshot = Snapshot {
        name: today.to_string(),
        now,
        travel: &context.travel,
        weights: context.weights,
        languages: &context.languages,
        programme: &programme,
        own_rules: Some(&own_rules),
        organisations: &stored.organisations,
        lendings: &stored.lendings,
        lotsen: &stored.lotsen,
        requests: &stored.requests,
        held: &stored.held,
        held_requests: &stored.held_requests,
        beyond_plan: &stored.beyond_plan,
        asked_this_week: &stored.asked_this_week,
    };
    Ok(snapshot.problem())
}

/// Stores the outcome, decided `at`; returns the requests that were expired, and of how many that stay open somebody is told.
fn store(
    context: &Context,
    (run, at): (RunId, DateTime<Utc>),
    stored: &Stored,
    decided: &Decided,
    moment: &mut Moment,
    tell: Tell,
) -> Result<(Vec<RequestId>, usize), AppError> {
    let Decided { plan, digest, alternatives, expired, reasons } = decided;
    let requests: HashMap<RequestId, &SupportRequest> = stored.requests.iter().map(|r| (r.id, r)).collect();
    let proposals = proposals(run, plan, alternatives, moment)?;
    let mut unserved = Vec::with_capacity(reasons.entries.len());
    for entry in &reasons.entries {
        if let Ok(request) = RequestId::from_str(&entry.request) {
            unserved.push(Unserved { run, request, reasons: serde_json::to_value(entry)? });
        }
    }
    let document = serde_json::to_value(plan)?;
    let totals =
        serde_json::json!({"totals": plan.totals, "baseline": plan.baseline, "proof": plan.proof, "run": plan.run});
    let letters = match tell {
        Tell::News => Some(Letters::draw(context, run, stored, reasons, moment)?),
        Tell::Nobody => None,
    };
    context.database.write(|tx| {
        if storage::runs::course::is_to_stop(tx, run)? {
            return Err(AppError::CalledOff);
        }
        storage::requests::hold_all(tx, requests.keys().copied())?;
        let here = still_open(tx, &requests)?;
        let proposals: Vec<Proposal> = proposals.iter().filter(|p| here.contains(&p.request)).cloned().collect();
        let unserved: Vec<Unserved> = unserved.iter().filter(|u| here.contains(&u.request)).cloned().collect();
        drop_earlier(tx, &here)?;
        let proposed: HashSet<RequestId> = proposals.iter().map(|p| p.request).collect();
        let without: Vec<RequestId> = unserved.iter().map(|u| u.request).filter(|r| !proposed.contains(r)).collect();
        let expired: Vec<RequestId> = expired.iter().copied().filter(|r| here.contains(r)).collect();
        let proposed: Vec<RequestId> = proposed.into_iter().collect();
        for (ids, step) in
            [(&proposed, RequestMove::Propose), (&without, RequestMove::LeaveUnserved), (&expired, RequestMove::Expire)]
        {
            move_requests(tx, &requests, ids, step, run, moment)?;
        }
        let outcome = storage::runs::Outcome {
            at,
            problem_digest: digest,
            plan: &document,
            totals: &totals,
            proposals: &proposals,
            unserved: &unserved,
        };
        storage::runs::finish(tx, run, &outcome)?;
        tell_nobody_found(context, tx, &requests, &expired, moment)?;
        let open: Vec<RequestId> = unserved.iter().map(|unserved| unserved.request).collect();
        let filled: Vec<RequestId> = here.difference(&open.iter().copied().collect()).copied().collect();
        storage::notices::forget(tx, &filled)?;
        let told = letters.as_ref().map_or(Ok(0), |letters| letters.write(tx, &requests, &open, moment.now))?;
        Ok((expired, told))
    })
}

/// Newcomers who were told that somebody else is looked for, and whoever posted the requests, are told that nobody was found.
fn tell_nobody_found(
    context: &Context,
    tx: &mut WriteTx,
    requests: &HashMap<RequestId, &SupportRequest>,
    expired: &[RequestId],
    moment: &mut Moment,
) -> Result<(), AppError> {
    let mut mails = Vec::new();
    for request in expired.iter().filter_map(|id| requests.get(id)) {
        // One that others still go to, or are asked about, is not over by this.
        if request.state.is_open_for_matching() {
            mails.extend(newcomer::about(context, tx, News::NobodyFound, request, moment)?);
            mails.extend(nobody::about(context, tx, request, moment)?);
        }
    }
    post(tx, &mails, moment)
}

/// The proposals of a plan, each with the very appointment that was decided on.
fn proposals(
    run: RunId,
    plan: &PlanFile,
    alternatives: &HashMap<RequestId, Vec<Appointment>>,
    moment: &mut Moment,
) -> Result<Vec<Proposal>, AppError> {
    let mut proposals = Vec::with_capacity(plan.proposals.len());
    for entry in &plan.proposals {
        let stray = || AppError::Stray { request: entry.request.clone() };
        let request = RequestId::from_str(&entry.request).map_err(|_| stray())?;
        let lotse = LotseId::from_str(&entry.lotse).map_err(|_| stray())?;
        let of_request = alternatives.get(&request).ok_or_else(stray)?;
        let appointment = of_request.get(usize::from(entry.appointment)).ok_or_else(stray)?;
        if appointment.sittings().first().is_none_or(|sitting| sitting.start() != entry.start) {
            return Err(stray());
        }
        proposals.push(Proposal {
            id: ProposalId::new(moment.now, moment.random()),
            run,
            request,
            lotse,
            appointment: appointment.clone(),
            mode: entry.mode,
            effort: i64::from(entry.effort),
            reviewed_at: None,
            state: ProposalState::Proposed,
        });
    }
    Ok(proposals)
}

/// Requests that still stand where the run found them.
fn still_open(
    tx: &mut ReadTx,
    requests: &HashMap<RequestId, &SupportRequest>,
) -> Result<HashSet<RequestId>, StorageError> {
    let now = by_identity(tx, requests.keys().copied())?;
    let unchanged = now.into_iter().filter(|request| requests.get(&request.id).is_some_and(|seen| **seen == *request));
    Ok(unchanged.map(|request| request.id).collect())
}

/// A new plan replaces what earlier ones proposed for the same requests and nobody released.
fn drop_earlier(tx: &mut WriteTx, requests: &HashSet<RequestId>) -> Result<(), AppError> {
    let waiting = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Proposed))?;
    let replaced: Vec<ProposalId> =
        waiting.into_iter().filter(|p| requests.contains(&p.request)).map(|p| p.id).collect();
    let dropped = ProposalState::Proposed.move_to(ProposalState::Dropped)?;
    storage::runs::move_proposals(tx, &replaced, ProposalState::Proposed, dropped)?;
    Ok(())
}

/// Moves requests, each from where it stands. One that is offered or assigned already and looks for more Lotsen stays there.
fn move_requests(
    tx: &mut WriteTx,
    requests: &HashMap<RequestId, &SupportRequest>,
    ids: &[RequestId],
    step: RequestMove,
    run: RunId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let mut by_state: HashMap<RequestState, Vec<RequestId>> = HashMap::new();
    for id in ids {
        if let Some(request) = requests.get(id).filter(|request| request.state.is_open_for_matching()) {
            by_state.entry(request.state).or_default().push(*id);
        }
    }
    for (from, ids) in by_state {
        let to = from.after(step)?;
        if to != from {
            storage::requests::move_all(tx, &ids, from, to)?;
            let action = match to {
                RequestState::Proposed => Action::RequestProposed,
                RequestState::Expired => Action::RequestExpired,
                _ => Action::RequestUnserved,
            };
            let happened = |id: &RequestId| {
                event(Actor::System, action, Subject::Request(*id), serde_json::json!({"run": run}), moment)
            };
            storage::audit::append_all(tx, &ids.iter().map(happened).collect::<Vec<_>>())?;
        }
    }
    Ok(())
}
