//! Values as documents write them, where JSON or the domain's own form leaves it open.

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fault::ApiError;
use crate::app::Format;
use crate::domain::month::Month;
use crate::domain::time::ZONE;
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

/// A calendar month, such as `2026-10`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct MonthText(#[schemars(regex(pattern = r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$"))] String);

impl MonthText {
    /// The month that the parameter `month` has; the current one where it is not there.
    ///
    /// # Errors
    /// Where it is none.
    pub fn or_current(said: Option<&Self>, now: DateTime<Utc>) -> Result<Month, ApiError> {
        let Some(said) = said else { return Ok(Month::of(now.with_timezone(&ZONE).date_naive())) };
        let format = || FieldKind::Format { expected: "2026-10".to_owned() };
        said.0.parse().map_err(|_| ApiError::parameter("month", format()))
    }
}

impl From<Month> for MonthText {
    fn from(month: Month) -> Self {
        Self(month.to_string())
    }
}

/// As what file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// Text with separators, UTF-8 with a mark at its begin.
    Csv,
    /// A workbook.
    Xlsx,
    /// Pages.
    Pdf,
}

impl FileFormat {
    /// What such files are.
    pub const MEDIA_TYPES: &'static [&'static str] =
        &["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/pdf"];
}

impl From<FileFormat> for Format {
    fn from(format: FileFormat) -> Self {
        match format {
            FileFormat::Csv => Self::Csv,
            FileFormat::Xlsx => Self::Xlsx,
            FileFormat::Pdf => Self::Pdf,
        }
    }
}
