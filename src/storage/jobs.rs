//! The queue of jobs.
//!
//! A job is [queued](enqueue) in the commit that decided on it, [claimed](claim) by a worker for a time, worked on outside
//! any transaction, and then [finished](finish), [failed](fail) or [handed back](hand_back). Those three take the token
//! of the claim, so a worker that let its lease run out changes nothing. Done jobs stay for a while, so that people see
//! what happened; they are [removed](remove_done) by age.
//!
//! Everything but [`enqueue`] is guarded by its own condition and may run in
//! [`write_guarded`](super::Database::write_guarded).

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect;
use super::error::StorageError;
use super::schema::jobs;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::{JobId, LeaseToken};
use crate::domain::job::{Job, JobState, JobStatus, Lease, NewJob};

const QUEUED: &str = JobStatus::Queued.code();
const RUNNING: &str = JobStatus::Running.code();
const DONE: &str = JobStatus::Done.code();
const DEAD: &str = JobStatus::Dead.code();

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs, treat_none_as_default_value = false)]
pub(super) struct JobRow {
    id: Id,
    kind: String,
    dedup_key: Option<String>,
    payload: Json,
    state: String,
    attempts: i32,
    max_attempts: i32,
    run_at: Ts,
    lease_until: Option<Ts>,
    lease_token: Option<Id>,
    last_error: Option<String>,
    created_at: Ts,
    finished_at: Option<Ts>,
}

impl JobRow {
    fn of(job: &NewJob) -> Self {
        Self {
            id: Id(job.id.as_uuid()),
            kind: job.kind.clone(),
            dedup_key: job.key.clone(),
            payload: Json(job.payload.clone()),
            state: QUEUED.to_owned(),
            attempts: 0,
            max_attempts: i32::try_from(job.max_attempts).unwrap_or(i32::MAX),
            run_at: Ts::from(job.run_at),
            lease_until: None,
            lease_token: None,
            last_error: None,
            created_at: Ts::from(job.created_at),
            finished_at: None,
        }
    }

    fn into_domain(self) -> Result<Job, StorageError> {
        let id = self.id;
        let unreadable = StorageError::Unreadable { what: "jobs.state", row: id.0 };
        let status: JobStatus = stored::text(&self.state, "jobs.state", id)?;
        let state = match (status, self.lease_until, self.lease_token, self.finished_at) {
            (JobStatus::Queued, ..) => JobState::Queued { run_at: self.run_at.at() },
            (JobStatus::Running, Some(until), Some(token), _) => {
                JobState::Running(Lease { token: LeaseToken::from_uuid(token.0), until: until.at() })
            }
            (JobStatus::Done, _, _, Some(at)) => JobState::Done { at: at.at() },
            (JobStatus::Dead, _, _, Some(at)) => JobState::Dead { at: at.at() },
            _ => return Err(unreadable),
        };
        Ok(Job {
            id: JobId::from_uuid(id.0),
            kind: self.kind,
            payload: self.payload.0,
            attempts: stored::number(self.attempts, "jobs.attempts", id)?,
            max_attempts: stored::number(self.max_attempts, "jobs.max_attempts", id)?,
            created_at: self.created_at.at(),
            last_error: self.last_error,
            state,
        })
    }
}

/// What became of a job that was to be queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enqueued {
    /// It waits.
    New,
    /// Another one that would do the same waits already, now until the earlier time of both.
    Merged(JobId),
}

/// Queues a job, unless one of the same kind and key waits for its first attempt.
///
/// The one that waits cannot be begun before this transaction ends, so it will see what this transaction did.
pub fn enqueue(tx: &mut WriteTx, job: &NewJob) -> Result<Enqueued, StorageError> {
    let id = dialect::queue_job(tx.conn(), JobRow::of(job))?;
    Ok(if id.0 == job.id.as_uuid() { Enqueued::New } else { Enqueued::Merged(JobId::from_uuid(id.0)) })
}

/// Queues many jobs without keys at once.
pub fn enqueue_all(tx: &mut WriteTx, all: &[NewJob]) -> Result<(), StorageError> {
    let rows: Vec<JobRow> = all.iter().map(|job| JobRow { dedup_key: None, ..JobRow::of(job) }).collect();
    Ok(dialect::insert_all!(tx.conn(), jobs, rows)?)
}

