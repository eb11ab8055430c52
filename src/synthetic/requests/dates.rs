//! When: one fixed appointment mostly, several to choose from, a series, or a flexible time. All within two weeks.

use chrono::{DateTime, Utc};

use super::super::chance::Chance;
use super::super::{SyntheticError, World};
use super::newcomer::Newcomer;
use crate::domain::code::Topic;
use crate::domain::request::{Appointment, RequestError, Sitting, Window};
use crate::domain::time;

/// Workdays in the two weeks.
const WORKDAYS: u32 = 10;

/// The times of a request.
pub(super) struct Dates {
    pub(super) appointments: Vec<Appointment>,
    pub(super) windows: Vec<Window>,
}

impl Dates {
    /// The instant 24 hours before the first possible begin.
    pub(super) fn a_day_before(&self) -> Option<DateTime<Utc>> {
        let sittings = self.appointments.iter().flat_map(|appointment| appointment.sittings());
        let windows = self.windows.iter().filter_map(|window| time::minute_of(window.earliest()).ok());
        let first = sittings.map(Sitting::begin).chain(windows).min()?;
        DateTime::from_timestamp((first - 24 * 60) * 60, 0)
    }
}

/// The times of a request with sittings of so many minutes.
pub(super) fn draw(
    world: &World<'_>,
    newcomer: &Newcomer<'_>,
    group: bool,
    minutes: u32,
    topic: Topic,
    chance: &mut Chance,
) -> Result<Dates, SyntheticError> {
    let knobs = world.knobs();
    let maker = Maker { world, minutes };
    let kinds = [(knobs.series, Kind::Series), (knobs.windows, Kind::Window), (knobs.alternatives, Kind::Alternatives)];
    let kind = chance.one_of(&kinds, Kind::Fixed);
    let first = newcomer.workday;
    let mut dates = Dates { appointments: Vec::new(), windows: Vec::new() };
    match kind {
        // Leisure and groups are at the weekend now and then.
        Kind::Fixed if (group || topic == Topic::Leisure) && chance.happens(250) => {
            let saturday = if first < WORKDAYS / 2 { 5 } else { 12 };
            dates.appointments.push(maker.appointment(&[(saturday, 10 * 60)])?);
        }
        Kind::Series if !group => dates.appointments.push(maker.series(first, chance)?),
        Kind::Window => dates.windows.push(maker.window(first, chance)?),
        Kind::Alternatives => {
            let mut workday = first;
            for _ in 0..chance.between(2, 3) {
                dates.appointments.push(maker.appointment(&[(offset(workday), start(chance))])?);
                // At most eight workdays further in all, so that no two are on one day.
                workday += chance.between(1, 4);
            }
        }
        Kind::Fixed | Kind::Series => {
            dates.appointments.push(maker.appointment(&[(offset(first), start(chance))])?);
        }
    }
    Ok(dates)
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Fixed,
    Alternatives,
    Series,
    Window,
}

struct Maker<'a> {
    world: &'a World<'a>,
    minutes: u32,
}

impl Maker<'_> {
    /// Sittings on these days after the Monday, at these minutes of the day.
    fn appointment(&self, sittings: &[(i64, u32)]) -> Result<Appointment, SyntheticError> {
        let sitting = |(day, of_day): &(i64, u32)| {
            let start = self.world.calendar.local(*day, *of_day)?;
            Sitting::new(start, self.minutes).map_err(SyntheticError::value(start))
        };
        let sittings = sittings.iter().map(sitting).collect::<Result<Vec<_>, _>>()?;
        Appointment::new(sittings).map_err(|error: RequestError| SyntheticError::value("series")(error))
    }

    /// The same time on a day of the first week and a week later, and once in between in some.
    fn series(&self, workday: u32, chance: &mut Chance) -> Result<Appointment, SyntheticError> {
        let (first, of_day) = (workday % 5, start(chance));
        let mut sittings = vec![(offset(first), of_day), (offset(first + 5), of_day)];
        if chance.happens(400) {
            sittings.push((offset(first + 2), of_day));
        }
        self.appointment(&sittings)
    }

    /// A morning, an afternoon or most of a day.
    fn window(&self, workday: u32, chance: &mut Chance) -> Result<Window, SyntheticError> {
        let (from, to) =
            chance.one_of(&[(400, (8 * 60, 12 * 60 + 30)), (250, (13 * 60, 17 * 60))], (8 * 60, 16 * 60 + 30));
        let earliest = self.world.calendar.local(offset(workday), from)?;
        let latest = self.world.calendar.local(offset(workday), to)?;
        Window::new(earliest, latest, self.minutes).map_err(SyntheticError::value(earliest))
    }
}

/// Days after the Monday of a workday of the two weeks; counted round.
fn offset(workday: u32) -> i64 {
    let workday = i64::from(workday % WORKDAYS);
    workday + 2 * (workday / 5)
}

/// A minute of the day at which an appointment begins: office hours, a few in the evening.
fn start(chance: &mut Chance) -> u32 {
    let hours = [(160, 8), (210, 9), (210, 10), (130, 11), (40, 12), (80, 13), (90, 14), (60, 15)];
    60 * chance.one_of(&hours, 17) + 15 * chance.between(0, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workdays_skip_the_weekend() {
        assert_eq!([0, 4, 5, 9, 10, 17].map(offset), [0, 4, 7, 11, 0, 9]);
    }
}
