//! Single rows of a list of Lotsen: what a new Lotse gets, what a known one keeps, and what the list overrules.

use lotsenwerk::domain::availability::Absence;
use lotsenwerk::domain::code::{LotseStatus, Mode, Service};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::text::ClientRef;
use lotsenwerk::domain::travel::Transport;
use lotsenwerk::storage::lotsen;

use super::{FIRST, LATER, counts, everything, import_lotsen};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{LOTSEN, bytes, edited};

on_each_database!(
    what_a_list_leaves_open_gets_the_default,
    one_changed_row_is_one_change,
    a_list_that_says_little_changes_little,
    a_no_withdraws_consent,
    the_status_of_the_list_is_followed,
    who_is_not_in_the_list_stays,
);

const BRIEF: &str = "Nr.;Vorname;Nachname;PLZ;Sprachen\n";

fn what_a_list_leaves_open_gets_the_default(db: &TestDatabase) {
    let list = format!("{BRIEF}7;Mina;Muster;37269;Dari C1, Deutsch B2\n");
    assert_eq!(import_lotsen(db, list.as_bytes(), FIRST).counts, counts(1, 0, 0, 0));
    let stored = everything(db);
    let lotse = stored.lotse("7");
    assert_eq!(lotse.radius_km, 25);
    assert_eq!(lotse.modes, [Mode::InPerson, Mode::Phone, Mode::Video]);
    assert_eq!(lotse.transport, Transport::PublicTransport);
    assert_eq!(lotse.services, [Service::Accompaniment]);
    assert_eq!((lotse.status, lotse.consent_on, lotse.availability.clone()), (LotseStatus::Active, None, None));

    import_lotsen(db, &bytes(LOTSEN), FIRST);
    let stored = everything(db);
    let means = |number: &str| stored.lotse(number).transport;
    assert_eq!((means("WMK-001"), means("WMK-009")), (Transport::Car, Transport::PublicTransport));
    let radius = |number: &str| stored.lotse(number).radius_km;
    assert_eq!((radius("WMK-005"), radius("WMK-010")), (20, 25));
    // "ja" without a day is dated by the import.
    assert_eq!(stored.lotse("WMK-001").consent_on, "2026-11-20".parse().ok());
    assert_eq!(stored.lotse("WMK-004").consent_on, None);
}

fn one_changed_row_is_one_change(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    let before = everything(db);
    let list = edited(LOTSEN, &[("lotse002@example.org", "neu@example.org")]);
    assert_eq!(import_lotsen(db, &list, LATER).counts, counts(0, 1, 51, 8));
    let after = everything(db);
    let changed: Vec<_> = before.lotsen.iter().zip(&after.lotsen).filter(|(old, new)| old != new).collect();
    let [(old, new)] = changed.as_slice() else { panic!("{changed:#?}") };
    assert_eq!(new.email.as_ref().unwrap().as_str(), "neu@example.org");
    assert_eq!(**new, Lotse { email: new.email.clone(), ..(*old).clone() });
}

fn a_list_that_says_little_changes_little(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    let mut known = everything(db).lotse("WMK-002").clone();
    let day = |text: &str| text.parse().unwrap();
    known.absences = vec![Absence::new(day("2026-12-24"), day("2026-12-31")).unwrap()];
    known.blocked_clients = vec![ClientRef::parse("NK001").unwrap()];
    known.last_asked_at = "2026-11-21T10:00:00Z".parse().ok();
    known.services = vec![Service::Interpreting];
    db.must_write(|tx| lotsen::save_all(tx, std::slice::from_ref(&known)));

    let list = format!("{BRIEF}WMK-002;Françoise;von der Probe;37269;Paschtu C2\n");
    assert_eq!(import_lotsen(db, list.as_bytes(), LATER).counts, counts(0, 1, 0, 0));
    let stored = everything(db);
    let lotse = stored.lotse("WMK-002");
    assert_eq!((lotse.home.to_string().as_str(), lotse.languages.len()), ("37269", 1));
    assert_eq!(*lotse, Lotse { home: lotse.home, languages: lotse.languages.clone(), ..known });
}

fn a_no_withdraws_consent(db: &TestDatabase) {
    let row = |consent: &str| {
        format!("Nr.;Vorname;Nachname;PLZ;Sprachen;Einwilligung\n7;Mina;Muster;37269;Dari C1;{consent}\n").into_bytes()
    };
    let consent = || everything(db).lotse("7").consent_on.map(|day| day.to_string());
    import_lotsen(db, &row("ja, 12.03.2024"), FIRST);
    assert_eq!(consent().as_deref(), Some("2024-03-12"));
    // An empty cell says nothing, and "ja" knows no other day.
    for silent in ["", "ja"] {
        assert_eq!(import_lotsen(db, &row(silent), LATER).counts, counts(0, 0, 1, 0), "{silent:?}");
    }
    assert_eq!(import_lotsen(db, &row("nein"), LATER).counts, counts(0, 1, 0, 0));
    assert_eq!(consent(), None);
    import_lotsen(db, &row("ja"), LATER);
    assert_eq!(consent().as_deref(), Some("2026-11-27"));
}

/// Also where no single move leads there.
fn the_status_of_the_list_is_followed(db: &TestDatabase) {
    let row = |status: &str| {
        format!("Nr.;Vorname;Nachname;PLZ;Sprachen;Status\n7;Mina;Muster;37269;Dari C1;{status}\n").into_bytes()
    };
    import_lotsen(db, &row("ausgeschieden"), FIRST);
    for (word, status) in [
        ("aktiv", LotseStatus::Active),
        ("in Ausbildung", LotseStatus::InTraining),
        ("Bewerbung", LotseStatus::Applicant),
        ("pausiert", LotseStatus::Paused),
    ] {
        assert_eq!(import_lotsen(db, &row(word), LATER).counts, counts(0, 1, 0, 0), "{word}");
        assert_eq!(everything(db).lotse("7").status, status);
    }
    assert_eq!(import_lotsen(db, &row(""), LATER).counts, counts(0, 0, 1, 0));
}

fn who_is_not_in_the_list_stays(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    let list = format!("{BRIEF}new-1;Mina;Muster;37269;Dari C1\n");
    assert_eq!(import_lotsen(db, list.as_bytes(), LATER).counts, counts(1, 0, 0, 0));
    assert_eq!(everything(db).lotsen.len(), 53);
}
