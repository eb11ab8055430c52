//! How a list is to be taken.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use crate::api::fault::ApiError;
use crate::app::import::{Carrier, Defaults, Faulty, ImportOptions};
use crate::domain::access::{Grant, Scope};
use crate::domain::audit::Actor;
use crate::domain::id::OrganisationId;
use crate::http::problem::FieldKind;

/// How a list is to be taken.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Whose list it is: a carrier of yours. May be left out by whoever has one alone.
    carrier: Option<Uuid>,
    /// Only say what would happen.
    #[serde(default)]
    pub dry_run: bool,
    /// Take the rows without fault; otherwise one fault refuses the whole list.
    #[serde(default)]
    skip_faulty: bool,
    /// Only this sheet of a workbook; otherwise all whose headings are those of such a list.
    #[schemars(length(min = 1, max = 100))]
    pub sheet: Option<String>,
}

impl Query {
    /// The options of the use case.
    ///
    /// # Errors
    /// When the carrier is not the caller's, or it is not clear which of several is meant.
    pub fn options(&self, grant: &Grant) -> Result<ImportOptions, ApiError> {
        let fault = |kind| ApiError::parameter("carrier", kind);
        let carrier = match (self.carrier.map(OrganisationId::from_uuid), grant.scope()) {
            (Some(id), scope) if scope.has_organisation(id) => id,
            (Some(_), _) => return Err(fault(FieldKind::UnknownReference)),
            (None, Scope::Of { organisations, .. }) if organisations.len() == 1 => {
                organisations.first().copied().ok_or_else(|| fault(FieldKind::Required))?
            }
            (None, _) => return Err(fault(FieldKind::Required)),
        };
        Ok(ImportOptions {
            carrier: Carrier::Of(carrier),
            faulty: if self.skip_faulty { Faulty::Skip } else { Faulty::RefuseAll },
            dry_run: self.dry_run,
            defaults: Defaults::default(),
            actor: Actor::User(grant.user()),
        })
    }
}
