//! The Fluent files, embedded at compile time, and the one way to look a text up.
//!
//! A new file under `locales/` is seen when this file is compiled again (touch it); changed files are seen at once.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, StaticLoader, langid, static_loader};

use super::measures::grouped;
use super::{Locale, NewcomerLanguage};

/// What stands for a variable in a text: made from strings and numbers by `into()`.
///
/// Numbers choose the plural form and are printed with the language's separators (1.234,5 or 1,234.5). What is no
/// quantity (a year, a house number) is therefore passed as a string.
pub type Value<'a> = FluentValue<'a>;

static_loader! {
    static CATALOGUE = {
        locales: "src/i18n/locales",
        fallback_language: "de",
        customise: |bundle| {
            // The marks U+2068 and U+2069 around variables show as boxes in many plain-text readers.
            bundle.set_use_isolating(false);
            let english = bundle.locales.first().is_some_and(|locale| locale.language.as_str() == "en");
            bundle.set_formatter(Some(if english {
                |value, _| quantity(value, Locale::En)
            } else {
                |value, _| quantity(value, Locale::De)
            }));
        },
    };
}

/// The text behind `key` in `locale`, with its variables filled in.
///
/// Never fails: a text that is missing or lacks a variable is taken from the other locale, and where that cannot help
/// either, the key itself appears in the marks ⟦ ⟧. Both are logged; the tests of the catalogue keep them from
/// happening.
pub fn text(locale: Locale, key: &str, args: &[(&'static str, Value<'_>)]) -> String {
    let args: HashMap<Cow<'static, str>, Value<'_>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    find(&CATALOGUE, locale, key, &args)
}

/// The same for newcomers' languages; what is missing is taken from German.
pub(super) fn newcomer_text(language: NewcomerLanguage, key: &str, args: &[(&'static str, Value<'_>)]) -> String {
    let args: HashMap<Cow<'static, str>, Value<'_>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    first_of(&CATALOGUE, &[newcomer_identifier(language), langid!("de")], key, &args)
}

fn find(catalogue: &StaticLoader, locale: Locale, key: &str, args: &HashMap<Cow<'static, str>, Value<'_>>) -> String {
    first_of(catalogue, &[identifier(locale), identifier(locale.fallback())], key, args)
}

fn first_of(
    catalogue: &StaticLoader,
    candidates: &[LanguageIdentifier],
    key: &str,
    args: &HashMap<Cow<'static, str>, Value<'_>>,
) -> String {
    for candidate in candidates {
        match catalogue.lookup_single_language(candidate, key, Some(args)) {
            Ok(found) => return found,
            Err(error) => tracing::error!(locale = %candidate, key, %error, "text is missing"),
        }
    }
    format!("⟦{key}⟧")
}

const fn newcomer_identifier(language: NewcomerLanguage) -> LanguageIdentifier {
    use NewcomerLanguage as L;
    match language {
        L::De => langid!("de"),
        L::En => langid!("en"),
        L::Ar => langid!("ar"),
        L::Fa => langid!("fa"),
        L::Prs => langid!("fa-AF"),
        L::Ps => langid!("ps"),
        L::Tr => langid!("tr"),
        L::Ku => langid!("ku"),
        L::Uk => langid!("uk"),
        L::Ru => langid!("ru"),
        L::Ti => langid!("ti"),
        L::So => langid!("so"),
        L::Am => langid!("am"),
        L::Fr => langid!("fr"),
        L::Es => langid!("es"),
        L::Ro => langid!("ro"),
        L::Bg => langid!("bg"),
        L::Pl => langid!("pl"),
    }
}

const fn identifier(locale: Locale) -> LanguageIdentifier {
    match locale {
        Locale::De => langid!("de"),
        Locale::En => langid!("en"),
    }
}

fn quantity(value: &FluentValue<'_>, locale: Locale) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(locale, &number.as_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in_without_isolating_marks() {
        let args = [("duration", "x".into())];
        assert_eq!(text(Locale::De, "measure-travel", &args), "etwa x, geschätzt");
        assert_eq!(text(Locale::En, "measure-travel", &args), "about x, estimated");
    }

    #[test]
    fn numbers_choose_the_plural_and_take_separators() {
        assert_eq!(text(Locale::En, "measure-hours", &[("hours", 1.into())]), "1\u{a0}hour");
        assert_eq!(text(Locale::En, "measure-hours", &[("hours", 1_200.into())]), "1,200\u{a0}hours");
        assert_eq!(text(Locale::De, "measure-hours", &[("hours", 1_200.into())]), "1.200\u{a0}Std.");
    }

    #[test]
    fn a_missing_text_shows_its_key() {
        assert_eq!(text(Locale::De, "mail-no-such-key", &[]), "⟦mail-no-such-key⟧");
        assert_eq!(text(Locale::En, "measure-travel", &[]), "⟦measure-travel⟧", "a variable is missing");
    }

    #[test]
    fn a_text_missing_in_one_language_is_taken_from_the_other() {
        static_loader! {
            static TORN = { locales: "tests/fixtures/locales-torn", fallback_language: "de", };
        }
        let found = |locale| find(&TORN, locale, "torn-only-german", &HashMap::new());
        assert_eq!(found(Locale::De), "Nur auf Deutsch");
        assert_eq!(found(Locale::En), "Nur auf Deutsch");
    }
}
