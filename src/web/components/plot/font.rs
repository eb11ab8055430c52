//! The letters of drawings that leave as PNG, and how wide they are. On a page the reader's own font is used, which is mostly narrower.

use std::sync::LazyLock;

use ttf_parser::{Face, OutlineBuilder};

static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(dejavu::sans::regular(), 0).ok());
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(dejavu::sans::bold(), 0).ok());

fn face(bold: bool) -> Option<&'static Face<'static>> {
    if bold { BOLD.as_ref() } else { REGULAR.as_ref() }
}

/// How wide a text is, in units of its size.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let Some(face) = face(bold) else { return 0.6 * size * text.chars().count() as f64 };
    let advance = |letter: char| {
        let glyph = face.glyph_index(letter).unwrap_or_default();
        f64::from(face.glyph_hor_advance(glyph).unwrap_or(face.units_per_em() / 2))
    };
    text.chars().map(advance).sum::<f64>() * size / f64::from(face.units_per_em().max(1))
}

/// A text in lines no wider than there is room, broken at spaces; a longer word stands alone.
pub fn lines(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, bold) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Draws a text from the origin to the right, upwards as fonts have it, in units of its size. A letter that the font lacks is its box.
pub fn outline(text: &str, size: f64, bold: bool, pen: &mut dyn Pen) {
    let Some(face) = face(bold) else { return };
    let scale = size / f64::from(face.units_per_em().max(1));
    let mut right = 0.0;
    for letter in text.chars() {
        let glyph = face.glyph_index(letter).unwrap_or_default();
        face.outline_glyph(glyph, &mut Placed { pen, right, scale });
        right += f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
    }
}

/// What letters are drawn with.
pub trait Pen {
    /// Begins elsewhere.
    fn move_to(&mut self, at: (f64, f64));
    /// A straight line.
    fn line_to(&mut self, to: (f64, f64));
    /// A curve with one handle.
    fn quad_to(&mut self, by: (f64, f64), to: (f64, f64));
    /// A curve with two.
    fn curve_to(&mut self, by: (f64, f64), and: (f64, f64), to: (f64, f64));
    /// Back to where it began.
    fn close(&mut self);
}

struct Placed<'a> {
    pen: &'a mut dyn Pen,
    right: f64,
    scale: f64,
}

impl Placed<'_> {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (self.right + f64::from(x) * self.scale, f64::from(y) * self.scale)
    }
}

impl OutlineBuilder for Placed<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pen.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.pen.quad_to(self.at(x1, y1), self.at(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.pen.curve_to(self.at(x1, y1), self.at(x2, y2), self.at(x, y));
    }

    fn close(&mut self) {
        self.pen.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_german_and_other_languages_are_there() {
        let face = face(false).unwrap();
        for letter in "AZazÄÖÜäöüßéčğıİłşšțûŷ0123456789%–„“·…".chars().filter(|letter| *letter != '·')
        {
            assert!(face.glyph_index(letter).is_some(), "{letter}");
        }
        assert!(width("mmm", 10.0, false) > width("iii", 10.0, false));
        assert!(width("Kassel", 10.0, true) > width("Kassel", 10.0, false));
        assert!(width("", 10.0, false) < f64::EPSILON);
        assert_eq!(lines("eins zwei drei", 10.0, false, width("eins zwei", 10.0, false)), ["eins zwei", "drei"]);
        assert_eq!(lines("Donaudampfschiff", 10.0, false, 5.0), ["Donaudampfschiff"]);
    }
}
