//! `GET /requests`: requests as a list, narrowed down and in pages.

use std::collections::BTreeSet;

use askama::Template;

use crate::app::requests::{self, Row};
use crate::domain::access::Permission;
use crate::domain::filter::{Places, RequestFilter, RequestSort};
use crate::domain::request::{RequestMove, RequestState};
use crate::domain::search::SearchText;
use crate::i18n::{Locale, dates, phrases};
use crate::web::components::{Faults, Field, Form, Kind, Select, Status};
use crate::web::page::{Frame, Outcome, Visit};

/// Names of groups of states, the keys of their words, and the states in them.
const GROUPS: [Named; 5] = [
    RUNNING,
    ("needed", "request-group-needed", &[RequestState::Open, RequestState::Proposed, RequestState::Unserved]),
    ("offered", "request-group-offered", &[RequestState::Offered]),
    ("assigned", "request-group-assigned", &[RequestState::Assigned]),
    ("over", "request-group-over", &[RequestState::Completed, RequestState::Cancelled, RequestState::Expired]),
];

type Named = (&'static str, &'static str, &'static [RequestState]);

/// Everything that is not over.
const RUNNING: Named = (
    "",
    "request-group-running",
    &[
        RequestState::Draft,
        RequestState::Open,
        RequestState::Proposed,
        RequestState::Offered,
        RequestState::Assigned,
        RequestState::Unserved,
    ],
);

/// A way to the same list in another group.
struct Group {
    words: String,
    to: String,
    is_here: bool,
}

struct Line {
    /// By which it is ticked, to do something with several; nothing for what is over.
    tick: Option<String>,
    to: String,
    reference: String,
    task: String,
    when: String,
    town: String,
    posted_by: String,
    status: Status,
    priority: Option<Status>,
}

#[derive(Template)]
#[template(path = "web/requests/list.html")]
struct Page {
    frame: Frame,
    groups: Vec<Group>,
    state: String,
    text: Field,
    language: Field,
    region: Select,
    sort: Select,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    may_post: bool,
    is_narrowed: bool,
    all_languages: Vec<String>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (locale, said) = (visit.locale, visit.said);
    let mut faults = Faults::default();
    let state = said.get("state");
    let (_, _, states) = GROUPS.iter().find(|(name, _, _)| *name == state).unwrap_or(&RUNNING);
    let language = said.some("language").and_then(|typed| {
        let found = visit.context.languages.by_name(typed).map(|language| language.code);
        faults.take("language", found.map_err(|_| crate::http::problem::FieldKind::UnknownLanguage))
    });
    let region = said.some("region").and_then(|code| crate::domain::region::RegionCode::parse(code).ok());
    let filter = RequestFilter {
        states: states.iter().copied().collect::<BTreeSet<_>>(),
        language,
        places: region.as_ref().and_then(|code| Places::of_region(&visit.context.area, code).ok()),
        text: said.some("text").and_then(|text| SearchText::parse(text).ok()),
        ..RequestFilter::default()
    };
    let sort = said.get("sort").parse().unwrap_or(RequestSort::Begin);
    let found = requests::rows(visit.context, visit.grant()?, &filter, &visit.paging(sort))?;

    let here = |changes: &[(&str, &str)]| visit.here_with(changes);
    let frame = visit.frame("request-list-title");
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
        text: form.field("text", Kind::Search, "request-search"),
        language: form.field("language", Kind::Text, "request-language").listed("languages"),
        region: regions(visit, &form),
        sort: form.select(
            "sort",
            "request-sort",
            vec![
                (RequestSort::Begin.code().to_owned(), frame.text("request-sort-begin")),
                (RequestSort::Priority.code().to_owned(), frame.text("request-sort-priority")),
                (RequestSort::Newest.code().to_owned(), frame.text("request-sort-newest")),
            ],
        ),
        lines: found.items.iter().map(|row| line(locale, row, &frame)).collect(),
        next: found.next.map(|next| here(&[("after", &next.to_string())])),
        first: said.some("after").map(|_| here(&[])),
        may_post: visit.may(Permission::RequestsWrite),
        is_narrowed: ["text", "language", "region"].iter().any(|name| said.some(name).is_some()),
        all_languages: visit.language_names(),
        frame,
    };
    visit.show(&page)
}

fn regions(visit: &Visit<'_>, form: &Form<'_>) -> Select {
    let mut all: Vec<(String, String)> =
        visit.context.area.regions().iter().map(|region| (region.code.to_string(), region.name.clone())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    let any = (String::new(), visit.text("request-region-any"));
    form.select("region", "request-region", std::iter::once(any).chain(all).collect())
}

fn line(locale: Locale, row: &Row, frame: &Frame) -> Line {
    let is_running = row.request.state.after(RequestMove::Cancel).is_ok();
    Line {
        tick: is_running.then(|| row.request.id.to_string()),
        to: frame.at(&format!("/requests/{}", row.request.id)),
        reference: row.reference.to_string(),
        task: phrases::task(locale, row.request.service, &row.languages),
        when: row.start.map(|start| dates::moment(locale, start)).unwrap_or_default(),
        town: row.town.to_string(),
        posted_by: row.posted_by.clone(),
        status: Status::of_request(locale, row.request.state),
        priority: Status::of_priority(locale, row.request.urgency.priority),
    }
}
