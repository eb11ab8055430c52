//! The languages in which newcomers get mails, always beside plain German.
//!
//! Their texts are two themes, `newcomer.ftl` and `ask.ftl`, in a folder named by the language's BCP 47 tag; German and English have
//! theirs beside the other themes. Dates come from ICU's data (CLDR), in the Gregorian calendar and with Western digits,
//! because that is what the letter of the authority and the clock on its wall show. Hours are digits of the 24-hour clock
//! in every language: a clock that begins at sunrise would be a trap here.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMDE;
use icu_locale_core::{Locale as Tag, locale};

use super::catalogue::{Value, newcomer_text};
use crate::domain::language::LanguageCode;

/// A language of newcomers' mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewcomerLanguage {
    /// Plain German.
    De,
    /// English.
    En,
    /// Arabic, the written one; read by speakers of its varieties.
    Ar,
    /// Persian as written in Iran.
    Fa,
    /// Dari: Persian as written in Afghanistan.
    Prs,
    /// Pashto.
    Ps,
    /// Turkish.
    Tr,
    /// Kurmanji, in Latin letters.
    Ku,
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
    /// Tigrinya.
    Ti,
    /// Somali.
    So,
    /// Amharic.
    Am,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Romanian.
    Ro,
    /// Bulgarian.
    Bg,
    /// Polish.
    Pl,
}

impl NewcomerLanguage {
    /// All of them, German first.
    pub const ALL: [Self; 18] = [
        Self::De,
        Self::En,
        Self::Ar,
        Self::Fa,
        Self::Prs,
        Self::Ps,
        Self::Tr,
        Self::Ku,
        Self::Uk,
        Self::Ru,
        Self::Ti,
        Self::So,
        Self::Am,
        Self::Fr,
        Self::Es,
        Self::Ro,
        Self::Bg,
        Self::Pl,
    ];

    /// The BCP 47 tag: fit for a `lang` attribute, and the name of the folder.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
            Self::Ar => "ar",
            Self::Fa => "fa",
            // The older tag for Dari; screen readers, browsers and CLDR know this one.
            Self::Prs => "fa-AF",
            Self::Ps => "ps",
            Self::Tr => "tr",
            Self::Ku => "ku",
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::Ti => "ti",
            Self::So => "so",
            Self::Am => "am",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Ro => "ro",
            Self::Bg => "bg",
            Self::Pl => "pl",
        }
    }

    /// What its speakers call it.
    pub const fn native_name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Fa => "فارسی",
            Self::Prs => "دری",
            Self::Ps => "پښتو",
            Self::Tr => "Türkçe",
            Self::Ku => "Kurmancî",
            Self::Uk => "Українська",
            Self::Ru => "Русский",
            Self::Ti => "ትግርኛ",
            Self::So => "Soomaali",
            Self::Am => "አማርኛ",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::Ro => "Română",
            Self::Bg => "Български",
            Self::Pl => "Polski",
        }
    }

    /// Whether it is written from right to left.
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar | Self::Fa | Self::Prs | Self::Ps)
    }

    /// The writing direction, fit for a `dir` attribute.
    pub const fn direction(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// The language in which a speaker of `code` reads most easily, of those that mails are written in. Speakers of
    /// spoken varieties read the written language; Hazaragi is written as Dari.
    pub fn of(code: LanguageCode) -> Option<Self> {
        Some(match code.to_string().as_str() {
            "deu" => Self::De,
            "eng" => Self::En,
            "ara" | "ary" | "apc" | "acm" | "apd" => Self::Ar,
            "fas" => Self::Fa,
            "prs" | "haz" => Self::Prs,
            "pus" => Self::Ps,
            "tur" => Self::Tr,
            "kmr" => Self::Ku,
            "ukr" => Self::Uk,
            "rus" => Self::Ru,
            "tir" => Self::Ti,
            "som" => Self::So,
            "amh" => Self::Am,
            "fra" => Self::Fr,
            "spa" => Self::Es,
            "ron" => Self::Ro,
            "bul" => Self::Bg,
            "pol" => Self::Pl,
            _ => return None,
        })
    }

    /// The language of a newcomer's mail: their own where it is written here, English where it is not, and German alone
    /// where no language is known.
    pub fn for_reader(code: Option<LanguageCode>) -> Self {
        code.map_or(Self::De, |code| Self::of(code).unwrap_or(Self::En))
    }

    /// The text behind `key` of `newcomer.ftl` or `ask.ftl`; the German one where it is missing, which a test keeps from happening.
    pub fn text(self, key: &str, args: &[(&'static str, Value<'_>)]) -> String {
        newcomer_text(self, key, args)
    }

    /// A date with its weekday in full: "Donnerstag, 3. Dezember 2026", "الخميس، 3 ديسمبر 2026".
    pub fn date(self, date: NaiveDate) -> String {
        said(self, date).unwrap_or_else(|| {
            tracing::error!(language = self.code(), "a date cannot be said");
            date.format("%d.%m.%Y").to_string()
        })
    }

    /// "9:30–10:30": the same digits in every language, to be set from left to right.
    pub fn hours(self, start: NaiveTime, end: NaiveTime) -> String {
        let digits = |time: NaiveTime| format!("{}:{:02}", time.hour(), time.minute());
        let span = format!("{}–{}", digits(start), digits(end));
        if self == Self::De { format!("{span} Uhr") } else { span }
    }

    const fn tag(self) -> Tag {
        match self {
            Self::De => locale!("de-u-nu-latn"),
            // The order of day and month as in Europe: "Thursday, 3 December 2026".
            Self::En => locale!("en-GB-u-nu-latn"),
            Self::Ar => locale!("ar-u-nu-latn"),
            Self::Fa => locale!("fa-u-nu-latn"),
            Self::Prs => locale!("fa-AF-u-nu-latn"),
            Self::Ps => locale!("ps-u-nu-latn"),
            Self::Tr => locale!("tr-u-nu-latn"),
            Self::Ku => locale!("ku-u-nu-latn"),
            Self::Uk => locale!("uk-u-nu-latn"),
            Self::Ru => locale!("ru-u-nu-latn"),
            Self::Ti => locale!("ti-u-nu-latn"),
            Self::So => locale!("so-u-nu-latn"),
            Self::Am => locale!("am-u-nu-latn"),
            Self::Fr => locale!("fr-u-nu-latn"),
            Self::Es => locale!("es-u-nu-latn"),
            Self::Ro => locale!("ro-u-nu-latn"),
            Self::Bg => locale!("bg-u-nu-latn"),
            Self::Pl => locale!("pl-u-nu-latn"),
        }
    }
}

