//! The queue of jobs as workers and people use it: claims, ends, retries, schedules. What a job does is elsewhere
//! ([`super::tasks`] says which there are, `crate::jobs` does them).

use chrono::{DateTime, Duration, Utc};

use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::backoff::Backoff;
use crate::domain::id::{JobId, LeaseToken};
use crate::domain::job::{Job, JobStatus, Lease};
pub use crate::storage::jobs::Recovered;
use crate::storage::{self, StorageError};

/// A job in a worker's hands.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// The job, with this attempt counted.
    pub job: Job,
    /// What holds it.
    pub token: LeaseToken,
}

/// Why a job was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It may go well another time.
    #[error("{0}")]
    Again(String),
    /// It never will.
    #[error("{0}")]
    Hopeless(String),
    /// The worker stops, and whoever takes it next begins anew: this was no attempt.
    #[error("the worker stops")]
    Stopped,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Done,
    /// It will be tried again.
    Again(DateTime<Utc>),
    /// Given up.
    Dead,
    /// Put back, as if it had not been begun.
    Back,
    /// The lease had run out: somebody else has the job, and nothing was noted.
    Lost,
}

fn lost_or<T>(result: Result<T, StorageError>, ended: Ended) -> Result<Ended, StorageError> {
    match result {
        Ok(_) => Ok(ended),
        Err(StorageError::Changed { .. }) => Ok(Ended::Lost),
        Err(error) => Err(error),
    }
}

/// Queues what is to happen as soon as a worker is free, in a commit of its own. Returns the identity of the job that
/// will do it, which may have been waiting already.
///
/// # Errors
/// When the database fails.
pub fn queue(context: &Context, task: &Task, moment: &mut Moment) -> Result<JobId, AppError> {
    let job = task.job(moment)?;
    context.database.write(|tx| match storage::jobs::enqueue(tx, &job)? {
        storage::jobs::Enqueued::New => Ok(job.id),
        storage::jobs::Enqueued::Merged(id) => Ok(id),
    })
}

/// Claims up to `limit` jobs of these kinds that are due.
///
/// # Errors
/// When the database fails.
pub fn claim(
    context: &Context,
    kinds: &[&str],
    lease: Duration,
    limit: u32,
    moment: &mut Moment,
) -> Result<Vec<Claimed>, StorageError> {
    let now = moment.now;
    let token = LeaseToken::new(now, moment.random());
    let lease = Lease { token, until: now + lease };
    let jobs = context.database.write_guarded(|tx| storage::jobs::claim(tx, kinds, now, lease, limit))?;
    Ok(jobs.into_iter().map(|job| Claimed { job, token }).collect())
}

/// Lengthens leases to `until`; returns the jobs whose lease was lost.
///
/// # Errors
/// When the database fails.
pub fn renew(
    context: &Context,
    held: &[(JobId, LeaseToken)],
    until: DateTime<Utc>,
) -> Result<Vec<JobId>, StorageError> {
    context.database.write_guarded(|tx| {
        let mut lost = Vec::new();
        for (id, token) in held {
            match storage::jobs::renew(tx, *id, Lease { token: *token, until }) {
                Err(StorageError::Changed { .. }) => lost.push(*id),
                other => other?,
            }
        }
        Ok(lost)
    })
}

/// Notes that a job is done.
///
/// # Errors
/// When the database fails.
pub fn finish(context: &Context, claimed: &Claimed, at: DateTime<Utc>) -> Result<Ended, StorageError> {
    let Claimed { job, token } = claimed;
    lost_or(context.database.write_guarded(|tx| storage::jobs::finish(tx, job.id, *token, at)), Ended::Done)
}

/// Notes that a job failed: it is tried again after a pause, given up where that is hopeless or was the last attempt, or put back where
/// the worker stops.
///
/// # Errors
/// When the database fails.
pub fn fail(
    context: &Context,
    claimed: &Claimed,
    failure: &Failure,
    backoff: Backoff,
    moment: &mut Moment,
) -> Result<Ended, StorageError> {
    let Claimed { job, token } = claimed;
    if *failure == Failure::Stopped {
        let back = context.database.write_guarded(|tx| storage::jobs::hand_back(tx, job.id, *token));
        return lost_or(back, Ended::Back);
    }
    let now = moment.now;
    let again = match failure {
        Failure::Again(_) if job.attempts < job.max_attempts => {
            Some(now + backoff.pause(job.attempts, moment.chance()))
        }
        _ => None,
    };
    let words = failure.to_string();
    let failed = context.database.write_guarded(|tx| storage::jobs::fail(tx, job.id, *token, &words, now, again));
    lost_or(failed, again.map_or(Ended::Dead, Ended::Again))
}

