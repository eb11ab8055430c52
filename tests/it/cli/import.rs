//! `import`: exit codes, what is said in both languages, and the report for programs.

use std::process::Command;

use lotsenwerk::domain::request::RequestState;
use lotsenwerk::storage::requests;
use serde_json::Value;

use super::desk::{Desk, Said};

use crate::support::lists::{LOTSEN, LOTSEN_1252, PROJECT, REQUESTS, WORKBOOK, path};

#[test]
fn faults_are_named_in_both_languages_and_refuse_the_list() {
    let desk = Desk::new();
    let said = desk.run(&["import", "lotsen", &path(LOTSEN_1252), "--dry-run"]);
    assert_eq!(said.code, 1);
    said.has(&[
        "gelesen als Windows-1252, Spalten getrennt durch ;",
        "8 Fehler:",
        "Zeile 9, Spalte „PLZ“: „3726“",
        "Eine Postleitzahl hat fünf Ziffern.",
        "Abhilfe: Ist 37293 Herleshausen gemeint?",
        "Zeile 31, Spalte „Sprachen“: leer",
        "Zeilen 47, 58, Spalte „Vorname“: In „?irin“ steht ein Fragezeichen.",
        "52 Lots*innen könnten übernommen werden: 52 neu, 0 geändert, 0 unverändert.",
        "Es gibt noch keinen Träger. Mit --carrier NAME --create-carrier wird er angelegt.",
        "Das war ein Probelauf",
        "Die Liste hat 8 Fehler. Es ist nichts übernommen.",
        "mit --skip-faulty nur die 52 fehlerfreien Zeilen",
    ]);
    let said = desk.run(&["--lang", "en", "import", "requests", &path(WORKBOOK), "--dry-run"]);
    assert_eq!(said.code, 1);
    said.has(&[
        "read as an Excel workbook",
        "6 faults:",
        "sheet “Anfragen”, row 7, column “Termin(e)”: “32.12.2026 09:00”",
        "There is no day 32.12.2026.",
        "Remedy: Check the date.",
        "sheet “Lotsen”: This sheet is a list of Lotsen",
        "74 requests could be taken: 74 new, 0 changed, 0 unchanged.",
        "The list has 6 faults. Nothing was taken.",
    ]);
    let said = desk.run(&["import", "lotsen", &path(LOTSEN), "--carrier", "X", "--create-carrier"]);
    assert_eq!(said.code, 1);
    said.has_not(&["Probelauf"]);
    assert_eq!(desk.lotsen(), 0);
}

#[test]
fn good_rows_are_taken_and_counted() {
    let desk = Desk::new();
    let lotsen = |more: &[&str]| {
        let file = path(WORKBOOK);
        let fixed = ["import", "lotsen", &file, "--carrier", PROJECT, "--create-carrier", "--skip-faulty"];
        desk.run(&[&fixed, more].concat())
    };
    let said = lotsen(&["--dry-run"]);
    assert_eq!((said.code, desk.lotsen()), (0, 0), "{said:?}");
    let said = lotsen(&[]);
    assert_eq!((said.code, desk.lotsen()), (0, 52), "{said:?}");
    said.has(&[
        &format!("Neuer Träger: {PROJECT}, zuständig für Werra-Meißner-Kreis"),
        "Die Regionen sind aus der Liste abgeleitet",
        "52 Lots*innen übernommen: 52 neu, 0 geändert, 0 unverändert.",
        "8 fehlerhafte Zeilen bleiben außen vor.",
    ]);
    let said = lotsen(&["--region", "Kassel"]);
    assert_eq!(said.code, 0);
    said.has(&["0 neu, 0 geändert, 52 unverändert.", "Diesen Träger gibt es schon"]);

    let requests = || desk.run(&["--lang", "en", "import", "requests", &path(REQUESTS), "--skip-faulty"]);
    let said = requests();
    assert_eq!(said.code, 0);
    said.has(&["5 new requesting organisations: ", "74 requests taken: 74 new, 0 changed, 0 unchanged."]);
    requests().has(&["74 requests taken: 0 new, 0 changed, 74 unchanged."]);
}

#[test]
fn a_request_that_was_offered_is_left_alone_and_named() {
    let desk = Desk::new().with_lotsen();
    assert_eq!(desk.run(&["import", "requests", &path(REQUESTS), "--skip-faulty"]).code, 0);
    desk.database()
        .write(|tx| {
            let all = requests::load(tx, &requests::Selection::All)?;
            let is = |number: &str| all.iter().find(|r| r.list_number.as_ref().unwrap().as_str() == number).unwrap().id;
            requests::move_all(tx, &[is("A-001")], RequestState::Open, RequestState::Offered)
        })
        .unwrap();
    let changed = desk.0.path().join("changed.csv");
    std::fs::write(&changed, std::fs::read_to_string(path(REQUESTS)).unwrap().replace("NK001;", "NK777;")).unwrap();
    let said = desk.run(&["import", "requests", changed.to_str().unwrap(), "--skip-faulty"]);
    assert_eq!(said.code, 0);
    said.has(&[
        "Zeile 2: Zur Anfrage A-001 ist schon jemand gefragt worden. Sie bleibt, wie sie ist.",
        "Eine Anfrage ist schon weiter und bleibt, wie sie ist.",
        "0 neu, 0 geändert, 73 unverändert.",
    ]);
}

