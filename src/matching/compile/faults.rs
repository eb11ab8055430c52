//! What can be wrong with a problem file: where, with which value, and what would mend it.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {value:?} {kind}")]
pub struct Fault {
    /// JSON pointer (RFC 6901) to the place in the file.
    pub pointer: String,
    /// The value, as text.
    pub value: String,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong, with the remedy in the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// An identifier that stands in the list twice.
    #[error("is used twice; give each entry its own")]
    UsedTwice,
    /// Not five digits.
    #[error("is no postcode; give five digits as text, such as \"37269\"")]
    NoPostcode,
    /// Five digits that the reference tables do not have.
    #[error("is not in the postcode table{}; take a neighbouring one or give lat and lon", near(.nearest))]
    UnknownPostcode {
        /// One with the same first digits.
        nearest: Option<String>,
    },
    /// Outside the globe, or not a number.
    #[error("are no coordinates; lat lies within ±90, lon within ±180 degrees")]
    NoCoordinates,
    /// A time that does not exist or a length that is not possible.
    #[error("is no appointment: {why}")]
    NoAppointment {
        /// In words.
        why: String,
    },
    /// Nothing to choose from.
    #[error("has no appointment; give at least one under appointments or flexible")]
    WithoutAppointment,
    /// More than 65,535 alternatives.
    #[error("has more alternatives than 65535; narrow the flexible times")]
    TooManyAppointments,
    /// No mode at all.
    #[error("has no mode; name at least one of in_person, phone, video")]
    WithoutMode,
    /// Zero Lotsen needed.
    #[error("must be at least 1")]
    WithoutPlace,
    /// A window that ends before it begins or leaves the day.
    #[error("is no weekly window: {why}")]
    NoWindow {
        /// In words.
        why: String,
    },
    /// An absence that ends before it begins.
    #[error("is no absence: the last day lies before the first")]
    NoAbsence,
    /// A weight or an effort beyond what sums are safe with.
    #[error("is more than 1000000; take smaller units, all weights by the same factor")]
    TooLarge,
    /// A reference to nobody.
    #[error("is no Lotse of this file; check the id under lotsen")]
    UnknownLotse,
    /// A reference to nothing.
    #[error("is no request of this file; check the id under requests")]
    UnknownRequest,
    /// A reference to no carrier, where the file lists carriers.
    #[error("is no carrier of this file; add it under carriers")]
    UnknownCarrier,
    /// An index past the end.
    #[error("is past the request's appointments; count from 0")]
    NoSuchAppointment,
    /// A mode that the request does not name.
    #[error("is not among the request's modes")]
    ModeNotWished,
}

impl FaultKind {
    /// The stable code of this kind.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UsedTwice => "used_twice",
            Self::NoPostcode => "no_postcode",
            Self::UnknownPostcode { .. } => "unknown_postcode",
            Self::NoCoordinates => "no_coordinates",
            Self::NoAppointment { .. } => "no_appointment",
            Self::WithoutAppointment => "without_appointment",
            Self::TooManyAppointments => "too_many_appointments",
            Self::WithoutMode => "without_mode",
            Self::WithoutPlace => "without_place",
            Self::NoWindow { .. } => "no_window",
            Self::NoAbsence => "no_absence",
            Self::TooLarge => "too_large",
            Self::UnknownLotse => "unknown_lotse",
            Self::UnknownRequest => "unknown_request",
            Self::UnknownCarrier => "unknown_carrier",
            Self::NoSuchAppointment => "no_such_appointment",
            Self::ModeNotWished => "mode_not_wished",
        }
    }
}

/// As `{"pointer": …, "value": …, "code": …, "message": …}`.
impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Fault", 4)?;
        fields.serialize_field("pointer", &self.pointer)?;
        fields.serialize_field("value", &self.value)?;
        fields.serialize_field("code", self.kind.code())?;
        fields.serialize_field("message", &self.kind.to_string())?;
        fields.end()
    }
}

fn near(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|known| format!(" (a near one is {known})")).unwrap_or_default()
}

/// A place in the file. It becomes text only where something is wrong, because nearly everything is right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pointer<'a> {
    before: Option<&'a Pointer<'a>>,
    name: &'static str,
    number: usize,
}

impl<'a> Pointer<'a> {
    /// An entry of a list of the file.
    pub(super) const fn entry(list: &'static str, number: usize) -> Self {
        Self { before: None, name: list, number }
    }

    /// A field of it, to which [`Pointer::NO_NUMBER`] belongs.
    pub(super) const fn field(&'a self, name: &'static str) -> Self {
        self.nth(name, Self::NO_NUMBER)
    }

    /// An entry of a list in it.
    pub(super) const fn nth(&'a self, list: &'static str, number: usize) -> Self {
        Self { before: Some(self), name: list, number }
    }

    const NO_NUMBER: usize = usize::MAX;
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        match self.number {
            Self::NO_NUMBER => write!(f, "/{}", self.name),
            number => write!(f, "/{}/{number}", self.name),
        }
    }
}

/// Collects faults.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, pointer: impl fmt::Display, value: &str, kind: FaultKind) {
        self.0.push(Fault { pointer: pointer.to_string(), value: value.to_owned(), kind });
    }

    /// Adds a fault and yields nothing, for expressions that end here.
    pub(super) fn none<T>(&mut self, pointer: impl fmt::Display, value: &str, kind: FaultKind) -> Option<T> {
        self.add(pointer, value, kind);
        None
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_list(self) -> Vec<Fault> {
        self.0
    }
}
