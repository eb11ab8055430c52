//! A cell that lists several things, cut into its items.

use crate::tables::fold;

/// Cuts at these marks and at these whole words (given folded), but never inside brackets:
/// `Dari (C1, gut); Farsi und Deutsch` has three items. Empty items are dropped.
pub(super) fn items<'a>(text: &'a str, marks: &[char], words: &[&str]) -> Vec<&'a str> {
    let mut depth = 0_usize;
    let parts = text.split(|letter: char| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (marks.contains(&letter) || letter == '\n' || letter == '\r')
    });
    let parts: Vec<_> = parts.flat_map(|part| at_words(part, words)).map(str::trim).collect();
    parts.into_iter().filter(|item| !item.is_empty()).collect()
}

/// Cuts at whole words outside of brackets.
fn at_words<'a>(text: &'a str, words: &[&str]) -> Vec<&'a str> {
    let mut items = Vec::new();
    let mut item_start = 0;
    let mut word_start = 0;
    for (end, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if !letter.is_whitespace() {
            continue;
        }
        let word = text.get(word_start..end).unwrap_or_default();
        let before = text.get(item_start..word_start).unwrap_or_default();
        let so_far = text.get(item_start..end).unwrap_or_default();
        let in_brackets = so_far.matches(['(', '[']).count() > before.matches([')', ']']).count();
        if !in_brackets && !word.is_empty() && words.contains(&fold(word).as_str()) {
            items.push(before);
            item_start = end;
        }
        word_start = end + letter.len_utf8();
    }
    items.push(text.get(item_start..).unwrap_or_default());
    items
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn lists_are_cut_into_items() {
        let cut = |text| items(text, &[',', ';', '/'], &["und", "oder"]);
        assert_eq!(cut("Dari (C1, gut); Farsi und Deutsch"), ["Dari (C1, gut)", "Farsi", "Deutsch"]);
        assert_eq!(cut("Türkisch oder Farsi"), ["Türkisch", "Farsi"]);
        assert_eq!(cut("a\nb/ /c,"), ["a", "b", "c"]);
        assert_eq!(cut("Stunden (oder Tage) ODER Bund"), ["Stunden (oder Tage)", "Bund"]);
        assert_eq!(cut("offen (a, b"), ["offen (a, b"]);
        assert!(cut(" ; ").is_empty());
    }
}