impl fmt::Display for NewcomerLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

fn said(language: NewcomerLanguage, date: NaiveDate) -> Option<String> {
    let formatter =
        FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(language.tag().into(), YMDE::long()).ok()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let date = Date::try_new_gregorian(date.year(), month, day).ok()?;
    Some(unbroken(&formatter.format(&date).to_string()))
}

/// The day of the month stays on one line with what follows it: "3. Dezember".
fn unbroken(date: &str) -> String {
    let (mut out, mut digits) = (String::with_capacity(date.len()), 0);
    for letter in date.chars() {
        match letter {
            ' ' if (1..=2).contains(&digits) => out.push('\u{a0}'),
            other => out.push(other),
        }
        digits = match letter {
            '0'..='9' => digits + 1,
            // A full stop after the number belongs to it.
            '.' => digits,
            _ => 0,
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::NewcomerLanguage as L;
    use super::*;

    #[test]
    fn dates_are_said_by_the_rules_of_each_language() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        for (language, said) in [
            (L::De, "Donnerstag, 3. Dezember 2026"),
            (L::En, "Thursday, 3 December 2026"),
            (L::Ar, "الخميس، 3 ديسمبر 2026"),
            (L::Fa, "پنجشنبه 3 دسامبر 2026"),
            (L::Prs, "پنجشنبه 3 دسمبر 2026"),
            (L::Ps, "پنج شنبه, 3 دسمبر 2026"),
            (L::Tr, "3 Aralık 2026 Perşembe"),
            (L::Ku, "3 berfanbar 2026, pêncşem"),
            (L::Uk, "четвер, 3 грудня 2026 р."),
            (L::Ru, "четверг, 3 декабря 2026 г."),
            (L::Ti, "ሓሙስ, ታሕሳስ 03, 2026"),
            (L::So, "Khamiis, Diseembar 03, 2026"),
            (L::Am, "ሐሙስ፣ ዲሴምበር 3 2026"),
            (L::Fr, "jeudi 3 décembre 2026"),
            (L::Es, "jueves, 3 de diciembre de 2026"),
            (L::Ro, "joi, 3 decembrie 2026"),
            (L::Bg, "четвъртък, 3 декември 2026 г."),
            (L::Pl, "czwartek, 3 grudnia 2026"),
        ] {
            assert_eq!(language.date(date).replace(['\u{a0}', '\u{202f}'], " "), said, "{language}");
        }
    }

    #[test]
    fn every_day_of_a_year_is_another_date() {
        let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        for language in L::ALL {
            let said: std::collections::BTreeSet<String> =
                first.iter_days().take(365).map(|date| language.date(date)).collect();
            assert_eq!(said.len(), 365, "{language}");
            assert!(said.iter().all(|date| date.contains("2027") && !date.contains("M0")), "{language}: {said:?}");
        }
    }

    #[test]
    fn readers_find_their_language() {
        let of = |code: &str| L::for_reader(Some(LanguageCode::parse(code).unwrap()));
        for (code, language) in
            [("apc", L::Ar), ("haz", L::Prs), ("kmr", L::Ku), ("ckb", L::En), ("kat", L::En), ("deu", L::De)]
        {
            assert_eq!(of(code), language, "{code}");
        }
        assert_eq!(L::for_reader(None), L::De);
    }
}
