//! When somebody can be asked in a week: as it is typed ("9–12, 14:30–18"), as text, and as a grid of hours. Typing keeps every minute;
//! the grid is only another look at it.

use chrono::{NaiveTime, Weekday};

use crate::domain::availability::{Availability, DAY, WeeklyWindow};
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, dates, text};

/// The days in their order, with the names of their fields.
pub const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

/// Hours that a grid always has: those of offices and surgeries.
const FIRST: u16 = 8;
const LAST: u16 = 18;

/// A day's times as they would have been typed.
pub fn typed(availability: &Availability, day: Weekday) -> String {
    let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    let times = availability.on(day).map(|window| format!("{}–{}", clock(window.from()), clock(window.to())));
    times.collect::<Vec<_>>().join(", ")
}

/// Reads a day's times; nothing typed is no time.
///
/// # Errors
/// What cannot be read, with how to write it.
pub fn read(locale: Locale, day: Weekday, typed: &str) -> Result<Vec<WeeklyWindow>, FieldKind> {
    let unreadable = || FieldKind::Cell { code: "weekly_times", detail: text(locale, "lotse-week-unreadable", &[]) };
    let plain = ["–", "—", "−", "bis", "to"].iter().fold(typed.to_lowercase(), |said, dash| said.replace(dash, "-"));
    let plain = ["uhr", " "].iter().fold(plain, |said, word| said.replace(word, ""));
    let plain = [";", "und", "and", "+"].iter().fold(plain, |said, between| said.replace(between, ","));
    let spans = plain.split(',').filter(|span| !span.is_empty());
    spans
        .map(|span| {
            let (from, to) = span.split_once('-').ok_or_else(unreadable)?;
            let (from, to) = minute(from).zip(minute(to)).ok_or_else(unreadable)?;
            WeeklyWindow::new(day, from, to).map_err(FieldKind::from)
        })
        .collect()
}

/// "9", "9:30" or "9.30" as the minute of the day.
fn minute(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once([':', '.']).unwrap_or((clock, "0"));
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hours) || !is_number(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= DAY).then_some(minute)
}

/// A week to look at.
pub struct Grid {
    /// The hours at the head, as they begin.
    pub hours: Vec<u16>,
    /// The days.
    pub days: Vec<DayRow>,
}

/// A day of it.
pub struct DayRow {
    /// Its name.
    pub name: String,
    /// Its times in words.
    pub words: String,
    /// Each hour.
    pub cells: Vec<Cell>,
}

/// An hour of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// All of it.
    Free,
    /// Some of it.
    Partly,
    /// None of it.
    Taken,
}

impl Cell {
    /// The class of its looks.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Partly => "partly",
            Self::Taken => "taken",
        }
    }

    /// The key of its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Free => "lotse-week-free",
            Self::Partly => "lotse-week-partly",
            Self::Taken => "lotse-week-taken",
        }
    }
}

/// The week of a Lotse.
pub fn grid(locale: Locale, availability: &Availability) -> Grid {
    let windows = availability.windows();
    let first = windows.iter().map(|window| window.from() / 60).min().unwrap_or(FIRST).min(FIRST);
    let last = windows.iter().map(|window| window.to().div_ceil(60)).max().unwrap_or(LAST).max(LAST);
    let hours: Vec<u16> = (first..last).collect();
    let days = DAYS.map(|(day, _)| DayRow {
        name: dates::weekday(locale, day),
        words: said(locale, availability, day),
        cells: hours.iter().map(|hour| cell(availability, day, *hour)).collect(),
    });
    Grid { hours, days: days.into() }
}

fn cell(availability: &Availability, day: Weekday, hour: u16) -> Cell {
    let (begin, end) = (hour * 60, (hour + 1) * 60);
    let shared = availability.on(day).map(|window| window.to().min(end).saturating_sub(window.from().max(begin)));
    match shared.sum() {
        0 => Cell::Taken,
        60.. => Cell::Free,
        _ => Cell::Partly,
    }
}

/// "9:00–12:00 Uhr und 14:30–18:00 Uhr".
fn said(locale: Locale, availability: &Availability, day: Weekday) -> String {
    let clock = |minute: u16| {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute % DAY) * 60, 0).unwrap_or(NaiveTime::MIN)
    };
    let spans = availability.on(day).map(|window| {
        if (window.from(), window.to()) == (0, DAY) {
            return text(locale, "lotse-week-all-day", &[]);
        }
        dates::clock_span(locale, clock(window.from()), clock(window.to()))
    });
    let spans: Vec<String> = spans.collect();
    if spans.is_empty() { text(locale, "lotse-week-never", &[]) } else { spans.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_to_the_minute() {
        for (written, kept) in [
            ("9-12", "9:00–12:00"),
            ("9.30 bis 12 Uhr und 14–17:45", "9:30–12:00, 14:00–17:45"),
            ("14:00–18:00; 18:00–24:00", "14:00–24:00"),
            ("", ""),
        ] {
            let windows = read(Locale::De, Weekday::Tue, written).unwrap();
            let availability = Availability::from(windows);
            assert_eq!(typed(&availability, Weekday::Tue), kept, "{written}");
            assert_eq!(read(Locale::De, Weekday::Tue, kept).map(Availability::from), Ok(availability));
        }
        for other in ["vormittags", "9", "12-9", "9-25", "9:75-10", "9--12"] {
            assert!(read(Locale::De, Weekday::Tue, other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_grid_tells_a_part_of_an_hour_from_a_whole_one() {
        let availability = Availability::from(read(Locale::De, Weekday::Mon, "6:30-9, 9-10:15").unwrap());
        let grid = grid(Locale::De, &availability);
        assert_eq!((grid.hours.first(), grid.hours.last()), (Some(&6), Some(&17)));
        assert_eq!(grid.days[0].cells[..5], [Cell::Partly, Cell::Free, Cell::Free, Cell::Free, Cell::Partly]);
        assert!(grid.days[1].cells.iter().all(|cell| *cell == Cell::Taken));
    }
}
