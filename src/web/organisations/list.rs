//! `GET /organisations`: all of them by name, narrowed down and in pages.

use askama::Template;

use super::{kind_words, regions};
use crate::app::organisations;
use crate::domain::access::{Permission, Scope};
use crate::domain::code::OrganisationKind;
use crate::domain::filter::{OrganisationFilter, OrganisationSort};
use crate::domain::id::OrganisationId;
use crate::domain::region::RegionCode;
use crate::domain::search::SearchText;
use crate::web::components::{Faults, Field, Form, Kind, Select};
use crate::web::page::{Frame, Outcome, Visit};

/// So many regions of a carrier are named in its row.
const NAMED: usize = 3;

struct Line {
    to: String,
    name: String,
    is_own: bool,
    kind: String,
    regions: String,
}

#[derive(Template)]
#[template(path = "web/organisations/list.html")]
struct Page {
    frame: Frame,
    text: Field,
    kind: Select,
    region: Select,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    may_add: bool,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (locale, said) = (visit.locale, visit.said);
    let kind = said.get("kind").parse::<OrganisationKind>().ok();
    let area = &visit.context.area;
    let region = said.some("region").and_then(|code| RegionCode::parse(code).ok());
    let filter = OrganisationFilter {
        kind,
        region: region.filter(|code| area.region(code).is_some()),
        text: said.some("text").and_then(|text| SearchText::parse(text).ok()),
    };
    let paging = visit.paging(OrganisationSort::Name);
    let found = organisations::page(visit.context, visit.grant()?, &filter, &paging)?;
    let frame = visit.frame("house-list-title");
    let here = |changes: &[(&str, &str)]| visit.here_with(changes);
    let faults = Faults::default();
    let form = Form { locale, said, faults: &faults };
    let any = (String::new(), visit.text("house-any"));
    let kinds = OrganisationKind::ALL.iter().map(|kind| (kind.code().to_owned(), kind_words(locale, *kind)));
    let mut all: Vec<(String, String)> =
        area.regions().iter().map(|region| (region.code.to_string(), region.name.clone())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    let page = Page {
        text: form.field("text", Kind::Search, "house-search"),
        kind: form.select("kind", "house-kind", std::iter::once(any.clone()).chain(kinds).collect()),
        region: form.select("region", "house-region", std::iter::once(any).chain(all).collect()),
        next: found.next.as_ref().map(|next| here(&[("after", &next.to_string())])),
        first: said.some("after").map(|_| here(&[])),
        may_add: visit.may(Permission::OrganisationsWrite),
        lines: found
            .items
            .iter()
            .map(|one| Line {
                to: frame.at(&format!("/organisations/{}", one.id)),
                name: one.name.to_string(),
                is_own: is_own(visit, one.id),
                kind: kind_words(locale, one.kind),
                regions: some(visit, regions(visit, one)),
            })
            .collect(),
        frame: frame.clone(),
    };
    visit.show(&page)
}

/// Whether the reader has a role there.
fn is_own(visit: &Visit<'_>, id: OrganisationId) -> bool {
    visit.grant_of(Permission::LendingsRead).is_ok_and(|grant| match grant.scope() {
        Scope::All => false,
        Scope::Of { organisations, .. } => organisations.contains(&id),
    })
}

/// The first of many names, and how many more.
fn some(visit: &Visit<'_>, names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named: Vec<String> = names.into_iter().take(NAMED).collect();
    let named = named.join(", ");
    match more {
        0 => named,
        more => visit.say("house-regions-more", &[("named", named.into()), ("count", more.into())]),
    }
}
