//! How a person is reached. Contact data is shown only to those who need it; that is decided above, in `app`.

use serde::{Deserialize, Serialize};

/// Why an address or number was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// No `@`, or nothing on one side of it.
    #[error("has no part before or after the @")]
    NoAt,
    /// A character that no mailbox here may have.
    #[error("contains {found:?}, which an address cannot have")]
    Character {
        /// The offending character.
        found: char,
    },
    /// The part after the `@` is no domain name.
    #[error("has no domain after the @ (such as example.org)")]
    Domain,
    /// More than 254 characters, the limit of RFC 5321.
    #[error("is longer than 254 characters")]
    TooLong,
    /// Fewer than 4 or more than 20 digits, or letters among them.
    #[error("is not a telephone number")]
    Phone,
}

/// A mail address: `local@domain`, ASCII local part without quoting, domain with a dot. International domains are kept as typed.
///
/// ```
/// use lotsenwerk::domain::contact::Email;
/// assert!(Email::parse("mina@example.org").is_ok());
/// assert!(Email::parse("keine").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Checks the form only; whether somebody reads it, the mail server will say.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        if text.len() > 254 {
            return Err(ContactError::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(ContactError::NoAt)?;
        if local.is_empty() || domain.is_empty() {
            return Err(ContactError::NoAt);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        if let Some(found) = local.chars().find(|c| !allowed(*c)) {
            return Err(ContactError::Character { found });
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return Err(ContactError::Character { found: '.' });
        }
        let label_fits = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        if !domain.contains('.') || !domain.split('.').all(label_fits) {
            return Err(ContactError::Domain);
        }
        Ok(Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough to know whose server it is, too little to write to somebody: the first letter and the domain.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let first: String = local.chars().take(1).collect();
        format!("{first}…@{domain}")
    }

    /// The address in lower case, by which two spellings are recognised as one. Servers may tell capital letters apart; none does.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A telephone number as typed, with 4 to 20 digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Digits, spaces and `+ - / ( ) .` are taken, nothing else.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let plausible = text.chars().all(|c| c.is_ascii_digit() || "+-/(). ".contains(c));
        if plausible && (4..=20).contains(&digits) { Ok(Self(text.to_owned())) } else { Err(ContactError::Phone) }
    }

    /// The number as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! string_conversions {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = ContactError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

string_conversions!(Email, Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@b.de", "lotse001@example.org", "mina.o'neil+wir@sub.example.org", "x@müller.example"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        let bad = [
            ("keine", ContactError::NoAt),
            ("@example.org", ContactError::NoAt),
            ("a b@example.org", ContactError::Character { found: ' ' }),
            ("a@b\r\n.de", ContactError::Domain),
            ("a..b@example.org", ContactError::Character { found: '.' }),
            ("a@localhost", ContactError::Domain),
            ("a@-x.de", ContactError::Domain),
        ];
        for (text, error) in bad {
            assert_eq!(Email::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn an_address_is_masked() {
        assert_eq!(Email::parse("mina.tester@example.org").unwrap().masked(), "m…@example.org");
    }

    #[test]
    fn numbers() {
        assert!(Phone::parse("05651 0000001").is_ok());
        assert!(Phone::parse("+49 (0) 561/123-45").is_ok());
        assert_eq!(Phone::parse("keine"), Err(ContactError::Phone));
        assert_eq!(Phone::parse("12"), Err(ContactError::Phone));
    }
}
