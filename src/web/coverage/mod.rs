//! `GET /coverage`: where are we short? The regions on a map, the same as a table, by language and period.

use askama::Template;

use super::page::{Frame, Outcome, Page, Visit};
use crate::app::coverage::{self, Question, Shown, Told};
use crate::domain::access::Permission;
use crate::domain::coverage::{Dimension, Figure};
use crate::domain::region::Region;
use crate::domain::time;
use crate::http::Line;
use crate::http::permission::Need;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, dates, figures, measures, text};
use crate::web::components::{Faults, Field, Form, Kind, Select, path};

/// The page.
pub const PAGES: [Page; 1] =
    [Page::desk("coverage", "/coverage", Need::Permission(Permission::CoverageRead), show).line(Line::Thinking)];

/// Upper ends of the first four classes: of a hundred requests so many found nobody.
const CLASSES: [u64; 4] = [5, 15, 30, 50];

/// A region on the map.
struct Shape {
    path: String,
    class: String,
    title: String,
}

/// A region in the table.
struct Row {
    name: String,
    lotsen: String,
    posted: String,
    served: String,
    unserved: String,
    waiting: String,
    short: String,
}

#[derive(Template)]
#[template(path = "web/coverage/page.html")]
struct CoveragePage {
    frame: Frame,
    lead: String,
    language: Field,
    period: Select,
    view: String,
    shapes: Vec<Shape>,
    legend: Vec<(String, String)>,
    lines: Vec<Row>,
    all_languages: Vec<String>,
    counted: String,
    meanings: Vec<(String, String)>,
    print: String,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    let (locale, said, context, now) = (visit.locale, visit.said, visit.context, visit.moment.now);
    let mut faults = Faults::default();
    let language = said.some("language").and_then(|typed| {
        let found = context.languages.by_name(typed).map(|language| language.code);
        faults.take("language", found.map_err(|_| FieldKind::UnknownLanguage))
    });
    let current = coverage::year_of(now);
    let year = said.get("year").parse().unwrap_or(current);
    let across = language.map(|_| Dimension::Language);
    let question = Question { year, by: Some(Dimension::Region), across };
    let figures = coverage::figures(context, visit.grant()?, question)?;
    let nothing = Told::nothing();
    let told = |region: &Region| {
        let key = (region.code.to_string(), language.map(|code| code.to_string()).unwrap_or_default());
        figures.parts.get(&key).unwrap_or(&nothing)
    };

    let mut regions: Vec<(&Region, &Told)> =
        context.area.regions().iter().map(|region| (region, told(region))).collect();
    regions.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    let map = coverage::outlines(context);
    let shape = |(region, told): &(&Region, &Told)| Shape {
        path: map.rings.get(&region.code).map(|rings| rings.iter().map(path).collect()).unwrap_or_default(),
        class: class(told),
        title: format!("{}: {}", region.name, short(locale, told)),
    };
    let frame = visit.frame("cover-title");
    let form = Form { locale, said, faults: &faults };
    let mut years = figures.years.clone();
    years.extend([current, year]);
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    let mut period =
        form.select("year", "cover-period", years.iter().map(|y| (y.to_string(), y.to_string())).collect());
    for choice in &mut period.options {
        choice.is_chosen = choice.value == year.to_string();
    }
    let least = i64::try_from(figures.least).unwrap_or(i64::MAX);
    let short_regions =
        regions.iter().filter(|(_, told)| short_percent(told).is_some_and(|percent| percent > 15)).count();
    let page = CoveragePage {
        lead: text(locale, "cover-lead", &[("count", short_regions.into())]),
        language: form.field("language", Kind::Text, "request-language").listed("languages"),
        period,
        view: format!("0 0 {} {:.0}", coverage::MAP_WIDTH, map.height),
        shapes: regions.iter().map(shape).collect(),
        legend: legend(locale),
        lines: regions.iter().map(|(region, told)| line(locale, region, told)).collect(),
        all_languages: visit.language_names(),
        counted: match figures.counted_until {
            Some(until) => text(
                locale,
                "cover-counted",
                &[("at", dates::moment(locale, time::local(until.timestamp().div_euclid(60))).into())],
            ),
            None => text(locale, "cover-not-counted", &[]),
        },
        meanings: Figure::ALL
            .iter()
            .map(|figure| (figures::name(locale, *figure), figures::meaning(locale, *figure)))
            .collect(),
        print: text(locale, "cover-sources", &[("most", (least - 1).into())]),
        frame,
    };
    visit.show(&page)
}

/// Of a hundred requests so many found nobody; `None` where there were none, or it is not told.
fn short_percent(told: &Told) -> Option<u64> {
    match (told.requests, told.unserved) {
        (Shown::Told(requests), Shown::Told(unserved)) => (unserved * 100).checked_div(requests),
        _ => None,
    }
}

fn is_suppressed(told: &Told) -> bool {
    [told.requests, told.unserved].contains(&Shown::Hidden)
}

/// The class of a region's colour.
fn class(told: &Told) -> String {
    match short_percent(told) {
        Some(percent) => format!("class-{}", CLASSES.iter().filter(|end| percent > **end).count()),
        None if is_suppressed(told) => "few".to_owned(),
        None => "none".to_owned(),
    }
}

fn legend(locale: Locale) -> Vec<(String, String)> {
    let mut from = 0;
    let mut legend: Vec<(String, String)> = CLASSES
        .iter()
        .enumerate()
        .map(|(at, end)| {
            let words = text(locale, "cover-class", &[("from", from.into()), ("to", (*end).into())]);
            from = end + 1;
            (format!("class-{at}"), words)
        })
        .collect();
    legend.push((format!("class-{}", CLASSES.len()), text(locale, "cover-class-last", &[("from", from.into())])));
    legend.push(("few".to_owned(), text(locale, "cover-few", &[])));
    legend.push(("none".to_owned(), text(locale, "cover-none", &[])));
    legend
}

fn short(locale: Locale, told: &Told) -> String {
    match short_percent(told) {
        Some(percent) => text(locale, "cover-percent", &[("percent", percent.into())]),
        None if is_suppressed(told) => text(locale, "cover-few", &[]),
        None => text(locale, "cover-none", &[]),
    }
}

fn line(locale: Locale, region: &Region, told: &Told) -> Row {
    let figure = |figure: Shown<u64>| match figure {
        Shown::Told(count) => measures::number(locale, i64::try_from(count).unwrap_or(i64::MAX)),
        Shown::Hidden => text(locale, "cover-few", &[]),
    };
    let if_any = |shown: Option<Shown<u64>>| shown.map_or_else(|| "–".to_owned(), figure);
    Row {
        name: region.name.clone(),
        lotsen: if_any(told.lotsen),
        posted: figure(told.requests),
        served: figure(told.served),
        unserved: figure(told.unserved),
        waiting: if_any(told.more.as_ref().map(|more| more.waiting)),
        short: short(locale, told),
    }
}
