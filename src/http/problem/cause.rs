//! From what use cases say to the causes of problem documents.

use super::code::ProblemCode;
use crate::app::AppError;
use crate::app::identity::IdentityError;
use crate::storage::StorageError;

/// The cause of a use case's error. What is not the caller's fault is logged here, and nothing else tells of it.
pub fn of_app(error: &AppError) -> ProblemCode {
    match error {
        AppError::Storage(error) => of_storage(error),
        AppError::Link(_) => ProblemCode::NotFound,
        AppError::Refused(_)
        | AppError::Request(_)
        | AppError::Offer(_)
        | AppError::Status(_)
        | AppError::Outdated(_)
        | AppError::RunOver(_)
        | AppError::CalledOff => ProblemCode::State,
        AppError::Identity(error) => of_identity(error),
        AppError::Key(_) => ProblemCode::KeyReused,
        AppError::Carrier(_) => ProblemCode::MissingReference,
        AppError::TooFew(_) => ProblemCode::NotFound,
        AppError::Programme(_)
        | AppError::Problem(_)
        | AppError::Solve(_)
        | AppError::Rejected(_)
        | AppError::Stray { .. }
        | AppError::Mail(_)
        | AppError::Panicked(_)
        | AppError::File(_)
        | AppError::Document(_) => {
            tracing::error!(%error, "a request failed");
            ProblemCode::Failed
        }
    }
}

/// The cause of a fault of the storage.
pub fn of_storage(error: &StorageError) -> ProblemCode {
    match error {
        StorageError::NotFound { .. } => ProblemCode::NotFound,
        StorageError::Duplicate { .. } => ProblemCode::Duplicate,
        StorageError::MissingReference => ProblemCode::MissingReference,
        StorageError::StillReferenced { .. } => ProblemCode::StillReferenced,
        StorageError::Changed { .. } => ProblemCode::Changed,
        // A database that is away comes back.
        StorageError::Busy | StorageError::Conflict | StorageError::Unavailable(_) => {
            tracing::warn!(%error, "a request was turned away");
            ProblemCode::Busy
        }
        StorageError::Refused(_)
        | StorageError::Unreadable { .. }
        | StorageError::Aborted
        | StorageError::Migration(_)
        | StorageError::Engine(_) => {
            tracing::error!(%error, "a request failed");
            ProblemCode::Failed
        }
    }
}

/// The cause of what was refused about accounts.
pub fn of_identity(error: &IdentityError) -> ProblemCode {
    use IdentityError as E;
    match error {
        E::WrongCredentials | E::WrongCode => ProblemCode::WrongCredentials,
        E::SecondFactorWanted => ProblemCode::SecondFactorNeeded,
        E::Throttled { .. } => ProblemCode::TooManyRequests,
        E::Hash(_) if error.code() == "busy" => ProblemCode::Busy,
        E::NotLoggedIn => ProblemCode::Unauthenticated,
        E::PersonWanted | E::Denied(_) => ProblemCode::Forbidden,
        E::LinkOver => ProblemCode::NotFound,
        E::Password(_) | E::RoleMisplaced(_) | E::NoRole | E::TokenExpiry | E::NoScope | E::ScopeBeyond(_) => {
            ProblemCode::InvalidFields
        }
        E::Closed
        | E::Elsewhere
        | E::LastOperator
        | E::Oneself
        | E::AlreadySetUp
        | E::NotSetUp
        | E::TooManyTokens(_) => ProblemCode::State,
        E::Hash(_) | E::Sealed(_) => {
            tracing::error!(code = error.code(), "a request failed");
            ProblemCode::Failed
        }
    }
}
