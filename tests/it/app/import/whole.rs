//! A list as a whole: shown, refused, taken, taken again; never half.

use lotsenwerk::app::AppError;
use lotsenwerk::app::import::{Carrier, Faulty, ImportOptions, ListKind, NewCarrier, Outcome};
use lotsenwerk::domain::code::OrganisationKind;

use super::{FIRST, LATER, counts, everything, forbid_writing, import, import_lotsen, import_requests};
use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{self, LOTSEN, LOTSEN_1252, REQUESTS, WORKBOOK, bytes, name, refusing, skipping};

on_each_database!(
    a_dry_run_names_the_faults_and_changes_nothing,
    one_fault_refuses_the_whole_list,
    skipping_faulty_rows_takes_the_others,
    a_second_import_writes_no_row,
    all_forms_of_the_sample_are_the_same_list,
    a_write_that_fails_leaves_nothing,
    a_list_without_a_good_row_is_refused_in_any_case,
);

const KINDS: [(ListKind, &str, usize, usize); 4] = [
    (ListKind::Lotsen, WORKBOOK, 52, 8),
    (ListKind::Lotsen, LOTSEN_1252, 52, 8),
    (ListKind::Requests, WORKBOOK, 74, 6),
    (ListKind::Requests, REQUESTS, 74, 6),
];

fn a_dry_run_names_the_faults_and_changes_nothing(db: &TestDatabase) {
    let before = everything(db);
    for (kind, file, good, faulty) in KINDS {
        for (mode, outcome) in [(Faulty::Skip, Outcome::Possible), (Faulty::RefuseAll, Outcome::Refused)] {
            let options = ImportOptions { dry_run: true, faulty: mode, ..skipping() };
            let report = import(db, kind, &bytes(file), &options, FIRST);
            assert_eq!((report.outcome, report.counts), (outcome, counts(good, 0, 0, faulty)), "{file}");
            assert_eq!(report.faults.len(), faulty, "{file}: {:#?}", report.faults);
            assert!(report.carrier.unwrap().new);
        }
    }
    assert_eq!(everything(db), before);
}

fn one_fault_refuses_the_whole_list(db: &TestDatabase) {
    let before = everything(db);
    for (kind, file, good, faulty) in KINDS {
        let report = import(db, kind, &bytes(file), &refusing(), FIRST);
        assert_eq!((report.outcome, report.counts), (Outcome::Refused, counts(good, 0, 0, faulty)), "{file}");
    }
    assert_eq!(everything(db), before);
}

fn skipping_faulty_rows_takes_the_others(db: &TestDatabase) {
    let report = import_lotsen(db, &bytes(WORKBOOK), FIRST);
    assert_eq!((report.outcome, report.counts), (Outcome::Taken, counts(52, 0, 0, 8)));
    let report = import_requests(db, &bytes(WORKBOOK), FIRST);
    assert_eq!((report.outcome, report.counts), (Outcome::Taken, counts(74, 0, 0, 6)));
    assert!(!report.carrier.unwrap().new);

    let stored = everything(db);
    assert_eq!((stored.lotsen.len(), stored.requests.len()), (52, 74));
    let agencies = stored.organisations.iter().filter(|organisation| organisation.kind == OrganisationKind::Agency);
    assert_eq!(agencies.count(), report.new_organisations.len());
    assert_eq!((stored.organisations.len(), report.new_organisations.len()), (6, 5));
    // Faulty rows are not there in part either.
    let numbers: Vec<_> = stored.lotsen.iter().filter_map(|lotse| lotse.list_number.as_ref()).collect();
    assert!(numbers.iter().all(|number| !["WMK-008", "WMK-012"].contains(&number.as_str())));
}

fn a_second_import_writes_no_row(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    import_requests(db, &bytes(REQUESTS), FIRST);
    let before = everything(db);
    for table in ["organisations", "organisation_regions", "lotsen", "lotse_languages", "lotse_modes"] {
        forbid_writing(db, table);
    }
    for table in ["requests", "request_languages", "request_modes", "request_sittings"] {
        forbid_writing(db, table);
    }
    assert_eq!(import_lotsen(db, &bytes(LOTSEN), LATER).counts, counts(0, 0, 52, 8));
    let report = import_requests(db, &bytes(REQUESTS), LATER);
    assert_eq!(report.counts, counts(0, 0, 74, 6));
    assert!(report.new_organisations.is_empty());
    assert_eq!(everything(db), before);
}

/// What Excel makes of numbers, dates and letters is no change. The other way round it mends the names.
fn all_forms_of_the_sample_are_the_same_list(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    assert_eq!(import_lotsen(db, &bytes(WORKBOOK), LATER).counts, counts(0, 0, 52, 8));
    // Excel lost letters of eight names when it saved this one; the names that are known stay whole.
    assert_eq!(import_lotsen(db, &bytes(LOTSEN_1252), LATER).counts, counts(0, 0, 52, 8));
    let damaged = ImportOptions {
        carrier: Carrier::NamedOrNew(NewCarrier { name: name("B"), email: None, regions: vec![] }),
        ..skipping()
    };
    import(db, ListKind::Lotsen, &bytes(LOTSEN_1252), &damaged, "2026-11-28T08:00:00Z");
    let mended = import(db, ListKind::Lotsen, &bytes(WORKBOOK), &damaged, "2026-11-29T08:00:00Z");
    assert_eq!(mended.counts, counts(0, 8, 44, 8));
    import_requests(db, &bytes(REQUESTS), FIRST);
    assert_eq!(import_requests(db, &bytes(WORKBOOK), LATER).counts, counts(0, 0, 74, 6));
}

fn a_write_that_fails_leaves_nothing(db: &TestDatabase) {
    let before = everything(db);
    // Written last, after organisations, Lotsen and requests.
    forbid_writing(db, "lotse_availability");
    forbid_writing(db, "request_sittings");
    for (kind, file, ..) in KINDS {
        let failed = lists::import(&context(db), kind, &bytes(file), &skipping(), &mut moment(FIRST, 1));
        assert!(matches!(failed, Err(AppError::Storage(_))), "{file}: {failed:?}");
    }
    assert_eq!(everything(db), before);
}

fn a_list_without_a_good_row_is_refused_in_any_case(db: &TestDatabase) {
    let list = "Nr.;Vorname;Nachname;PLZ;Sprachen\n1;Mina;Muster;3726;Dari C1\n";
    let report = import_lotsen(db, list.as_bytes(), FIRST);
    assert_eq!((report.outcome, report.counts), (Outcome::Refused, counts(0, 0, 0, 1)));
    // A sheet without a needed column has no rows to skip.
    let list = "Nr.;Vorname;Nachname;Sprachen\n1;Mina;Muster;Dari C1\n";
    let report = import_lotsen(db, list.as_bytes(), FIRST);
    assert_eq!((report.outcome, report.counts, report.faults.len()), (Outcome::Refused, counts(0, 0, 0, 0), 1));
    assert!(everything(db).organisations.is_empty());
}
