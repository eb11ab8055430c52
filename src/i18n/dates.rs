//! Dates and times as people say them, from local civil time.
//!
//! Words and order come from the catalogue (`date.ftl`); here is only which words a moment needs. Zones are the domain's
//! business: what arrives here is already local.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::{Locale, text};
use crate::domain::month::Month;

/// "Do., 3. Dez. 2026" / "Thu, 3 Dec 2026".
pub fn date(locale: Locale, date: NaiveDate) -> String {
    let (weekday, _) = weekday_keys(date.weekday());
    let (month, _) = month_keys(date.month0());
    dated(locale, date, weekday, month)
}

/// Without the year, where it is plain which one is meant: "Do., 3. Dez." / "Thu, 3 Dec".
pub fn day(locale: Locale, date: NaiveDate) -> String {
    let (weekday, _) = weekday_keys(date.weekday());
    let (month, _) = month_keys(date.month0());
    text(
        locale,
        "date-day",
        &[
            ("weekday", text(locale, weekday, &[]).into()),
            ("day", date.day().into()),
            ("month", text(locale, month, &[]).into()),
        ],
    )
}

/// "Donnerstag, 3. Dezember 2026" / "Thursday, 3 December 2026".
pub fn date_long(locale: Locale, date: NaiveDate) -> String {
    let (_, weekday) = weekday_keys(date.weekday());
    let (_, month) = month_keys(date.month0());
    dated(locale, date, weekday, month)
}

/// "Oktober 2026" / "October 2026".
pub fn month(locale: Locale, month: Month) -> String {
    let (_, full) = month_keys(month.first().month0());
    format!("{} {}", text(locale, full, &[]), month.year())
}

/// "Donnerstag" / "Thursday".
pub fn weekday(locale: Locale, weekday: Weekday) -> String {
    let (_, full) = weekday_keys(weekday);
    text(locale, full, &[])
}

/// "Do" / "Thu".
pub fn weekday_short(locale: Locale, weekday: Weekday) -> String {
    let (short, _) = weekday_keys(weekday);
    text(locale, short, &[])
}

/// "Dez. 2026" / "Dec 2026".
pub fn month_short(locale: Locale, month: Month) -> String {
    let (short, _) = month_keys(month.first().month0());
    format!("{} {}", text(locale, short, &[]), month.year())
}

/// "9:30 Uhr" / "9:30".
pub fn clock(locale: Locale, time: NaiveTime) -> String {
    text(locale, "date-clock", &[("time", digits(time).into())])
}

/// "9:30–10:30 Uhr" / "9:30–10:30".
pub fn clock_span(locale: Locale, start: NaiveTime, end: NaiveTime) -> String {
    text(locale, "date-clock-span", &[("start", digits(start).into()), ("end", digits(end).into())])
}

/// A moment: "Di., 1. Dez. 2026, 12:00 Uhr" / "Tue, 1 Dec 2026, 12:00".
pub fn moment(locale: Locale, at: NaiveDateTime) -> String {
    joined(locale, date(locale, at.date()), clock(locale, at.time()))
}

/// A span: "Do., 3. Dez. 2026, 9:30–10:30 Uhr"; over midnight both ends are said in full.
pub fn span(locale: Locale, start: NaiveDateTime, end: NaiveDateTime) -> String {
    if start.date() == end.date() {
        joined(locale, date(locale, start.date()), clock_span(locale, start.time(), end.time()))
    } else {
        let (start, end) = (moment(locale, start), moment(locale, end));
        text(locale, "date-span-over-days", &[("start", start.into()), ("end", end.into())])
    }
}

fn dated(locale: Locale, date: NaiveDate, weekday: &str, month: &str) -> String {
    text(
        locale,
        "date-date",
        &[
            ("weekday", text(locale, weekday, &[]).into()),
            ("day", date.day().into()),
            ("month", text(locale, month, &[]).into()),
            // As a string: a year is not a quantity and takes no separator.
            ("year", date.year().to_string().into()),
        ],
    )
}

