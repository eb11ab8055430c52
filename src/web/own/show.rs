//! `GET /me`: what concerns the Lotse, most pressing first.

use askama::Template;

use crate::app::own::{self, Asked, Going};
use crate::domain::availability::Availability;
use crate::domain::hours::{Decision, HoursState};
use crate::domain::time::{ZONE, local};
use crate::i18n::{Locale, dates, measures, phrases, text, words};
use crate::web::components::{Faults, Field, Form, Kind, Mark, Status};
use crate::web::page::{Fields, Frame, Outcome, Visit};

struct Question {
    task: String,
    when: Vec<String>,
    facts: String,
    until: String,
    accept: String,
    decline: String,
}

struct Date {
    task: String,
    when: Vec<String>,
    place: Vec<String>,
}

struct ToLog {
    action: String,
    /// What one tap writes down: the minutes as they were planned, and the words of the button.
    as_planned: Option<(u32, String)>,
    is_open: bool,
    task: String,
    when: String,
    /// Minutes, kilometres and a remark.
    fields: [Field; 3],
}

struct Entry {
    to: String,
    when: String,
    minutes: String,
    status: Status,
    reason: Option<String>,
}

struct Away {
    first: String,
    last: String,
    words: String,
}

#[derive(Template)]
#[template(path = "web/own/page.html")]
struct Page {
    frame: Frame,
    once: String,
    lead: String,
    summary: Option<String>,
    questions: Vec<Question>,
    going: Vec<Date>,
    feed: Option<String>,
    to_log: Vec<ToLog>,
    hours: Vec<Entry>,
    statement: String,
    away: Vec<Away>,
    first: Field,
    last: Field,
    week: Vec<(String, String)>,
    facts: Vec<(String, String)>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, &Faults::default())
}

