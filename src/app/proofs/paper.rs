//! The proof of use as a document: the summary, the columns of the form, and the figures of the report.

use chrono::NaiveDate;

use super::{Counts, Narrative, PersonRow, Proof};
use crate::app::statements::{Sums, manner};
use crate::app::{AppError, Context};
use crate::documents::{Cell, Column, Document, Format, Manner, Table};
use crate::domain::code::Service;
use crate::domain::proof::{Field, FormColumn, Position};
use crate::i18n::{Locale, dates, phrases, text, words};

/// The proof as a file, as it stands on a day.
///
/// # Errors
/// When it cannot be made, which is a mistake of this program.
pub fn file(
    context: &Context,
    proof: &Proof,
    locale: Locale,
    today: NaiveDate,
    format: Format,
) -> Result<Vec<u8>, AppError> {
    Ok(document(context, proof, locale, today).write(format)?)
}

fn document(context: &Context, proof: &Proof, locale: Locale, today: NaiveDate) -> Document {
    let say = |key: &str| text(locale, key, &[]);
    let manner = manner(locale);
    let mut facts = vec![
        (say("proof-project"), proof.name.clone()),
        (say("proof-year"), proof.year.to_string()),
        (say("proof-due"), dates::date(locale, proof.due)),
        (say("proof-sum"), manner.shown(&Cell::Cents(proof.cents))),
    ];
    if let Some(budget) = proof.budget {
        facts.push((say("proof-allowances"), manner.shown(&Cell::Cents(proof.allowances()))));
        facts.push((say("proof-budget"), manner.shown(&Cell::Cents(budget))));
    }
    let mut tables = vec![summary(proof, locale)];
    if let Some(rows) = &proof.people {
        let services =
            [(Service::Accompaniment, &proof.form.accompaniment), (Service::Interpreting, &proof.form.interpreting)];
        let sums = [proof.accompaniment, proof.interpreting];
        for (((service, columns), rows), sums) in services.into_iter().zip(rows).zip(sums) {
            if !rows.is_empty() {
                tables.push(people(locale, manner, (service, columns), rows, sums));
            }
        }
    }
    tables.push(report(context, &proof.narrative, locale));
    let mut notes = Vec::new();
    if let Some(undecided) = proof.undecided.filter(|undecided| *undecided > 0) {
        notes.push(text(locale, "proof-undecided", &[("count", undecided.into())]));
    }
    notes.push(say("proof-how"));
    if proof.people.is_none() {
        notes.push(say("proof-without-people"));
    }
    Document {
        title: text(locale, "proof-title-of", &[("year", proof.year.to_string().into())]),
        manner,
        facts,
        tables,
        notes,
        signatures: vec![say("proof-signed")],
        about_missing_letters: say("statement-missing-letters"),
        foot: text(locale, "statement-foot", &[("day", dates::date(locale, today).into())]),
    }
}

/// A position in words, and its count as it is counted.
fn position(locale: Locale, of: Position, count: u64) -> (String, Cell) {
    let (key, count) = match of {
        Position::Accompaniment => ("proof-position-accompaniment", Cell::Minutes(count)),
        Position::Interpreting => ("proof-position-interpreting", Cell::Count(count)),
        Position::Coordination => ("proof-position-coordination", Cell::Count(count)),
    };
    (text(locale, key, &[]), count)
}

fn summary(proof: &Proof, locale: Locale) -> Table {
    let say = |key: &str| text(locale, key, &[]);
    let row = |(of, count, cents): &(Position, u64, u64)| {
        let (words, count) = position(locale, *of, *count);
        vec![Cell::Words(words), count, Cell::Cents(*cents)]
    };
    Table {
        title: say("proof-summary"),
        columns: vec![
            Column::words(say("proof-column-position"), 60),
            Column::figures(say("proof-column-count"), 14),
            Column::figures(say("statement-column-amount"), 16),
        ],
        rows: proof.positions.iter().map(row).collect(),
        totals: Some(vec![Cell::Words(say("statement-sum")), Cell::Empty, Cell::Cents(proof.cents)]),
    }
}

