//! Why a Lotse is not taken, or not noted as away, as problems.

use crate::api::fault::ApiError;
use crate::app::lotsen::{AbsenceError, ProfileError};
use crate::http::problem::{FieldKind, ProblemCode};

impl From<ProfileError> for ApiError {
    fn from(error: ProfileError) -> Self {
        match error {
            ProfileError::Organisation => Self::field("/organisation", FieldKind::UnknownReference),
            ProfileError::Blocked(at) => {
                Self::field(format!("/blocked_organisations/{at}"), FieldKind::UnknownReference)
            }
            ProfileError::App(error) => error.into(),
        }
    }
}

impl From<AbsenceError> for ApiError {
    fn from(error: AbsenceError) -> Self {
        match error {
            AbsenceError::Overlaps(_) => Self::Because(ProblemCode::Duplicate, format!("{error}.")),
            AbsenceError::TooMany(_) => Self::Because(ProblemCode::State, format!("{error}.")),
            AbsenceError::App(error) => error.into(),
        }
    }
}
