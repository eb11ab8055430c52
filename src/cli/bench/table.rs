//! A measurement as people read it: aligned columns, one row for each seed, the medians below.

use serde_json::Value;

use super::super::Console;
use crate::i18n::measures;

/// A column: its heading in the catalogue, where its figure stands in a row, and what it is.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Key of the heading.
    pub heading: &'static str,
    /// JSON pointer.
    pub pointer: &'static str,
    /// How it is written.
    pub kind: Kind,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A whole number.
    Count,
    /// With so many decimals.
    Decimal(usize),
    /// Bytes, written in MiB.
    Mebibytes,
    /// Metres, written in km.
    Kilometres,
    /// Yes or no; of several, how often yes.
    YesNo,
}

/// Heading, rows and medians. Where there is only one row, it is its own median.
pub fn lines(columns: &[Column], rows: &[Value], median: &Value, console: &Console) -> Vec<String> {
    let mut cells = vec![columns.iter().map(|column| console.text(column.heading, &[])).collect::<Vec<_>>()];
    if let Some(first) = cells.first_mut() {
        first.insert(0, console.text("bench-column-seed", &[]));
    }
    for row in rows {
        let seed = row.get("seed").map_or_else(String::new, Value::to_string);
        cells.push(std::iter::once(seed).chain(columns.iter().map(|column| cell(column, row, 1, console))).collect());
    }
    if rows.len() > 1 {
        let name = console.text("bench-median", &[]);
        let of = |column| cell(column, median, rows.len(), console);
        cells.push(std::iter::once(name).chain(columns.iter().map(of)).collect());
    }
    aligned(&cells)
}

fn cell(column: &Column, row: &Value, of: usize, console: &Console) -> String {
    let Some(value) = row.pointer(column.pointer).filter(|value| !value.is_null()) else { return "–".to_owned() };
    let figure = value.as_f64().unwrap_or_default();
    let decimal = |figure: f64, decimals| measures::decimal(console.locale, figure, decimals);
    match (column.kind, value) {
        (Kind::YesNo, Value::Bool(true)) => console.text("bench-yes", &[]),
        (Kind::YesNo, Value::Bool(false)) => console.text("bench-no", &[]),
        (Kind::YesNo, count) => format!("{count}/{of}"),
        (Kind::Count, _) => decimal(figure, 0),
        (Kind::Decimal(decimals), _) => decimal(figure, decimals),
        (Kind::Mebibytes, _) => decimal(figure / 1_048_576.0, 0),
        (Kind::Kilometres, _) => decimal(figure / 1000.0, 0),
    }
}

/// The first column to the left, figures to the right, two spaces between.
fn aligned(cells: &[Vec<String>]) -> Vec<String> {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let length = |text: &String| text.chars().count();
    let width = |at: usize| cells.iter().filter_map(|row| row.get(at)).map(length).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let padded = row.iter().zip(&widths).enumerate().map(|(at, (text, width))| match at {
            0 => format!("{text:<width$}"),
            _ => format!("{text:>width$}"),
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    cells.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn columns_are_aligned_and_medians_stand_below() {
        let columns = [
            Column { heading: "bench-column-served", pointer: "/served", kind: Kind::Count },
            Column { heading: "bench-column-seconds", pointer: "/seconds", kind: Kind::Decimal(2) },
            Column { heading: "bench-column-proven", pointer: "/weight/proven", kind: Kind::YesNo },
            Column { heading: "bench-column-memory", pointer: "/memory/peak", kind: Kind::Mebibytes },
        ];
        let rows = [
            json!({"seed": 1, "served": 1200, "seconds": 0.5, "weight": {"proven": true}, "memory": {"peak": 2_097_152}}),
            json!({"seed": 12, "served": 7, "seconds": 10.25, "weight": {"proven": false}, "memory": null}),
        ];
        let median = super::super::median::of(&rows);
        let console = Console::new(Locale::En, false, true);
        assert_eq!(
            lines(&columns, &rows, &median, &console),
            [
                "seed    served  seconds  proven  MiB",
                "1        1,200     0.50     yes    2",
                "12           7    10.25      no    –",
                "median     604     5.38     1/2    2",
            ]
        );
        assert_eq!(lines(&columns, &rows[..1], &median, &console).len(), 2);
    }
}
