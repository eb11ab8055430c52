//! Reading stored values back: every value passes the domain's parsers again.
//!
//! A value that no longer parses is an error that names table, column and row. It never quotes the value.

use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::error::StorageError;
use super::types::{Id, Ts};

/// Unwraps what a parser of the domain said about the column `what` in the row `id`.
pub fn read<T, E>(result: Result<T, E>, what: &'static str, id: Id) -> Result<T, StorageError> {
    result.map_err(|_| StorageError::Unreadable { what, row: id.0 })
}

/// Parses a text column.
pub fn text<T: FromStr>(text: &str, what: &'static str, id: Id) -> Result<T, StorageError> {
    read(text.parse(), what, id)
}

/// Parses a text column into a type that is made from an owned text.
pub fn owned<T: TryFrom<String>>(text: String, what: &'static str, id: Id) -> Result<T, StorageError> {
    read(T::try_from(text), what, id)
}

/// The same for a column that may be empty.
pub fn owned_if<T: TryFrom<String>>(
    text: Option<String>,
    what: &'static str,
    id: Id,
) -> Result<Option<T>, StorageError> {
    text.map(|text| owned(text, what, id)).transpose()
}

/// Narrows a number to what the domain holds.
pub fn number<T: TryFrom<N>, N>(number: N, what: &'static str, id: Id) -> Result<T, StorageError> {
    read(T::try_from(number), what, id)
}

/// A text for a column that may be empty.
pub fn shown<T: Display>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

/// An instant for a column that may be empty.
pub fn instant(at: Option<DateTime<Utc>>) -> Option<Ts> {
    at.map(Ts::from)
}

/// Rows by their owner, in the order they came.
pub struct ByOwner<R>(HashMap<Id, Vec<R>>);

impl<R> ByOwner<R> {
    /// Sorts the rows to their owners.
    pub fn new(rows: Vec<R>, owner: impl Fn(&R) -> Id) -> Self {
        let mut groups: HashMap<Id, Vec<R>> = HashMap::new();
        for row in rows {
            groups.entry(owner(&row)).or_default().push(row);
        }
        Self(groups)
    }

    /// The rows of one owner; a second call finds none.
    pub fn take(&mut self, owner: Id) -> Vec<R> {
        self.0.remove(&owner).unwrap_or_default()
    }
}

/// Numbers the members of a list for its `position` column.
pub fn numbered<T>(list: &[T]) -> impl Iterator<Item = (i32, &T)> {
    (0..).zip(list)
}
