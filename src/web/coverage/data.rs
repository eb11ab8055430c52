//! What the drawings are made from: figures as they may be told, with the names that people say. All that this folder knows of
//! `app::coverage` is here.
//!
//! Sums over regions are of those figures alone that are told: from any other sum one could take back what is not.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Months as Month, NaiveDate, Utc};

use crate::app::coverage::{self, Fates, Figure, InLanguage, InRegion, Months, Told};
use crate::domain::language::LanguageCode;
use crate::domain::region::{Region, RegionCode};
use crate::domain::time::ZONE;
use crate::http::problem::FieldKind;
use crate::i18n::words;
use crate::web::components::plot::Value;
use crate::web::components::{Faults, Form, Select};
use crate::web::page::{PageError, Visit};

/// Months that can be looked back beside the current one, the usual ones first.
const PERIODS: [(u32, &str); 3] = [(12, "cover-year"), (3, "cover-quarter"), (1, "cover-month")];

/// Languages that stand in the heat table and beside each other, at most.
const LANGUAGES: usize = 12;

/// What somebody asks for.
pub struct Asked {
    /// One language, or all.
    pub language: Option<LanguageCode>,
    /// Months that are looked back.
    pub back: u32,
    /// What could not be understood.
    pub faults: Faults,
}

impl Asked {
    /// From what was typed.
    pub fn of(visit: &Visit<'_>) -> Self {
        let mut faults = Faults::default();
        let language = visit.said.some("language").and_then(|typed| {
            let found = visit.context.languages.by_name(typed).map(|language| language.code);
            faults.take("language", found.map_err(|_| FieldKind::UnknownLanguage))
        });
        let asked = visit.said.get("period").parse().ok();
        let back = asked.filter(|months| PERIODS.iter().any(|(known, _)| known == months)).unwrap_or(12);
        Self { language, back, faults }
    }

    /// The periods to choose from.
    pub fn periods(visit: &Visit<'_>, form: &Form<'_>) -> Select {
        let periods = PERIODS.map(|(months, key)| (months.to_string(), visit.text(key))).to_vec();
        form.select("period", "cover-period", periods)
    }
}

/// A region with its figures.
pub struct OfRegion {
    /// Which.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// Lotsen who can be asked.
    pub lotsen: Value,
    /// Requests.
    pub posted: Value,
    /// Somebody goes, or went.
    pub served: Value,
    /// Nobody was found.
    pub unserved: Value,
    /// Still to be decided.
    pub waiting: Value,
    /// Of a hundred requests so many found nobody.
    pub short: Value,
    /// The same by language.
    pub languages: BTreeMap<LanguageCode, Value>,
}

/// A language with its figures over all regions.
pub struct OfLanguage {
    /// Which.
    pub code: LanguageCode,
    /// Its name.
    pub name: String,
    /// Lotsen who speak it and can be asked.
    pub lotsen: Value,
    /// Requests for which it would do.
    pub posted: Value,
}

/// A month with its figures over all regions.
pub struct OfMonth {
    /// Its first day.
    pub first: NaiveDate,
    /// Requests.
    pub posted: Value,
    /// Somebody goes, or went.
    pub served: Value,
    /// Nobody was found.
    pub unserved: Value,
}

/// All of it.
pub struct Data {
    /// By name.
    pub regions: Vec<OfRegion>,
    /// The most asked first.
    pub languages: Vec<OfLanguage>,
    /// In order.
    pub months: Vec<OfMonth>,
}

impl Data {
    /// What is asked for. `with_months` takes a look at each month, which takes longer.
    pub fn of(visit: &Visit<'_>, asked: &Asked, with_months: bool) -> Result<Self, PageError> {
        let (context, now) = (visit.context, visit.moment.now);
        let figures = coverage::figures(context, visit.grant()?, Months::back(now, asked.back))?;
        let mut regions: Vec<OfRegion> =
            context.area.regions().iter().map(|region| of_region(region, figures.get(&region.code), asked)).collect();
        regions.sort_by(|one, other| one.name.cmp(&other.name));
        let mut months = Vec::new();
        for first in firsts(now, asked.back).into_iter().filter(|_| with_months) {
            months.push(of_month(visit, first, asked)?);
        }
        Ok(Self { regions, languages: of_languages(visit, &figures), months })
    }
}

