//! Appointments as rows: one for each sitting, with its local begin.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::error::StorageError;
use super::stored;
use super::types::Id;
use crate::domain::request::{Appointment, Sitting};

/// What is stored as the first begin of that which has none: the end of days, so that it comes last.
pub fn never() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN)
}

/// A first begin as it is stored.
pub fn begin(first: Option<NaiveDateTime>) -> NaiveDateTime {
    first.unwrap_or_else(never)
}

/// Begin and length of each sitting of an appointment, numbered from 0.
pub fn of(appointment: &Appointment) -> impl Iterator<Item = (i32, NaiveDateTime, i32)> {
    stored::numbered(appointment.sittings()).map(|(number, sitting)| {
        // A sitting lasts a day at most.
        (number, sitting.start(), i32::try_from(sitting.minutes()).unwrap_or(i32::MAX))
    })
}

/// The appointment of these sittings, which stand in `what` and belong to `owner`.
pub fn appointment(
    sittings: impl IntoIterator<Item = (NaiveDateTime, i32)>,
    what: &'static str,
    owner: Id,
) -> Result<Appointment, StorageError> {
    let sittings = sittings
        .into_iter()
        .map(|(begins, minutes)| {
            let minutes = stored::number(minutes, what, owner)?;
            stored::read(Sitting::new(begins, minutes), what, owner)
        })
        .collect::<Result<Vec<_>, _>>()?;
    stored::read(Appointment::new(sittings), what, owner)
}
