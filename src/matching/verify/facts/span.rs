//! Sittings in time, and the alternatives of a request as lists of them.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use crate::domain::request::{RequestError, Sitting};
use crate::domain::time::{self, Minute, Week};
use crate::matching::file::{AppointmentEntry, FlexibleEntry};

/// Minutes between the begins that a flexible time offers.
const STEP: i64 = 30;

/// More alternatives than an index of the plan can name.
const TOO_MANY: usize = 1 << 16;

/// One sitting, with all that the rules ask of it.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub start: NaiveDateTime,
    pub begin: Minute,
    pub end: Minute,
    pub minutes: i64,
    /// The local date of the begin; week and year follow from it.
    pub day: NaiveDate,
    /// The local date of the last minute.
    pub last_day: NaiveDate,
    pub week: Week,
    pub year: i32,
}

impl Span {
    /// A sitting by its local begin and length.
    pub fn read(start: NaiveDateTime, minutes: u32) -> Result<Self, RequestError> {
        let sitting = Sitting::new(start, minutes)?;
        let day = start.date();
        Ok(Self {
            start,
            begin: sitting.begin(),
            end: sitting.end(),
            minutes: i64::from(minutes),
            day,
            last_day: time::local(sitting.end() - 1).date(),
            week: Week::of(day),
            year: chrono::Datelike::year(&day),
        })
    }
}

/// Minutes and number of sittings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    pub minutes: i64,
    pub sittings: i64,
}

impl std::ops::AddAssign for Load {
    fn add_assign(&mut self, other: Self) {
        self.minutes += other.minutes;
        self.sittings += other.sittings;
    }
}

/// Loads by a key, a week or a year, ascending. Nearly always there is one.
#[derive(Debug, Clone)]
pub struct Loads<K>(Vec<(K, Load)>);

impl<K> Default for Loads<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Copy + Ord> Loads<K> {
    /// No load at all.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds to the load of a key.
    pub fn add(&mut self, key: K, load: Load) {
        match self.0.binary_search_by_key(&key, |&(at, _)| at) {
            Ok(at) => self.0.iter_mut().skip(at).take(1).for_each(|(_, sum)| *sum += load),
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (key, load));
            }
        }
    }

    /// The load of a key; nothing where there is none.
    pub fn of_key(&self, key: K) -> Option<Load> {
        self.iter().find(|&(at, _)| at == key).map(|(_, load)| load)
    }

    pub fn iter(&self) -> impl Iterator<Item = (K, Load)> {
        self.0.iter().copied()
    }
}

/// Adds the sittings to the loads of their weeks and years.
pub fn count(sittings: &[Span], weeks: &mut Loads<Week>, years: &mut Loads<i32>) {
    for sitting in sittings {
        let load = Load { minutes: sitting.minutes, sittings: 1 };
        weeks.add(sitting.week, load);
        years.add(sitting.year, load);
    }
}

/// One alternative of a request.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// Its place among the wishes, from 0.
    pub wish: i64,
    /// Its sittings by begin; the first one is always there.
    pub first: Span,
    pub sittings: Vec<Span>,
    pub weeks: Loads<Week>,
    pub years: Loads<i32>,
}

impl Alternative {
    fn new(wish: usize, mut sittings: Vec<Span>) -> Option<Self> {
        sittings.sort_by_key(|sitting| sitting.begin);
        let (mut weeks, mut years) = (Loads::default(), Loads::default());
        count(&sittings, &mut weeks, &mut years);
        Some(Self { wish: i64::try_from(wish).ok()?, first: *sittings.first()?, sittings, weeks, years })
    }

    /// Number of sittings.
    pub fn len(&self) -> i64 {
        self.weeks.iter().map(|(_, load)| load.sittings).sum()
    }

    /// Length of all sittings.
    pub fn minutes(&self) -> i64 {
        self.weeks.iter().map(|(_, load)| load.minutes).sum()
    }

    /// A listed appointment.
    pub fn listed(index: usize, entry: &AppointmentEntry) -> Result<Option<Self>, RequestError> {
        let mut sittings = vec![Span::read(entry.start, entry.minutes)?];
        for further in &entry.further {
            sittings.push(Span::read(further.start, further.minutes)?);
        }
        Ok(Self::new(index, sittings))
    }

    /// The appointments for which a flexible time stands, all with the same wish.
    pub fn flexible(wish: usize, entry: &FlexibleEntry) -> Result<Vec<Self>, RequestError> {
        let until = time::bound_of(entry.latest)?;
        let mut alternatives = Vec::new();
        let mut start = Some(entry.earliest);
        while let Some(begin) = start {
            match Span::read(begin, entry.minutes) {
                Ok(sitting) if sitting.end > until => break,
                Ok(sitting) => alternatives.extend(Self::new(wish, vec![sitting])),
                // A begin that the clocks skip is left out; the next one is an hour later at most.
                Err(RequestError::Time(time::TimeError::Skipped(_))) => (),
                Err(error) => return Err(error),
            }
            if alternatives.len() > TOO_MANY {
                break;
            }
            start = begin.checked_add_signed(Duration::minutes(STEP));
        }
        Ok(alternatives)
    }
}
