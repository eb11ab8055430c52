//! Lotsen who can be asked now: how many, how unequally what they do is spread, and which languages hang on one or two of them.
//!
//! These figures are of today and not of a year, so they are counted when they are asked for. Lotsen are at most some hundred thousand.

use std::collections::{BTreeMap, HashMap};

use super::suppress::{self, is_few};
use super::told::Shown;
use crate::app::Context;
use crate::domain::access::Grant;
use crate::domain::coverage::Dimension;
use crate::domain::geo::Postcode;
use crate::domain::id::OrganisationId;
use crate::domain::language::LanguageCode;
use crate::domain::region::{Area, RegionCode};
use crate::storage::coverage::lotsen::{self, InReach, Loads};
use crate::storage::{ReadTx, StorageError};

/// A language that so few carry is fragile.
const FEW_PEOPLE: u64 = 2;

/// Shares and rates are told in steps of so many percent, so that they do not tell single people.
pub const STEP: u64 = 5;

/// A share in steps.
pub fn percent(part: u64, all: u64) -> Option<u8> {
    let hundredths = (part * 200 + all * STEP).checked_div(all * 2 * STEP)?;
    u8::try_from(hundredths * STEP).ok()
}

/// Lotsen by what they are counted by.
#[derive(Debug, Clone, Default)]
pub struct Active {
    /// All of them.
    pub total: u64,
    /// By one dimension, or by region and language.
    by: BTreeMap<(String, String), Shown<u64>>,
    /// Of a hundred assignments so many are the busiest tenth's.
    pub spread: Option<u8>,
    spread_by: BTreeMap<String, Option<u8>>,
}

impl Active {
    /// How many there are of a part; `None` where they are not counted by this.
    pub fn of(&self, key: &(String, String)) -> Shown<u64> {
        self.by.get(key).copied().unwrap_or(Shown::Told(0))
    }

    /// How their assignments are spread.
    pub fn spread_of(&self, key: &str) -> Option<u8> {
        self.spread_by.get(key).copied().flatten()
    }
}

fn region_of(area: &Area, home: Postcode) -> String {
    area.gazetteer().place(home).map(|place| place.region.to_string()).unwrap_or_default()
}

/// Counts Lotsen by these dimensions; `None` where nobody is counted by them.
pub fn active(
    tx: &mut ReadTx,
    context: &Context,
    year: i32,
    by: (Option<Dimension>, Option<Dimension>),
) -> Result<Option<Active>, StorageError> {
    let (area, least) = (&context.area, context.least_told);
    match by {
        (None | Some(Dimension::Region), None) => {
            let region = |home: &Postcode| region_of(area, *home);
            Ok(Some(parts(lotsen::by_home(tx)?, lotsen::loads_by_home(tx, year)?, region, least)))
        }
        (Some(Dimension::Project), None) => {
            let loads = lotsen::loads_by_carrier(tx, year)?;
            Ok(Some(parts(lotsen::by_carrier(tx)?, loads, OrganisationId::to_string, least)))
        }
        (Some(Dimension::Language), None) | (Some(Dimension::Region), Some(Dimension::Language)) => {
            let total = lotsen::by_home(tx)?.iter().map(|(_, lotsen)| lotsen).sum();
            let by = by_language(area, lotsen::speakers(tx)?, by.1.is_some(), least);
            Ok(Some(Active { total, by, ..Active::default() }))
        }
        _ => Ok(None),
    }
}

/// Lotsen and how unequally what they do is spread, by the part of the whole that each belongs to.
fn parts<P>(lotsen: Vec<(P, u64)>, loads: Loads<P>, key: impl Fn(&P) -> String, least: u64) -> Active {
    let total: u64 = lotsen.iter().map(|(_, lotsen)| lotsen).sum();
    let mut lotsen_of: BTreeMap<String, u64> = BTreeMap::new();
    for (part, lotsen) in &lotsen {
        *lotsen_of.entry(key(part)).or_insert(0) += lotsen;
    }
    let mut of_all: BTreeMap<u64, u64> = BTreeMap::new();
    let mut loads_of: BTreeMap<String, BTreeMap<u64, u64>> = BTreeMap::new();
    for (part, assignments, count) in &loads {
        *of_all.entry(*assignments).or_insert(0) += count;
        *loads_of.entry(key(part)).or_default().entry(*assignments).or_insert(0) += count;
    }
    let told = lined(&lotsen_of, least);
    let spread_by = lotsen_of
        .iter()
        .filter(|(key, _)| matches!(told.get(*key), Some(Shown::Told(_))))
        .map(|(key, count)| (key.clone(), spread(loads_of.get(key), *count, least)))
        .collect();
    Active {
        total,
        by: told.into_iter().map(|(key, shown)| ((key, String::new()), shown)).collect(),
        spread: spread(Some(&of_all), total, least),
        spread_by,
    }
}

