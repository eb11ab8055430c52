//! When Lotsen have time: four ways of life, as weekly windows.
//!
//! Appointments lie on weekday mornings and early afternoons, so who works full time is hard to match. That is meant.

use chrono::Weekday;

use super::super::SyntheticError;
use super::super::chance::Chance;
use crate::domain::availability::{Availability, WeeklyWindow};

const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// How a Lotse lives.
#[derive(Debug, Clone, Copy)]
enum Life {
    /// Free while the children are at school.
    Mornings,
    /// Works half days, now in the morning, now in the afternoon.
    PartTime,
    /// Free in the evening, on Saturday, and on an afternoon off.
    FullTime,
    /// Free most of the day.
    Retired,
}

/// The windows of a week; `None` for the few who say "ask me any time". There is always at least one window.
pub(super) fn availability(chance: &mut Chance) -> Result<Option<Availability>, SyntheticError> {
    if chance.happens(40) {
        return Ok(None);
    }
    let life = chance.one_of(&[(280, Life::Mornings), (280, Life::PartTime), (160, Life::FullTime)], Life::Retired);
    let mut windows = Vec::new();
    for day in WORKDAYS {
        if let Some((from, to)) = workday(life, chance) {
            windows.push(window(day, from, to)?);
        }
    }
    if chance.happens(saturdays(life)) {
        windows.push(window(Weekday::Sat, 9 * 60, 15 * 60)?);
    }
    if windows.is_empty() {
        windows.push(window(Weekday::Wed, 9 * 60, 13 * 60)?);
    }
    Ok(Some(Availability::from(windows)))
}

fn window(day: Weekday, from: u16, to: u16) -> Result<WeeklyWindow, SyntheticError> {
    WeeklyWindow::new(day, from, to).map_err(SyntheticError::value(day))
}

/// The window of one workday in minutes, if they have time that day.
fn workday(life: Life, chance: &mut Chance) -> Option<(u16, u16)> {
    let late = if chance.happens(500) { 30 } else { 0 };
    let (permille, from, to) = match life {
        Life::Mornings => (900, 8 * 60, 13 * 60 + late),
        Life::PartTime if chance.happens(500) => (800, 7 * 60 + 30, 13 * 60 + late),
        Life::PartTime => (800, 12 * 60, 18 * 60 + late),
        Life::FullTime if chance.happens(250) => (700, 12 * 60, 18 * 60),
        Life::FullTime => (600, 17 * 60, 20 * 60 + late),
        Life::Retired => (900, 8 * 60, 17 * 60 + 30 + late),
    };
    chance.happens(permille).then_some((from, to))
}

const fn saturdays(life: Life) -> u32 {
    match life {
        Life::FullTime => 600,
        Life::PartTime => 200,
        Life::Mornings | Life::Retired => 100,
    }
}
