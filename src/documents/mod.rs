//! F2 documents: tables for people as files of their own: CSV, XLSX and PDF from one [`Document`].
//!
//! Whoever makes a document says what stands in it, in the reader's words; how figures are written is said once, by [`Manner`], so that
//! the three files of one document cannot say different things.
//!
//! Deliberately absent: what the tables are about, and any input or output. A document is made in memory and handed on as bytes.

mod manner;
mod pdf;
mod separated;
mod workbook;

pub use manner::Manner;

use chrono::NaiveDate;

/// Which file a document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with separators, for programs and old spreadsheets.
    Csv,
    /// A workbook, a sheet a table.
    Xlsx,
    /// Pages to be printed, signed and filed; tagged for screen readers (PDF/UA-1).
    Pdf,
}

/// A document that could not be made. A mistake of this program, never of what was to be said.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A workbook was refused.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// Pages were refused.
    #[error("the pages could not be written: {0}")]
    Pages(String),
}

/// Some tables under a title.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it is, for its first line and for the window of whoever reads it.
    pub title: String,
    /// How figures and dates are written.
    pub manner: Manner,
    /// What holds for all of it: label and value.
    pub facts: Vec<(String, String)>,
    /// The tables.
    pub tables: Vec<Table>,
    /// What is to be known at the end, a paragraph each.
    pub notes: Vec<String>,
    /// Lines to be signed on, by their labels; on paper alone.
    pub signatures: Vec<String>,
    /// Said at the end of a page that has letters which the font does not have.
    pub about_missing_letters: String,
    /// Stands at the foot of each page, before its number.
    pub foot: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// Headings with the room they want beside others.
    pub columns: Vec<Column>,
    /// What stands in it; as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// Sums below the columns.
    pub totals: Option<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// How much room it wants beside the others, about in letters.
    pub width: u16,
    /// Whether figures stand in it, which are aligned at their end.
    pub figures: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Words(String),
    /// So many.
    Count(u64),
    /// Euro cents.
    Cents(u64),
    /// Minutes, shown as hours with two decimals.
    Minutes(u64),
    /// A day.
    Day(NaiveDate),
}

impl Column {
    /// A column of words.
    pub const fn words(heading: String, width: u16) -> Self {
        Self { heading, width, figures: false }
    }

    /// A column of figures.
    pub const fn figures(heading: String, width: u16) -> Self {
        Self { heading, width, figures: true }
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Pdf];

    /// How the name of such a file ends, and how addresses name it.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
        }
    }
}

impl Document {
    /// The document as a file.
    ///
    /// # Errors
    /// [`DocumentError`], which no content should bring about.
    pub fn write(&self, format: Format) -> Result<Vec<u8>, DocumentError> {
        match format {
            Format::Csv => Ok(separated::write(self).into_bytes()),
            Format::Xlsx => workbook::write(self),
            Format::Pdf => pdf::write(self),
        }
    }
}

#[cfg(test)]
mod tests;
