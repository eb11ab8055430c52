//! `GET /lotsen/{id}`: one Lotse: what they can, when they can, where they are going, and what somebody should see to.

use askama::Template;
use chrono::{Datelike, NaiveDate};

use super::tag::{self, Tag};
use super::week::{self, Grid};
use super::words;
use crate::app::hours::{self, Balance};
use crate::app::lotsen::{self, Coming, Whole};
use crate::domain::access::Permission;
use crate::domain::id::LotseId;
use crate::domain::programme::Programme;
use crate::domain::time::ZONE;
use crate::i18n::{Locale, dates, measures, phrases, text, words as said};
use crate::web::components::{Faults, Field, Form, Kind, Mark, Status};
use crate::web::page::{Fields, Frame, Outcome, Visit};

struct Held {
    name: String,
    days: String,
    expiry: Option<Status>,
}

struct Away {
    name: String,
    days: String,
    is_now: bool,
}

struct Going {
    task: String,
    reference: String,
    when: String,
    to: Option<String>,
}

/// The year's hours: what is confirmed and what waits, of what is funded, in hundredths for the length of the bar.
struct Year {
    lead: String,
    /// What this week has, and whether it is much.
    week: Option<(String, Option<Status>)>,
    interpreting: Option<String>,
    confirmed: u64,
    waiting: u64,
    /// Whether they coordinate the others.
    coordinates: bool,
}

#[derive(Template)]
#[template(path = "web/lotsen/show.html")]
struct Page {
    frame: Frame,
    status: Status,
    reference: Option<String>,
    warnings: Vec<Status>,
    languages: Vec<Tag>,
    facts: Vec<(String, Vec<String>)>,
    grid: Option<Grid>,
    qualifications: Vec<Held>,
    absences: Vec<Away>,
    coming: Vec<Going>,
    load: String,
    year: Option<Year>,
    first: Field,
    last: Field,
    once: String,
    absence_action: Option<String>,
    back_action: String,
    contact: Option<String>,
    edit: Option<String>,
    hours: Option<String>,
    statement: Option<String>,
    /// Where the form goes that says whether they coordinate, where the reader may.
    coordination: Option<String>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    with(visit, &Faults::default())
}

