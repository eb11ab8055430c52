//! `GET /lotsen/{id}/statement`: what is a month's work paid? The same as files.

use askama::Template;

use crate::app::Format;
use crate::app::statements::{self, Line, Part, Statement, Sums};
use crate::domain::code::Service;
use crate::domain::id::LotseId;
use crate::domain::month::Month;
use crate::domain::time::ZONE;
use crate::i18n::{Locale, dates, measures, phrases, text, words};
use crate::web::components::{Mark, Status};
use crate::web::page::{Answer, Frame, Outcome, PageError, Visit};

/// An entry as people look at it.
struct Row {
    day: String,
    reference: String,
    what: String,
    worked: String,
    paid: String,
    rate: String,
    amount: String,
    remark: Option<Status>,
    history: String,
}

/// What a carrier pays for a service.
struct Section {
    title: String,
    worked: String,
    rows: Vec<Row>,
    sum_worked: String,
    sum_paid: String,
    sum: String,
}

#[derive(Template)]
#[template(path = "web/statements/show.html")]
struct Page {
    frame: Frame,
    name: String,
    lead: String,
    back: Option<String>,
    before: (String, String),
    next: (String, String),
    files: Vec<(String, String)>,
    years: Vec<String>,
    undecided: Vec<String>,
    sections: Vec<Section>,
}

/// The month that is asked for; the current one where none is.
fn month(visit: &Visit<'_>) -> Result<Month, PageError> {
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    match visit.said.some("month") {
        Some(month) => month.parse().map_err(|_| PageError::NOT_FOUND),
        None => Ok(Month::of(today)),
    }
}

fn read(visit: &Visit<'_>) -> Result<(Statement, Month), PageError> {
    let month = month(visit)?;
    let statement = statements::statement(visit.context, visit.grant()?, visit.id::<LotseId>()?, month)?;
    Ok((statement, month))
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (statement, month) = read(visit)?;
    let locale = visit.locale;
    let said = dates::month(locale, month);
    let title = visit.say("statement-title-of", &[("month", said.clone().into())]);
    let frame = visit.frame_named(title);
    let here = format!("/lotsen/{}/statement", statement.lotse);
    let to = |month: Month| (frame.at(&format!("{here}?month={month}")), dates::month(locale, month));
    let files =
        [(Format::Pdf, "statement-as-pdf"), (Format::Csv, "statement-as-csv"), (Format::Xlsx, "statement-as-xlsx")];
    let file = |(format, key): (Format, &str)| {
        let to = format!("{here}/file?month={month}&format={}", format.ending());
        (frame.at(&to), frame.text(key))
    };
    let is_own = visit.caller()?.access.memberships().iter().any(|one| one.lotse() == Some(statement.lotse));
    let is_here = visit.grant()?.scope().has_organisation(statement.organisation);
    let back = match (is_own, is_here) {
        (true, _) => "/me".to_owned(),
        (false, true) => format!("/lotsen/{}", statement.lotse),
        // Their profile is another carrier's.
        (false, false) => format!("/hours?lotse={}", statement.lotse),
    };
    let lead = [("amount", measures::money(locale, statement.cents()).into()), ("month", said.into())];
    let undecided = statement.parts.iter().filter(|part| part.undecided > 0);
    let page = Page {
        name: statement.name.clone(),
        lead: text(locale, "statement-lead", &lead),
        back: Some(frame.at(&back)),
        before: to(month.before()),
        next: to(month.next()),
        files: files.into_iter().map(file).collect(),
        years: statement.parts.iter().filter_map(|part| year(locale, part)).collect(),
        undecided: undecided
            .map(|part| text(locale, "statement-undecided", &[("count", part.undecided.into())]))
            .collect(),
        sections: sections(locale, &statement, &frame),
        frame,
    };
    visit.show(&page)
}

/// How much of the year's hours is used up.
fn year(locale: Locale, part: &Part) -> Option<String> {
    let most = part.most_minutes?;
    let hours = |minutes| measures::decimal_hours(locale, minutes);
    let said = [("paid", hours(part.year_minutes).into()), ("most", hours(most).into())];
    Some(text(locale, "statement-year-of", &said))
}

fn sections(locale: Locale, statement: &Statement, frame: &Frame) -> Vec<Section> {
    let mut sections = Vec::new();
    for part in &statement.parts {
        for service in Service::ALL {
            let lines: Vec<&Line> = part.lines.iter().filter(|line| line.work.service == *service).collect();
            if lines.is_empty() {
                continue;
            }
            let name = phrases::service(locale, *service);
            let title = if statement.parts.len() > 1 { format!("{name} – {}", part.carrier_name) } else { name };
            let Sums { minutes, paid_minutes, sittings, paid_sittings, cents, .. } = part.sums(*service);
            let counted = |minutes: u64, sittings: u64| counted(locale, *service, minutes, sittings);
            let heading = match service {
                Service::Accompaniment => "statement-column-hours",
                Service::Interpreting => "statement-column-sittings",
            };
            sections.push(Section {
                title,
                worked: frame.text(heading),
                rows: lines.into_iter().map(|line| row(locale, line, frame)).collect(),
                sum_worked: counted(minutes, sittings),
                sum_paid: counted(paid_minutes, paid_sittings),
                sum: measures::money(locale, cents),
            });
        }
    }
    sections
}

/// What is paid for by the hour as hours, and by the sitting as a number.
fn counted(locale: Locale, service: Service, minutes: u64, sittings: u64) -> String {
    match service {
        Service::Accompaniment => measures::decimal_hours(locale, minutes),
        Service::Interpreting => sittings.to_string(),
    }
}

fn row(locale: Locale, line: &Line, frame: &Frame) -> Row {
    let (work, paid) = (&line.work, &line.paid);
    let counted = |minutes: u32, sittings: u32| counted(locale, work.service, u64::from(minutes), u64::from(sittings));
    let task = phrases::task(locale, work.service, &line.languages);
    Row {
        day: dates::date(locale, work.worked_until.date()),
        reference: line.reference.to_string(),
        what: phrases::task_at(locale, &task, line.mode, &line.town),
        worked: counted(work.minutes, work.sittings),
        paid: counted(paid.minutes, paid.sittings),
        rate: measures::money(locale, u64::from(paid.rate)),
        amount: measures::money(locale, paid.cents),
        remark: paid.beyond.map(|beyond| Status { mark: Mark::Attention, words: words::held_back(locale, beyond) }),
        history: frame.at(&format!("/hours/{}", work.entry)),
    }
}

/// The same as a file.
pub fn file(visit: &mut Visit<'_>) -> Outcome {
    let asked = visit.said.some("format").unwrap_or(Format::Csv.ending());
    let format = Format::ALL.into_iter().find(|format| format.ending() == asked).ok_or(PageError::NOT_FOUND)?;
    let (statement, month) = read(visit)?;
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    let bytes = statements::file(&statement, visit.locale, today, format)?;
    let name = format!("{}-{month}.{}", visit.text("statement-file-name"), format.ending());
    Ok(Answer::file(format.media_type(), Some(name), bytes))
}
