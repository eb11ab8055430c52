//! The map: regions filled by their figures. Those too small for an eye have a square of the same fill in the margin, with their name and a line
//! that leads to where they are.

use super::font;
use super::scene::{Anchor, Form, Group, Ink, Item, Scene, text_at};
use super::shade::Shade;
use crate::app::coverage::Ring;

/// A region as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// What it is called in the drawing.
    pub label: String,
    /// Its borders; the longest ring first.
    pub rings: Vec<Ring>,
    /// How it is filled.
    pub shade: Shade,
    /// Its figure, in a few signs, for whoever prints without colours.
    pub sign: String,
    /// Name and figure in words.
    pub said: String,
    /// Where it leads.
    pub link: Option<String>,
}

/// Width of a margin.
const MARGIN: f64 = 200.0;

/// A region with less than this share of all land, in a thousand, is too small for an eye.
const SMALL: f64 = 13.0;

/// From one entry of a margin to the next.
const LINE: f64 = 42.0;

/// Side of a square in the margin.
const SQUARE: f64 = 24.0;

/// Size of letters.
const LETTERS: f64 = 17.0;

/// Draws regions, whose rings lie on a sheet of this width and height.
pub fn map(title: &str, (width, height): (f64, f64), regions: &[Region]) -> Scene {
    let mut scene = Scene::new(width + 2.0 * MARGIN, height, title);
    let land: f64 = regions.iter().map(Region::extent).sum();
    let is_small = |region: &Region| region.extent() * 1000.0 < SMALL * land;
    for region in regions.iter().filter(|region| !region.rings.is_empty()) {
        let rings = region.rings.iter().map(|ring| ring.iter().map(|(x, y)| (x + MARGIN, *y)).collect()).collect();
        let mut items = vec![Item { form: Form::Area(rings), ink: Ink::Shade(region.shade) }];
        if !is_small(region) {
            let (x, y) = region.spot();
            let sign = text_at((x + MARGIN, y + LETTERS / 3.0), Anchor::Middle, LETTERS, false, &region.sign);
            items.push(Item { form: sign, ink: Ink::On(region.shade) });
        }
        scene.groups.push(Group { name: Some(region.said.clone()), link: region.link.clone(), items });
    }
    let small: Vec<&Region> = regions.iter().filter(|region| !region.rings.is_empty() && is_small(region)).collect();
    let (west, east) = halves(small);
    scene.groups.extend(margin(&west, height, width, true));
    scene.groups.extend(margin(&east, height, width, false));
    scene
}

/// The western half of regions and the eastern one, so that neither margin is crowded.
fn halves(mut regions: Vec<&Region>) -> (Vec<&Region>, Vec<&Region>) {
    regions.sort_by(|one, other| one.middle().0.total_cmp(&other.middle().0));
    let east = regions.split_off(regions.len().div_ceil(2));
    (regions, east)
}

