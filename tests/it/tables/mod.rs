//! Reading lists: the samples as projects keep them, workbooks made for one purpose, and junk.

mod junk;
mod samples;
mod workbooks;

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SAMPLE: &[u8] = include_bytes!("../../fixtures/projekt-arbeitsmappe.xlsx");
const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Rows with each kind of cell, as the text of a worksheet.
const EACH_KIND: &str = r#"<row r="4"><c r="B4" t="b"><v>1</v></c><c r="C4" t="e"><v>#N/A</v></c>
    <c r="D4" t="str"><f>A1&amp;A2</f><v>Dari &amp; Farsi</v></c>
    <c r="E4" t="d"><v>2026-12-14T09:30:00</v></c><c r="F4" t="inlineStr"><is><t>  </t></is></c></row>
    <row r="2"><c r="A2"><v>3.5</v></c></row>"#;

/// The sample workbook with some parts replaced.
fn workbook(changes: &[(&str, &dyn Fn(String) -> String)]) -> Vec<u8> {
    let mut parts = unzip(SAMPLE);
    for (name, change) in changes {
        let part = parts.iter_mut().find(|(part, _)| part == name).unwrap();
        let text = String::from_utf8(std::mem::take(&mut part.1)).unwrap();
        part.1 = change(text).into_bytes();
    }
    zip(&parts)
}

/// The sample workbook with these rows as its first sheet.
fn with_rows(rows: &str) -> Vec<u8> {
    let sheet = format!(r#"<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>"#);
    workbook(&[("xl/worksheets/sheet1.xml", &|_| sheet.clone())])
}

/// The parts of a zip archive by name, in order.
fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
