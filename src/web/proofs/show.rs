//! `GET /organisations/{id}/proof`: what did the year come to, what will the next one need? The proof as files.

use actix_web::http::StatusCode;
use askama::Template;
use chrono::Datelike;

use crate::app::forecasts::{self, Need, Outlook, rounded};
use crate::app::proofs::{self, PersonRow, Proof, Sight};
use crate::app::{AppError, Format};
use crate::domain::access::Permission;
use crate::domain::code::Service;
use crate::domain::forecast::Basis;
use crate::domain::id::OrganisationId;
use crate::domain::proof::Position;
use crate::domain::time::ZONE;
use crate::http::problem::Why;
use crate::i18n::{Locale, dates, measures, phrases, text};
use crate::web::page::{Answer, Frame, Outcome, PageError, Visit, leading};

/// A Lotse's year for one service, as people look at it.
struct Row {
    name: String,
    to: String,
    clients: u64,
    worked: String,
    paid: String,
    amount: String,
}

/// What a service came to.
struct Section {
    title: String,
    worked: String,
    rows: Vec<Row>,
    sum_worked: String,
    sum_paid: String,
    sum: String,
}

/// What is foretold of one service.
struct Ahead {
    title: String,
    lead: String,
    how: String,
    years: Vec<(String, String)>,
    unmet: Option<String>,
}

#[derive(Template)]
#[template(path = "web/proofs/show.html")]
struct Page {
    frame: Frame,
    name: String,
    lead: String,
    due: String,
    before: (String, String),
    next: Option<(String, String)>,
    files: Vec<(String, String)>,
    undecided: Option<(String, Option<String>)>,
    positions: Vec<(String, String, String)>,
    sum: String,
    sections: Vec<Section>,
    report: Vec<(String, String)>,
    ahead_title: String,
    ahead: Vec<Ahead>,
    with_people: bool,
}

fn read(visit: &Visit<'_>) -> Result<(Proof, i32), PageError> {
    let this_year = visit.moment.now.with_timezone(&ZONE).year();
    let year = match visit.said.some("year") {
        Some(year) => year.parse().ok().filter(|year| (2000..=2999).contains(year)).ok_or(PageError::NOT_FOUND)?,
        None => this_year,
    };
    let id = visit.id::<OrganisationId>()?;
    Ok((proofs::proof(visit.context, visit.grant()?, sight(visit, id), id, year)?, this_year))
}

