//! A newcomer's address as it is sent and shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::domain::contact::Email;

/// Where the newcomer is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RequestContact")]
pub struct ContactForm {
    /// Where the confirmation goes. Without it the newcomer is told by whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 3, max = 254))]
    newcomer_email: Option<String>,
}

impl Document for ContactForm {
    fn example() -> Value {
        json!({"newcomer_email": "mother@example.org"})
    }
}

impl ContactForm {
    /// An address as it is shown.
    pub fn of(email: Option<&Email>) -> Self {
        Self { newcomer_email: email.map(ToString::to_string) }
    }

    /// The address in the domain's terms.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(&self) -> Result<Option<Email>, ApiError> {
        let mut faults = Faults::default();
        let email = faults.take_if("/newcomer_email", self.newcomer_email.as_deref(), Email::parse);
        faults.finish(Some(email))
    }
}
