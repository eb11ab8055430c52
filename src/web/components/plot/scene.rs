//! What is drawn, before it is known on what: shapes with inks, in groups that may be links.

use super::font;
use super::shade::Shade;
use crate::app::coverage::Ring;

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Units from left to right.
    pub width: f64,
    /// Units from top to bottom.
    pub height: f64,
    /// What is to be seen, in a sentence.
    pub title: String,
    /// From the back to the front.
    pub groups: Vec<Group>,
}

/// Shapes that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// What it is, for whoever points at it or does not see it; shapes without a name only adorn.
    pub name: Option<String>,
    /// Where it leads. Only what has a name leads somewhere.
    pub link: Option<String>,
    /// From the back to the front.
    pub items: Vec<Item>,
}

/// A shape with its ink.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its form.
    pub form: Form,
    /// How it looks.
    pub ink: Ink,
}

/// A form.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Rings, filled.
    Area(Vec<Ring>),
    /// Left, top, width, height.
    Box(f64, f64, f64, f64),
    /// From corner to corner.
    Line(Vec<(f64, f64)>),
    /// Middle and radius.
    Dot(f64, f64, f64),
    /// Letters.
    Text(Text),
}

/// Letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where they are anchored, on the line they stand on.
    pub at: (f64, f64),
    /// Which end of them is there.
    pub anchor: Anchor,
    /// Units from one line to the next, about.
    pub size: f64,
    /// Whether they are fat.
    pub bold: bool,
    /// Whether they run upwards.
    pub upwards: bool,
    /// What they say.
    pub text: String,
}

/// Which end of a text is where it is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The first letter.
    Start,
    /// The middle.
    Middle,
    /// The last letter.
    End,
}

/// How something looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Filled by a figure.
    Shade(Shade),
    /// Letters on that.
    On(Shade),
    /// Letters.
    Label,
    /// Letters of less weight: axes.
    Soft,
    /// A line that only guides.
    Rule,
    /// Lotsen.
    Supply,
    /// Requests.
    Demand,
    /// One of three lines over time, told apart by their dashes too.
    Series(usize),
}

impl Scene {
    /// An empty one.
    pub fn new(width: f64, height: f64, title: impl Into<String>) -> Self {
        Self { width, height, title: title.into(), groups: Vec::new() }
    }

    /// Drawings side by side, to be kept as one.
    pub fn beside(scenes: &[Self], columns: usize, gap: f64, title: impl Into<String>) -> Self {
        let width = scenes.iter().map(|scene| scene.width).fold(0.0, f64::max);
        let height = scenes.iter().map(|scene| scene.height).fold(0.0, f64::max);
        let columns = columns.clamp(1, scenes.len().max(1));
        let rows = scenes.len().div_ceil(columns);
        let all = |count: usize, each: f64| (each + gap) * count as f64 - gap;
        let mut whole = Self::new(all(columns, width), all(rows.max(1), height), title);
        for (at, scene) in scenes.iter().enumerate() {
            let (right, down) = ((width + gap) * (at % columns) as f64, (height + gap) * (at / columns) as f64);
            whole.groups.extend(scene.groups.iter().map(|group| group.moved(right, down)));
        }
        whole
    }

    /// The same with its title and a note written above.
    #[must_use]
    pub fn headed(&self, note: &str) -> Self {
        let lines = [(self.title.as_str(), 17.0, true, Ink::Label), (note, 12.0, false, Ink::Soft)]
            .into_iter()
            .flat_map(|(text, size, bold, ink)| {
                font::lines(text, size, bold, self.width - 8.0).into_iter().map(move |line| (line, size, bold, ink))
            });
        let (mut items, mut y) = (Vec::new(), 4.0);
        for (line, size, bold, ink) in lines {
            y += size * 1.3;
            items.push(Item { form: text_at((4.0, y), Anchor::Start, size, bold, &line), ink });
        }
        let head = y + 14.0;
        let mut headed = Self::new(self.width, self.height + head, self.title.clone());
        headed.groups = self.groups.iter().map(|group| group.moved(0.0, head)).collect();
        headed.adorn(items);
        headed
    }

    /// The same with what each fill means written below.
    #[must_use]
    pub fn explained(&self, legend: &[(Shade, String)]) -> Self {
        let (size, square) = (13.0, 14.0);
        let (mut items, mut x, mut y) = (Vec::new(), 4.0, self.height + 16.0);
        for (shade, words) in legend {
            let width = square + 6.0 + font::width(words, size, false) + 18.0;
            if x > 4.0 && x + width > self.width {
                (x, y) = (4.0, y + 22.0);
            }
            items.push(Item { form: Form::Box(x, y, square, square), ink: Ink::Shade(*shade) });
            let at = (x + square + 6.0, y + square - 2.0);
            items.push(Item { form: text_at(at, Anchor::Start, size, false, words), ink: Ink::Label });
            x += width;
        }
        let mut explained = Self { height: y + square + 8.0, ..self.clone() };
        explained.adorn(items);
        explained
    }

