//! From documents to values of the domain, noting every fault on the way.

use std::fmt::Display;

use super::fault::ApiError;
use crate::http::problem::{FieldFault, FieldKind, Place};

/// The faults of one document so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldFault>);

impl Faults {
    /// Notes a fault of a field of the body.
    pub fn note(&mut self, pointer: impl Into<String>, kind: impl Into<FieldKind>) {
        self.0.push(FieldFault { place: Place::Body, pointer: pointer.into(), kind: kind.into() });
    }

    /// The value, or a fault noted.
    pub fn take<T, E: Into<FieldKind>>(&mut self, pointer: impl Into<String>, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.note(pointer, error)).ok()
    }

    /// The value of a field that may be absent; `None` also where a fault was noted.
    pub fn take_if<T, E: Into<FieldKind>>(
        &mut self,
        pointer: impl Into<String>,
        value: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.take(pointer, parse(value?))
    }

    /// The values of a list, each parsed with its own pointer; those with faults are left out and noted.
    pub fn take_all<S, T, E: Into<FieldKind>>(
        &mut self,
        pointer: impl Display,
        all: &[S],
        mut parse: impl FnMut(&S) -> Result<T, E>,
    ) -> Vec<T> {
        let mut taken = Vec::with_capacity(all.len());
        for (at, one) in all.iter().enumerate() {
            taken.extend(self.take(format!("{pointer}/{at}"), parse(one)));
        }
        taken
    }

    /// The value, if there were no faults at all.
    ///
    /// # Errors
    /// All faults.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, ApiError> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ if self.0.is_empty() => Err(ApiError::defect(&"a form has neither a value nor a fault")),
            _ => Err(ApiError::Fields(self.0)),
        }
    }
}