fn sight(visit: &Visit<'_>, id: OrganisationId) -> Sight {
    let people = visit.grant_of(Permission::LotsenRead).is_ok_and(|grant| grant.scope().has_organisation(id));
    if people { Sight::People } else { Sight::Figures }
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (proof, this_year) = match read(visit) {
        Err(PageError { why: Some(why @ Why::TooFew(_)), .. }) => return Ok(too_few(visit, &why)),
        read => read?,
    };
    let sight = sight(visit, proof.organisation);
    let foretold = forecasts::outlook(visit.context, visit.grant()?, sight, proof.organisation, visit.moment.now);
    let outlook = match foretold {
        Ok(outlook) => Some(outlook),
        // Of another year, from which it would be seen.
        Err(AppError::TooFew(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let (locale, year) = (visit.locale, proof.year);
    let frame = visit.frame_named(visit.say("proof-title-of", &[("year", year.to_string().into())]));
    let here = format!("/organisations/{}/proof", proof.organisation);
    let to = |year: i32| (frame.at(&format!("{here}?year={year}")), year.to_string());
    let files =
        [(Format::Pdf, "statement-as-pdf"), (Format::Xlsx, "statement-as-xlsx"), (Format::Csv, "statement-as-csv")];
    let file = |(format, key): (Format, &str)| {
        (frame.at(&format!("{here}/file?year={year}&format={}", format.ending())), frame.text(key))
    };
    let waiting = proof.undecided.filter(|undecided| *undecided > 0).map(|undecided| {
        let words = text(locale, "proof-undecided", &[("count", undecided.into())]);
        (words, proof.people.as_ref().map(|_| frame.at("/hours")))
    });
    let money = |cents| measures::money(locale, cents);
    let lead = [("amount", money(proof.cents).into()), ("year", year.to_string().into())];
    let page = Page {
        name: proof.name.clone(),
        lead: match proof.budget {
            Some(budget) => {
                let of_it = [("allowances", money(proof.allowances()).into()), ("budget", money(budget).into())];
                text(locale, "proof-lead-budget", &[&lead[..], &of_it].concat())
            }
            None => text(locale, "proof-lead", &lead),
        },
        due: text(locale, "proof-due-on", &[("day", dates::date(locale, proof.due).into())]),
        before: to(year - 1),
        next: (year < this_year).then(|| to(year + 1)),
        files: files.into_iter().map(file).collect(),
        undecided: waiting,
        positions: proof.positions.iter().map(|position| said(locale, position)).collect(),
        sum: money(proof.cents),
        sections: sections(locale, &proof, &frame),
        report: proofs::narrative_lines(visit.context, &proof.narrative, locale)
            .into_iter()
            .map(|(what, count)| {
                (what, count.map_or_else(|| text(locale, "proof-few", &[]), |count| number(locale, count)))
            })
            .collect(),
        ahead_title: text(locale, "proof-ahead-title", &[("year", this_year.saturating_add(1).to_string().into())]),
        ahead: outlook.map(|outlook| ahead(locale, &outlook)).unwrap_or_default(),
        with_people: proof.people.is_some(),
        frame,
    };
    visit.show(&page)
}

/// A page of its own, and no fault: whoever reads the list of projects comes here.
fn too_few(visit: &Visit<'_>, why: &Why) -> Answer {
    let frame = visit.frame("proof-list-title");
    leading(StatusCode::OK, frame, why.words(visit.locale), Some(("/proofs", visit.text("proof-to-list"))))
}

fn number(locale: Locale, count: u64) -> String {
    measures::number(locale, i64::try_from(count).unwrap_or(i64::MAX))
}

/// A position: what, how many, how much.
fn said(locale: Locale, (position, count, cents): &(Position, u64, u64)) -> (String, String, String) {
    let (key, count) = match position {
        Position::Accompaniment => ("proof-position-accompaniment", measures::decimal_hours(locale, *count)),
        Position::Interpreting => ("proof-position-interpreting", number(locale, *count)),
        Position::Coordination => ("proof-position-coordination", number(locale, *count)),
    };
    (text(locale, key, &[]), count, measures::money(locale, *cents))
}

/// What is paid by the hour as hours, and by the sitting as a number.
fn counted(locale: Locale, service: Service, minutes: u64, sittings: u64) -> String {
    match service {
        Service::Accompaniment => measures::decimal_hours(locale, minutes),
        Service::Interpreting => number(locale, sittings),
    }
}

fn sections(locale: Locale, proof: &Proof, frame: &Frame) -> Vec<Section> {
    let Some(people) = &proof.people else { return Vec::new() };
    let sums = [proof.accompaniment, proof.interpreting];
    let services = [Service::Accompaniment, Service::Interpreting];
    let all = services.into_iter().zip(people).zip(sums).filter(|((_, rows), _)| !rows.is_empty());
    let section = |((service, rows), sums): ((Service, &Vec<PersonRow>), crate::app::statements::Sums)| {
        let counted = |minutes, sittings| counted(locale, service, minutes, sittings);
        let row = |row: &PersonRow| Row {
            name: row.name.clone(),
            to: frame.at(&format!("/lotsen/{}", row.lotse)),
            clients: row.clients,
            worked: counted(row.sums.minutes, row.sums.sittings),
            paid: counted(row.sums.paid_minutes, row.sums.paid_sittings),
            amount: measures::money(locale, row.sums.cents),
        };
        let heading = match service {
            Service::Accompaniment => "statement-column-hours",
            Service::Interpreting => "statement-column-sittings",
        };
        Section {
            title: phrases::service(locale, service),
            worked: frame.text(heading),
            rows: rows.iter().map(row).collect(),
            sum_worked: counted(sums.minutes, sums.sittings),
            sum_paid: counted(sums.paid_minutes, sums.paid_sittings),
            sum: measures::money(locale, sums.cents),
        }
    };
    all.map(section).collect()
}

fn ahead(locale: Locale, outlook: &Outlook) -> Vec<Ahead> {
    let both = [(Service::Accompaniment, &outlook.accompaniment), (Service::Interpreting, &outlook.interpreting)];
    both.into_iter()
        .filter(|(_, need)| need.months_known > 0 || need.unmet.is_some_and(|unmet| unmet.requests > 0))
        .map(|(service, need)| foretold(locale, service, need, outlook))
        .collect()
}

fn foretold(locale: Locale, service: Service, need: &Need, outlook: &Outlook) -> Ahead {
    let figure = |value: u64| match service {
        Service::Accompaniment => {
            let hours = [("hours", number(locale, (value + 30) / 60).into())];
            text(locale, "proof-ahead-hours", &hours)
        }
        Service::Interpreting => text(locale, "proof-ahead-sittings", &[("count", value.into())]),
    };
    let until = dates::month(locale, outlook.until);
    let known = [("months", need.months_known.into()), ("until", until.into())];
    let (lead, how) = match &need.forecast {
        Some(forecast) => {
            let cost = |value: f64| need.cents(service, value).map(|cents| measures::money(locale, cents));
            let facts = [
                ("sum", figure(rounded(forecast.sum)).into()),
                ("least", figure(rounded(forecast.least)).into()),
                ("most", figure(rounded(forecast.most)).into()),
                ("cost", cost(forecast.sum).unwrap_or_default().into()),
                ("cost-most", cost(forecast.most).unwrap_or_default().into()),
            ];
            let how = match forecast.basis {
                Basis::TrendAndSeason => "proof-ahead-trend",
                Basis::LastYear => "proof-ahead-last-year",
            };
            (text(locale, "proof-ahead-said", &facts), text(locale, how, &known))
        }
        None => {
            let needed = [&known[..], &[("needed", need.months_needed.into())]].concat();
            (text(locale, "proof-ahead-too-few", &needed), String::new())
        }
    };
    let year = |(year, sum, months): &(i32, u64, u32)| {
        let label = match months {
            12 => year.to_string(),
            months => {
                text(locale, "proof-ahead-part", &[("year", year.to_string().into()), ("months", (*months).into())])
            }
        };
        (label, figure(*sum))
    };
    let unmet = need.unmet.filter(|unmet| unmet.requests > 0).map(|unmet| {
        let of_service = match service {
            Service::Accompaniment => unmet.minutes,
            Service::Interpreting => unmet.sittings,
        };
        let facts = [("count", unmet.requests.into()), ("figure", figure(of_service).into())];
        text(locale, "proof-ahead-unmet", &facts)
    });
    Ahead { title: phrases::service(locale, service), lead, how, years: need.years.iter().map(year).collect(), unmet }
}

/// The proof as a file.
pub fn file(visit: &mut Visit<'_>) -> Outcome {
    let asked = visit.said.some("format").unwrap_or(Format::Csv.ending());
    let format = Format::ALL.into_iter().find(|format| format.ending() == asked).ok_or(PageError::NOT_FOUND)?;
    let (proof, _) = read(visit)?;
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    let bytes = proofs::file(visit.context, &proof, visit.locale, today, format)?;
    let name = format!("{}-{}.{}", visit.text("proof-file-name"), proof.year, format.ending());
    Ok(Answer::file(format.media_type(), Some(name), bytes))
}
