//! Lists as projects keep them: the bytes of a CSV or XLSX file become sheets of typed cells.
//!
//! [`read`] looks at the bytes, not at the file name, so a workbook called `liste.csv` is still
//! read. What comes out keeps the row numbers and the wording a coordinator sees in the own
//! editor, because every fault the importer reports must be found again there.
//!
//! Deliberately absent: any knowledge of Lotsen or requests. Which headings exist, what a cell
//! means and what counts as a fault belongs to `app::import`; this floor only opens files, within
//! [`Limits`], and never panics on what it finds in them.

mod cell;
mod delimiter;
mod encoding;
mod error;
mod headings;
mod limits;
mod separated;
mod sheet;
mod unpack;
mod xlsx;

pub use crate::domain::search::fold;
pub use cell::Cell;
pub use encoding::TextEncoding;
pub use error::TableError;
pub use headings::{Heading, HeadingRow, IgnoredColumn, find_headings};
pub use limits::Limits;
pub use sheet::{Origin, Row, Sheet, Workbook, column_letters};

/// First bytes of every zip archive, and so of every XLSX workbook.
const ZIP: &[u8] = b"PK\x03\x04";
/// First bytes of an OLE compound file: a workbook of Excel 97–2003, or one with a password.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Reads a list. Decides by the content whether it is a workbook or separated text.
///
/// # Errors
/// A [`TableError`] when the bytes are no table, exceed a limit, or are damaged so that reading on
/// would mean guessing. Nothing is returned in part.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, TableError> {
    if bytes.len() > limits.file_bytes {
        return Err(TableError::FileTooLarge { bytes: bytes.len(), limit: limits.file_bytes });
    }
    if bytes.starts_with(ZIP) {
        return xlsx::read(bytes, limits);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(if holds_encrypted_package(bytes) {
            TableError::PasswordProtected
        } else {
            TableError::OldWorkbook
        });
    }
    separated::read(bytes, limits)
}

/// A workbook with a password is a compound file with a stream of this name, in UTF-16.
fn holds_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|part| part == name)
}
