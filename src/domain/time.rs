//! Civil time in one zone. People speak of local dates and clocks; overlap and travel need instants.
//!
//! The product works in Europe/Berlin ([`ZONE`]). Instants are counted in whole minutes since 1970-01-01T00:00Z
//! ([`Minute`]): that is what the matching computes with. Summer time is handled here and nowhere else: a local time that
//! the clocks skip is refused, one that comes twice means the first.

use chrono::{DateTime, Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The zone in which every local date and time of the product is meant.
pub const ZONE: Tz = chrono_tz::Europe::Berlin;

/// Whole minutes since 1970-01-01T00:00Z.
pub type Minute = i64;

/// Why a local time names no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// The clocks are put forward over it (the last Sunday of March, 2 to 3 o'clock).
    #[error("{0} does not exist: the clocks are put forward over it")]
    Skipped(NaiveDateTime),
    /// Seconds where whole minutes are expected.
    #[error("{0} has seconds; whole minutes are expected")]
    Seconds(NaiveDateTime),
    /// So far away that it is a typing error, and that arithmetic around it would leave the calendar.
    #[error("{0} lies outside the years 1900 to 2999")]
    Year(NaiveDateTime),
}

/// The years in which the product works.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// The years in which the zone can be asked; at the ends of the calendar its arithmetic overflows.
const ZONED: std::ops::RangeInclusive<i32> = 0..=9999;

/// The instant of a local time; the first of the two where the clocks are put back over it.
///
/// # Errors
/// A local time that does not exist, has seconds, or lies outside the years 1900 to 2999.
pub fn minute_of(local: NaiveDateTime) -> Result<Minute, TimeError> {
    if !YEARS.contains(&local.year()) {
        return Err(TimeError::Year(local));
    }
    if local.second() != 0 || local.nanosecond() != 0 {
        return Err(TimeError::Seconds(local));
    }
    in_zone(local).ok_or(TimeError::Skipped(local))
}

/// `None` where the clocks skip it. Panics at the very ends of the calendar, which is why callers look at the year.
fn in_zone(local: NaiveDateTime) -> Option<Minute> {
    match ZONE.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.timestamp().div_euclid(60)),
        LocalResult::None => None,
    }
}

/// The instant of a bound in local time; in a skipped hour, the instant at which it ends.
///
/// # Errors
/// Only [`TimeError::Seconds`] and [`TimeError::Year`].
pub fn bound_of(local: NaiveDateTime) -> Result<Minute, TimeError> {
    match minute_of(local) {
        Err(TimeError::Skipped(_)) => Ok(after_gap(local)),
        minute => minute,
    }
}

fn after_gap(mut local: NaiveDateTime) -> Minute {
    loop {
        match in_zone(local) {
            // No zone skips more than a day, so this ends.
            None => local += Duration::minutes(1),
            Some(minute) => return minute,
        }
    }
}

/// The instant of minute `of_day` (0..=1440) on the local `date`; in a skipped hour, the instant at which it ends.
///
/// Window bounds use this: a window "2:30 to 9:00" on the day of the change begins at 3:00. Any date has its minutes: beyond
/// the years 0 to 9999 those of Greenwich.
pub fn minute_on(date: NaiveDate, of_day: u16) -> Minute {
    let midnight = date.and_time(NaiveTime::MIN);
    if ZONED.contains(&date.year()) {
        after_gap(midnight + Duration::minutes(i64::from(of_day)))
    } else {
        midnight.and_utc().timestamp().div_euclid(60) + Minute::from(of_day)
    }
}

/// A local date whose midnight is looked up once: on all but the days when the clocks change, the rest is adding up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    date: NaiveDate,
    midnight: Minute,
    is_even: bool,
}

impl Day {
    /// Looks a date up.
    pub fn of(date: NaiveDate) -> Self {
        let midnight = minute_on(date, 0);
        // Noon is asked too, so that two changes within a day could not hide each other.
        let is_even = [720, 1440].into_iter().all(|of_day| minute_on(date, of_day) - midnight == Minute::from(of_day));
        Self { date, midnight, is_even }
    }

    /// The date.
    pub const fn date(self) -> NaiveDate {
        self.date
    }