/// Entries of one margin: each as near to its region's height as the others let it.
fn margin(regions: &[&Region], height: f64, width: f64, is_west: bool) -> Vec<Group> {
    let mut sorted: Vec<&&Region> = regions.iter().collect();
    sorted.sort_by(|one, other| one.middle().1.total_cmp(&other.middle().1));
    let wished: Vec<f64> = sorted.iter().map(|region| region.middle().1).collect();
    let rows = spread(&wished, LINE, LINE / 2.0, height - LINE / 2.0);
    let square = |y: f64| {
        let x = if is_west { MARGIN - 14.0 - SQUARE } else { MARGIN + width + 14.0 };
        Form::Box(x, y - SQUARE / 2.0, SQUARE, SQUARE)
    };
    let mut groups = Vec::new();
    for (region, y) in sorted.iter().zip(rows) {
        let (x, at) = region.middle();
        let from = if is_west { MARGIN - 12.0 } else { MARGIN + width + 12.0 };
        let (name_x, anchor) = if is_west {
            (MARGIN - 20.0 - SQUARE, Anchor::End)
        } else {
            (MARGIN + width + 20.0 + SQUARE, Anchor::Start)
        };
        let words = format!("{}: {}", region.label, region.sign);
        let lines = font::lines(&words, LETTERS, false, MARGIN - 26.0 - SQUARE);
        let mut items = vec![
            Item { form: Form::Line(vec![(from, y), (x + MARGIN, at)]), ink: Ink::Rule },
            Item { form: Form::Dot(x + MARGIN, at, 2.5), ink: Ink::Label },
            Item { form: square(y), ink: Ink::Shade(region.shade) },
        ];
        let first = y + LETTERS / 3.0 - LETTERS * 0.55 * (lines.len().min(2) as f64 - 1.0);
        for (line, name) in (0..2).zip(&lines) {
            let at = (name_x, first + f64::from(line) * LETTERS * 1.1);
            items.push(Item { form: text_at(at, anchor, LETTERS, false, name), ink: Ink::Label });
        }
        // It is reached by the region itself; twice would be once too often for whoever goes by keys.
        groups.push(Group { name: Some(region.said.clone()), link: None, items });
    }
    groups
}

/// Places in this order, no two nearer than `least`, all within the ends, and each near to what it wished.
fn spread(wished: &[f64], least: f64, first: f64, last: f64) -> Vec<f64> {
    let least = if wished.len() > 1 { least.min((last - first) / (wished.len() - 1) as f64) } else { least };
    let mut places: Vec<f64> = Vec::with_capacity(wished.len());
    for wish in wished {
        let above = places.last().map_or(first, |above| above + least);
        places.push(wish.max(above));
    }
    let mut below = last;
    for place in places.iter_mut().rev() {
        *place = place.min(below);
        below = *place - least;
    }
    places
}

/// As much of a name as there is room for.
pub(super) fn shortened(name: &str, room: f64, size: f64) -> String {
    if font::width(name, size, false) <= room {
        return name.to_owned();
    }
    let mut short = name.to_owned();
    while !short.is_empty() && font::width(&short, size, false) + size * 0.8 > room {
        short.pop();
    }
    format!("{}…", short.trim_end())
}

impl Region {
    /// How much land it has, in square units.
    fn extent(&self) -> f64 {
        self.rings.first().map_or(0.0, |ring| area_and_middle(ring).0.abs())
    }

    /// The middle of its largest part.
    pub(super) fn middle(&self) -> (f64, f64) {
        self.rings.first().map_or((0.0, 0.0), |ring| area_and_middle(ring).1)
    }
}

/// So many places from side to side are tried for a label.
const TRIED: u32 = 16;

impl Region {
    /// Where a label has most room: of a grid of places within the borders the one farthest from any.
    fn spot(&self) -> (f64, f64) {
        let Some(ring) = self.rings.first() else { return (0.0, 0.0) };
        let range = |of: fn(&(f64, f64)) -> f64| {
            let all = || ring.iter().map(of);
            (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (north, south)) = (range(|point| point.0), range(|point| point.1));
        let step = |from: f64, to: f64, at: u32| from + (to - from) * (f64::from(at) + 0.5) / f64::from(TRIED);
        let tried = (0..TRIED).flat_map(|down| (0..TRIED).map(move |right| (right, down)));
        let places = tried.map(|(right, down)| (step(west, east, right), step(north, south, down)));
        let room = |place: &(f64, f64)| self.room(*place);
        let best = places.max_by(|one, other| room(one).total_cmp(&room(other)));
        best.filter(|place| room(place) > 0.0).unwrap_or_else(|| self.middle())
    }

    /// How far a place is from the nearest border; less than nothing outside.
    fn room(&self, (x, y): (f64, f64)) -> f64 {
        let (mut inside, mut nearest) = (false, f64::INFINITY);
        for ring in &self.rings {
            for ((x1, y1), (x2, y2)) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                if (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
                    inside = !inside;
                }
                let (right, down) = (x2 - x1, y2 - y1);
                let along = ((x - x1) * right + (y - y1) * down) / (right * right + down * down).max(f64::EPSILON);
                let along = along.clamp(0.0, 1.0);
                // A label is wider than it is high.
                let (aside, below) = (x - (x1 + along * right), 2.0 * (y - (y1 + along * down)));
                nearest = nearest.min(aside.hypot(below));
            }
        }
        if inside { nearest } else { -nearest }
    }
}

