//! Text with one row a line (CSV), read by the `csv` crate.

use csv::{ReaderBuilder, StringRecord};

use super::{Cell, Limits, Origin, Row, Sheet, TableError, Workbook, column_letters};
use super::{delimiter, encoding};

/// Reads separated text.
///
/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, TableError> {
    let (text, encoding) = encoding::decode(bytes)?;
    let (delimiter, text) = match delimiter::declared(&text) {
        Some((delimiter, rest)) => (delimiter, rest),
        None => (delimiter::sniff(&text), text.as_ref()),
    };
    if let Some(line) = delimiter::unclosed_quote(text, delimiter) {
        return Err(TableError::UnclosedQuote { line });
    }
    let rows = read_rows(text, delimiter, limits)?;
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    Ok(Workbook {
        origin: Origin::Separated { encoding, delimiter },
        sheets: vec![Sheet { name: String::new(), rows }],
        hidden: Vec::new(),
    })
}

fn read_rows(text: &str, delimiter: char, limits: &Limits) -> Result<Vec<Row>, TableError> {
    // `declared` and `sniff` yield ASCII only.
    let delimiter = u8::try_from(delimiter).unwrap_or(b';');
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut cells_so_far = 0_usize;
    let mut counter = RowCounter::default();
    let mut record = StringRecord::new();
    loop {
        let before = byte_position(&reader);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            // The text is valid UTF-8 and rows may differ in length, so only a defect of the
            // reader itself could arrive here; it must not pass silently all the same.
            Err(_) => return Err(TableError::NotATable),
        }
        let number = counter.next(text, before);
        let cells = row_cells(&record, number, limits)?;
        if cells.is_empty() {
            continue;
        }
        cells_so_far += cells.len();
        if cells_so_far > limits.cells {
            return Err(TableError::TooManyCells { limit: limits.cells });
        }
        if rows.len() == limits.rows {
            return Err(TableError::TooManyRows { sheet: String::new(), limit: limits.rows });
        }
        rows.push(Row { number, cells });
    }
    Ok(rows)
}

fn byte_position(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// The cells up to the last filled one.
fn row_cells(record: &StringRecord, number: u32, limits: &Limits) -> Result<Vec<Cell>, TableError> {
    let mut cells = Vec::with_capacity(record.len().min(limits.columns));
    let mut filled = 0;
    for (column, field) in record.iter().enumerate() {
        if field.chars().take(limits.cell_chars + 1).count() > limits.cell_chars {
            return Err(TableError::CellTooLong {
                sheet: String::new(),
                row: number,
                column: column_letters(column),
                limit: limits.cell_chars,
            });
        }
        let cell = Cell::text(field);
        if !cell.is_empty() {
            filled = column + 1;
            if filled > limits.columns {
                return Err(TableError::TooManyColumns { sheet: String::new(), row: number, limit: limits.columns });
            }
        }
        if column < limits.columns {
            cells.push(cell);
        }
    }
    cells.truncate(filled);
    Ok(cells)
}

/// Counts rows as Excel does: blank lines count, line breaks inside a quoted cell do not.
///
/// The CSV reader skips blank lines without telling, so the line ends in front of each record are
/// counted here.
#[derive(Default)]
struct RowCounter {
    last: u32,
}

impl RowCounter {
    /// The number of the record that is read from byte `start` of `text` on.
    fn next(&mut self, text: &str, start: usize) -> u32 {
        let (behind, ahead) = text.split_at_checked(start).unwrap_or((text, ""));
        // The reader may stand in the middle of the `\r\n` that ended the record before.
        let ahead = match ahead.strip_prefix('\n') {
            Some(rest) if behind.ends_with('\r') => rest,
            _ => ahead,
        };
        let content = ahead.trim_start_matches(['\r', '\n']);
        let blank = ahead.strip_suffix(content).map_or(0, count_line_ends);
        self.last = self.last.saturating_add(1).saturating_add(blank);
        self.last
    }
}

fn count_line_ends(gap: &str) -> u32 {
    let pairs = gap.matches("\r\n").count();
    u32::try_from(gap.len() - pairs).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        let book = read(text.as_bytes(), &Limits::default()).unwrap();
        let rows = book.sheets.into_iter().flat_map(|sheet| sheet.rows);
        rows.map(|row| row.number).collect()
    }

    #[test]
    fn rows_are_numbered_as_excel_numbers_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["title", "", "a;b", ";", "1;\"x\ny\"", "", "", "2;z", ""].join(end);
            assert_eq!(numbers(&text), [1, 3, 5, 8], "{end:?}");
            assert_eq!(numbers(&format!("{end}{end}a;b{end}1;2")), [3, 4], "{end:?}");
        }
    }

    #[test]
    fn bounds_are_kept() {
        let limits = Limits { rows: 2, columns: 3, cells: 5, cell_chars: 4, ..Limits::default() };
        let refused = |text: &str| read(text.as_bytes(), &limits).unwrap_err().code();
        assert_eq!(refused("a;b\n1;2\n1;2"), "too-many-cells");
        assert_eq!(refused("a\nb\nc"), "too-many-rows");
        assert_eq!(refused("a;b;c;d"), "too-many-columns");
        assert_eq!(refused("äöüßx;b"), "cell-too-long");
        assert_eq!(refused(";;;;\n;"), "empty-file");
        assert!(read("äöüß;b;c;;;;".as_bytes(), &limits).is_ok());
    }
}
