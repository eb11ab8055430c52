//! A scene as PNG, on white, twice as fine as its units. It needs nothing of the machine: the letters are built in.

use tiny_skia::{
    Color, FillRule, FilterQuality, LineJoin, Paint as Brush, PathBuilder, Pattern, Pixmap, Rect, SpreadMode, Stroke,
    StrokeDash, Transform,
};

use super::font::{self, Pen};
use super::scene::{Anchor, EDGE, Form, Item, Scene, Text};

/// Dots for each unit.
const FINE: f32 = 2.0;

/// The picture; `None` for a scene without extent, or one that is too large for a picture.
pub fn png(scene: &Scene) -> Option<Vec<u8>> {
    let dots = |units: f64| (units * f64::from(FINE)).ceil().clamp(0.0, 16_000.0) as u32;
    let mut picture = Pixmap::new(dots(scene.width), dots(scene.height))?;
    picture.fill(Color::WHITE);
    let hatch = hatch()?;
    for item in scene.groups.iter().flat_map(|group| &group.items) {
        draw(&mut picture, item, &hatch);
    }
    picture.encode_png().ok()
}

/// A piece of the hatch: a line and a gap.
fn hatch() -> Option<Pixmap> {
    let mut piece = Pixmap::new(6, 6)?;
    piece.fill(Color::WHITE);
    piece.fill_rect(Rect::from_xywh(0.0, 0.0, 2.0, 6.0)?, &brush(EDGE), Transform::identity(), None);
    Some(piece)
}

fn brush([red, green, blue]: [u8; 3]) -> Brush<'static> {
    let mut brush = Brush::default();
    brush.set_color_rgba8(red, green, blue, 255);
    brush.anti_alias = true;
    brush
}

fn draw(picture: &mut Pixmap, item: &Item, hatch: &Pixmap) {
    let Some((path, is_line)) = outline(&item.form) else { return };
    let paint = item.ink.paint();
    let fine = Transform::from_scale(FINE, FINE);
    if paint.hatched {
        let turned = Transform::from_rotate(45.0);
        let pattern = Pattern::new(hatch.as_ref(), SpreadMode::Repeat, FilterQuality::Bilinear, 1.0, turned);
        let brush = Brush { shader: pattern, anti_alias: true, ..Brush::default() };
        picture.fill_path(&path, &brush, FillRule::EvenOdd, fine, None);
    } else if let Some(fill) = paint.fill.filter(|_| !is_line) {
        let rule = if matches!(item.form, Form::Text(_)) { FillRule::Winding } else { FillRule::EvenOdd };
        picture.fill_path(&path, &brush(fill), rule, fine, None);
    }
    if let Some((colour, width)) = paint.stroke {
        let dash = if paint.dashes.is_empty() { None } else { StrokeDash::new(paint.dashes.to_vec(), 0.0) };
        let stroke = Stroke { width: width as f32, line_join: LineJoin::Round, dash, ..Stroke::default() };
        picture.stroke_path(&path, &brush(colour), &stroke, fine, None);
    }
}

fn outline(form: &Form) -> Option<(tiny_skia::Path, bool)> {
    let mut builder = PathBuilder::new();
    let mut corners = |points: &[(f64, f64)], closed: bool| {
        for (at, (x, y)) in points.iter().enumerate() {
            let (x, y) = (*x as f32, *y as f32);
            if at == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
        }
        if closed {
            builder.close();
        }
    };
    let mut is_line = false;
    match form {
        Form::Area(rings) => rings.iter().for_each(|ring| corners(ring, true)),
        Form::Box(x, y, width, height) => {
            corners(&[(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)], true);
        }
        Form::Line(points) => {
            corners(points, false);
            is_line = true;
        }
        Form::Dot(x, y, radius) => builder.push_circle(*x as f32, *y as f32, *radius as f32),
        Form::Text(text) => write(&mut builder, text),
    }
    Some((builder.finish()?, is_line))
}

fn write(builder: &mut PathBuilder, text: &Text) {
    let width = font::width(&text.text, text.size, text.bold);
    let back = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    font::outline(&text.text, text.size, text.bold, &mut Letters { builder, text, back });
}

/// Puts letters where the text is anchored.
struct Letters<'a> {
    builder: &'a mut PathBuilder,
    text: &'a Text,
    back: f64,
}

impl Letters<'_> {
    /// Fonts go up where pictures go down.
    fn at(&self, (right, up): (f64, f64)) -> (f32, f32) {
        let (x, y) = self.text.at;
        let along = right - self.back;
        let (x, y) = if self.text.upwards { (x - up, y - along) } else { (x + along, y - up) };
        (x as f32, y as f32)
    }
}

impl Pen for Letters<'_> {
    fn move_to(&mut self, at: (f64, f64)) {
        let (x, y) = self.at(at);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, to: (f64, f64)) {
        let (x, y) = self.at(to);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, by: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x, y)) = (self.at(by), self.at(to));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, by: (f64, f64), and: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(by), self.at(and), self.at(to));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
