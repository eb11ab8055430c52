//! Matching runs: as lists, and what they left open; queued for a worker under an identity that can be followed at once; called off.
//! Running one is another matter (see `matching`), and so is what becomes of its proposals (see `proposals`).

use serde::Deserialize;
use serde_json::{Value, json};

use super::audit::note;
use super::tasks::{MatchTask, Task};
use super::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::OrganisationKind;
use crate::domain::filter::{RunFilter, RunSort, UnservedSort};
use crate::domain::id::{OrganisationId, RunId};
use crate::domain::page::{Page, Paging};
use crate::domain::run::{MatchingRun, RunState};
use crate::matching::plan::{Proof, RunReport, UnservedEntry};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

pub use crate::matching::plan::{LevelProof, Phase, PriorityTotal, Totals};

/// Which requests are to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Those of this carrier.
    pub carrier: OrganisationId,
    /// Whether the plan becomes offers without anybody's review.
    pub release: bool,
}

/// Why no run was queued.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// There is no such carrier in reach.
    #[error("there is no such carrier")]
    Carrier,
    /// Something else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for OrderError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// Queues a run for a worker, in a transaction. Where one that would do the same waits already, it is that one.
///
/// # Errors
/// When the carrier is out of reach or none, or the database fails.
pub fn order(tx: &mut WriteTx, grant: &Grant, order: Order, moment: &mut Moment) -> Result<MatchingRun, OrderError> {
    let Order { carrier, release } = order;
    let is_carrier = match storage::organisations::find(tx, carrier) {
        Ok(found) => found.kind == OrganisationKind::Carrier && grant.scope().has_organisation(carrier),
        Err(StorageError::NotFound { .. }) => false,
        Err(error) => return Err(error.into()),
    };
    if !is_carrier {
        return Err(OrderError::Carrier);
    }
    let run = RunId::new(moment.now, moment.random());
    let job = Task::Match(MatchTask { run: Some(run), ..MatchTask::ordered(Some(carrier), release) }).job(moment)?;
    match storage::jobs::enqueue(tx, &job)? {
        storage::jobs::Enqueued::New => {
            storage::runs::course::queue(tx, run, carrier, job.id, moment.now)?;
            let details = json!({"carrier": carrier, "release": release});
            let actor = Actor::User(grant.user());
            note(tx, actor, Action::RunQueued, Subject::MatchingRun(run), details, moment)?;
            Ok(storage::runs::find(tx, run)?)
        }
        storage::jobs::Enqueued::Merged(waiting) => match Task::of(&storage::jobs::find(tx, waiting)?)? {
            Task::Match(MatchTask { run: Some(run), .. }) => Ok(storage::runs::find(tx, run)?),
            _ => Err(StorageError::Changed { what: "job" }.into()),
        },
    }
}

/// One run that the grant reaches, while nobody else can call it off.
///
/// # Errors
/// [`StorageError::NotFound`] when it is out of reach; else when the database fails.
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: RunId) -> Result<MatchingRun, StorageError> {
    storage::runs::course::hold(tx, id)?;
    storage::runs::find_within(tx, grant.scope(), id)
}

/// Calls a run off: one that waits ends at once, one that runs as soon as it can. Twice is once.
///
/// # Errors
/// [`StorageError::NotFound`] when it is out of reach, [`AppError::RunOver`] when it is; else when the database fails.
pub fn cancel(tx: &mut WriteTx, grant: &Grant, id: RunId, moment: &mut Moment) -> Result<MatchingRun, AppError> {
    let run = storage::runs::find_within(tx, grant.scope(), id)?;
    match run.progress.state() {
        RunState::Queued => {
            storage::runs::course::cancel(tx, id, RunState::Queued, moment.now)?;
            // Where a worker has it already, it finds the run called off.
            if let Some(job) = storage::runs::course::job_of(tx, id)? {
                storage::jobs::remove_queued(tx, job)?;
            }
        }
        RunState::Running if run.is_stopping => return Ok(run),
        RunState::Running => storage::runs::course::ask_to_stop(tx, id, moment.now)?,
        RunState::Cancelled => return Ok(run),
        state @ (RunState::Finished | RunState::Failed) => return Err(AppError::RunOver(state)),
    }
    let details = json!({"was": run.progress.state()});
    note(tx, Actor::User(grant.user()), Action::RunCancelled, Subject::MatchingRun(id), details, moment)?;
    Ok(storage::runs::find(tx, id)?)
}

/// What a finished run came to.
#[derive(Debug, Clone, Deserialize)]
pub struct Figures {
    /// The plan.
    pub totals: Totals,
    /// First come, first served on the same requests.
    pub baseline: Totals,
    /// How good the plan is at most.
    pub proof: Proof,
    /// How it was found.
    pub run: RunReport,
}

impl Figures {
    /// From what is stored of a run.
    ///
    /// # Errors
    /// When the document is of another form.
    pub fn of(totals: &Value) -> Result<Self, AppError> {
        Ok(Self::deserialize(totals)?)
    }
}

/// A page of what a run that the grant reaches left unserved, by request.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach the run; else when the database fails.
pub fn unserved(
    context: &Context,
    grant: &Grant,
    id: RunId,
    paging: &Paging<UnservedSort>,
) -> Result<Page<UnservedEntry>, AppError> {
    let page = context.database.read(|tx| {
        storage::runs::find_within(tx, grant.scope(), id)?;
        storage::runs::unserved_page(tx, id, paging)
    })?;
    let Page { items, next } = page;
    let items: Result<Vec<UnservedEntry>, _> =
        items.iter().map(|unserved| UnservedEntry::deserialize(&unserved.reasons)).collect();
    Ok(Page { items: items?, next })
}

/// One matching run within a transaction, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none.
pub fn find_in(tx: &mut ReadTx, grant: &Grant, id: RunId) -> Result<MatchingRun, StorageError> {
    storage::runs::find_within(tx, grant.scope(), id)
}

/// A page of the matching runs that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &RunFilter,
    paging: &Paging<RunSort>,
) -> Result<Page<MatchingRun>, StorageError> {
    context.database.read(|tx| storage::runs::page(tx, grant.scope(), filter, paging))
}

/// One matching run, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: RunId) -> Result<MatchingRun, StorageError> {
    context.database.read(|tx| find_in(tx, grant, id))
}
