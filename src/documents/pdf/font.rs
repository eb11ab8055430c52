//! The built-in font: DejaVu Sans Condensed, which may be used and passed on freely, and how its letters follow one another.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};

/// Stands for a letter that the font does not have.
pub const BOX: char = '□';

/// Both weights.
pub struct Faces {
    /// For what is read.
    pub regular: Face,
    /// For titles and headings.
    pub bold: Face,
}

/// One weight.
pub struct Face {
    font: Font,
    shaper: rustybuzz::Face<'static>,
}

/// Words of one direction as letters in their place.
pub struct Run {
    /// The words.
    pub text: String,
    /// Their letters.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide they are, for a letter of size one.
    pub width: f32,
    /// In which font.
    pub font: Font,
}

/// A line as letters in their place.
#[derive(Default)]
pub struct Shaped {
    /// Parts of one direction each, from left to right.
    pub runs: Vec<Run>,
    /// How wide the line is, for a letter of size one.
    pub width: f32,
}

impl Shaped {
    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.glyphs.is_empty())
    }
}

impl Faces {
    /// The font that is built in; `None` if it were none.
    pub fn built_in() -> Option<Self> {
        Some(Self {
            regular: Face::of(dejavu::sans_condensed::regular())?,
            bold: Face::of(dejavu::sans_condensed::bold())?,
        })
    }
}

impl Face {
    fn of(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(bytes.into(), 0)?, shaper: rustybuzz::Face::from_slice(bytes, 0)? })
    }

    /// Words that can be drawn: without marks that nobody sees, and with a box for each letter that the font does not have. Says
    /// whether there were some.
    pub fn drawable(&self, words: &str) -> (String, bool) {
        let mut missing = false;
        let seen = words.chars().filter(|letter| !is_unseen(*letter));
        let drawn = seen.map(|letter| match letter {
            _ if letter.is_whitespace() && letter != '\u{a0}' => ' ',
            _ if self.shaper.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0) => letter,
            _ => {
                missing = true;
                BOX
            }
        });
        (drawn.collect(), missing)
    }

    /// The letters of words that can be drawn.
    pub fn shape(&self, words: &str) -> Shaped {
        let mut shaped = Shaped::default();
        for (text, direction) in runs(words) {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(text);
            buffer.guess_segment_properties();
            buffer.set_direction(direction);
            let units = self.font.units_per_em();
            let shapes = rustybuzz::shape(&self.shaper, &[], buffer);
            let at: Vec<usize> = shapes.glyph_infos().iter().map(|info| info.cluster as usize).collect();
            let mut begins = at.clone();
            begins.sort_unstable();
            begins.dedup();
            let end = |begin: usize| begins.iter().copied().find(|next| *next > begin).unwrap_or(text.len());
            let placed = shapes.glyph_infos().iter().zip(shapes.glyph_positions()).zip(&at);
            let glyphs: Vec<KrillaGlyph> = placed
                .map(|((info, position), begin)| {
                    let scaled = |units_wide: i32| units_wide as f32 / units;
                    KrillaGlyph::new(
                        GlyphId::new(info.glyph_id),
                        scaled(position.x_advance),
                        scaled(position.x_offset),
                        scaled(position.y_offset),
                        scaled(position.y_advance),
                        *begin..end(*begin),
                        None,
                    )
                })
                .collect();
            let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
            shaped.width += width;
            shaped.runs.push(Run { text: text.to_owned(), glyphs, width, font: self.font.clone() });
        }
        shaped
    }

    /// How wide words are, for a letter of size one.
    pub fn width(&self, words: &str) -> f32 {
        self.shape(words).width
    }
}

/// Marks that steer what is around them and are not seen.
fn is_unseen(letter: char) -> bool {
    let is_space = letter.is_whitespace();
    (letter.is_control() && !is_space)
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Words by direction, in the order in which a line of a left-to-right language has them. What stands between two words from right to
/// left belongs to them.
fn runs(words: &str) -> Vec<(&str, Direction)> {
    let mut runs = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let (end, direction) = if is_right_to_left(first) {
            let begins_left = |letter: char| letter.is_alphanumeric() && !is_right_to_left(letter);
            let until = rest.find(begins_left).unwrap_or(rest.len());
            let (within, _) = rest.split_at(until);
            let last = within.char_indices().rfind(|(_, letter)| is_right_to_left(*letter));
            (last.map_or(until, |(at, letter)| at + letter.len_utf8()), Direction::RightToLeft)
        } else {
            (rest.find(is_right_to_left).unwrap_or(rest.len()), Direction::LeftToRight)
        };
        let (run, further) = rest.split_at(end);
        runs.push((run, direction));
        rest = further;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_languages_can_be_drawn() {
        let faces = Faces::built_in().unwrap();
        for name in
            ["Şükrü Öztürk", "Łukasz Żółć", "Nguyễn Thị Hạnh", "Олена Їжакевич", "محمد الحسيني", "رۆژین", "ﻡﺤﻤﺩ", "דוד"]
        {
            for face in [&faces.regular, &faces.bold] {
                let (drawn, missing) = face.drawable(name);
                assert!(!missing && drawn == name, "{name}");
                let shaped = face.shape(name);
                assert!(
                    shaped.width > 1.0
                        && shaped.runs.iter().all(|run| run.glyphs.iter().all(|g| g.glyph_id.to_u32() != 0))
                );
            }
        }
        let (drawn, missing) = faces.regular.drawable("ሰላም\u{200e} Tesfay\u{7}");
        assert_eq!((drawn.as_str(), missing), ("□□□ Tesfay", true));
    }

    #[test]
    fn each_word_has_its_direction() {
        let said =
            |words| runs(words).into_iter().map(|(run, way)| (run, way == Direction::RightToLeft)).collect::<Vec<_>>();
        assert_eq!(said("Ali"), [("Ali", false)]);
        assert_eq!(said("محمد علي Meier"), [("محمد علي", true), (" Meier", false)]);
        assert_eq!(said("Herr محمد علي, 3"), [("Herr ", false), ("محمد علي", true), (", 3", false)]);
    }
}
