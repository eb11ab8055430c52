//! A small map with a place and the ways to it. What it shows stands in words beside it: it is one picture, with a sentence.

use askama::Template;

use crate::app::coverage::Ring;
use crate::app::sketch;

/// Units of the map that are shown at least, about twenty kilometres.
const LEAST: f64 = 54.0;

/// Height of the picture for its width.
const SHAPE: f64 = 0.6;

/// A dot with its label.
#[derive(Debug, Clone)]
struct Dot {
    class: &'static str,
    x: String,
    y: String,
    text_x: String,
    text_y: String,
    anchor: &'static str,
    label: String,
}

/// A small map.
#[derive(Debug, Clone, Template)]
#[template(path = "web/components/sketch.html")]
pub struct Sketch {
    view: String,
    title: String,
    shapes: Vec<String>,
    ways: Vec<((String, String), (String, String))>,
    marks: Vec<Dot>,
    dot: String,
    letters: String,
}

impl Sketch {
    /// With the name of the place, what each home is called, and the sentence that says what is to be seen.
    pub fn of(drawn: &sketch::Sketch, place: &str, homes: &[String], title: String) -> Self {
        let window = Window::around(drawn.homes.iter().chain([&drawn.place]));
        let rings = drawn.outlines.rings.values().flatten().filter(|ring| window.shows(ring));
        // Who lives at the same postcode shares a dot.
        let mut dots: Vec<((f64, f64), String)> = Vec::new();
        for (at, label) in drawn.homes.iter().zip(homes) {
            match dots.iter_mut().find(|(known, _)| known == at) {
                Some((_, labels)) => labels.push_str(&format!(", {label}")),
                None => dots.push((*at, label.clone())),
            }
        }
        let home = |(at, label): &((f64, f64), String)| window.dot("home", *at, label.clone());
        Self {
            view: window.view(),
            title,
            shapes: rings.map(path).collect(),
            ways: dots.iter().map(|(at, _)| (said(*at), said(drawn.place))).collect(),
            marks: dots.iter().map(home).chain([window.dot("place", drawn.place, place.to_owned())]).collect(),
            dot: number(window.width / 60.0),
            letters: number(window.width / 24.0),
        }
    }
}

/// What of the map is shown.
struct Window {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Window {
    fn around<'a>(points: impl Iterator<Item = &'a (f64, f64)> + Clone) -> Self {
        let range = |of: fn(&(f64, f64)) -> f64| {
            let all = points.clone().map(of);
            (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (north, south)) = (range(|point| point.0), range(|point| point.1));
        // With room for labels on both sides.
        let width = ((east - west) * 1.5).max((south - north) * 1.5 / SHAPE).max(LEAST);
        let height = width * SHAPE;
        let (left, top) = (f64::midpoint(west, east) - width / 2.0, f64::midpoint(north, south) - height / 2.0);
        Self { left, top, width, height }
    }

    fn view(&self) -> String {
        [self.left, self.top, self.width, self.height].map(number).join(" ")
    }

    /// Whether something of a ring may be seen.
    fn shows(&self, ring: &Ring) -> bool {
        let (right, bottom) = (self.left + self.width, self.top + self.height);
        let beside = [
            ring.iter().all(|(x, _)| *x < self.left),
            ring.iter().all(|(x, _)| *x > right),
            ring.iter().all(|(_, y)| *y < self.top),
            ring.iter().all(|(_, y)| *y > bottom),
        ];
        !beside.contains(&true)
    }

    /// The label stands towards the middle, so that it is not cut off.
    fn dot(&self, class: &'static str, (x, y): (f64, f64), label: String) -> Dot {
        let is_left = x < self.left + self.width / 2.0;
        let aside = self.width / 40.0;
        let (anchor, text_x) = if is_left { ("start", x + aside) } else { ("end", x - aside) };
        let text_y = if class == "place" { y - aside } else { y + aside * 1.6 };
        Dot { class, x: number(x), y: number(y), text_x: number(text_x), text_y: number(text_y), anchor, label }
    }
}

fn said((x, y): (f64, f64)) -> (String, String) {
    (number(x), number(y))
}

fn number(number: f64) -> String {
    format!("{number:.1}")
}

/// A ring as the path of a drawing.
pub fn path(ring: &Ring) -> String {
    let mut path = String::new();
    for (at, (x, y)) in ring.iter().enumerate() {
        path.push_str(&format!("{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' }));
    }
    path.push('Z');
    path
}
