//! Numbers with and without a unit: `3,5`, `6 Std.`, `20 km`, `1,5 Std.`, `90`, `1 h 30`, `90 Min.`

use chrono::Timelike;

use super::scan::Cursor;
use crate::app::import::fault::{FaultKind, Parsed};
use crate::domain::request::LONGEST_SITTING;
use crate::tables::{Cell, fold};

/// Shortest appointment that is taken for one; less is a mistaken unit ("2" for two hours).
const SHORTEST_SITTING: u32 = 5;
/// Hours in a week.
const LONGEST_WEEK: u32 = 7 * 24;
/// Farther than anybody travels for an appointment; more is a mistake.
const LARGEST_RADIUS: u32 = 500;
/// More Lotsen at one appointment are a mistake.
const MOST_LOTSEN: u32 = 50;

const HOURS: [&str; 10] = ["h", "std", "stunde", "stunden", "stdn", "hour", "hours", "hr", "hrs", "zeitstunden"];
const MINUTES: [&str; 6] = ["min", "mins", "minute", "minuten", "minutes", "m"];
const KILOMETRES: [&str; 5] = ["km", "kilometer", "kilometre", "kilometers", "kilometres"];
/// Words around a number that do not change it.
const FILLERS: [&str; 18] = [
    "ca",
    "circa",
    "etwa",
    "ungefaehr",
    "max",
    "maximal",
    "bis",
    "zu",
    "about",
    "upto",
    "to",
    "pro",
    "je",
    "woche",
    "week",
    "per",
    "a",
    "woechentlich",
];
const SPELT: [(&str, f64); 8] = [
    ("halbe", 0.5),
    ("eine", 1.0),
    ("ein", 1.0),
    ("one", 1.0),
    ("anderthalb", 1.5),
    ("eineinhalb", 1.5),
    ("zwei", 2.0),
    ("two", 2.0),
];

/// What a number without a unit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app::import) enum TimeUnit {
    Minutes,
    Hours,
}

impl TimeUnit {
    /// The unit that a heading names ("Dauer (Std.)"), or the usual one.
    pub(in crate::app::import) fn of_heading(title: &str, usual: Self) -> Self {
        let mut cursor = Cursor::new(title);
        while !cursor.is_done() {
            if cursor.take_word(&HOURS) {
                return Self::Hours;
            }
            if cursor.take_word(&MINUTES) {
                return Self::Minutes;
            }
            cursor.skip(1);
        }
        usual
    }

    fn minutes(self, count: f64) -> f64 {
        match self {
            Self::Minutes => count,
            Self::Hours => count * 60.0,
        }
    }
}

/// How long an appointment takes, in minutes.
pub(in crate::app::import) fn duration(cell: &Cell, unit: TimeUnit) -> Parsed<u32> {
    let minutes = minutes_in(cell, unit).ok_or(FaultKind::UnreadableDuration)?;
    within(minutes, SHORTEST_SITTING, LONGEST_SITTING, "min")
}

/// How much time somebody gives in a week, in minutes.
pub(in crate::app::import) fn weekly_load(cell: &Cell, unit: TimeUnit) -> Parsed<u32> {
    let minutes = minutes_in(cell, unit).ok_or(FaultKind::UnreadableNumber)?;
    if minutes > f64::from(LONGEST_WEEK) * 60.0 {
        return Err(FaultKind::OutOfRange { min: 0, max: LONGEST_WEEK, unit: "h" }.into());
    }
    within(minutes, 0, LONGEST_WEEK * 60, "min")
}

/// A radius in whole kilometres; a fraction counts as the next one.
pub(in crate::app::import) fn radius_km(cell: &Cell) -> Parsed<u16> {
    let km = with_unit(cell, &KILOMETRES).ok_or(FaultKind::UnreadableNumber)?;
    let km = within(km.ceil(), 0, LARGEST_RADIUS, "km")?;
    Ok(u16::try_from(km).unwrap_or(u16::MAX))
}

/// How many Lotsen a request needs.
pub(in crate::app::import) fn lotsen_needed(cell: &Cell) -> Parsed<u16> {
    let count = whole(cell, 1, MOST_LOTSEN)?;
    Ok(u16::try_from(count).unwrap_or(u16::MAX))
}

/// A count per week.
pub(in crate::app::import) fn per_week(cell: &Cell) -> Parsed<u32> {
    whole(cell, 0, 100)
}

