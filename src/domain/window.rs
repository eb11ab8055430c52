//! Flexible times of a support request.

use chrono::{Duration, NaiveDateTime};

use super::request::{RequestError, Sitting};
use super::time::{self, Minute};

/// A flexible time: any begin from `earliest` so that it ends by `latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    earliest: NaiveDateTime,
    latest: NaiveDateTime,
    /// The instant of `latest`.
    until: Minute,
    minutes: u32,
}

impl Window {
    /// Minutes between the begins that a window offers.
    pub const STEP: u32 = 30;

    /// The longest, days. Every begin in it is an alternative that the matching looks at.
    pub const LONGEST_DAYS: i64 = 31;

    /// A window with room for the duration.
    pub fn new(earliest: NaiveDateTime, latest: NaiveDateTime, minutes: u32) -> Result<Self, RequestError> {
        let first = Sitting::new(earliest, minutes)?;
        let until = time::bound_of(latest)?;
        if first.end() > until {
            return Err(RequestError::WindowTooShort { earliest, latest, minutes });
        }
        if latest - earliest > Duration::days(Self::LONGEST_DAYS) {
            return Err(RequestError::WindowTooLong);
        }
        Ok(Self { earliest, latest, until, minutes })
    }

    /// The sittings that it offers, one every [`Window::STEP`] minutes on the clock; the first is always there.
    /// A begin that the clocks skip is left out.
    pub fn sittings(self) -> impl Iterator<Item = Sitting> {
        let step = Duration::minutes(i64::from(Self::STEP));
        std::iter::successors(Some(self.earliest), move |start| start.checked_add_signed(step))
            .filter_map(move |start| Sitting::new(start, self.minutes).ok())
            .take_while(move |sitting| sitting.end() <= self.until)
    }

    /// First possible begin, local.
    pub const fn earliest(&self) -> NaiveDateTime {
        self.earliest
    }

    /// Last possible end, local.
    pub const fn latest(&self) -> NaiveDateTime {
        self.latest
    }

    /// How long it takes.
    pub const fn minutes(&self) -> u32 {
        self.minutes
    }
}
