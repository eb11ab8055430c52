//! Versions of records (`ETag`, `If-Match`).
//!
//! A version is the hash of what a `GET` shows, so it is as strong as a tag can be, differs as soon as anything that is shown does,
//! and needs no counter in any table.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::fault::ApiError;
use crate::http::problem::ProblemCode;

/// The tag of a document, with its quotation marks.
pub fn tag(document: &[u8]) -> String {
    let hash = Sha256::digest(document);
    let letters: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{letters}\"")
}

/// Whether a header `If-None-Match` names the tag. What a proxy has weakened still names what is shown.
pub fn is_known(header: &str, tag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

/// Whether a header `If-Match` names the tag: to the letter, because something is changed (RFC 9110, section 13.1.1).
fn is_meant(header: &str, tag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|one| one.trim() == tag)
}

/// The version that a caller means to change, as they named it.
#[derive(Debug, Clone)]
pub struct Version(pub(super) Option<String>);

impl Version {
    /// Goes on if the record still is as the caller read it: `current` is what a `GET` shows.
    ///
    /// # Errors
    /// When they named no version, or another one.
    pub fn is<T: Serialize>(&self, current: &T) -> Result<(), ApiError> {
        let wanted = self.0.as_deref().ok_or(ApiError::Problem(ProblemCode::PreconditionRequired))?;
        Self::holds(wanted, current)
    }

    /// Goes on if they named no version, or the record still is as they read it.
    ///
    /// # Errors
    /// When they named another one.
    pub fn is_if_named<T: Serialize>(&self, current: &T) -> Result<(), ApiError> {
        self.0.as_deref().map_or(Ok(()), |wanted| Self::holds(wanted, current))
    }

    fn holds<T: Serialize>(wanted: &str, current: &T) -> Result<(), ApiError> {
        let current = serde_json::to_vec(current).map_err(|error| ApiError::defect(&error))?;
        if is_meant(wanted, &tag(&current)) { Ok(()) } else { Err(ApiError::Problem(ProblemCode::PreconditionFailed)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_named_alone_in_a_list_or_by_a_star() {
        let tag = tag(b"{}");
        assert_eq!(tag.len(), 34);
        for named in [is_known, is_meant] {
            assert!(named(&tag, &tag) && named("*", &tag) && named(&format!("\"x\", {tag}"), &tag));
            assert!(!named("\"x\"", &tag));
        }
        let weak = format!("W/{tag}");
        assert!(is_known(&weak, &tag) && !is_meant(&weak, &tag));
    }

    #[test]
    fn a_change_has_to_name_the_version() {
        let current = serde_json::json!({"a": 1});
        let tag = tag(current.to_string().as_bytes());
        let named = Version(Some(tag));
        assert!(named.is(&current).is_ok() && named.is_if_named(&current).is_ok());
        assert_eq!(Version(None).is(&current).unwrap_err().code(), ProblemCode::PreconditionRequired);
        assert!(Version(None).is_if_named(&current).is_ok());
        let other = Version(Some("\"x\"".to_owned()));
        for refused in [other.is(&current), other.is_if_named(&current)] {
            assert_eq!(refused.unwrap_err().code(), ProblemCode::PreconditionFailed);
        }
    }
}
