//! The table of languages: lookup by code and by whatever name people write down, and substitution of varieties.

use std::collections::{BTreeMap, HashMap};

use thiserror::Error;

use super::{Language, LanguageCode, LanguageError, Substitution};

/// The languages we know, their names, and which can stand in for which.
#[derive(Debug, Clone, Default)]
pub struct LanguageTable {
    languages: Vec<Language>,
    by_code: HashMap<LanguageCode, usize>,
    /// Folded name to every language that goes by it. Sorted, so that a suggestion never depends on hashing.
    by_name: BTreeMap<String, Vec<LanguageCode>>,
    substitutions: BTreeMap<(LanguageCode, LanguageCode), u32>,
}

impl LanguageTable {
    /// Puts the table together. The order of `languages` is kept: it is the order of choices on forms. Empty names and
    /// aliases name nothing.
    ///
    /// # Errors
    /// The first entry, in the order given, that contradicts another one.
    pub fn new(languages: Vec<Language>, substitutions: &[Substitution]) -> Result<Self, LanguageTableError> {
        let mut table = Self::default();
        for (index, language) in languages.iter().enumerate() {
            if table.by_code.insert(language.code, index).is_some() {
                return Err(LanguageTableError::TwiceInTable { index, code: language.code });
            }
            let names = [&language.name_de, &language.name_en, &language.native_name];
            for name in names.into_iter().chain(&language.aliases) {
                for key in [folded(name, Umlaut::Bare), folded(name, Umlaut::Spelt)] {
                    let codes = table.by_name.entry(key).or_default();
                    if !codes.contains(&language.code) {
                        codes.push(language.code);
                    }
                }
            }
        }
        table.by_name.remove("");
        table.languages = languages;
        for (index, &Substitution { needed, spoken, minutes }) in substitutions.iter().enumerate() {
            if let Some(&code) = [needed, spoken].iter().find(|code| !table.by_code.contains_key(code)) {
                return Err(LanguageTableError::UnknownInSubstitution { index, code });
            }
            if needed == spoken {
                return Err(LanguageTableError::SubstitutesItself { index, code: needed });
            }
            if table.substitutions.insert((needed, spoken), minutes).is_some() {
                return Err(LanguageTableError::SubstitutionTwice { index, needed, spoken });
            }
        }
        Ok(table)
    }

    /// All languages in the order of the table.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The language with this code.
    #[must_use]
    pub fn get(&self, code: LanguageCode) -> Option<&Language> {
        self.languages.get(*self.by_code.get(&code)?)
    }

    /// The language that goes by this name in German, English or itself, or by this code. Case, spaces, punctuation
    /// and the marks on Latin letters do not matter; umlauts may be spelt out ("Tuerkisch").
    ///
    /// # Errors
    /// A name that no language has, with the nearest known name; or one that several have ("Kurdisch"), with all of
    /// them in the order of the table.
    pub fn by_name(&self, text: &str) -> Result<&Language, LanguageError> {
        let key = folded(text, Umlaut::Bare);
        if let Some(language) = LanguageCode::parse(&key).ok().and_then(|code| self.get(code)) {
            return Ok(language);
        }
        match self.by_name.get(&key).map(Vec::as_slice) {
            Some(&[code]) => self.get(code),
            Some(codes) => {
                return Err(LanguageError::SeveralLanguages { value: text.to_owned(), codes: codes.to_vec() });
            }
            None => None,
        }
        .ok_or_else(|| LanguageError::UnknownName { value: text.to_owned(), nearest: self.nearest(&key) })
    }

    /// The language whose name is least different from the folded text, if it is a likely slip of the pen: one
    /// edit, two from eight letters on, none below four (too many short names are one letter apart).
    fn nearest(&self, key: &str) -> Option<LanguageCode> {
        let letters = key.chars().count();
        let allowed = match letters {
            0..4 => return None,
            4..8 => 1,
            _ => 2,
        };
        self.by_name
            .iter()
            .filter(|(name, codes)| codes.len() == 1 && name.chars().count().abs_diff(letters) <= allowed)
            .map(|(name, codes)| (strsim::osa_distance(name, key), codes))
            .filter(|&(edits, _)| edits <= allowed)
            .min_by_key(|&(edits, _)| edits)
            .and_then(|(_, codes)| codes.first().copied())
    }

