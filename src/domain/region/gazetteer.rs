//! From a postcode to a place, in constant time.

use std::collections::{BTreeMap, HashMap};
use std::iter;

use thiserror::Error;

use super::{AreaError, RegionCode};
use crate::domain::geo::{Point, Postcode};

/// What is known of a postcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The postcode.
    pub postcode: Postcode,
    /// The municipality in which most of its people live.
    pub name: String,
    /// Where its people live, or the middle of its area: distances are measured from here.
    pub point: Point,
    /// The region in which most of its people live.
    pub region: RegionCode,
    /// Estimated inhabitants: a weight for made-up data, no statistic. Zero for slivers at a border.
    pub population: u32,
    /// Whether the point lies within the area. False for slivers of postal areas beyond the border: they lead to their
    /// region like any other, but must stay out of a map drawn from the points.
    pub inside: bool,
    /// Further regions it reaches into.
    shared_with: Vec<RegionCode>,
}

impl Place {
    /// A place in one region, inside the area.
    #[must_use]
    pub const fn new(postcode: Postcode, name: String, point: Point, region: RegionCode, population: u32) -> Self {
        Self { postcode, name, point, region, population, inside: true, shared_with: Vec::new() }
    }

    /// The same place, reaching into a further region.
    #[must_use]
    pub fn also_in(mut self, region: RegionCode) -> Self {
        self.shared_with.push(region);
        self
    }

    /// All regions of the postcode, the main one first. With more than one, the postcode alone does not say in which
    /// region an address lies: ask for the municipality.
    pub fn regions(&self) -> impl Iterator<Item = &RegionCode> {
        iter::once(&self.region).chain(&self.shared_with)
    }
}

/// All places of an area, by postcode and by region.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// By ascending postcode.
    places: Vec<Place>,
    by_postcode: HashMap<Postcode, usize>,
    by_region: BTreeMap<RegionCode, Vec<usize>>,
}

impl Gazetteer {
    /// Takes places in any order.
    ///
    /// # Errors
    /// A postcode that occurs twice.
    pub(super) fn new(mut places: Vec<Place>) -> Result<Self, AreaError> {
        let mut by_postcode = HashMap::with_capacity(places.len());
        for (index, place) in places.iter().enumerate() {
            if by_postcode.insert(place.postcode, index).is_some() {
                return Err(AreaError::PostcodeTwice { index, postcode: place.postcode });
            }
        }
        places.sort_unstable_by_key(|place| place.postcode);
        let mut by_region: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, place) in places.iter().enumerate() {
            by_postcode.insert(place.postcode, index);
            by_region.entry(place.region.clone()).or_default().push(index);
        }
        Ok(Self { places, by_postcode, by_region })
    }

    /// The place with this postcode.
    ///
    /// # Errors
    /// A postcode that is not in the table: mistyped, outside the area, or one of a post-office box or a firm, which
    /// have no place on the map.
    pub fn place(&self, postcode: Postcode) -> Result<&Place, UnknownPostcode> {
        self.by_postcode
            .get(&postcode)
            .and_then(|&index| self.places.get(index))
            .ok_or_else(|| UnknownPostcode { postcode, nearest_known: self.nearest(postcode) })
    }

    /// All places by ascending postcode.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The places whose main region is this one, by ascending postcode.
    pub fn places_in(&self, region: &RegionCode) -> impl Iterator<Item = &Place> {
        self.by_region.get(region).into_iter().flatten().filter_map(|&index| self.places.get(index))
    }

    /// The known postcode that shares the most first digits, at least two; of several, the one nearest in number.
    /// Post-office boxes and firms get their codes out of the range of their town, so this is the same town or near.
    fn nearest(&self, postcode: Postcode) -> Option<Postcode> {
        let after = self.places.partition_point(|place| place.postcode < postcode);
        // The best match is a neighbour in number: what lies further away shares no more digits.
        [after.checked_sub(1), Some(after)]
            .into_iter()
            .flatten()
            .filter_map(|index| self.places.get(index))
            .map(|place| place.postcode)
            .filter(|known| known.shared_digits(postcode) >= 2)
            .min_by_key(|known| (5 - known.shared_digits(postcode), known.number().abs_diff(postcode.number())))
    }
}

/// A postcode that no place has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("postcode {postcode} is not in the table of places")]
pub struct UnknownPostcode {
    /// The postcode as given.
    pub postcode: Postcode,
    /// A known postcode with the same first digits (at least two), to be offered as a remedy, never taken unasked.
    pub nearest_known: Option<Postcode>,
}

impl UnknownPostcode {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "postcode_unknown"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postcode(text: &str) -> Postcode {
        Postcode::parse(text).unwrap()
    }

    fn place(code: &str, region: &str) -> Place {
        let point = Point::from_degrees(51.0, 9.0).unwrap();
        Place::new(postcode(code), format!("town of {code}"), point, RegionCode::parse(region).unwrap(), 7)
    }

    fn gazetteer() -> Gazetteer {
        let north = RegionCode::parse("north").unwrap();
        let shared = place("34233", "north").also_in(RegionCode::parse("south").unwrap());
        let places = vec![shared, place("37269", "south"), place("34117", "north"), place("01067", "south")];
        let gazetteer = Gazetteer::new(places).unwrap();
        assert_eq!(gazetteer.places_in(&north).count(), 2);
        gazetteer
    }

    #[test]
    fn known_postcodes_lead_to_their_place() {
        let gazetteer = gazetteer();
        for code in ["01067", "34117", "34233", "37269"] {
            assert_eq!(gazetteer.place(postcode(code)).unwrap().name, format!("town of {code}"));
        }
        assert!(gazetteer.places().is_sorted_by_key(|place| place.postcode));
    }

    #[test]
    fn a_shared_postcode_names_both_regions_and_counts_in_one() {
        let gazetteer = gazetteer();
        let shared = gazetteer.place(postcode("34233")).unwrap();
        assert_eq!(shared.regions().map(RegionCode::as_str).collect::<Vec<_>>(), ["north", "south"]);
        let south = RegionCode::parse("south").unwrap();
        let codes: Vec<_> = gazetteer.places_in(&south).map(|place| place.postcode.to_string()).collect();
        assert_eq!(codes, ["01067", "37269"]);
        assert_eq!(gazetteer.places_in(&RegionCode::parse("west").unwrap()).count(), 0);
    }

    #[test]
    fn an_unknown_postcode_suggests_one_with_the_same_first_digits() {
        let gazetteer = gazetteer();
        let cases = [
            ("34012", Some("34117")),
            ("34199", Some("34117")),
            ("34200", Some("34233")),
            ("34299", Some("34233")),
            ("37999", Some("37269")),
            ("01001", Some("01067")),
            ("99999", None),
            ("00001", None),
            ("35000", None),
        ];
        for (code, nearest) in cases {
            let error = gazetteer.place(postcode(code)).unwrap_err();
            assert_eq!(error, UnknownPostcode { postcode: postcode(code), nearest_known: nearest.map(postcode) });
        }
        assert_eq!(Gazetteer::default().place(postcode("34117")).unwrap_err().nearest_known, None);
    }
}
