//! Seasons, and the sittings, appointments and flexible times within one.

use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use lotsenwerk::domain::request::Window;
use lotsenwerk::domain::time::minute_of;
use lotsenwerk::matching::file::{AppointmentEntry, FlexibleEntry, SittingEntry};
use proptest::prelude::*;
use proptest::sample::select;

/// The first of four days in which everything happens.
#[derive(Debug, Clone, Copy)]
pub struct Season(NaiveDate);

pub fn seasons() -> impl Strategy<Value = Season> {
    let day = |y, m, d| Season(NaiveDate::from_ymd_opt(y, m, d).unwrap());
    // An ordinary Tuesday, the Saturdays before the clocks change, and the Wednesday before New Year.
    prop_oneof![
        3 => Just(day(2026, 12, 15)),
        2 => Just(day(2027, 3, 27)),
        2 => Just(day(2026, 10, 24)),
        2 => Just(day(2026, 12, 30)),
    ]
}

impl Season {
    /// A day by its distance from the first.
    pub fn day(self, offset: i64) -> NaiveDate {
        self.0 + Duration::days(offset)
    }
}

/// Mornings mostly; sometimes the hours in which clocks change or midnight passes.
fn starts(season: Season) -> impl Strategy<Value = NaiveDateTime> {
    let usual = select(vec![9 * 60, 9 * 60 + 30, 10 * 60, 10 * 60 + 15, 11 * 60, 14 * 60]);
    let odd = select(vec![30, 60, 90, 120, 150, 180, 240, 23 * 60, 23 * 60 + 30]);
    let minute = prop_oneof![12 => usual, 2 => odd];
    // One day comes more often than the others, so that appointments meet.
    (select(vec![0_i64, 1, 1, 1, 2, 3]), minute)
        .prop_map(move |(day, minute)| season.day(day).and_time(NaiveTime::MIN) + Duration::minutes(minute))
        .prop_filter("the clocks skip this begin", |start| minute_of(*start).is_ok())
}

fn lengths() -> impl Strategy<Value = u32> {
    prop_oneof![8 => select(vec![30_u32, 60, 90, 120]), 1 => select(vec![1_u32, 45, 600, 1440])]
}

pub fn sittings(season: Season) -> impl Strategy<Value = SittingEntry> {
    (starts(season), lengths()).prop_map(|(start, minutes)| SittingEntry { start, minutes })
}

/// The sittings that do not overlap those before them in the list.
pub fn apart(sittings: Vec<SittingEntry>) -> Vec<SittingEntry> {
    let mut kept: Vec<SittingEntry> = Vec::new();
    for sitting in sittings {
        let span = |sitting: &SittingEntry| {
            let begin = minute_of(sitting.start).unwrap();
            (begin, begin + i64::from(sitting.minutes))
        };
        let (begin, end) = span(&sitting);
        if kept.iter().map(span).all(|other| end <= other.0 || other.1 <= begin) {
            kept.push(sitting);
        }
    }
    kept
}

/// One sitting, or a series: the same time a day, a week or four days later.
pub fn appointments(season: Season) -> impl Strategy<Value = AppointmentEntry> {
    let later = prop::option::weighted(0.2, prop::collection::vec(select(vec![1_u64, 4, 7]), 1..=2));
    (starts(season), lengths(), later).prop_map(|(start, minutes, later)| {
        let further = later.into_iter().flatten().map(|days| SittingEntry { start: start + Days::new(days), minutes });
        let mut sittings: Vec<_> = [SittingEntry { start, minutes }].into_iter().chain(further).collect();
        sittings.retain(|sitting| minute_of(sitting.start).is_ok());
        sittings.sort_by_key(|sitting| sitting.start);
        let sittings = apart(sittings);
        AppointmentEntry { start, minutes, further: sittings[1..].to_vec() }
    })
}

/// A window with room for one to three begins.
pub fn flexible(season: Season) -> impl Strategy<Value = FlexibleEntry> {
    let parts = (starts(season), lengths(), select(vec![0_i64, 30, 45, 60]));
    parts.prop_filter_map("shorter than the sitting, because the clocks change", |(earliest, minutes, room)| {
        let latest = earliest + Duration::minutes(i64::from(minutes) + room);
        Window::new(earliest, latest, minutes).is_ok().then_some(FlexibleEntry { earliest, latest, minutes })
    })
}