/// Puts jobs back that were not worked on. Those lost meanwhile are somebody else's.
///
/// # Errors
/// When the database fails.
pub fn hand_back(context: &Context, held: &[(JobId, LeaseToken)]) -> Result<(), StorageError> {
    context.database.write_guarded(|tx| {
        for (id, token) in held {
            match storage::jobs::hand_back(tx, *id, *token) {
                Err(StorageError::Changed { .. }) => {}
                other => other?,
            }
        }
        Ok(())
    })
}

/// The leases of all jobs that somebody is at.
///
/// # Errors
/// When the database fails.
pub fn leases(context: &Context) -> Result<Vec<(JobId, Lease)>, StorageError> {
    context.database.read(storage::jobs::leases)
}

/// Whether a lease may be that of a worker that died. Its end is written by its worker's clock, so one that has passed may be that of a
/// worker whose clock is behind, and one too far away to be right, for claims that hold for `length`, that of a dead worker whose
/// clock ran ahead: who [takes the job back](recover) has watched first whether somebody renews it.
pub fn is_in_doubt(lease: &Lease, length: Duration, now: DateTime<Utc>) -> bool {
    lease.until <= now || lease.until > now + length + SKEW
}

/// Takes back the jobs of workers that died, as long as their leases are still these. Jobs that wait for longer than any pause is
/// were put off by a clock that ran ahead: they are due.
///
/// # Errors
/// When the database fails.
pub fn recover(
    context: &Context,
    over: &[(JobId, Lease)],
    longest: Duration,
    now: DateTime<Utc>,
) -> Result<Recovered, StorageError> {
    let why = "the worker did not come back: it died, or lost the database for longer than its lease";
    context.database.write_guarded(|tx| {
        storage::jobs::wake(tx, now, now + longest.max(SKEW))?;
        storage::jobs::recover(tx, over, now, why)
    })
}

/// So far may the clocks of two workers be apart.
const SKEW: Duration = Duration::minutes(5);

/// Queues the job of a schedule's slot, once over all workers, and returns whether this call did. A schedule that stands more than
/// the `length` of a slot ahead of the clock was moved by one that ran ahead, and does not wait until it is caught up.
///
/// # Errors
/// When the database fails.
pub fn advance(
    context: &Context,
    schedule: &str,
    (slot, length): (DateTime<Utc>, Duration),
    task: &Task,
    moment: &mut Moment,
) -> Result<bool, AppError> {
    let job = task.job(moment)?;
    let horizon = moment.now + length.max(SKEW);
    context.database.write(|tx| {
        let is_ours = storage::schedules::advance(tx, schedule, slot, horizon)?;
        if is_ours {
            storage::jobs::enqueue(tx, &job)?;
        }
        Ok(is_ours)
    })
}

/// Forgets jobs that were done before `before`; returns how many.
///
/// # Errors
/// When the database fails.
pub fn sweep(context: &Context, before: DateTime<Utc>) -> Result<usize, StorageError> {
    context.database.write_guarded(|tx| storage::jobs::remove_done(tx, before))
}

/// The newest jobs that stand like this, or all.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, status: Option<JobStatus>, limit: u32) -> Result<Vec<Job>, StorageError> {
    context.database.read(|tx| storage::jobs::list(tx, status, limit))
}

/// Puts a job that was given up back into the queue.
///
/// # Errors
/// [`StorageError::Changed`] when it was not given up.
pub fn retry(context: &Context, id: JobId, now: DateTime<Utc>) -> Result<(), StorageError> {
    context.database.write(|tx| storage::jobs::retry(tx, id, now))
}

/// Puts all jobs that were given up back into the queue; returns how many.
///
/// # Errors
/// When the database fails.
pub fn retry_all(context: &Context, now: DateTime<Utc>) -> Result<usize, StorageError> {
    context.database.write(|tx| storage::jobs::retry_all(tx, now))
}