    /// Adds shapes without a name.
    pub fn adorn(&mut self, items: Vec<Item>) {
        self.groups.push(Group { items, ..Group::default() });
    }
}

/// A text that runs from left to right.
pub fn text_at(at: (f64, f64), anchor: Anchor, size: f64, bold: bool, text: &str) -> Form {
    Form::Text(Text { at, anchor, size, bold, upwards: false, text: text.to_owned() })
}

impl Group {
    fn moved(&self, right: f64, down: f64) -> Self {
        let items = self.items.iter().map(|item| Item { form: item.form.moved(right, down), ink: item.ink });
        Self { items: items.collect(), ..self.clone() }
    }
}

impl Form {
    fn moved(&self, right: f64, down: f64) -> Self {
        let point = |(x, y): &(f64, f64)| (x + right, y + down);
        match self {
            Self::Area(rings) => Self::Area(rings.iter().map(|ring| ring.iter().map(point).collect()).collect()),
            Self::Box(x, y, width, height) => Self::Box(x + right, y + down, *width, *height),
            Self::Line(points) => Self::Line(points.iter().map(point).collect()),
            Self::Dot(x, y, radius) => Self::Dot(x + right, y + down, *radius),
            Self::Text(text) => Self::Text(Text { at: point(&text.at), ..text.clone() }),
        }
    }
}

/// How an ink looks in a file of its own, on white.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Red, green and blue.
    pub fill: Option<[u8; 3]>,
    /// Colour and width.
    pub stroke: Option<([u8; 3], f64)>,
    /// Lengths of dashes and gaps.
    pub dashes: &'static [f32],
    /// Whether the fill is hatched.
    pub hatched: bool,
}

const INK: [u8; 3] = [0x1c, 0x2b, 0x33];
const SOFT: [u8; 3] = [0x4a, 0x5d, 0x66];
/// Lines between fills, and lines of a hatch.
pub const EDGE: [u8; 3] = [0x6b, 0x7f, 0x88];
const WHITE: [u8; 3] = [0xff, 0xff, 0xff];
const TEAL: [u8; 3] = [0x0b, 0x55, 0x63];
const AMBER: [u8; 3] = [0x8a, 0x50, 0x00];

const fn filled(fill: [u8; 3]) -> Paint {
    Paint { fill: Some(fill), stroke: None, dashes: &[], hatched: false }
}

impl Ink {
    /// Of the stylesheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Shade(shade) => shade.class(),
            Self::On(shade) => shade.class_on(),
            Self::Label => "label",
            Self::Soft => "soft",
            Self::Rule => "rule",
            Self::Supply => "supply",
            Self::Demand => "demand",
            Self::Series(0) => "series-0",
            Self::Series(1) => "series-1",
            Self::Series(_) => "series-2",
        }
    }

    /// Without a stylesheet: the light theme's.
    pub const fn paint(self) -> Paint {
        let none = Paint { fill: None, stroke: None, dashes: &[], hatched: false };
        match self {
            Self::Shade(shade) => {
                let (fill, edge) = match shade {
                    Shade::Class(0) => ([0xd7, 0xea, 0xee], (WHITE, 1.5)),
                    Shade::Class(1) => ([0xa3, 0xcd, 0xd6], (WHITE, 1.5)),
                    Shade::Class(2) => ([0x6a, 0xa9, 0xb7], (WHITE, 1.5)),
                    Shade::Class(3) => ([0x2d, 0x75, 0x86], (WHITE, 1.5)),
                    Shade::Class(_) => ([0x0b, 0x44, 0x50], (WHITE, 1.5)),
                    Shade::Few | Shade::None => (WHITE, (EDGE, 0.75)),
                };
                Paint { stroke: Some(edge), hatched: matches!(shade, Shade::Few), ..filled(fill) }
            }
            Self::On(Shade::Class(3 | 4)) => filled(WHITE),
            Self::On(_) | Self::Label => filled(INK),
            Self::Soft => filled(SOFT),
            Self::Rule => Paint { stroke: Some((EDGE, 1.0)), ..none },
            Self::Supply => filled(AMBER),
            Self::Demand => filled(TEAL),
            Self::Series(0) => Paint { stroke: Some((TEAL, 2.0)), ..none },
            Self::Series(1) => Paint { stroke: Some((SOFT, 2.0)), dashes: &[7.0, 4.0], ..none },
            Self::Series(_) => Paint { stroke: Some((AMBER, 2.0)), dashes: &[2.0, 3.0], ..none },
        }
    }
}
