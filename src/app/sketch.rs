//! A small map: where somebody is needed, and from where others would come. Straight lines, from postcode to postcode.

use std::sync::Arc;

use super::{Context, coverage};
use crate::domain::geo::{Point, Postcode};
use crate::regions::Outlines;

/// What it shows, in units of a map that is [`MAP_WIDTH`](coverage::MAP_WIDTH) wide.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// The regions.
    pub outlines: Arc<Outlines>,
    /// Where somebody is needed.
    pub place: (f64, f64),
    /// From where others would come.
    pub homes: Vec<(f64, f64)>,
}

/// The sketch of a place and the ways to it; none of an area that cannot be drawn.
pub fn of(context: &Context, place: Point, homes: &[Point]) -> Option<Sketch> {
    let outlines = coverage::outlines(context);
    let place = outlines.at(place)?;
    let homes = homes.iter().filter_map(|home| outlines.at(*home)).collect();
    Some(Sketch { outlines, place, homes })
}

/// The middle of the town that has this postcode, by where its people live: whoever may know the town and not the place is shown no
/// more than that. `None` for postcodes that are not in the table.
pub fn middle_of_town(context: &Context, postcode: Postcode) -> Option<Point> {
    let gazetteer = context.area.gazetteer();
    let place = gazetteer.place(postcode).ok()?;
    let parts = gazetteer.places_in(&place.region).filter(|part| part.name == place.name);
    let (mut people, mut north, mut east) = (0.0, 0.0, 0.0);
    for part in parts {
        let (weight, (lat, lon)) = (f64::from(part.population.max(1)), part.point.to_degrees());
        people += weight;
        north += weight * lat;
        east += weight * lon;
    }
    Point::from_degrees(north / people, east / people).ok()
}
