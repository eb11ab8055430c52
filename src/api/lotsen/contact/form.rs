//! A contact as it is sent and shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::app::lotsen::Contact;
use crate::domain::contact::{Email, Phone};

/// How to reach a Lotse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LotseContact")]
pub struct ContactForm {
    /// Where offers go. Without it they cannot be asked by mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 3, max = 254))]
    email: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 4, max = 60))]
    phone: Option<String>,
}

impl Document for ContactForm {
    fn example() -> Value {
        json!({"email": "mina@example.org", "phone": "05651 0000001"})
    }
}

impl ContactForm {
    /// A contact as it is shown.
    pub fn of(contact: &Contact) -> Self {
        Self {
            email: contact.email.as_ref().map(ToString::to_string),
            phone: contact.phone.as_ref().map(ToString::to_string),
        }
    }

    /// The contact in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self) -> Result<Contact, ApiError> {
        let mut faults = Faults::default();
        let email = faults.take_if("/email", self.email.as_deref(), Email::parse);
        let phone = faults.take_if("/phone", self.phone.as_deref(), Phone::parse);
        faults.finish(Some(Contact { email, phone }))
    }
}
