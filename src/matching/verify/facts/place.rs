//! Where a place of the problem file is, and in which region.

use crate::domain::geo::{Point, Postcode};
use crate::domain::region::Gazetteer;
use crate::matching::file::PlaceEntry;

/// A point and the region that decides which carrier is in charge.
#[derive(Debug, Clone)]
pub struct Spot<'p> {
    pub point: Point,
    pub region: Option<&'p str>,
}

impl<'p> Spot<'p> {
    /// Looks a place up; the error says what is wrong with it.
    pub fn read(entry: &'p PlaceEntry, gazetteer: &'p Gazetteer) -> Result<Self, String> {
        match entry {
            PlaceEntry::Postcode { postcode } => {
                let postcode = Postcode::parse(postcode).map_err(|error| error.to_string())?;
                let place = gazetteer.place(postcode).map_err(|error| error.to_string())?;
                Ok(Self { point: place.point, region: Some(place.region.as_str()) })
            }
            PlaceEntry::Coordinates { lat, lon, region } => {
                let point = Point::from_degrees(*lat, *lon).map_err(|error| error.to_string())?;
                Ok(Self { point, region: region.as_deref() })
            }
        }
    }
}
