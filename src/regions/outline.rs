//! Outlines of regions for a map: the Voronoi cells of the places, those of one region taken together.
//!
//! ```text
//! places of the area, each with its region ──┐
//! places around it, which bound the cells ───┼──► Delaunay triangulation ──► edges between two regions ──► rings
//! a grid where nobody lives far and wide ────┘
//! ```
//!
//! No polygon of others is needed, and another state is drawn by the same code. Absent: who drew what where in law; a cell ends half-way
//! between two places.

use std::collections::{BTreeMap, HashMap};

use spade::handles::FixedFaceHandle;
use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};

use crate::domain::geo::Point;
use crate::domain::region::{Area, RegionCode};

/// A ring of corners: east and south in units of a map that is [`WIDTH`] wide. The last one is joined to the first.
pub type Ring = Vec<(f64, f64)>;

/// Units from west to east.
pub const WIDTH: f64 = 600.0;

/// Where there is no place within so many degrees of latitude, there is nobody: the sea, or another country.
const LONELY: f64 = 0.2;

/// Corners that are nearer than this are one.
const FINE: f64 = 0.6;

/// Outlines of all regions of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlines {
    /// Units from north to south.
    pub height: f64,
    /// The rings of each region, the longest first.
    pub rings: BTreeMap<RegionCode, Vec<Ring>>,
    frame: Option<Frame>,
}

impl Outlines {
    /// An area that cannot be drawn.
    const EMPTY: Self = Self { height: 0.0, rings: BTreeMap::new(), frame: None };

    /// Where a point of the world is on the map, be it beside it; nowhere on one that is empty.
    pub fn at(&self, point: Point) -> Option<(f64, f64)> {
        let (lat, lon) = point.to_degrees();
        self.frame.map(|frame| frame.flat(lat, lon))
    }
}

/// A place on the plane; `None` for those that only bound others.
struct Site {
    position: Point2<f64>,
    region: Option<usize>,
}

impl HasPosition for Site {
    type Scalar = f64;

    fn position(&self) -> Point2<f64> {
        self.position
    }
}

/// The outlines of an area's regions; places of `around` that are none of the area bound them. An area that cannot be drawn has none.
#[must_use]
pub fn outlines(area: &Area, around: &Area) -> Outlines {
    let codes: Vec<&RegionCode> = area.regions().iter().map(|region| &region.code).collect();
    let number = |code: &RegionCode| codes.iter().position(|own| *own == code);
    let own = area.gazetteer().places().iter().filter(|place| place.inside);
    let mut sites: Vec<(f64, f64, Option<usize>)> = own
        .map(|place| {
            let (lat, lon) = place.point.to_degrees();
            (lat, lon, number(&place.region))
        })
        .collect();
    let others = around
        .gazetteer()
        .places()
        .iter()
        .filter(|place| place.inside && area.gazetteer().place(place.postcode).is_err());
    sites.extend(others.map(|place| {
        let (lat, lon) = place.point.to_degrees();
        (lat, lon, None)
    }));
    let Some(frame) = Frame::around(&sites) else { return Outlines::EMPTY };
    sites.retain(|(lat, lon, _)| frame.is_near(*lat, *lon));
    sites.extend(frame.lonely(&sites).into_iter().map(|(lat, lon)| (lat, lon, None)));
    let flat = sites.iter().map(|(lat, lon, region)| {
        let (x, y) = frame.flat(*lat, *lon);
        Site { position: Point2::new(x, y), region: *region }
    });
    let Ok(triangles) = DelaunayTriangulation::<Site>::bulk_load(flat.collect()) else {
        return Outlines::EMPTY;
    };
    let rings = borders(&triangles, codes.len()).into_iter().zip(codes);
    Outlines {
        height: frame.height(),
        rings: rings.map(|(next, code)| (code.clone(), chained(&triangles, next))).collect(),
        frame: Some(frame),
    }
}

/// For each region the border around it, counter-clockwise: from one triangle to the next.
type Border = HashMap<FixedFaceHandle<spade::handles::InnerTag>, FixedFaceHandle<spade::handles::InnerTag>>;

fn borders(triangles: &DelaunayTriangulation<Site>, regions: usize) -> Vec<Border> {
    let mut borders: Vec<Border> = vec![HashMap::new(); regions];
    for edge in triangles.directed_edges() {
        let (here, there) = (edge.from().data().region, edge.to().data().region);
        let Some(border) = here.filter(|_| here != there).and_then(|region| borders.get_mut(region)) else { continue };
        // Around a place the triangle on the right of an edge comes before the one on its left.
        if let (Some(right), Some(left)) = (edge.rev().face().as_inner(), edge.face().as_inner()) {
            border.insert(right.fix(), left.fix());
        }
    }
    borders
}