#[test]
fn regions_and_address_of_a_new_carrier_can_be_stated() {
    let desk = Desk::new();
    let file = path(LOTSEN);
    let carrier = ["import", "lotsen", &file, "--skip-faulty", "--carrier", "X", "--create-carrier"];
    let said = desk.run(&[&carrier[..], &["--region", "Atlantis"]].concat());
    assert_eq!(said.code, 2);
    said.has(&["Eine Region „Atlantis“ gibt es nicht.", "Main-Kinzig-Kreis"]);
    let said = desk.run(&[&carrier[..], &["--carrier-email", "keine"]].concat());
    assert_eq!(said.code, 2);
    let stated =
        ["--region", "06611", "--region", "werra-meissner kreis", "--carrier-email", "x@example.org", "--json"];
    let said = desk.run(&[&carrier[..], &stated].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["carrier"]["regions"], serde_json::json!(["06611", "06636"]));
    assert_eq!(
        (report["carrier"]["new"].as_bool(), report["carrier"]["regions_from_list"].as_bool()),
        (Some(true), Some(false))
    );
}

#[test]
fn programs_get_the_whole_report() {
    let desk = Desk::new().with_lotsen();
    let said = desk.run(&["--json", "import", "requests", &path(REQUESTS), "--today", "2026-12-12"]);
    assert_eq!(said.code, 1);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((report["kind"].as_str(), report["outcome"].as_str()), (Some("requests"), Some("refused")));
    assert_eq!(report["read_as"], serde_json::json!({"format": "csv", "encoding": "UTF-8", "delimiter": ";"}));
    let counts = serde_json::json!({"new": 74, "changed": 0, "unchanged": 0, "left_alone": 0, "faulty": 6});
    assert_eq!(report["counts"], counts);
    let fault = &report["faults"][1];
    assert_eq!((fault["row"].as_u64(), fault["column"].as_str()), (Some(14), Some("PLZ")));
    assert_eq!((fault["value"].as_str(), fault["code"].as_str()), (Some("99999"), Some("unknown-postcode")));
    assert!(["sentence", "remedy"].iter().all(|words| !fault[words].as_str().unwrap().is_empty()), "{fault}");
    // Some appointments are over on the day given.
    assert!(report["notices"].as_array().unwrap().iter().any(|notice| notice["code"] == "past"));
}

#[test]
fn wrong_usage_and_unreadable_files_are_told_apart_from_faults() {
    let desk = Desk::new();
    let nothing = desk.0.path().join("nothing.csv");
    let empty = desk.0.path().join("empty.csv");
    std::fs::write(&empty, "").unwrap();
    let (nothing, empty) = (nothing.to_str().unwrap(), empty.to_str().unwrap());
    let (lotsen, requests, book) = (path(LOTSEN), path(REQUESTS), path(WORKBOOK));
    let cases: [(&[&str], &str); 8] = [
        (&["import", "lotsen", nothing], "nothing.csv"),
        (&["import", "lotsen", empty], "Die Datei ist leer."),
        (&["import", "lotsen", &requests], "Es ist eine Liste von Anfragen."),
        (&["import", "lotsen", &book, "--sheet", "Tabelle1"], "Ein Blatt „Tabelle1“ gibt es nicht."),
        (&["import", "lotsen", &lotsen, "--skip-faulty"], "Es gibt noch keinen Träger."),
        (&["import", "lotsen", &lotsen, "--carrier", "Niemand"], "Den Träger „Niemand“ gibt es nicht"),
        (&["import", "lotsen", &lotsen, "--region", "Kassel"], "--create-carrier"),
        (&["import", "all", &lotsen], "all"),
    ];
    for (arguments, words) in cases {
        let said = desk.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {said:?}");
        said.has(&[words]);
    }
}

#[test]
fn a_database_that_is_away_is_no_fault_of_the_list() {
    let desk = Desk::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotsenwerk"));
    command.env_clear().env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none").current_dir(desk.0.path());
    let said = Said::of(&command.args(["import", "lotsen", &path(LOTSEN)]).output().unwrap());
    assert_eq!(said.code, 3, "{said:?}");
}