/// Signed area and centroid of a ring.
fn area_and_middle(ring: &Ring) -> (f64, (f64, f64)) {
    let next = ring.iter().cycle().skip(1);
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for ((x1, y1), (x2, y2)) in ring.iter().zip(next) {
        let cross = x1 * y2 - x2 * y1;
        twice += cross;
        x += (x1 + x2) * cross;
        y += (y1 + y2) * cross;
    }
    let any = ring.first().copied().unwrap_or_default();
    if twice.abs() < f64::EPSILON { (0.0, any) } else { (twice / 2.0, (x / (3.0 * twice), y / (3.0 * twice))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_its_extent_and_middle() {
        let square = vec![(10.0, 10.0), (14.0, 10.0), (14.0, 14.0), (10.0, 14.0)];
        let (area, (x, y)) = area_and_middle(&square);
        assert!((area.abs() - 16.0).abs() < 1e-9 && (x - 12.0).abs() < 1e-9 && (y - 12.0).abs() < 1e-9);
    }

    #[test]
    fn entries_of_a_margin_keep_their_distance_and_their_order() {
        let places = spread(&[50.0, 51.0, 52.0, 300.0, 395.0, 399.0], 30.0, 15.0, 385.0);
        assert!(places.windows(2).all(|two| two[1] - two[0] >= 30.0 - 1e-9), "{places:?}");
        assert!(places.iter().all(|place| (15.0..=385.0).contains(place)), "{places:?}");
        let crowded = spread(&[10.0; 20], 30.0, 0.0, 190.0);
        assert!(crowded.windows(2).all(|two| two[1] - two[0] > 9.9), "{crowded:?}");
    }

    #[test]
    fn a_label_stands_beside_a_hole_and_not_in_it() {
        let square = |from: f64, to: f64| vec![(from, from), (to, from), (to, to), (from, to)];
        let around = Region {
            label: String::new(),
            rings: vec![square(0.0, 100.0), square(30.0, 70.0)],
            shade: Shade::None,
            sign: String::new(),
            said: String::new(),
            link: None,
        };
        let (x, y) = around.middle();
        assert!(
            (x - 50.0).abs() < 1e-9 && (y - 50.0).abs() < 1e-9 && around.room((x, y)) < 0.0,
            "the middle is in the hole"
        );
        let spot = around.spot();
        assert!(around.room(spot) > 8.0, "{spot:?}");
    }

    #[test]
    fn the_small_ones_have_a_square_in_the_margin() {
        let ring = |x: f64, side: f64| vec![(x, 0.0), (x + side, 0.0), (x + side, side), (x, side)];
        let region = |label: &str, ring: Ring| Region {
            label: label.to_owned(),
            rings: vec![ring],
            shade: Shade::Class(2),
            sign: "17 %".to_owned(),
            said: format!("{label}: 17 %"),
            link: Some(format!("#{label}")),
        };
        let scene =
            map("Karte", (600.0, 400.0), &[region("Land", ring(0.0, 300.0)), region("Stadt", ring(400.0, 9.0))]);
        let texts: Vec<&str> = scene
            .groups
            .iter()
            .flat_map(|group| &group.items)
            .filter_map(|item| match &item.form {
                Form::Text(text) => Some(text.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["17 %", "Stadt: 17 %"]);
        assert_eq!(scene.groups.iter().filter(|group| group.link.is_some()).count(), 2, "each once");
    }
}