/// Shows it with what was wrong with a form on it.
pub fn shown(visit: &mut Visit<'_>, faults: &Faults) -> Outcome {
    let found = own::own(visit.context, visit.grant()?, visit.moment.now)?;
    let locale = visit.locale;
    let once = visit.once();
    let frame = visit.frame("own-title");
    let form = Form { locale, said: visit.said, faults };
    let name = [("name", found.lotse.given_name.as_str().into()), ("project", found.project.as_str().into())];
    let page = Page {
        once,
        lead: text(locale, "own-lead", &name),
        summary: form.summary(),
        questions: found.asked.iter().map(|asked| question(locale, &frame, asked)).collect(),
        going: found.going.iter().map(|going| date(locale, going)).collect(),
        feed: found.feed.clone(),
        to_log: found.to_log.iter().map(|going| to_log(visit, &frame, going, faults)).collect(),
        hours: found
            .hours
            .iter()
            .map(|entry| Entry {
                to: frame.at(&format!("/hours/{}", entry.id)),
                when: dates::date(locale, entry.worked_until.date()),
                minutes: measures::duration(locale, entry.worked.minutes()),
                status: hours_status(locale, entry.decision.state()),
                reason: match &entry.decision {
                    Decision::Rejected { reason, .. } => Some(reason.to_string()),
                    _ => None,
                },
            })
            .collect(),
        statement: frame.at(&format!("/lotsen/{}/statement", found.lotse.id)),
        away: found
            .lotse
            .absences
            .iter()
            .map(|absence| Away {
                first: absence.first().to_string(),
                last: absence.last().to_string(),
                words: text(
                    locale,
                    "own-absence-said",
                    &[
                        ("first", dates::date(locale, absence.first()).into()),
                        ("last", dates::date(locale, absence.last()).into()),
                    ],
                ),
            })
            .collect(),
        first: form.field("first", Kind::Date, "own-absence-first"),
        last: form.field("last", Kind::Date, "own-absence-last"),
        week: week(locale, found.lotse.availability.as_ref()),
        facts: facts(visit, &found, &frame),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

fn question(locale: Locale, frame: &Frame, asked: &Asked) -> Question {
    let proposal = &asked.proposal;
    let way = asked.way.map(|(metres, minutes)| measures::way(locale, metres, minutes));
    let facts = [phrases::town(locale, proposal.mode, &asked.town)].into_iter().chain(way);
    let at = |what: &str| frame.at(&format!("/me/offers/{}/{what}", asked.offer.id));
    let until = dates::moment(locale, asked.offer.expires_at.with_timezone(&ZONE).naive_local());
    Question {
        task: phrases::task(locale, asked.service, &asked.languages),
        when: proposal.appointment.sittings().iter().map(|sitting| phrases::span(locale, sitting)).collect(),
        facts: facts.collect::<Vec<_>>().join(" · "),
        until: text(locale, "mail-offer-answer-until", &[("moment", until.into())]),
        accept: at("accept"),
        decline: at("decline"),
    }
}

fn date(locale: Locale, going: &Going) -> Date {
    let place = &going.request.place;
    let street = place.street.as_ref().map(ToString::to_string);
    let point = place.meeting_point.as_ref().map(ToString::to_string);
    let town = Some(phrases::town(locale, going.assignment.mode, &going.town));
    Date {
        task: phrases::task(locale, going.request.service, &going.languages),
        when: going.assignment.appointment.sittings().iter().map(|sitting| phrases::span(locale, sitting)).collect(),
        place: [point, street, town, Some(going.posted_by.clone())].into_iter().flatten().collect(),
    }
}

/// The form for one assignment, with what was typed into it where it came back.
fn to_log(visit: &Visit<'_>, frame: &Frame, going: &Going, faults: &Faults) -> ToLog {
    let (locale, id) = (visit.locale, going.assignment.id);
    let came_back = visit.named("id") == id.to_string();
    let (empty, fine) = (Fields::default(), Faults::default());
    let form = Form {
        locale,
        said: if came_back { visit.said } else { &empty },
        faults: if came_back { faults } else { &fine },
    };
    let field = |name: &str, kind, label: &str| {
        let field = form.field(name, kind, label);
        Field { id: format!("{name}-{id}"), ..field }
    };
    let planned = going.assignment.appointment.sittings().iter().map(|sitting| sitting.minutes());
    let planned = planned.fold(0_u32, u32::saturating_add);
    let duration = [("duration", measures::duration(locale, planned).into())];
    ToLog {
        action: frame.at(&format!("/me/hours/{id}")),
        // What was sent back was not as planned.
        as_planned: (!going.was_sent_back).then(|| (planned, text(locale, "own-hours-as-planned", &duration))),
        is_open: came_back || going.was_sent_back,
        task: phrases::task(locale, going.request.service, &going.languages),
        when: dates::date(locale, local(going.assignment.ends()).date()),
        fields: [
            field("minutes", Kind::Number, "own-hours-minutes").required(),
            field("kilometres", Kind::Digits, "own-hours-kilometres"),
            field("note", Kind::Text, "own-hours-note"),
        ],
    }
}

fn hours_status(locale: Locale, state: HoursState) -> Status {
    let (mark, key) = match state {
        HoursState::Logged => (Mark::Waits, "own-hours-logged"),
        HoursState::Confirmed => (Mark::Good, "own-hours-confirmed"),
        HoursState::Rejected => (Mark::Attention, "own-hours-rejected"),
    };
    Status { mark, words: text(locale, key, &[]) }
}

/// When they can be asked, a day a line.
fn week(locale: Locale, availability: Option<&Availability>) -> Vec<(String, String)> {
    let Some(availability) = availability else { return Vec::new() };
    let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    let days = [
        (chrono::Weekday::Mon, "date-monday"),
        (chrono::Weekday::Tue, "date-tuesday"),
        (chrono::Weekday::Wed, "date-wednesday"),
        (chrono::Weekday::Thu, "date-thursday"),
        (chrono::Weekday::Fri, "date-friday"),
        (chrono::Weekday::Sat, "date-saturday"),
        (chrono::Weekday::Sun, "date-sunday"),
    ];
    let line = |(day, key): (chrono::Weekday, &str)| {
        let windows: Vec<String> =
            availability.on(day).map(|window| format!("{}–{}", clock(window.from()), clock(window.to()))).collect();
        (!windows.is_empty()).then(|| (text(locale, key, &[]), windows.join(", ")))
    };
    days.into_iter().filter_map(line).collect()
}

/// What the project knows of them.
fn facts(visit: &Visit<'_>, found: &own::Own, frame: &Frame) -> Vec<(String, String)> {
    let (locale, lotse) = (visit.locale, &found.lotse);
    let spoken = lotse.languages.iter().filter_map(|spoken| {
        let language = visit.context.languages.get(spoken.language)?;
        Some(format!("{} ({})", words::language(locale, language), words::level(locale, spoken.level)))
    });
    let consent = match lotse.consent_on {
        Some(day) => text(locale, "own-consent-on", &[("day", dates::date(locale, day).into())]),
        None => frame.text("own-consent-none"),
    };
    let facts = [
        ("own-languages", spoken.collect::<Vec<_>>().join(", ")),
        (
            "own-services",
            lotse.services.iter().map(|service| phrases::service(locale, *service)).collect::<Vec<_>>().join(", "),
        ),
        ("own-modes", lotse.modes.iter().map(|mode| words::mode(locale, *mode)).collect::<Vec<_>>().join(", ")),
        ("own-home", format!("{}, {}", lotse.home, text(locale, "own-radius", &[("km", lotse.radius_km.into())]))),
        ("own-email", lotse.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default()),
        ("own-phone", lotse.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default()),
        ("own-consent", consent),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (frame.text(key), value)).collect()
}
