//! What rows become: entries with their values, and what other lists than the samples may look like.

use lotsenwerk::app::import::{
    Consent, FaultKind, ListError, ListKind, LotseEntry, NoticeKind, ReadList, RequestEntry,
};
use lotsenwerk::domain::code::{Gender, LotseStatus, Mode, Priority, Service, Strength, Topic};
use lotsenwerk::domain::language::Level;
use lotsenwerk::domain::travel::Transport;
use lotsenwerk::tables::{Limits, Workbook, read};

use super::{World, fixture};

fn list(text: &str) -> Workbook {
    read(text.as_bytes(), &Limits::default()).unwrap()
}

fn lotse(list: &ReadList<LotseEntry>, number: &str) -> LotseEntry {
    list.good.iter().find(|row| row.entry.number.as_str() == number).unwrap().entry.clone()
}

fn request(list: &ReadList<RequestEntry>, number: &str) -> RequestEntry {
    list.good.iter().find(|row| row.entry.number.as_str() == number).unwrap().entry.clone()
}

fn languages(lotse: &LotseEntry) -> Vec<String> {
    lotse.languages.iter().map(|spoken| format!("{} {}", spoken.language, spoken.level)).collect()
}

#[test]
fn a_row_of_the_sample_becomes_a_lotse() {
    let list = World::new().lotsen(&fixture("lotsen-liste-utf8.csv")).unwrap();
    let lotse = lotse(&list, "WMK-005");
    assert_eq!((lotse.given_name.as_str(), lotse.family_name.as_str()), ("Łukasz", "Übung"));
    assert_eq!(lotse.email.as_ref().map(|email| email.as_str()), Some("lotse005@example.org"));
    assert_eq!(lotse.gender, None);
    assert_eq!(lotse.home.to_string(), "37293");
    assert_eq!(lotse.radius_km, Some(20));
    assert_eq!(languages(&lotse), ["eng C2", "fas C1", "deu C1"]);
    let held = lotse.qualifications.as_deref().unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].code.as_str(), "interpreting_course");
    assert_eq!(held[0].acquired_on.map(|day| day.to_string()).as_deref(), Some("2025-09-15"));
    assert_eq!(lotse.services_of_new(), [Service::Interpreting]);
    assert_eq!(lotse.availability.as_ref().unwrap().windows().len(), 2);
    assert_eq!(lotse.limits.minutes_per_week, Some(210));
    assert_eq!(lotse.transport, Some(Transport::PublicTransport));
    assert_eq!(lotse.consent, Some(Consent::Given { on: None }));
    assert_eq!(lotse.status, Some(LotseStatus::Active));
}

#[test]
fn a_missing_radius_and_a_missing_consent_are_no_faults() {
    let list = World::new().lotsen(&fixture("lotsen-liste-utf8.csv")).unwrap();
    let lotse = lotse(&list, "WMK-010");
    assert_eq!((lotse.radius_km, lotse.consent), (None, None));
    assert_eq!(lotse.services_of_new(), [Service::Accompaniment]);
    let without = list.notices.iter().filter(|notice| notice.kind == NoticeKind::NoConsent);
    assert_eq!(without.count(), list.good.iter().filter(|row| row.entry.consent.is_none()).count());
}

#[test]
fn a_row_of_the_sample_becomes_a_request() {
    let list = World::new().requests(&fixture("anfragen.csv")).unwrap();
    let first = request(&list, "A-001");
    assert_eq!(first.organisation.as_str(), "Freiwilligenagentur Eschwege");
    assert_eq!(first.client.as_ref().map(|client| client.as_str()), Some("NK001"));
    let needed: Vec<_> = first.languages.iter().map(|n| (n.language.to_string(), n.at_least)).collect();
    assert_eq!(needed, [("tur".to_owned(), Level::B1)]);
    let starts: Vec<_> = first.appointments.iter().map(|a| a.sittings()[0]).collect();
    assert_eq!(
        starts.iter().map(|s| s.start().to_string()).collect::<Vec<_>>(),
        ["2026-12-14 15:00:00", "2026-12-17 09:00:00"]
    );
    assert_eq!(starts[0].minutes(), 90);
    assert_eq!(first.gender.map(|wish| (wish.gender, wish.strength)), Some((Gender::Female, Strength::Must)));
    assert_eq!((first.service, first.topic), (Service::Accompaniment, Topic::Authority));

    let eleventh = request(&list, "A-011");
    assert_eq!(eleventh.modes, [Mode::InPerson, Mode::Phone]);
    assert_eq!(request(&list, "A-033").urgency.priority, Priority::Urgent);
    assert_eq!(request(&list, "A-004").languages.len(), 2);
    let wish = request(&list, "A-009").gender.unwrap();
    assert_eq!((wish.gender, wish.strength), (Gender::Female, Strength::Wish));
    let sorani = request(&list, "A-067");
    assert_eq!(sorani.languages[0].language.to_string(), "ckb");
}

