//! A document as XLSX: a first sheet with what holds for all of it, then a sheet a table. Figures are figures and dates dates, so that
//! they can be computed with; words are words, whatever they begin with.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{Cell, Document, DocumentError, Table};

/// The document.
///
/// # Errors
/// When the workbook is refused.
pub fn write(document: &Document) -> Result<Vec<u8>, DocumentError> {
    build(document).map_err(|error| DocumentError::Workbook(error.to_string()))
}

fn build(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&document.title));
    let looks = Looks::new(document);
    let mut names = BTreeSet::new();
    let first = workbook.add_worksheet();
    first.set_name(name(&document.title, &mut names))?;
    first.set_column_width(0, 34)?.set_column_width(1, 60)?;
    first.set_paper_size(9).set_print_fit_to_pages(1, 0);
    first.write_string_with_format(0, 0, &document.title, &looks.title)?;
    let mut row = 2;
    for (label, value) in &document.facts {
        first.write_string_with_format(row, 0, label, &looks.heading)?;
        first.write_string_with_format(row, 1, value, &looks.words)?;
        row += 1;
    }
    row += 1;
    for note in &document.notes {
        first.merge_range(row, 0, row, 1, note, &looks.words)?;
        first.set_row_height(row, 15.0 * (1 + note.chars().count() / 95) as f64)?;
        row += 1;
    }
    for table in &document.tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name(&table.title, &mut names))?;
        fill(sheet, table, &looks)?;
    }
    workbook.save_to_buffer()
}

/// How cells look.
struct Looks {
    title: Format,
    heading: Format,
    words: Format,
    count: Format,
    cents: Format,
    hours: Format,
    day: Format,
}

impl Looks {
    fn new(document: &Document) -> Self {
        let day = match document.manner {
            super::Manner::German => "dd\\.mm\\.yyyy",
            super::Manner::English => "yyyy\\-mm\\-dd",
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            words: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            count: Format::new().set_num_format("#,##0").set_align(FormatAlign::Top),
            cents: Format::new().set_num_format("#,##0.00\\ \"€\"").set_align(FormatAlign::Top),
            hours: Format::new().set_num_format("#,##0.00").set_align(FormatAlign::Top),
            day: Format::new().set_num_format(day).set_align(FormatAlign::Top),
        }
    }

    const fn of(&self, cell: &Cell) -> &Format {
        match cell {
            Cell::Empty | Cell::Words(_) => &self.words,
            Cell::Count(_) => &self.count,
            Cell::Cents(_) => &self.cents,
            Cell::Minutes(_) => &self.hours,
            Cell::Day(_) => &self.day,
        }
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, &table.title, &looks.title)?;
    let edge = looks.heading.clone().set_border_bottom(FormatBorder::Thin);
    // Room for a heading of two lines.
    sheet.set_row_height(2, 30)?;
    for (column, at) in table.columns.iter().zip(0_u16..) {
        sheet.set_column_width(at, f64::from(column.width))?;
        let align = if column.figures { FormatAlign::Right } else { FormatAlign::Left };
        sheet.write_string_with_format(2, at, &column.heading, &edge.clone().set_align(align))?;
    }
    let mut number = 3;
    for row in &table.rows {
        write_row(sheet, number, row, |cell| looks.of(cell).clone())?;
        number += 1;
    }
    if let Some(totals) = &table.totals {
        write_row(sheet, number, totals, |cell| looks.of(cell).clone().set_bold().set_border_top(FormatBorder::Thin))?;
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    number: u32,
    row: &[Cell],
    look: impl Fn(&Cell) -> Format,
) -> Result<(), XlsxError> {
    for (cell, at) in row.iter().zip(0_u16..) {
        let look = look(cell);
        match cell {
            Cell::Empty => sheet.write_blank(number, at, &look)?,
            Cell::Words(words) => sheet.write_string_with_format(number, at, words, &look)?,
            // Figures of documents are far below the 2^53 that a cell holds exactly.
            Cell::Count(count) => sheet.write_number_with_format(number, at, *count as f64, &look)?,
            Cell::Cents(cents) => sheet.write_number_with_format(number, at, *cents as f64 / 100.0, &look)?,
            Cell::Minutes(minutes) => sheet.write_number_with_format(number, at, *minutes as f64 / 60.0, &look)?,
            Cell::Day(day) => sheet.write_datetime_with_format(number, at, day, &look)?,
        };
    }
    Ok(())
}

/// A name that a sheet may have: at most 31 characters, none of those that stand for something else, and not taken.
fn name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = title.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let short = |most: usize| plain.trim().chars().take(most).collect::<String>();
    let mut name = short(31);
    let mut number = 2;
    while name.is_empty() || !taken.insert(name.to_lowercase()) {
        name = format!("{} {number}", short(27)).trim().to_owned();
        number += 1;
    }
    name
}
