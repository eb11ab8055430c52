//! What can be wrong with a table, with the place where it is.

use std::io;

use thiserror::Error;

use crate::domain::geo::{GeoError, PostcodeError};
use crate::domain::language::{LanguageError, LanguageTableError};
use crate::domain::region::{AreaError, RegionError};

/// Why an area or the languages could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// No folder of this name.
    #[error("there is no area {area:?}; there are: {}", .known.join(", "))]
    UnknownArea {
        /// The name as given.
        area: String,
        /// The names there are, sorted.
        known: Vec<String>,
    },
    /// A file that cannot be read, or is not UTF-8.
    #[error("cannot read {file}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A header with other columns, or in another order.
    #[error("{file}: the columns are {found:?} instead of {expected:?}")]
    Header {
        /// The file.
        file: String,
        /// The columns as they are.
        found: Vec<String>,
        /// The columns as they must be.
        expected: &'static [&'static str],
    },
    /// A row with too few or too many fields.
    #[error("{file}, line {line}: {found} fields instead of {expected}")]
    Fields {
        /// The file.
        file: String,
        /// The line on which the row begins, from 1.
        line: u64,
        /// How many fields it has.
        found: usize,
        /// How many it must have.
        expected: usize,
    },
    /// A value that cannot stand where it stands.
    #[error("{file}, line {line}, column {column}: {value:?}: {fault}")]
    Value {
        /// The file.
        file: String,
        /// The line on which the row begins, from 1.
        line: u64,
        /// The column by its heading.
        column: &'static str,
        /// The value as given.
        value: String,
        /// What is wrong with it.
        fault: Fault,
    },
}

impl LoadError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownArea { .. } => "area_unknown",
            Self::Unreadable { .. } => "table_unreadable",
            Self::Header { .. } => "table_wrong_header",
            Self::Fields { .. } => "table_wrong_fields",
            Self::Value { .. } => "table_wrong_value",
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Fault {
    /// A field that must not be empty.
    #[error("must not be empty")]
    Empty,
    /// Not a whole number from 0 to 4 294 967 295.
    #[error("is not a whole number")]
    NotANumber,
    /// Nothing where something must be counted.
    #[error("must be more than zero")]
    Zero,
    /// Not a decimal number with a point.
    #[error("is not a decimal number")]
    NotADecimal,
    /// Not a date as 2026-01-31.
    #[error("is not a date (year-month-day)")]
    NotADate,
    /// None of the words that the column knows.
    #[error("is none of {allowed:?}")]
    NotAWord {
        /// The words it knows.
        allowed: &'static [&'static str],
    },
    /// Something else than lower-case ASCII letters, digits and hyphens.
    #[error("is not a slug (lower-case letters, digits, hyphens)")]
    NotASlug,
    /// A status of a region that the area does not have.
    #[error("is not a region of this area")]
    StatusOfNoRegion,
    /// Not a position on the Earth.
    #[error(transparent)]
    Geo(#[from] GeoError),
    /// Not a postcode.
    #[error(transparent)]
    Postcode(#[from] PostcodeError),
    /// Not a region, or one with a contradictory history.
    #[error(transparent)]
    Region(#[from] RegionError),
    /// Regions and places that do not fit together.
    #[error(transparent)]
    Area(#[from] AreaError),
    /// Not a language.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// Languages and substitutions that do not fit together.
    #[error(transparent)]
    Languages(#[from] LanguageTableError),
}
