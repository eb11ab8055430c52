//! The course of a run: queued, begun, how far it is, called off.
//!
//! Every move is guarded by the state it relies on.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{CANCELLED, QUEUED, RUNNING, find};
use crate::domain::id::{JobId, OrganisationId, RunId};
use crate::domain::run::{Reached, RunState, RunTrigger};
use crate::storage::dialect::hold_rows;
use crate::storage::error::StorageError;
use crate::storage::schema::matching_runs;
use crate::storage::transaction::{ReadTx, WriteTx};
use crate::storage::types::{Id, Ts};

/// A run in one state.
macro_rules! in_state {
    ($id:expr, $state:expr) => {
        matching_runs::table.find(Id($id.as_uuid())).filter(matching_runs::state.eq($state))
    };
}

fn one(moved: usize) -> Result<(), StorageError> {
    if moved == 1 { Ok(()) } else { Err(StorageError::Changed { what: "matching run" }) }
}

/// Locks a run until the transaction ends, so that nobody else moves it.
pub fn hold(tx: &mut WriteTx, id: RunId) -> Result<(), StorageError> {
    Ok(hold_rows!(tx.conn(), matching_runs, vec![Id(id.as_uuid())])?)
}

/// Notes that a run waits for a worker to do a job.
pub fn queue(
    tx: &mut WriteTx,
    id: RunId,
    carrier: OrganisationId,
    job: JobId,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    diesel::insert_into(matching_runs::table)
        .values((
            matching_runs::id.eq(Id(id.as_uuid())),
            matching_runs::carrier_id.eq(Some(Id(carrier.as_uuid()))),
            matching_runs::state.eq(QUEUED),
            matching_runs::seed.eq(0),
            matching_runs::started_at.eq(Ts::from(at)),
            matching_runs::job_id.eq(Some(Id(job.as_uuid()))),
            matching_runs::begun_by.eq(RunTrigger::Ordered.code()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Begins a run that was queued, or begins it again after it failed or its worker was lost; one that is not known begins too.
/// Returns the state of one that is over, which does not begin.
pub fn begin(
    tx: &mut WriteTx,
    id: RunId,
    carrier: Option<OrganisationId>,
    trigger: RunTrigger,
    seed: u64,
    at: DateTime<Utc>,
) -> Result<Option<RunState>, StorageError> {
    let state = match find(tx, id) {
        Err(StorageError::NotFound { .. }) => {
            super::start(tx, id, carrier, trigger, seed, at)?;
            return Ok(None);
        }
        found => found?.progress.state(),
    };
    if matches!(state, RunState::Finished | RunState::Cancelled) {
        return Ok(Some(state));
    }
    let begun = diesel::update(in_state!(id, state.code()))
        .set((
            matching_runs::state.eq(RUNNING),
            matching_runs::seed.eq(seed.cast_signed()),
            matching_runs::started_at.eq(Ts::from(at)),
            matching_runs::finished_at.eq(None::<Ts>),
            matching_runs::failure.eq(None::<String>),
            matching_runs::phase.eq(None::<String>),
            matching_runs::percent.eq(None::<i32>),
        ))
        .execute(tx.conn())?;
    one(begun)?;
    Ok(None)
}

/// Notes how far a running run has come; nothing where it is over.
pub fn reach(tx: &mut WriteTx, id: RunId, reached: Reached) -> Result<(), StorageError> {
    diesel::update(in_state!(id, RUNNING))
        .set((
            matching_runs::phase.eq(Some(reached.phase.code())),
            matching_runs::percent.eq(reached.percent.map(i32::from)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Asks a running run to stop. [`StorageError::Changed`] when it is not running.
pub fn ask_to_stop(tx: &mut WriteTx, id: RunId, at: DateTime<Utc>) -> Result<(), StorageError> {
    one(diesel::update(in_state!(id, RUNNING)).set(matching_runs::stop_asked_at.eq(Ts::from(at))).execute(tx.conn())?)
}

/// Whether a run has been asked to stop.
pub fn is_to_stop(tx: &mut ReadTx, id: RunId) -> Result<bool, StorageError> {
    let asked: Option<Option<Ts>> =
        matching_runs::table.find(Id(id.as_uuid())).select(matching_runs::stop_asked_at).first(tx.conn()).optional()?;
    Ok(asked.flatten().is_some())
}

/// Ends a run without a plan because somebody called it off. [`StorageError::Changed`] when it is not in the state `from`.
pub fn cancel(tx: &mut WriteTx, id: RunId, from: RunState, at: DateTime<Utc>) -> Result<(), StorageError> {
    let cancelled = (matching_runs::state.eq(CANCELLED), matching_runs::finished_at.eq(Ts::from(at)));
    one(diesel::update(in_state!(id, from.code())).set(cancelled).execute(tx.conn())?)
}

/// The job that does a run, where it came by the queue.
pub fn job_of(tx: &mut ReadTx, id: RunId) -> Result<Option<JobId>, StorageError> {
    let job: Option<Id> = matching_runs::table
        .find(Id(id.as_uuid()))
        .select(matching_runs::job_id)
        .first(tx.conn())
        .map_err(StorageError::absent("matching run"))?;
    Ok(job.map(|id| JobId::from_uuid(id.0)))
}
