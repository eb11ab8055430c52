//! A calendar month: what statements are made for and what forecasts count in.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// A calendar month of the years 1900 to 2999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: NaiveDate,
}

/// No month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no month such as 2026-10")]
pub struct NoMonth(pub String);

impl Month {
    /// The month that a day is in.
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// A month of a year, counted from one; `None` where there is none.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let is_known = (1900..=2999).contains(&year);
        NaiveDate::from_ymd_opt(year, month, 1).filter(|_| is_known).map(|first| Self { first })
    }

    /// The twelve months of a year.
    pub fn all_of(year: i32) -> impl Iterator<Item = Self> {
        (1..=12).filter_map(move |month| Self::new(year, month))
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Which of the year's months it is, counted from nought.
    pub fn of_year(self) -> usize {
        self.first.month0() as usize
    }

    /// Its first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The local time at which it begins.
    pub const fn begins(self) -> NaiveDateTime {
        self.first.and_time(NaiveTime::MIN)
    }

    /// The local time at which it is over.
    pub fn ends(self) -> NaiveDateTime {
        self.next().begins()
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        self.first.checked_add_months(chrono::Months::new(1)).map_or(self, |first| Self { first })
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        self.first.checked_sub_months(chrono::Months::new(1)).map_or(self, |first| Self { first })
    }

    /// Months since the year nought, to compute with.
    pub fn number(self) -> i32 {
        self.year() * 12 + i32::try_from(self.first.month0()).unwrap_or(0)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.first.year(), self.first.month())
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let read = || {
            let (year, month) = text.split_once('-')?;
            let is_written =
                year.len() == 4 && month.len() == 2 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            Self::new(year.parse().ok().filter(|_| is_written)?, month.parse().ok()?)
        };
        read().ok_or_else(|| NoMonth(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_follow_one_another() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!((december.next().to_string(), december.before().to_string()), ("2027-01".into(), "2026-11".into()));
        assert_eq!(december.next().number() - december.number(), 1);
        assert_eq!(december.ends().to_string(), "2027-01-01 00:00:00");
        for junk in ["2026-13", "2026-00", "2026-1", "26-01", "0099-01", "2026", "2026-+1", ""] {
            assert!(junk.parse::<Month>().is_err(), "{junk}");
        }
    }
}
