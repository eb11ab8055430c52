//! Finding by words that people write in many ways: umlauts or not, capitals or not.
//!
//! What can be found is stored beside a record as folded words ([`index`]), so that both databases compare plain bytes; what
//! somebody types is folded the same way ([`SearchText`]) and each of its words has to be the beginning of one.
//! [`sort_key`] orders names as a German telephone book does (ö as oe).

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

/// The folded words of a text. A hyphen or another mark between letters separates words.
fn words(text: &str) -> impl Iterator<Item = String> {
    let separates =
        |letter: char| letter.is_whitespace() || letter.is_ascii_punctuation() || "–—‐·…„“”»«/".contains(letter);
    text.split(separates).map(fold).filter(|word| !word.is_empty())
}

/// What is stored to be found by: every word with a blank before it. Never empty.
pub fn index<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut index = String::from(" ");
    for word in texts.into_iter().flatten().flat_map(words) {
        index.push_str(&word);
        index.push(' ');
    }
    index
}

/// What is stored to be sorted by: the parts one after the other, a shorter one before a longer one that begins alike.
pub fn sort_key<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| words(part).collect::<Vec<_>>().join(" ")).collect();
    parts.join("\u{1}")
}

/// What is stored to sort by a number in a list, `A-9` before `A-10`; whoever has none comes last.
pub fn number_key(number: Option<&str>) -> String {
    let Some(number) = number else { return "1".to_owned() };
    let even =
        |word: String| if word.bytes().all(|byte| byte.is_ascii_digit()) { format!("{word:0>12}") } else { word };
    format!("0{}", words(number).map(even).collect::<Vec<_>>().join(" "))
}

/// Why nothing can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// No letter and no digit.
    #[error("has no letter and no digit")]
    Empty,
    /// More than anybody types.
    #[error("is longer than {max} characters", max = SearchText::MAX)]
    TooLong,
}

impl SearchError {
    /// The stable code of this error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "search_empty",
            Self::TooLong => "search_too_long",
        }
    }
}

/// What somebody looks for: folded words, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText(Vec<String>);

impl SearchText {
    /// The most characters.
    pub const MAX: usize = 100;

    /// Takes what was typed.
    ///
    /// # Errors
    /// A text without letters and digits, or too long a one.
    pub fn parse(text: &str) -> Result<Self, SearchError> {
        if text.chars().count() > Self::MAX {
            return Err(SearchError::TooLong);
        }
        let words: Vec<String> = words(text).collect();
        if words.is_empty() { Err(SearchError::Empty) } else { Ok(Self(words)) }
    }

    /// The words, each the beginning of one in an [`index`].
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn words_are_found_by_how_they_begin() {
        let stored = index([Some("Bad Sooden-Allendorf"), None, Some("A-00012"), Some("O'Hašek")]);
        assert_eq!(stored, " bad sooden allendorf a 00012 o hasek ");
        assert_eq!(index([None, Some("…")]), " ");
        let found = |typed: &str| {
            SearchText::parse(typed).unwrap().words().iter().all(|word| stored.contains(&format!(" {word}")))
        };
        for typed in ["bad", "Allend", "a-0001", "sooden BAD", "O’h".trim_end_matches('h'), "haŠ"] {
            assert!(found(typed), "{typed}");
        }
        for typed in ["ad", "oden", "a-0002", "bad kassel"] {
            assert!(!found(typed), "{typed}");
        }
        for (typed, error) in [("", SearchError::Empty), (" -% ", SearchError::Empty)] {
            assert_eq!(SearchText::parse(typed), Err(error));
        }
        assert_eq!(SearchText::parse(&"a".repeat(101)), Err(SearchError::TooLong));
    }

    #[test]
    fn names_and_numbers_sort_as_people_expect() {
        let mut names = ["Özil", "Oder", "Ofen", "Meier-Vogt", "Meier", "meier"].map(|name| sort_key([name, "Ada"]));
        names.sort();
        assert_eq!(
            names.map(|key| key.replace('\u{1}', ",")),
            ["meier,ada", "meier,ada", "meier vogt,ada", "oder,ada", "oezil,ada", "ofen,ada"]
        );
        let keys = [Some("A-9"), Some("A-10"), Some("B1"), None].map(number_key);
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
