//! A text cut into numbers, words and marks, with a cursor to walk over them.
//!
//! People write dates and times with any spacing and punctuation. Parsers that walk over pieces
//! need not care about the spacing and can say at which piece they stopped.

use crate::tables::fold;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// ASCII digits.
    Number,
    /// Letters.
    Word,
    /// Any other single character that is not white space.
    Mark,
}

#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    kind: Kind,
    text: &'a str,
    /// Byte position in the cell.
    start: usize,
}

/// Walks over the pieces of a text. Every `take_*` moves on only when it succeeds.
#[derive(Debug, Clone, Default)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pieces: Vec<Piece<'a>>,
    at: usize,
}

/// A dash in each form that word processors make of it.
pub(super) const DASHES: [char; 5] = ['-', '–', '—', '‑', '−'];

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let kind_of = |letter: char| {
            if letter.is_ascii_digit() {
                Kind::Number
            } else if letter.is_alphabetic() || is_combining(letter) {
                Kind::Word
            } else {
                Kind::Mark
            }
        };
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let start = text.len() - rest.len();
            let kind = kind_of(first);
            let length = match kind {
                Kind::Mark => first.len_utf8(),
                _ => rest.find(|letter| kind_of(letter) != kind).unwrap_or(rest.len()),
            };
            let (piece, behind) = rest.split_at(length);
            if !first.is_whitespace() {
                pieces.push(Piece { kind, text: piece, start });
            }
            rest = behind;
        }
        Self { text, pieces, at: 0 }
    }

    fn ahead(&self, steps: usize) -> Option<Piece<'a>> {
        self.pieces.get(self.at + steps).copied()
    }

    /// Is everything read?
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.pieces.len()
    }

    /// The digits ahead, counted in pieces from here.
    pub(super) fn number_ahead(&self, steps: usize) -> Option<&'a str> {
        self.ahead(steps).filter(|piece| piece.kind == Kind::Number).map(|piece| piece.text)
    }

    /// The word ahead, folded, counted in pieces from here.
    pub(super) fn word_ahead(&self, steps: usize) -> Option<String> {
        self.ahead(steps).filter(|piece| piece.kind == Kind::Word).map(|piece| fold(piece.text))
    }

    /// The mark ahead, counted in pieces from here.
    pub(super) fn mark_ahead(&self, steps: usize) -> Option<char> {
        self.ahead(steps).filter(|piece| piece.kind == Kind::Mark).and_then(|piece| piece.text.chars().next())
    }

    /// Moves on by so many pieces.
    pub(super) fn skip(&mut self, steps: usize) {
        self.at += steps;
    }

    /// Takes one of these words, given folded.
    pub(super) fn take_word(&mut self, words: &[&str]) -> bool {
        let found = self.word_ahead(0).is_some_and(|word| words.contains(&word.as_str()));
        self.at += usize::from(found);
        found
    }

    /// Takes one of these marks.
    pub(super) fn take_mark(&mut self, marks: &[char]) -> bool {
        let found = self.mark_ahead(0).is_some_and(|mark| marks.contains(&mark));
        self.at += usize::from(found);
        found
    }

    /// Takes a dash, or a word that stands for one between a begin and an end.
    pub(super) fn take_until(&mut self) -> bool {
        self.take_mark(&DASHES) || self.take_word(&["bis", "to", "till", "until", "through"])
    }

    /// Takes the next piece, whatever it is, as typed.
    pub(super) fn take_any(&mut self) -> &'a str {
        let piece = self.ahead(0).map_or("", |piece| piece.text);
        self.at += 1;
        piece
    }

    /// Where the cursor stands, to be given to [`Cursor::typed_since`].
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// What was typed between that position and here.
    pub(super) fn typed_since(&self, position: usize) -> &'a str {
        let start = self.pieces.get(position).map(|piece| piece.start);
        let last = self.at.checked_sub(1).and_then(|last| self.pieces.get(last));
        let end = last.map(|piece| piece.start + piece.text.len());
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }
}

/// Marks that macOS writes behind a letter; they belong to the word.
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_pieces() {
        let mut cursor = Cursor::new(" Mo–Fr 9h30 ");
        assert_eq!(cursor.word_ahead(0).as_deref(), Some("mo"));
        assert_eq!(cursor.mark_ahead(1), Some('–'));
        assert!(!cursor.take_word(&["di"]));
        assert!(cursor.take_word(&["mo"]));
        assert!(cursor.take_until());
        assert_eq!(cursor.take_any(), "Fr");
        let position = cursor.position();
        assert_eq!(cursor.number_ahead(2), Some("30"));
        cursor.skip(3);
        assert_eq!(cursor.typed_since(position), "9h30");
        assert!(cursor.is_done());
        assert_eq!(cursor.take_any(), "");
        assert_eq!(Cursor::new("Ma\u{308}rz").word_ahead(0).as_deref(), Some("maerz"));
    }
}