/// Claims up to `limit` jobs of these kinds that are due at `now`, longest due first. Until the lease ends nobody else
/// gets them. They come back with this attempt counted.
pub fn claim(
    tx: &mut WriteTx,
    kinds: &[&str],
    now: DateTime<Utc>,
    lease: Lease,
    limit: u32,
) -> Result<Vec<Job>, StorageError> {
    let ids = dialect::due_jobs(tx.conn(), kinds, Ts::from(now), i64::from(limit))?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let queued = jobs::table.filter(jobs::id.eq_any(&ids)).filter(jobs::state.eq(QUEUED));
    let mut rows: Vec<JobRow> = diesel::update(queued)
        .set((
            jobs::state.eq(RUNNING),
            jobs::attempts.eq(jobs::attempts + 1),
            jobs::dedup_key.eq(None::<String>),
            jobs::lease_until.eq(Some(Ts::from(lease.until))),
            jobs::lease_token.eq(Some(Id(lease.token.as_uuid()))),
        ))
        .returning(jobs::all_columns)
        .load(tx.conn())?;
    rows.sort_by_key(|row| (row.run_at, row.id));
    rows.into_iter().map(JobRow::into_domain).collect()
}

/// The job as long as this token holds it.
macro_rules! held {
    ($id:expr, $token:expr) => {
        jobs::table
            .find(Id($id.as_uuid()))
            .filter(jobs::state.eq(RUNNING))
            .filter(jobs::lease_token.eq(Id($token.as_uuid())))
    };
}

/// What follows when a worker lets go of a job.
macro_rules! let_go {
    ($state:expr) => {
        (jobs::state.eq($state), jobs::lease_until.eq(None::<Ts>), jobs::lease_token.eq(None::<Id>))
    };
}

fn one(moved: usize) -> Result<(), StorageError> {
    if moved == 1 { Ok(()) } else { Err(StorageError::Changed { what: "job" }) }
}

/// Lengthens a lease. [`StorageError::Changed`] when it was lost.
pub fn renew(tx: &mut WriteTx, id: JobId, lease: Lease) -> Result<(), StorageError> {
    one(diesel::update(held!(id, lease.token)).set(jobs::lease_until.eq(Ts::from(lease.until))).execute(tx.conn())?)
}

/// Notes that a job is done. [`StorageError::Changed`] when its lease was lost.
pub fn finish(tx: &mut WriteTx, id: JobId, token: LeaseToken, at: DateTime<Utc>) -> Result<(), StorageError> {
    let done = (let_go!(DONE), jobs::finished_at.eq(Ts::from(at)), jobs::last_error.eq(None::<String>));
    one(diesel::update(held!(id, token)).set(done).execute(tx.conn())?)
}

/// Notes that a job failed and when to try again; `None` gives it up. [`StorageError::Changed`] when its lease was lost.
pub fn fail(
    tx: &mut WriteTx,
    id: JobId,
    token: LeaseToken,
    error: &str,
    at: DateTime<Utc>,
    try_again_at: Option<DateTime<Utc>>,
) -> Result<(), StorageError> {
    one(match try_again_at {
        Some(again) => {
            let queued = (let_go!(QUEUED), jobs::run_at.eq(Ts::from(again)), jobs::last_error.eq(error));
            diesel::update(held!(id, token)).set(queued).execute(tx.conn())?
        }
        None => {
            let dead = (let_go!(DEAD), jobs::finished_at.eq(Ts::from(at)), jobs::last_error.eq(error));
            diesel::update(held!(id, token)).set(dead).execute(tx.conn())?
        }
    })
}

/// Puts a job back that was not worked on; the attempt does not count. [`StorageError::Changed`] when its lease was lost.
pub fn hand_back(tx: &mut WriteTx, id: JobId, token: LeaseToken) -> Result<(), StorageError> {
    let queued = (let_go!(QUEUED), jobs::attempts.eq(jobs::attempts - 1));
    one(diesel::update(held!(id, token)).set(queued).execute(tx.conn())?)
}

/// What became of jobs whose workers died.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Queued again.
    pub queued: usize,
    /// Given up, because it was the last attempt.
    pub dead: usize,
}

