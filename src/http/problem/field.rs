//! What can be wrong with one field.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::domain::availability::AvailabilityError;
use crate::domain::contact::ContactError;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::RequestError;
use crate::domain::text::TextError;
use crate::domain::time::TimeError;

crate::domain::code::codes! {
    /// Where a field stands.
    Place {
        /// In the body.
        Body = "body",
        /// Behind the question mark.
        Query = "query",
        /// In a header.
        Header = "header",
    }
}

/// One fault: where, and what.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldFault {
    /// Where the field stands.
    pub place: Place,
    /// Which field: a JSON pointer in the body, a name elsewhere.
    pub pointer: String,
    /// What is wrong with it.
    pub kind: FieldKind,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// It has to be there.
    Required,
    /// Nobody knows a field of this name.
    Unknown,
    /// A value of another type.
    Type {
        /// What is expected, in JSON's words.
        expected: String,
    },
    /// None of the words that are possible.
    NotOneOf {
        /// Those that are.
        allowed: Vec<String>,
    },
    /// Not written in the way that it has to be.
    Format {
        /// The name or pattern of the way.
        expected: String,
    },
    /// Less text than the least.
    TooShort {
        /// The least number of characters.
        min: u64,
    },
    /// More text than fits.
    TooLong {
        /// The most characters.
        max: u64,
    },
    /// A smaller number than the least.
    TooSmall {
        /// The least.
        min: String,
    },
    /// A greater number than the most.
    TooGreat {
        /// The most.
        max: String,
    },
    /// Fewer entries than the least.
    TooFew {
        /// The least number of entries.
        min: u64,
    },
    /// More entries than fit.
    TooMany {
        /// The most entries.
        max: u64,
    },
    /// An entry that stands twice.
    Repeated,
    /// A control character in a single line.
    ControlCharacter {
        /// Where, counted in characters from 1.
        position: usize,
    },
    /// Empty, or nothing but spaces.
    Empty,
    /// A mail address that is none.
    Email,
    /// A telephone number that is none.
    Phone,
    /// A postcode that the area does not have.
    UnknownPostcode,
    /// A language that the tables do not have.
    UnknownLanguage,
    /// A qualification that no Lotse holds and no rules name.
    UnknownQualification {
        /// The one that is meant.
        code: QualificationCode,
        /// Those that are known.
        known: BTreeSet<QualificationCode>,
    },
    /// A region that the area does not have.
    UnknownRegion,
    /// A local time that the change to summer time skips.
    SkippedTime {
        /// The time.
        time: NaiveDateTime,
    },
    /// A local time that is none here: with seconds, or far away.
    Time,
    /// A time that has passed.
    Past,
    /// The end is not after the begin.
    EndsBeforeItBegins,
    /// Two sittings of a series at the same time.
    SittingsOverlap,
    /// From begin to end there is less time than the duration.
    WindowTooShort,
    /// Flexible times, one or all together, that are longer than fits.
    WindowTooLong {
        /// The most days.
        days: i64,
    },
    /// Without this, that field makes no sense.
    Needs {
        /// The other field.
        other: &'static str,
    },
    /// The cursor was not given out for this list and order.
    Cursor,
    /// A password that many use, or that is easily guessed.
    WeakPassword,
    /// A record that is named does not exist, or may not be seen.
    UnknownReference,
    /// Somebody else sets it.
    NotYours,
    /// Several carriers could be meant, or none.
    CarrierUnclear {
        /// How many serve the place.
        many: u64,
    },
    /// A role that there is not in an organisation of this kind.
    RoleMisplaced,
    /// A cell of a list that was sent, as the import says it, in the caller's language.
    Cell {
        /// The import's code.
        code: &'static str,
        /// What is wrong and what to do.
        detail: String,
    },
}

impl FieldKind {
    /// A stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unknown => "unknown_field",
            Self::Type { .. } => "type",
            Self::NotOneOf { .. } => "not_one_of",
            Self::Format { .. } => "format",
            Self::TooShort { .. } => "too_short",
            Self::TooLong { .. } => "too_long",
            Self::TooSmall { .. } => "too_small",
            Self::TooGreat { .. } => "too_great",
            Self::TooFew { .. } => "too_few",
            Self::TooMany { .. } => "too_many",
            Self::Repeated => "repeated",
            Self::ControlCharacter { .. } => "control_character",
            Self::Empty => "empty",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::UnknownPostcode => "unknown_postcode",
            Self::UnknownLanguage => "unknown_language",
            Self::UnknownQualification { .. } => "unknown_qualification",
            Self::UnknownRegion => "unknown_region",
            Self::SkippedTime { .. } => "skipped_time",
            Self::Time => "time",
            Self::Past => "past",
            Self::EndsBeforeItBegins => "ends_before_it_begins",
            Self::SittingsOverlap => "sittings_overlap",
            Self::WindowTooShort => "window_too_short",
            Self::WindowTooLong { .. } => "window_too_long",
            Self::Needs { .. } => "needs",
            Self::Cursor => "cursor",
            Self::WeakPassword => "weak_password",
            Self::UnknownReference => "unknown_reference",
            Self::NotYours => "not_yours",
            Self::CarrierUnclear { .. } => "carrier_unclear",
            Self::RoleMisplaced => "role_misplaced",
            Self::Cell { code, .. } => code,
        }
    }
}

impl From<TextError> for FieldKind {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Empty,
            TextError::TooLong { max, .. } => Self::TooLong { max: u64::try_from(max).unwrap_or(u64::MAX) },
            TextError::Control { position } => Self::ControlCharacter { position },
        }
    }
}

impl From<ContactError> for FieldKind {
    fn from(error: ContactError) -> Self {
        match error {
            ContactError::Phone => Self::Phone,
            ContactError::TooLong => Self::TooLong { max: 254 },
            ContactError::NoAt | ContactError::Character { .. } | ContactError::Domain => Self::Email,
        }
    }
}

impl From<TimeError> for FieldKind {
    fn from(error: TimeError) -> Self {
        match error {
            TimeError::Skipped(time) => Self::SkippedTime { time },
            TimeError::Seconds(_) | TimeError::Year(_) => Self::Time,
        }
    }
}

impl From<RequestError> for FieldKind {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Time(error) => error.into(),
            RequestError::Duration(0) => Self::TooSmall { min: "1".to_owned() },
            RequestError::Duration(_) => Self::TooGreat { max: crate::domain::request::LONGEST_SITTING.to_string() },
            RequestError::NoSitting => Self::TooFew { min: 1 },
            RequestError::SittingsOverlap(_) => Self::SittingsOverlap,
            RequestError::WindowTooShort { .. } => Self::WindowTooShort,
            RequestError::WindowTooLong => Self::WindowTooLong { days: crate::domain::request::Window::LONGEST_DAYS },
        }
    }
}

impl From<AvailabilityError> for FieldKind {
    fn from(error: AvailabilityError) -> Self {
        match error {
            AvailabilityError::EndsBeforeItBegins { .. } | AvailabilityError::LastBeforeFirst { .. } => {
                Self::EndsBeforeItBegins
            }
            AvailabilityError::OutsideTheDay(_) => Self::TooGreat { max: crate::domain::availability::DAY.to_string() },
        }
    }
}
