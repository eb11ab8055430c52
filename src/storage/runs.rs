//! Runs of the matching with their plan, their proposals and the requests they left unserved.
//!
//! A run is inserted when it starts, and finished or failed once. Its plan is a large document and is read only when
//! asked for.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::dialect::{BATCH, insert_all};
use super::error::StorageError;
use super::schema::{matching_runs, proposal_sittings, proposals, requests, unserved};
use super::sittings;
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::{LotseId, OrganisationId, ProposalId, RequestId, RunId};
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::run::{MatchingRun, RunProgress, Unserved};

const RUNNING: &str = "running";
const FINISHED: &str = "finished";
const FAILED: &str = "failed";

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
            (RUNNING, None) => RunProgress::Running,
            (FINISHED, Some(at)) => RunProgress::Finished {
                at: at.at(),
                problem_digest: self.problem_digest.unwrap_or_default(),
                totals: self.totals.map_or(Value::Null, |json| json.0),
            },
            (FAILED, Some(at)) => RunProgress::Failed { at: at.at(), why: self.failure.unwrap_or_default() },
            _ => return Err(unreadable),
        };
        Ok(MatchingRun {
            id: RunId::from_uuid(self.id.0),
            carrier: self.carrier_id.map(|id| OrganisationId::from_uuid(id.0)),
            seed: self.seed.cast_unsigned(),
            started_at: self.started_at.at(),
            progress,
        })
    }
}

/// Notes that a run has begun.
pub fn start(
    tx: &mut WriteTx,
    id: RunId,
    carrier: Option<OrganisationId>,
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
        })
        .collect();
    let sittings: Vec<SittingRow> = all
        .iter()
        .flat_map(|proposal| {
            let proposal_id = Id(proposal.id.as_uuid());
            sittings::of(&proposal.appointment).map(move |(sitting, begins, minutes)| SittingRow {
                proposal_id,
                sitting,
                begins,
                minutes,
            })
        })
        .collect();
    insert_all!(tx.conn(), proposals, rows)?;
    insert_all!(tx.conn(), proposal_sittings, sittings)?;
    Ok(())
}

/// Which proposals to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    /// All of one run.
    By(RunId),
    /// All in this state, from every run.
    In(ProposalState),
    /// One.
    One(ProposalId),
    /// All for one request, from every run.
    Request(RequestId),
    /// All in this state for requests of this carrier, from every run.
    Of(OrganisationId, ProposalState),
}

/// The selected proposals, by identity.
pub fn proposals(tx: &mut ReadTx, which: Proposed) -> Result<Vec<Proposal>, StorageError> {
    macro_rules! only {
        ($query:expr) => {
            match which {
                Proposed::By(run) => $query.filter(proposals::run_id.eq(Id(run.as_uuid()))),
                Proposed::In(state) => $query.filter(proposals::state.eq(state.code())),
                Proposed::One(id) => $query.filter(proposals::id.eq(Id(id.as_uuid()))),
                Proposed::Request(id) => $query.filter(proposals::request_id.eq(Id(id.as_uuid()))),
                Proposed::Of(id, state) => {
                    let own = requests::table.filter(requests::carrier_id.eq(Id(id.as_uuid()))).select(requests::id);
                    $query.filter(proposals::state.eq(state.code())).filter(proposals::request_id.eq_any(own))
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
