//! An organisation as it is sent.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::app::Context;
use crate::app::organisations::Described;
use crate::domain::code::OrganisationKind;
use crate::domain::contact::Email;
use crate::domain::region::RegionCode;
use crate::domain::text::OrganisationName;
use crate::http::problem::FieldKind;

/// An organisation to be added.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// What it does here; stays as it is.
    pub kind: OrganisationKind,
    /// Its name, unique in the installation.
    #[schemars(length(min = 1, max = 200))]
    name: String,
    /// Where answers to its mails go: an address of the institution, not of a person.
    #[schemars(length(min = 3, max = 254))]
    email: Option<String>,
    /// The regions a carrier serves. Others have none.
    #[serde(default)]
    #[schemars(length(max = 500))]
    regions: Vec<RegionCode>,
}

/// What can be changed of an organisation. The whole of it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationForm {
    /// Its name, unique in the installation.
    #[schemars(length(min = 1, max = 200))]
    name: String,
    /// Where answers to its mails go: an address of the institution, not of a person.
    #[schemars(length(min = 3, max = 254))]
    email: Option<String>,
    /// The regions a carrier serves. Others have none.
    #[serde(default)]
    #[schemars(length(max = 500))]
    regions: Vec<RegionCode>,
}

/// Where an organisation's mails go.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OrganisationAddress")]
pub struct AddressForm {
    /// An address of the institution, not of a person; without one nothing is sent.
    #[schemars(length(min = 3, max = 254))]
    email: Option<String>,
}

impl Document for AddressForm {
    fn example() -> Value {
        json!({"email": "lotsen@example.org"})
    }
}

impl AddressForm {
    /// The address in the domain's terms.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self) -> Result<Option<Email>, ApiError> {
        let mut faults = Faults::default();
        let email = faults.take_if("/email", self.email.as_deref(), Email::parse);
        faults.finish(Some(email))
    }
}

impl Document for NewOrganisation {
    fn example() -> Value {
        json!({
            "kind": "carrier",
            "name": "Diakonie Eschwege",
            "email": "lotsen@example.org",
            "regions": ["06636"],
        })
    }
}

impl Document for OrganisationForm {
    fn example() -> Value {
        json!({"name": "Diakonie Eschwege", "email": "lotsen@example.org", "regions": ["06636"]})
    }
}

impl NewOrganisation {
    /// The organisation in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self, context: &Context) -> Result<(OrganisationKind, Described), ApiError> {
        Ok((self.kind, read(self.kind, &self.name, self.email.as_deref(), &self.regions, context)?))
    }
}

impl OrganisationForm {
    /// The organisation in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self, kind: OrganisationKind, context: &Context) -> Result<Described, ApiError> {
        read(kind, &self.name, self.email.as_deref(), &self.regions, context)
    }
}

fn read(
    kind: OrganisationKind,
    name: &str,
    email: Option<&str>,
    listed: &[RegionCode],
    context: &Context,
) -> Result<Described, ApiError> {
    let mut faults = Faults::default();
    let name = faults.take("/name", OrganisationName::parse(name));
    let email = faults.take_if("/email", email, Email::parse);
    if kind != OrganisationKind::Carrier && !listed.is_empty() {
        faults.note("/regions", FieldKind::TooMany { max: 0 });
    }
    let mut regions: Vec<RegionCode> = Vec::with_capacity(listed.len());
    for (at, region) in listed.iter().enumerate() {
        if context.area.region(region).is_none() {
            faults.note(format!("/regions/{at}"), FieldKind::UnknownRegion);
        } else if regions.contains(region) {
            faults.note(format!("/regions/{at}"), FieldKind::Repeated);
        } else {
            regions.push(region.clone());
        }
    }
    faults.finish(name.map(|name| Described { name, email, regions }))
}
