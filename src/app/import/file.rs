//! From the bytes of a file to the entries of a list, for those who have no file but what was sent.

use super::list::{ListError, ReadList};
use super::sentences::table_sentence;
use super::{Defaults, LotseEntry, Reference, RequestEntry, read_lotsen, read_requests};
use crate::i18n::Locale;
use crate::tables::{self, Limits, TableError};

/// Why a file is no such list.
#[derive(Debug, thiserror::Error)]
pub enum ListFileError {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It is another one.
    #[error(transparent)]
    List(#[from] ListError),
}

impl ListFileError {
    /// Why, and what to do, in the reader's language.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        match self {
            Self::Table(error) => table_sentence(error, locale),
            Self::List(error) => error.sentence(locale),
        }
    }
}

/// Reads the lists of Lotsen in a file.
///
/// # Errors
/// [`ListFileError`]. Faults in rows are no errors; they are in [`ReadList::faults`].
pub fn read_lotsen_file(
    bytes: &[u8],
    sheet: Option<&str>,
    reference: &Reference<'_>,
    defaults: &Defaults,
) -> Result<ReadList<LotseEntry>, ListFileError> {
    Ok(read_lotsen(&tables::read(bytes, &Limits::default())?, sheet, reference, defaults)?)
}

/// Reads the lists of requests in a file.
///
/// # Errors
/// As [`read_lotsen_file`].
pub fn read_requests_file(
    bytes: &[u8],
    sheet: Option<&str>,
    reference: &Reference<'_>,
    defaults: &Defaults,
) -> Result<ReadList<RequestEntry>, ListFileError> {
    Ok(read_requests(&tables::read(bytes, &Limits::default())?, sheet, reference, defaults)?)
}
