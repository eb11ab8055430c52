//! Weekly windows as documents write them: `{"weekday": "mon", "from": "09:00", "to": "12:00"}`.

use chrono::Weekday;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::api::form::Faults;
use crate::domain::availability::{Availability, WeeklyWindow};
use crate::http::problem::FieldKind;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "DayOfWeek")]
enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// A window that comes every week, by the local clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WeeklyWindow")]
pub struct WindowForm {
    /// On which day.
    weekday: Day,
    /// The first minute.
    #[schemars(regex(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    from: String,
    /// The first minute that no longer belongs to it; `24:00` is midnight.
    #[schemars(regex(pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"))]
    to: String,
}

/// Weekly windows in the domain's terms; those that touch are joined.
pub fn read(windows: &[WindowForm], faults: &mut Faults) -> Availability {
    let mut read = Vec::with_capacity(windows.len());
    for (at, window) in windows.iter().enumerate() {
        let pointer = format!("/availability/{at}");
        let from = faults.take(format!("{pointer}/from"), minute(&window.from));
        let to = faults.take(format!("{pointer}/to"), minute(&window.to));
        if let (Some(from), Some(to)) = (from, to) {
            read.extend(faults.take(format!("{pointer}/to"), WeeklyWindow::new(window.weekday.into(), from, to)));
        }
    }
    read.into()
}

/// Weekly windows as they are shown.
pub fn shown(availability: &Availability) -> Vec<WindowForm> {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let windows = availability.windows().iter();
    windows
        .map(|window| WindowForm {
            weekday: window.weekday().into(),
            from: clock(window.from()),
            to: clock(window.to()),
        })
        .collect()
}

/// The minute of the day.
fn minute(clock: &str) -> Result<u16, FieldKind> {
    let read = clock.split_once(':').and_then(|(hours, minutes)| {
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        hours.checked_mul(60)?.checked_add(minutes)
    });
    read.ok_or_else(|| FieldKind::Format { expected: "HH:MM".to_owned() })
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Mon => Self::Mon,
            Day::Tue => Self::Tue,
            Day::Wed => Self::Wed,
            Day::Thu => Self::Thu,
            Day::Fri => Self::Fri,
            Day::Sat => Self::Sat,
            Day::Sun => Self::Sun,
        }
    }
}

impl From<Weekday> for Day {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Mon,
            Weekday::Tue => Self::Tue,
            Weekday::Wed => Self::Wed,
            Weekday::Thu => Self::Thu,
            Weekday::Fri => Self::Fri,
            Weekday::Sat => Self::Sat,
            Weekday::Sun => Self::Sun,
        }
    }
}
