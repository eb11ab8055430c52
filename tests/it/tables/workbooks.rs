//! Workbooks with one peculiarity each, made by changing parts of the sample workbook.

use lotsenwerk::tables::{Cell, Limits, TableError, read};

use super::{EACH_KIND, SAMPLE, unzip, with_rows, workbook, zip};

fn first_sheet(bytes: &[u8]) -> Vec<(u32, Vec<Cell>)> {
    let book = read(bytes, &Limits::default()).unwrap();
    let rows = book.sheets.into_iter().next().unwrap().rows;
    rows.into_iter().map(|row| (row.number, row.cells)).collect()
}

fn refusal(bytes: &[u8], limits: &Limits) -> &'static str {
    read(bytes, limits).unwrap_err().code()
}

#[test]
fn each_kind_of_cell_is_read() {
    let moment = chrono::NaiveDate::from_ymd_opt(2026, 12, 14).unwrap().and_hms_opt(9, 30, 0);
    assert_eq!(
        first_sheet(&with_rows(EACH_KIND)),
        [
            (2, vec![Cell::Number(3.5)]),
            (
                4,
                vec![
                    Cell::Empty,
                    Cell::Bool(true),
                    Cell::Broken("#N/A".into()),
                    Cell::Text("Dari & Farsi".into()),
                    Cell::DateTime(moment.unwrap()),
                ]
            ),
        ]
    );
}

#[test]
fn hidden_sheets_are_named_and_not_read() {
    let bytes =
        workbook(&[("xl/workbook.xml", &|text: String| text.replacen(r#"state="visible""#, r#"state="hidden""#, 1))]);
    let book = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(book.hidden, ["Lotsen"]);
    assert_eq!(book.sheets.len(), 1);
}

#[test]
fn a_far_away_cell_does_not_make_a_giant_table() {
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>"#;
    let rows = first_sheet(&with_rows(far));
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 1_048_576]);
    let wide = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
    assert_eq!(refusal(&with_rows(wide), &Limits::default()), "too-many-columns");
}

#[test]
fn bounds_are_kept() {
    let small = |limits: Limits| refusal(SAMPLE, &limits);
    let all = Limits::default();
    assert_eq!(small(Limits { file_bytes: 1000, ..all }), "file-too-large");
    assert_eq!(small(Limits { unpacked_bytes: 10_000, ..all }), "unpacks-too-large");
    assert_eq!(small(Limits { rows: 20, ..all }), "too-many-rows");
    assert_eq!(small(Limits { cells: 500, ..all }), "too-many-cells");
    assert_eq!(small(Limits { cell_chars: 20, ..all }), "cell-too-long");
}

/// Ten megabytes of one letter pack into ten kilobytes; the bound is on what they unpack to.
#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked_into_memory() {
    let mut parts = unzip(SAMPLE);
    parts.push(("xl/sharedStrings.xml".into(), vec![b'x'; 10_000_000]));
    let bytes = zip(&parts);
    assert!(bytes.len() < 100_000);
    let limits = Limits { unpacked_bytes: 5_000_000, ..Limits::default() };
    assert_eq!(read(&bytes, &limits), Err(TableError::UnpacksTooLarge { limit: 5_000_000 }));
}

#[test]
fn other_files_are_refused_by_what_they_are() {
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let old: Vec<u8> = compound.into_iter().chain([0; 512]).collect();
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let locked: Vec<u8> = old.iter().copied().chain(name).collect();
    let letter = zip(&[("word/document.xml".into(), b"<document/>".to_vec())]);
    let all = Limits::default();
    assert_eq!(refusal(&old, &all), "old-workbook");
    assert_eq!(refusal(&locked, &all), "password-protected");
    assert_eq!(refusal(&letter, &all), "not-a-workbook");
    assert_eq!(refusal(SAMPLE.split_at(9_000).0, &all), "not-a-workbook");
    assert_eq!(refusal(b"", &all), "empty-file");
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0", &all), "not-a-table");
    assert_eq!(refusal(b"Nr.;Name\n1;\"offen\n2;b", &all), "unclosed-quote");
    let broken = with_rows(r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#);
    assert_eq!(refusal(&broken, &all), "broken-sheet");
    // The XLSX reader multiplies the letters of a column without looking where it ends.
    let endless = with_rows(r#"<row r="1"><c r="ZZZZZZZZZZZZ1"><v>7</v></c></row>"#);
    assert!(read(&endless, &all).is_err());
}
