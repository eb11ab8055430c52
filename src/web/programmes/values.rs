//! The values of funding rules: how people read them, and the fields in which they type others.

use std::collections::HashMap;

use super::required;
use crate::domain::code::Service;
use crate::domain::language::Level;
use crate::domain::programme::BeyondLimits;
use crate::domain::rulebook::Values;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, measures, text, words};
use crate::web::components::{Faults, Field, Form, Kind, Select};
use crate::web::page::Fields;
use crate::web::typed;

/// What somebody can change: names of fields with the keys of their labels. Amounts are typed in euros.
const FIELDS: [(&str, &str); 12] = [
    ("cents_per_hour", "fund-cents-per-hour"),
    ("hours_per_year", "fund-hours-per-year"),
    ("hours_per_year_coordinating", "fund-hours-per-year-coordinating"),
    ("hours_per_week", "fund-hours-per-week"),
    ("hours_per_week_coordinating", "fund-hours-per-week-coordinating"),
    ("cents_per_assignment", "fund-cents-per-assignment"),
    ("assignments_per_client_and_year", "fund-assignments-per-client"),
    ("pool_people", "fund-pool-people"),
    ("pool_languages", "fund-pool-languages"),
    ("coordination_cents_per_year", "fund-coordination"),
    ("coordination_from_lotsen", "fund-coordination-from"),
    ("budget_cents_per_year", "fund-budget"),
];

/// Values in words: label and value, those alone that are there.
pub fn said(locale: Locale, values: &Values) -> Vec<(String, String)> {
    let label = |key: &str| text(locale, key, &[]);
    let money = |cents: Option<u64>| cents.map(|cents| measures::money(locale, cents));
    let number = |number: Option<u32>| number.map(|number| measures::number(locale, i64::from(number)));
    let shown = [
        money(values.cents_per_hour.map(u64::from)),
        number(values.hours_per_year),
        number(values.hours_per_year_coordinating),
        number(values.hours_per_week),
        number(values.hours_per_week_coordinating),
        money(values.cents_per_assignment.map(u64::from)),
        number(values.assignments_per_client_and_year),
        number(values.pool_people),
        number(values.pool_languages),
        money(values.coordination_cents_per_year),
        number(values.coordination_from_lotsen),
        money(values.budget_cents_per_year),
    ];
    let mut said: Vec<(String, String)> =
        FIELDS.iter().zip(shown).filter_map(|((_, key), value)| Some((label(key), value?))).collect();
    said.extend(values.german_at_least.map(|level| (label("fund-german"), words::level(locale, level))));
    said.extend(required::said(locale, values));
    said.extend(values.beyond_limits.map(|beyond| (label("fund-beyond"), beyond_words(locale, beyond))));
    said
}

/// The same beside what held before, where that was something else.
pub fn changed(locale: Locale, before: Option<&Values>, values: &Values) -> Vec<(String, String)> {
    let before: HashMap<String, String> = before.into_iter().flat_map(|before| said(locale, before)).collect();
    let beside = |(label, to): (String, String)| {
        let was = before.get(&label).filter(|from| **from != to);
        let words =
            was.map(|from| text(locale, "fund-before", &[("to", to.as_str().into()), ("from", from.as_str().into())]));
        (label, words.unwrap_or(to))
    };
    said(locale, values).into_iter().map(beside).collect()
}

fn beyond_words(locale: Locale, beyond: BeyondLimits) -> String {
    match beyond {
        BeyondLimits::Stop => text(locale, "fund-beyond-stop", &[]),
        BeyondLimits::Warn => text(locale, "fund-beyond-warn", &[]),
    }
}

/// The fields of a form in which other values are typed.
pub fn fields(form: &Form<'_>) -> Vec<Field> {
    FIELDS.iter().map(|(name, key)| form.field(name, Kind::Digits, key)).collect()
}

/// The choices beside them.
pub fn selects(form: &Form<'_>) -> Vec<Select> {
    let locale = form.locale;
    let keep = || (String::new(), text(locale, "fund-keep", &[]));
    let levels = Level::ALL.iter().map(|level| (level.to_string(), words::level(locale, *level)));
    let beyond = BeyondLimits::ALL.iter().map(|beyond| (beyond.code().to_owned(), beyond_words(locale, *beyond)));
    vec![
        form.select("german_at_least", "fund-german", std::iter::once(keep()).chain(levels).collect()),
        form.select("beyond_limits", "fund-beyond", std::iter::once(keep()).chain(beyond).collect()),
    ]
}

/// What was typed; what is left empty stays as it is.
pub fn typed(locale: Locale, said: &Fields, faults: &mut Faults) -> Values {
    let mut cents = |name: &'static str| said.some(name).and_then(|typed| faults.take(name, typed::euros(typed)));
    let cents_per_hour = cents("cents_per_hour");
    let cents_per_assignment = cents("cents_per_assignment");
    let coordination_cents_per_year = cents("coordination_cents_per_year");
    let budget_cents_per_year = cents("budget_cents_per_year");
    let mut number = |name: &'static str, most: u32| {
        said.some(name).and_then(|typed| faults.take(name, typed::in_range::<u32>(typed, 0, most)))
    };
    let mut values = Values {
        hours_per_year: number("hours_per_year", 8_784),
        hours_per_year_coordinating: number("hours_per_year_coordinating", 8_784),
        hours_per_week: number("hours_per_week", 168),
        hours_per_week_coordinating: number("hours_per_week_coordinating", 168),
        assignments_per_client_and_year: number("assignments_per_client_and_year", 1_000),
        pool_people: number("pool_people", 1_000),
        pool_languages: number("pool_languages", 1_000),
        coordination_from_lotsen: number("coordination_from_lotsen", 1_000),
        coordination_cents_per_year,
        budget_cents_per_year,
        ..Values::default()
    };
    let mut rate = |name: &'static str, cents: Option<u64>| {
        let too_great = || FieldKind::TooGreat { max: "1000".to_owned() };
        let small = |cents: u64| u32::try_from(cents).ok().filter(|cents| *cents <= 100_000).ok_or_else(too_great);
        cents.and_then(|cents| faults.take(name, small(cents)))
    };
    values.cents_per_hour = rate("cents_per_hour", cents_per_hour);
    values.cents_per_assignment = rate("cents_per_assignment", cents_per_assignment);
    values.german_at_least = said.some("german_at_least").and_then(|level| level.parse().ok());
    values.accompaniment_required = required::typed(locale, said, Service::Accompaniment, faults);
    values.interpreting_required = required::typed(locale, said, Service::Interpreting, faults);
    values.beyond_limits = said.some("beyond_limits").and_then(|beyond| beyond.parse().ok());
    values
}
