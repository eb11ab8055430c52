//! Languages, how well somebody speaks them, and which variety can stand in for another.
//!
//! The table of languages and the table of substitutions are data (`config/languages`, read by the `regions` module).
//! Deliberately absent: German words for levels ("Muttersprache"), which are the import's business, and any guess at a
//! substitution that the table does not state. Kurmandschi and Sorani are two languages; so are Ukrainian and Russian.

mod table;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::table::{LanguageTable, LanguageTableError};

/// An ISO 639-3 code: three lower-case letters, such as `prs`. Whether it is one we know, a [`LanguageTable`] says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[a-z]{3}$"))]
pub struct LanguageCode([u8; 3]);

impl LanguageCode {
    /// Reads three lower-case ASCII letters.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, LanguageError> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_lowercase) => Ok(Self(letters)),
            _ => Err(LanguageError::NotACode { value: text.to_owned() }),
        }
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| fmt::Write::write_char(f, char::from(letter)))
    }
}

impl fmt::Debug for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LanguageCode({self})")
    }
}

impl FromStr for LanguageCode {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for LanguageCode {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, LanguageError> {
        Self::parse(&text)
    }
}

impl From<LanguageCode> for String {
    fn from(code: LanguageCode) -> Self {
        code.to_string()
    }
}

/// How well somebody speaks a language: the six levels of the CEFR, and above them the mother tongue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Level {
    /// Beginner.
    A1,
    /// Elementary.
    A2,
    /// Intermediate.
    B1,
    /// Upper intermediate.
    B2,
    /// Advanced.
    C1,
    /// Proficient.
    C2,
    /// Mother tongue.
    #[serde(rename = "native")]
    Native,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 7] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2, Self::Native];

    /// The word for this level in files, tables and locale keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::Native => "native",
        }
    }

    /// Reads a code as [`Level::code`] writes it.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, LanguageError> {
        Self::ALL
            .into_iter()
            .find(|level| level.code() == text)
            .ok_or_else(|| LanguageError::NotALevel { value: text.to_owned() })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Level {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        Self::parse(text)
    }
}

/// A language as users meet it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-3.
    pub code: LanguageCode,
    /// The tag for `lang` attributes and locale choice (BCP 47), such as `fa-AF` for Dari.
    pub bcp47: String,
    /// The German name.
    pub name_de: String,
    /// The English name.
    pub name_en: String,
    /// What its speakers call it, in its own script.
    pub native_name: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// Further names under which people in the field write it down. One name may belong to several languages; then
    /// the name alone does not say which is meant.
    pub aliases: Vec<String>,
}

/// One variety standing in for another, in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Substitution {
    /// What the newcomer needs.
    pub needed: LanguageCode,
    /// What the Lotse speaks instead.
    pub spoken: LanguageCode,
    /// The strain on the conversation, in minutes of volunteer effort per appointment.
    pub minutes: u32,
}

/// Why a text names no language or level.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LanguageError {
    /// Not three lower-case letters.
    #[error("{value:?} is not an ISO 639-3 code")]
    NotACode {
        /// The text as given.
        value: String,
    },
    /// No code of a [`Level`].
    #[error("{value:?} is not a level (A1, A2, B1, B2, C1, C2, native)")]
    NotALevel {
        /// The text as given.
        value: String,
    },
    /// A name that no language has.
    #[error("{value:?} is not a language we know")]
    UnknownName {
        /// The text as given.
        value: String,
        /// The language with the most similar name, if one is similar.
        nearest: Option<LanguageCode>,
    },
    /// A name that several languages have, such as "Kurdisch".
    #[error("{value:?} may be any of {codes:?}")]
    SeveralLanguages {
        /// The text as given.
        value: String,
        /// The languages it may mean, in the order of the table.
        codes: Vec<LanguageCode>,
    },
}

impl LanguageError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotACode { .. } => "language_not_a_code",
            Self::NotALevel { .. } => "level_unknown",
            Self::UnknownName { .. } => "language_unknown",
            Self::SeveralLanguages { .. } => "language_ambiguous",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_three_lower_case_letters() {
        let code = LanguageCode::parse("prs").unwrap();
        assert_eq!((code.to_string().as_str(), serde_json::to_string(&code).unwrap().as_str()), ("prs", r#""prs""#));
        for text in ["", "pr", "PRS", "prs ", "fa-AF", "prsx", "дари", "é1"] {
            assert_eq!(LanguageCode::parse(text), Err(LanguageError::NotACode { value: text.to_owned() }));
        }
    }

    #[test]
    fn levels_are_ordered_and_read_as_written() {
        assert!(Level::ALL.is_sorted());
        assert!(Level::C2 < Level::Native);
        for level in Level::ALL {
            assert_eq!(Level::parse(level.code()), Ok(level));
            assert_eq!(serde_json::to_string(&level).unwrap(), format!("\"{level}\""));
        }
        for text in ["C3", "b1", "Muttersprache", ""] {
            assert_eq!(Level::parse(text), Err(LanguageError::NotALevel { value: text.to_owned() }));
        }
    }
}
