//! One document as three files.

use chrono::NaiveDate;

use super::*;

fn document(names: &[&str]) -> Document {
    let row = |name: &&str| {
        vec![
            Cell::Words((*name).to_owned()),
            Cell::Day(NaiveDate::from_ymd_opt(2026, 12, 3).unwrap()),
            Cell::Minutes(95),
            Cell::Cents(123_456),
            Cell::Count(1_200),
            Cell::Empty,
        ]
    };
    Document {
        title: "Nachweis 2026: Begleitung".to_owned(),
        manner: Manner::German,
        facts: vec![("Projekt".to_owned(), "Lotsen Kassel; \"Mitte\"".to_owned())],
        tables: vec![Table {
            title: "Einsätze / Stunden".to_owned(),
            columns: vec![
                Column::words("Name".to_owned(), 30),
                Column::words("Tag".to_owned(), 12),
                Column::figures("Stunden".to_owned(), 10),
                Column::figures("Betrag".to_owned(), 12),
                Column::figures("Anzahl".to_owned(), 10),
                Column::words("Bemerkung".to_owned(), 20),
            ],
            rows: names.iter().map(row).collect(),
            totals: Some(vec![
                Cell::Words("Summe".to_owned()),
                Cell::Empty,
                Cell::Minutes(95),
                Cell::Cents(123_456),
                Cell::Count(1_200),
                Cell::Empty,
            ]),
        }],
        notes: vec!["Nur Bestätigtes.".to_owned()],
        signatures: vec!["Ort, Datum, Unterschrift".to_owned()],
        about_missing_letters: "□ steht für Zeichen, die diese Schrift nicht hat.".to_owned(),
        foot: "Lotsenwerk".to_owned(),
    }
}

#[test]
fn text_is_read_by_spreadsheets_and_computes_nothing() {
    let bytes = document(&["=HYPERLINK(\"x\")", "Müller; Anna"]).write(Format::Csv).unwrap();
    let expected = "\u{feff}Nachweis 2026: Begleitung\r\nProjekt;\"Lotsen Kassel; \"\"Mitte\"\"\"\r\n\r\nEinsätze / Stunden\r\n\
        Name;Tag;Stunden;Betrag;Anzahl;Bemerkung\r\n\"'=HYPERLINK(\"\"x\"\")\";03.12.2026;1,58;1234,56;1200;\r\n\
        \"Müller; Anna\";03.12.2026;1,58;1234,56;1200;\r\nSumme;;1,58;1234,56;1200;\r\n\r\nNur Bestätigtes.\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn pages_are_made_whatever_a_name_is_written_in() {
    let bytes =
        document(&["محمد الحسيني", "ሰላም ተስፋይ", "A\u{0}B\u{feff}C\u{202e}", "", "□"]).write(Format::Pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.len() < 120_000, "{}", bytes.len());
    let many: Vec<String> =
        (0..200).map(|number| format!("Lots*in {number} mit einem recht langen Namen, der umbricht")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long = document(&many).write(Format::Pdf).unwrap();
    assert!(long.len() > bytes.len());
    assert_eq!(long, document(&many).write(Format::Pdf).unwrap(), "the same document is the same file");
}

#[test]
fn figures_are_written_as_the_language_writes_them() {
    let shown = |manner: Manner| {
        [Cell::Cents(1_234_505), Cell::Minutes(61), Cell::Count(12_345)].map(|cell| manner.shown(&cell))
    };
    assert_eq!(shown(Manner::German), ["12.345,05\u{a0}€", "1,02", "12.345"]);
    assert_eq!(shown(Manner::English), ["12,345.05\u{a0}€", "1.02", "12,345"]);
    assert_eq!(Manner::English.plain(&Cell::Cents(1_234_505)), "12345.05");
}
