//! Why one request is not served: as the last run said, or as it is now.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::Known;
use crate::app::matching::near;
use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::id::{RequestId, RunId};
use crate::domain::request::RequestState;
use crate::i18n::explain::Explanation;
use crate::matching::cures;
use crate::matching::incremental::Standing;
use crate::matching::plan::UnservedEntry;
use crate::storage::{self, ReadTx, StorageError};

/// Why a request is not served.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The run that said so; `None` where it was looked at now.
    pub run: Option<RunId>,
    /// When that was.
    pub at: DateTime<Utc>,
    /// Numbers and identities.
    pub entry: UnservedEntry,
    /// The same with names, for sentences.
    pub facts: Explanation,
}

/// What the last run that left a request unserved said about it, as long as it is unserved; else, or where `anew` is asked for, what
/// there is to say now, with everything else that stands taken for granted. `None` where its time is over.
///
/// # Errors
/// [`StorageError::NotFound`] when the grant does not reach it; else when the data make no problem or the database fails.
pub fn of_request(
    context: &Context,
    grant: &Grant,
    id: RequestId,
    anew: bool,
    now: DateTime<Utc>,
) -> Result<Option<Explained>, AppError> {
    let (request, said) = context.database.read(|tx| -> Result<_, StorageError> {
        let request = storage::requests::find_within(tx, grant.scope(), id)?;
        let is_unserved = request.state == RequestState::Unserved && !anew;
        let said = if is_unserved { storage::runs::last_unserved(tx, id)? } else { None };
        Ok((request, said))
    })?;
    let (run, at, entry) = match said {
        Some((said, at)) => (Some(said.run), at, UnservedEntry::deserialize(&said.reasons)?),
        None => {
            let near = context.database.read(|tx| near(context, tx, id, now))?;
            let Some(mut entry) = near.unserved() else { return Ok(None) };
            let standing = Standing::new(near.problem, &[]);
            cures::explain(&near.file, &standing, &mut entry)?;
            (None, now, entry)
        }
    };
    let known = context.database.read(|tx: &mut ReadTx| Known::read(tx, request.carrier, [&entry]))?;
    let facts = known.explain(&entry);
    Ok(Some(Explained { run, at, entry, facts }))
}
