//! German postcodes as text becomes them. Which of them are in use, a gazetteer knows.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A German postcode: exactly five digits, the first of which may be zero. That it is in use is another question,
/// answered by [`Gazetteer`](crate::domain::region::Gazetteer).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(u32);

impl Postcode {
    /// Reads five digits; space around them is ignored.
    ///
    /// # Errors
    /// Anything else than five ASCII digits.
    pub fn parse(text: &str) -> Result<Self, PostcodeError> {
        let text = text.trim();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PostcodeError::NotDigits { value: text.to_owned() });
        }
        let number =
            text.bytes().fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        match text.len() {
            5 => Ok(Self(number)),
            length => Err(PostcodeError::WrongLength {
                value: text.to_owned(),
                with_leading_zero: (length == 4).then_some(Self(number)),
            }),
        }
    }

    /// The postcode as a number, without its leading zero.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// How many digits two postcodes share from the left, 0…5. Codes that share two belong to one letter region.
    #[must_use]
    pub fn shared_digits(self, other: Self) -> u32 {
        [1, 10, 100, 1_000, 10_000]
            .iter()
            .filter(|&&unit| self.0 / unit == other.0 / unit)
            .fold(0, |count, _| count + 1)
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

impl FromStr for Postcode {
    type Err = PostcodeError;

    fn from_str(text: &str) -> Result<Self, PostcodeError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Postcode {
    type Error = PostcodeError;

    fn try_from(text: String) -> Result<Self, PostcodeError> {
        Self::parse(&text)
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.to_string()
    }
}

impl JsonSchema for Postcode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Postcode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{5}$",
            "description": "A German postcode: five digits, as text, because the first may be zero.",
        })
    }
}

/// Why a text is not a postcode.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PostcodeError {
    /// Digits, but not five of them.
    #[error("postcode {value:?} does not have five digits")]
    WrongLength {
        /// The text as given, without space around it.
        value: String,
        /// What it becomes with a zero in front, when it has four digits: spreadsheets drop the zero of 01…09.
        with_leading_zero: Option<Postcode>,
    },
    /// Something else than digits.
    #[error("postcode {value:?} contains something else than digits")]
    NotDigits {
        /// The text as given, without space around it.
        value: String,
    },
}

impl PostcodeError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "postcode_wrong_length",
            Self::NotDigits { .. } => "postcode_not_digits",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_keep_their_zero() {
        let dresden = Postcode::parse(" 01067 ").unwrap();
        assert_eq!(dresden.to_string(), "01067");
        assert_eq!(serde_json::to_string(&dresden).unwrap(), r#""01067""#);
        assert_eq!(serde_json::from_str::<Postcode>(r#""01067""#).unwrap(), dresden);
        assert!(serde_json::from_str::<Postcode>("1067").is_err(), "a number has lost its zero");
    }

    #[test]
    fn what_is_no_postcode_says_why() {
        let cases = [
            ("1067", PostcodeError::WrongLength { value: "1067".into(), with_leading_zero: Some(Postcode(1067)) }),
            ("372690", PostcodeError::WrongLength { value: "372690".into(), with_leading_zero: None }),
            ("", PostcodeError::WrongLength { value: String::new(), with_leading_zero: None }),
            ("99999999999999999999", PostcodeError::WrongLength { value: "9".repeat(20), with_leading_zero: None }),
            ("D-37269", PostcodeError::NotDigits { value: "D-37269".into() }),
            ("٣٧٢٦٩", PostcodeError::NotDigits { value: "٣٧٢٦٩".into() }),
            ("3726 9", PostcodeError::NotDigits { value: "3726 9".into() }),
        ];
        for (text, error) in cases {
            assert_eq!(Postcode::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn shared_digits_count_from_the_left() {
        let shared = |a, b| Postcode::parse(a).unwrap().shared_digits(Postcode::parse(b).unwrap());
        assert_eq!(shared("34117", "34117"), 5);
        assert_eq!(shared("34012", "34117"), 2);
        assert_eq!(shared("01067", "11067"), 0);
        assert_eq!(shared("01067", "01099"), 3);
    }
}
