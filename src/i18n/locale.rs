//! The languages of staff and Lotsen, and the choice among them.

use std::fmt;
use std::str::FromStr;

/// A language in which the product speaks to staff and Lotsen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Locale {
    /// German, the language of the programme and the default.
    #[default]
    De,
    /// English.
    En,
}

/// A language code for which there is no catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is not a language of this product; known are de and en")]
pub struct UnknownLocale {
    /// The code as given.
    pub code: String,
}

impl Locale {
    /// Every locale, the default first.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The BCP 47 code, fit for a `lang` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The writing direction, fit for a `dir` attribute.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::De | Self::En => "ltr",
        }
    }

    /// Where a missing text is looked for next.
    pub(super) const fn fallback(self) -> Self {
        match self {
            Self::De => Self::En,
            Self::En => Self::De,
        }
    }

    /// The best locale for an `Accept-Language` header; `usual` where none of its languages is spoken here.
    ///
    /// A region is ignored (`de-AT` is German); among equal weights the earlier one wins; a weight of 0 refuses.
    pub fn negotiate(accept_language: &str, usual: Self) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for part in accept_language.split(',') {
            let (range, parameters) = part.split_once(';').unwrap_or((part, ""));
            let weight = match parameters.trim().strip_prefix("q=") {
                Some(number) => number.trim().parse::<f32>().unwrap_or(0.0),
                None => 1.0,
            };
            let locale = match range.trim() {
                "*" => usual,
                tag => match tag.parse() {
                    Ok(locale) => locale,
                    Err(UnknownLocale { .. }) => continue,
                },
            };
            // A weight that is no number compares as not greater and so never wins.
            if weight > best.map_or(0.0, |(weight, _)| weight) {
                best = Some((weight, locale));
            }
        }
        best.map_or(usual, |(_, locale)| locale)
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Takes `de`, `DE`, `de-AT` or `de_DE.UTF-8`: what follows the language is ignored.
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let language = code.trim().split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|locale| locale.code().eq_ignore_ascii_case(language))
            .ok_or_else(|| UnknownLocale { code: code.to_owned() })
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_parsed() {
        for (code, locale) in
            [("de", Locale::De), ("EN", Locale::En), ("de_DE.UTF-8", Locale::De), (" en-GB ", Locale::En)]
        {
            assert_eq!(code.parse(), Ok(locale), "{code}");
        }
        for code in ["", "fr", "deutsch", "d"] {
            assert_eq!(code.parse::<Locale>(), Err(UnknownLocale { code: code.to_owned() }));
        }
    }

    #[test]
    fn browsers_are_heard() {
        for (header, locale) in [
            ("", Locale::De),
            ("fr, *;q=0.1", Locale::De),
            ("en-GB,en;q=0.9,de;q=0.8", Locale::En),
            ("de;q=0.7, en;q=0.7", Locale::De),
            ("de;q=0.1, en;q=0.7", Locale::En),
            ("de;q=0, en;q=0.1", Locale::En),
            ("en;q=NaN", Locale::De),
            ("en;q=none;;,,", Locale::De),
            ("tr,ar;q=0.9", Locale::De),
        ] {
            assert_eq!(Locale::negotiate(header, Locale::De), locale, "{header}");
        }
        assert_eq!(Locale::negotiate("fr, *;q=0.1", Locale::En), Locale::En);
    }
}
