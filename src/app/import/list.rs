//! From a workbook to the entries of one kind of list: which sheets hold it, which columns it has, row by row.

use std::collections::HashMap;

use serde::Serialize;

use super::fault::{Fault, FaultKind};
use super::headings::{Column, LotseColumn, RequestColumn};
use super::notice::{Notice, NoticeKind};
use super::row::RowReader;
use crate::tables::{HeadingRow, IgnoredColumn, Row, Sheet, Workbook, find_headings};

/// The two kinds of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Lotsen.
    Lotsen,
    /// Support requests.
    Requests,
}

/// Why a workbook was not read as a list at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No sheet has the headings of such a list.
    #[error("no sheet has the headings of a list of {wanted:?}")]
    NoSuchList {
        /// What was looked for.
        wanted: ListKind,
        /// A sheet is a list of the other kind.
        found: Option<ListKind>,
    },
    /// The sheet asked for is not there.
    #[error("there is no visible sheet {name:?}")]
    NoSuchSheet {
        /// The name.
        name: String,
        /// The names of the visible sheets.
        sheets: Vec<String>,
    },
}

/// A row that became an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow<T> {
    /// Name of the sheet; empty for separated text.
    pub sheet: String,
    /// Number of the row, as the user sees it.
    pub row: u32,
    /// The entry.
    pub entry: T,
}

/// Everything that was read from the lists of one kind in a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadList<T> {
    /// The rows without fault, in order.
    pub good: Vec<ReadRow<T>>,
    /// How many rows hold an entry, faulty ones included.
    pub rows: usize,
    /// How many of them have at least one fault.
    pub faulty_rows: usize,
    /// All faults, in the order of sheets, rows and columns.
    pub faults: Vec<Fault>,
    /// What else there is to know.
    pub notices: Vec<Notice>,
}

/// Reads all lists of one kind. `only` restricts it to one sheet, by name.
pub(super) fn read_list<C: Column, T>(
    book: &Workbook,
    wanted: ListKind,
    only: Option<&str>,
    mut read_row: impl FnMut(&mut RowReader<'_, C>) -> Option<T>,
) -> Result<ReadList<T>, ListError> {
    let mut list = ReadList { good: Vec::new(), rows: 0, faulty_rows: 0, faults: Vec::new(), notices: Vec::new() };
    let mut numbers = FirstRows::default();
    for (sheet, headings) in sheets_with::<C>(book, wanted, only, &mut list.notices)? {
        list.notices.extend(headings.ignored.iter().map(|column| ignored(sheet, column)));
        if let Some(fault) = missing_columns(sheet, &headings) {
            list.faults.push(fault);
            continue;
        }
        for row in sheet.rows.iter().filter(|row| row.number > headings.number) {
            let mut reader = RowReader::new(&sheet.name, &headings, row);
            if C::REQUIRED.iter().all(|&column| reader.cell(column).is_empty()) {
                list.notices.push(skipped(sheet, row));
                continue;
            }
            list.rows += 1;
            numbers.check(&mut reader, sheet, row);
            match read_row(&mut reader).filter(|_| reader.faults.is_empty()) {
                Some(entry) => {
                    list.good.push(ReadRow { sheet: sheet.name.clone(), row: row.number, entry });
                    // Notices tell what will become of an entry, so a row that is not taken has none.
                    list.notices.append(&mut reader.notices);
                }
                None => list.faulty_rows += 1,
            }
            list.faults.append(&mut reader.faults);
        }
    }
    Ok(list)
}

/// Where each of the list's own numbers was seen first.
#[derive(Default)]
struct FirstRows(HashMap<String, (String, u32)>);

impl FirstRows {
    fn check<C: Column>(&mut self, reader: &mut RowReader<'_, C>, sheet: &Sheet, row: &Row) {
        let number = reader.cell(C::NUMBER).shown();
        if number.is_empty() {
            return;
        }
        match self.0.get(&number) {
            None => {
                self.0.insert(number, (sheet.name.clone(), row.number));
            }
            Some((first_sheet, first_row)) => {
                let kind = FaultKind::DuplicateNumber { first_sheet: first_sheet.clone(), first_row: *first_row };
                reader.fault(C::NUMBER, kind);
            }
        }
    }
}

type Found<'a, C> = (&'a Sheet, HeadingRow<C>);

/// The sheets that hold such a list; the others become notices.
fn sheets_with<'a, C: Column>(
    book: &'a Workbook,
    wanted: ListKind,
    only: Option<&str>,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Found<'a, C>>, ListError> {
    if let Some(name) = only.filter(|name| book.sheets.iter().all(|sheet| sheet.name != **name)) {
        let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        return Err(ListError::NoSuchSheet { name: name.to_owned(), sheets });
    }
    let mut found = Vec::new();
    let mut other = None;
    for sheet in book.sheets.iter().filter(|sheet| only.is_none_or(|name| sheet.name == name)) {
        let holds = kind_of(sheet);
        match find_headings(sheet, C::recognise).filter(|_| holds == Some(wanted)) {
            Some(headings) => found.push((sheet, headings)),
            None => {
                other = other.or(holds);
                notices.push(about(&sheet.name, NoticeKind::SheetOther { holds }));
            }
        }
    }
    if found.is_empty() {
        return Err(ListError::NoSuchList { wanted, found: other });
    }
    notices.extend(book.hidden.iter().map(|name| about(name, NoticeKind::SheetHidden)));
    Ok(found)
}

/// What a sheet holds: the kind of which more headings are recognised. Both kinds share some (a postcode, a language).
fn kind_of(sheet: &Sheet) -> Option<ListKind> {
    let lotsen = find_headings(sheet, LotseColumn::recognise).map_or(0, |headings| headings.known.len());
    let requests = find_headings(sheet, RequestColumn::recognise).map_or(0, |headings| headings.known.len());
    match lotsen.max(requests) {
        0 => None,
        _ if lotsen >= requests => Some(ListKind::Lotsen),
        _ => Some(ListKind::Requests),
    }
}

fn missing_columns<C: Column>(sheet: &Sheet, headings: &HeadingRow<C>) -> Option<Fault> {
    let missing = C::REQUIRED.iter().filter(|&&column| headings.of(column).is_none());
    let columns: Vec<_> = missing.map(|column| column.title().to_owned()).collect();
    (!columns.is_empty()).then(|| Fault {
        sheet: sheet.name.clone(),
        row: headings.number,
        column: columns.join(", "),
        value: String::new(),
        kind: FaultKind::MissingColumns { columns },
    })
}

fn about(sheet: &str, kind: NoticeKind) -> Notice {
    Notice { sheet: sheet.to_owned(), row: None, column: None, kind }
}

fn ignored(sheet: &Sheet, column: &IgnoredColumn) -> Notice {
    let (title, kind) = match column {
        IgnoredColumn::Unknown { title } => (Some(title), NoticeKind::ColumnUnknown),
        IgnoredColumn::Repeated { title, taken } => (Some(title), NoticeKind::ColumnRepeated { taken: taken.clone() }),
        IgnoredColumn::Untitled { letters } => (None, NoticeKind::ColumnUntitled { letters: letters.clone() }),
    };
    Notice { column: title.cloned(), ..about(&sheet.name, kind) }
}

fn skipped(sheet: &Sheet, row: &Row) -> Notice {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let text = filled.map(crate::tables::Cell::shown).collect::<Vec<_>>().join(" ");
    Notice { row: Some(row.number), ..about(&sheet.name, NoticeKind::RowSkipped { text }) }
}
