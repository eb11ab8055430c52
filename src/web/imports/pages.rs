//! `/imports`: a list is chosen, looked at with every fault by row and column, mended elsewhere, and taken.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::list::List;
use crate::app::import::{Carrier, Defaults, Fault, Faulty, ImportOptions, ImportReport, ListKind, Notice, Outcome};
use crate::app::{AppError, organisations};
use crate::domain::access::{Grant, Permission, Scope};
use crate::domain::audit::Actor;
use crate::domain::code::OrganisationKind;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::http::problem::FieldKind;
use crate::web::components::{Choices, Faults, Form, Many, Select};
use crate::web::page::{Fields, Frame, LARGEST_FILE, Outcome as Shown, PageError, Upload, Visit};

/// So many faults and notices are shown at once: whoever has more mends those first.
const SHOWN: usize = 200;

/// Kinds of lists, as forms name them.
const KINDS: [(ListKind, &str, &str); 2] =
    [(ListKind::Lotsen, "lotsen", "upload-kind-lotsen"), (ListKind::Requests, "requests", "upload-kind-requests")];

struct FaultLine {
    place: String,
    column: String,
    value: String,
    words: String,
    remedy: String,
}

/// What was found in a list.
struct Found {
    is_good: bool,
    name: String,
    lead: String,
    counts: Vec<String>,
    new_organisations: Vec<String>,
    faults: Vec<FaultLine>,
    more_faults: Option<String>,
    notices: Vec<(String, String)>,
    more_notices: Option<String>,
    /// What the form that takes it sends.
    take: Option<Take>,
}

struct Take {
    kind: String,
    carrier: String,
    content: String,
    words: String,
}

#[derive(Template)]
#[template(path = "web/imports/page.html")]
struct Page {
    frame: Frame,
    once: String,
    kind: Choices,
    carrier: Option<Select>,
    file_fault: Option<String>,
    limit: String,
    found: Option<Found>,
}

/// Asks for a list.
pub fn show(visit: &mut Visit<'_>) -> Shown {
    let said = if visit.said.has("kind") { visit.said.clone() } else { Fields::default().and("kind", "lotsen") };
    page(visit, &said, &Faults::default(), None, None)
}

/// Looks at a list and stores nothing.
pub fn look(visit: &mut Visit<'_>) -> Shown {
    let said = visit.said;
    let Some(file) = visit.file.filter(|file| !file.bytes.is_empty()) else {
        let words = visit.text("upload-file-missing");
        return page(visit, said, &Faults::default(), Some(words), None);
    };
    let (kind, options) = match options(visit, true) {
        Ok(known) => known,
        Err(Unclear::Form(faults)) => return page(visit, said, &faults, None, None),
        Err(Unclear::Page(error)) => return Err(error),
    };
    let report = match List::read(visit.context, kind, &file.bytes, visit.moment) {
        Ok(list) => list.look(visit.context, &options, visit.moment),
        Err(error) => {
            let words = error.sentence(visit.locale);
            return page(visit, said, &Faults::default(), Some(words), None);
        }
    };
    reported(visit, said, report, file)
}

/// Takes the list that was looked at.
pub fn take(visit: &mut Visit<'_>) -> Shown {
    let said = visit.said;
    let content = said.some("content").and_then(|content| URL_SAFE_NO_PAD.decode(content).ok());
    let Some(bytes) = content.filter(|bytes| !bytes.is_empty() && bytes.len() <= LARGEST_FILE) else {
        let words = visit.text("upload-file-missing");
        return page(visit, said, &Faults::default(), Some(words), None);
    };
    let (kind, options) = match options(visit, false) {
        Ok(known) => known,
        Err(Unclear::Form(faults)) => return page(visit, said, &faults, None, None),
        Err(Unclear::Page(error)) => return Err(error),
    };
    let list = match List::read(visit.context, kind, &bytes, visit.moment) {
        Ok(list) => list,
        Err(error) => {
            let words = error.sentence(visit.locale);
            return page(visit, said, &Faults::default(), Some(words), None);
        }
    };
    let context = visit.context;
    let taken = visit.commit(|tx, moment| {
        let report = list.take(context, tx, &options, moment)?;
        match report.outcome {
            Outcome::Taken => Ok(match kind {
                ListKind::Lotsen => "/lotsen?state=all&done=listed".to_owned(),
                ListKind::Requests => "/requests?done=listed".to_owned(),
            }),
            Outcome::Refused | Outcome::Possible => Err(NotTaken::Refused(Box::new(report))),
        }
    });
    let upload = Upload { name: said.get("name").to_owned(), bytes };
    match taken {
        Ok(answer) => Ok(answer),
        Err(NotTaken::Refused(report)) => reported(visit, said, Ok(*report), &upload),
        Err(NotTaken::App(error)) => reported(visit, said, Err(error), &upload),
    }
}