fn told(region: &InRegion, language: Option<LanguageCode>) -> Told {
    match language {
        None => Told::of(region.lotsen, region.requests),
        Some(code) => {
            let found: InLanguage = region.languages.get(&code).copied().unwrap_or_default();
            Told::of(found.lotsen, found.requests)
        }
    }
}

fn value(figure: Figure) -> Value {
    match figure {
        Figure::Told(count) => Value::Told(count),
        Figure::Few => Value::Few,
    }
}

fn short(told: &Told) -> Value {
    match told.short_percent() {
        Some(percent) => Value::Told(percent),
        None if told.is_suppressed() => Value::Few,
        None => Value::None,
    }
}

fn of_region(region: &Region, found: Option<&InRegion>, asked: &Asked) -> OfRegion {
    let told = found.map_or_else(|| Told::of(0, Fates::default()), |found| told(found, asked.language));
    let languages = found.map(|found| &found.languages).into_iter().flatten();
    OfRegion {
        code: region.code.clone(),
        name: region.name.clone(),
        lotsen: value(told.lotsen),
        posted: value(told.posted),
        served: value(told.served),
        unserved: value(told.unserved),
        waiting: value(told.waiting),
        short: short(&told),
        languages: languages.map(|(code, one)| (*code, short(&Told::of(one.lotsen, one.requests)))).collect(),
    }
}

/// A sum of what is told.
#[derive(Default, Clone, Copy)]
struct Sum {
    told: u64,
    hidden: bool,
}

impl Sum {
    fn add(&mut self, figure: Figure) {
        match figure {
            Figure::Told(count) => self.told += count,
            Figure::Few => self.hidden = true,
        }
    }

    fn value(self) -> Value {
        if self.told == 0 && self.hidden { Value::Few } else { Value::Told(self.told) }
    }
}

fn of_languages(visit: &Visit<'_>, figures: &BTreeMap<RegionCode, InRegion>) -> Vec<OfLanguage> {
    let mut sums: BTreeMap<LanguageCode, (Sum, Sum)> = BTreeMap::new();
    for (code, found) in figures.values().flat_map(|region| &region.languages) {
        let told = Told::of(found.lotsen, found.requests);
        let (lotsen, posted) = sums.entry(*code).or_default();
        lotsen.add(told.lotsen);
        posted.add(told.posted);
    }
    let mut sums: Vec<(LanguageCode, (Sum, Sum))> = sums.into_iter().collect();
    sums.sort_by_key(|(code, (_, posted))| (std::cmp::Reverse(posted.told), *code));
    let named = |(code, (lotsen, posted)): (LanguageCode, (Sum, Sum))| OfLanguage {
        code,
        name: language(visit, code),
        lotsen: lotsen.value(),
        posted: posted.value(),
    };
    sums.into_iter().filter(|(_, (_, posted))| posted.told > 0).take(LANGUAGES).map(named).collect()
}

/// What a language is called.
pub fn language(visit: &Visit<'_>, code: LanguageCode) -> String {
    let found = visit.context.languages.get(code);
    found.map_or_else(|| code.to_string(), |language| words::language(visit.locale, language).to_owned())
}

/// First days of the months that are looked at.
fn firsts(now: DateTime<Utc>, back: u32) -> Vec<NaiveDate> {
    let this = now.with_timezone(&ZONE).date_naive().with_day(1);
    (0..=back).rev().filter_map(|months| this?.checked_sub_months(Month::new(months))).collect()
}

fn of_month(visit: &Visit<'_>, first: NaiveDate, asked: &Asked) -> Result<OfMonth, PageError> {
    let noon = first.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
    let figures = coverage::figures(visit.context, visit.grant()?, Months::around(noon, noon))?;
    let [mut posted, mut served, mut unserved] = [Sum::default(); 3];
    for region in figures.values() {
        let told = told(region, asked.language);
        posted.add(told.posted);
        served.add(told.served);
        unserved.add(told.unserved);
    }
    Ok(OfMonth { first, posted: posted.value(), served: served.value(), unserved: unserved.value() })
}
