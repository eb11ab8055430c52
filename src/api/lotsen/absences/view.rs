//! An absence as it is sent and shown.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::domain::availability::Absence;
use crate::http::problem::FieldKind;

/// Days on which a Lotse is away, both included.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Absence")]
pub struct AbsenceView {
    /// Its name, by which it is taken back.
    name: String,
    /// First day away.
    first: NaiveDate,
    /// Last day away.
    last: NaiveDate,
}

impl AbsenceView {
    /// An absence as it is shown.
    pub fn of(absence: Absence) -> Self {
        Self { name: absence.to_string(), first: absence.first(), last: absence.last() }
    }
}

/// Days on which a Lotse will be away, both included.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// First day away.
    first: NaiveDate,
    /// Last day away.
    last: NaiveDate,
}

impl Document for NewAbsence {
    fn example() -> Value {
        json!({"first": "2026-12-24", "last": "2027-01-03"})
    }
}

impl NewAbsence {
    /// The absence in the domain's terms.
    ///
    /// # Errors
    /// When it ends before it begins, or is over.
    pub fn read(&self, today: NaiveDate) -> Result<Absence, ApiError> {
        let mut faults = Faults::default();
        if self.last < today {
            faults.note("/last", FieldKind::Past);
        }
        let absence = faults.take("/last", Absence::new(self.first, self.last));
        faults.finish(absence)
    }
}
