//! Values as documents write them, where JSON or the domain's own form leaves it open.

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::http::problem::FieldKind;

/// How local times are written.
const LOCAL: &str = "%Y-%m-%dT%H:%M";

/// A local time in whole minutes, such as `2026-12-03T10:30`: what a clock on a wall in Hessen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LocalTime(
    #[schemars(regex(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    String,
);

impl LocalTime {
    /// The time.
    ///
    /// # Errors
    /// A day that the calendar does not have.
    pub fn parse(&self) -> Result<NaiveDateTime, FieldKind> {
        NaiveDateTime::parse_from_str(&self.0, LOCAL).map_err(|_| FieldKind::Time)
    }
}

impl From<NaiveDateTime> for LocalTime {
    fn from(time: NaiveDateTime) -> Self {
        Self(time.format(LOCAL).to_string())
    }
}
