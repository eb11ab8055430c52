//! Runs of the matching with their plan, their proposals and the requests they left unserved.
//!
//! A run is inserted when it is queued or starts (`course`), and finished, failed or cancelled once. Its plan is a large document and is read only when
//! asked for.

pub mod course;
mod list;
mod review;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

pub use self::list::{
    find_proposal_within, find_within, page, proposals_page, proposals_query, query, unserved_page, unserved_query,
};
pub use self::review::replace_proposal;
use serde_json::Value;
use uuid::Uuid;

use super::dialect::{BATCH, insert_all};
use super::error::StorageError;
use super::schema::{matching_runs, proposal_sittings, proposals, requests, unserved};
use super::sittings;
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId, RunId};
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::run::{MatchingRun, Reached, RunProgress, RunState, RunTrigger, Unserved};

const RUNNING: &str = RunState::Running.code();
const FINISHED: &str = RunState::Finished.code();
const FAILED: &str = RunState::Failed.code();
const QUEUED: &str = RunState::Queued.code();
const CANCELLED: &str = RunState::Cancelled.code();

/// All of a run but the plan.
#[derive(Queryable, Selectable)]
#[diesel(table_name = matching_runs)]
struct RunRow {
    id: Id,
    carrier_id: Option<Id>,
    state: String,
    seed: i64,
    started_at: Ts,
    finished_at: Option<Ts>,
    problem_digest: Option<String>,
    totals: Option<Json>,
    failure: Option<String>,
    phase: Option<String>,
    percent: Option<i32>,
    stop_asked_at: Option<Ts>,
    begun_by: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = proposals, treat_none_as_default_value = false)]
struct ProposalRow {
    id: Id,
    run_id: Id,
    request_id: Id,
    lotse_id: Id,
    mode: String,
    effort: i64,
    state: String,
    reviewed_at: Option<Ts>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = proposal_sittings, treat_none_as_default_value = false)]
struct SittingRow {
    proposal_id: Id,
    sitting: i32,
    begins: NaiveDateTime,
    minutes: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = unserved, treat_none_as_default_value = false)]
struct UnservedRow {
    run_id: Id,
    request_id: Id,
    reasons: Json,
}

impl RunRow {
    fn into_domain(self) -> Result<MatchingRun, StorageError> {
        let unreadable = StorageError::Unreadable { what: "matching_runs.state", row: self.id.0 };
        let progress = match (self.state.as_str(), self.finished_at) {
            (QUEUED, None) => RunProgress::Queued,
            (RUNNING, None) => RunProgress::Running,
            (CANCELLED, Some(at)) => RunProgress::Cancelled { at: at.at() },
            (FINISHED, Some(at)) => RunProgress::Finished {
                at: at.at(),
                problem_digest: self.problem_digest.unwrap_or_default(),
                totals: self.totals.map_or(Value::Null, |json| json.0),
            },
            (FAILED, Some(at)) => RunProgress::Failed { at: at.at(), why: self.failure.unwrap_or_default() },
            _ => return Err(unreadable),
        };
        let reached = |phase: &str| -> Result<Reached, StorageError> {
            let phase = stored::text(phase, "matching_runs.phase", self.id)?;
            let percent = self.percent.map(|percent| stored::number(percent, "matching_runs.percent", self.id));
            Ok(Reached { phase, percent: percent.transpose()? })
        };
        Ok(MatchingRun {
            reached: self.phase.as_deref().map(reached).transpose()?,
            is_stopping: self.stop_asked_at.is_some(),
            id: RunId::from_uuid(self.id.0),
            carrier: self.carrier_id.map(|id| OrganisationId::from_uuid(id.0)),
            trigger: stored::text(&self.begun_by, "matching_runs.begun_by", self.id)?,
            seed: self.seed.cast_unsigned(),
            started_at: self.started_at.at(),
            progress,
        })
    }
}

/// How many runs are under way, ended with a plan, and ended without.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunCounts {
    /// Under way.
    pub running: u64,
    /// With a plan.
    pub finished: u64,
    /// Without.
    pub failed: u64,
}

