//! One strict table: a known header, rows of that many fields, and errors that say where.

use csv::{ReaderBuilder, StringRecord};

use super::error::{Fault, LoadError};
use super::source::Source;

/// A table in memory.
pub(super) struct Table {
    file: String,
    columns: &'static [&'static str],
    rows: Vec<(u64, StringRecord)>,
}

impl Table {
    /// Reads a table that has exactly these columns in this order.
    pub(super) fn read(source: &Source, path: &str, columns: &'static [&'static str]) -> Result<Self, LoadError> {
        let (file, text) = source.table(path)?;
        let mut reader = ReaderBuilder::new()
            .comment(Some(b'#'))
            // Rows of other lengths are found below, where the error can say how many fields there should be.
            .flexible(true)
            .from_reader(text.as_bytes());
        let unreadable =
            |file: &str, cause: csv::Error| LoadError::Unreadable { file: file.to_owned(), cause: cause.into() };
        let header = reader.headers().map_err(|cause| unreadable(&file, cause))?;
        if header.iter().ne(columns.iter().copied()) {
            let found = header.iter().map(str::to_owned).collect();
            return Err(LoadError::Header { file, found, expected: columns });
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|cause| unreadable(&file, cause))?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.len() != columns.len() {
                return Err(LoadError::Fields { file, line, found: record.len(), expected: columns.len() });
            }
            rows.push((line, record));
        }
        Ok(Self { file, columns, rows })
    }

    /// The rows in the order of the file.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row { table: self, line: *line, record })
    }

    /// The fault of a whole table that was found in the row with this index and concerns this column.
    pub(super) fn fault(&self, index: usize, column: &'static str, fault: Fault) -> LoadError {
        match self.rows().nth(index) {
            Some(row) => row.fault(column, fault),
            None => LoadError::Value { file: self.file.clone(), line: 0, column, value: String::new(), fault },
        }
    }
}

/// One row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    line: u64,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// The text in a column, which may be empty.
    pub(super) fn optional(&self, column: &'static str) -> &'a str {
        let index = self.table.columns.iter().position(|name| *name == column);
        // The header and the number of fields were checked, so a column that is asked for is there.
        index.and_then(|index| self.record.get(index)).unwrap_or_default()
    }

    /// The text in a column, which may not be empty.
    pub(super) fn text(&self, column: &'static str) -> Result<&'a str, LoadError> {
        match self.optional(column) {
            "" => Err(self.fault(column, Fault::Empty)),
            text => Ok(text),
        }
    }

    /// What the text in a column means.
    pub(super) fn parsed<T, E>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, LoadError>
    where
        Fault: From<E>,
    {
        parse(self.text(column)?).map_err(|error| self.fault(column, error.into()))
    }

    /// A whole number.
    pub(super) fn number(&self, column: &'static str) -> Result<u32, LoadError> {
        self.parsed(column, |text| text.parse().map_err(|_| Fault::NotANumber))
    }

    /// A decimal number.
    pub(super) fn decimal(&self, column: &'static str) -> Result<f64, LoadError> {
        self.parsed(column, |text| text.parse().map_err(|_| Fault::NotADecimal))
    }

    /// Which of two words stands in a column: true for the second.
    pub(super) fn either(&self, column: &'static str, words: &'static [&'static str; 2]) -> Result<bool, LoadError> {
        self.parsed(column, |text| match words.iter().position(|word| *word == text) {
            Some(position) => Ok(position == 1),
            None => Err(Fault::NotAWord { allowed: words }),
        })
    }

    /// The error that the value of this column in this row has this fault.
    pub(super) fn fault(&self, column: &'static str, fault: Fault) -> LoadError {
        let (file, value) = (self.table.file.clone(), self.optional(column).to_owned());
        LoadError::Value { file, line: self.line, column, value, fault }
    }
}
