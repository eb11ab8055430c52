//! Why no run is queued, as problems.

use crate::api::fault::ApiError;
use crate::app::runs::OrderError;
use crate::http::problem::FieldKind;

impl From<OrderError> for ApiError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Carrier => Self::field("/carrier", FieldKind::UnknownReference),
            OrderError::App(error) => error.into(),
        }
    }
}
