//! Why there is no page.

use crate::app::AppError;
use crate::app::identity::IdentityError;
use crate::http::Refusal;
use crate::http::problem::{self, ProblemCode, Why};

/// Why there is no page, or why nothing was done. What is no fault of the visitor's is logged already.
#[derive(Debug, Clone)]
pub struct PageError {
    /// The cause.
    pub code: ProblemCode,
    /// What exactly stood in the way.
    pub why: Option<Why>,
    /// After so many seconds it is worth to come again.
    pub retry_after: Option<u64>,
}

impl PageError {
    /// There is nothing that the visitor may see.
    pub const NOT_FOUND: Self = Self::of(ProblemCode::NotFound);

    /// By its cause alone.
    pub const fn of(code: ProblemCode) -> Self {
        Self { code, why: None, retry_after: None }
    }

    /// By its cause and what stood in the way.
    pub const fn because(code: ProblemCode, why: Why) -> Self {
        Self { code, why: Some(why), retry_after: None }
    }

    /// A mistake of this program; it is logged, and the visitor learns no more than that.
    pub fn defect(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %what, "a page could not be made");
        Self::of(ProblemCode::Failed)
    }
}

impl<E: Into<AppError>> From<E> for PageError {
    fn from(error: E) -> Self {
        let error = error.into();
        let retry_after = match &error {
            AppError::Identity(IdentityError::Throttled { retry_after }) => {
                u64::try_from(retry_after.num_seconds()).ok()
            }
            _ => None,
        };
        Self {
            code: problem::of_app(&error),
            why: Why::of_app(&error),
            retry_after: retry_after.map(|wait| wait.max(1)),
        }
    }
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        Self::of(match refusal {
            Refusal::NotFound => ProblemCode::NotFound,
            Refusal::Busy => ProblemCode::Busy,
            Refusal::Failed => ProblemCode::Failed,
        })
    }
}
