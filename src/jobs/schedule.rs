//! What is due by the clock.
//!
//! A schedule cuts time into slots; when a slot begins, its task is queued once, by whichever worker sees it first (the
//! database remembers the last slot of each schedule). Slots that passed while no worker ran are made up for by one job,
//! not by many. Slots of the day follow the local clock, also over summer time.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, Timelike, Utc, Weekday};

use crate::app::tasks::Task;
use crate::domain::time;

/// A task that comes again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Names it in the database.
    pub name: &'static str,
    /// When.
    pub rhythm: Rhythm,
    /// What.
    pub task: Task,
}

/// When slots begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Each day at this local time; where the clocks skip it, when they have been put forward.
    Daily(NaiveTime),
    /// Each week on this day at this local time, likewise.
    Weekly(Weekday, NaiveTime),
    /// Each time so much has passed, counted from 1970. At least a second.
    Every(Duration),
}

impl Rhythm {
    /// How long a slot lasts, about.
    pub fn length(self) -> Duration {
        match self {
            Self::Every(length) => length.max(Duration::seconds(1)),
            Self::Daily(_) => Duration::days(1),
            Self::Weekly(..) => Duration::days(7),
        }
    }

    /// When the slot began in which `now` lies.
    pub fn slot(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Every(length) => {
                let length = length.num_seconds().max(1);
                let seconds = now.timestamp().div_euclid(length) * length;
                DateTime::from_timestamp(seconds, 0).unwrap_or(now)
            }
            Self::Daily(at) => last(today(now), 1, at, now),
            Self::Weekly(day, at) => {
                let behind = today(now).weekday().days_since(day);
                let day = today(now).checked_sub_days(Days::new(behind.into())).unwrap_or(NaiveDate::MIN);
                last(day, 7, at, now)
            }
        }
    }
}

fn today(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&time::ZONE).date_naive()
}

/// This time of a day, or where that is still to come, of so many days before.
fn last(day: NaiveDate, days: u64, at: NaiveTime, now: DateTime<Utc>) -> DateTime<Utc> {
    let of_day = u16::try_from(at.num_seconds_from_midnight() / 60).unwrap_or(0);
    let begin =
        |day: NaiveDate| DateTime::from_timestamp(time::minute_on(day, of_day).saturating_mul(60), 0).unwrap_or(now);
    match begin(day) {
        begun if begun <= now => begun,
        _ => day.checked_sub_days(Days::new(days)).map_or(now, begin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn slots_of_some_minutes_begin_on_the_clock() {
        let five = Rhythm::Every(Duration::minutes(5));
        assert_eq!(five.slot(at("2026-11-27T10:04:59Z")), at("2026-11-27T10:00:00Z"));
        assert_eq!(five.slot(at("2026-11-27T10:05:00Z")), at("2026-11-27T10:05:00Z"));
        assert_eq!(Rhythm::Every(Duration::zero()).slot(at("2026-11-27T10:05:00.7Z")), at("2026-11-27T10:05:00Z"));
    }

    #[test]
    fn slots_of_the_day_follow_the_local_clock() {
        let night = Rhythm::Daily(NaiveTime::from_hms_opt(2, 30, 0).unwrap());
        assert_eq!(night.slot(at("2026-11-27T01:29:59Z")), at("2026-11-26T01:30:00Z"));
        assert_eq!(night.slot(at("2026-11-27T01:30:00Z")), at("2026-11-27T01:30:00Z"));
        assert_eq!(night.slot(at("2026-07-01T00:30:00Z")), at("2026-07-01T00:30:00Z"));
        // 2:30 does not exist on 28 March 2027; the clocks show 3:00 at 1:00 UTC.
        assert_eq!(night.slot(at("2027-03-28T12:00:00Z")), at("2027-03-28T01:00:00Z"));
        // 2:30 comes twice on 25 October 2026; the first time counts, and the second begins no slot.
        assert_eq!(night.slot(at("2026-10-25T00:30:00Z")), at("2026-10-25T00:30:00Z"));
        assert_eq!(night.slot(at("2026-10-25T01:30:00Z")), at("2026-10-25T00:30:00Z"));
    }

    #[test]
    fn slots_of_the_week_begin_on_their_day() {
        let monday = Rhythm::Weekly(Weekday::Mon, NaiveTime::from_hms_opt(4, 0, 0).unwrap());
        // 2026-11-23 and 30 are Mondays.
        assert_eq!(monday.slot(at("2026-11-28T10:00:00Z")), at("2026-11-23T03:00:00Z"));
        assert_eq!(monday.slot(at("2026-11-30T02:59:59Z")), at("2026-11-23T03:00:00Z"));
        assert_eq!(monday.slot(at("2026-11-30T03:00:00Z")), at("2026-11-30T03:00:00Z"));
        assert_eq!(
            monday.slot(at("2026-10-28T10:00:00Z")),
            at("2026-10-26T03:00:00Z"),
            "the clocks went back the day before"
        );
    }
}
