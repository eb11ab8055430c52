//! `bench coverage`: how long each figure of coverage takes, and how that grows with the requests of ten years.
//!
//! Requests of one year, with what became of them, are made up as the demo's are and counted as the job counts them; the same sums stand for each of the ten years. Sums are stored
//! straight, without the rows of their requests, because no figure reads those; people are stored as rows, because some figures are of people.
//! Each size has ten years of its own in the same database, the smallest first, so that all of them stay in it. How fast changes are
//! counted is measured on real rows beforehand.

use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::super::{CliError, Console, generate};
use super::quantiles::{Quantiles, milliseconds};
use crate::app::coverage::count::{Sums, count};
use crate::app::coverage::{self, Question, fact};
use crate::app::{AppError, Context, made_up};
use crate::domain::access::{Access, Grant, Membership, Permission};
use crate::domain::coverage::{Dimension, Fact};
use crate::domain::id::UserId;
use crate::i18n::measures;
use crate::matching::plan::UnservedEntry;
use crate::settings::Settings;
use crate::startup;
use crate::storage::coverage::raw::{Going, Left, Raw};
use crate::storage::{self, StorageError};
use crate::synthetic::{Case, Months, Recipe};

/// How much.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Sizes, in multiples of Hessen
    #[arg(long, value_delimiter = ',', default_value = "1,10")]
    times: Vec<u32>,

    /// Lotsen of Hessen
    #[arg(long, default_value_t = 1_700)]
    lotsen: u32,

    /// Requests of a year in Hessen, about
    #[arg(long, default_value_t = 20_000)]
    requests: u32,

    /// Years of each size
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(i32).range(1..=100))]
    years: i32,

    /// So often each figure is asked for
    #[arg(long, default_value_t = 20)]
    repeats: u32,

    /// Real requests whose counting is measured beforehand
    #[arg(long, default_value_t = 5_000)]
    counted: u32,
}

/// Requests that are made up at once.
const CHUNK: u32 = 100_000;

/// What is asked for.
const ASKED: [(&str, Option<Dimension>, Option<Dimension>); 9] = [
    ("whole", None, None),
    ("region", Some(Dimension::Region), None),
    ("project", Some(Dimension::Project), None),
    ("language", Some(Dimension::Language), None),
    ("month", Some(Dimension::Month), None),
    ("region_language", Some(Dimension::Region), Some(Dimension::Language)),
    ("region_month", Some(Dimension::Region), Some(Dimension::Month)),
    ("project_language", Some(Dimension::Project), Some(Dimension::Language)),
    ("region_project", Some(Dimension::Region), Some(Dimension::Project)),
];

#[derive(Debug, Serialize)]
struct Size {
    times: u32,
    requests: u64,
    lotsen: u64,
    sums: u64,
    milliseconds: Vec<(&'static str, Quantiles)>,
}

/// Fills the database of the settings, which must be empty, and measures.
pub(super) fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let user = UserId::new(DateTime::<Utc>::UNIX_EPOCH, [0; 10]);
    let grant = Access::new(user, [Membership::Operator], None)
        .grant(Permission::CoverageRead)
        .map_err(|denied| CliError::Usage(denied.to_string()))?;
    let counting = counting(&context, arguments)?;
    console.tell(&console.text(
        "bench-coverage-counting",
        &[
            ("requests", i64::from(arguments.counted).into()),
            ("milliseconds", measures::decimal(console.locale, counting, 0).into()),
        ],
    ))?;
    let mut sizes = Vec::new();
    let mut first_year = 2000;
    for times in &arguments.times {
        let size = measured(&context, &grant, *times, first_year, arguments, console)?;
        let facts = [
            ("times", i64::from(*times).into()),
            ("requests", i64::try_from(size.requests).unwrap_or(i64::MAX).into()),
            ("lotsen", i64::try_from(size.lotsen).unwrap_or(i64::MAX).into()),
            ("sums", i64::try_from(size.sums).unwrap_or(i64::MAX).into()),
        ];
        console.tell(&console.text("bench-coverage-size", &facts))?;
        for (name, quantiles) in &size.milliseconds {
            let [p50, max] = quantiles.middle_and_most().map(|ms| measures::decimal(console.locale, ms, 1));
            console.tell(&format!("  {name:<18}{p50:>10} ms{max:>10} ms"))?;
        }
        sizes.push(size);
        first_year += arguments.years;
    }
    console.result(&json!({
        "measurement": "coverage",
        "version": env!("CARGO_PKG_VERSION"),
        "engine": context.database.engine().to_string(),
        "counting": {"requests": arguments.counted, "milliseconds": counting},
        "sizes": sizes,
    }))
}

/// Milliseconds in which so many requests are counted, from their rows.
fn counting(context: &Context, arguments: &Arguments) -> Result<f64, CliError> {
    let recipe = Recipe::new(1, arguments.lotsen, arguments.counted, day());
    let made = generate::made_up(&recipe, &context.area)?;
    made_up::store(context, &made)?;
    let begun = Instant::now();
    count(context, startup::now()).map_err(AppError::from)?;
    Ok(milliseconds(begun))
}

