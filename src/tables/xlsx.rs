//! XLSX workbooks, read cell by cell with `calamine`.
//!
//! Cells are streamed and not taken as a range: a range is a full rectangle, and one stray cell in
//! the last row of a sheet would make it a table of a billion cells.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::{Cell, Limits, Origin, Row, Sheet, TableError, Workbook, column_letters, unpack};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a workbook.
///
/// `calamine` is made for well-formed workbooks and panics on some damaged ones (an overflow in a
/// cell reference, for example). A list from outside must not bring the process down, so a panic
/// in it is caught here, where nothing outlives it, and is a damaged workbook like any other.
///
/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, TableError> {
    unpack::check_size(bytes, limits.unpacked_bytes)?;
    let read = std::panic::catch_unwind(|| read_checked(bytes, limits));
    read.unwrap_or_else(|_| Err(TableError::NotAWorkbook { detail: "the reader gave up on its content".to_owned() }))
}

fn read_checked(bytes: &[u8], limits: &Limits) -> Result<Workbook, TableError> {
    let mut book = Book::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => TableError::PasswordProtected,
        other => TableError::NotAWorkbook { detail: other.to_string() },
    })?;
    let mut sheets = Vec::new();
    let mut hidden = Vec::new();
    let mut cells_left = limits.cells;
    for about in book.sheets_metadata().to_vec() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        if about.visible == SheetVisible::Visible {
            sheets.push(read_sheet(&mut book, about.name, limits, &mut cells_left)?);
        } else {
            hidden.push(about.name);
        }
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(TableError::Empty);
    }
    Ok(Workbook { origin: Origin::Xlsx, sheets, hidden })
}

fn read_sheet(book: &mut Book<'_>, name: String, limits: &Limits, cells_left: &mut usize) -> Result<Sheet, TableError> {
    let broken = |error: XlsxError| TableError::BrokenSheet { sheet: name.clone(), detail: error.to_string() };
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    while let Some(found) = cells.next_cell().map_err(broken)? {
        let cell = cell_of(found.get_value());
        if cell.is_empty() {
            continue;
        }
        let (row, column) = found.get_position();
        let number = row.saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        check_cell(&cell, &name, number, column, limits)?;
        let row = match rows.last_mut() {
            Some(last) if last.number == number => last,
            _ => {
                if rows.len() == limits.rows {
                    return Err(TableError::TooManyRows { sheet: name, limit: limits.rows });
                }
                rows.push(Row { number, cells: Vec::new() });
                let Some(last) = rows.last_mut() else {
                    continue;
                };
                last
            }
        };
        put(&mut row.cells, column, cell, cells_left).ok_or(TableError::TooManyCells { limit: limits.cells })?;
    }
    // Excel writes rows in order; other programs need not.
    rows.sort_by_key(|row| row.number);
    Ok(Sheet { name, rows })
}

/// Places a cell in its row, filling up with empty ones; `None` when no more cells are allowed.
fn put(cells: &mut Vec<Cell>, column: usize, cell: Cell, cells_left: &mut usize) -> Option<()> {
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
        return Some(());
    }
    let added = column + 1 - cells.len();
    *cells_left = cells_left.checked_sub(added)?;
    cells.resize(column, Cell::Empty);
    cells.push(cell);
    Some(())
}

fn check_cell(cell: &Cell, sheet: &str, row: u32, column: usize, limits: &Limits) -> Result<(), TableError> {
    if column >= limits.columns {
        return Err(TableError::TooManyColumns { sheet: sheet.to_owned(), row, limit: limits.columns });
    }
    match cell {
        Cell::Text(text) if text.chars().take(limits.cell_chars + 1).count() > limits.cell_chars => {
            Err(TableError::CellTooLong {
                sheet: sheet.to_owned(),
                row,
                column: column_letters(column),
                limit: limits.cell_chars,
            })
        }
        _ => Ok(()),
    }
}

fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => {
            #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53, far beyond what a list counts")]
            let number = *number as f64;
            Cell::Number(number)
        }
        DataRef::Float(number) => number_cell(*number),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(serial) => serial_cell(serial),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_cell(text),
        DataRef::Error(error) => Cell::Broken(error.to_string()),
    }
}

fn number_cell(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Broken(number.to_string()) }
}

/// Excel keeps days since 1900 (or 1904) with the time of day as the fraction, and only the
/// format of the cell says that this number is a date.
fn serial_cell(serial: &ExcelDateTime) -> Cell {
    let days = serial.as_f64();
    if serial.is_duration() {
        return span_of(days).map_or(number_cell(days), Cell::Span);
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let exact = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .and_then(|date| date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()));
    // Days before 1 March 1900 carry Excel's leap year error, and no list means them; zero days
    // with a fraction is how Excel keeps a time of day alone.
    match exact.map(to_nearest_second) {
        Some(moment) if (0.0..1.0).contains(&days) => Cell::Time(moment.time()),
        Some(moment) if days >= 61.0 => date_cell(moment),
        _ => number_cell(days),
    }
}

fn date_cell(moment: NaiveDateTime) -> Cell {
    if moment.time() == NaiveTime::MIN { Cell::Date(moment.date()) } else { Cell::DateTime(moment) }
}

/// Half past three is 0.645833… of a day, which programs cut at different lengths.
fn to_nearest_second(moment: NaiveDateTime) -> NaiveDateTime {
    let up = TimeDelta::milliseconds(500);
    let rounded = moment.checked_add_signed(up).unwrap_or(moment);
    rounded.with_nanosecond(0).unwrap_or(rounded)
}

fn span_of(days: f64) -> Option<TimeDelta> {
    let seconds = (days * 86_400.0).round();
    if seconds.abs() > 1e12 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "in range by the check above, and rounded")]
    TimeDelta::try_seconds(seconds as i64)
}

/// Dates in ISO notation, as some programs write them into strict workbooks.
fn iso_cell(text: &str) -> Cell {
    let plain = text.trim_end_matches('Z');
    if let Ok(moment) = plain.parse::<NaiveDateTime>() {
        return date_cell(to_nearest_second(moment));
    }
    if let Ok(day) = plain.parse::<NaiveDate>() {
        return Cell::Date(day);
    }
    match plain.parse::<NaiveTime>() {
        Ok(time) => Cell::Time(time),
        Err(_) => Cell::text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn serial(value: f64, kind: ExcelDateTimeType, from_1904: bool) -> String {
        serial_cell(&ExcelDateTime::new(value, kind, from_1904)).shown()
    }

    #[test]
    fn serial_numbers_become_what_excel_shows() {
        use ExcelDateTimeType::{DateTime, TimeDelta};
        let cases = [
            (46_370.0, DateTime, false, "14.12.2026"),
            (46_370.645_833_3, DateTime, false, "14.12.2026 15:30"),
            (46_370.999_999_9, DateTime, false, "15.12.2026"),
            (44_908.375, DateTime, true, "14.12.2026 09:00"),
            (0.375, DateTime, false, "09:00"),
            (61.0, DateTime, false, "01.03.1900"),
            // Not a day that a list means, so it stays the number it is.
            (60.0, DateTime, false, "60"),
            (-3.0, DateTime, false, "-3"),
            (0.0625, TimeDelta, false, "1:30"),
            (1.5, TimeDelta, false, "36:00"),
        ];
        for (value, kind, from_1904, shown) in cases {
            assert_eq!(serial(value, kind, from_1904), shown, "{value}");
        }
        assert_eq!(number_cell(f64::NAN), Cell::Broken("NaN".into()));
    }

    #[test]
    fn iso_dates_are_read() {
        for (text, shown) in [
            ("2026-12-14T15:30:00", "14.12.2026 15:30"),
            ("2026-12-14T00:00:00Z", "14.12.2026"),
            ("2026-12-14", "14.12.2026"),
            ("15:30:00", "15:30"),
            ("bald", "bald"),
        ] {
            assert_eq!(iso_cell(text).shown(), shown);
        }
    }
}