/// The leases of all jobs that somebody is at.
pub fn leases(tx: &mut ReadTx) -> Result<Vec<(JobId, Lease)>, StorageError> {
    let held: Vec<(Id, Option<Ts>, Option<Id>)> = jobs::table
        .filter(jobs::state.eq(RUNNING))
        .select((jobs::id, jobs::lease_until, jobs::lease_token))
        .load(tx.conn())?;
    let lease = |(id, until, token): (Id, Option<Ts>, Option<Id>)| {
        let (Some(until), Some(token)) = (until, token) else {
            return Err(StorageError::Unreadable { what: "jobs.lease_until", row: id.0 });
        };
        Ok((JobId::from_uuid(id.0), Lease { token: LeaseToken::from_uuid(token.0), until: until.at() }))
    };
    held.into_iter().map(lease).collect()
}

/// Takes jobs back whose leases are over, as long as nobody has renewed them. The attempt counts: a job that kills its workers must
/// end.
pub fn recover(
    tx: &mut WriteTx,
    over: &[(JobId, Lease)],
    now: DateTime<Utc>,
    error: &str,
) -> Result<Recovered, StorageError> {
    let now = Ts::from(now);
    let mut recovered = Recovered::default();
    for (id, lease) in over {
        let lost = || held!(id, lease.token).filter(jobs::lease_until.eq(Ts::from(lease.until)));
        let dead = (let_go!(DEAD), jobs::finished_at.eq(now), jobs::last_error.eq(error));
        recovered.dead +=
            diesel::update(lost().filter(jobs::attempts.ge(jobs::max_attempts))).set(dead).execute(tx.conn())?;
        let queued = (let_go!(QUEUED), jobs::run_at.eq(now), jobs::last_error.eq(error));
        recovered.queued +=
            diesel::update(lost().filter(jobs::attempts.lt(jobs::max_attempts))).set(queued).execute(tx.conn())?;
    }
    Ok(recovered)
}

/// Lets jobs be due at `now` that wait until after `horizon`.
pub fn wake(tx: &mut WriteTx, now: DateTime<Utc>, horizon: DateTime<Utc>) -> Result<usize, StorageError> {
    let late = jobs::table.filter(jobs::state.eq(QUEUED)).filter(jobs::run_at.gt(Ts::from(horizon)));
    Ok(diesel::update(late).set(jobs::run_at.eq(Ts::from(now))).execute(tx.conn())?)
}

/// Puts a job that was given up back into the queue, its attempts counted from none. [`StorageError::Changed`] when it was
/// not given up.
pub fn retry(tx: &mut WriteTx, id: JobId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let dead = jobs::table.find(Id(id.as_uuid())).filter(jobs::state.eq(DEAD));
    let queued =
        (let_go!(QUEUED), jobs::attempts.eq(0), jobs::run_at.eq(Ts::from(at)), jobs::finished_at.eq(None::<Ts>));
    one(diesel::update(dead).set(queued).execute(tx.conn())?)
}

/// Puts all jobs that were given up back into the queue; returns how many.
pub fn retry_all(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    let dead = jobs::table.filter(jobs::state.eq(DEAD));
    let queued =
        (let_go!(QUEUED), jobs::attempts.eq(0), jobs::run_at.eq(Ts::from(at)), jobs::finished_at.eq(None::<Ts>));
    Ok(diesel::update(dead).set(queued).execute(tx.conn())?)
}

/// Removes jobs that were done before an instant; returns how many. Those given up stay until somebody looks.
pub fn remove_done(tx: &mut WriteTx, before: DateTime<Utc>) -> Result<usize, StorageError> {
    let old = jobs::table.filter(jobs::state.eq(DONE)).filter(jobs::finished_at.lt(Ts::from(before)));
    Ok(diesel::delete(old).execute(tx.conn())?)
}

/// Removes a job that waits; says whether it did.
pub fn remove_queued(tx: &mut WriteTx, id: JobId) -> Result<bool, StorageError> {
    let waiting = jobs::table.find(Id(id.as_uuid())).filter(jobs::state.eq(QUEUED));
    Ok(diesel::delete(waiting).execute(tx.conn())? == 1)
}

