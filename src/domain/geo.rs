//! Where something is: points on a sphere in whole metres, and German postcodes.
//!
//! Everything here is integer arithmetic once a point exists, so that two programs on two machines get the same
//! distances and a stranger can recompute a plan with pencil and paper. Deliberately absent: roads and minutes (see
//! [`super::travel`]), the table of postcodes (see [`super::region`]), and any map projection.

mod postcode;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::postcode::{Postcode, PostcodeError};

/// Mean radius of the Earth in metres (IUGG), rounded to the metre.
pub const EARTH_RADIUS_M: i32 = 6_371_008;

/// A place on the Earth: Cartesian coordinates in whole metres from the centre of a sphere of [`EARTH_RADIUS_M`].
///
/// The x axis meets the sphere at 0° N 0° E, y at 0° N 90° E, z at the north pole. WGS84 latitude is taken as the
/// latitude on the sphere, which puts a distance in Germany wrong by at most 0.4 %; the travel estimate built on it
/// is wrong by far more. In JSON a point is written `{"x": …, "y": …, "z": …}`, because only whole metres survive a
/// round trip exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "RawPoint")]
pub struct Point {
    x: i32,
    y: i32,
    z: i32,
}

impl Point {
    /// The point at a WGS84 position in degrees, every coordinate rounded to the nearest metre (halves away from zero).
    ///
    /// # Errors
    /// A latitude outside −90…90 or a longitude outside −180…180; not-a-number is outside both.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, GeoError> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(GeoError::Latitude { value: lat });
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(GeoError::Longitude { value: lon });
        }
        let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
        let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
        Ok(Self { x: whole_metres(cos_lat * cos_lon), y: whole_metres(cos_lat * sin_lon), z: whole_metres(sin_lat) })
    }

    /// The point with these coordinates in metres.
    ///
    /// # Errors
    /// A point more than one metre above or below the sphere, further than rounding ever moves it.
    pub fn from_metres(x: i32, y: i32, z: i32) -> Result<Self, GeoError> {
        let square = |v: i32| u64::from(v.unsigned_abs()).pow(2);
        let radius = u64::from(EARTH_RADIUS_M.unsigned_abs());
        // No overflow: the largest i32 squared is below 2^62, three of them below 2^64.
        let squared = square(x) + square(y) + square(z);
        if squared < (radius - 1).pow(2) || squared > (radius + 1).pow(2) {
            return Err(GeoError::OffTheSphere { x, y, z });
        }
        Ok(Self { x, y, z })
    }

    /// Metres towards 0° N 0° E.
    #[must_use]
    pub const fn x(self) -> i32 {
        self.x
    }

    /// Metres towards 0° N 90° E.
    #[must_use]
    pub const fn y(self) -> i32 {
        self.y
    }

    /// Metres towards the north pole.
    #[must_use]
    pub const fn z(self) -> i32 {
        self.z
    }

    /// The straight line between two points in metres: ⌈√(Δx² + Δy² + Δz²)⌉, exact.
    ///
    /// This is the chord through the Earth, not the arc over it. The chord is shorter by d²/24R², less than 0.04 %
    /// below 600 km. In return the triangle inequality holds without exception (the chord is a Euclidean distance, and
    /// rounding up keeps it), which the chains of appointments in the matching rely on.
    #[must_use]
    pub fn distance_m(self, other: Self) -> u32 {
        let sum = self.squared_m2(other);
        let floor = sum.isqrt();
        let ceiling = if floor * floor == sum { floor } else { floor + 1 };
        // At most the diameter, so the conversion never saturates.
        u32::try_from(ceiling).unwrap_or(u32::MAX)
    }

    /// Whether the straight line is at most so many metres long. The same as asking [`Point::distance_m`], without a root:
    /// rounding up to whole metres changes nothing against a limit that is whole.
    #[must_use]
    pub fn is_within_m(self, other: Self, metres: u32) -> bool {
        self.squared_m2(other) <= u64::from(metres).pow(2)
    }

    /// The square of the straight line. A difference is at most 2(R+1), so the sum stays below 2^50.
    fn squared_m2(self, other: Self) -> u64 {
        let squared = |a: i32, b: i32| u64::from(a.abs_diff(b)).pow(2);
        squared(self.x, other.x) + squared(self.y, other.y) + squared(self.z, other.z)
    }

    /// Latitude and longitude in degrees, for maps. Within a metre of the position the point was made from; not a
    /// way back to it, because the metres were rounded.
    #[must_use]
    pub fn to_degrees(self) -> (f64, f64) {
        let (x, y, z) = (f64::from(self.x), f64::from(self.y), f64::from(self.z));
        (z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees())
    }
}

/// A share of the radius (−1…1) in whole metres.
#[expect(clippy::cast_possible_truncation, reason = "the product lies between −R and R, which fits an i32")]
fn whole_metres(share: f64) -> i32 {
    (share * f64::from(EARTH_RADIUS_M)).round() as i32
}