    /// What it costs, in minutes of volunteer effort, when somebody who needs one language meets somebody who speaks
    /// the other: 0 for the same language, `None` where neither is understood well enough.
    #[must_use]
    pub fn substitution_minutes(&self, needed: LanguageCode, spoken: LanguageCode) -> Option<u32> {
        if needed == spoken { Some(0) } else { self.substitutions.get(&(needed, spoken)).copied() }
    }

    /// All substitutions, ordered by needed and then spoken code.
    pub fn substitutions(&self) -> impl Iterator<Item = Substitution> {
        self.substitutions.iter().map(|(&(needed, spoken), &minutes)| Substitution { needed, spoken, minutes })
    }
}

/// How an umlaut becomes plain letters.
#[derive(Clone, Copy, PartialEq)]
enum Umlaut {
    /// ü to u, as for every other marked letter.
    Bare,
    /// ü to ue, as on keyboards without umlauts.
    Spelt,
}

/// A name reduced to what people agree on: lower case, Latin letters without marks, nothing but letters and digits.
fn folded(name: &str, umlaut: Umlaut) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' if umlaut == Umlaut::Spelt => key.push_str("ae"),
            'ö' if umlaut == Umlaut::Spelt => key.push_str("oe"),
            'ü' if umlaut == Umlaut::Spelt => key.push_str("ue"),
            'ß' => key.push_str("ss"),
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ə' => key.push('a'),
            'æ' => key.push_str("ae"),
            'ç' | 'ć' | 'č' => key.push('c'),
            'đ' => key.push('d'),
            'è'..='ë' | 'ē' | 'ě' | 'ę' => key.push('e'),
            'ğ' => key.push('g'),
            'ì'..='ï' | 'ī' | 'ı' => key.push('i'),
            'ł' => key.push('l'),
            'ñ' | 'ń' => key.push('n'),
            'ò'..='ö' | 'ō' | 'ø' => key.push('o'),
            'ș' | 'ş' | 'š' | 'ś' => key.push('s'),
            'ț' | 'ţ' => key.push('t'),
            'ù'..='ü' | 'ū' | 'ů' => key.push('u'),
            'ý' | 'ÿ' => key.push('y'),
            'ź' | 'ż' | 'ž' => key.push('z'),
            other if other.is_alphanumeric() => key.push(other),
            // Spaces, hyphens, brackets, and the combining dot that "İ" leaves behind in lower case.
            _ => {}
        }
    }
    key
}

