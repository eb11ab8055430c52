//! Small areas for the tests of this module.

use crate::domain::geo::{Point, Postcode};
use crate::domain::region::{Ags, Area, Place, Region, RegionCode, RegionKind, RegionStatus};

/// A place at 50° N, a little further east for every postcode.
pub(super) fn place(postcode: &str, region: &str, population: u32) -> Place {
    let postcode = Postcode::parse(postcode).unwrap();
    let point = Point::from_degrees(50.0, 8.0 + f64::from(postcode.number() % 100) / 50.0).unwrap();
    Place::new(postcode, format!("Town {postcode}"), point, RegionCode::parse(region).unwrap(), population)
}

/// An area of these regions and places.
pub(super) fn area(regions: &[&str], places: Vec<Place>) -> Area {
    let status = || RegionStatus { valid_from: None, kind: RegionKind::District, ags: Ags::parse("06631").unwrap() };
    let region = |code: &&str| Region::new(RegionCode::parse(code).unwrap(), (*code).into(), vec![status()]).unwrap();
    Area::new("test".into(), regions.iter().map(region).collect(), places).unwrap()
}
