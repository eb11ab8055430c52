//! Where people live: places drawn by population, and which regions are neighbours.

use super::SyntheticError;
use super::chance::{Chance, Lottery};
use crate::domain::geo::Point;
use crate::domain::region::{Area, Place, Region};

/// How many of the nearest regions count as neighbours. It goes both ways, so a region may have more.
const NEAREST: usize = 4;
/// Regions whose main towns are further apart than this, in metres, are no neighbours.
const NEIGHBOURLY: u32 = 60_000;

/// An area as a place to live in. Regions are named by their position in it.
#[derive(Debug)]
pub(super) struct Settlement<'a> {
    regions: Vec<Settled<'a>>,
    everywhere: Lottery<(usize, &'a Place)>,
}

/// A region with inhabitants.
#[derive(Debug)]
pub(super) struct Settled<'a> {
    pub(super) region: &'a Region,
    pub(super) population: u64,
    places: Lottery<&'a Place>,
    /// Nearest first; never itself.
    pub(super) neighbours: Vec<usize>,
}

impl<'a> Settlement<'a> {
    /// The inhabited regions of an area, in its order. Slivers at the border, whose point lies outside, are left out.
    pub(super) fn new(area: &'a Area) -> Result<Self, SyntheticError> {
        let mut regions = Vec::new();
        let mut towns = Vec::new();
        let mut people = Vec::new();
        for region in area.regions() {
            let inhabited = |place: &&'a Place| place.inside && place.population > 0;
            let places: Vec<&Place> = area.gazetteer().places_in(&region.code).filter(inhabited).collect();
            let weighted = places.iter().map(|place| (u64::from(place.population), *place));
            let (Some(lottery), Some(town)) = (Lottery::new(weighted), main_town(&places)) else { continue };
            people.extend(places.iter().map(|place| (u64::from(place.population), (regions.len(), *place))));
            let population = places.iter().map(|place| u64::from(place.population)).sum();
            regions.push(Settled { region, population, places: lottery, neighbours: Vec::new() });
            towns.push(town);
        }
        let nobody = || SyntheticError::NobodyLivesThere { area: area.code().to_owned() };
        let everywhere = Lottery::new(people).ok_or_else(nobody)?;
        for (settled, neighbours) in regions.iter_mut().zip(neighbours(&towns)) {
            settled.neighbours = neighbours;
        }
        Ok(Self { regions, everywhere })
    }

    /// The regions with inhabitants.
    pub(super) fn regions(&self) -> &[Settled<'a>] {
        &self.regions
    }

    /// A home: region and place, by population.
    pub(super) fn home(&self, chance: &mut Chance) -> (usize, &'a Place) {
        self.everywhere.draw(chance)
    }

    /// A place in a region, by population; `None` past the last region.
    pub(super) fn place_in(&self, region: usize, chance: &mut Chance) -> Option<&'a Place> {
        Some(self.regions.get(region)?.places.draw(chance))
    }
}

/// The place with most inhabitants, the first of several.
fn main_town(places: &[&Place]) -> Option<Point> {
    let most = places.iter().map(|place| place.population).max()?;
    places.iter().find(|place| place.population == most).map(|place| place.point)
}

/// For each town the nearest others, and those to which it is among the nearest. Quadratic in the regions of an area
/// (some hundred), whatever the number of people.
fn neighbours(towns: &[Point]) -> Vec<Vec<usize>> {
    let near = |from: usize, town: &Point| {
        let others = towns.iter().enumerate().filter(|(to, _)| *to != from);
        let mut others: Vec<(u32, usize)> = others.map(|(to, other)| (town.distance_m(*other), to)).collect();
        others.retain(|(distance, _)| *distance <= NEIGHBOURLY);
        others.sort_unstable();
        others
    };
    let all: Vec<Vec<(u32, usize)>> = towns.iter().enumerate().map(|(from, town)| near(from, town)).collect();
    let nearest = |from: usize, to: usize| {
        all.get(from).is_some_and(|others| others.iter().take(NEAREST).any(|(_, other)| *other == to))
    };
    all.iter()
        .enumerate()
        .map(|(from, others)| {
            let both_ways = others.iter().map(|(_, to)| *to).filter(|to| nearest(from, *to) || nearest(*to, from));
            both_ways.collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::chance::{Seed, Stream};
    use super::super::testing::{area, place};
    use super::*;

    #[test]
    fn neighbours_know_each_other() {
        let at = |lon: f64| Point::from_degrees(50.0, lon).unwrap();
        // 0.1° of longitude are 7 km here: six towns in a row, and one 200 km away.
        let towns: Vec<Point> = [8.0, 8.1, 8.2, 8.3, 8.4, 8.5, 11.3].map(at).to_vec();
        let neighbours = neighbours(&towns);
        assert_eq!(neighbours[0], [1, 2, 3, 4]);
        assert_eq!(neighbours[5], [4, 3, 2, 1]);
        assert!(neighbours[6].is_empty());
        for (from, others) in neighbours.iter().enumerate() {
            assert!(others.iter().all(|to| *to != from && neighbours[*to].contains(&from)));
        }
    }

    #[test]
    fn people_live_where_people_live() {
        let mut sliver = place("10003", "a", 900);
        sliver.inside = false;
        let area = area(&["a", "empty", "b"], vec![place("10001", "a", 300), place("10002", "b", 100), sliver]);
        let settlement = Settlement::new(&area).unwrap();
        let names: Vec<&str> = settlement.regions().iter().map(|s| s.region.code.as_str()).collect();
        assert_eq!(names, ["a", "b"], "the region without places is left out");
        let mut chance = Seed(1).chance(Stream::Lotse, 0);
        let in_a = (0..1000).filter(|_| settlement.home(&mut chance).0 == 0).count();
        assert!((700..800).contains(&in_a), "{in_a}");
        assert_eq!(settlement.place_in(1, &mut chance).unwrap().population, 100);
        assert!(settlement.place_in(2, &mut chance).is_none());
        let nobody = super::super::testing::area(&["a"], vec![place("10001", "a", 0)]);
        assert_eq!(Settlement::new(&nobody).unwrap_err().code(), "synthetic_nobody_lives_there");
    }
}