/// Counts the runs by how they ended.
pub fn counts(tx: &mut ReadTx) -> Result<RunCounts, StorageError> {
    let rows: Vec<(String, i64)> = matching_runs::table
        .group_by(matching_runs::state)
        .select((matching_runs::state, diesel::dsl::count_star()))
        .load(tx.conn())?;
    let mut counts = RunCounts::default();
    for (state, count) in rows {
        let none = Id(uuid::Uuid::nil());
        let count = stored::number(count, "matching_runs", none)?;
        match state.as_str() {
            RUNNING => counts.running = count,
            FINISHED => counts.finished = count,
            FAILED => counts.failed = count,
            _ => return Err(StorageError::Unreadable { what: "matching_runs.state", row: none.0 }),
        }
    }
    Ok(counts)
}

/// When something began and ended.
pub type BeginAndEnd = (DateTime<Utc>, DateTime<Utc>);

/// Begin and end of the run that ended with a plan and began last.
pub fn last_finished(tx: &mut ReadTx) -> Result<Option<BeginAndEnd>, StorageError> {
    let times: Option<(Ts, Option<Ts>)> = matching_runs::table
        .filter(matching_runs::state.eq(FINISHED))
        .order(matching_runs::started_at.desc())
        .select((matching_runs::started_at, matching_runs::finished_at))
        .first(tx.conn())
        .optional()?;
    Ok(times.and_then(|(begun, ended)| Some((begun.at(), ended?.at()))))
}

