//! Why an operation was refused, on its way to a problem document.

use crate::app::AppError;
use crate::app::identity::IdentityError;
use crate::domain::access::Denied;
use crate::http::Refusal;
use crate::http::problem::{self, FieldFault, FieldKind, Place, ProblemCode, Why};
use crate::i18n::Locale;

/// Why there is no answer. Nothing was stored then.
#[derive(Debug, Clone)]
pub enum ApiError {
    /// A cause that speaks for itself.
    Problem(ProblemCode),
    /// A cause, with what exactly stood in the way.
    Because(ProblemCode, Why),
    /// Fields that do not fit.
    Fields(Vec<FieldFault>),
    /// Come again after so many seconds.
    Later(ProblemCode, u64),
}

impl ApiError {
    /// Nobody has logged in.
    pub const fn unauthenticated() -> Self {
        Self::Problem(ProblemCode::Unauthenticated)
    }

    /// The permission is missing.
    pub const fn forbidden() -> Self {
        Self::Problem(ProblemCode::Forbidden)
    }

    /// There is nothing that the caller may see.
    pub const fn not_found() -> Self {
        Self::Problem(ProblemCode::NotFound)
    }

    /// One field of the body that does not fit.
    pub fn field(pointer: impl Into<String>, kind: impl Into<FieldKind>) -> Self {
        Self::Fields(vec![FieldFault { place: Place::Body, pointer: pointer.into(), kind: kind.into() }])
    }

    /// One field of the query that does not fit.
    pub fn parameter(name: impl Into<String>, kind: impl Into<FieldKind>) -> Self {
        Self::Fields(vec![FieldFault { place: Place::Query, pointer: name.into(), kind: kind.into() }])
    }

    /// A mistake of this program; it is logged, and the caller learns no more than that.
    pub fn defect(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %what, "a request failed");
        Self::Problem(ProblemCode::Failed)
    }

    /// The fields that did not fit when something was read; none where it was, or where something else stood in the way.
    pub fn fields_of<T>(read: Result<T, Self>) -> Vec<FieldFault> {
        match read {
            Err(Self::Fields(faults)) => faults,
            _ => Vec::new(),
        }
    }

    /// The cause.
    pub const fn code(&self) -> ProblemCode {
        match self {
            Self::Problem(code) | Self::Because(code, _) | Self::Later(code, _) => *code,
            Self::Fields(_) => ProblemCode::InvalidFields,
        }
    }

    /// After how many seconds it is worth to come again.
    pub const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Later(_, seconds) => Some(*seconds),
            Self::Problem(ProblemCode::Busy) | Self::Because(ProblemCode::Busy, _) => Some(2),
            _ => None,
        }
    }

    /// As a document.
    pub fn problem(&self, locale: Locale) -> problem::Problem {
        match self {
            Self::Problem(code) | Self::Later(code, _) => problem::Problem::new(*code, locale),
            Self::Because(code, why) => problem::Problem::new(*code, locale).because(why, locale),
            Self::Fields(faults) => problem::Problem::of_fields(faults, locale),
        }
    }
}

impl<E: Into<AppError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        let error = error.into();
        let code = problem::of_app(&error);
        if let AppError::Identity(IdentityError::Throttled { retry_after }) = &error {
            return Self::Later(code, u64::try_from(retry_after.num_seconds()).unwrap_or(1).max(1));
        }
        Why::of_app(&error).map_or(Self::Problem(code), |why| Self::Because(code, why))
    }
}

impl From<Denied> for ApiError {
    fn from(_: Denied) -> Self {
        Self::forbidden()
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(match refusal {
            Refusal::NotFound => ProblemCode::NotFound,
            Refusal::Busy => ProblemCode::Busy,
            Refusal::Failed => ProblemCode::Failed,
        })
    }
}