fn joined(locale: Locale, date: String, time: String) -> String {
    text(locale, "date-date-time", &[("date", date.into()), ("time", time.into())])
}

fn digits(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// The keys of the short and the full name.
const fn weekday_keys(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Mon => ("date-mon", "date-monday"),
        Weekday::Tue => ("date-tue", "date-tuesday"),
        Weekday::Wed => ("date-wed", "date-wednesday"),
        Weekday::Thu => ("date-thu", "date-thursday"),
        Weekday::Fri => ("date-fri", "date-friday"),
        Weekday::Sat => ("date-sat", "date-saturday"),
        Weekday::Sun => ("date-sun", "date-sunday"),
    }
}

/// The keys of the short and the full name; months are counted from 0, and chrono gives none beyond 11.
const fn month_keys(month0: u32) -> (&'static str, &'static str) {
    match month0 {
        0 => ("date-jan", "date-january"),
        1 => ("date-feb", "date-february"),
        2 => ("date-mar", "date-march"),
        3 => ("date-apr", "date-april"),
        4 => ("date-may-short", "date-may"),
        5 => ("date-jun", "date-june"),
        6 => ("date-jul", "date-july"),
        7 => ("date-aug", "date-august"),
        8 => ("date-sep", "date-september"),
        9 => ("date-oct", "date-october"),
        10 => ("date-nov", "date-november"),
        _ => ("date-dec", "date-december"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// Spaces that do not break are written as ordinary ones in the tables here.
    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn spans_as_people_say_them() {
        for (start, end, de, en) in [
            (
                "2026-12-03 09:30",
                "2026-12-03 10:30",
                "Do., 3. Dez. 2026, 9:30–10:30 Uhr",
                "Thu, 3 Dec 2026, 9:30–10:30",
            ),
            ("2027-05-01 00:05", "2027-05-01 23:00", "Sa., 1. Mai 2027, 0:05–23:00 Uhr", "Sat, 1 May 2027, 0:05–23:00"),
            (
                "2026-12-31 22:00",
                "2027-01-01 00:30",
                "Do., 31. Dez. 2026, 22:00 Uhr bis Fr., 1. Jan. 2027, 0:30 Uhr",
                "Thu, 31 Dec 2026, 22:00 to Fri, 1 Jan 2027, 0:30",
            ),
        ] {
            assert_eq!(plain(span(Locale::De, at(start), at(end))), de);
            assert_eq!(plain(span(Locale::En, at(start), at(end))), en);
        }
    }

    #[test]
    fn moments_and_long_dates() {
        assert_eq!(plain(moment(Locale::De, at("2026-12-01 12:00"))), "Di., 1. Dez. 2026, 12:00 Uhr");
        assert_eq!(plain(moment(Locale::En, at("2026-12-01 12:00"))), "Tue, 1 Dec 2026, 12:00");
        let day = at("2026-12-03 00:00").date();
        assert_eq!(plain(super::day(Locale::De, day)), "Do., 3. Dez.");
        assert_eq!(plain(super::day(Locale::En, day)), "Thu, 3 Dec");
        assert_eq!(plain(date_long(Locale::De, day)), "Donnerstag, 3. Dezember 2026");
        assert_eq!(plain(date_long(Locale::En, day)), "Thursday, 3 December 2026");
    }

    #[test]
    fn every_month_and_weekday_has_its_name() {
        let mut months = std::collections::BTreeSet::new();
        let mut weekdays = std::collections::BTreeSet::new();
        for locale in Locale::ALL {
            for day in at("2026-01-01 00:00").date().iter_days().take(365) {
                let said = date_long(locale, day);
                let words: Vec<_> = said.split([' ', '\u{a0}']).collect();
                weekdays.insert(words[0].to_owned());
                months.insert(words[2].to_owned());
            }
        }
        // April, August, September and November are the same word in both languages.
        assert_eq!((months.len(), weekdays.len()), (20, 14));
    }
}
