//! The four sample lists: their faults on purpose, all of them and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;

use lotsenwerk::app::import::ReadList;

use super::{World, fixture, snapshot};

/// Every fault on a line of its own; notices counted, with their rows.
fn told<T>(list: &ReadList<T>) -> String {
    let mut out = format!("{} rows, {} good, {} faulty\n", list.rows, list.good.len(), list.faulty_rows);
    for fault in &list.faults {
        let kind = serde_json::to_string(&fault.kind).unwrap();
        writeln!(out, "{} {} | {} | {:?} | {kind}", fault.sheet, fault.row, fault.column, fault.value).unwrap();
    }
    let mut notices: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for notice in &list.notices {
        let kind = serde_json::to_string(&notice.kind).unwrap();
        let row = notice.row.map_or_else(|| notice.sheet.clone(), |row| row.to_string());
        notices.entry(kind).or_default().push(row);
    }
    for (kind, rows) in notices {
        writeln!(out, "{kind}: {}", rows.join(" ")).unwrap();
    }
    out
}

#[test]
fn lotsen_in_utf8() {
    let list = World::new().lotsen(&fixture("lotsen-liste-utf8.csv")).unwrap();
    snapshot("import_lotsen_utf8", &told(&list));
}

#[test]
fn lotsen_in_windows_1252() {
    let list = World::new().lotsen(&fixture("lotsen-liste.csv")).unwrap();
    snapshot("import_lotsen_windows_1252", &told(&list));
}

#[test]
fn requests_in_utf8() {
    let list = World::new().requests(&fixture("anfragen.csv")).unwrap();
    snapshot("import_requests", &told(&list));
}

#[test]
fn both_sheets_of_the_workbook() {
    let world = World::new();
    let book = fixture("projekt-arbeitsmappe.xlsx");
    snapshot("import_workbook_lotsen", &told(&world.lotsen(&book).unwrap()));
    snapshot("import_workbook_requests", &told(&world.requests(&book).unwrap()));
}

/// Numbers and dates of Excel mean what the text files say.
#[test]
fn the_workbook_yields_the_same_entries_as_the_text_files() {
    let world = World::new();
    let book = fixture("projekt-arbeitsmappe.xlsx");
    let entries = |list: ReadList<_>| list.good.into_iter().map(|row| row.entry).collect::<Vec<_>>();
    assert_eq!(
        entries(world.lotsen(&book).unwrap()),
        entries(world.lotsen(&fixture("lotsen-liste-utf8.csv")).unwrap())
    );
    let entries = |list: ReadList<_>| list.good.into_iter().map(|row| row.entry).collect::<Vec<_>>();
    assert_eq!(entries(world.requests(&book).unwrap()), entries(world.requests(&fixture("anfragen.csv")).unwrap()));
}
