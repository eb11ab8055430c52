//! `GET /lotsen`: Lotsen as a list, narrowed down and in pages. How to reach them is not in it.

use std::collections::BTreeSet;

use askama::Template;
use chrono::NaiveDate;

use super::tag::{self, Tag};
use super::words;
use crate::app::Context;
use crate::app::lotsen::{self, Row};
use crate::domain::access::Permission;
use crate::domain::code::{LotseStatus, Service};
use crate::domain::filter::{LotseFilter, LotseSort, Places};
use crate::domain::language::Level;
use crate::domain::programme::Programme;
use crate::domain::region::RegionCode;
use crate::domain::search::SearchText;
use crate::domain::time::ZONE;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, phrases, words as said_words};
use crate::web::components::{Faults, Field, Form, Kind, Mark, Select, Status};
use crate::web::page::{Frame, Outcome, Visit};

/// Names of groups of statuses, the keys of their words, and the statuses in them.
const GROUPS: [Named; 5] = [
    ACTIVE,
    ("coming", "lotse-group-coming", &[LotseStatus::Applicant, LotseStatus::InTraining]),
    ("paused", "lotse-group-paused", &[LotseStatus::Paused]),
    ("left", "lotse-group-left", &[LotseStatus::Left]),
    ("all", "lotse-group-all", LotseStatus::ALL),
];

type Named = (&'static str, &'static str, &'static [LotseStatus]);

/// Who can be asked.
const ACTIVE: Named = ("", "lotse-group-active", &[LotseStatus::Active]);

struct Group {
    words: String,
    to: String,
    is_here: bool,
}

struct Line {
    to: String,
    name: String,
    reference: Option<String>,
    town: String,
    languages: Vec<Tag>,
    status: Status,
    load: String,
    full: Option<Status>,
    warnings: Vec<Status>,
}

#[derive(Template)]
#[template(path = "web/lotsen/list.html")]
struct Page {
    frame: Frame,
    groups: Vec<Group>,
    state: String,
    text: Field,
    language: Field,
    level: Select,
    region: Select,
    service: Select,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    may_write: bool,
    is_narrowed: bool,
    all_languages: Vec<String>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (locale, said, context) = (visit.locale, visit.said, visit.context);
    let mut faults = Faults::default();
    let state = said.get("state");
    let (_, _, statuses) = GROUPS.iter().find(|(name, _, _)| *name == state).unwrap_or(&ACTIVE);
    let language = said.some("language").and_then(|typed| {
        let found = context.languages.by_name(typed).map(|language| language.code);
        faults.take("language", found.map_err(|_| FieldKind::UnknownLanguage))
    });
    let region = said.some("region").and_then(|code| RegionCode::parse(code).ok());
    let filter = LotseFilter {
        statuses: statuses.iter().copied().collect::<BTreeSet<_>>(),
        service: said.get("service").parse().ok(),
        language: language.map(|code| (code, Level::parse(said.get("level")).unwrap_or(Level::A1))),
        places: region.as_ref().and_then(|code| Places::of_region(&context.area, code).ok()),
        text: said.some("text").and_then(|text| SearchText::parse(text).ok()),
        ..LotseFilter::default()
    };
    let paging = visit.paging(LotseSort::Name);
    let now = visit.moment.now;
    let found = lotsen::rows(context, visit.grant()?, &filter, &paging, now)?;

    let frame = visit.frame("lotse-list-title");
    let here = |changes: &[(&str, &str)]| visit.here_with(changes);
    let today = now.with_timezone(&ZONE).date_naive();
    let rules = words::rules(context, today);
    let form = Form { locale, said, faults: &faults };
    let page = Page {
        groups: GROUPS
            .iter()
            .map(|(name, words, _)| Group {
                words: frame.text(words),
                to: here(&[("state", name)]),
                is_here: *name == state,
            })
            .collect(),
        state: state.to_owned(),
        text: form.field("text", Kind::Search, "lotse-search"),
        language: form.field("language", Kind::Text, "lotse-language").listed("languages"),
        level: form.select("level", "lotse-level", levels(locale)),
        region: form.select("region", "lotse-region", regions(visit)),
        service: form.select("service", "lotse-service", services(visit)),
        lines: found.items.iter().map(|row| line(context, locale, row, rules, today, &frame)).collect(),
        next: found.next.map(|next| here(&[("after", &next.to_string())])),
        first: said.some("after").map(|_| here(&[])),
        may_write: visit.may(Permission::LotsenWrite),
        is_narrowed: ["text", "language", "region", "service"].iter().any(|name| said.some(name).is_some()),
        all_languages: super::language_names(context, locale),
        frame,
    };
    visit.show(&page)
}

/// Levels from which a language is spoken well enough; the lowest is any.
fn levels(locale: Locale) -> Vec<(String, String)> {
    Level::ALL.map(|level| (level.code().to_owned(), said_words::level(locale, level))).to_vec()
}

fn regions(visit: &Visit<'_>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        visit.context.area.regions().iter().map(|region| (region.code.to_string(), region.name.clone())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    std::iter::once((String::new(), visit.text("lotse-region-any"))).chain(all).collect()
}

fn services(visit: &Visit<'_>) -> Vec<(String, String)> {
    let all = Service::ALL.iter().map(|one| (one.code().to_owned(), phrases::service(visit.locale, *one)));
    std::iter::once((String::new(), visit.text("lotse-service-any"))).chain(all).collect()
}

fn line(
    context: &Context,
    locale: Locale,
    row: &Row,
    rules: Option<&Programme>,
    today: NaiveDate,
    frame: &Frame,
) -> Line {
    let lotse = &row.lotse;
    Line {
        to: frame.at(&format!("/lotsen/{}", lotse.id)),
        name: format!("{} {}", lotse.given_name, lotse.family_name),
        reference: lotse.list_number.as_ref().map(ToString::to_string),
        town: super::town(context, lotse),
        languages: lotse.languages.iter().map(|spoken| tag::short(context, locale, spoken)).collect(),
        status: words::status_mark(locale, lotse.status),
        load: words::load(locale, lotse, row.week),
        full: words::is_full(lotse, row.week)
            .then(|| Status { mark: Mark::Attention, words: frame.text("lotse-load-full") }),
        warnings: words::warnings(locale, rules, lotse, today),
    }
}
