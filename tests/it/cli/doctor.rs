//! `doctor`: a fresh installation is well, only looking leaves nothing behind, and what is missing is said.

use diesel::Connection;
use diesel::connection::SimpleConnection;
use lotsenwerk::app::seals;
use lotsenwerk::settings::Settings;
use lotsenwerk::startup;
use serde_json::Value;

use super::desk::Desk;

/// What is in the folder.
fn left(desk: &Desk) -> Vec<String> {
    let entries = std::fs::read_dir(desk.0.path()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_fresh_installation_is_well_and_left_as_it_is() {
    let desk = Desk::new();
    let said = desk.run(&["doctor"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&[
        "SQLite: wird beim ersten Lauf eingerichtet",
        "mails wird bei der ersten Mail angelegt",
        "Alles ist bereit.",
    ]);
    said.has_not(&["Postausgang", "✗"]);
    let said = desk.run(&["--lang", "en", "doctor"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["SQLite: is set up by the first run", "mails is made with the first mail", "Everything is ready."]);
    assert_eq!(left(&desk), Vec::<String>::new());
}

#[test]
fn an_empty_database_is_well_and_one_that_is_behind_is_not() {
    let desk = Desk::new();
    desk.database();
    assert_eq!(desk.run(&["migrate", "--pending"]).code, 0);
    let said = desk.run(&["doctor"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["wird beim ersten Lauf eingerichtet"]);

    assert_eq!(desk.run(&["migrate"]).code, 0);
    let said = desk.run(&["doctor"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&[
        "SQLite, das Schema ist auf dem neuesten Stand",
        "Postausgang: 0 wartend, 0 geschrieben, 0 aufgegeben",
        "Aufträge: 0 wartend",
    ]);

    // As if this version had brought a change that the database does not have yet.
    let mut raw = diesel::SqliteConnection::establish(&desk.file("desk.db")).unwrap();
    raw.batch_execute(
        "DELETE FROM __diesel_schema_migrations WHERE version = (SELECT max(version) FROM __diesel_schema_migrations);
         INSERT INTO __diesel_schema_migrations (version) VALUES ('00000000000000');",
    )
    .unwrap();
    let said = desk.run(&["doctor"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.has(&["✗ Datenbank: SQLite: eine Änderung des Schemas steht aus; lotsenwerk migrate holt das nach"]);
    said.has_not(&["Postausgang"]);
}

#[test]
fn what_is_missing_is_said() {
    let desk = Desk::new();
    desk.put("file", "");
    let url = format!("sqlite://{}", desk.file("nowhere/desk.db"));
    let mut command = desk.command();
    command.env("DATABASE_URL", url).env("LOTSENWERK__MAIL__FOLDER", desk.file("file/mails"));
    let said = super::desk::Said::of(&command.args(["doctor", "--json"]).output().unwrap());
    assert_eq!(said.code, 1, "{said:?}");
    let findings: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let ill: Vec<&str> =
        findings.iter().filter(|finding| finding["well"] == false).map(|f| f["what"].as_str().unwrap()).collect();
    assert_eq!(ill, ["database", "mail_folder"], "{said:?}");
    said.has(&["An 2 Stellen fehlt etwas.", "nowhere gibt es nicht"]);
}

#[test]
fn a_test_mail_goes_the_way_of_the_settings_and_a_server_that_is_away_is_said() {
    let desk = Desk::new();
    let said = desk.run(&["doctor", "--mail-to", "mina@example.org"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["✓ Testmail: ", ".eml"]);
    let mut command = desk.command();
    command.env("LOTSENWERK__MAIL__TRANSPORT", "smtp").env("LOTSENWERK__MAIL__SMTP__PORT", "1");
    let said = super::desk::Said::of(&command.args(["doctor", "--mail-to", "mina@example.org"]).output().unwrap());
    assert_eq!(said.code, 1, "{said:?}");
    said.has(&["✗ Testmail: the mail server cannot be used"]);
}

#[test]
fn an_audit_that_was_tampered_with_is_named() {
    let desk = Desk::new();
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/projekt-arbeitsmappe.xlsx");
    let carrier = ["--carrier", "Projekt", "--create-carrier", "--skip-faulty"];
    assert_eq!(desk.run(&[&["import", "lotsen", list], &carrier[..]].concat()).code, 0);
    assert_eq!(desk.run(&["import", "requests", list, "--skip-faulty"]).code, 0);
    let said = desk.run(&["doctor"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["✓ Protokoll: 132 Einträge warten auf ihr Siegel"]);

    let url = format!("sqlite://{}", desk.file("desk.db"));
    let settings = Settings::load(None, [("DATABASE_URL".to_owned(), url)].into()).unwrap();
    assert_eq!(seals::seal(&startup::context(&settings).unwrap()).unwrap(), 132);
    let said = desk.run(&["doctor"]);
    said.has(&["✓ Protokoll: unverändert bis Siegel 132:"]);
    let noted = said.out.split("Siegel ").nth(1).unwrap().split(';').next().unwrap();
    assert_eq!(desk.run(&["doctor", "--audit-seal", noted]).code, 0);
    let other = format!("132:{}", "0".repeat(64));
    let said = desk.run(&["doctor", "--audit-seal", &other]);
    assert_eq!(said.code, 1, "{said:?}");
    said.has(&["✗ Protokoll: Siegel 132 ist nicht das notierte"]);
    assert_eq!(desk.run(&["doctor", "--audit-seal", "132"]).code, 2);

    let mut raw = diesel::SqliteConnection::establish(&desk.file("desk.db")).unwrap();
    raw.batch_execute("DROP TRIGGER audit_events_no_update;").unwrap();
    let said = desk.run(&["doctor"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.has(&["✗ Protokoll: Das Protokoll ist nicht geschützt", "audit_events_no_update"]);
    raw.batch_execute(
        "DROP TRIGGER audit_events_no_delete;
         DELETE FROM audit_events WHERE id = (SELECT event_id FROM audit_seals WHERE number = 7);",
    )
    .unwrap();
    let said = desk.run(&["--lang", "en", "doctor"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.has(&["✗ audit: event ", "(seal 7) was removed"]);
}

#[test]
fn mails_whose_links_nobody_can_open_are_warned_of() {
    let doctor = |url: &str| {
        let desk = Desk::new();
        let mut command = desk.command();
        command.env("LOTSENWERK__MAIL__TRANSPORT", "smtp").env("LOTSENWERK__WEB__PUBLIC_URL", url);
        super::desk::Said::of(&command.arg("doctor").output().unwrap())
    };
    for (url, words) in [
        ("", "! Links in Mails: web.public_url ist leer"),
        ("http://127.0.0.1:8080", "! Links in Mails: http://127.0.0.1:8080 findet nur dieser Rechner"),
        ("http://[::1]:8080", "findet nur dieser Rechner"),
        ("http://localhost/hessen", "findet nur dieser Rechner"),
        ("https://lotsen.example.org", "✓ Links in Mails: beginnen mit https://lotsen.example.org"),
    ] {
        let said = doctor(url);
        // A warning, because the service works.
        assert_eq!(said.code, 0, "{url}: {said:?}");
        said.has(&[words, "Alles ist bereit."]);
    }
    // In a folder nobody opens links from elsewhere.
    let said = Desk::new().run(&["doctor"]);
    said.has_not(&["Links in Mails"]);
}

#[test]
fn figures_are_counted_anew_and_what_is_wrong_with_them_is_said() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["migrate"]).code, 0);
    let said = desk.run(&["doctor", "--coverage"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["✓ Zahlen zur Abdeckung: nachgezählt: 0 Anfragen stimmen"]);
    let mut raw = diesel::SqliteConnection::establish(&desk.file("desk.db")).unwrap();
    raw.batch_execute("INSERT INTO coverage_cells VALUES (2026, '', '', '', '', 'served', 3);").unwrap();
    let said = desk.run(&["--lang", "en", "doctor", "--coverage"]);
    assert_ne!(said.code, 0, "{said:?}");
    said.has(&["✗ figures of coverage: counted anew: 0 of 0 requests and 1 sums are wrong"]);
    assert_eq!(desk.run(&["doctor"]).code, 0, "who does not ask for it does not wait for it");
    said.has(&["--repair stores what is right"]);
    assert_eq!(desk.run(&["doctor", "--repair"]).code, 2, "only together with --coverage");
    let said = desk.run(&["--lang", "en", "doctor", "--coverage", "--repair"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["✓ figures of coverage: counted anew and stored: 0 requests; 0 were counted otherwise or not yet, 1 sums were others"]);
    assert_eq!(desk.run(&["doctor", "--coverage"]).code, 0);
    raw.batch_execute("DROP TRIGGER coverage_offers_updated;").unwrap();
    let said = desk.run(&["doctor"]);
    assert_ne!(said.code, 0, "{said:?}");
    said.has(&["✗ Zahlen zur Abdeckung", "coverage_offers_updated"]);
}
