//! F4: what happens by itself. Workers take jobs from the queue and do them, several at once and on several machines.
//!
//! ```text
//! a use case's commit ─► queue ─► runner: claim by lease ─► handle ─► finish, or fail: again after a pause, or dead
//! schedule: a slot begins ─┘            renew while it works       (a worker that died: recover)
//! ```
//!
//! - [`runner`] claims, works on a few threads, renews leases, catches panics, stops gracefully;
//! - [`schedule`] says when something is due by the clock;
//! - one file a kind does the work, thin: it calls use cases. No transaction is open while a job works.
//!
//! A kind is added as [`crate::app::tasks`] says, and here by a file and an arm of [`handle`].
//!
//! Deliberately absent: a trait for handlers. There is one set of kinds; the runner takes a function, so tests and
//! benchmarks bring their own.

mod advise;
mod count_coverage;
mod digest;
mod expire_offers;
mod matching;
mod prune_accounts;
mod queue;
mod remind;
mod renew_link_keys;
mod reset_password;
pub mod runner;
pub mod schedule;
mod seal_audit;
mod send_mails;
mod watch;

use serde_json::Value;

use crate::app::jobs::Failure;
use crate::app::sending::Post;
use crate::app::tasks::Task;
use crate::app::{AppError, Context, Moments};
use crate::domain::job::Job;
use crate::matching::Options;

/// What the kinds work with.
#[derive(Clone)]
pub struct Desk {
    /// What use cases work with.
    pub context: Context,
    /// Where mails go.
    pub post: Post,
    /// How plans are found.
    pub options: Options,
    /// Time and chance.
    pub moments: Moments,
}

/// Does a job. What it says is for the log: figures, no personal data.
///
/// # Errors
/// Whether the job is worth another attempt.
pub fn handle(desk: &Desk, job: &Job, work: &runner::Work) -> Result<Value, Failure> {
    match Task::of(job).map_err(|error| Failure::Hopeless(error.to_string()))? {
        Task::SendMails {} => send_mails::run(desk, work),
        Task::ExpireOffers {} => expire_offers::run(desk),
        Task::RenewLinkKeys {} => renew_link_keys::run(desk),
        Task::Remind {} => remind::run(desk),
        Task::Digest {} => digest::run(desk),
        Task::PruneAccounts {} => prune_accounts::run(desk),
        Task::SealAudit {} => seal_audit::run(desk),
        Task::CountCoverage {} => count_coverage::run(desk),
        Task::ResetPassword(task) => reset_password::run(desk, job.id, &task),
        Task::Advise {} => advise::run(desk, work),
        Task::Match(task) => matching::run(desk, &task),
    }
}

/// What the stored data or the settings make impossible stays impossible until somebody changes them, and by then the job
/// has been tried often enough; so everything gets its attempts.
fn again(error: AppError) -> Failure {
    Failure::Again(error.to_string())
}
