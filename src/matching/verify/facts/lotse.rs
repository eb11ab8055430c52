//! What the problem says of a Lotse.

use chrono::{Datelike, NaiveDate};

use super::Faults;
use super::place::Spot;
use super::span::{Load, Loads, Span, count};
use crate::domain::code::Service;
use crate::domain::geo::Point;
use crate::domain::region::Gazetteer;
use crate::domain::time::{Minute, Week, minute_on};
use crate::matching::file::{LotseEntry, WindowEntry};

/// A Lotse with what is confirmed already.
#[derive(Debug)]
pub struct LotseFacts<'p> {
    pub entry: &'p LotseEntry,
    pub home: Option<Point>,
    windows: Option<Vec<Window>>,
    pub confirmed: Vec<Confirmed>,
    pub weeks: Loads<Week>,
    /// Accompaniment alone.
    pub years: Loads<i32>,
}

/// Where a Lotse is during a sitting.
#[derive(Debug, Clone, Copy)]
pub struct Stay {
    /// At home, by telephone or video.
    pub remote: bool,
    pub point: Option<Point>,
}

/// A confirmed sitting and where the Lotse is meanwhile.
#[derive(Debug)]
pub struct Confirmed {
    pub sitting: Span,
    pub at: Stay,
}

/// A weekly window; bounds in minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Window {
    weekday: u8,
    from: u16,
    to: u16,
}

impl<'p> LotseFacts<'p> {
    pub fn read(index: usize, entry: &'p LotseEntry, gazetteer: &'p Gazetteer, faults: &mut Faults) -> Self {
        let home = entry.home.as_ref().and_then(|home| {
            faults.take(Spot::read(home, gazetteer), || format!("/lotsen/{index}/home")).map(|spot| spot.point)
        });
        let windows = entry.availability.as_ref().map(|listed| {
            let mut windows = Vec::with_capacity(listed.len());
            for (at, window) in listed.iter().enumerate() {
                windows.extend(faults.take(Window::read(window), || format!("/lotsen/{index}/availability/{at}")));
            }
            joined(windows)
        });
        Self { entry, home, windows, confirmed: Vec::new(), weeks: Loads::default(), years: Loads::default() }
    }

    /// Notes a confirmed assignment.
    pub fn confirm(&mut self, sittings: &[Span], at: Stay, service: Service) {
        let mut years = Loads::default();
        count(sittings, &mut self.weeks, &mut years);
        if service == Service::Accompaniment {
            years.iter().for_each(|(year, load)| self.years.add(year, load));
        }
        self.confirmed.extend(sittings.iter().map(|&sitting| Confirmed { sitting, at }));
    }

    /// Whether one window of the day holds everything between two instants.
    pub fn is_free(&self, day: NaiveDate, begin: Minute, end: Minute) -> bool {
        let Some(windows) = &self.windows else { return true };
        let weekday = day.weekday().number_from_monday();
        windows
            .iter()
            .filter(|window| u32::from(window.weekday) == weekday)
            .any(|window| minute_on(day, window.from) <= begin && end <= minute_on(day, window.to))
    }

    /// What the week has left beside the confirmed sittings: minutes and sittings, where there is a limit.
    pub fn left_in_week(&self, week: Week) -> (Option<i64>, Option<i64>) {
        let confirmed = self.confirmed_in(week);
        (
            left(self.entry.minutes_per_week, confirmed.minutes),
            left(self.entry.assignments_per_week, confirmed.sittings),
        )
    }

    /// The minutes of accompaniment that the year has left beside the confirmed sittings, where there is a cap.
    pub fn left_in_year(&self, year: i32) -> Option<i64> {
        let confirmed = self.years.of_key(year).unwrap_or_default();
        left(self.entry.minutes_left_in_year.get(&year).copied(), confirmed.minutes)
    }

    /// The confirmed sittings of a week.
    pub fn confirmed_in(&self, week: Week) -> Load {
        self.weeks.of_key(week).unwrap_or_default()
    }
}

/// A limit less what is used; never below zero.
fn left(limit: Option<u32>, used: i64) -> Option<i64> {
    limit.map(|limit| (i64::from(limit) - used).max(0))
}

impl Window {
    fn read(entry: &WindowEntry) -> Result<Self, String> {
        if !(1..=7).contains(&entry.weekday) {
            return Err(format!("weekday {} is not 1 (Monday) to 7 (Sunday)", entry.weekday));
        }
        let (from, to) = (minute_of_day(&entry.from)?, minute_of_day(&entry.to)?);
        if from >= to {
            return Err(format!("{} is not before {}", entry.from, entry.to));
        }
        Ok(Self { weekday: entry.weekday, from, to })
    }
}

/// `HH:MM` in minutes of the day, `24:00` included.
fn minute_of_day(text: &str) -> Result<u16, String> {
    let two_digits = |part: &str| match part.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0')),
        _ => None,
    };
    text.split_once(':')
        .and_then(|(hours, minutes)| Some((two_digits(hours)?, two_digits(minutes)?)))
        .filter(|&(hours, minutes)| minutes < 60 && (hours < 24 || (hours, minutes) == (24, 0)))
        .map(|(hours, minutes)| hours * 60 + minutes)
        .ok_or_else(|| format!("{text:?} is not a time HH:MM from 00:00 to 24:00"))
}

/// Windows of one day that touch or overlap become one.
fn joined(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable();
    let mut joined: Vec<Window> = Vec::with_capacity(windows.len());
    for next in windows {
        match joined.last_mut().filter(|last| last.weekday == next.weekday && next.from <= last.to) {
            Some(last) => last.to = last.to.max(next.to),
            None => joined.push(next),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        assert_eq!(minute_of_day("00:00"), Ok(0));
        assert_eq!(minute_of_day("09:05"), Ok(545));
        assert_eq!(minute_of_day("24:00"), Ok(1440));
        for text in ["24:01", "25:00", "9:00", "09:60", "0900", "+9:00", "09:00:00", ""] {
            assert!(minute_of_day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn touching_windows_become_one() {
        let window = |weekday, from, to| Window { weekday, from, to };
        let list = vec![window(2, 0, 60), window(1, 600, 700), window(1, 540, 600), window(1, 701, 710)];
        assert_eq!(joined(list), [window(1, 540, 700), window(1, 701, 710), window(2, 0, 60)]);
    }
}
