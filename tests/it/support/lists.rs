//! The sample lists of `tests/fixtures` and how they are imported in tests.

use lotsenwerk::app::import::{
    Carrier, Defaults, Faulty, ImportOptions, ImportReport, ListKind, NewCarrier, Reference, import_lotsen,
    import_requests, read_lotsen, read_requests,
};
use lotsenwerk::app::{AppError, Context, Moment};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::text::OrganisationName;
use lotsenwerk::domain::time::ZONE;
use lotsenwerk::tables::{Limits, read};

pub const LOTSEN: &str = "lotsen-liste-utf8.csv";
pub const LOTSEN_1252: &str = "lotsen-liste.csv";
pub const REQUESTS: &str = "anfragen.csv";
pub const WORKBOOK: &str = "projekt-arbeitsmappe.xlsx";

/// The carrier of the sample lists.
pub const PROJECT: &str = "Lotsenprojekt Werra-Meißner";

pub fn path(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

pub fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// A text fixture with some of its words exchanged; each must be there.
pub fn edited(name: &str, edits: &[(&str, &str)]) -> Vec<u8> {
    let text = String::from_utf8(bytes(name)).unwrap();
    let edit = |text: String, (old, new): &(&str, &str)| {
        assert!(text.contains(old), "{name} has no {old:?}");
        text.replace(old, new)
    };
    edits.iter().fold(text, edit).into_bytes()
}

pub fn name(text: &str) -> OrganisationName {
    OrganisationName::parse(text).unwrap()
}

/// Takes what is good for the carrier of the sample lists, which is made if need be.
pub fn skipping() -> ImportOptions {
    let carrier = Carrier::NamedOrNew(NewCarrier { name: name(PROJECT), email: None, regions: Vec::new() });
    ImportOptions {
        carrier,
        faulty: Faulty::Skip,
        dry_run: false,
        defaults: Defaults::default(),
        actor: Actor::Operator,
    }
}

/// The same, but one fault refuses the list.
pub fn refusing() -> ImportOptions {
    ImportOptions { faulty: Faulty::RefuseAll, ..skipping() }
}

/// Reads and imports a list as the command does.
pub fn import(
    context: &Context,
    kind: ListKind,
    bytes: &[u8],
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    let book = read(bytes, &Limits::default()).unwrap();
    let reference = Reference {
        languages: &context.languages,
        gazetteer: context.area.gazetteer(),
        today: moment.now.with_timezone(&ZONE).date_naive(),
    };
    match kind {
        ListKind::Lotsen => {
            let list = read_lotsen(&book, None, &reference, &options.defaults).unwrap();
            import_lotsen(context, &list, options, moment)
        }
        ListKind::Requests => {
            let list = read_requests(&book, None, &reference, &options.defaults).unwrap();
            import_requests(context, &list, options, moment)
        }
    }
}
