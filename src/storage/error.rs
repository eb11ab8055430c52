//! What can go wrong in storage, in words a caller can act on.
//!
//! Both engines' faults become the same cases here, so no caller ever sees which engine answered. Each case has a
//! stable [`code`](StorageError::code). Stored values may be personal data, so messages name tables and columns only;
//! PostgreSQL's "details", which quote the row, are left out.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use uuid::Uuid;

use super::dialect::{self, Unique};

/// A fault of the storage.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The row asked for does not exist.
    #[error("no such {what}")]
    NotFound {
        /// The noun, for example `request`.
        what: &'static str,
    },
    /// A row with this key exists already.
    #[error("{what} is taken")]
    Duplicate {
        /// Which key is taken.
        what: Unique,
    },
    /// The row names another row that does not exist.
    #[error("the row refers to one that does not exist")]
    MissingReference,
    /// The row cannot go while others refer to it.
    #[error("the {what} is still referred to")]
    StillReferenced {
        /// The noun, for example `organisation`.
        what: &'static str,
    },
    /// A check of the schema refused the row: the caller let something pass that the domain forbids.
    #[error("the database refused the row: {0}")]
    Refused(String),
    /// What is stored no longer reads as a value of the domain.
    #[error("the stored {what} of {row} cannot be read")]
    Unreadable {
        /// Table and column, for example `lotsen.status`.
        what: &'static str,
        /// The row, or the one it belongs to.
        row: Uuid,
    },
    /// A row is no longer in the state the caller found it in: somebody was quicker.
    #[error("the {what} has changed in the meantime")]
    Changed {
        /// The noun, for example `offer`.
        what: &'static str,
    },
    /// Every connection, or the one writer, stayed occupied for the whole waiting time. Trying again later may help.
    #[error("the database is busy; try again later")]
    Busy,
    /// The transaction collided with others again and again and was given up, without effect.
    #[error("the transaction collided with others too often; try again later")]
    Conflict,
    /// A statement had failed, yet the transaction was to be committed. Nothing was stored.
    #[error("a statement of the transaction had failed, so nothing was stored")]
    Aborted,
    /// The database cannot be reached or opened.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A schema change failed; none of the pending ones took effect.
    #[error("the schema could not be changed: {0}")]
    Migration(String),
    /// Anything else the engine reported: a defect in this program or a damaged database.
    #[error("the database reported: {0}")]
    Engine(String),
}

impl StorageError {
    /// A stable name of the case, for problem documents and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::Duplicate { .. } => "duplicate",
            Self::MissingReference => "missing_reference",
            Self::StillReferenced { .. } => "still_referenced",
            Self::Refused(_) => "refused",
            Self::Unreadable { .. } => "unreadable",
            Self::Changed { .. } => "changed",
            Self::Busy => "busy",
            Self::Conflict => "conflict",
            Self::Aborted => "aborted",
            Self::Unavailable(_) => "unavailable",
            Self::Migration(_) => "migration",
            Self::Engine(_) => "engine",
        }
    }

    /// For `map_err` after a delete: there, a broken reference means the row is still in use.
    pub(super) fn in_use(what: &'static str) -> impl FnOnce(DieselError) -> Self {
        move |error| match Self::from(error) {
            Self::MissingReference => Self::StillReferenced { what },
            other => other,
        }
    }

    /// For `map_err` after a query for one row.
    pub(super) fn absent(what: &'static str) -> impl FnOnce(DieselError) -> Self {
        move |error| match error {
            DieselError::NotFound => Self::NotFound { what },
            other => Self::from(other),
        }
    }
}

impl From<DieselError> for StorageError {
    fn from(error: DieselError) -> Self {
        let DieselError::DatabaseError(kind, information) = &error else {
            return match error {
                DieselError::NotFound => Self::NotFound { what: "row" },
                other => Self::Engine(other.to_string()),
            };
        };
        let message = information.message();
        match kind {
            DatabaseErrorKind::UniqueViolation => {
                Self::Duplicate { what: dialect::unique_key(information.constraint_name(), message) }
            }
            DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::RestrictViolation => Self::MissingReference,
            DatabaseErrorKind::CheckViolation | DatabaseErrorKind::NotNullViolation => {
                Self::Refused(information.constraint_name().unwrap_or(message).to_owned())
            }
            DatabaseErrorKind::SerializationFailure => Self::Conflict,
            DatabaseErrorKind::UnableToSendCommand | DatabaseErrorKind::ClosedConnection => {
                Self::Unavailable(message.to_owned())
            }
            _ if dialect::is_lock_timeout(message) => Self::Busy,
            _ => Self::Engine(message.to_owned()),
        }
    }
}
