//! Why one request is not served: as the last run said, or as it is now.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::Known;
use crate::app::matching::near;
use crate::app::programmes::required_by;
use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::id::{RequestId, RunId};
use crate::domain::request::RequestState;
use crate::domain::time::ZONE;
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

/// Why there is nothing to explain.
#[derive(Debug, thiserror::Error)]
pub enum NotExplained {
    /// Nobody is looked for, because it stands there.
    #[error("nobody is looked for: the request is {0}")]
    NotOpen(RequestState),
    /// Its time is over.
    #[error("the request's time is over")]
    TimeOver,
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for NotExplained {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// What the last run that left a request unserved said about it, as long as it is unserved; else, or where `anew` is asked for, what
/// there is to say now, with everything else that stands taken for granted.
///
/// # Errors
/// [`NotExplained`]; [`StorageError::NotFound`] in it when the grant does not reach the request's carrier: whoever merely posted it
/// may not learn of other carriers' Lotsen.
pub fn of_request(
    context: &Context,
    grant: &Grant,
    id: RequestId,
    anew: bool,
    now: DateTime<Utc>,
) -> Result<Explained, NotExplained> {
    let (request, said) = context.database.read(|tx| -> Result<_, StorageError> {
        let request = storage::requests::find_cared_for(tx, grant.scope(), id)?;
        let is_unserved = request.state == RequestState::Unserved && !anew;
        let said = if is_unserved { storage::runs::last_unserved(tx, id)? } else { None };
        Ok((request, said))
    })?;
    if !matches!(request.state, RequestState::Draft | RequestState::Open | RequestState::Unserved) {
        return Err(NotExplained::NotOpen(request.state));
    }
    let (run, at, entry) = match said {
        Some((said, at)) => {
            let entry = UnservedEntry::deserialize(&said.reasons).map_err(AppError::from)?;
            (Some(said.run), at, entry)
        }
        None => {
            let near = context.database.read(|tx| near(context, tx, id, None, now))?;
            let mut entry = near.unserved().ok_or(NotExplained::TimeOver)?;
            let standing = Standing::new(near.problem, &[]);
            cures::explain(&near.file, &standing, &mut entry).map_err(AppError::from)?;
            (None, now, entry)
        }
    };
    let (known, required) = context.database.read(|tx: &mut ReadTx| -> Result<_, AppError> {
        let today = at.with_timezone(&ZONE).date_naive();
        Ok((Known::read(tx, request.carrier, [&entry])?, required_by(context, tx, &request, today)?))
    })?;
    let facts = Explanation { required, ..known.explain(&entry) };
    Ok(Explained { run, at, entry, facts })
}
