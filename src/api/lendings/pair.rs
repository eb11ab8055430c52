//! The two carriers of an agreement as they are sent, and why nothing is agreed.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::app::lendings::LendingError;
use crate::domain::id::OrganisationId;
use crate::http::problem::{FieldFault, FieldKind, Place};

/// Two carriers. You speak for the one that is yours.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LendingPair")]
pub struct Pair {
    /// The carrier whose Lotsen may go.
    from: Uuid,
    /// The carrier whose requests they may serve.
    to: Uuid,
}

impl Document for Pair {
    fn example() -> Value {
        json!({"from": "01936c80-0000-7000-8000-000000000001", "to": "01936c80-0000-7000-8000-000000000002"})
    }
}

impl Pair {
    /// Lender and borrower.
    pub const fn ids(&self) -> (OrganisationId, OrganisationId) {
        (OrganisationId::from_uuid(self.from), OrganisationId::from_uuid(self.to))
    }
}

impl From<LendingError> for ApiError {
    fn from(error: LendingError) -> Self {
        let fault = |pointer: &str, kind| FieldFault { place: Place::Body, pointer: pointer.to_owned(), kind };
        match error {
            LendingError::From => Self::field("/from", FieldKind::UnknownReference),
            LendingError::To => Self::field("/to", FieldKind::UnknownReference),
            LendingError::Oneself => Self::field("/to", FieldKind::Repeated),
            LendingError::NotYours => Self::Fields(vec![
                fault("/from", FieldKind::UnknownReference),
                fault("/to", FieldKind::UnknownReference),
            ]),
            LendingError::App(error) => error.into(),
        }
    }
}
