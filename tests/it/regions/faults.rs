//! Broken tables in a folder are refused, with file, line, column and value.

use std::fs;
use std::path::Path;

use lotsenwerk::regions::{LoadError, Source, load_area, load_languages};
use tempfile::TempDir;

const FILES: [(&str, &str); 5] = [
    (
        "small/regions.csv",
        "code,slug,name,label,population,foreign_population\na,a-town,A-Town,A-Town,100,10\nb,b,B,B,,\n",
    ),
    (
        "small/region_status.csv",
        "code,valid_from,kind,ags\na,,district,06435\nb,,special_status_town,06435014\nb,2026-01-01,independent_city,06415000\n",
    ),
    (
        "small/postcodes.csv",
        "postcode,lat,lon,name,region,also_in,population,inside\n01067,51.0,13.7,Dresden,a,,5,1\n34117,51.3,9.5,Kassel,b,a,6,0\n",
    ),
    (
        "languages.csv",
        "code,bcp47,name_de,name_en,native_name,direction,aliases\nfas,fa,Persisch,Persian,فارسی,rtl,Farsi|Parsi\ntur,tr,Türkisch,Turkish,Türkçe,ltr,\n",
    ),
    ("substitutions.csv", "# why\nneeded,spoken,minutes,reason\ntur,fas,60,\"none, really\"\n"),
];