fn whole(cell: &Cell, min: u32, max: u32) -> Parsed<u32> {
    let number = with_unit(cell, &[]).filter(|number| number.fract() == 0.0);
    within(number.ok_or(FaultKind::UnreadableNumber)?, min, max, "")
}

fn within(number: f64, min: u32, max: u32, unit: &'static str) -> Parsed<u32> {
    let rounded = number.round();
    if rounded < f64::from(min) || rounded > f64::from(max) {
        return Err(FaultKind::OutOfRange { min, max, unit }.into());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to lie between two u32, and rounded"
    )]
    Ok(rounded as u32)
}

/// A number that one of these units may follow.
fn with_unit(cell: &Cell, units: &[&str]) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => {
            let mut cursor = Cursor::new(text);
            skip_fillers(&mut cursor);
            let number = take_decimal(&mut cursor)?;
            cursor.take_word(units);
            skip_fillers(&mut cursor);
            cursor.is_done().then_some(number)
        }
        _ => None,
    }
}

/// A length of time in minutes.
fn minutes_in(cell: &Cell, unit: TimeUnit) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(unit.minutes(*number)),
        // "1:30" in a cell formatted as a time is an hour and a half.
        Cell::Time(time) => Some(f64::from(time.num_seconds_from_midnight()) / 60.0),
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53, so exact")]
        Cell::Span(span) => Some(span.num_minutes() as f64),
        Cell::Text(text) => minutes_in_text(text, unit),
        _ => None,
    }
}

fn minutes_in_text(text: &str, unit: TimeUnit) -> Option<f64> {
    let mut cursor = Cursor::new(text);
    skip_fillers(&mut cursor);
    if let (Some(hours), Some(':'), Some(minutes)) =
        (cursor.number_ahead(0), cursor.mark_ahead(1), cursor.number_ahead(2))
    {
        let (hours, minutes): (f64, f64) = (hours.parse().ok()?, minutes.parse().ok()?);
        cursor.skip(3);
        cursor.take_word(&HOURS);
        skip_fillers(&mut cursor);
        return (cursor.is_done() && minutes < 60.0).then_some(hours * 60.0 + minutes);
    }
    let first = take_decimal(&mut cursor)?;
    let mut total = if cursor.take_word(&HOURS) {
        TimeUnit::Hours.minutes(first)
    } else if cursor.take_word(&MINUTES) {
        first
    } else {
        skip_fillers(&mut cursor);
        return cursor.is_done().then(|| unit.minutes(first));
    };
    // "1 h 30", "1 Std. 30 Min.", "1 Stunde und 30 Minuten"
    cursor.take_mark(&['.']);
    cursor.take_word(&["und", "and"]);
    if let Some(minutes) = cursor.number_ahead(0).and_then(|digits| digits.parse::<f64>().ok()) {
        cursor.skip(1);
        cursor.take_word(&MINUTES);
        total += minutes;
    }
    skip_fillers(&mut cursor);
    cursor.is_done().then_some(total)
}

fn skip_fillers(cursor: &mut Cursor<'_>) {
    while cursor.take_word(&FILLERS) || cursor.take_mark(&['.', '/', '~', '<', '≤']) {}
}

/// A decimal number with comma or point, a half written as `½`, or one spelt out.
fn take_decimal(cursor: &mut Cursor<'_>) -> Option<f64> {
    if let Some((_, value)) = cursor.word_ahead(0).and_then(|word| spelt(&word)) {
        cursor.skip(1);
        return Some(value);
    }
    if cursor.take_mark(&['½']) {
        return Some(0.5);
    }
    let start = cursor.position();
    cursor.number_ahead(0)?;
    cursor.skip(1);
    if cursor.mark_ahead(0).is_some_and(|mark| [',', '.'].contains(&mark)) && cursor.number_ahead(1).is_some() {
        cursor.skip(2);
    }
    let number: f64 = cursor.typed_since(start).replace(',', ".").parse().ok()?;
    let half = if cursor.take_mark(&['½']) { 0.5 } else { 0.0 };
    Some(number + half)
}

