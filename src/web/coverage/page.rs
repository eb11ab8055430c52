//! `GET /coverage`: where are we short? The regions on a map or as tiles, the same as a table, by language and period; what would help; regions
//! by language, months, and Lotsen beside requests.

use askama::Template;

use super::advised::{Said, Told};
use super::data::{Asked, Data, OfMonth, OfRegion};
use super::drawings::{self, count, short};
use crate::app::{advice, coverage};
use crate::domain::coverage::Figure;
use crate::domain::time::{self, ZONE};
use crate::i18n::{dates, figures};
use crate::web::components::plot::{Heat, Shade, Value, on_page};
use crate::web::components::{Field, Form, Kind, Select};
use crate::web::page::{Frame, Outcome, Visit};

/// Pieces of advice that stand beside the map.
const ADVICE: usize = 5;

/// Share of requests that found nobody, in a hundred, from which a region is short.
const SHORT: u64 = 15;

/// A region in the table.
struct Row {
    anchor: String,
    name: String,
    figures: Vec<String>,
    short: String,
}

/// Ways to keep a drawing.
struct Keep {
    svg: String,
    png: String,
}

#[derive(Template)]
#[template(path = "web/coverage/page.html")]
struct CoveragePage {
    frame: Frame,
    lead: String,
    language: Field,
    period: Select,
    all_languages: Vec<String>,
    is_tiles: bool,
    other_view: String,
    map: String,
    keep_map: Keep,
    legend: Vec<(Shade, String)>,
    advice: Vec<Said>,
    basis: Option<String>,
    lines: Vec<Row>,
    heat: Heat,
    keep_heat: Keep,
    trend: Vec<String>,
    months: Vec<(String, Vec<String>)>,
    keep_trend: Keep,
    languages: String,
    pairs: Vec<(String, Vec<String>)>,
    keep_languages: Keep,
    printed: String,
    counted: String,
    sources: String,
    /// What each figure means.
    meanings: Vec<(String, String)>,
}

/// The page.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let locale = visit.locale;
    let asked = Asked::of(visit);
    let data = Data::of(visit, &asked)?;
    let newest = advice::newest(visit.context, visit.grant()?)?;
    let outlines = coverage::outlines(visit.context);
    let is_tiles = visit.said.get("view") == "tiles";
    let map = if is_tiles {
        drawings::as_tiles(locale, &data, &outlines)
    } else {
        drawings::as_map(locale, &data, &outlines)
    };
    let told = Told::of(visit, &newest, ADVICE);
    let (advice, basis) = told.map_or_else(|| (Vec::new(), None), |told| (told.items, Some(told.basis)));
    let form = Form { locale, said: visit.said, faults: &asked.faults };
    let is_short = |region: &&OfRegion| matches!(region.short, Value::Told(percent) if percent > SHORT);
    let trend = drawings::over_time(locale, &data);
    let page = CoveragePage {
        lead: visit.say("cover-lead", &[("count", data.regions.iter().filter(is_short).count().into())]),
        language: form.field("language", Kind::Text, "request-language").listed("languages"),
        period: asked.years(visit, &data, &form),
        all_languages: visit.language_names(),
        is_tiles,
        other_view: visit.here_with(&[("view", if is_tiles { "" } else { "tiles" })]),
        map: on_page(&map, "map"),
        keep_map: keep(visit, if is_tiles { "tiles" } else { "map" }),
        legend: drawings::legend(locale),
        advice,
        basis,
        lines: data.regions.iter().map(|region| row(visit, region)).collect(),
        heat: drawings::heat(locale, &data),
        keep_heat: keep(visit, "heat"),
        trend: trend.iter().enumerate().map(|(at, scene)| on_page(scene, &format!("trend-{at}"))).collect(),
        months: data.months.iter().map(|month| of_month(visit, month)).collect(),
        keep_trend: keep(visit, "trend"),
        languages: on_page(&drawings::languages(locale, &data), "by-language"),
        pairs: data
            .languages
            .iter()
            .map(|one| (one.name.clone(), [one.lotsen, one.posted].map(|value| count(locale, value)).to_vec()))
            .collect(),
        keep_languages: keep(visit, "languages"),
        printed: dates::date(locale, visit.moment.now.with_timezone(&ZONE).date_naive()),
        counted: match data.counted_until {
            Some(until) => {
                let local = time::local(until.timestamp().div_euclid(60));
                visit.say("cover-counted", &[("at", dates::moment(locale, local).into())])
            }
            None => visit.text("cover-not-counted"),
        },
        sources: visit.say("cover-sources", &[("most", data.least.saturating_sub(1).to_string().into())]),
        meanings: Figure::ALL.iter().map(|one| (figures::name(locale, *one), figures::meaning(locale, *one))).collect(),
        frame: visit.frame("cover-title"),
    };
    visit.show(&page)
}

fn row(visit: &Visit<'_>, region: &OfRegion) -> Row {
    let figures = [region.lotsen, region.posted, region.served, region.unserved, region.waiting];
    Row {
        anchor: drawings::anchor(region),
        name: region.name.clone(),
        figures: figures.map(|value| count(visit.locale, value)).to_vec(),
        short: short(visit.locale, region.short),
    }
}

fn of_month(visit: &Visit<'_>, month: &OfMonth) -> (String, Vec<String>) {
    let figures = [month.posted, month.served, month.unserved];
    (drawings::label(visit.locale, month), figures.map(|value| count(visit.locale, value)).to_vec())
}

/// The same question as a drawing of its own.
fn keep(visit: &Visit<'_>, what: &str) -> Keep {
    let query = visit.said.with(&[("done", ""), ("view", ""), ("what", what)]);
    let address = |ending: &str| {
        visit.frame("cover-title").at(&format!("/coverage/drawing?{}", query.with(&[("as", ending)]).query()))
    };
    Keep { svg: address("svg"), png: address("png") }
}
