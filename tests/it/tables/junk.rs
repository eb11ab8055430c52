//! Whatever the bytes are, reading ends with a table or an error, never with a panic.

use std::sync::LazyLock;

use lotsenwerk::tables::{Limits, fold, read};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{EACH_KIND, SAMPLE, unzip, with_rows, zip};

/// The parts of a small workbook with each kind of cell. The second sheet and the colours, which
/// are not read, are left out, so that damage mostly hits what is.
static SMALL: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut parts = unzip(&with_rows(EACH_KIND));
    parts.retain(|(name, _)| !name.contains("sheet2") && !name.contains("theme"));
    let book = parts.iter_mut().find(|(name, _)| name == "xl/workbook.xml");
    let sheets = &mut book.unwrap().1;
    let text = String::from_utf8(std::mem::take(sheets)).unwrap();
    *sheets = text.replace(r#"sheetId="2" state="visible""#, r#"sheetId="2" state="hidden""#).into_bytes();
    assert!(read(&zip(&parts), &LIMITS).is_ok());
    parts
});

/// Small bounds keep a lucky mutation from costing seconds.
const LIMITS: Limits =
    Limits { file_bytes: 100_000, unpacked_bytes: 1_000_000, rows: 500, columns: 50, cells: 5_000, cell_chars: 500 };

/// Bytes with which the separators, quotation marks and encodings meet often.
fn list_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b";".to_vec()),
        Just(b",".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\t".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"sep=".to_vec()),
        Just("Łü".as_bytes().to_vec()),
        vec(32_u8.., 0..5),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes, &LIMITS);
    }

    #[test]
    fn any_bytes_behind_a_known_beginning(
        start in prop::sample::select(vec![&b"PK\x03\x04"[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
        bytes in vec(any::<u8>(), 0..500),
    ) {
        let _ = read(&[start, &bytes[..]].concat(), &LIMITS);
    }

    /// Whatever is read from text, the row numbers rise and the last cell of a row is filled.
    #[test]
    fn list_like_text(bytes in list_like()) {
        if let Ok(book) = read(&bytes, &LIMITS) {
            let rows = &book.sheets[0].rows;
            prop_assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number));
            prop_assert!(rows.iter().all(|row| row.cells.last().is_some_and(|cell| !cell.is_empty())));
        }
    }

    #[test]
    fn folding_any_text(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_workbook_with_damaged_bytes(damage in vec((0..SAMPLE.len(), any::<u8>()), 1..8)) {
        let mut bytes = SAMPLE.to_vec();
        for (position, byte) in damage {
            bytes[position] = byte;
        }
        let _ = read(&bytes, &LIMITS);
    }

    /// Damage inside the parts, with the archive around them intact, so that it reaches the reader
    /// and is not caught by a checksum.
    #[test]
    fn a_workbook_with_damaged_parts(
        part in 0_usize..9,
        damage in vec((any::<prop::sample::Index>(), "[<>/\"=&;A-Za-z0-9:!$ -]{0,6}", 0_usize..12), 1..6),
    ) {
        let mut parts = SMALL.clone();
        let index = part % parts.len();
        let content = &mut parts[index].1;
        for (place, text, removed) in damage {
            let start = place.index(content.len() + 1);
            let end = (start + removed).min(content.len());
            content.splice(start..end, text.into_bytes());
        }
        let _ = read(&zip(&parts), &LIMITS);
    }
}