/// Why a list was not taken; nothing was stored.
enum NotTaken {
    Refused(Box<ImportReport>),
    App(AppError),
}

impl<E: Into<AppError>> From<E> for NotTaken {
    fn from(error: E) -> Self {
        Self::App(error.into())
    }
}

/// Why it is not clear what is to be done.
enum Unclear {
    Form(Faults),
    Page(PageError),
}

/// Which kind of list it is, and whose.
fn options(visit: &Visit<'_>, dry_run: bool) -> Result<(ListKind, ImportOptions), Unclear> {
    let mut faults = Faults::default();
    let kind = KINDS.iter().find(|(_, name, _)| *name == visit.said.get("kind")).map(|(kind, _, _)| *kind);
    let kind = faults.take("kind", kind.ok_or(FieldKind::Required));
    let grant = grant(visit, kind.unwrap_or(ListKind::Lotsen)).map_err(Unclear::Page)?;
    let own = carriers(visit, &grant).map_err(Unclear::Page)?;
    let named = visit.said.some("carrier").and_then(|id| id.parse::<OrganisationId>().ok());
    let carrier = match (named, own.as_slice()) {
        (Some(id), own) => own.iter().find(|one| one.id == id).ok_or(FieldKind::UnknownReference),
        (None, [only]) => Ok(only),
        (None, _) => Err(FieldKind::Required),
    };
    let carrier = faults.take("carrier", carrier.map(|carrier| carrier.id));
    let known = kind.zip(carrier).ok_or(Unclear::Form(faults))?;
    let options = ImportOptions {
        carrier: Carrier::Of(known.1),
        faulty: Faulty::RefuseAll,
        dry_run,
        defaults: Defaults::default(),
        actor: Actor::User(grant.user()),
    };
    Ok((known.0, options))
}

fn grant(visit: &Visit<'_>, kind: ListKind) -> Result<Grant, PageError> {
    visit.grant_of(match kind {
        ListKind::Lotsen => Permission::LotsenWrite,
        ListKind::Requests => Permission::RequestsImport,
    })
}

/// Carriers whose lists somebody may bring.
fn carriers(visit: &Visit<'_>, grant: &Grant) -> Result<Vec<Organisation>, PageError> {
    let Scope::Of { organisations, .. } = grant.scope() else { return Ok(Vec::new()) };
    let ids: Vec<OrganisationId> = organisations.iter().copied().collect();
    let all = organisations::named(visit.context, &ids)?;
    Ok(all.into_iter().filter(|one| one.kind == OrganisationKind::Carrier).collect())
}

/// The page with what was found in a list.
fn reported(visit: &mut Visit<'_>, said: &Fields, report: Result<ImportReport, AppError>, file: &Upload) -> Shown {
    let report = match report {
        Ok(report) => report,
        Err(AppError::Carrier(error)) => {
            let mut faults = Faults::default();
            faults.note("carrier", FieldKind::Cell { code: "carrier", detail: error.sentence(visit.locale) });
            return page(visit, said, &faults, None, None);
        }
        Err(error) => return Err(error.into()),
    };
    let found = found(visit, said, &report, file);
    page(visit, said, &Faults::default(), None, Some(found))
}

