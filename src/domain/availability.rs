//! When a Lotse can be asked: weekly windows, minus absences.

use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Minutes in a day; a window may end here, at midnight.
pub const DAY: u16 = 24 * 60;

/// Why a window or absence was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AvailabilityError {
    /// The end is not after the begin.
    #[error("ends at {to} before or when it begins at {from} (minutes of the day)")]
    EndsBeforeItBegins {
        /// Minute of the day.
        from: u16,
        /// Minute of the day.
        to: u16,
    },
    /// Past midnight.
    #[error("minute {0} lies outside the day")]
    OutsideTheDay(u16),
    /// The last day of an absence lies before the first.
    #[error("last day {last} lies before first day {first}")]
    LastBeforeFirst {
        /// First day away.
        first: NaiveDate,
        /// Last day away.
        last: NaiveDate,
    },
}

/// One window that comes every week, in local clock time: `[from, to)` in minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WeeklyWindow {
    weekday: Weekday,
    from: u16,
    to: u16,
}

impl WeeklyWindow {
    /// A window within one day; to midnight is `to = 1440`.
    pub fn new(weekday: Weekday, from: u16, to: u16) -> Result<Self, AvailabilityError> {
        if to > DAY {
            return Err(AvailabilityError::OutsideTheDay(to));
        }
        if from >= to {
            return Err(AvailabilityError::EndsBeforeItBegins { from, to });
        }
        Ok(Self { weekday, from, to })
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        self.weekday
    }

    /// First minute of the day that belongs to it.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// First minute of the day that no longer belongs to it.
    pub const fn to(self) -> u16 {
        self.to
    }
}

/// All weekly windows of a Lotse, sorted, with touching and overlapping ones joined.
///
/// `Availability::default()` has none: never available. A Lotse who may always be asked has no `Availability` at all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<WeeklyWindow>", into = "Vec<WeeklyWindow>")]
pub struct Availability(Vec<WeeklyWindow>);

impl Availability {
    /// The windows in order, none touching another.
    pub fn windows(&self) -> &[WeeklyWindow] {
        &self.0
    }

    /// The windows of one day of the week.
    pub fn on(&self, weekday: Weekday) -> impl Iterator<Item = WeeklyWindow> + '_ {
        self.0.iter().copied().filter(move |window| window.weekday == weekday)
    }
}

impl From<Vec<WeeklyWindow>> for Availability {
    fn from(mut windows: Vec<WeeklyWindow>) -> Self {
        windows.sort_by_key(|w| (w.weekday.num_days_from_monday(), w.from, w.to));
        let mut joined: Vec<WeeklyWindow> = Vec::with_capacity(windows.len());
        for window in windows {
            match joined.last_mut() {
                Some(last) if last.weekday == window.weekday && window.from <= last.to => {
                    last.to = last.to.max(window.to)
                }
                _ => joined.push(window),
            }
        }
        Self(joined)
    }
}

impl From<Availability> for Vec<WeeklyWindow> {
    fn from(availability: Availability) -> Self {
        availability.0
    }
}

/// Days on which a Lotse is away, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Absence {
    first: NaiveDate,
    last: NaiveDate,
}

impl Absence {
    /// From the first to the last day, both included.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, AvailabilityError> {
        if last < first { Err(AvailabilityError::LastBeforeFirst { first, last }) } else { Ok(Self { first, last }) }
    }

    /// First day away.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Last day away.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether the Lotse is away on `date`.
    pub fn covers(self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// No absence: two days are wanted, joined by `--`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no absence, such as 2026-12-24--2026-12-26")]
pub struct NoAbsence;

/// As ISO 8601 writes an interval where a slash would be in the way: `2026-12-24--2026-12-26`.
impl std::fmt::Display for Absence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}--{}", self.first, self.last)
    }
}

impl std::str::FromStr for Absence {
    type Err = NoAbsence;

    fn from_str(text: &str) -> Result<Self, NoAbsence> {
        let (first, last) = text.split_once("--").ok_or(NoAbsence)?;
        let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| NoAbsence);
        Self::new(day(first)?, day(last)?).map_err(|_| NoAbsence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_windows_join() {
        let window = |from, to| WeeklyWindow::new(Weekday::Tue, from, to).unwrap();
        let joined = Availability::from(vec![window(720, 900), window(540, 720), window(960, 1000)]);
        assert_eq!(joined.windows(), [window(540, 900), window(960, 1000)]);
        assert_eq!(joined.on(Weekday::Mon).count(), 0);
    }

    #[test]
    fn impossible_windows_are_refused() {
        assert_eq!(
            WeeklyWindow::new(Weekday::Mon, 840, 540),
            Err(AvailabilityError::EndsBeforeItBegins { from: 840, to: 540 })
        );
        assert_eq!(WeeklyWindow::new(Weekday::Mon, 840, 1441), Err(AvailabilityError::OutsideTheDay(1441)));
        let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
        assert!(Absence::new(day(2), day(1)).is_err());
        assert!(Absence::new(day(1), day(2)).unwrap().covers(day(2)));
    }

    #[test]
    fn absences_are_named_by_their_days() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
        let absence = |first, last| Absence::new(day(first), day(last)).unwrap();
        assert_eq!(absence(24, 26).to_string(), "2026-12-24--2026-12-26");
        assert_eq!("2026-12-24--2026-12-26".parse(), Ok(absence(24, 26)));
        for other in ["2026-12-24", "2026-12-26--2026-12-24", "--", "a--b", "2026-12-24--2026-12-32"] {
            assert_eq!(other.parse::<Absence>(), Err(NoAbsence), "{other}");
        }
        assert!(absence(1, 2).overlaps(absence(2, 3)) && !absence(1, 2).overlaps(absence(3, 4)));
    }
}
