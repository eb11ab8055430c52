//! Why a Lotse is not taken, or not noted as away, as problems.

use crate::api::fault::ApiError;
use crate::app::lotsen::{AbsenceError, ProfileError};
use crate::http::problem::{FieldKind, ProblemCode, Why};

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
            AbsenceError::Overlaps(away) => {
                let days = Why::AbsenceOverlaps(away.first().to_string(), away.last().to_string());
                Self::Because(ProblemCode::Duplicate, days)
            }
            AbsenceError::TooMany(many) => Self::Because(ProblemCode::State, Why::ManyAbsences(many as u64)),
            AbsenceError::App(error) => error.into(),
        }
    }
}
