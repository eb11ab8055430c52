//! The table itself: a workbook has sheets, a sheet has rows, a row has cells.

use super::{Cell, TextEncoding};

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// How the file was understood.
    pub origin: Origin,
    /// The visible sheets in their order; exactly one, with an empty name, for separated text.
    pub sheets: Vec<Sheet>,
    /// Names of the hidden sheets, which are not read.
    pub hidden: Vec<String>,
}

/// How a file was understood; reports say so, since a wrong guess explains odd faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Text with one row a line.
    Separated {
        /// How the bytes were turned into characters.
        encoding: TextEncoding,
        /// The character between two cells.
        delimiter: char,
    },
    /// An XLSX workbook.
    Xlsx,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Name on the tab; empty for separated text.
    pub name: String,
    /// The rows with content, in order. Blank rows are left out; the numbers tell.
    pub rows: Vec<Row>,
}

/// One row with at least one filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Number at the edge of the sheet, counted from 1.
    pub number: u32,
    /// The cells from the first column up to the last filled one.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column counted from 0; empty beyond the last one.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// The letters above a column counted from 0: A, …, Z, AA, …
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    // Bijective base 26: there is no letter for zero, hence the step back at each digit.
    let mut rest = column;
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_excel() {
        for (column, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!(column_letters(column), letters);
        }
    }
}