/// A folder with two good regions and two good languages, in which one text of one file is replaced.
fn folder(file: &str, good: &str, bad: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("small")).unwrap();
    for (path, text) in FILES {
        let text = if path == file {
            assert!(text.contains(good), "{good} is not in {path}");
            text.replacen(good, bad, 1)
        } else {
            text.to_owned()
        };
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

fn load(folder: &Path) -> Result<(), LoadError> {
    let source = Source::Folder(folder.to_owned());
    load_area(&source, "small")?;
    load_languages(&source)?;
    Ok(())
}

#[test]
fn a_good_folder_is_read() {
    let folder = folder("languages.csv", "fas", "fas");
    let source = Source::Folder(folder.path().to_owned());
    assert_eq!(source.areas().unwrap(), ["small"]);
    let area = load_area(&source, "small").unwrap();
    assert_eq!(area.regions().len(), 2);
    let languages = load_languages(&source).unwrap();
    assert_eq!(languages.by_name("parsi").unwrap().name_de, "Persisch");
    assert_eq!(languages.substitutions().count(), 1);
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    load(folder("small/regions.csv", "code,", "\u{feff}code,").path()).unwrap();
}

#[test]
fn every_fault_names_its_place() {
    let (regions, statuses, postcodes) = ("small/regions.csv", "small/region_status.csv", "small/postcodes.csv");
    let (languages, substitutions) = ("languages.csv", "substitutions.csv");
    // The file, what is replaced and by what; then line, column, value and the words of the fault.
    let cases = [
        (regions, "\na,", "\nA b,", (2, "code", "A b", "is not a region code")),
        (regions, "a-town", "A-Town!", (2, "slug", "A-Town!", "not a slug")),
        (regions, "A-Town,A", ",A", (2, "name", "", "must not be empty")),
        (regions, ",100,", ",100.5,", (2, "population", "100.5", "not a whole number")),
        (regions, "b,b,", "a,b,", (3, "code", "a", "twice")),
        (regions, "b,b,", "b,a-town,", (3, "slug", "a-town", "twice")),
        (regions, "b,b,", "c,b,", (3, "code", "c", "no status")),
        (statuses, "2026-01-01", "01.01.2026", (4, "valid_from", "01.01.2026", "not a date")),
        (statuses, "district", "Landkreis", (2, "kind", "Landkreis", "not a kind")),
        (statuses, "06415000", "6415000", (4, "ags", "6415000", "official key")),
        (statuses, "a,,district", "c,,district,06435\na,,district", (2, "code", "c", "not a region of this area")),
        (postcodes, "01067", "1067", (2, "postcode", "1067", "five digits")),
        (postcodes, "34117", "01067", (3, "postcode", "01067", "twice")),
        (postcodes, "51.3", "north", (3, "lat", "north", "not a decimal")),
        (postcodes, "51.3", "NaN", (3, "lat", "NaN", "latitude")),
        (postcodes, ",9.5", ",190.5", (3, "lon", "190.5", "longitude")),
        (postcodes, ",b,a,", ",c,a,", (3, "region", "c", "not in the table")),
        (postcodes, ",b,a,", ",b,a; b,", (3, "also_in", "a; b", "is not a region code")),
        (postcodes, ",6,0", ",-6,0", (3, "population", "-6", "not a whole number")),
        (postcodes, ",6,0", ",6,yes", (3, "inside", "yes", "none of")),
        (languages, "fas,", "fa,", (2, "code", "fa", "ISO 639-3")),
        (languages, "tur,", "fas,", (3, "code", "fas", "twice")),
        (languages, "rtl", "right", (2, "direction", "right", "none of")),
        (substitutions, "tur,fas", "tur,aze", (3, "needed", "tur", "language aze")),
        (substitutions, "tur,fas", "tur,tur", (3, "needed", "tur", "itself")),
        (substitutions, ",60,", ",0,", (3, "minutes", "0", "more than zero")),
        (substitutions, "\"none, really\"", "", (3, "reason", "", "must not be empty")),
    ];
    for (path, good, bad, expected) in cases {
        check(path, good, bad, path, expected);
    }
    // A history that contradicts itself is found where its region stands.
    check(statuses, "2026-01-01", "", regions, (3, "code", "b", "two statuses"));
}

/// Replaces `good` by `bad` in `path` and expects a fault in `found_in`, at this line and column, with value and words.
fn check(path: &str, good: &str, bad: &str, found_in: &str, expected: (u64, &str, &str, &str)) {
    let error = load(folder(path, good, bad).path()).unwrap_err();
    let message = error.to_string();
    match error {
        LoadError::Value { file, line, column, value, .. } => {
            assert!(file.ends_with(found_in), "{bad}: {message}");
            assert_eq!((line, column, value.as_str()), (expected.0, expected.1, expected.2), "{bad}: {message}");
            assert!(message.contains(expected.3), "{bad}: {message}");
        }
        other => panic!("{bad}: {other}"),
    }
}

#[test]
fn a_row_of_another_length_is_refused() {
    let error = load(folder("small/postcodes.csv", "51.3", "51,3").path()).unwrap_err();
    match error {
        LoadError::Fields { file, line: 3, found: 9, expected: 8 } => assert!(file.ends_with("postcodes.csv")),
        other => panic!("{other}"),
    }
    load(folder("small/postcodes.csv", ",b,a,", ",b,a;,").path()).unwrap();
}

#[test]
fn a_wrong_header_shows_the_right_one() {
    let error = load(folder("small/postcodes.csv", "postcode,lat", "plz,lat").path()).unwrap_err();
    assert_eq!(error.code(), "table_wrong_header");
    assert!(
        matches!(&error, LoadError::Header { found, expected, .. } if found[0] == "plz" && expected[0] == "postcode")
    );
}

#[test]
fn a_missing_file_and_a_wrong_encoding_are_told_apart_from_a_missing_area() {
    let folder = folder("languages.csv", "fas", "fas");
    let source = Source::Folder(folder.path().to_owned());
    fs::remove_file(folder.path().join("small/postcodes.csv")).unwrap();
    let error = load_area(&source, "small").unwrap_err();
    assert!(matches!(&error, LoadError::Unreadable { file, .. } if file.ends_with("postcodes.csv")), "{error}");

    fs::write(folder.path().join("languages.csv"), b"code,bcp47,name_de\nt\xfcrkisch").unwrap();
    assert_eq!(load_languages(&source).unwrap_err().code(), "table_unreadable");

    for name in ["bayern", "../small", "small/../small", "", "/"] {
        match load_area(&source, name).unwrap_err() {
            LoadError::UnknownArea { area, known } => {
                assert_eq!((area.as_str(), known), (name, vec!["small".to_owned()]))
            }
            error => panic!("{name}: {error}"),
        }
    }
    assert!(matches!(
        load_area(&Source::Embedded, "bayern"),
        Err(LoadError::UnknownArea { known, .. }) if known == ["germany", "hessen"]
    ));
}