    /// The same as [`minute_on`].
    pub fn minute(self, of_day: u16) -> Minute {
        if self.is_even { self.midnight + Minute::from(of_day) } else { minute_on(self.date, of_day) }
    }

    /// The local date of an instant that is not before this day's midnight.
    pub fn date_of(self, minute: Minute) -> NaiveDate {
        let is_within = self.is_even && (self.midnight..self.midnight + 1440).contains(&minute);
        if is_within { self.date } else { local(minute).date() }
    }
}

/// The local date and time of an instant; beyond the years 0 to 9999 that of Greenwich.
pub fn local(minute: Minute) -> NaiveDateTime {
    let instant = DateTime::<Utc>::from_timestamp(minute.saturating_mul(60), 0).unwrap_or_default();
    if ZONED.contains(&instant.year()) { instant.with_timezone(&ZONE).naive_local() } else { instant.naive_utc() }
}

/// An ISO 8601 week of a local date: the week in which weekly hours and loads are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Week {
    /// The ISO year, which differs from the calendar year around New Year.
    pub year: i32,
    /// 1..=53.
    pub number: u32,
}

impl Week {
    /// The week in which `date` lies.
    pub fn of(date: NaiveDate) -> Self {
        let week = date.iso_week();
        Self { year: week.year(), number: week.week() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn winter_and_summer_differ_by_an_hour() {
        let winter = minute_of(at("2026-03-28 12:00")).unwrap();
        let summer = minute_of(at("2026-03-29 12:00")).unwrap();
        assert_eq!(summer - winter, 23 * 60);
        assert_eq!(local(summer), at("2026-03-29 12:00"));
    }

    #[test]
    fn skipped_and_doubled_hours() {
        assert_eq!(minute_of(at("2026-03-29 02:30")), Err(TimeError::Skipped(at("2026-03-29 02:30"))));
        assert_eq!(minute_on(at("2026-03-29 00:00").date(), 150), minute_of(at("2026-03-29 03:00")).unwrap());
        let first = minute_of(at("2026-10-25 02:30")).unwrap();
        assert_eq!(minute_of(at("2026-10-25 03:00")).unwrap() - first, 90);
    }

    #[test]
    fn only_the_years_of_the_living_are_taken() {
        let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_time(NaiveTime::MIN);
        let last_minute = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap().and_hms_opt(23, 59, 0).unwrap();
        for (local, is_taken) in [
            (new_year(1900), true),
            (last_minute(2999), true),
            (last_minute(1899), false),
            (new_year(3000), false),
            (new_year(-262_143), false),
            (last_minute(262_142), false),
        ] {
            assert_eq!(minute_of(local).is_ok(), is_taken, "{local}");
            assert_eq!(bound_of(local).is_ok(), is_taken, "{local}");
            if !is_taken {
                assert_eq!(minute_of(local), Err(TimeError::Year(local)));
            }
        }
    }

    #[test]
    fn every_day_of_the_calendar_has_its_minutes() {
        for date in [NaiveDate::MIN, NaiveDate::MAX, at("1899-12-31 00:00").date(), at("2999-12-31 00:00").date()] {
            assert_eq!(minute_on(date, 1440) - minute_on(date, 0), 1440, "{date}");
            assert_eq!(local(minute_on(date, 90)), date.and_hms_opt(1, 30, 0).unwrap());
        }
    }

    #[test]
    fn a_day_that_was_looked_up_has_the_same_minutes() {
        let dates = at("1900-01-01 00:00").date().iter_days().take_while(|date| date.year() < 2101);
        for date in dates {
            let day = Day::of(date);
            for of_day in (0..=1440).step_by(120) {
                assert_eq!(day.minute(of_day), minute_on(date, of_day), "{date} {of_day}");
            }
            for later in [0, 1379, 1439, 1440, 1500] {
                assert_eq!(day.date_of(day.minute(0) + later), local(day.minute(0) + later).date(), "{date} {later}");
            }
        }
    }

    #[test]
    fn weeks_around_new_year() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(Week::of(date(2026, 12, 31)), Week { year: 2026, number: 53 });
        assert_eq!(Week::of(date(2027, 1, 3)), Week { year: 2026, number: 53 });
        assert_eq!(Week::of(date(2027, 1, 4)), Week { year: 2027, number: 1 });
    }
}
