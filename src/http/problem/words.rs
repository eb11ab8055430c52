//! Problems in the words of the catalogue.

use super::code::ProblemCode;
use super::field::FieldKind;
use crate::domain::qualification::QualificationCode;
use crate::i18n::{Locale, text};

/// The cause in a few words.
pub fn title(code: ProblemCode, locale: Locale) -> String {
    use ProblemCode as C;
    match code {
        C::Malformed => text(locale, "problem-malformed", &[]),
        C::Unauthenticated => text(locale, "problem-unauthenticated", &[]),
        C::WrongCredentials => text(locale, "problem-wrong-credentials", &[]),
        C::SecondFactorNeeded => text(locale, "problem-second-factor-needed", &[]),
        C::Forbidden => text(locale, "problem-forbidden", &[]),
        C::CrossSite => text(locale, "problem-cross-site", &[]),
        C::NotFound => text(locale, "problem-not-found", &[]),
        C::MethodNotAllowed => text(locale, "problem-method-not-allowed", &[]),
        C::TooSlow => text(locale, "problem-too-slow", &[]),
        C::Duplicate => text(locale, "problem-duplicate", &[]),
        C::MissingReference => text(locale, "problem-missing-reference", &[]),
        C::StillReferenced => text(locale, "problem-still-referenced", &[]),
        C::State => text(locale, "problem-state", &[]),
        C::Changed => text(locale, "problem-changed", &[]),
        C::KeyReused => text(locale, "problem-key-reused", &[]),
        C::PreconditionFailed => text(locale, "problem-precondition-failed", &[]),
        C::TooLarge => text(locale, "problem-too-large", &[]),
        C::UnsupportedMediaType => text(locale, "problem-unsupported-media-type", &[]),
        C::InvalidFields => text(locale, "problem-invalid-fields", &[]),
        C::PreconditionRequired => text(locale, "problem-precondition-required", &[]),
        C::TooManyRequests => text(locale, "problem-too-many-requests", &[]),
        C::Failed => text(locale, "problem-failed", &[]),
        C::Busy => text(locale, "problem-busy", &[]),
    }
}

/// What to do about it.
pub fn remedy(code: ProblemCode, locale: Locale) -> String {
    use ProblemCode as C;
    match code {
        C::Malformed => text(locale, "problem-malformed-remedy", &[]),
        C::Unauthenticated => text(locale, "problem-unauthenticated-remedy", &[]),
        C::WrongCredentials => text(locale, "problem-wrong-credentials-remedy", &[]),
        C::SecondFactorNeeded => text(locale, "problem-second-factor-needed-remedy", &[]),
        C::Forbidden => text(locale, "problem-forbidden-remedy", &[]),
        C::CrossSite => text(locale, "problem-cross-site-remedy", &[]),
        C::NotFound => text(locale, "problem-not-found-remedy", &[]),
        C::MethodNotAllowed => text(locale, "problem-method-not-allowed-remedy", &[]),
        C::TooSlow => text(locale, "problem-too-slow-remedy", &[]),
        C::Duplicate => text(locale, "problem-duplicate-remedy", &[]),
        C::MissingReference => text(locale, "problem-missing-reference-remedy", &[]),
        C::StillReferenced => text(locale, "problem-still-referenced-remedy", &[]),
        C::State => text(locale, "problem-state-remedy", &[]),
        C::Changed => text(locale, "problem-changed-remedy", &[]),
        C::KeyReused => text(locale, "problem-key-reused-remedy", &[]),
        C::PreconditionFailed => text(locale, "problem-precondition-failed-remedy", &[]),
        C::TooLarge => text(locale, "problem-too-large-remedy", &[]),
        C::UnsupportedMediaType => text(locale, "problem-unsupported-media-type-remedy", &[]),
        C::InvalidFields => text(locale, "problem-invalid-fields-remedy", &[]),
        C::PreconditionRequired => text(locale, "problem-precondition-required-remedy", &[]),
        C::TooManyRequests => text(locale, "problem-too-many-requests-remedy", &[]),
        C::Failed => text(locale, "problem-failed-remedy", &[]),
        C::Busy => text(locale, "problem-busy-remedy", &[]),
    }
}

/// What is wrong with a field, and what to do.
pub fn field(kind: &FieldKind, locale: Locale) -> String {
    use FieldKind as K;
    match kind {
        K::Required => text(locale, "problem-field-required", &[]),
        K::Unknown => text(locale, "problem-field-unknown", &[]),
        K::Type { expected } => text(locale, "problem-field-type", &[("expected", expected.as_str().into())]),
        K::NotOneOf { allowed } => text(locale, "problem-field-not-one-of", &[("allowed", allowed.join(", ").into())]),
        K::Format { expected } => text(locale, "problem-field-format", &[("expected", expected.as_str().into())]),
        K::TooShort { min } => text(locale, "problem-field-too-short", &[("min", (*min).into())]),
        K::TooLong { max } => text(locale, "problem-field-too-long", &[("max", (*max).into())]),
        K::TooSmall { min } => text(locale, "problem-field-too-small", &[("min", min.as_str().into())]),
        K::TooGreat { max } => text(locale, "problem-field-too-great", &[("max", max.as_str().into())]),
        K::TooFew { min } => text(locale, "problem-field-too-few", &[("min", (*min).into())]),
        K::TooMany { max } => text(locale, "problem-field-too-many", &[("max", (*max).into())]),
        K::Repeated => text(locale, "problem-field-repeated", &[]),
        K::ControlCharacter { position } => {
            text(locale, "problem-field-control-character", &[("position", (*position).into())])
        }
        K::Empty => text(locale, "problem-field-empty", &[]),
        K::Email => text(locale, "problem-field-email", &[]),
        K::Phone => text(locale, "problem-field-phone", &[]),
        K::UnknownPostcode => text(locale, "problem-field-unknown-postcode", &[]),
        K::UnknownLanguage => text(locale, "problem-field-unknown-language", &[]),
        K::UnknownQualification { code, known } => {
            let known: Vec<&str> = known.iter().map(QualificationCode::as_str).collect();
            let facts = [("code", code.as_str().into()), ("known", known.join(", ").into())];
            text(locale, "problem-field-unknown-qualification", &facts)
        }
        K::UnknownRegion => text(locale, "problem-field-unknown-region", &[]),
        K::SkippedTime { time } => {
            let time = time.format("%Y-%m-%dT%H:%M").to_string();
            text(locale, "problem-field-skipped-time", &[("time", time.into())])
        }
        K::Time => text(locale, "problem-field-time", &[]),
        K::Past => text(locale, "problem-field-past", &[]),
        K::EndsBeforeItBegins => text(locale, "problem-field-ends-before-it-begins", &[]),
        K::SittingsOverlap => text(locale, "problem-field-sittings-overlap", &[]),
        K::WindowTooLong { days } => text(locale, "problem-field-window-too-long", &[("days", (*days).into())]),
        K::WindowTooShort => text(locale, "problem-field-window-too-short", &[]),
        K::Needs { other } => text(locale, "problem-field-needs", &[("other", (*other).into())]),
        K::Cursor => text(locale, "problem-field-cursor", &[]),
        K::WeakPassword => text(locale, "problem-field-weak-password", &[]),
        K::Cell { detail, .. } => detail.clone(),
        K::UnknownReference => text(locale, "problem-field-unknown-reference", &[]),
        K::NotYours => text(locale, "problem-field-not-yours", &[]),
        K::CarrierUnclear { many } => text(locale, "problem-field-carrier-unclear", &[("many", (*many).into())]),
        K::RoleMisplaced => text(locale, "problem-field-role-misplaced", &[]),
    }
}