fn spelt(word: &str) -> Option<(&'static str, f64)> {
    SPELT.into_iter().find(|(name, _)| *name == fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_written() {
        let cases = [
            ("90", 90),
            ("90 Min.", 90),
            ("90min", 90),
            ("1,5 Std.", 90),
            ("1.5 h", 90),
            ("1 h 30", 90),
            ("1h30min", 90),
            ("1 Std. 30 Min.", 90),
            ("1 Stunde und 30 Minuten", 90),
            ("1:30", 90),
            ("01:30 h", 90),
            ("1½ Std.", 90),
            ("½ Stunde", 30),
            ("halbe Stunde", 30),
            ("anderthalb Stunden", 90),
            ("ca. 2 Std.", 120),
            ("2 hours", 120),
        ];
        for (text, minutes) in cases {
            assert_eq!(duration(&Cell::text(text), TimeUnit::Minutes), Ok(minutes), "{text}");
        }
        assert_eq!(duration(&Cell::Number(1.5), TimeUnit::Hours), Ok(90));
        assert_eq!(duration(&Cell::Number(45.0), TimeUnit::Minutes), Ok(45));
        let time = chrono::NaiveTime::from_hms_opt(1, 30, 0).unwrap();
        assert_eq!(duration(&Cell::Time(time), TimeUnit::Minutes), Ok(90));
        assert_eq!(duration(&Cell::Span(chrono::TimeDelta::minutes(90)), TimeUnit::Minutes), Ok(90));
    }

    #[test]
    fn what_is_no_duration_is_told() {
        for text in ["lang", "1-2 Std.", "2 Tage", "90 Min. plus Fahrt", "1:75", "km"] {
            let refusal = duration(&Cell::text(text), TimeUnit::Minutes);
            assert_eq!(refusal, Err(FaultKind::UnreadableDuration.into()), "{text}");
        }
        for text in ["2", "0", "25 Std.", "99999999999999999999"] {
            let refusal = duration(&Cell::text(text), TimeUnit::Minutes);
            let expected = FaultKind::OutOfRange { min: 5, max: 1440, unit: "min" };
            assert_eq!(refusal, Err(expected.into()), "{text}");
        }
    }

    #[test]
    fn weekly_hours() {
        let cases = [("3,5", 210), ("6 Std.", 360), ("2", 120), ("max. 4 Std./Woche", 240), ("90 Min.", 90)];
        for (text, minutes) in cases {
            assert_eq!(weekly_load(&Cell::text(text), TimeUnit::Hours), Ok(minutes), "{text}");
        }
        assert_eq!(weekly_load(&Cell::Number(3.5), TimeUnit::Hours), Ok(210));
        let too_much = FaultKind::OutOfRange { min: 0, max: 168, unit: "h" };
        assert_eq!(weekly_load(&Cell::text("200"), TimeUnit::Hours), Err(too_much.into()));
        assert_eq!(weekly_load(&Cell::text("viel"), TimeUnit::Hours), Err(FaultKind::UnreadableNumber.into()));
    }

    #[test]
    fn radii_and_counts() {
        for (text, km) in [("20 km", 20), ("20km", 20), ("15", 15), ("bis zu 30 km", 30), ("12,5", 13), ("0", 0)] {
            assert_eq!(radius_km(&Cell::text(text)), Ok(km), "{text}");
        }
        assert_eq!(radius_km(&Cell::Number(25.0)), Ok(25));
        assert_eq!(radius_km(&Cell::text("ganz Hessen")), Err(FaultKind::UnreadableNumber.into()));
        let too_far = FaultKind::OutOfRange { min: 0, max: 500, unit: "km" };
        assert_eq!(radius_km(&Cell::text("5000")), Err(too_far.into()));
        assert_eq!(radius_km(&Cell::Number(-5.0)), radius_km(&Cell::text("5000")));
        assert_eq!(lotsen_needed(&Cell::text("2")), Ok(2));
        assert_eq!(lotsen_needed(&Cell::Number(1.5)), Err(FaultKind::UnreadableNumber.into()));
        assert!(lotsen_needed(&Cell::Number(0.0)).is_err());
    }

    #[test]
    fn the_heading_may_name_the_unit() {
        let unit = |title| TimeUnit::of_heading(title, TimeUnit::Minutes);
        assert_eq!(unit("Dauer (Std.)"), TimeUnit::Hours);
        assert_eq!(unit("Dauer (Min.)"), TimeUnit::Minutes);
        assert_eq!(unit("Dauer"), TimeUnit::Minutes);
    }
}