#[test]
fn english_headings_and_other_columns() {
    let book = list(
        "Volunteers 2026,,,,,,,,\n\
         No.,Name,Post code,Languages,Times,Means of transport,Topics,Topics refused,Modes,Hobby\n\
         1,\"Demir, Ayla\",37269,\"Turkish (native), German: fluent\",\"Mon-Wed 9am-1pm\",bicycle,\"school, bank\",health,\"phone, in person\",chess\n",
    );
    let world = World::new();
    let list = world.lotsen(&book).unwrap();
    assert_eq!(list.faults, []);
    let lotse = lotse(&list, "1");
    assert_eq!((lotse.given_name.as_str(), lotse.family_name.as_str()), ("Ayla", "Demir"));
    assert_eq!(languages(&lotse), ["tur native", "deu C1"]);
    assert_eq!(lotse.transport, Some(Transport::Bicycle));
    assert_eq!(lotse.topics_wished, Some(vec![Topic::SchoolOrDayCare, Topic::Bank]));
    assert_eq!(lotse.topics_refused, Some(vec![Topic::Health]));
    assert_eq!(lotse.modes, Some(vec![Mode::Phone, Mode::InPerson]));
    assert_eq!(lotse.status, None);
    let columns: Vec<_> = list.notices.iter().filter(|notice| notice.kind == NoticeKind::ColumnUnknown).collect();
    assert_eq!(columns.len(), 1);
    assert_eq!(columns[0].column.as_deref(), Some("Hobby"));
}

#[test]
fn all_faults_of_a_row_are_told_at_once() {
    let book = list(
        "Nr.;Vorname;Nachname;E-Mail;PLZ;Sprachen;Umkreis;Verfügbarkeit;Status\n\
         7;;Übung;x@y;3726;Elbisch C1, Dari C9;weit;Mo 25-26;munter\n",
    );
    let list = World::new().lotsen(&book).unwrap();
    let told: Vec<_> = list.faults.iter().map(|fault| (fault.column.as_str(), fault.kind.code())).collect();
    assert_eq!(
        told,
        [
            ("Vorname", "missing-value"),
            ("E-Mail", "no-email"),
            ("PLZ", "postcode-digits"),
            ("Umkreis", "unreadable-number"),
            ("Sprachen", "unknown-language"),
            ("Sprachen", "unknown-level"),
            ("Verfügbarkeit", "impossible-time"),
            ("Status", "unknown-word"),
        ]
    );
    assert!(list.faults.iter().all(|fault| fault.row == 2));
    assert_eq!((list.rows, list.faulty_rows, list.good.len()), (1, 1, 0));
}

#[test]
fn missing_columns_are_one_fault() {
    let book = list("Nr.;Vorname;Nachname;Ort\n1;Ayla;Demir;Eschwege\n2;Mina;Probe;Sontra\n");
    let list = World::new().lotsen(&book).unwrap();
    assert_eq!(list.faults.len(), 1);
    assert_eq!(list.faults[0].row, 1);
    let columns = vec!["PLZ".to_owned(), "Sprachen".to_owned()];
    assert_eq!(list.faults[0].kind, FaultKind::MissingColumns { columns });
    assert_eq!((list.rows, list.good.len()), (0, 0));
}

#[test]
fn remarks_below_the_list_are_skipped_and_told() {
    let book = list("Nr.;Name;PLZ;Sprachen;Telefon\n1;Demir, Ayla;37269;Dari C1;05651 1\n;;;;\n;;;;2 Personen\n");
    let list = World::new().lotsen(&book).unwrap();
    assert_eq!((list.rows, list.good.len(), list.faulty_rows), (1, 1, 0));
    let skipped: Vec<_> = list.notices.iter().filter(|notice| notice.kind.code() == "row-skipped").collect();
    assert_eq!(skipped.len(), 1);
    assert_eq!(skipped[0].row, Some(4));
}

#[test]
fn the_wrong_list_is_named() {
    let world = World::new();
    let wanted = ListKind::Lotsen;
    let found = Some(ListKind::Requests);
    assert_eq!(world.lotsen(&fixture("anfragen.csv")), Err(ListError::NoSuchList { wanted, found }));
    let wanted = ListKind::Requests;
    let nothing = list("a;b;c\n1;2;3\n");
    assert_eq!(world.requests(&nothing), Err(ListError::NoSuchList { wanted, found: None }));
}

#[test]
fn windows_series_and_own_lengths() {
    let head = "Nr.;Stelle;Sprache;Thema;PLZ;Termin;Dauer in Std.\n";
    let rows = "1;Amt;Dari B2;Amt;37269;14.12.2026 9-12 Uhr;1\n\
                2;Amt;keine;Amt;37269;14.12.2026 15:00-16:30;\n\
                3;Amt;Dari;Amt;37269;14.12.2026 15:00 und 21.12.2026 15:00;1,5\n\
                4;Amt;Dari;Amt;37269;14.12.2026 15:00;\n\
                5;Amt;Dari;Amt;37269;14.10.2026 15:00;1\n";
    let list = World::new().requests(&list(&format!("{head}{rows}"))).unwrap();
    let first = request(&list, "1");
    assert_eq!((first.appointments.len(), first.windows.len(), first.windows[0].minutes()), (0, 1, 60));
    assert_eq!(first.languages[0].at_least, Level::B2);
    let second = request(&list, "2");
    assert_eq!(second.appointments[0].sittings()[0].minutes(), 90);
    assert!(second.languages.is_empty());
    assert_eq!(request(&list, "3").appointments[0].sittings().len(), 2);
    let faults: Vec<_> = list.faults.iter().map(|f| (f.row, f.column.as_str(), f.kind.code())).collect();
    assert_eq!(faults, [(5, "Dauer in Std.", "missing-value")]);
    let past: Vec<_> = list.notices.iter().filter(|notice| notice.kind == NoticeKind::Past).map(|n| n.row).collect();
    assert_eq!(past, [Some(6)]);
}
