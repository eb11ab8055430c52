//! What was changed about funding rules, as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::fault::ApiError;
use crate::app::programmes::AmendError;
use crate::domain::code::Service;
use crate::domain::rulebook::{Amendment, Values};
use crate::http::problem::{FieldKind, ProblemCode, Why};

/// Other values for all carriers or one, from a day on.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProgrammeAmendment")]
pub struct AmendmentView {
    /// Identity.
    id: Uuid,
    /// Which programme's.
    programme: String,
    /// For this carrier alone; absent for all.
    organisation: Option<Uuid>,
    /// The first day.
    valid_from: NaiveDate,
    /// The last day; absent while they go on.
    valid_until: Option<NaiveDate>,
    /// The values; what is absent stays as it is.
    values: Values,
    /// Why.
    reason: String,
    /// By whom.
    made_by: Uuid,
    /// When.
    made_at: DateTime<Utc>,
}

impl From<Amendment> for AmendmentView {
    fn from(one: Amendment) -> Self {
        Self {
            id: one.id.as_uuid(),
            programme: one.programme,
            organisation: one.organisation.map(crate::domain::id::OrganisationId::as_uuid),
            valid_from: one.valid_from,
            valid_until: one.valid_until,
            values: one.values,
            reason: one.reason.to_string(),
            made_by: one.made_by.as_uuid(),
            made_at: one.made_at,
        }
    }
}

impl From<AmendError> for ApiError {
    fn from(error: AmendError) -> Self {
        match error {
            AmendError::Nothing => Self::field("/values", FieldKind::Required),
            AmendError::EndsBefore => Self::field("/valid_until", FieldKind::EndsBeforeItBegins),
            AmendError::Closed(from) => Self::Because(ProblemCode::State, Why::OpenFrom(from)),
            AmendError::NoCarrier => Self::Problem(ProblemCode::MissingReference),
            AmendError::UnknownQualification { service, code, known } => {
                let pointer = match service {
                    Service::Accompaniment => "/values/accompaniment_required",
                    Service::Interpreting => "/values/interpreting_required",
                };
                Self::field(pointer, FieldKind::UnknownQualification { code, known })
            }
            AmendError::App(error) => error.into(),
        }
    }
}