/// Rings from a border.
fn chained(triangles: &DelaunayTriangulation<Site>, mut next: Border) -> Vec<Ring> {
    let mut rings = Vec::new();
    while let Some(first) = next.keys().min_by_key(|face| face.index()).copied() {
        let (mut ring, mut at): (Ring, _) = (Vec::new(), first);
        while let Some(to) = next.remove(&at) {
            let corner = triangles.face(at).circumcenter();
            let is_far = |last: &(f64, f64)| (last.0 - corner.x).hypot(last.1 - corner.y) >= FINE;
            if ring.last().is_none_or(is_far) {
                ring.push((corner.x, corner.y));
            }
            at = to;
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings.sort_by_key(|ring| std::cmp::Reverse(ring.len()));
    rings
}

/// What of the world is drawn, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Frame {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

impl Frame {
    /// Around the places that have a region, with a little air.
    fn around(sites: &[(f64, f64, Option<usize>)]) -> Option<Self> {
        let mut own = sites.iter().filter(|(_, _, region)| region.is_some());
        let (lat, lon, _) = own.next()?;
        let mut frame = Self { south: *lat, north: *lat, west: *lon, east: *lon };
        for (lat, lon, _) in own {
            frame.south = frame.south.min(*lat);
            frame.north = frame.north.max(*lat);
            frame.west = frame.west.min(*lon);
            frame.east = frame.east.max(*lon);
        }
        let air = LONELY / 2.0;
        Some(Self {
            south: frame.south - air,
            north: frame.north + air,
            west: frame.west - air * 1.6,
            east: frame.east + air * 1.6,
        })
    }

    fn is_near(&self, lat: f64, lon: f64) -> bool {
        let far = 4.0 * LONELY;
        (self.south - far..=self.north + far).contains(&lat) && (self.west - far..=self.east + far).contains(&lon)
    }

    /// So many degrees of longitude are as long as one of latitude.
    fn stretch(&self) -> f64 {
        f64::midpoint(self.south, self.north).to_radians().cos().max(0.1)
    }

    fn scale(&self) -> f64 {
        WIDTH / ((self.east - self.west) * self.stretch()).max(f64::EPSILON)
    }

    fn height(&self) -> f64 {
        (self.north - self.south) * self.scale()
    }

    fn flat(&self, lat: f64, lon: f64) -> (f64, f64) {
        ((lon - self.west) * self.stretch() * self.scale(), (self.north - lat) * self.scale())
    }

    /// Points of a grid that are far from every place.
    fn lonely(&self, sites: &[(f64, f64, Option<usize>)]) -> Vec<(f64, f64)> {
        let step = LONELY * 0.75;
        let stretch = self.stretch();
        let mut points = Vec::new();
        let mut lat = self.south - 2.0 * LONELY;
        while lat <= self.north + 2.0 * LONELY {
            let mut lon = self.west - 3.0 * LONELY;
            while lon <= self.east + 3.0 * LONELY {
                let is_near =
                    |site: &(f64, f64, Option<usize>)| (site.0 - lat).hypot((site.1 - lon) * stretch) < LONELY;
                if !sites.iter().any(is_near) {
                    points.push((lat, lon));
                }
                lon += step / stretch;
            }
            lat += step;
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions::{Source, load_area};

    #[test]
    fn the_33_regions_of_hessen_cover_it_without_gaps() {
        let [hessen, germany] = ["hessen", "germany"].map(|area| load_area(&Source::Embedded, area).unwrap());
        let drawn = outlines(&hessen, &germany);
        assert_eq!(drawn.rings.len(), 33);
        let area = |ring: &Ring| {
            let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
            pairs.map(|((x1, y1), (x2, y2))| x1 * y2 - x2 * y1).sum::<f64>().abs() / 2.0
        };
        let sizes: BTreeMap<&RegionCode, f64> =
            drawn.rings.iter().map(|(code, rings)| (code, rings.iter().map(area).sum::<f64>())).collect();
        assert!(sizes.values().all(|size| *size > 100.0), "{sizes:?}");
        // 21,116 km² of about 230 km by 260 km; the corners of the picture are others' land.
        let share = sizes.values().sum::<f64>() / (WIDTH * drawn.height);
        assert!((0.3..0.65).contains(&share), "{share}");
        let inside =
            |(x, y): &(f64, f64)| (-60.0..=WIDTH + 60.0).contains(x) && (-60.0..=drawn.height + 60.0).contains(y);
        assert!(drawn.rings.values().flatten().flatten().all(inside), "no corner is far away");
    }

    #[test]
    fn an_area_without_neighbours_is_bounded_too() {
        let germany = load_area(&Source::Embedded, "germany").unwrap();
        let drawn = outlines(&germany, &germany);
        assert_eq!(drawn.rings.len(), germany.regions().len());
    }
}
