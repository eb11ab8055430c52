//! Hours as they are sent.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::domain::hours::Worked;
use crate::domain::text::HoursNote;

/// How long an assignment took.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursForm {
    /// All sittings together with the ways there; at most three times as long as they were planned, and four hours for each.
    #[schemars(range(min = 1, max = 14400))]
    minutes: u32,
    /// There and back.
    #[schemars(range(min = 0, max = 10000))]
    kilometres: Option<u32>,
    /// What else there is to say; nothing about the newcomer.
    #[schemars(length(min = 1, max = 500))]
    note: Option<String>,
}

impl Document for HoursForm {
    fn example() -> Value {
        json!({"minutes": 90, "kilometres": 14, "note": "The doctor was late."})
    }
}

impl HoursForm {
    /// What was done, in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self) -> Result<Worked, ApiError> {
        let mut faults = Faults::default();
        let note = faults.take_if("/note", self.note.as_deref(), HoursNote::parse);
        let note = faults.finish(Some(note))?;
        Ok(Worked::new(self.minutes, self.kilometres, note)?)
    }
}
