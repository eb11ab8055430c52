//! The four lists in `tests/fixtures`, cell by cell where it matters.

use lotsenwerk::tables::{Cell, Limits, Origin, Sheet, TextEncoding, Workbook, read};

fn fixture(name: &str) -> Workbook {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn shown(sheet: &Sheet, number: u32) -> Vec<String> {
    let row = sheet.rows.iter().find(|row| row.number == number).unwrap();
    row.cells.iter().map(Cell::shown).collect()
}

fn separated(encoding: TextEncoding) -> Origin {
    Origin::Separated { encoding, delimiter: ';' }
}

#[test]
fn the_two_encodings_of_the_lotsen_list_differ_only_in_lost_letters() {
    let old = fixture("lotsen-liste.csv");
    let new = fixture("lotsen-liste-utf8.csv");
    assert_eq!(old.origin, separated(TextEncoding::Windows1252));
    assert_eq!(new.origin, separated(TextEncoding::Utf8));
    let (old, new) = (&old.sheets[0], &new.sheets[0]);
    assert_eq!((old.rows.len(), new.rows.len()), (61, 61));
    let mut lost = Vec::new();
    for (a, b) in old.rows.iter().zip(&new.rows) {
        assert_eq!(a.number, b.number);
        for (left, right) in a.cells.iter().zip(&b.cells) {
            if left != right {
                let mended = right.shown().replace(['Ł', 'ş', 'Ş'], "?");
                assert_eq!(left.shown(), mended);
                lost.push(a.number);
            }
        }
    }
    assert_eq!(lost, [6, 7, 9, 12, 21, 22, 40, 44, 47, 58]);
}

#[test]
fn cells_of_separated_text_keep_their_wording() {
    let book = fixture("lotsen-liste-utf8.csv");
    assert_eq!(
        shown(&book.sheets[0], 6),
        [
            "WMK-005",
            "Łukasz",
            "Übung",
            "lotse005@example.org",
            "05651 0000005",
            "",
            "37293",
            "Herleshausen",
            "20 km",
            "Englisch C2; Farsi C1; Deutsch C1",
            "Laiendolmetschen 24 UE 15.09.2025",
            "Di 09:00-13:00, Mi 09:00-13:00",
            "3,5",
            "nein",
            "ja",
            "aktiv"
        ]
    );
    let requests = fixture("anfragen.csv");
    assert_eq!(requests.sheets[0].rows.len(), 81);
    assert_eq!(shown(&requests.sheets[0], 7)[10], "32.12.2026 09:00");
}

/// Every cell of the workbook looks to the user as in the text files, the dates included; only the
/// numbers and dates behind it are typed.
#[test]
fn the_workbook_shows_the_same_as_the_text_files() {
    let book = fixture("projekt-arbeitsmappe.xlsx");
    assert_eq!(book.origin, Origin::Xlsx);
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Lotsen", "Anfragen"]);

    let lotsen = &book.sheets[0];
    assert_eq!(shown(lotsen, 1), ["Lotsenliste Werra-Meißner (Beispieldaten), Stand 01.11.2026"]);
    assert_eq!(lotsen.rows[1].number, 3, "row 2 is blank");
    for (file, sheet, offset) in [("lotsen-liste-utf8.csv", lotsen, 2), ("anfragen.csv", &book.sheets[1], 0)] {
        for row in &fixture(file).sheets[0].rows {
            let plain: Vec<_> = row.cells.iter().map(Cell::shown).collect();
            assert_eq!(shown(sheet, row.number + offset), plain);
        }
    }
    assert_eq!(lotsen.rows[2].cell(6), &Cell::Number(37290.0));
    let requests = &book.sheets[1];
    assert!(matches!(requests.rows[2].cell(10), Cell::DateTime(_)));
    assert!(matches!(requests.rows[1].cell(10), Cell::Text(_)));
}
