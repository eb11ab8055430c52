//! A statement as a document: what a Lotse signs, and what the accounts keep.

use chrono::NaiveDate;

use super::{Line, Part, Statement};
use crate::documents::{Cell, Column, Document, Manner, Table};
use crate::domain::code::Service;
use crate::i18n::{Locale, dates, phrases, text, words};

/// How a locale writes figures.
pub const fn manner(locale: Locale) -> Manner {
    match locale {
        Locale::De => Manner::German,
        Locale::En => Manner::English,
    }
}

/// The statement as it stands on a day.
pub fn document(statement: &Statement, locale: Locale, today: NaiveDate) -> Document {
    let say = |key: &str| text(locale, key, &[]);
    let manner = manner(locale);
    let month = dates::month(locale, statement.month);
    let carriers: Vec<&str> = statement.parts.iter().map(|part| part.carrier_name.as_str()).collect();
    let mut facts = vec![
        (say("statement-lotse"), statement.name.clone()),
        (say("statement-project"), carriers.join(", ")),
        (say("statement-month"), month.clone()),
        (say("statement-paid"), manner.shown(&Cell::Cents(statement.cents()))),
    ];
    let mut tables = Vec::new();
    let mut notes = Vec::new();
    for part in &statement.parts {
        for service in Service::ALL {
            tables.extend(table(part, *service, locale, statement.parts.len() > 1));
        }
        if let Some(most) = part.most_minutes {
            let hours = |minutes| manner.shown(&Cell::Minutes(minutes));
            let so_far = [("paid", hours(part.year_minutes).into()), ("most", hours(most).into())];
            facts.push((say("statement-year"), text(locale, "statement-year-said", &so_far)));
        }
        if part.undecided > 0 {
            notes.push(text(locale, "statement-undecided", &[("count", part.undecided.into())]));
        }
    }
    if tables.is_empty() {
        notes.push(say("statement-nothing"));
    }
    notes.push(say("statement-how"));
    let signatures = vec![say("statement-signed-lotse"), say("statement-signed-project")];
    Document {
        title: text(locale, "statement-title-of", &[("month", month.into())]),
        manner,
        facts,
        tables,
        notes,
        signatures,
        about_missing_letters: say("statement-missing-letters"),
        foot: text(locale, "statement-foot", &[("day", dates::date(locale, today).into())]),
    }
}

/// What a carrier pays for a service; `None` where there is nothing.
fn table(part: &Part, service: Service, locale: Locale, with_carrier: bool) -> Option<Table> {
    let lines: Vec<&Line> = part.lines.iter().filter(|line| line.work.service == service).collect();
    if lines.is_empty() {
        return None;
    }
    let say = |key: &str| text(locale, key, &[]);
    let is_by_hour = service == Service::Accompaniment;
    let worked = |minutes: u64, sittings: u64| if is_by_hour { Cell::Minutes(minutes) } else { Cell::Count(sittings) };
    let row = |line: &&Line| {
        let (work, paid) = (&line.work, &line.paid);
        let where_ = phrases::task_at(locale, &phrases::languages(locale, &line.languages), line.mode, &line.town);
        vec![
            Cell::Day(work.worked_until.date()),
            Cell::Words(line.reference.to_string()),
            Cell::Words(where_),
            worked(u64::from(work.minutes), u64::from(work.sittings)),
            worked(u64::from(paid.minutes), u64::from(paid.sittings)),
            Cell::Cents(u64::from(paid.rate)),
            Cell::Cents(paid.cents),
            paid.beyond.map_or(Cell::Empty, |beyond| Cell::Words(words::held_back(locale, beyond))),
        ]
    };
    let sums = part.sums(service);
    let name = phrases::service(locale, service);
    let (done, counted) = if is_by_hour {
        ("statement-column-hours", "statement-column-paid-hours")
    } else {
        ("statement-column-sittings", "statement-column-paid-sittings")
    };
    Some(Table {
        title: if with_carrier { format!("{name} – {}", part.carrier_name) } else { name },
        columns: vec![
            Column::words(say("statement-column-day"), 10),
            Column::words(say("statement-column-request"), 12),
            Column::words(say("statement-column-what"), 26),
            Column::figures(say(done), 13),
            Column::figures(say(counted), 9),
            Column::figures(say("statement-column-rate"), 10),
            Column::figures(say("statement-column-amount"), 11),
            Column::words(say("statement-column-remark"), 15),
        ],
        rows: lines.iter().map(row).collect(),
        totals: Some(vec![
            Cell::Words(say("statement-sum")),
            Cell::Empty,
            Cell::Empty,
            worked(sums.minutes, sums.sittings),
            worked(sums.paid_minutes, sums.paid_sittings),
            Cell::Empty,
            Cell::Cents(sums.cents),
            Cell::Empty,
        ]),
    })
}
