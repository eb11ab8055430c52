//! Figures for those who watch: how many wait, how long already, and whether the service can do its work. Numbers and codes only.

use chrono::{DateTime, Utc};

use super::{AppError, Context};
use crate::domain::job::JobStatus;
use crate::domain::request::RequestState;
use crate::storage::outbox::Counts;
use crate::storage::runs::RunCounts;
use crate::storage::{self, StorageError};

/// How everything stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Jobs by kind and where they stand. Those done long ago are forgotten.
    pub jobs: Vec<(String, JobStatus, u64)>,
    /// Since when a job has been due that nobody has begun.
    pub job_due_since: Option<DateTime<Utc>>,
    /// Mails.
    pub mails: Counts,
    /// Since when a mail has been due that nobody has sent.
    pub mail_due_since: Option<DateTime<Utc>>,
    /// Requests by where they stand.
    pub requests: Vec<(RequestState, u64)>,
    /// Matching runs.
    pub runs: RunCounts,
    /// Begin and end of the last run with a plan.
    pub last_run: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Events of the audit that wait for their seal.
    pub unsealed: u64,
}

/// Counts.
///
/// # Errors
/// When the database fails.
pub fn read(context: &Context, now: DateTime<Utc>) -> Result<Figures, StorageError> {
    context.database.read(|tx| {
        Ok(Figures {
            jobs: storage::jobs::counts_by_kind(tx)?,
            job_due_since: storage::jobs::oldest_due(tx, now)?,
            mails: storage::outbox::counts(tx)?,
            mail_due_since: storage::outbox::oldest_due(tx, now)?,
            requests: storage::requests::count_by_state(tx)?,
            runs: storage::runs::counts(tx)?,
            last_run: storage::runs::last_finished(tx)?,
            unsealed: storage::seals::behind(tx)?.0,
        })
    })
}

/// What keeps the service from its work although the database answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The schema is older than the program.
    Schema,
    /// A job has been due since then.
    Job(DateTime<Utc>),
    /// A mail has been due since then.
    Mail(DateTime<Utc>),
}

/// What stands in the way, if anything does; jobs and mails do when they have been due since before `overdue`.
///
/// # Errors
/// When the database fails.
pub fn hindrance(
    context: &Context,
    overdue: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Option<Hindrance>, AppError> {
    if !context.database.is_current()? {
        return Ok(Some(Hindrance::Schema));
    }
    let Some(overdue) = overdue else { return Ok(None) };
    let (job, mail) = context.database.read(|tx| {
        Ok::<_, StorageError>((storage::jobs::oldest_due(tx, now)?, storage::outbox::oldest_due(tx, now)?))
    })?;
    let late = |since: Option<DateTime<Utc>>| since.filter(|since| *since < overdue);
    Ok(late(job).map(Hindrance::Job).or(late(mail).map(Hindrance::Mail)))
}
