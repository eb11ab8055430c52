//! What is over is forgotten: sessions, links, keys, attempts, and what was asked for in vain.

use chrono::{DateTime, Duration, Utc};

use crate::app::{AppError, Context};
use crate::storage;

/// So long after its end a link is remembered, so that whoever opens it late is still somebody in the audit.
const LINKS: Duration = Duration::days(30);
/// So long after its end a key is shown in the list of its owner.
const TOKENS: Duration = Duration::days(90);
/// Longer than any window in which attempts count.
const ATTEMPTS: Duration = Duration::days(1);

/// How much was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Sessions that were over.
    pub sessions: usize,
    /// Links.
    pub links: usize,
    /// Keys.
    pub tokens: usize,
    /// Counters of attempts.
    pub attempts: usize,
}

/// Forgets it.
///
/// # Errors
/// When the database fails.
pub fn prune(context: &Context, now: DateTime<Utc>) -> Result<Pruned, AppError> {
    let idle = now - context.accounts.life.idle;
    Ok(context.database.write_guarded(|tx| -> Result<_, storage::StorageError> {
        super::reset::forget_stale(tx, now)?;
        Ok(Pruned {
            sessions: storage::sessions::forget_over(tx, now, idle)?,
            links: storage::account_links::forget_before(tx, now - LINKS)?,
            tokens: storage::tokens::forget_before(tx, now - TOKENS)?,
            attempts: storage::login_attempts::forget_before(tx, now - ATTEMPTS)?,
        })
    })?)
}