fn people(
    locale: Locale,
    manner: Manner,
    (service, columns): (Service, &[FormColumn]),
    rows: &[PersonRow],
    sums: Sums,
) -> Table {
    let heading = |column: &FormColumn| match manner {
        Manner::German => column.heading_de.clone(),
        Manner::English => column.heading_en.clone(),
    };
    let shown = |column: &FormColumn| Column {
        heading: heading(column),
        width: column.width,
        figures: column.field.is_figure(),
    };
    let row = |(number, row): (u64, &PersonRow)| {
        columns.iter().map(|column| cell(locale, column.field, number, row)).collect::<Vec<Cell>>()
    };
    let mut is_labelled = false;
    let total = |column: &FormColumn| match sum(column.field, &sums) {
        Some(cell) => cell,
        None if column.field == Field::Name && !is_labelled => {
            is_labelled = true;
            Cell::Words(text(locale, "statement-sum", &[]))
        }
        None => Cell::Empty,
    };
    Table {
        title: phrases::service(locale, service),
        columns: columns.iter().map(shown).collect(),
        rows: (1..).zip(rows).map(row).collect(),
        totals: Some(columns.iter().map(total).collect()),
    }
}

fn cell(locale: Locale, field: Field, number: u64, row: &PersonRow) -> Cell {
    let yes_or_no = |is: bool| Cell::Words(text(locale, if is { "proof-yes" } else { "proof-no" }, &[]));
    match field {
        Field::Number => Cell::Count(number),
        Field::Name => Cell::Words(row.name.clone()),
        Field::Languages => {
            let names: Vec<&str> = row.languages.iter().map(|language| words::language(locale, language)).collect();
            Cell::Words(names.join(", "))
        }
        Field::Coordinates => yes_or_no(row.coordinates),
        Field::FirstDay => Cell::Day(row.days.0),
        Field::LastDay => Cell::Day(row.days.1),
        Field::Clients => Cell::Count(row.clients),
        Field::Kilometres => Cell::Count(row.kilometres),
        Field::Rate => Cell::Cents(u64::from(row.rate)),
        Field::Assignments
        | Field::Appointments
        | Field::PaidAppointments
        | Field::Hours
        | Field::PaidHours
        | Field::Amount => sum(field, &row.sums).unwrap_or(Cell::Empty),
    }
}

/// What of sums a column shows; `None` where nothing can be added up.
fn sum(field: Field, sums: &Sums) -> Option<Cell> {
    Some(match field {
        Field::Assignments => Cell::Count(sums.entries),
        Field::Appointments => Cell::Count(sums.sittings),
        Field::PaidAppointments => Cell::Count(sums.paid_sittings),
        Field::Hours => Cell::Minutes(sums.minutes),
        Field::PaidHours => Cell::Minutes(sums.paid_minutes),
        Field::Amount => Cell::Cents(sums.cents),
        _ => return None,
    })
}

/// The figures of the report: what, and how many; none where it is not told.
pub fn narrative_lines(context: &Context, narrative: &Narrative, locale: Locale) -> Vec<(String, Option<u64>)> {
    let say = |key: &str| text(locale, key, &[]);
    let mut lines = vec![
        (say("proof-clients"), narrative.clients),
        (say("proof-without-client"), narrative.without_client),
        (say("proof-assignments"), Some(narrative.assignments)),
        (say("proof-sittings"), Some(narrative.sittings)),
        (say("proof-lotsen"), Some(narrative.lotsen)),
        (say("proof-requests"), narrative.requests),
        (say("proof-unserved"), narrative.unserved),
        (say("proof-kilometres"), Some(narrative.kilometres)),
    ];
    lines.extend(counts(locale, "proof-topic", &narrative.topics, |topic| words::topic(locale, *topic)));
    lines.extend(counts(locale, "proof-language", &narrative.languages, |code| {
        context.languages.get(*code).map_or_else(|| code.to_string(), |known| words::language(locale, known).to_owned())
    }));
    lines.extend(counts(locale, "proof-qualified", &narrative.qualified, |code| words::qualification(locale, code)));
    lines
}

fn counts<K>(
    locale: Locale,
    key: &'static str,
    counts: &Counts<K>,
    name: impl Fn(&K) -> String,
) -> Vec<(String, Option<u64>)> {
    let line = |(kind, count): &(Option<K>, u64)| {
        let kind = kind.as_ref().map_or_else(|| text(locale, "proof-others", &[]), &name);
        (text(locale, key, &[("kind", kind.into())]), Some(*count))
    };
    counts.iter().map(line).collect()
}

fn report(context: &Context, narrative: &Narrative, locale: Locale) -> Table {
    let say = |key: &str| text(locale, key, &[]);
    let lines = narrative_lines(context, narrative, locale);
    Table {
        title: say("proof-report"),
        columns: vec![Column::words(say("proof-column-what"), 70), Column::figures(say("proof-column-count"), 14)],
        rows: lines
            .into_iter()
            .map(|(words, count)| {
                vec![Cell::Words(words), count.map_or_else(|| Cell::Words(say("proof-few")), Cell::Count)]
            })
            .collect(),
        totals: None,
    }
}
