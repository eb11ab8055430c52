//! How much of a file is read before reading is refused.
//!
//! A list is uploaded by a person and parsed in memory, so each way in which a small file can
//! become a large table has its own bound: bytes, what a workbook unpacks to, rows, columns,
//! cells, and the length of one cell.

/// Upper bounds for one file. [`Limits::default`] is far above any list a project keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: usize,
    /// Bytes that all parts of a workbook may unpack to together.
    pub unpacked_bytes: u64,
    /// Rows with content in one sheet.
    pub rows: usize,
    /// Number of the last column with content.
    pub columns: usize,
    /// Cells in the whole file, empty ones between filled ones included.
    pub cells: usize,
    /// Characters in one cell.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 * 1024 * 1024,
            unpacked_bytes: 200 * 1024 * 1024,
            rows: 50_000,
            columns: 256,
            cells: 2_000_000,
            cell_chars: 10_000,
        }
    }
}
