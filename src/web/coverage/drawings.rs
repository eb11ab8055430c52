//! From figures to drawings, each with the words that it says.

use super::data::{Data, OfMonth, OfRegion};
use crate::app::coverage::{MAP_WIDTH, Map};
use crate::i18n::{Locale, dates, measures, text};
use crate::web::components::plot::{
    Cell, Heat, Line, Pair, Point, Region, Scale, Scene, Shade, Sides, Value, map, pairs, tiles, trend,
};

/// Upper ends of the first four classes: of a hundred requests so many found nobody.
const ENDS: [u64; 4] = [5, 15, 30, 50];

/// Where a share of requests that found nobody belongs.
const SCALE: Scale = Scale(ENDS);

/// A number as people write it.
pub fn number(locale: Locale, count: u64) -> String {
    measures::number(locale, i64::try_from(count).unwrap_or(i64::MAX))
}

/// A count in a table.
pub fn count(locale: Locale, value: Value) -> String {
    match value {
        Value::Told(count) => number(locale, count),
        Value::Few => text(locale, "cover-few", &[]),
        Value::None => "–".to_owned(),
    }
}

/// A share in words.
pub fn short(locale: Locale, value: Value) -> String {
    match value {
        Value::Told(percent) => text(locale, "cover-percent", &[("percent", percent.into())]),
        Value::Few => text(locale, "cover-few", &[]),
        Value::None => text(locale, "cover-none", &[]),
    }
}

/// A share in a few signs.
fn sign(value: Value) -> String {
    match value {
        Value::Told(percent) => percent.to_string(),
        Value::Few => "?".to_owned(),
        Value::None => "–".to_owned(),
    }
}

/// How each fill is told in words, in order.
pub fn legend(locale: Locale) -> Vec<(Shade, String)> {
    let words = |at: usize| {
        let from = at.checked_sub(1).and_then(|before| ENDS.get(before)).map_or(0, |end| end + 1);
        match ENDS.get(at) {
            Some(end) => text(locale, "cover-class", &[("from", from.into()), ("to", (*end).into())]),
            None => text(locale, "cover-class-last", &[("from", from.into())]),
        }
    };
    let said = |shade: Shade| match shade {
        Shade::Class(at) => words(at),
        Shade::Few => format!("? {}", text(locale, "cover-few", &[])),
        Shade::None => format!("– {}", text(locale, "cover-none", &[])),
    };
    Shade::ALL.into_iter().map(|shade| (shade, said(shade))).collect()
}

/// Where a region stands in the table.
pub fn anchor(region: &OfRegion) -> String {
    format!("region-{}", region.code)
}

fn regions(locale: Locale, data: &Data, outlines: &Map) -> Vec<Region> {
    let drawn = |region: &OfRegion| Region {
        label: region.name.clone(),
        rings: outlines.rings.get(&region.code).cloned().unwrap_or_default(),
        shade: SCALE.shade(region.short),
        sign: sign(region.short),
        said: format!("{}: {}", region.name, short(locale, region.short)),
        link: Some(format!("#{}", anchor(region))),
    };
    data.regions.iter().map(drawn).collect()
}

/// The map.
pub fn as_map(locale: Locale, data: &Data, outlines: &Map) -> Scene {
    map(&text(locale, "cover-map", &[]), (MAP_WIDTH, outlines.height), &regions(locale, data, outlines))
}

/// The same as tiles.
pub fn as_tiles(locale: Locale, data: &Data, outlines: &Map) -> Scene {
    tiles(&text(locale, "cover-tiles", &[]), &regions(locale, data, outlines))
}

/// Regions by languages.
pub fn heat(locale: Locale, data: &Data) -> Heat {
    let cells = |region: &OfRegion| {
        let cell = |(code, name): (_, &String)| {
            let value = region.languages.get(code).copied().unwrap_or(Value::None);
            let said = format!("{}, {name}: {}", region.name, short(locale, value));
            Cell { shade: SCALE.shade(value), sign: sign(value), said }
        };
        let all = Cell {
            shade: SCALE.shade(region.short),
            sign: sign(region.short),
            said: format!("{}: {}", region.name, short(locale, region.short)),
        };
        let each = data.languages.iter().map(|language| cell((&language.code, &language.name)));
        std::iter::once(all).chain(each).collect()
    };
    let all = text(locale, "cover-all-languages", &[]);
    Heat {
        title: text(locale, "cover-heat", &[]),
        columns: std::iter::once(all).chain(data.languages.iter().map(|language| language.name.clone())).collect(),
        rows: data.regions.iter().map(|region| (region.name.clone(), cells(region))).collect(),
    }
}

/// Lines over the months.
pub fn over_time(locale: Locale, data: &Data) -> Vec<Scene> {
    let line = |series: usize, key: &str, of: fn(&OfMonth) -> Value| {
        let title = text(locale, key, &[]);
        let point = |month: &OfMonth| Point {
            label: label(locale, month),
            value: of(month),
            said: format!("{}, {title}: {}", label(locale, month), count(locale, of(month))),
        };
        Line { points: data.months.iter().map(point).collect(), series, title: title.clone() }
    };
    let lines = [
        line(0, "cover-posted", |month| month.posted),
        line(1, "cover-served", |month| month.served),
        line(2, "cover-unserved", |month| month.unserved),
    ];
    trend(&lines, |count| number(locale, count))
}

/// What a month is called.
pub fn label(locale: Locale, month: &OfMonth) -> String {
    dates::month_short(locale, month.month)
}

/// Lotsen beside requests, by language.
pub fn languages(locale: Locale, data: &Data) -> Scene {
    let pair = |language: &super::data::OfLanguage| Pair {
        name: language.name.clone(),
        supply: language.lotsen,
        demand: language.posted,
        said: text(
            locale,
            "cover-pair",
            &[
                ("language", language.name.clone().into()),
                ("lotsen", count(locale, language.lotsen).into()),
                ("posted", count(locale, language.posted).into()),
            ],
        ),
    };
    let sides = Sides { supply: text(locale, "cover-lotsen", &[]), demand: text(locale, "cover-posted", &[]) };
    let told: Vec<Pair> = data.languages.iter().map(pair).collect();
    pairs(&text(locale, "cover-languages", &[]), &sides, &told, |count| number(locale, count))
}
