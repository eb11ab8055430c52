//! One row on its way to an entry: asks for cells by column, collects every fault and notice.

use super::fault::{Fault, FaultKind, Parsed};
use super::headings::Column;
use super::notice::{Notice, NoticeKind};
use crate::tables::{Cell, HeadingRow, Row};

/// Reads the cells of one row. A cell that is refused adds its faults and yields `None`; the reader goes on, so that
/// one pass finds all faults of the row.
pub(super) struct RowReader<'a, C> {
    sheet: &'a str,
    headings: &'a HeadingRow<C>,
    row: &'a Row,
    pub(super) faults: Vec<Fault>,
    pub(super) notices: Vec<Notice>,
}

impl<'a, C: Column> RowReader<'a, C> {
    pub(super) fn new(sheet: &'a str, headings: &'a HeadingRow<C>, row: &'a Row) -> Self {
        Self { sheet, headings, row, faults: Vec::new(), notices: Vec::new() }
    }

    /// The cell in this column; empty where the list has no such column.
    pub(super) fn cell(&self, column: C) -> &'a Cell {
        self.headings.of(column).map_or(&Cell::Empty, |heading| self.row.cell(heading.column))
    }

    /// Does the list have this column?
    pub(super) fn has(&self, column: C) -> bool {
        self.headings.of(column).is_some()
    }

    /// The heading as typed, or as we would write it.
    pub(super) fn title(&self, column: C) -> &'a str {
        self.headings.of(column).map_or(column.title(), |heading| heading.title.as_str())
    }

    /// A value that each row needs.
    pub(super) fn required<T>(&mut self, column: C, parse: impl FnOnce(&Cell) -> Parsed<T>) -> Option<T> {
        match self.cell(column) {
            Cell::Empty => {
                self.fault(column, FaultKind::MissingValue);
                None
            }
            _ => self.parsed(column, parse),
        }
    }

    /// A value that may be missing: `Some(None)` for an empty cell or a list without the column.
    #[expect(
        clippy::option_option,
        reason = "the outer None is refused, the inner one says nothing; callers need both"
    )]
    pub(super) fn optional<T>(&mut self, column: C, parse: impl FnOnce(&Cell) -> Parsed<T>) -> Option<Option<T>> {
        match self.cell(column) {
            Cell::Empty => Some(None),
            _ => self.parsed(column, parse).map(Some),
        }
    }

    /// A value that an empty cell has as well.
    pub(super) fn any<T>(&mut self, column: C, parse: impl FnOnce(&Cell) -> Parsed<T>) -> Option<T> {
        self.parsed(column, parse)
    }

    fn parsed<T>(&mut self, column: C, parse: impl FnOnce(&Cell) -> Parsed<T>) -> Option<T> {
        let cell = self.cell(column);
        if matches!(cell, Cell::Broken(_)) {
            self.fault(column, FaultKind::BrokenCell);
            return None;
        }
        match parse(cell) {
            Ok(value) => Some(value),
            Err(refusal) => {
                for kind in refusal.0 {
                    self.fault(column, kind);
                }
                None
            }
        }
    }

    pub(super) fn fault(&mut self, column: C, kind: FaultKind) {
        self.faults.push(Fault {
            sheet: self.sheet.to_owned(),
            row: self.row.number,
            column: self.title(column).to_owned(),
            value: self.cell(column).shown(),
            kind,
        });
    }

    pub(super) fn notice(&mut self, column: C, kind: NoticeKind) {
        self.notices.push(Notice {
            sheet: self.sheet.to_owned(),
            row: Some(self.row.number),
            column: Some(self.title(column).to_owned()),
            kind,
        });
    }

    /// Notices a question mark in a name, where Excel has dropped a letter that its encoding does not have.
    pub(super) fn notice_lost_letters(&mut self, columns: &[C]) {
        for &column in columns {
            let value = self.cell(column).shown();
            if value.contains(['?', '\u{FFFD}']) {
                self.notice(column, NoticeKind::LostLetters { value });
            }
        }
    }
}
