//! What has to happen later, by itself: written in the commit that decided on it, done by a worker, given up visibly.
//!
//! A worker holds a job by a lease. Whoever lets it run out has lost the job: its token no longer opens it. So a job may
//! be worked on more than once, and never ends twice. What the kinds are and do is the business of `app` and `jobs`.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::id::{JobId, LeaseToken};

super::code::codes! {
    /// Where a job stands.
    JobStatus {
        /// Waits for its time and a worker.
        Queued = "queued",
        /// A worker is at it.
        Running = "running",
        /// Done.
        Done = "done",
        /// Given up: a dead letter that somebody has to look at.
        Dead = "dead",
    }
}

/// A job to be put into the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// Identity.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// Two jobs of one kind and key that both wait for their first attempt would do the same, so there is only one.
    pub key: Option<String>,
    /// About what.
    pub payload: Value,
    /// Not before this instant.
    pub run_at: DateTime<Utc>,
    /// After so many failures it is given up.
    pub max_attempts: u32,
    /// When it was decided on.
    pub created_at: DateTime<Utc>,
}

/// A job of the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Identity.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// About what.
    pub payload: Value,
    /// How often it has been begun.
    pub attempts: u32,
    /// After so many failures it is given up.
    pub max_attempts: u32,
    /// When it was decided on.
    pub created_at: DateTime<Utc>,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// Where it stands.
    pub state: JobState,
}

/// Where a job stands, with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waits.
    Queued {
        /// Until this instant.
        run_at: DateTime<Utc>,
    },
    /// A worker is at it.
    Running(Lease),
    /// Done.
    Done {
        /// When.
        at: DateTime<Utc>,
    },
    /// Given up.
    Dead {
        /// When.
        at: DateTime<Utc>,
    },
}

/// A worker's claim on a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Opens the job; made anew by each claim.
    pub token: LeaseToken,
    /// From then on others may take over.
    pub until: DateTime<Utc>,
}

impl JobState {
    /// The state without what belongs to it.
    pub const fn status(&self) -> JobStatus {
        match self {
            Self::Queued { .. } => JobStatus::Queued,
            Self::Running(_) => JobStatus::Running,
            Self::Done { .. } => JobStatus::Done,
            Self::Dead { .. } => JobStatus::Dead,
        }
    }
}