/// The same with what is wrong with an absence that was to be noted.
pub fn with(visit: &mut Visit<'_>, faults: &Faults) -> Outcome {
    let id = visit.id::<LotseId>()?;
    let (context, locale) = (visit.context, visit.locale);
    let now = visit.moment.now;
    let read = visit.grant_of(Permission::LotsenRead)?;
    let whole = lotsen::whole(context, &read, id, now)?;
    let balance = match visit.grant_of(Permission::HoursRead) {
        Ok(grant) => Some(hours::balance(context, &grant, id, visit.moment)?),
        Err(_) => None,
    };
    let lotse = &whole.lotse;
    let today = now.with_timezone(&ZONE).date_naive();
    let rules = words::rules(context, today);
    let once = visit.once();
    let frame = visit.frame_named(format!("{} {}", lotse.given_name, lotse.family_name));
    let at = |rest: &str| frame.at(&format!("/lotsen/{id}{rest}"));
    let may = |permission| {
        visit.grant_of(permission).is_ok_and(|grant| grant.scope().has_lotse(lotse.id, lotse.organisation))
    };
    // What stands behind the question mark is no form.
    let empty = Fields::default();
    let form = Form { locale, said: if faults.is_empty() { &empty } else { visit.said }, faults };
    let page = Page {
        status: words::status_mark(locale, lotse.status),
        reference: lotse.list_number.as_ref().map(ToString::to_string),
        warnings: words::warnings(locale, rules, lotse, today),
        languages: lotse.languages.iter().map(|spoken| tag::full(context, locale, spoken)).collect(),
        facts: facts(visit, &whole),
        grid: lotse.availability.as_ref().map(|availability| week::grid(locale, availability)),
        qualifications: qualifications(locale, &whole, rules, today),
        absences: lotse
            .absences
            .iter()
            .filter(|absence| absence.last() >= today)
            .map(|absence| Away {
                name: absence.to_string(),
                days: days(locale, absence.first(), absence.last()),
                is_now: absence.covers(today),
            })
            .collect(),
        coming: whole.coming.iter().map(|one| going(locale, one, &frame)).collect(),
        load: words::load(locale, lotse, whole.week),
        year: balance.map(|balance| year(locale, &balance)),
        first: form.field("first", Kind::Date, "lotse-away-first").required(),
        last: form.field("last", Kind::Date, "lotse-away-last").hinted(frame.text("lotse-away-last-hint")),
        once,
        absence_action: may(Permission::AbsencesWrite).then(|| at("/absences")),
        back_action: at("/absences/back"),
        contact: may(Permission::LotsenContact).then(|| at("/contact")),
        edit: may(Permission::LotsenWrite).then(|| at("/edit")),
        coordination: may(Permission::LotsenWrite).then(|| at("/coordination")),
        statement: may(Permission::HoursRead).then(|| frame.at(&format!("/lotsen/{id}/statement"))),
        hours: may(Permission::HoursConfirm).then(|| frame.at(&format!("/hours?state=all&lotse={id}"))),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// "Do., 3. Dez. 2026", "1. bis 7. Dez.".
fn days(locale: Locale, first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return dates::date(locale, first);
    }
    let from = if first.year() == last.year() { dates::day(locale, first) } else { dates::date(locale, first) };
    text(locale, "lotse-days", &[("first", from.into()), ("last", dates::date(locale, last).into())])
}

fn qualifications(locale: Locale, whole: &Whole, rules: Option<&Programme>, today: NaiveDate) -> Vec<Held> {
    let held = whole.lotse.qualifications.iter().map(|held| {
        let until = words::counts_until(rules, held);
        let from = held.acquired_on.map(|day| text(locale, "lotse-since", &[("day", dates::date(locale, day).into())]));
        let to = until.map(|day| text(locale, "lotse-until", &[("day", dates::date(locale, day).into())]));
        let days: Vec<String> = from.into_iter().chain(to).collect();
        Held {
            name: words::qualification(locale, &held.code),
            days: days.join(", "),
            expiry: words::expiry(locale, until, today),
        }
    });
    held.collect()
}

fn going(locale: Locale, one: &Coming, frame: &Frame) -> Going {
    let task = phrases::task(locale, one.service, &one.languages);
    let sittings = one.assignment.appointment.sittings().iter().map(|sitting| phrases::span(locale, sitting));
    Going {
        task: phrases::task_at(locale, &task, one.assignment.mode, &one.town),
        reference: one.reference.to_string(),
        when: sittings.collect::<Vec<_>>().join("; "),
        to: one.is_open_to_reader.then(|| frame.at(&format!("/requests/{}", one.assignment.request))),
    }
}

fn year(locale: Locale, balance: &Balance) -> Year {
    let duration = |minutes: u64| measures::duration(locale, u32::try_from(minutes).unwrap_or(u32::MAX));
    let funded = balance.minutes_funded;
    let facts = [
        ("year", balance.year.to_string().into()),
        ("confirmed", duration(balance.minutes_confirmed).into()),
        ("waiting", duration(balance.minutes_waiting).into()),
    ];
    let lead = match funded {
        Some(funded) => {
            let most = [("funded", duration(funded).into())];
            text(locale, "lotse-year-funded", &[&facts[..], &most].concat())
        }
        None => text(locale, "lotse-year", &facts),
    };
    let percent = |minutes: u64| funded.filter(|most| *most > 0).map_or(0, |most| (minutes * 100 / most).min(100));
    let confirmed = percent(balance.minutes_confirmed);
    let many = balance.interpreting_confirmed;
    let week = balance.minutes_guide.map(|guide| {
        let of = [("planned", duration(balance.minutes_this_week).into()), ("guide", duration(guide).into())];
        let is_much = balance.minutes_this_week > guide;
        let much = is_much.then(|| Status { mark: Mark::Attention, words: text(locale, "lotse-week-much", &[]) });
        (text(locale, "lotse-week-guide", &of), much)
    });
    Year {
        lead,
        week,
        interpreting: (many > 0).then(|| text(locale, "lotse-year-interpreting", &[("count", many.into())])),
        confirmed,
        coordinates: balance.coordinates,
        waiting: percent(balance.minutes_waiting).min(100 - confirmed),
    }
}

/// What the profile says: a label and one or more values.
fn facts(visit: &Visit<'_>, whole: &Whole) -> Vec<(String, Vec<String>)> {
    let (locale, lotse) = (visit.locale, &whole.lotse);
    let mut facts = Vec::new();
    let mut add = |label: &str, values: Vec<String>| {
        if values.iter().any(|value| !value.is_empty()) {
            facts.push((visit.text(label), values));
        }
    };
    let limits = lotse.limits;
    let limited = [
        limits.minutes_per_week.map(|minutes| {
            visit.say("lotse-at-most-minutes", &[("duration", measures::duration(locale, minutes).into())])
        }),
        limits.assignments_per_week.map(|many| visit.say("lotse-at-most-assignments", &[("count", many.into())])),
        limits.offers_per_week.map(|many| visit.say("lotse-at-most-offers", &[("count", many.into())])),
    ];
    add("lotse-home", vec![format!("{} {}", lotse.home, super::town(visit.context, lotse))]);
    add("lotse-radius", vec![visit.say("lotse-radius-said", &[("km", lotse.radius_km.into())])]);
    add("lotse-transport", vec![words::transport(locale, lotse.transport)]);
    add("lotse-services", lotse.services.iter().map(|one| phrases::service(locale, *one)).collect());
    add("lotse-modes", lotse.modes.iter().map(|mode| said::mode(locale, *mode)).collect());
    add("lotse-limits", limited.into_iter().flatten().collect());
    add("lotse-topics-wished", lotse.topics_wished.iter().map(|topic| said::topic(locale, *topic)).collect());
    add("lotse-topics-refused", lotse.topics_refused.iter().map(|topic| said::topic(locale, *topic)).collect());
    add("lotse-gender", lotse.gender.iter().map(|gender| said::gender(locale, *gender)).collect());
    let consent = lotse.consent_on.map(|day| dates::date(locale, day));
    add("lotse-consent", vec![consent.unwrap_or_else(|| visit.text("lotse-without-consent"))]);
    add("lotse-blocked", whole.blocked.clone());
    add("lotse-blocked-clients", lotse.blocked_clients.iter().map(ToString::to_string).collect());
    add("lotse-carrier", vec![whole.carrier.clone()]);
    facts
}