/// A point as JSON has it, before it is checked to lie on the sphere.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawPoint {
    x: i32,
    y: i32,
    z: i32,
}

impl TryFrom<RawPoint> for Point {
    type Error = GeoError;

    fn try_from(raw: RawPoint) -> Result<Self, GeoError> {
        Self::from_metres(raw.x, raw.y, raw.z)
    }
}

/// Why something is not a place on the Earth.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum GeoError {
    /// Latitudes run from −90 to 90.
    #[error("latitude {value} is outside -90..90")]
    Latitude {
        /// The latitude as given, in degrees.
        value: f64,
    },
    /// Longitudes run from −180 to 180.
    #[error("longitude {value} is outside -180..180")]
    Longitude {
        /// The longitude as given, in degrees.
        value: f64,
    },
    /// The coordinates are more than a metre above or below the sphere.
    #[error("({x}, {y}, {z}) is not on the sphere of radius {EARTH_RADIUS_M} m")]
    OffTheSphere {
        /// Metres towards 0° N 0° E.
        x: i32,
        /// Metres towards 0° N 90° E.
        y: i32,
        /// Metres towards the north pole.
        z: i32,
    },
}

impl GeoError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Latitude { .. } => "latitude_out_of_range",
            Self::Longitude { .. } => "longitude_out_of_range",
            Self::OffTheSphere { .. } => "point_off_the_sphere",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_axes_are_where_the_documentation_says() {
        let at = |lat, lon| Point::from_degrees(lat, lon).unwrap();
        assert_eq!(at(0.0, 0.0), Point { x: EARTH_RADIUS_M, y: 0, z: 0 });
        assert_eq!(at(0.0, 90.0), Point { x: 0, y: EARTH_RADIUS_M, z: 0 });
        assert_eq!(at(90.0, 0.0), Point { x: 0, y: 0, z: EARTH_RADIUS_M });
        assert_eq!(at(0.0, 0.0).distance_m(at(0.0, 180.0)), 12_742_016);
    }

    #[test]
    fn a_distance_is_rounded_up() {
        let a = Point { x: EARTH_RADIUS_M, y: 0, z: 0 };
        assert_eq!(a.distance_m(a), 0);
        assert_eq!(a.distance_m(Point { y: 3, z: 4, ..a }), 5);
        assert_eq!(a.distance_m(Point { y: 1, z: 1, ..a }), 2);
    }

    #[test]
    fn positions_off_the_map_are_refused_with_their_value() {
        assert_eq!(Point::from_degrees(90.5, 9.0), Err(GeoError::Latitude { value: 90.5 }));
        assert_eq!(Point::from_degrees(50.0, -181.0), Err(GeoError::Longitude { value: -181.0 }));
        assert_eq!(Point::from_degrees(f64::NAN, 9.0).unwrap_err().code(), "latitude_out_of_range");
        assert_eq!(Point::from_degrees(50.0, f64::INFINITY).unwrap_err().code(), "longitude_out_of_range");
        assert_eq!(Point::from_metres(1, 2, 3), Err(GeoError::OffTheSphere { x: 1, y: 2, z: 3 }));
        assert!(Point::from_metres(i32::MIN, i32::MIN, i32::MIN).is_err());
    }

    #[test]
    fn a_point_survives_json_and_a_wrong_one_does_not() {
        let point = Point::from_degrees(51.1858, 10.05798).unwrap();
        let json = serde_json::to_string(&point).unwrap();
        assert_eq!(serde_json::from_str::<Point>(&json).unwrap(), point);
        assert!(serde_json::from_str::<Point>(r#"{"x":0,"y":0,"z":0}"#).is_err());
    }

    fn anywhere() -> impl Strategy<Value = Point> {
        (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lon)| Point::from_degrees(lat, lon).unwrap())
    }

    proptest! {
        #[test]
        fn the_triangle_inequality_holds(a in anywhere(), b in anywhere(), c in anywhere()) {
            prop_assert!(a.distance_m(c) <= a.distance_m(b) + b.distance_m(c));
            let metres = a.distance_m(b);
            prop_assert_eq!(metres, b.distance_m(a));
            prop_assert!(a.is_within_m(b, metres) && (metres == 0 || !a.is_within_m(b, metres - 1)));
        }

        #[test]
        fn degrees_come_back_within_a_metre(lat in -89.0..89.0, lon in -179.0..179.0) {
            let point = Point::from_degrees(lat, lon).unwrap();
            let (lat_back, lon_back) = point.to_degrees();
            let again = Point::from_degrees(lat_back, lon_back).unwrap();
            prop_assert!(point.distance_m(again) <= 2);
            prop_assert_eq!(Point::from_metres(point.x(), point.y(), point.z()), Ok(point));
        }
    }
}
