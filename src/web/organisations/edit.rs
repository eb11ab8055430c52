//! The form of an organisation: one more, or other facts of one.

use askama::Template;

use super::{kind_words, may_at, named};
use crate::app::organisations::{self, Described};
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::contact::Email;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::domain::region::RegionCode;
use crate::domain::text::OrganisationName;
use crate::http::problem::{FieldKind, ProblemCode};
use crate::web::components::{Choices, Faults, Field, Form, Kind, Many};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/organisations/edit.html")]
struct Page {
    frame: Frame,
    action: String,
    back: String,
    summary: Option<String>,
    once: String,
    kind: Option<Choices>,
    name: Field,
    /// The field, where the reader may change it.
    email: Option<Field>,
    regions: Option<Choices>,
}

/// Shows an empty form.
pub fn new(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, &Fields::default(), None, &Faults::default())
}

/// Adds an organisation, or says what is wrong.
pub fn add(visit: &mut Visit<'_>) -> Outcome {
    let (grant, said) = (visit.grant()?.clone(), visit.said);
    let mut faults = Faults::default();
    let kind = faults.take("kind", said.get("kind").parse::<OrganisationKind>().map_err(|_| FieldKind::Required));
    let described = described(visit, kind, &mut faults);
    let (Some(kind), Some(described)) = (kind, described) else { return shown(visit, said, None, &faults) };
    let added = visit.commit(|tx, moment| {
        let organisation = organisations::add(tx, &grant, kind, described.clone(), moment)?;
        Ok::<_, PageError>(format!("/organisations/{}?done=added", organisation.id))
    });
    added.or_else(|error| taken(visit, error, None))
}

/// Shows the form of one as it stands.
pub fn edit(visit: &mut Visit<'_>) -> Outcome {
    let current = named(visit)?;
    let mut said = Fields::default().and("name", current.name.as_str());
    if let Some(email) = &current.email {
        said = said.and("email", email.as_str());
    }
    let said = current.regions.iter().fold(said, |said, region| said.and("region", region.as_str()));
    shown(visit, &said, Some(&current), &Faults::default())
}

/// Changes it, or says what is wrong.
pub fn replace(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id, before) = (visit.grant()?.clone(), visit.id::<OrganisationId>()?, named(visit)?);
    let mut faults = Faults::default();
    let Some(described) = described(visit, Some(before.kind), &mut faults) else {
        return shown(visit, visit.said, Some(&before), &faults);
    };
    let may_readdress = may_at(visit, Permission::OrganisationsAddress, id);
    let changed = visit.commit(|tx, moment| {
        let current = organisations::hold(tx, &grant, id)?;
        let email = if may_readdress { described.email.clone() } else { current.email.clone() };
        organisations::replace(tx, &grant, &current, Described { email, ..described.clone() }, moment)?;
        Ok::<_, PageError>(format!("/organisations/{id}?done=saved"))
    });
    changed.or_else(|error| taken(visit, error, Some(&before)))
}

/// A name that another one has is wrong at its field.
fn taken(visit: &mut Visit<'_>, error: PageError, before: Option<&Organisation>) -> Outcome {
    if error.code != ProblemCode::Duplicate {
        return Err(error);
    }
    let mut faults = Faults::default();
    faults.note("name", FieldKind::Cell { code: "duplicate", detail: visit.text("house-name-taken") });
    shown(visit, visit.said, before, &faults)
}

/// What the form says, in the domain's terms.
fn described(visit: &Visit<'_>, kind: Option<OrganisationKind>, faults: &mut Faults) -> Option<Described> {
    let said = visit.said;
    let name = faults.take("name", OrganisationName::parse(said.get("name")));
    let email = said.some("email").and_then(|email| faults.take("email", Email::parse(email)));
    let area = &visit.context.area;
    let mut regions: Vec<RegionCode> = Vec::new();
    for code in said.all("region").filter_map(|code| RegionCode::parse(code).ok()) {
        if area.region(&code).is_some() && !regions.contains(&code) {
            regions.push(code);
        }
    }
    if kind.is_some_and(|kind| kind != OrganisationKind::Carrier) && !regions.is_empty() {
        faults.note("region", FieldKind::Cell { code: "too_many", detail: visit.text("house-regions-carrier") });
    }
    name.filter(|_| faults.is_empty()).map(|name| Described { name, email, regions })
}

fn shown(visit: &mut Visit<'_>, said: &Fields, before: Option<&Organisation>, faults: &Faults) -> Outcome {
    let locale = visit.locale;
    let once = visit.once();
    let form = Form { locale, said, faults };
    let may_readdress = before.is_none_or(|before| may_at(visit, Permission::OrganisationsAddress, before.id));
    let mut all: Vec<(String, String)> =
        visit.context.area.regions().iter().map(|region| (region.code.to_string(), region.name.clone())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    let has_regions = before.is_none_or(|before| before.kind == OrganisationKind::Carrier);
    let frame = visit.frame(if before.is_some() { "house-edit-title" } else { "house-add-title" });
    let at = before.map(|before| format!("/organisations/{}", before.id));
    let page = Page {
        action: frame.at(&at.as_ref().map_or_else(|| "/organisations/new".to_owned(), |at| format!("{at}/edit"))),
        back: frame.at(at.as_deref().unwrap_or("/organisations")),
        summary: form.summary(),
        once,
        kind: before.is_none().then(|| {
            let kinds = OrganisationKind::ALL.iter().map(|kind| (kind.code().to_owned(), kind_words(locale, *kind)));
            let choices = form.choices("kind", Many::One, "house-kind", kinds.collect());
            Choices { hint: Some(visit.text("house-kind-hint")), ..choices }
        }),
        name: form.field("name", Kind::Text, "house-name").required(),
        email: may_readdress
            .then(|| form.field("email", Kind::Email, "house-email").hinted(visit.text("house-email-hint"))),
        regions: has_regions.then(|| {
            let choices = form.choices("region", Many::Any, "house-regions", all);
            let hint = if before.is_some() { "house-regions-hint" } else { "house-regions-carrier" };
            Choices { hint: Some(visit.text(hint)), ..choices }
        }),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}