fn found(visit: &Visit<'_>, said: &Fields, report: &ImportReport, file: &Upload) -> Found {
    let counts = report.counts;
    let is_good = report.outcome != Outcome::Refused;
    let changes = counts.new + counts.changed;
    let numbers = [
        ("upload-count-new", counts.new),
        ("upload-count-changed", counts.changed),
        ("upload-count-unchanged", counts.unchanged),
        ("upload-count-left-alone", counts.left_alone),
        ("upload-count-faulty", counts.faulty),
    ];
    let lead = match (is_good, changes) {
        (false, _) => visit.say("upload-refused", &[("count", report.faults.len().into())]),
        (true, 0) => visit.text("upload-nothing-new"),
        (true, _) => visit.text("upload-possible"),
    };
    let more = |all: usize| {
        let more = all.saturating_sub(SHOWN);
        (more > 0).then(|| visit.say("upload-more", &[("count", more.into())]))
    };
    Found {
        is_good,
        name: file.name.clone(),
        lead,
        counts: numbers
            .into_iter()
            .filter(|(_, many)| *many > 0)
            .map(|(key, many)| visit.say(key, &[("count", many.into())]))
            .collect(),
        new_organisations: report.new_organisations.iter().map(ToString::to_string).collect(),
        faults: report.faults.iter().take(SHOWN).map(|fault| fault_line(visit, fault)).collect(),
        more_faults: more(report.faults.len()),
        notices: report.notices.iter().take(SHOWN).map(|notice| notice_line(visit, notice)).collect(),
        more_notices: more(report.notices.len()),
        take: (is_good && changes > 0).then(|| Take {
            kind: said.get("kind").to_owned(),
            carrier: said.get("carrier").to_owned(),
            content: URL_SAFE_NO_PAD.encode(&file.bytes),
            words: visit.say(
                match report.kind {
                    ListKind::Lotsen => "upload-take-lotsen",
                    ListKind::Requests => "upload-take-requests",
                },
                &[("count", changes.into())],
            ),
        }),
    }
}

fn place(visit: &Visit<'_>, sheet: &str, row: u32) -> String {
    let row = ("row", row.to_string().into());
    if sheet.is_empty() {
        visit.say("upload-row", &[row])
    } else {
        visit.say("upload-row-of-sheet", &[row, ("sheet", sheet.into())])
    }
}

fn fault_line(visit: &Visit<'_>, fault: &Fault) -> FaultLine {
    FaultLine {
        place: place(visit, &fault.sheet, fault.row),
        column: fault.column.clone(),
        value: fault.value.clone(),
        words: fault.kind.sentence(visit.locale),
        remedy: fault.kind.remedy(visit.locale),
    }
}

fn notice_line(visit: &Visit<'_>, notice: &Notice) -> (String, String) {
    let place = notice.row.map(|row| place(visit, &notice.sheet, row)).unwrap_or_else(|| notice.sheet.clone());
    let place: Vec<String> =
        [Some(place), notice.column.clone()].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (place.join(", "), notice.kind.sentence(visit.locale))
}

fn page(
    visit: &mut Visit<'_>,
    said: &Fields,
    faults: &Faults,
    file_fault: Option<String>,
    found: Option<Found>,
) -> Shown {
    let own = carriers(visit, visit.grant()?)?;
    let once = visit.once();
    let frame = visit.frame("upload-title");
    let form = Form { locale: visit.locale, said, faults };
    let kinds = KINDS.iter().filter(|(kind, _, _)| grant(visit, *kind).is_ok());
    let is_faulty = file_fault.is_some() || !faults.is_empty() || found.as_ref().is_some_and(|found| !found.is_good);
    let page = Page {
        once,
        kind: form.choices(
            "kind",
            Many::One,
            "upload-kind",
            kinds.map(|(_, name, words)| ((*name).to_owned(), frame.text(words))).collect(),
        ),
        carrier: (own.len() != 1).then(|| {
            let named = own.iter().map(|one| (one.id.to_string(), one.name.to_string()));
            let choose = (String::new(), frame.text("upload-choose"));
            form.select("carrier", "upload-carrier", std::iter::once(choose).chain(named).collect())
        }),
        file_fault,
        limit: visit.say("upload-file-hint", &[("megabytes", (LARGEST_FILE / (1024 * 1024)).into())]),
        found,
        frame,
    };
    if is_faulty { visit.show_faults(&page) } else { visit.show(&page) }
}
