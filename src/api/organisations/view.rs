//! An organisation as it is shown.

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::code::OrganisationKind;
use crate::domain::organisation::Organisation;
use crate::domain::region::RegionCode;

/// An organisation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Organisation")]
pub struct OrganisationView {
    /// Identity.
    id: Uuid,
    /// What it does here.
    kind: OrganisationKind,
    /// Its name.
    name: String,
    /// Where answers to its mails go: an address of the institution.
    email: Option<String>,
    /// The regions a carrier serves; empty for the others.
    regions: Vec<RegionCode>,
}

impl OrganisationView {
    /// An organisation as it is shown.
    pub fn of(organisation: &Organisation) -> Self {
        Self {
            id: organisation.id.as_uuid(),
            kind: organisation.kind,
            name: organisation.name.to_string(),
            email: organisation.email.as_ref().map(ToString::to_string),
            regions: organisation.regions.clone(),
        }
    }
}
