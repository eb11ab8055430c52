//! What people type into fields: days, numbers and places in the ways that they write them.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::app::Context;
use crate::domain::geo::Postcode;
use crate::domain::search::fold;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, text};

/// Places that are named where several have the same name.
const NAMESAKES: usize = 6;

/// Years that somebody may mean.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// A day as browsers send it; those without a field for days send what was typed.
///
/// # Errors
/// What is no day, or one that nobody means.
pub fn day(typed: &str) -> Result<NaiveDate, FieldKind> {
    let read = |form| NaiveDate::parse_from_str(typed, form).ok();
    let day = read("%Y-%m-%d").or_else(|| read("%d.%m.%Y"));
    day.filter(|day| YEARS.contains(&day.year())).ok_or(FieldKind::Time)
}

/// A whole number in a range.
///
/// # Errors
/// What is no number, or lies outside.
pub fn in_range<T: TryFrom<u32>>(typed: &str, least: u32, most: u32) -> Result<T, FieldKind> {
    let number: u32 = typed.parse().map_err(|_| FieldKind::Type { expected: "1, 2, 3 …".to_owned() })?;
    if number < least {
        return Err(FieldKind::TooSmall { min: least.to_string() });
    }
    if number > most {
        return Err(FieldKind::TooGreat { max: most.to_string() });
    }
    T::try_from(number).map_err(|_| FieldKind::TooGreat { max: most.to_string() })
}

/// An amount of euros as people write it: 5, 5,50, 1.234,50 or 1,234.50.
///
/// # Errors
/// What is no amount.
pub fn euros(typed: &str) -> Result<u64, FieldKind> {
    let fault = || FieldKind::Type { expected: "12,50".to_owned() };
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    // The last mark stands before the cents where one or two figures follow it; all others group thousands.
    let (whole, cents) = match plain.rsplit_once([',', '.']) {
        Some((whole, cents)) if (1..=2).contains(&cents.len()) => (whole, format!("{cents:0<2}")),
        _ => (plain.as_str(), "00".to_owned()),
    };
    let whole: String = whole.chars().filter(|c| !",.'".contains(*c)).collect();
    let is_figure = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_figure(&whole) || !is_figure(&cents) || whole.len() > 10 {
        return Err(fault());
    }
    format!("{whole}{cents}").parse().map_err(|_| fault())
}

/// A place by its postcode or, where only one has it, its name.
///
/// # Errors
/// A place that the area does not have, or has several times.
pub fn postcode(context: &Context, locale: Locale, typed: &str) -> Result<Postcode, FieldKind> {
    let gazetteer = context.area.gazetteer();
    let digits = typed.split_whitespace().next().unwrap_or_default();
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let postcode = Postcode::parse(digits).ok().filter(|postcode| gazetteer.place(*postcode).is_ok());
        return postcode.ok_or(FieldKind::UnknownPostcode);
    }
    let said = |detail| FieldKind::Cell { code: "place", detail };
    let name = fold(typed);
    let named: Vec<_> = gazetteer.places().iter().filter(|place| fold(&place.name) == name).collect();
    match named.as_slice() {
        [] => Err(said(text(locale, "request-place-unknown", &[]))),
        [only] => Ok(only.postcode),
        several => {
            let some = several.iter().take(NAMESAKES).map(|place| place.postcode.to_string());
            let some = some.collect::<Vec<_>>().join(", ");
            Err(said(text(locale, "request-place-several", &[("postcodes", some.into())])))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (typed, cents) in [
            ("5", 500),
            ("5,5", 550),
            ("5.50", 550),
            ("1.234,50 €", 123_450),
            ("1,234.50", 123_450),
            ("15.000", 1_500_000),
        ] {
            assert_eq!(euros(typed).ok(), Some(cents), "{typed}");
        }
        for junk in ["", "x", "-5", "5,x", ",", "12345678901"] {
            assert!(euros(junk).is_err(), "{junk}");
        }
    }

    #[test]
    fn days_are_those_that_somebody_means() {
        let third = NaiveDate::from_ymd_opt(2026, 12, 3);
        assert_eq!((day("2026-12-03").ok(), day("3.12.2026").ok()), (third, third));
        for none in ["", "tomorrow", "2026-02-30", "-262143-01-01", "+262142-12-31", "0001-01-01"] {
            assert_eq!(super::day(none), Err(FieldKind::Time), "{none}");
        }
    }
}