/// Notes that a run has begun.
pub fn start(
    tx: &mut WriteTx,
    id: RunId,
    carrier: Option<OrganisationId>,
    trigger: RunTrigger,
    seed: u64,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    diesel::insert_into(matching_runs::table)
        .values((
            matching_runs::id.eq(Id(id.as_uuid())),
            matching_runs::carrier_id.eq(carrier.map(|id| Id(id.as_uuid()))),
            matching_runs::state.eq(RUNNING),
            matching_runs::seed.eq(seed.cast_signed()),
            matching_runs::started_at.eq(Ts::from(at)),
            matching_runs::begun_by.eq(trigger.code()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Notes of runs that began before `before` and are not finished that they were cut off; returns how many.
pub fn cut_off(tx: &mut WriteTx, before: DateTime<Utc>, at: DateTime<Utc>, why: &str) -> Result<usize, StorageError> {
    let stale = matching_runs::table
        .filter(matching_runs::state.eq(RUNNING))
        .filter(matching_runs::started_at.lt(Ts::from(before)));
    let failed = diesel::update(stale)
        .set((
            matching_runs::state.eq(FAILED),
            matching_runs::finished_at.eq(Ts::from(at)),
            matching_runs::failure.eq(why),
        ))
        .execute(tx.conn())?;
    Ok(failed)
}

/// What a finished run leaves behind.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// When it finished.
    pub at: DateTime<Utc>,
    /// Digest of the problem that was solved.
    pub problem_digest: &'a str,
    /// The plan file.
    pub plan: &'a Value,
    /// Figures for a report.
    pub totals: &'a Value,
    /// The pairs found; their `run` is this one.
    pub proposals: &'a [Proposal],
    /// The rest; their `run` is this one.
    pub unserved: &'a [Unserved],
}

/// Stores the outcome of a running run. [`StorageError::Changed`] when it is not running.
pub fn finish(tx: &mut WriteTx, id: RunId, outcome: &Outcome<'_>) -> Result<(), StorageError> {
    let running = matching_runs::table.find(Id(id.as_uuid())).filter(matching_runs::state.eq(RUNNING));
    let finished = diesel::update(running)
        .set((
            matching_runs::state.eq(FINISHED),
            matching_runs::finished_at.eq(Ts::from(outcome.at)),
            matching_runs::problem_digest.eq(outcome.problem_digest),
            matching_runs::plan.eq(Json(outcome.plan.clone())),
            matching_runs::totals.eq(Json(outcome.totals.clone())),
        ))
        .execute(tx.conn())?;
    if finished != 1 {
        return Err(StorageError::Changed { what: "matching run" });
    }
    add_proposals(tx, outcome.proposals)?;
    let rows: Vec<UnservedRow> = outcome
        .unserved
        .iter()
        .map(|unserved| UnservedRow {
            run_id: Id(unserved.run.as_uuid()),
            request_id: Id(unserved.request.as_uuid()),
            reasons: Json(unserved.reasons.clone()),
        })
        .collect();
    insert_all!(tx.conn(), unserved, rows)?;
    Ok(())
}

/// Notes that a running run has failed. [`StorageError::Changed`] when it is not running.
pub fn fail(tx: &mut WriteTx, id: RunId, at: DateTime<Utc>, why: &str) -> Result<(), StorageError> {
    let running = matching_runs::table.find(Id(id.as_uuid())).filter(matching_runs::state.eq(RUNNING));
    let failed = diesel::update(running)
        .set((
            matching_runs::state.eq(FAILED),
            matching_runs::finished_at.eq(Ts::from(at)),
            matching_runs::failure.eq(why),
        ))
        .execute(tx.conn())?;
    if failed == 1 { Ok(()) } else { Err(StorageError::Changed { what: "matching run" }) }
}

/// One run.
pub fn find(tx: &mut ReadTx, id: RunId) -> Result<MatchingRun, StorageError> {
    matching_runs::table
        .find(Id(id.as_uuid()))
        .select(RunRow::as_select())
        .first(tx.conn())
        .map_err(StorageError::absent("matching run"))?
        .into_domain()
}

/// The last runs, newest first.
pub fn latest(tx: &mut ReadTx, limit: u32) -> Result<Vec<MatchingRun>, StorageError> {
    let rows: Vec<RunRow> = matching_runs::table
        .order((matching_runs::started_at.desc(), matching_runs::id.desc()))
        .limit(i64::from(limit))
        .select(RunRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().map(RunRow::into_domain).collect()
}

/// The plan file of a run; `None` while there is none.
pub fn plan(tx: &mut ReadTx, id: RunId) -> Result<Option<Value>, StorageError> {
    let plan: Option<Json> = matching_runs::table
        .find(Id(id.as_uuid()))
        .select(matching_runs::plan)
        .first(tx.conn())
        .map_err(StorageError::absent("matching run"))?;
    Ok(plan.map(|json| json.0))
}

/// Inserts proposals of a run: those of its plan, or more of them later.
pub fn add_proposals(tx: &mut WriteTx, all: &[Proposal]) -> Result<(), StorageError> {
    let rows: Vec<ProposalRow> = all
        .iter()
        .map(|proposal| ProposalRow {
            id: Id(proposal.id.as_uuid()),
            run_id: Id(proposal.run.as_uuid()),
            request_id: Id(proposal.request.as_uuid()),
            lotse_id: Id(proposal.lotse.as_uuid()),
            mode: proposal.mode.code().to_owned(),
            effort: proposal.effort,
            state: proposal.state.code().to_owned(),
            reviewed_at: stored::instant(proposal.reviewed_at),
        })
        .collect();
    let sittings: Vec<SittingRow> = all.iter().flat_map(sitting_rows).collect();
    insert_all!(tx.conn(), proposals, rows)?;
    insert_all!(tx.conn(), proposal_sittings, sittings)?;
    Ok(())
}

fn sitting_rows(proposal: &Proposal) -> impl Iterator<Item = SittingRow> {
    let proposal_id = Id(proposal.id.as_uuid());
    let row = move |(sitting, begins, minutes)| SittingRow { proposal_id, sitting, begins, minutes };
    sittings::of(&proposal.appointment).map(row)
}

/// Which proposals to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed<'a> {
    /// All of one run.
    By(RunId),
    /// All in this state, from every run.
    In(ProposalState),
    /// One.
    One(ProposalId),
    /// These, as far as they exist; at most 500.
    Ids(&'a [Uuid]),
    /// All for one request, from every run.
    Request(RequestId),
    /// All of one Lotse in this state, from every run.
    To(LotseId, ProposalState),
    /// All in this state for requests of this carrier, from every run.
    Of(OrganisationId, ProposalState),
    /// All of these Lotsen in this state, from every run; at most 500.
    ToLotsen(&'a [LotseId], ProposalState),
}

/// The selected proposals, by identity.
pub fn proposals(tx: &mut ReadTx, which: Proposed<'_>) -> Result<Vec<Proposal>, StorageError> {
    macro_rules! only {
        ($query:expr) => {
            match which {
                Proposed::By(run) => $query.filter(proposals::run_id.eq(Id(run.as_uuid()))),
                Proposed::In(state) => $query.filter(proposals::state.eq(state.code())),
                Proposed::Ids(ids) => $query.filter(proposals::id.eq_any(ids.iter().map(|id| Id(*id)))),
                Proposed::One(id) => $query.filter(proposals::id.eq(Id(id.as_uuid()))),
                Proposed::To(id, state) => {
                    $query.filter(proposals::lotse_id.eq(Id(id.as_uuid()))).filter(proposals::state.eq(state.code()))
                }
                Proposed::Request(id) => $query.filter(proposals::request_id.eq(Id(id.as_uuid()))),
                Proposed::Of(id, state) => {
                    let own = requests::table.filter(requests::carrier_id.eq(Id(id.as_uuid()))).select(requests::id);
                    $query.filter(proposals::state.eq(state.code())).filter(proposals::request_id.eq_any(own))
                }
                Proposed::ToLotsen(ids, state) => {
                    let theirs = proposals::lotse_id.eq_any(ids.iter().map(|id| Id(id.as_uuid())));
                    $query.filter(proposals::state.eq(state.code())).filter(theirs)
                }
            }
        };
    }
    let query = proposals::table.select(ProposalRow::as_select()).into_boxed();
    let rows: Vec<ProposalRow> = only!(query).order(proposals::id).load(tx.conn())?;
    let query = proposal_sittings::table.inner_join(proposals::table).select(SittingRow::as_select()).into_boxed();
    let sittings: Vec<SittingRow> =
        only!(query).order((proposal_sittings::proposal_id, proposal_sittings::sitting)).load(tx.conn())?;
    let mut sittings = ByOwner::new(sittings, |row: &SittingRow| row.proposal_id);
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            let own = sittings.take(id).into_iter().map(|row| (row.begins, row.minutes));
            Ok(Proposal {
                id: ProposalId::from_uuid(id.0),
                run: RunId::from_uuid(row.run_id.0),
                request: RequestId::from_uuid(row.request_id.0),
                lotse: LotseId::from_uuid(row.lotse_id.0),
                appointment: sittings::appointment(own, "proposal_sittings", id)?,
                mode: stored::text(&row.mode, "proposals.mode", id)?,
                effort: row.effort,
                reviewed_at: row.reviewed_at.map(Ts::at),
                state: stored::text(&row.state, "proposals.state", id)?,
            })
        })
        .collect()
}

/// Moves proposals from one state to another, as the domain allowed it. [`StorageError::Changed`] when one of them is
/// no longer in the state `from`.
pub fn move_proposals(
    tx: &mut WriteTx,
    ids: &[ProposalId],
    from: ProposalState,
    to: ProposalState,
) -> Result<(), StorageError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(id.as_uuid())).collect::<BTreeSet<_>>().into_iter().collect();
    for batch in ids.chunks(BATCH) {
        let here = proposals::table.filter(proposals::id.eq_any(batch)).filter(proposals::state.eq(from.code()));
        let moved = diesel::update(here).set(proposals::state.eq(to.code())).execute(tx.conn())?;
        if moved != batch.len() {
            return Err(StorageError::Changed { what: "proposal" });
        }
    }
    Ok(())
}

impl UnservedRow {
    fn into_domain(self) -> Unserved {
        Unserved {
            run: RunId::from_uuid(self.run_id.0),
            request: RequestId::from_uuid(self.request_id.0),
            reasons: self.reasons.0,
        }
    }
}

/// The requests a run left unserved, by request.
pub fn unserved(tx: &mut ReadTx, run: RunId) -> Result<Vec<Unserved>, StorageError> {
    let rows: Vec<UnservedRow> = unserved::table
        .filter(unserved::run_id.eq(Id(run.as_uuid())))
        .order(unserved::request_id)
        .select(UnservedRow::as_select())
        .load(tx.conn())?;
    Ok(rows.into_iter().map(UnservedRow::into_domain).collect())
}

/// Why a run left one request unserved.
pub fn why_unserved(tx: &mut ReadTx, run: RunId, request: RequestId) -> Result<Unserved, StorageError> {
    let row: UnservedRow = unserved::table
        .find((Id(run.as_uuid()), Id(request.as_uuid())))
        .select(UnservedRow::as_select())
        .first(tx.conn())
        .map_err(StorageError::absent("unserved request"))?;
    Ok(row.into_domain())
}

/// Why the last run that left a request unserved did so, and when it ended; `None` where none did.
pub fn last_unserved(tx: &mut ReadTx, request: RequestId) -> Result<Option<(Unserved, DateTime<Utc>)>, StorageError> {
    let row: Option<(UnservedRow, Option<Ts>)> = unserved::table
        .inner_join(matching_runs::table.on(matching_runs::id.eq(unserved::run_id)))
        .filter(unserved::request_id.eq(Id(request.as_uuid())))
        .order((matching_runs::started_at.desc(), matching_runs::id.desc()))
        .select((UnservedRow::as_select(), matching_runs::finished_at))
        .first(tx.conn())
        .optional()?;
    Ok(row.and_then(|(row, at)| Some((row.into_domain(), at?.at()))))
}
