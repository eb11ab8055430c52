//! The region and language tables of this repository, and what happens to broken ones.

mod faults;
mod germany;
mod hessen;
mod languages;

use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::region::{Area, Place, RegionCode};

fn postcode(text: &str) -> Postcode {
    Postcode::parse(text).unwrap()
}

fn region(text: &str) -> RegionCode {
    RegionCode::parse(text).unwrap()
}

fn place<'a>(area: &'a Area, text: &str) -> &'a Place {
    area.gazetteer().place(postcode(text)).unwrap()
}

/// South, north, west and east in degrees.
fn bounds(area: &Area) -> (f64, f64, f64, f64) {
    let start = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
    area.gazetteer()
        .places()
        .iter()
        .map(|place| place.point.to_degrees())
        .fold(start, |(s, n, w, e), (lat, lon)| (s.min(lat), n.max(lat), w.min(lon), e.max(lon)))
}
