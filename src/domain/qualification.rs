//! What a Lotse has learned or shown, with the day it was acquired and the day it expires.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A code that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no qualification code: 1 to 40 lower-case letters, digits and underscores, beginning with a letter")]
pub struct QualificationCodeError(pub String);

/// The code of a kind of qualification. Projects may add their own beside [`QualificationCode::KNOWN`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QualificationCode(String);

impl QualificationCode {
    /// Basic course for Lotsen, 20 to 36 units of 45 minutes.
    pub const BASIC_COURSE: &'static str = "basic_course";
    /// Course for lay interpreters, 24 units.
    pub const INTERPRETING_COURSE: &'static str = "interpreting_course";
    /// Extended certificate of the criminal record; projects set how long it counts.
    pub const CRIMINAL_RECORD_CERTIFICATE: &'static str = "criminal_record_certificate";
    /// Signed declaration of confidentiality and neutrality.
    pub const CONFIDENTIALITY_DECLARATION: &'static str = "confidentiality_declaration";
    /// Health module ("WIR fördern Gesundheit"), 36 units.
    pub const HEALTH_MODULE: &'static str = "health_module";
    /// Stands in matchings for German well enough for interpreting, which is a matter of level; nobody's record has it.
    pub const GERMAN_FOR_INTERPRETING: &'static str = "german_for_interpreting";
    /// The codes that every project has.
    pub const KNOWN: [&'static str; 5] = [
        Self::BASIC_COURSE,
        Self::INTERPRETING_COURSE,
        Self::CRIMINAL_RECORD_CERTIFICATE,
        Self::CONFIDENTIALITY_DECLARATION,
        Self::HEALTH_MODULE,
    ];

    /// Checks the form of a code.
    pub fn parse(text: &str) -> Result<Self, QualificationCodeError> {
        let fits = text.len() <= 40
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if fits { Ok(Self(text.to_owned())) } else { Err(QualificationCodeError(text.to_owned())) }
    }

    /// Where it stands among [`QualificationCode::KNOWN`]; behind them for a project's own.
    pub fn place(&self) -> usize {
        Self::KNOWN.iter().position(|known| *known == self.0).unwrap_or(Self::KNOWN.len())
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for QualificationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for QualificationCode {
    type Error = QualificationCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<QualificationCode> for String {
    fn from(code: QualificationCode) -> Self {
        code.0
    }
}

impl JsonSchema for QualificationCode {
    fn schema_name() -> Cow<'static, str> {
        "QualificationCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[a-z][a-z0-9_]{0,39}$",
            "description": "A kind of qualification: one that every project has, or one of a project's own.",
        })
    }
}

/// One qualification that a Lotse holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualification {
    /// Which.
    pub code: QualificationCode,
    /// The day of the certificate; `None` where the list names it without a date.
    pub acquired_on: Option<NaiveDate>,
    /// The last day on which it counts; `None` means it does not expire.
    pub valid_until: Option<NaiveDate>,
}

impl Qualification {
    /// Whether it counts on the day of an appointment. An unknown day of acquisition counts as long past.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.acquired_on.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qualification_counts_from_acquisition_to_expiry() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
        let certificate = Qualification {
            code: QualificationCode::parse(QualificationCode::CRIMINAL_RECORD_CERTIFICATE).unwrap(),
            acquired_on: Some(day(5)),
            valid_until: Some(day(7)),
        };
        assert_eq!([4, 5, 7, 8].map(|d| certificate.counts_on(day(d))), [false, true, true, false]);
    }

    #[test]
    fn known_codes_are_codes() {
        assert!(QualificationCode::KNOWN.iter().all(|code| QualificationCode::parse(code).is_ok()));
        assert!(QualificationCode::parse("Führungszeugnis").is_err());
    }
}
