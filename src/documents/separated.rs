//! A document as CSV: UTF-8 with a mark at its begin, because spreadsheets take it for another encoding without; lines end as RFC 4180
//! has it; tables stand one below the other, an empty line between.
//!
//! Words that a spreadsheet would take for a formula are preceded by an apostrophe: a name comes from outside and must not compute.

use super::{Cell, Document};

/// The document.
pub fn write(document: &Document) -> String {
    let manner = document.manner;
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.into_iter().map(|cell| quoted(&cell, manner.separator())).collect();
        cells.join(&manner.separator().to_string()) + "\r\n"
    };
    let mut out = String::from("\u{feff}");
    out += &line(vec![guarded(&document.title)]);
    for (label, value) in &document.facts {
        out += &line(vec![guarded(label), guarded(value)]);
    }
    let cell = |cell: &Cell| match cell {
        Cell::Words(words) => guarded(words),
        _ => manner.plain(cell),
    };
    for table in &document.tables {
        out += "\r\n";
        out += &line(vec![guarded(&table.title)]);
        out += &line(table.columns.iter().map(|column| guarded(&column.heading)).collect());
        for row in table.rows.iter().chain(&table.totals) {
            out += &line(row.iter().map(cell).collect());
        }
    }
    if !document.notes.is_empty() {
        out += "\r\n";
        for note in &document.notes {
            out += &line(vec![guarded(note)]);
        }
    }
    out
}

/// Words that compute nothing.
fn guarded(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
}

fn quoted(cell: &str, separator: char) -> String {
    if cell.contains([separator, '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
