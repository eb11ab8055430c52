//! Finding the row of headings below titles and blank rows.

use super::{Sheet, column_letters};

/// As many different known headings make a row the row of headings. Two could be an accident of
/// a title row; the shortest list with sense has a number, a name and a postcode.
const ENOUGH: usize = 3;

/// Rows with content looked at; a table that begins further down is not found.
const SEARCHED_ROWS: usize = 50;

/// A column whose heading is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<C> {
    /// What the column means.
    pub meaning: C,
    /// Position, counted from 0.
    pub column: usize,
    /// The heading as typed.
    pub title: String,
}

/// A column that is not read, to be told to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IgnoredColumn {
    /// The heading says nothing to us.
    Unknown {
        /// The heading as typed.
        title: String,
    },
    /// Another column with the same meaning stands further left and is taken.
    Repeated {
        /// The heading as typed.
        title: String,
        /// The heading that is taken.
        taken: String,
    },
    /// There are values but no heading.
    Untitled {
        /// Letters of the column, as in Excel.
        letters: String,
    },
}

/// The row of headings of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingRow<C> {
    /// Number of the row, as the user sees it.
    pub number: u32,
    /// The columns that are read, from left to right; each meaning once.
    pub known: Vec<Heading<C>>,
    /// The columns that are not read.
    pub ignored: Vec<IgnoredColumn>,
}

impl<C: Copy + Eq> HeadingRow<C> {
    /// The column with this meaning.
    #[must_use]
    pub fn of(&self, meaning: C) -> Option<&Heading<C>> {
        self.known.iter().find(|heading| heading.meaning == meaning)
    }
}

/// The first row in which enough different headings are recognised, or nothing.
///
/// `recognise` gets a heading as typed and says what it means.
#[must_use]
pub fn find_headings<C: Copy + Eq>(sheet: &Sheet, recognise: impl Fn(&str) -> Option<C>) -> Option<HeadingRow<C>> {
    let candidates = sheet.rows.iter().take(SEARCHED_ROWS);
    for row in candidates {
        let mut found = HeadingRow { number: row.number, known: Vec::new(), ignored: Vec::new() };
        for (column, cell) in row.cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let title = cell.shown();
            match recognise(&title) {
                None => found.ignored.push(IgnoredColumn::Unknown { title }),
                Some(meaning) => match found.of(meaning).map(|taken| taken.title.clone()) {
                    Some(taken) => found.ignored.push(IgnoredColumn::Repeated { title, taken }),
                    None => found.known.push(Heading { meaning, column, title }),
                },
            }
        }
        if found.known.len() >= ENOUGH {
            let untitled = untitled_columns(sheet, row.number);
            found.ignored.extend(untitled);
            return Some(found);
        }
    }
    None
}

/// Columns with values below the row of headings and none in it.
fn untitled_columns(sheet: &Sheet, heading_row: u32) -> Vec<IgnoredColumn> {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max();
    let titled = |column: usize| {
        let heading = sheet.rows.iter().find(|row| row.number == heading_row);
        heading.is_some_and(|row| !row.cell(column).is_empty())
    };
    let filled = |column: usize| {
        let mut below = sheet.rows.iter().filter(|row| row.number > heading_row);
        below.any(|row| !row.cell(column).is_empty())
    };
    (0..width.unwrap_or(0))
        .filter(|&column| !titled(column) && filled(column))
        .map(|column| IgnoredColumn::Untitled { letters: column_letters(column) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, fold, read};
    use super::*;

    fn headings(text: &str) -> Option<HeadingRow<&'static str>> {
        let book = read(text.as_bytes(), &Limits::default()).unwrap();
        let known = ["nr", "name", "plz", "sprachen"];
        find_headings(book.sheets.first().unwrap(), |title| known.into_iter().find(|spelling| *spelling == fold(title)))
    }

    #[test]
    fn titles_and_blank_rows_are_skipped() {
        let found = headings("Unsere Lotsen\n\nName;PLZ\n\nNr.;Name;Bild;PLZ\n1;a;b;2").unwrap();
        assert_eq!(found.number, 5);
        let columns: Vec<_> = found.known.iter().map(|h| (h.meaning, h.column)).collect();
        assert_eq!(columns, [("nr", 0), ("name", 1), ("plz", 3)]);
        assert_eq!(headings("Name;Ort\na;b"), None);
    }

    #[test]
    fn columns_not_read_are_named() {
        let found = headings("Nr.;NAME;;PLZ;Bild;P.L.Z.;\n1;a;x;2;y;3;z;w").unwrap();
        assert_eq!(
            found.ignored,
            [
                IgnoredColumn::Unknown { title: "Bild".into() },
                IgnoredColumn::Repeated { title: "P.L.Z.".into(), taken: "PLZ".into() },
                IgnoredColumn::Untitled { letters: "C".into() },
                IgnoredColumn::Untitled { letters: "G".into() },
                IgnoredColumn::Untitled { letters: "H".into() },
            ]
        );
    }
}
