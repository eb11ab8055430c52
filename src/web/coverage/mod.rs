//! `GET /coverage`: where are we short? The regions on a map, the same as a table, by language and period.

use askama::Template;

use super::page::{Frame, Outcome, Page, Visit};
use crate::app::coverage::{self, Figure, InLanguage, Months, Told};
use crate::domain::access::Permission;
use crate::domain::language::LanguageCode;
use crate::domain::region::Region;
use crate::http::Line;
use crate::http::permission::Need;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, measures, text};
use crate::web::components::{Faults, Field, Form, Kind, Select, path};

/// The page.
pub const PAGES: [Page; 1] =
    [Page::desk("coverage", "/coverage", Need::Permission(Permission::CoverageRead), show).line(Line::Thinking)];

/// Months that can be looked back beside the current one, the usual ones first.
const PERIODS: [(u32, &str); 3] = [(12, "cover-year"), (3, "cover-quarter"), (1, "cover-month")];

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
    print: String,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    let (locale, said, context, now) = (visit.locale, visit.said, visit.context, visit.moment.now);
    let mut faults = Faults::default();
    let language = said.some("language").and_then(|typed| {
        let found = context.languages.by_name(typed).map(|language| language.code);
        faults.take("language", found.map_err(|_| FieldKind::UnknownLanguage))
    });
    let asked = said.get("period").parse().ok();
    let back = asked.filter(|months| PERIODS.iter().any(|(known, _)| known == months)).unwrap_or(12);
    let figures = coverage::figures(context, visit.grant()?, Months::back(now, back))?;
    let told = |region: &Region| {
        figures.get(&region.code).map_or_else(|| Told::of(0, coverage::Fates::default()), |found| told(found, language))
    };

    let mut regions: Vec<(&Region, Told)> =
        context.area.regions().iter().map(|region| (region, told(region))).collect();
    regions.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    let map = coverage::outlines(context);
    let shape = |(region, told): &(&Region, Told)| Shape {
        path: map.rings.get(&region.code).map(|rings| rings.iter().map(path).collect()).unwrap_or_default(),
        class: class(told),
        title: format!("{}: {}", region.name, short(locale, told)),
    };
    let frame = visit.frame("cover-title");
    let form = Form { locale, said, faults: &faults };
    let periods = PERIODS.map(|(months, key)| (months.to_string(), frame.text(key))).to_vec();
    let short_regions =
        regions.iter().filter(|(_, told)| told.short_percent().is_some_and(|percent| percent > 15)).count();
    let page = CoveragePage {
        lead: text(locale, "cover-lead", &[("count", short_regions.into())]),
        language: form.field("language", Kind::Text, "request-language").listed("languages"),
        period: form.select("period", "cover-period", periods),
        view: format!("0 0 {} {:.0}", coverage::MAP_WIDTH, map.height),
        shapes: regions.iter().map(shape).collect(),
        legend: legend(locale),
        lines: regions.iter().map(|(region, told)| line(locale, region, told)).collect(),
        all_languages: visit.language_names(),
        print: text(locale, "cover-sources", &[]),
        frame,
    };
    visit.show(&page)
}

fn told(region: &coverage::InRegion, language: Option<LanguageCode>) -> Told {
    match language {
        None => Told::of(region.lotsen, region.requests),
        Some(code) => {
            let found: InLanguage = region.languages.get(&code).copied().unwrap_or_default();
            Told::of(found.lotsen, found.requests)
        }
    }
}

/// The class of a region's colour.
fn class(told: &Told) -> String {
    match told.short_percent() {
        Some(percent) => format!("class-{}", CLASSES.iter().filter(|end| percent > **end).count()),
        None if told.is_suppressed() => "few".to_owned(),
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
    match told.short_percent() {
        Some(percent) => text(locale, "cover-percent", &[("percent", percent.into())]),
        None if told.is_suppressed() => text(locale, "cover-few", &[]),
        None => text(locale, "cover-none", &[]),
    }
}

fn line(locale: Locale, region: &Region, told: &Told) -> Row {
    let figure = |figure: Figure| match figure {
        Figure::Told(count) => measures::number(locale, i64::try_from(count).unwrap_or(i64::MAX)),
        Figure::Few => text(locale, "cover-one-or-two", &[]),
    };
    Row {
        name: region.name.clone(),
        lotsen: figure(told.lotsen),
        posted: figure(told.posted),
        served: figure(told.served),
        unserved: figure(told.unserved),
        waiting: figure(told.waiting),
        short: short(locale, told),
    }
}
