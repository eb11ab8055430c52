//! Why a request is not taken, as problems.

use crate::api::fault::ApiError;
use crate::app::requests::PostError;
use crate::http::problem::{FieldKind, ProblemCode, Why};

impl From<PostError> for ApiError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Organisation => Self::field("/organisation", FieldKind::UnknownReference),
            PostError::Carrier => Self::field("/carrier", FieldKind::UnknownReference),
            PostError::CarrierUnclear(many) => Self::field("/carrier", FieldKind::CarrierUnclear { many: many as u64 }),
            PostError::Told(state) => Self::Because(ProblemCode::State, Why::Told(state.code())),
            PostError::App(error) => error.into(),
        }
    }
}
