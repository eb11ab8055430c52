//! Coverage: in which region and language Lotsen are, how many are needed, and for how many requests nobody was found.
//!
//! A figure of one or two could be somebody, so it is not told ([`Figure::Few`]); nor is any sum from which it could be taken back.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::Context;
use crate::domain::access::Grant;
use crate::domain::geo::Postcode;
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;
use crate::domain::request::RequestState;
use crate::regions::{self, Outlines, Source, load_area};
use crate::storage::coverage::Counted;
use crate::storage::{self, StorageError};

pub use crate::regions::{Outlines as Map, Ring, WIDTH as MAP_WIDTH};

/// Figures below this and above none are not told.
pub const LEAST: u64 = 3;

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

/// Coverage of every region of the area, by requests posted from one instant on and before another.
///
/// # Errors
/// When the database fails.
pub fn figures(
    context: &Context,
    _grant: &Grant,
    from: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<BTreeMap<RegionCode, InRegion>, StorageError> {
    let counted = context.database.read(|tx| storage::coverage::count(tx, from, before))?;
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