/// Any Monday.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 7).unwrap_or_default()
}

/// The first day of a month of the year whose requests are made up; the thirteenth is the next January.
fn in_year(month: u32) -> NaiveDate {
    let year = 2026 + i32::try_from(month / 13).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, (month - 1) % 12 + 1, 1).unwrap_or_default()
}

fn measured(
    context: &Context,
    grant: &Grant,
    times: u32,
    first_year: i32,
    arguments: &Arguments,
    console: &Console,
) -> Result<Size, CliError> {
    let bar = console.bar();
    bar.set_message(console.text("cli-step-generate", &[]));
    let lotsen = arguments.lotsen.saturating_mul(times);
    let mut left = arguments.requests.saturating_mul(times);
    let mut sums = Sums::default();
    // The same seed as before, so that those who are there already are some of these.
    let town = generate::made_up(&Recipe::new(1, lotsen, 1, day()), &context.area)?;
    context.database.write(|tx| storage::organisations::save_all(tx, &town.organisations)).map_err(AppError::from)?;
    for some in town.lotsen.chunks(5_000) {
        context.database.write(|tx| storage::lotsen::save_all(tx, some)).map_err(AppError::from)?;
    }
    drop(town);
    // The same people each time: what they did is added up.
    let (mut part, mut made) = (0, 0);
    while left > 0 {
        let some = left.min(CHUNK);
        let months = Months { from: in_year(1), until: in_year(13), a_year: some, part, closely: None };
        let past = generate::past(&Recipe::new(1, lotsen, 1, day()), &months, &context.area)?;
        made += past.cases.len() as u64;
        let year = past.cases.par_iter().filter_map(|case| {
            let why = case.left.as_ref().map(|left| made_up::why(case, left));
            fact::of(&raw(case, why.as_ref()), &context.area)
        });
        let added = year.fold(Sums::default, |mut sums, fact| {
            sums.add(&Fact { posted: (first_year, fact.posted.1), ..fact }, 1);
            sums
        });
        sums = added.reduce(Sums::default, Sums::and).and(sums);
        left -= some;
        part += 1;
    }
    bar.set_message(console.text("bench-fill-stores", &[]));
    let cells = sums.cells.len() as u64;
    for year in first_year..first_year + arguments.years {
        let of_year = sums.of(year);
        context
            .database
            .write(|tx| {
                storage::coverage::cells::add(tx, &of_year.cells)?;
                storage::coverage::cells::add_loads(tx, &of_year.loads)
            })
            .map_err(AppError::from)?;
    }
    bar.finish_and_clear();
    let year = first_year + arguments.years - 1;
    let mut figures = Vec::new();
    for (name, by, across) in ASKED {
        let question = Question { year, by, across };
        figures.push((name, timed(arguments.repeats, || coverage::figures(context, grant, question).map(drop))?));
    }
    figures.push(("fragility", timed(arguments.repeats, || coverage::fragile(context, grant).map(drop))?));
    Ok(Size {
        times,
        requests: made * u64::try_from(arguments.years).unwrap_or(0),
        lotsen: u64::from(lotsen),
        sums: cells * u64::try_from(arguments.years).unwrap_or(0),
        milliseconds: figures,
    })
}

fn timed(repeats: u32, ask: impl Fn() -> Result<(), StorageError>) -> Result<Quantiles, CliError> {
    let once = |_| {
        let begun = Instant::now();
        ask().map_err(AppError::from)?;
        Ok::<_, AppError>(milliseconds(begun))
    };
    Ok(Quantiles::of((0..repeats.max(1)).map(once).collect::<Result<Vec<_>, _>>()?))
}

/// A request with what became of it, as it would be read from its rows.
fn raw(Case { request, offers, assignment, logged, left, .. }: &Case, why: Option<&UnservedEntry>) -> Raw {
    let going = assignment.as_ref().map(|going| Going {
        lotse: going.lotse,
        state: going.state,
        missed: going.missed,
        begins: going.appointment.starts(),
    });
    let reasons = why.and_then(|why| serde_json::to_value(why).ok());
    Raw {
        request: request.id,
        state: request.state,
        posted_at: request.posted_at,
        carrier: request.carrier,
        postcode: request.place.postcode,
        service: request.service,
        topic: request.topic,
        first_begin: request.first_begin(),
        language: request.languages.first().map(|needed| needed.language),
        offers: offers.iter().map(|offer| (offer.state, offer.asked_at, offer.answered_at)).collect(),
        assignments: going.into_iter().collect(),
        minutes: logged.iter().filter(|logged| logged.confirmed_at.is_some()).map(|l| u64::from(l.minutes)).collect(),
        left: left.as_ref().zip(reasons).map(|(left, reasons)| Left { began: left.at, reasons }),
        // Whoever is left open is so after all that were asked.
        asked_since: offers.iter().map(|offer| offer.asked_at).max().filter(|_| left.is_none()),
    }
}
