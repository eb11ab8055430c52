//! `GET /today`: what needs a coordinator now. Four short lists, most urgent first.

use askama::Template;

use super::components::{Mark, Status};
use super::page::{Frame, Outcome, Page, Visit};
use crate::app::desk::{self, Item};
use crate::domain::access::Permission;
use crate::domain::time::ZONE;
use crate::http::permission::Need;
use crate::i18n::{Locale, dates, phrases, text};

/// The page.
pub const PAGES: [Page; 1] = [Page::desk("today", "/today", Need::Permission(Permission::ProposalsDecide), show)];

/// Rows of a list at once; what is less urgent is behind a link.
const SHOWN: usize = 8;

/// One thing that waits.
struct Row {
    /// Where to; nowhere for what is a neighbour's.
    to: Option<String>,
    reference: String,
    task: String,
    facts: String,
    status: Option<Status>,
}

/// A list with its heading.
struct List {
    id: &'static str,
    title: String,
    none: String,
    rows: Vec<Row>,
    /// How many there are beyond those shown, and where.
    more: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "web/today/page.html")]
struct TodayPage {
    frame: Frame,
    day: String,
    once: String,
    desks: Vec<Desk>,
}

struct Desk {
    carrier: String,
    name: Option<String>,
    summary: String,
    lists: Vec<List>,
    failed_mails: Option<String>,
    may_match: bool,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    let now = visit.moment.now;
    let found = desk::today(visit.context, visit.grant()?, now)?;
    let locale = visit.locale;
    let several = found.len() > 1;
    let desks = found.into_iter().map(|desk| {
        let failed = desk.failed_mails;
        let needs_me =
            desk.plans.len() + desk.to_call.len() + desk.asked_for.len() + desk.unserved.len() + desk.open.len();
        let summary =
            [("count", needs_me.into()), ("waiting", desk.waiting.len().into()), ("today", desk.today.len().into())];
        let name = several.then(|| desk.name.clone());
        Desk {
            carrier: desk.carrier.to_string(),
            name,
            summary: text(locale, "today-summary", &summary),
            may_match: !desk.open.is_empty(),
            lists: lists(locale, desk, &visit.frame("today-title")),
            failed_mails: (failed > 0).then(|| text(locale, "today-failed-mails", &[("count", failed.into())])),
        }
    });
    let day = dates::date_long(locale, now.with_timezone(&ZONE).date_naive());
    let desks = desks.collect();
    let once = visit.once();
    let page = TodayPage { frame: visit.frame("today-title"), day, once, desks };
    visit.show(&page)
}

fn lists(locale: Locale, desk: desk::Today, frame: &Frame) -> Vec<List> {
    let mut decide: Vec<Row> = Vec::new();
    let status = |mark, key: &str| Some(Status { mark, words: text(locale, key, &[]) });
    // Who has to be called has least time.
    decide.extend(desk.to_call.iter().map(|item| {
        let words = match &item.phone {
            Some(phone) => text(locale, "today-call", &[("phone", phone.as_str().into())]),
            None => text(locale, "today-call-without-number", &[]),
        };
        row(locale, item, frame, Some(Status { mark: Mark::Attention, words }))
    }));
    decide
        .extend(desk.asked_for.iter().map(|item| row(locale, item, frame, status(Mark::Attention, "today-newcomer"))));
    decide.extend(desk.plans.iter().map(|(run, count)| Row {
        to: Some(frame.at(&format!("/matching/{run}"))),
        reference: String::new(),
        task: text(locale, "today-review", &[("count", (*count).into())]),
        facts: String::new(),
        status: status(Mark::Attention, "today-proposed"),
    }));
    decide.extend(desk.unserved.iter().map(|item| row(locale, item, frame, status(Mark::Bad, "today-nobody"))));
    decide.extend(desk.open.iter().map(|item| row(locale, item, frame, status(Mark::Waits, "today-open"))));
    let waiting = desk.waiting.iter().map(|item| {
        let until =
            item.until.map(|until| text(locale, "today-until", &[("moment", dates::moment(locale, until).into())]));
        row(locale, item, frame, until.map(|words| Status { mark: Mark::Waits, words }))
    });
    let today = desk.today.iter().map(|item| row(locale, item, frame, None));
    vec![
        list(locale, ("decide", "today-decide", "today-decide-none"), decide, frame.at("/requests?state=needed")),
        list(
            locale,
            ("waiting", "today-waiting", "today-waiting-none"),
            waiting.collect(),
            frame.at("/requests?state=offered"),
        ),
        list(
            locale,
            ("today", "today-today", "today-today-none"),
            today.collect(),
            frame.at("/requests?state=assigned"),
        ),
    ]
}

fn list(locale: Locale, (id, title, none): (&'static str, &str, &str), mut rows: Vec<Row>, all: String) -> List {
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    List {
        id,
        title: text(locale, title, &[]),
        none: text(locale, none, &[]),
        rows,
        more: (more > 0).then(|| (text(locale, "today-more", &[("count", more.into())]), all)),
    }
}

fn row(locale: Locale, item: &Item, frame: &Frame, status: Option<Status>) -> Row {
    let task = phrases::task(locale, item.service, &item.languages);
    let when = item.start.map(|start| dates::moment(locale, start));
    let facts: Vec<String> = when.into_iter().chain(item.called.clone()).collect();
    Row {
        to: item.is_own.then(|| frame.at(&format!("/requests/{}", item.request))),
        reference: item.reference.to_string(),
        task: phrases::task_at(locale, &task, item.mode, &item.town),
        facts: facts.join(" · "),
        status,
    }
}
