//! Short texts that people type: trimmed, bounded, without control characters.
//!
//! Each use has its own type, because a town is not a name. Formats with rules of their own (mail addresses, postcodes,
//! language codes) live beside what they describe.

use serde::{Deserialize, Serialize};

/// Why a text was not taken. `max` is counted in characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// Longer than the field holds.
    #[error("has {found} characters, at most {max} fit")]
    TooLong {
        /// What the field holds.
        max: usize,
        /// What was given.
        found: usize,
    },
    /// A line break, tab or other control character where a single line is expected.
    #[error("contains a control character at position {position}")]
    Control {
        /// Counted in characters from 1.
        position: usize,
    },
}

fn single_line(text: &str, max: usize) -> Result<String, TextError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(TextError::Empty);
    }
    if let Some(before) = trimmed.chars().position(char::is_control) {
        return Err(TextError::Control { position: before + 1 });
    }
    let found = trimmed.chars().count();
    if found > max {
        return Err(TextError::TooLong { max, found });
    }
    Ok(trimmed.to_owned())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $max:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it holds.
            pub const MAX: usize = $max;

            /// Takes a single line of text, trimmed.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                single_line(text, Self::MAX).map(Self)
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )+};
}

texts! {
    /// A given or family name.
    PersonName: 120,
    /// The name of a carrier, agency or other organisation.
    OrganisationName: 200,
    /// A town as people write it.
    Town: 120,
    /// The number a project's own list gives a Lotse or a request. Imports recognise a row by it.
    ListNumber: 60,
    /// The pseudonym under which an organisation keeps a newcomer: never a name.
    ClientRef: 60,
    /// Where Lotse and newcomer meet.
    MeetingPoint: 200,
    /// Street and house number.
    Street: 200,
    /// Why a request is urgent.
    Reason: 500,
    /// What a Lotse or the project adds to hours; nothing about the newcomer.
    HoursNote: 500,
    /// How somebody with an account is called.
    DisplayName: 120,
    /// What a program's key is for.
    TokenName: 80,
    /// Roughly from where somebody logged in, such as "Firefox, Linux".
    ClientHint: 80,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(Town::parse("  Eschwege ").map(String::from), Ok("Eschwege".to_owned()));
        assert_eq!(Town::parse(" \t"), Err(TextError::Empty));
        assert_eq!(Town::parse("Esch\r\nBcc: x"), Err(TextError::Control { position: 5 }));
        let long = "ä".repeat(121);
        assert_eq!(PersonName::parse(&long), Err(TextError::TooLong { max: 120, found: 121 }));
    }
}