/// Parts that add up to what is told.
fn lined(counts: &BTreeMap<String, u64>, least: u64) -> BTreeMap<String, Shown<u64>> {
    let hidden = suppress::line(&counts.values().copied().collect::<Vec<_>>(), least);
    counts.iter().zip(hidden).map(|((key, count), hidden)| (key.clone(), Shown::unless(hidden, *count))).collect()
}

/// Of a hundred assignments so many are those of the busiest tenth, rounded up; `None` where there are too few people or assignments.
fn spread(loads: Option<&BTreeMap<u64, u64>>, lotsen: u64, least: u64) -> Option<u8> {
    let loads = loads?;
    let all: u64 = loads.iter().map(|(assignments, count)| assignments * count).sum();
    if lotsen < least || all < least {
        return None;
    }
    let mut left = lotsen.div_ceil(10);
    let mut of_tenth = 0;
    for (assignments, count) in loads.iter().rev() {
        let taken = left.min(*count);
        of_tenth += assignments * taken;
        left -= taken;
    }
    percent(of_tenth, all)
}

/// By language, and by region as well. Lotsen speak several, so languages do not add up; the regions of one language do.
fn by_language(
    area: &Area,
    speakers: Vec<(LanguageCode, Postcode, u64)>,
    in_regions: bool,
    least: u64,
) -> BTreeMap<(String, String), Shown<u64>> {
    let mut of: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (language, home, lotsen) in speakers {
        *of.entry(language.to_string()).or_default().entry(region_of(area, home)).or_insert(0) += lotsen;
    }
    let mut found = BTreeMap::new();
    for (language, regions) in of {
        let sum = regions.values().sum();
        if !in_regions {
            found.insert((language, String::new()), Shown::unless(is_few(sum, least), sum));
            continue;
        }
        for (region, shown) in lined(&regions, least) {
            found.insert((region, language.clone()), shown);
        }
    }
    found
}

/// Languages that one or two active people carry in reach of each region. It is told of people who have made themselves known as
/// speakers, because that is what has to be known to find a third one.
///
/// # Errors
/// When the database fails.
pub fn fragile(context: &Context, _grant: &Grant) -> Result<BTreeMap<RegionCode, Vec<LanguageCode>>, StorageError> {
    let speakers = context.database.read(lotsen::in_reach)?;
    let area = &context.area;
    let mut nearest: HashMap<Postcode, BTreeMap<&RegionCode, u32>> = HashMap::new();
    let mut carried: BTreeMap<(&RegionCode, LanguageCode), u64> = BTreeMap::new();
    for InReach { home, radius_km, language, lotsen } in &speakers {
        let Ok(from) = area.gazetteer().place(*home) else { continue };
        let distances = nearest.entry(*home).or_insert_with(|| {
            let mut nearest = BTreeMap::new();
            for place in area.gazetteer().places() {
                let metres = from.point.distance_m(place.point);
                let known = nearest.entry(&place.region).or_insert(metres);
                *known = metres.min(*known);
            }
            nearest
        });
        for (region, metres) in distances {
            if *metres <= u32::from(*radius_km) * 1000 {
                *carried.entry((region, *language)).or_insert(0) += lotsen;
            }
        }
    }
    let mut fragile: BTreeMap<RegionCode, Vec<LanguageCode>> = BTreeMap::new();
    for ((region, language), people) in carried {
        if people <= FEW_PEOPLE {
            fragile.entry(region.clone()).or_default().push(language);
        }
    }
    Ok(fragile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_in_steps() {
        assert_eq!([percent(1, 0), percent(0, 3), percent(3, 3)], [None, Some(0), Some(100)]);
        assert_eq!([percent(7, 100), percent(8, 100), percent(12, 100)], [Some(5), Some(10), Some(10)]);
    }

    #[test]
    fn the_busiest_tenth_has_its_share() {
        let loads = |all: &[(u64, u64)]| all.iter().copied().collect::<BTreeMap<u64, u64>>();
        // Two of twenty have ten each of thirty; those without any are Lotsen too.
        assert_eq!(spread(Some(&loads(&[(10, 2), (1, 10)])), 20, 5), Some(65));
        assert_eq!(spread(Some(&loads(&[(1, 20)])), 20, 5), Some(10));
        assert_eq!(spread(Some(&loads(&[(9, 1)])), 4, 5), None, "too few people");
        assert_eq!(spread(Some(&loads(&[(4, 1)])), 9, 5), None, "too few assignments");
    }
}
