//! Refusals as documents that programs and people can read: RFC 9457 with one stable code a cause.
//!
//! A problem says what was wrong ([`ProblemCode`]), where ([`FieldFault`]: every fault of the request at once), and what to do.
//! Codes never change; sentences are in the language of whoever asked and may.
//!
//! Absent: what went wrong inside. That is logged under the request's number, which the document names.

mod cause;
mod code;
mod field;
mod respond;
mod why;
mod words;

pub use cause::{of_app, of_storage};
pub use code::ProblemCode;
pub use field::{FieldFault, FieldKind, Place};
pub use respond::{respond, send};
pub use why::Why;
pub use words::field as field_words;

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::Locale;

/// The media type of problem documents.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// Names the cause; a relative address, under which the cause is explained.
    #[serde(rename = "type")]
    #[schemars(extend("format" = "uri-reference"))]
    pub kind: String,
    /// The cause in a few words, in the language asked for.
    pub title: String,
    /// The status of the answer.
    #[schemars(range(min = 400, max = 599))]
    pub status: u16,
    /// The cause as a stable code.
    pub code: ProblemCode,
    /// What to do, and what exactly stood in the way.
    pub detail: String,
    /// The number of the request, by which the operator finds it in the logs.
    pub request_id: Option<String>,
    /// Every fault in the request's fields.
    pub errors: Vec<FieldProblem>,
}

/// One fault in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldProblem {
    /// Where the field stands.
    #[serde(rename = "in")]
    pub place: Place,
    /// The field: in the body a JSON pointer (RFC 6901), elsewhere the name.
    pub pointer: String,
    /// What is wrong, as a stable code.
    pub code: &'static str,
    /// What is wrong and what to do, in the language asked for.
    pub detail: String,
}

impl Problem {
    /// The document for a cause, in a language.
    pub fn new(code: ProblemCode, locale: Locale) -> Self {
        Self {
            kind: format!("/api/v1/problems/{code}"),
            title: words::title(code, locale),
            status: code.status(),
            code,
            detail: words::remedy(code, locale),
            request_id: None,
            errors: Vec::new(),
        }
    }

    /// The same, with what exactly stood in the way before what to do.
    #[must_use]
    pub fn because(mut self, why: &Why, locale: Locale) -> Self {
        self.detail = format!("{} {}", why.words(locale), self.detail);
        self
    }

    /// The document for faults in fields.
    pub fn of_fields(faults: &[FieldFault], locale: Locale) -> Self {
        let errors = faults.iter().map(|fault| FieldProblem {
            place: fault.place,
            pointer: fault.pointer.clone(),
            code: fault.kind.code(),
            detail: words::field(&fault.kind, locale),
        });
        Self { errors: errors.collect(), ..Self::new(ProblemCode::InvalidFields, locale) }
    }
}
