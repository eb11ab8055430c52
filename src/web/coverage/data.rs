//! What the drawings are made from: figures as they may be told, with the names that people say. All that this folder knows of
//! figures of `app::coverage` is here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::app::coverage::{self, Figures, Question, Shown, Told};
use crate::domain::coverage::Dimension;
use crate::domain::language::LanguageCode;
use crate::domain::month::Month;
use crate::domain::region::{Region, RegionCode};
use crate::domain::time::ZONE;
use crate::http::problem::FieldKind;
use crate::i18n::words;
use crate::web::components::plot::Value;
use crate::web::components::{Faults, Form, Select};
use crate::web::page::{PageError, Visit};

/// Languages that stand in the heat table and beside each other, at most.
const LANGUAGES: usize = 12;

/// What somebody asks for.
pub struct Asked {
    /// One language, or all.
    pub language: Option<LanguageCode>,
    /// Requests posted in this year.
    pub year: i32,
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
        let year = visit.said.get("year").parse().unwrap_or_else(|_| coverage::year_of(visit.moment.now));
        Self { language, year, faults }
    }

    /// The years to choose from.
    pub fn years(&self, visit: &Visit<'_>, data: &Data, form: &Form<'_>) -> Select {
        let mut years = data.years.clone();
        years.extend([coverage::year_of(visit.moment.now), self.year]);
        years.sort_unstable_by_key(|year| Reverse(*year));
        years.dedup();
        let named = years.iter().map(|year| (year.to_string(), year.to_string())).collect();
        let mut select = form.select("year", "cover-period", named);
        for choice in &mut select.options {
            choice.is_chosen = choice.value == self.year.to_string();
        }
        select
    }

    fn figures(&self, visit: &Visit<'_>, by: Dimension, across: Option<Dimension>) -> Result<Figures, PageError> {
        let question = Question { year: self.year, by: Some(by), across };
        Ok(coverage::figures(visit.context, visit.grant()?, question)?)
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
    /// Decided requests.
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
    /// Decided requests that name it first.
    pub posted: Value,
}

/// A month with its figures over all regions.
pub struct OfMonth {
    /// Which.
    pub month: Month,
    /// Decided requests.
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
    /// Years of which something is counted.
    pub years: Vec<i32>,
    /// Up to when everything is counted.
    pub counted_until: Option<DateTime<Utc>>,
    /// Counts from one up to below this are not told.
    pub least: u64,
}

impl Data {
    /// What is asked for.
    pub fn of(visit: &Visit<'_>, asked: &Asked) -> Result<Self, PageError> {
        let by_language = asked.figures(visit, Dimension::Region, Some(Dimension::Language))?;
        let by_region = asked.figures(visit, Dimension::Region, None)?;
        let area = visit.context.area.regions().iter();
        let mut regions: Vec<OfRegion> =
            area.map(|region| of_region(region, &by_region, &by_language, asked.language)).collect();
        regions.sort_by(|one, other| one.name.cmp(&other.name));
        let languages = of_languages(visit, &asked.figures(visit, Dimension::Language, None)?);
        let months = of_months(visit, asked)?;
        let Figures { counted_until, years, least, .. } = by_region;
        Ok(Self { regions, languages, months, years, counted_until, least })
    }
}

fn value(shown: Shown<u64>) -> Value {
    match shown {
        Shown::Told(count) => Value::Told(count),
        Shown::Hidden => Value::Few,
    }
}

/// What is not counted there has no value.
fn if_any(shown: Option<Shown<u64>>) -> Value {
    shown.map_or(Value::None, value)
}

fn short(told: &Told) -> Value {
    match (told.requests, told.unserved) {
        (Shown::Told(0), _) => Value::None,
        (Shown::Told(requests), Shown::Told(unserved)) => {
            (unserved * 100).checked_div(requests).map_or(Value::None, Value::Told)
        }
        _ => Value::Few,
    }
}

fn of_region(region: &Region, all: &Figures, by_language: &Figures, language: Option<LanguageCode>) -> OfRegion {
    let nothing = Told::nothing();
    let code = region.code.to_string();
    let told = match language {
        None => all.parts.get(&(code.clone(), String::new())),
        Some(language) => by_language.parts.get(&(code.clone(), language.to_string())),
    };
    let told = told.unwrap_or(&nothing);
    let own = by_language.parts.range((code.clone(), String::new())..).take_while(|((region, _), _)| *region == code);
    let languages = own.filter_map(|((_, language), told)| Some((LanguageCode::parse(language).ok()?, short(told))));
    OfRegion {
        languages: languages.collect(),
        code: region.code.clone(),
        name: region.name.clone(),
        lotsen: if_any(told.lotsen),
        posted: value(told.requests),
        served: value(told.served),
        unserved: value(told.unserved),
        waiting: if_any(told.more.as_ref().map(|more| more.waiting)),
        short: short(told),
    }
}

fn of_languages(visit: &Visit<'_>, figures: &Figures) -> Vec<OfLanguage> {
    let named = figures.parts.iter().filter_map(|((code, _), told)| {
        let code = LanguageCode::parse(code).ok()?;
        let name = language(visit, code);
        Some(OfLanguage { code, name, lotsen: if_any(told.lotsen), posted: value(told.requests) })
    });
    let asked = |one: &OfLanguage| if let Value::Told(posted) = one.posted { posted } else { 0 };
    let mut languages: Vec<OfLanguage> = named.filter(|one| asked(one) > 0).collect();
    languages.sort_by_key(|one| (Reverse(asked(one)), one.code));
    languages.truncate(LANGUAGES);
    languages
}

/// What a language is called.
pub fn language(visit: &Visit<'_>, code: LanguageCode) -> String {
    let found = visit.context.languages.get(code);
    found.map_or_else(|| code.to_string(), |language| words::language(visit.locale, language).to_owned())
}

/// The months of the year up to now.
fn of_months(visit: &Visit<'_>, asked: &Asked) -> Result<Vec<OfMonth>, PageError> {
    let figures = match asked.language {
        None => asked.figures(visit, Dimension::Month, None)?,
        Some(_) => asked.figures(visit, Dimension::Language, Some(Dimension::Month))?,
    };
    let nothing = Told::nothing();
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    let months = Month::all_of(asked.year).filter(|month| month.first() <= today).map(|month| {
        let number = month.first().format("%m").to_string();
        let key = match asked.language {
            None => (number, String::new()),
            Some(language) => (language.to_string(), number),
        };
        let told = figures.parts.get(&key).unwrap_or(&nothing);
        OfMonth { month, posted: value(told.requests), served: value(told.served), unserved: value(told.unserved) }
    });
    Ok(months.collect())
}
