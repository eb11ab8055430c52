//! Why a request is not taken, as problems.

use super::form::RequestForm;
use crate::api::fault::ApiError;
use crate::app::requests::PostError;
use crate::domain::id::LotseId;
use crate::http::problem::{FieldFault, FieldKind, Place, ProblemCode, Why};

impl From<PostError> for ApiError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Organisation => Self::field("/organisation", FieldKind::UnknownReference),
            PostError::Carrier => Self::field("/carrier", FieldKind::UnknownReference),
            PostError::CarrierUnclear(many) => Self::field("/carrier", FieldKind::CarrierUnclear { many: many as u64 }),
            PostError::Told(state) => Self::Because(ProblemCode::State, Why::Told(state.code())),
            PostError::TimeOver => Self::Because(ProblemCode::State, Why::TimeOver),
            PostError::ListNumber => Self::field("/list_number", FieldKind::NotYours),
            // Where they stand is said by `named`, which has the body.
            PostError::Lotsen(_) => Self::Problem(ProblemCode::MissingReference),
            PostError::App(error) => error.into(),
        }
    }
}

/// Why a request is not taken; Lotsen who are not there for the caller are faults at their places in the body.
pub fn named(form: &RequestForm, error: PostError) -> ApiError {
    let PostError::Lotsen(strangers) = error else { return error.into() };
    let mut faults = Vec::new();
    for (field, listed) in [("known_lotsen", &form.known_lotsen), ("excluded_lotsen", &form.excluded_lotsen)] {
        for (at, id) in listed.iter().enumerate() {
            if strangers.contains(&LotseId::from_uuid(*id)) {
                let pointer = format!("/{field}/{at}");
                faults.push(FieldFault { place: Place::Body, pointer, kind: FieldKind::UnknownReference });
            }
        }
    }
    ApiError::Fields(faults)
}