/// Puts another payload in the place of a job's, because what stands there was needed once; says whether it did. Of two workers who
/// are at the job, because the claim of one ran out, one does.
pub fn strike(tx: &mut WriteTx, id: JobId, payload: &serde_json::Value) -> Result<bool, StorageError> {
    let payload = Json(payload.clone());
    let unstruck = jobs::table.find(Id(id.as_uuid())).filter(jobs::payload.ne(payload.clone()));
    Ok(diesel::update(unstruck).set(jobs::payload.eq(payload)).execute(tx.conn())? == 1)
}

/// Removes jobs of a kind that were queued before an instant and that nobody is at; returns how many were done, and how many not.
pub fn remove_older(tx: &mut WriteTx, kind: &str, before: DateTime<Utc>) -> Result<(usize, usize), StorageError> {
    let old = jobs::table.filter(jobs::kind.eq(kind)).filter(jobs::created_at.lt(Ts::from(before)));
    let done = diesel::delete(old.filter(jobs::state.eq(DONE))).execute(tx.conn())?;
    let undone = diesel::delete(old.filter(jobs::state.ne(RUNNING))).execute(tx.conn())?;
    Ok((done, undone))
}

/// Removes all jobs of a kind, however they stand; returns how many.
pub fn remove_kind(tx: &mut WriteTx, kind: &str) -> Result<usize, StorageError> {
    Ok(diesel::delete(jobs::table.filter(jobs::kind.eq(kind))).execute(tx.conn())?)
}

/// One job.
pub fn find(tx: &mut ReadTx, id: JobId) -> Result<Job, StorageError> {
    jobs::table
        .find(Id(id.as_uuid()))
        .select(JobRow::as_select())
        .first(tx.conn())
        .map_err(StorageError::absent("job"))?
        .into_domain()
}

/// The newest jobs that stand like this, or all, newest first.
pub fn list(tx: &mut ReadTx, status: Option<JobStatus>, limit: u32) -> Result<Vec<Job>, StorageError> {
    let mut query =
        jobs::table.select(JobRow::as_select()).order((jobs::created_at.desc(), jobs::id.desc())).into_boxed();
    if let Some(status) = status {
        query = query.filter(jobs::state.eq(status.code()));
    }
    let rows: Vec<JobRow> = query.limit(i64::from(limit)).load(tx.conn())?;
    rows.into_iter().map(JobRow::into_domain).collect()
}

/// How many jobs wait, run, are done (and not yet removed) and were given up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// In the queue, due or not.
    pub queued: u64,
    /// A worker is at them.
    pub running: u64,
    /// Done.
    pub done: u64,
    /// Given up.
    pub dead: u64,
}

/// Counts the jobs by where they stand.
pub fn counts(tx: &mut ReadTx) -> Result<JobCounts, StorageError> {
    let rows: Vec<(String, i64)> =
        jobs::table.group_by(jobs::state).select((jobs::state, diesel::dsl::count_star())).load(tx.conn())?;
    let mut counts = JobCounts::default();
    for (state, count) in rows {
        let none = Id(uuid::Uuid::nil());
        let count = stored::number(count, "jobs", none)?;
        match stored::text(&state, "jobs.state", none)? {
            JobStatus::Queued => counts.queued = count,
            JobStatus::Running => counts.running = count,
            JobStatus::Done => counts.done = count,
            JobStatus::Dead => counts.dead = count,
        }
    }
    Ok(counts)
}

/// How many jobs of each kind stand like this.
pub fn counts_by_kind(tx: &mut ReadTx) -> Result<Vec<(String, JobStatus, u64)>, StorageError> {
    let rows: Vec<(String, String, i64)> = jobs::table
        .group_by((jobs::kind, jobs::state))
        .select((jobs::kind, jobs::state, diesel::dsl::count_star()))
        .load(tx.conn())?;
    let none = Id(uuid::Uuid::nil());
    rows.into_iter()
        .map(|(kind, state, count)| {
            Ok((kind, stored::text(&state, "jobs.state", none)?, stored::number(count, "jobs", none)?))
        })
        .collect()
}

/// Since when the job that has been due longest at `now` has been due: how far the workers are behind.
pub fn oldest_due(tx: &mut ReadTx, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StorageError> {
    let oldest: Option<Ts> = jobs::table
        .filter(jobs::state.eq(QUEUED))
        .filter(jobs::run_at.le(Ts::from(now)))
        .order(jobs::run_at)
        .select(jobs::run_at)
        .first(tx.conn())
        .optional()?;
    Ok(oldest.map(Ts::at))
}
