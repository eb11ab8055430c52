//! Coverage: in which region and language Lotsen are, how many are needed, and for how many requests nobody was found.
//!
//! A figure of one or two could be somebody, so it is not told ([`Figure::Few`]); nor is any sum from which it could be taken back.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Datelike, Months as Month, NaiveDate, Utc};

use super::Context;
use crate::domain::access::Grant;
use crate::domain::geo::Postcode;
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;
use crate::domain::request::RequestState;
use crate::domain::time;
use crate::regions::{self, Outlines, Source, load_area};
use crate::storage::coverage::Counted;
use crate::storage::{self, StorageError};

pub use crate::regions::{Outlines as Map, Ring, WIDTH as MAP_WIDTH};

/// Figures below this and above none are not told.
pub const LEAST: u64 = 3;

/// Whole calendar months, by the local clock.
///
/// From two windows that differ by an hour one could tell what was posted in that hour, also where it is one request and its own
/// figure is not told. So windows begin and end with months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    from: DateTime<Utc>,
    before: DateTime<Utc>,
}

impl Months {
    /// All months of which some part lies within a window.
    pub fn around(from: DateTime<Utc>, before: DateTime<Utc>) -> Self {
        let first = month_of(from).map_or(from, |month| begin_of(month, from));
        let last = month_of(before).map(|month| (month, begin_of(month, before)));
        let end = match last {
            Some((_, begin)) if begin == before => before,
            Some((month, _)) => month.checked_add_months(Month::new(1)).map_or(before, |next| begin_of(next, before)),
            None => before,
        };
        Self { from: first, before: end }
    }

    /// The month of an instant and so many before it.
    pub fn back(now: DateTime<Utc>, months: u32) -> Self {
        Self::around(now.checked_sub_months(Month::new(months)).unwrap_or(now), now)
    }

    /// First instant that counts.
    pub const fn from(self) -> DateTime<Utc> {
        self.from
    }

    /// First instant that no longer counts.
    pub const fn before(self) -> DateTime<Utc> {
        self.before
    }
}

/// The first day of an instant's month; `None` at the ends of the calendar.
fn month_of(at: DateTime<Utc>) -> Option<NaiveDate> {
    time::local(at.timestamp().div_euclid(60)).date().with_day(1)
}

/// When a day begins; `other` where no instant is known for it.
fn begin_of(day: NaiveDate, other: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(time::minute_on(day, 0).saturating_mul(60), 0).unwrap_or(other)
}

/// A figure as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// None, or enough.
    Told(u64),
    /// One or two.
    Few,
}

impl From<u64> for Figure {
    fn from(count: u64) -> Self {
        if (1..LEAST).contains(&count) { Self::Few } else { Self::Told(count) }
    }
}

/// What became of requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fates {
    /// All that were posted and not called off.
    pub posted: u64,
    /// Somebody goes, or went.
    pub served: u64,
    /// Nobody was found, or nobody in time.
    pub unserved: u64,
    /// Still to be decided.
    pub waiting: u64,
}

impl Fates {
    fn add(&mut self, state: RequestState, count: u64) {
        use RequestState as S;
        let fate = match state {
            // What was called off or never posted says nothing about coverage.
            S::Cancelled | S::Draft => return,
            S::Assigned | S::Completed => &mut self.served,
            S::Unserved | S::Expired => &mut self.unserved,
            S::Open | S::Proposed | S::Offered => &mut self.waiting,
        };
        *fate += count;
        self.posted += count;
    }
}

/// Figures of a region, or of a language in it, as they may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Lotsen who can be asked now.
    pub lotsen: Figure,
    /// Requests that were posted and not called off.
    pub posted: Figure,
    /// Somebody goes, or went.
    pub served: Figure,
    /// Nobody was found, or nobody in time.
    pub unserved: Figure,
    /// Still to be decided.
    pub waiting: Figure,
}

impl Told {
    /// What may be told.
    pub fn of(lotsen: u64, fates: Fates) -> Self {
        let parts = [fates.served, fates.unserved, fates.waiting].map(Figure::from);
        let [served, unserved, waiting] = parts;
        // Where a part is hidden, the sum would help to guess it.
        let posted = if parts.contains(&Figure::Few) { Figure::Few } else { fates.posted.into() };
        Self { lotsen: lotsen.into(), posted, served, unserved, waiting }
    }

    /// Of a hundred requests so many found nobody; `None` where there were none, or too few to tell.
    pub fn short_percent(&self) -> Option<u64> {
        match (self.posted, self.unserved) {
            (Figure::Told(posted), Figure::Told(unserved)) => (unserved * 100).checked_div(posted),
            _ => None,
        }
    }

    /// Whether something is not told.
    pub fn is_suppressed(&self) -> bool {
        [self.posted, self.unserved].contains(&Figure::Few)
    }
}

