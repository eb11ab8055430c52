//! `GET /week`: who goes where in a week, day by day.

use askama::Template;
use chrono::{Days, NaiveDate, Weekday};

use super::components::Status;
use super::page::{Frame, Outcome, Page, Visit};
use super::typed;
use crate::app::assignments::{self, Planned};
use crate::app::lotsen;
use crate::domain::access::Permission;
use crate::domain::assignment::AssignmentState;
use crate::domain::time::{Week, ZONE};
use crate::http::permission::Need;
use crate::i18n::{Locale, dates, phrases};

/// The page. Lotsen have a calendar of their own.
pub const PAGES: [Page; 1] = [Page::desk("week", "/week", Need::Permission(Permission::RequestsRead), show)];

/// A sitting.
struct Entry {
    to: Option<String>,
    when: String,
    task: String,
    place: String,
    reference: String,
    lotse: String,
    status: Option<Status>,
}

/// A day with its sittings.
struct Day {
    id: String,
    name: String,
    is_today: bool,
    /// Who is away: the name, and where their absences are.
    away: Vec<(String, String)>,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "web/week/page.html")]
struct WeekPage {
    frame: Frame,
    span: String,
    summary: String,
    days: Vec<Day>,
    before: String,
    this: Option<String>,
    after: String,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    let locale = visit.locale;
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    let day = visit.said.some("day").and_then(|typed| typed::day(typed).ok()).unwrap_or(today);
    let monday = day.week(Weekday::Mon).first_day();
    let on = |number: u64| monday.checked_add_days(Days::new(number)).unwrap_or(NaiveDate::MAX);
    let sunday = on(6);
    let grant = visit.grant_of(Permission::AssignmentsRead)?;
    let planned = assignments::between(visit.context, &grant, monday, sunday)?;
    // Who is away is their carrier's business.
    let away = match visit.grant_of(Permission::LotsenRead).ok().filter(|_| visit.may(Permission::LotsenWrite)) {
        Some(grant) => lotsen::away(visit.context, &grant, monday, sunday)?,
        None => Vec::new(),
    };
    let week = Week::of(monday);
    let frame = visit.frame_named(visit.say("week-title", &[("number", week.number.to_string().into())]));
    let at = |day: NaiveDate| frame.at(&format!("/week?day={day}"));
    let days = (0..7).map(on).map(|day| Day {
        id: format!("day-{day}"),
        name: dates::day(locale, day),
        is_today: day == today,
        away: away
            .iter()
            .filter(|one| (one.absence.first()..=one.absence.last()).contains(&day))
            .map(|one| (one.name.clone(), frame.at(&format!("/lotsen/{}", one.lotse))))
            .collect(),
        entries: planned.iter().filter(|one| one.start.date() == day).map(|one| entry(locale, one, &frame)).collect(),
    });
    let span = [("first", dates::day(locale, monday).into()), ("last", dates::date(locale, sunday).into())];
    let page = WeekPage {
        span: visit.say("week-span", &span),
        summary: visit.say("week-summary", &[("count", planned.len().into())]),
        days: days.collect(),
        before: at(monday.checked_sub_days(Days::new(7)).unwrap_or(monday)),
        this: (!(monday..=sunday).contains(&today)).then(|| frame.at("/week")),
        after: at(on(7)),
        frame,
    };
    visit.show(&page)
}

fn entry(locale: Locale, one: &Planned, frame: &Frame) -> Entry {
    Entry {
        to: one.is_open_to_reader.then(|| frame.at(&format!("/requests/{}", one.request))),
        when: dates::clock_span(locale, one.start.time(), one.end.time()),
        task: phrases::task(locale, one.service, &one.languages),
        place: phrases::place(locale, one.mode, &one.town),
        reference: one.reference.to_string(),
        lotse: one.lotse.clone(),
        // That it is agreed goes without saying.
        status: (one.state != AssignmentState::Confirmed).then(|| Status::of_assignment(locale, one.state)),
    }
}
