//! Which character separates the cells of a text file, and is every quotation mark closed?
//!
//! German Excel writes semicolons, English Excel commas, "Unicode text" tabs, and free text
//! ("Dari, Farsi") contains commas as well. So each candidate is tried on the beginning of the
//! file, and the one wins that gives most rows the same number of cells.

use std::collections::BTreeMap;

/// In order of preference where two candidates explain the file equally well.
const CANDIDATES: [char; 3] = [';', ',', '\t'];

/// Rows looked at to choose the delimiter.
const SAMPLE_ROWS: usize = 200;

/// Reads Excel's own first line `sep=;`. Returns the delimiter and the text after that line.
pub(super) fn declared(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut value = first.trim_end_matches('\r').strip_prefix("sep=")?.chars();
    match (value.next(), value.next()) {
        (Some(delimiter), None) if delimiter.is_ascii() && delimiter != '"' => Some((delimiter, rest)),
        _ => None,
    }
}

/// Chooses the delimiter of a text without a declaration.
pub(super) fn sniff(text: &str) -> char {
    let mut best = (';', 0, 0);
    for candidate in CANDIDATES {
        let (agreeing, cells) = agreement(text, candidate);
        if (agreeing, cells) > (best.1, best.2) {
            best = (candidate, agreeing, cells);
        }
    }
    best.0
}

/// The most frequent number of cells above one, and how many rows have it.
fn agreement(text: &str, delimiter: char) -> (usize, usize) {
    let mut rows_by_width: BTreeMap<usize, usize> = BTreeMap::new();
    let mut scan = Scan::new(text, delimiter);
    for width in scan.by_ref().take(SAMPLE_ROWS) {
        if width > 1 {
            *rows_by_width.entry(width).or_default() += 1;
        }
    }
    rows_by_width.into_iter().map(|(width, rows)| (rows, width)).max().unwrap_or((0, 0))
}

/// The line (from 1) in which a quotation mark is opened that the text never closes.
pub(super) fn unclosed_quote(text: &str, delimiter: char) -> Option<u32> {
    let mut scan = Scan::new(text, delimiter);
    scan.by_ref().for_each(drop);
    scan.open_since
}

/// Walks over the rows of a separated text by the rules the CSV reader follows too: a quotation
/// mark opens a quoted cell only at the very beginning of the cell, and a doubled one inside is
/// a character.
struct Scan<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    delimiter: char,
    line: u32,
    /// Set when the text ends inside a quoted cell.
    open_since: Option<u32>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text.chars().peekable(), delimiter, line: 1, open_since: None }
    }

    /// Skips to the quotation mark that ends a quoted cell. The opening one is already behind us.
    fn skip_quoted(&mut self) {
        let opened = self.line;
        while let Some(character) = self.rest.next() {
            match character {
                '"' if self.rest.peek() == Some(&'"') => {
                    self.rest.next();
                }
                '"' => return,
                '\n' => self.line += 1,
                _ => {}
            }
        }
        self.open_since = Some(opened);
    }
}

impl Iterator for Scan<'_> {
    type Item = usize;

    /// The number of cells in the next row; a blank row has one.
    fn next(&mut self) -> Option<usize> {
        self.rest.peek()?;
        let mut cells = 1;
        let mut at_cell_start = true;
        while let Some(character) = self.rest.next() {
            match character {
                '"' if at_cell_start => {
                    self.skip_quoted();
                    at_cell_start = false;
                }
                '\r' | '\n' => {
                    if character == '\r' && self.rest.peek() == Some(&'\n') {
                        self.rest.next();
                    }
                    self.line += 1;
                    return Some(cells);
                }
                other if other == self.delimiter => {
                    cells += 1;
                    at_cell_start = true;
                }
                _ => at_cell_start = false,
            }
        }
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_that_keeps_rows_alike_wins() {
        let cases = [
            ("Nr.;PLZ;Sprachen\n1;37269;Dari, Farsi, Deutsch\n2;37213;Dari, Deutsch", ';'),
            ("No,Postcode\n1,37269\n2,37213", ','),
            ("Nr.\tPLZ\n1\t37269", '\t'),
            // Semicolons inside quotation marks separate nothing.
            ("Nr.,Sprachen\n1,\"Dari; Farsi\"\n2,\"Dari; Farsi\"", ','),
            // A title row without any delimiter does not matter.
            ("Liste der Lotsen, Stand 01.11.2026\n\nNr.;PLZ\n1;37269", ';'),
            // Nothing to choose by.
            ("Nr.\n1\n2", ';'),
            ("", ';'),
        ];
        for (text, delimiter) in cases {
            assert_eq!(sniff(text), delimiter, "{text:?}");
        }
    }

    #[test]
    fn excels_own_declaration_is_read() {
        assert_eq!(declared("sep=|\r\na|b"), Some(('|', "a|b")));
        assert_eq!(declared("sep=;"), Some((';', "")));
        assert_eq!(declared("separat;Nr."), None);
        assert_eq!(declared("sep=ab\n"), None);
    }

    #[test]
    fn an_unclosed_quotation_mark_is_found_by_its_line() {
        assert_eq!(unclosed_quote("a;b\n1;\"two\nlines\"\n", ';'), None);
        assert_eq!(unclosed_quote("a;b\n1;5\" screen\n", ';'), None);
        assert_eq!(unclosed_quote("a;b\n1;\"say \"\"hi\"\"\"\n", ';'), None);
        assert_eq!(unclosed_quote("a;b\n1;\"open\n2;c\n", ';'), Some(2));
    }
}