/// The outlines of the area's regions, for a map; drawn once.
pub fn outlines(context: &Context) -> Arc<Outlines> {
    static DRAWN: Mutex<BTreeMap<String, Arc<Outlines>>> = Mutex::new(BTreeMap::new());
    let code = context.area.code();
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = drawn.get(code) {
        return Arc::clone(found);
    }
    // Neighbours bound the outer cells. The tables are built in, so they are there.
    let around = load_area(&Source::Embedded, "germany").unwrap_or_else(|_| context.area.clone());
    let new = Arc::new(regions::outlines(&context.area, &around));
    drawn.insert(code.to_owned(), Arc::clone(&new));
    new
}

/// One language in one region.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InLanguage {
    /// Lotsen who speak it and can be asked.
    pub lotsen: u64,
    /// Requests for which it would do.
    pub requests: Fates,
}

/// One region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InRegion {
    /// Lotsen who live there and can be asked.
    pub lotsen: u64,
    /// Requests that take place there.
    pub requests: Fates,
    /// By language.
    pub languages: BTreeMap<LanguageCode, InLanguage>,
}

/// Coverage of every region of the area, by requests that were posted in these months.
///
/// # Errors
/// When the database fails.
pub fn figures(
    context: &Context,
    _grant: &Grant,
    months: Months,
) -> Result<BTreeMap<RegionCode, InRegion>, StorageError> {
    let counted = context.database.read(|tx| storage::coverage::count(tx, months.from, months.before))?;
    Ok(by_region(context, counted))
}

fn by_region(context: &Context, counted: Counted) -> BTreeMap<RegionCode, InRegion> {
    let regions = context.area.regions().iter().map(|region| (region.code.clone(), InRegion::default()));
    let mut all: BTreeMap<RegionCode, InRegion> = regions.collect();
    // A postcode that the tables no longer have belongs to no region.
    let region_of =
        |postcode: Postcode| context.area.gazetteer().place(postcode).ok().map(|place| place.region.clone());
    let mut at = |postcode: Postcode, add: &mut dyn FnMut(&mut InRegion)| {
        if let Some(region) = region_of(postcode).and_then(|code| all.get_mut(&code)) {
            add(region);
        }
    };
    for ((postcode, ()), count) in counted.lotsen {
        at(postcode, &mut |region| region.lotsen += count);
    }
    for ((postcode, language), count) in counted.lotsen_by_language {
        at(postcode, &mut |region| region.languages.entry(language).or_default().lotsen += count);
    }
    for ((postcode, state), count) in counted.requests {
        at(postcode, &mut |region| region.requests.add(state, count));
    }
    for ((postcode, (language, state)), count) in counted.requests_by_language {
        at(postcode, &mut |region| region.languages.entry(language).or_default().requests.add(state, count));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn around(from: &str, before: &str) -> (DateTime<Utc>, DateTime<Utc>) {
        let months = Months::around(at(from), at(before));
        (months.from(), months.before())
    }

    #[test]
    fn windows_are_whole_months_of_the_local_clock() {
        let november = (at("2026-10-31T23:00:00Z"), at("2026-11-30T23:00:00Z"));
        assert_eq!(around("2026-11-05T12:00:00Z", "2026-11-05T13:00:00Z"), november);
        assert_eq!(around("2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z"), november, "what is whole stays");
        let summer = (at("2026-05-31T22:00:00Z"), at("2026-12-31T23:00:00Z"));
        assert_eq!(around("2026-06-30T21:59:59Z", "2026-11-30T23:00:01Z"), summer);
        let (new_year, end) = ("2026-12-31T23:00:00Z", "2027-01-31T23:00:00Z");
        assert_eq!(around(new_year, "2027-01-01T00:00:00Z"), (at(new_year), at(end)));
    }

    #[test]
    fn windows_that_differ_by_less_than_a_month_tell_the_same() {
        let one = around("2026-03-03T00:00:00Z", "2026-11-05T12:00:00Z");
        for minutes in [1, 60, 24 * 60] {
            let later = at("2026-11-05T12:00:00Z") + chrono::Duration::minutes(minutes);
            assert_eq!(around("2026-03-03T00:00:00Z", &later.to_rfc3339()), one);
        }
    }

    #[test]
    fn one_looks_back_by_months() {
        let back = Months::back(at("2026-03-31T10:00:00Z"), 1);
        assert_eq!((back.from(), back.before()), (at("2026-01-31T23:00:00Z"), at("2026-03-31T22:00:00Z")));
    }

    #[test]
    fn the_ends_of_the_calendar_are_windows_too() {
        for end in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let months = Months::around(end, end);
            assert!(months.from() <= months.before(), "{months:?}");
        }
    }
}
