//! Both writing directions in one plain text.
//!
//! Plain text has no `dir` attribute, so that the marks of Unicode (UAX #9) have to say what belongs together. In HTML the
//! attributes do; nothing here is needed there.

const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP: char = '\u{2069}';

/// A name, number or address of unknown direction inside a sentence: it is ordered by itself and moves nothing around it.
pub fn isolate(text: &str) -> String {
    format!("{FIRST_STRONG_ISOLATE}{text}{POP}")
}

/// A line that runs from right to left wherever it is shown: readers that look for the first letter find the mark, and
/// those that set everything from left to right respect the isolate.
pub fn right_to_left(line: &str) -> String {
    format!("{RIGHT_TO_LEFT_MARK}{RIGHT_TO_LEFT_ISOLATE}{line}{POP}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_is_closed() {
        let line = right_to_left(&format!("أين: {}", isolate("Gießen")));
        let opened = line.chars().filter(|c| [RIGHT_TO_LEFT_ISOLATE, FIRST_STRONG_ISOLATE].contains(c)).count();
        assert_eq!((opened, line.chars().filter(|c| *c == POP).count()), (2, 2));
        assert!(line.starts_with(RIGHT_TO_LEFT_MARK) && line.ends_with(POP));
    }
}