/// Why entries make no [`LanguageTable`]. `index` is the position of the later of two contradicting entries, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LanguageTableError {
    /// Two languages with one code.
    #[error("language {code} stands in the table twice")]
    TwiceInTable {
        /// Position among the languages.
        index: usize,
        /// The code they share.
        code: LanguageCode,
    },
    /// A substitution with a language that the table does not have.
    #[error("language {code} of a substitution is not in the table")]
    UnknownInSubstitution {
        /// Position among the substitutions.
        index: usize,
        /// The code without a language.
        code: LanguageCode,
    },
    /// A language in place of itself.
    #[error("language {code} substitutes itself")]
    SubstitutesItself {
        /// Position among the substitutions.
        index: usize,
        /// The language.
        code: LanguageCode,
    },
    /// The same pair in the same direction twice.
    #[error("{spoken} in place of {needed} is stated twice")]
    SubstitutionTwice {
        /// Position among the substitutions.
        index: usize,
        /// The needed language.
        needed: LanguageCode,
        /// The spoken language.
        spoken: LanguageCode,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str, name_de: &str, aliases: &[&str]) -> Language {
        Language {
            code: LanguageCode::parse(code).unwrap(),
            bcp47: code.to_owned(),
            name_de: name_de.to_owned(),
            name_en: format!("{code} in English"),
            native_name: format!("{code} in itself"),
            right_to_left: false,
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        }
    }

    fn substitution(needed: &str, spoken: &str, minutes: u32) -> Substitution {
        let code = |text| LanguageCode::parse(text).unwrap();
        Substitution { needed: code(needed), spoken: code(spoken), minutes }
    }

    fn table() -> LanguageTable {
        let languages = vec![
            language("tur", "Türkisch", &["İstanbul Türkçesi"]),
            language("kmr", "Kurmandschi (Nordkurdisch)", &["Kurmancî", "Kurdisch"]),
            language("ckb", "Sorani", &["Kurdisch"]),
            language("twi", "Twi", &[]),
        ];
        LanguageTable::new(languages, &[substitution("tur", "twi", 30)]).unwrap()
    }

    #[test]
    fn names_are_found_however_they_are_typed() {
        let table = table();
        let cases = [
            ("Türkisch", "tur"),
            (" TUERKISCH ", "tur"),
            ("turkisch", "tur"),
            ("istanbul türkçesi", "tur"),
            ("tur", "tur"),
            ("Kurmanci", "kmr"),
            ("KURMANDSCHI (nordkurdisch)", "kmr"),
            ("tur in English", "tur"),
        ];
        for (name, code) in cases {
            assert_eq!(table.by_name(name).map(|found| found.code.to_string()), Ok(code.to_owned()), "{name}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_gets_a_suggestion_and_fantasy_does_not() {
        let table = table();
        let nearest = |name: &str| match table.by_name(name) {
            Err(LanguageError::UnknownName { value, nearest }) if value == name => nearest.map(|code| code.to_string()),
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(nearest("Türkish").as_deref(), Some("tur"));
        assert_eq!(nearest("T?rkisch").as_deref(), Some("tur"), "a letter lost to a wrong encoding");
        assert_eq!(nearest("Soarni").as_deref(), Some("ckb"));
        for name in ["Elbisch", "Klingonisch", "", "Te", "Tui"] {
            assert_eq!(nearest(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_of_several_languages_names_them() {
        let codes = vec![LanguageCode(*b"kmr"), LanguageCode(*b"ckb")];
        let error = LanguageError::SeveralLanguages { value: "kurdisch".into(), codes };
        assert_eq!(table().by_name("kurdisch").unwrap_err(), error);
    }

    #[test]
    fn a_substitution_holds_in_its_direction_only() {
        let table = table();
        let minutes = |needed: &[u8; 3], spoken: &[u8; 3]| {
            table.substitution_minutes(LanguageCode(*needed), LanguageCode(*spoken))
        };
        assert_eq!(minutes(b"tur", b"twi"), Some(30));
        assert_eq!(minutes(b"twi", b"tur"), None);
        assert_eq!(minutes(b"kmr", b"kmr"), Some(0));
        assert_eq!(minutes(b"kmr", b"ckb"), None);
    }

    #[test]
    fn contradicting_tables_are_refused() {
        let tur = language("tur", "Türkisch", &[]);
        let twi = language("twi", "Twi", &[]);
        let both = || vec![tur.clone(), twi.clone()];
        let code = |text: &str| LanguageCode::parse(text).unwrap();
        let error =
            |languages, substitutions: &[Substitution]| LanguageTable::new(languages, substitutions).unwrap_err();
        assert_eq!(
            error(vec![tur.clone(), tur.clone()], &[]),
            LanguageTableError::TwiceInTable { index: 1, code: code("tur") }
        );
        assert_eq!(
            error(both(), &[substitution("tur", "aze", 1)]),
            LanguageTableError::UnknownInSubstitution { index: 0, code: code("aze") }
        );
        assert_eq!(
            error(both(), &[substitution("tur", "tur", 1)]),
            LanguageTableError::SubstitutesItself { index: 0, code: code("tur") }
        );
        assert_eq!(
            error(both(), &[substitution("tur", "twi", 1), substitution("tur", "twi", 2)]),
            LanguageTableError::SubstitutionTwice { index: 1, needed: code("tur"), spoken: code("twi") }
        );
    }
}
