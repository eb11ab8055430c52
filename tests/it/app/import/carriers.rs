//! Whose list it is: found, made, or asked back.

use lotsenwerk::app::AppError;
use lotsenwerk::app::import::{Carrier, CarrierError, ImportOptions, ListKind, NewCarrier, Outcome};
use lotsenwerk::domain::code::OrganisationKind;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::i18n::Locale;

use super::{FIRST, LATER, counts, everything, import, import_lotsen, import_requests};
use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{self, LOTSEN, PROJECT, REQUESTS, bytes, name, refusing, skipping};

on_each_database!(
    the_only_carrier_need_not_be_named,
    a_carrier_that_is_unclear_is_asked_for,
    a_new_carrier_serves_where_the_list_lives,
    a_known_carrier_keeps_what_is_stored,
    numbers_belong_to_a_carrier,
);

const ROWS: &str = "Nr.;Vorname;Nachname;PLZ;Sprachen\n1;Mina;Muster;37269;Dari C1\n";

fn of(carrier: Carrier) -> ImportOptions {
    ImportOptions { carrier, ..skipping() }
}

fn made(text: &str, regions: &[&str]) -> Carrier {
    let regions = regions.iter().map(|code| RegionCode::parse(code).unwrap()).collect();
    Carrier::NamedOrNew(NewCarrier { name: name(text), email: Email::parse("projekt@example.org").ok(), regions })
}

fn refused(db: &TestDatabase, carrier: Carrier) -> CarrierError {
    let before = everything(db);
    let failed = lists::import(&context(db), ListKind::Lotsen, ROWS.as_bytes(), &of(carrier), &mut moment(FIRST, 9))
        .unwrap_err();
    assert_eq!(everything(db), before);
    let AppError::Carrier(error) = failed else { panic!("{failed}") };
    for locale in Locale::ALL {
        assert!(!error.sentence(locale).contains(['⟦', '{']), "{}", error.sentence(locale));
    }
    error
}

fn the_only_carrier_need_not_be_named(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    let report = import(db, ListKind::Requests, &bytes(REQUESTS), &of(Carrier::Only), FIRST);
    assert_eq!((report.outcome, report.counts), (Outcome::Taken, counts(74, 0, 0, 6)));
    let carrier = report.carrier.unwrap();
    assert_eq!((carrier.name, carrier.new), (name(PROJECT), false));
    assert!(everything(db).requests.iter().all(|request| request.carrier == carrier.id));
}

fn a_carrier_that_is_unclear_is_asked_for(db: &TestDatabase) {
    assert_eq!(refused(db, Carrier::Only), CarrierError::None);
    let unknown = |names: &[&str]| CarrierError::Unknown {
        name: "Niemand".to_owned(),
        names: names.iter().map(|&name| name.to_owned()).collect(),
    };
    assert_eq!(refused(db, Carrier::Named(name("Niemand"))), unknown(&[]));
    // A first look is possible without one.
    for options in
        [ImportOptions { dry_run: true, ..of(Carrier::Only) }, ImportOptions { carrier: Carrier::Only, ..refusing() }]
    {
        let report = import(db, ListKind::Lotsen, &bytes(LOTSEN), &options, FIRST);
        assert_eq!((report.carrier, report.counts), (None, counts(52, 0, 0, 8)));
    }
    import(db, ListKind::Lotsen, ROWS.as_bytes(), &of(made("B", &[])), FIRST);
    import(db, ListKind::Lotsen, ROWS.as_bytes(), &of(made("A", &[])), LATER);
    let names = vec!["A".to_owned(), "B".to_owned()];
    assert_eq!(refused(db, Carrier::Only), CarrierError::Several { names });
    assert_eq!(refused(db, Carrier::Named(name("Niemand"))), unknown(&["A", "B"]));
    import_requests(db, &bytes(REQUESTS), FIRST);
    let agency = "Klinikum (Beispiel)";
    let not_one = CarrierError::NoCarrier { name: agency.to_owned() };
    assert_eq!(refused(db, Carrier::Named(name(agency))), not_one);
    assert_eq!(refused(db, made(agency, &[])), not_one);
}

fn a_new_carrier_serves_where_the_list_lives(db: &TestDatabase) {
    // Nine of ten live in one district; of eleven, one would be too few elsewhere.
    let list = |elsewhere: &[&str]| {
        let homes = std::iter::repeat_n("37269", 9).chain(elsewhere.iter().copied());
        let rows = homes.enumerate().map(|(n, home)| format!("{n};Mina;Muster;{home};Dari C1\n"));
        format!("Nr.;Vorname;Nachname;PLZ;Sprachen\n{}", rows.collect::<String>())
    };
    let regions = |carrier: &str, given: &[&str], elsewhere: &[&str], at: &str| {
        let report = import(db, ListKind::Lotsen, list(elsewhere).as_bytes(), &of(made(carrier, given)), at);
        let taken = report.carrier.unwrap();
        assert_eq!(taken.regions_from_list, given.is_empty());
        let stored = everything(db).organisations.into_iter().find(|found| found.id == taken.id).unwrap();
        assert_eq!((stored.kind, stored.regions.clone()), (OrganisationKind::Carrier, taken.regions));
        assert_eq!(stored.email.unwrap().as_str(), "projekt@example.org");
        stored.regions.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(regions("one in ten", &[], &["34117"], FIRST), ["06636", "06611"]);
    assert_eq!(regions("one in eleven", &[], &["34117", "36037"], LATER), ["06636"]);
    assert_eq!(regions("as stated", &["06411"], &["34117"], "2026-11-28T08:00:00Z"), ["06411"]);
}

fn a_known_carrier_keeps_what_is_stored(db: &TestDatabase) {
    import(db, ListKind::Lotsen, ROWS.as_bytes(), &of(made("A", &["06411"])), FIRST);
    let before = everything(db);
    let carrier = Carrier::NamedOrNew(NewCarrier { name: name("A"), email: None, regions: Vec::new() });
    let report = import(db, ListKind::Lotsen, ROWS.as_bytes(), &of(carrier), LATER);
    assert_eq!(report.counts, counts(0, 0, 1, 0));
    assert!(!report.carrier.unwrap().new);
    assert_eq!(everything(db), before);
}

fn numbers_belong_to_a_carrier(db: &TestDatabase) {
    import(db, ListKind::Lotsen, ROWS.as_bytes(), &of(made("A", &[])), FIRST);
    let report = import(db, ListKind::Lotsen, ROWS.as_bytes(), &of(made("B", &[])), LATER);
    assert_eq!(report.counts, counts(1, 0, 0, 0));
    let stored = everything(db);
    let carriers: Vec<&Organisation> =
        stored.organisations.iter().filter(|found| found.kind == OrganisationKind::Carrier).collect();
    assert_eq!((stored.lotsen.len(), carriers.len()), (2, 2));
}
