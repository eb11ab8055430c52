//! Levels of a language: `B2`, `Muttersprache`, `fließend`, `B1-B2`, `mindestens B1`.

use crate::app::import::fault::{FaultKind, Parsed};
use crate::domain::language::Level;
use crate::tables::{Cell, fold};

use super::vocabulary::{Words, meaning};

const LEVELS: &Words<Level> = &[
    ("a1", Level::A1),
    ("a2", Level::A2),
    ("b1", Level::B1),
    ("b2", Level::B2),
    ("c1", Level::C1),
    ("c2", Level::C2),
    ("muttersprache", Level::Native),
    ("muttersprachler", Level::Native),
    ("muttersprachlerin", Level::Native),
    ("muttersprachlich", Level::Native),
    ("muttersprachniveau", Level::Native),
    ("erstsprache", Level::Native),
    ("ms", Level::Native),
    ("native", Level::Native),
    ("nativespeaker", Level::Native),
    ("mothertongue", Level::Native),
    ("perfekt", Level::C2),
    ("verhandlungssicher", Level::C1),
    ("fliessend", Level::C1),
    ("sehrgut", Level::C1),
    ("fluent", Level::C1),
    ("verygood", Level::C1),
    ("gut", Level::B2),
    ("good", Level::B2),
    ("mittel", Level::B1),
    ("intermediate", Level::B1),
    ("grundkenntnisse", Level::A2),
    ("basic", Level::A2),
    ("anfaenger", Level::A1),
    ("beginner", Level::A1),
];

/// Words before a level that do not change it.
const FILLERS: [&str; 8] = ["niveau", "level", "mindestens", "mind", "min", "ca", "als", "ab"];

/// The level that these words name together. Of several levels ("B1-B2") the least counts: it is what is sure.
pub(super) fn level_of(words: &[&str]) -> Option<Level> {
    let folded = words.iter().map(|word| fold(word));
    let told: Vec<_> = folded.filter(|word| !word.is_empty() && !FILLERS.contains(&word.as_str())).collect();
    if let Some(level) = meaning(LEVELS, &told.concat()) {
        return Some(level);
    }
    let each: Option<Vec<_>> = told.iter().map(|word| meaning(LEVELS, word)).collect();
    each?.into_iter().min()
}

/// A level in a column of levels.
pub(in crate::app::import) fn level(cell: &Cell) -> Parsed<Level> {
    let text = cell.shown();
    let words: Vec<_> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    level_of(&words).ok_or_else(|| FaultKind::UnknownLevel { level: text.clone(), language: String::new() }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_written() {
        let cases = [
            ("B1", Level::B1),
            ("b1-B2", Level::B1),
            ("C1/B2", Level::B2),
            ("mind. B2", Level::B2),
            ("min. C1", Level::C1),
            ("Niveau A2", Level::A2),
            ("C1+", Level::C1),
            ("sehr gut", Level::C1),
            ("Muttersprache", Level::Native),
            ("native speaker", Level::Native),
            ("fließend", Level::C1),
        ];
        for (text, expected) in cases {
            assert_eq!(level(&Cell::text(text)), Ok(expected), "{text}");
        }
        for text in ["C3", "B", "egal wie", "B1 oder so", "-"] {
            let kind = FaultKind::UnknownLevel { level: text.into(), language: String::new() };
            assert_eq!(level(&Cell::text(text)), Err(kind.into()), "{text}");
        }
        assert!(LEVELS.iter().all(|(word, _)| fold(word) == *word));
    }
}
