//! How large a workbook becomes when it is unpacked, found out before it is unpacked into memory.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use super::TableError;

/// Unpacks every part of the archive once and throws it away, counting.
///
/// The sizes an archive states about itself may lie, and the XLSX reader keeps all shared strings
/// in memory; this costs a second of time in the worst case and no memory.
///
/// # Errors
/// [`TableError::UnpacksTooLarge`] beyond `limit`, [`TableError::NotAWorkbook`] when a part is
/// damaged or packed in a way workbooks are not.
pub(super) fn check_size(bytes: &[u8], limit: u64) -> Result<(), TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_a_workbook)?;
    let mut left = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(not_a_workbook)?;
        let unpacked = copy(&mut part.take(left.saturating_add(1)), &mut sink());
        let size = unpacked.map_err(not_a_workbook)?;
        left = left.checked_sub(size).ok_or(TableError::UnpacksTooLarge { limit })?;
    }
    Ok(())
}

fn not_a_workbook(error: impl std::fmt::Display) -> TableError {
    TableError::NotAWorkbook { detail: error.to_string() }
}
