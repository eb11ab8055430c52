//! Comparing words that people write in many ways.

/// Reduces a word to its letters and digits in lower case, umlauts written out and accents
/// dropped: `E-Mail` and `e mail` become `email`, `Verfügbarkeit` and `VERFUEGBARKEIT` become
/// `verfuegbarkeit`, `Termin(e)` becomes `termine`.
///
/// Letters of other scripts stay as they are, in lower case.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            // An umlaut as macOS writes it: the vowel, then the two dots on their own.
            '\u{308}' => folded.push('e'),
            'à'..='å' | 'ā'..='ą' => folded.push('a'),
            'ç' | 'ć'..='č' => folded.push('c'),
            'è'..='ë' | 'ē'..='ě' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' => folded.push('n'),
            'ò'..='õ' | 'ø' | 'ō' => folded.push('o'),
            'ś'..='š' => folded.push('s'),
            'ù'..='û' | 'ū' => folded.push('u'),
            'ź'..='ž' => folded.push('z'),
            other if other.is_alphanumeric() => folded.push(other),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_meet() {
        let cases = [
            ("E-Mail", "email"),
            ("  e mail: ", "email"),
            ("Verfügbarkeit", "verfuegbarkeit"),
            ("Verfu\u{308}gbarkeit", "verfuegbarkeit"),
            ("VERFUEGBARKEIT", "verfuegbarkeit"),
            ("Straße", "strasse"),
            ("Stunden/\nWoche", "stundenwoche"),
            ("Dauer (Min.)", "dauermin"),
            ("Français", "francais"),
            ("Türkçe", "tuerkce"),
            ("İngilizce", "ingilizce"),
            ("عربي", "عربي"),
            ("…", ""),
        ];
        for (written, folded) in cases {
            assert_eq!(fold(written), folded, "{written}");
        }
    }
}
