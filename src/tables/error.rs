//! Why a file cannot be read as a table at all.
//!
//! Faults inside a readable table (a wrong postcode, an unknown language) are not here: they are
//! `app::import::FaultKind`, one per cell.

use super::TextEncoding;

/// A file that is refused as a whole. The sentence for users is made by `app::import`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// More bytes than [`super::Limits::file_bytes`].
    #[error("the file has {bytes} bytes, at most {limit} are read")]
    FileTooLarge {
        /// Size of the file.
        bytes: usize,
        /// Largest size that is read.
        limit: usize,
    },
    /// The workbook unpacks to more than [`super::Limits::unpacked_bytes`].
    #[error("the workbook unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// Largest unpacked size that is read.
        limit: u64,
    },
    /// A sheet has more rows than [`super::Limits::rows`].
    #[error("sheet {sheet:?} has more than {limit} rows")]
    TooManyRows {
        /// Name of the sheet; empty for separated text.
        sheet: String,
        /// Largest number of rows that is read.
        limit: usize,
    },
    /// A row has content right of [`super::Limits::columns`].
    #[error("row {row} of sheet {sheet:?} has more than {limit} columns")]
    TooManyColumns {
        /// Name of the sheet; empty for separated text.
        sheet: String,
        /// The row, counted as the user sees it.
        row: u32,
        /// Largest number of columns that is read.
        limit: usize,
    },
    /// The file has more cells than [`super::Limits::cells`].
    #[error("the file has more than {limit} cells")]
    TooManyCells {
        /// Largest number of cells that is read.
        limit: usize,
    },
    /// One cell is longer than [`super::Limits::cell_chars`].
    #[error("column {column} of row {row} in sheet {sheet:?} has more than {limit} characters")]
    CellTooLong {
        /// Name of the sheet; empty for separated text.
        sheet: String,
        /// The row, counted as the user sees it.
        row: u32,
        /// Letters of the column, as in Excel.
        column: String,
        /// Largest number of characters that is read.
        limit: usize,
    },
    /// No cell has content.
    #[error("the file is empty")]
    Empty,
    /// Control characters show that this is neither text nor a workbook (a PDF, an image).
    #[error("the file is neither separated text nor an XLSX workbook")]
    NotATable,
    /// The file announces an encoding by its byte order mark and breaks it.
    #[error("line {line} is not valid {encoding}")]
    BrokenText {
        /// The encoding announced.
        encoding: TextEncoding,
        /// Line of the first broken character.
        line: u32,
    },
    /// A quotation mark is opened and never closed: everything after it would be one cell.
    #[error("the quotation mark opened in line {line} is never closed")]
    UnclosedQuote {
        /// The line of the file (not of the table) in which the cell begins, from 1.
        line: u32,
    },
    /// A workbook of Excel 97–2003 (`.xls`).
    #[error("workbooks of Excel 97-2003 (.xls) are not read")]
    OldWorkbook,
    /// A workbook with a password.
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    /// A zip archive that is no XLSX workbook (an ODS or a DOCX file), or a damaged one.
    #[error("not a readable XLSX workbook: {detail}")]
    NotAWorkbook {
        /// What the reader met, for the log and for support.
        detail: String,
    },
    /// A sheet of an otherwise readable workbook is damaged.
    #[error("sheet {sheet:?} cannot be read: {detail}")]
    BrokenSheet {
        /// Name of the sheet.
        sheet: String,
        /// What the reader met.
        detail: String,
    },
}

impl TableError {
    /// Stable code, also in machine-readable reports.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "file-too-large",
            Self::UnpacksTooLarge { .. } => "unpacks-too-large",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::CellTooLong { .. } => "cell-too-long",
            Self::Empty => "empty-file",
            Self::NotATable => "not-a-table",
            Self::BrokenText { .. } => "broken-text",
            Self::UnclosedQuote { .. } => "unclosed-quote",
            Self::OldWorkbook => "old-workbook",
            Self::PasswordProtected => "password-protected",
            Self::NotAWorkbook { .. } => "not-a-workbook",
            Self::BrokenSheet { .. } => "broken-sheet",
        }
    }
}
