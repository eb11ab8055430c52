//! Advice in sentences: what would be different, what it would bring, and how that is known.

use crate::app::advice::{Advised, Item, Newest, PartOfDay, Report};
use crate::domain::qualification::QualificationCode;
use crate::domain::region::RegionCode;
use crate::domain::time::ZONE;
use crate::i18n::{Value, dates, text};
use crate::web::lotsen::qualification;
use crate::web::page::Visit;

use super::drawings::number;

/// One piece of advice in words.
pub struct Said {
    /// What would be different.
    pub change: String,
    /// What it would bring.
    pub gain: String,
    /// How that is known.
    pub proof: Option<String>,
    /// What else is to be known.
    pub note: Option<String>,
}

/// All that is said of some advice.
pub struct Told {
    /// In order.
    pub items: Vec<Said>,
    /// From what it was computed, and when.
    pub basis: String,
}

impl Told {
    /// The first pieces, or all.
    pub fn of(visit: &Visit<'_>, newest: &Newest, most: usize) -> Option<Self> {
        let report = newest.report.as_ref()?;
        let items = report.items.iter().take(most).map(|item| said(visit, newest, report, item)).collect();
        Some(Self { items, basis: basis(visit, report) })
    }
}

fn basis(visit: &Visit<'_>, report: &Report) -> String {
    let at = report.computed_at.with_timezone(&ZONE).naive_local();
    let figure = |count: Option<u64>| {
        count.map_or_else(
            || visit.say("advice-fewer", &[("least", report.basis.least.into())]),
            |count| number(visit.locale, count),
        )
    };
    let told = visit.say(
        "advice-basis",
        &[
            ("when", dates::moment(visit.locale, at).into()),
            ("first", dates::date(visit.locale, report.first_day).into()),
            ("last", dates::date(visit.locale, report.last_day).into()),
            ("places", figure(report.basis.places).into()),
            ("served", figure(report.basis.served).into()),
        ],
    );
    match report.basis.untried {
        0 => told,
        count => format!("{told} {}", visit.say("advice-untried", &[("count", count.into())])),
    }
}

fn said(visit: &Visit<'_>, newest: &Newest, report: &Report, item: &Item) -> Said {
    let locale = visit.locale;
    let gain = match item.confirmed {
        Some(count) => {
            let key = if item.proven { "advice-gain" } else { "advice-gain-about" };
            visit.say(key, &[("count", count.into()), ("weeks", report.weeks().into())])
        }
        None => visit.say("advice-gain-few", &[("least", report.basis.least.into()), ("weeks", report.weeks().into())]),
    };
    let figure = |count: Option<u64>| {
        count.map_or_else(
            || text(locale, "advice-fewer", &[("least", report.basis.least.into())]),
            |count| number(locale, count),
        )
    };
    // Where the number is not told, neither is how it came about.
    let proof = item.confirmed.map(|_| {
        let facts = [("expected", figure(item.expected).into()), ("confirmed", figure(item.confirmed).into())];
        visit.say("advice-proof", &facts)
    });
    Said { change: change(visit, newest, &item.advised), gain, proof, note: note(visit, &item.advised) }
}

fn change(visit: &Visit<'_>, newest: &Newest, advised: &Advised) -> String {
    let name = |code: &RegionCode| -> Value<'static> {
        let region = visit.context.area.region(code);
        region.map_or_else(|| code.to_string(), |region| region.name.clone()).into()
    };
    let carrier = |id| -> Value<'static> {
        newest.carriers.get(id).cloned().unwrap_or_else(|| visit.text("advice-carrier-gone")).into()
    };
    match advised {
        Advised::Lotse { language, region, town, days, part, .. } => {
            let language = super::data::language(visit, *language);
            let part = part.map(|part| match part {
                PartOfDay::Mornings => visit.text("advice-mornings"),
                PartOfDay::Afternoons => visit.text("advice-afternoons"),
            });
            let times = match (days.as_slice(), part) {
                ([one, other], Some(part)) => Some((*one, *other, part)),
                _ => None,
            };
            let Some((one, other, part)) = times else {
                return visit.say("advice-lotse-region", &[("language", language.into()), ("region", name(region))]);
            };
            let short = |day| -> Value<'static> { dates::weekday_short(visit.locale, day).into() };
            let days = visit.say("advice-two-days", &[("one", short(one)), ("other", short(other))]);
            let (key, place) = match town {
                Some(town) => ("advice-lotse", ("town", town.clone().into())),
                None => ("advice-lotse-somewhere", ("region", name(region))),
            };
            visit.say(key, &[("language", language.into()), place, ("days", days.into()), ("part", part.into())])
        }
        Advised::Course { region, qualification } => {
            visit.say("advice-course", &[("course", named(visit, qualification).into()), ("region", name(region))])
        }
        Advised::Radius { region, kilometres } => {
            visit.say("advice-radius", &[("kilometres", (*kilometres).into()), ("region", name(region))])
        }
        Advised::Car { region } => visit.say("advice-car", &[("region", name(region))]),
        Advised::Phone { region } => visit.say("advice-phone", &[("region", name(region))]),
        Advised::Lending { from, to } => visit.say("advice-lending", &[("from", carrier(from)), ("to", carrier(to))]),
    }
}

fn note(visit: &Visit<'_>, advised: &Advised) -> Option<String> {
    let Advised::Lotse { qualifications, .. } = advised else { return None };
    let names: Vec<String> =
        qualifications.iter().map(|code| named(visit, code)).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| visit.say("advice-needs", &[("papers", names.join(", ").into())]))
}

/// A qualification by its name; that of German for interpreting is none, and is said apart.
fn named(visit: &Visit<'_>, code: &str) -> String {
    match QualificationCode::parse(code) {
        Ok(_) if code == "german_for_interpreting" => visit.text("advice-german"),
        Ok(code) => qualification(visit.locale, &code),
        Err(_) => code.to_owned(),
    }
}
