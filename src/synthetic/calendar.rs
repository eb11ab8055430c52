//! Days and instants around the first Monday. No clock is read: "now" is the weekend before it.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};

use super::SyntheticError;
use crate::domain::time;

/// How far back anything lies: nearly nine years.
const PAST: i64 = 3_200;
/// How far ahead anything lies: certificates count for up to five years.
const FUTURE: i64 = 2_000;

/// The days around a Monday, which is day 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar(NaiveDate);

impl Calendar {
    /// Checks that it is a Monday with years before and after it.
    pub(super) fn new(first_day: NaiveDate) -> Result<Self, SyntheticError> {
        if first_day.weekday() != Weekday::Mon {
            return Err(SyntheticError::NotAMonday { day: first_day });
        }
        let calendar = Self(first_day);
        calendar.day(-PAST)?;
        calendar.day(FUTURE)?;
        Ok(calendar)
    }

    /// The day so many days after the Monday.
    pub(super) fn day(self, offset: i64) -> Result<NaiveDate, SyntheticError> {
        let edge = SyntheticError::EdgeOfTime { day: self.0 };
        Duration::try_days(offset).and_then(|days| self.0.checked_add_signed(days)).ok_or(edge)
    }

    /// Local time: a day and a minute of it.
    pub(super) fn local(self, offset: i64, of_day: u32) -> Result<NaiveDateTime, SyntheticError> {
        let midnight = self.day(offset)?.and_time(NaiveTime::MIN);
        let edge = SyntheticError::EdgeOfTime { day: self.0 };
        midnight.checked_add_signed(Duration::minutes(i64::from(of_day))).ok_or(edge)
    }

    /// The instant of a midnight and a millisecond more for every thing entered before: identifiers made at it sort in the
    /// order of entering.
    pub(super) fn entered(self, offset: i64, before: u64) -> Result<DateTime<Utc>, SyntheticError> {
        let edge = SyntheticError::EdgeOfTime { day: self.0 };
        let later = i64::try_from(before).ok().and_then(Duration::try_milliseconds);
        let midnight = self.instant(offset, 0)?;
        later.and_then(|later| midnight.checked_add_signed(later)).ok_or(edge)
    }

    /// The instant of a local time.
    pub(super) fn instant(self, offset: i64, of_day: u16) -> Result<DateTime<Utc>, SyntheticError> {
        let minute = time::minute_on(self.day(offset)?, of_day);
        DateTime::from_timestamp(minute * 60, 0).ok_or(SyntheticError::EdgeOfTime { day: self.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_monday_within_the_calendar_will_do() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let calendar = Calendar::new(day(2026, 12, 7)).unwrap();
        assert_eq!(calendar.day(-3), Ok(day(2026, 12, 4)));
        assert_eq!(calendar.instant(0, 480).unwrap().to_rfc3339(), "2026-12-07T07:00:00+00:00");
        assert_eq!(Calendar::new(day(2026, 12, 8)).unwrap_err(), SyntheticError::NotAMonday { day: day(2026, 12, 8) });
        let edge = NaiveDate::MIN.iter_days().find(|day| day.weekday() == Weekday::Mon).unwrap();
        assert_eq!(Calendar::new(edge).unwrap_err(), SyntheticError::EdgeOfTime { day: edge });
    }
}
