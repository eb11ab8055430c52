//! The columns of both lists and the headings under which projects keep them, in German and English.
//!
//! Headings are compared folded, with and without what stands in brackets, so `Umkreis (km)`, `UMKREIS` and `umkreis:`
//! are one. Columns that are not here are reported as ignored, never swallowed.

mod lotse;
mod request;

use crate::tables::fold;

pub(super) use lotse::LotseColumn;
pub(super) use request::RequestColumn;

/// A column of a list.
pub(super) trait Column: Copy + Eq + 'static {
    /// Every column, with the heading as we would write it and its folded spellings.
    const SPELLINGS: &'static [(Self, &'static str, &'static [&'static str])];
    /// Columns without which a list cannot be read.
    const REQUIRED: &'static [Self];
    /// The column of the list's own number, by which an import recognises a row.
    const NUMBER: Self;

    /// The heading as we would write it.
    fn title(self) -> &'static str {
        Self::SPELLINGS.iter().find(|(column, ..)| *column == self).map_or("", |(_, title, _)| title)
    }

    /// What a heading means.
    fn recognise(title: &str) -> Option<Self> {
        let outside: String = title.split(['(', '[']).next().unwrap_or_default().to_owned();
        let known = |folded: String| {
            let mut all = Self::SPELLINGS.iter();
            all.find(|(.., spellings)| spellings.contains(&folded.as_str())).map(|(column, ..)| *column)
        };
        known(fold(title)).or_else(|| known(fold(&outside)))
    }
}

// Spellings that both lists share.
const NUMBER: &[&str] = &["nr", "nummer", "no", "number", "lfdnr", "laufendenummer", "id", "kennung", "kennziffer"];
const POSTCODE: &[&str] = &["plz", "postleitzahl", "postcode", "zip", "zipcode", "postalcode"];
const TOWN: &[&str] = &["ort", "wohnort", "stadt", "gemeinde", "town", "city", "place"];
const MODES: &[&str] = &["form", "formen", "art", "modus", "einsatzform", "durchfuehrung", "mode", "modes", "format"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_headings_are_recognised() {
        for (title, column) in [
            ("E-Mail", LotseColumn::Email),
            ("e mail:", LotseColumn::Email),
            ("Mail", LotseColumn::Email),
            ("PLZ", LotseColumn::Postcode),
            ("Postleitzahl", LotseColumn::Postcode),
            ("postcode", LotseColumn::Postcode),
            ("Umkreis [in km]", LotseColumn::Radius),
            ("VERFUEGBARKEIT", LotseColumn::Availability),
            ("Stunden pro Woche", LotseColumn::WeeklyHours),
            ("Stunden/\nWoche", LotseColumn::WeeklyHours),
            ("Geschlecht (w/m/d)", LotseColumn::Gender),
        ] {
            assert_eq!(LotseColumn::recognise(title), Some(column), "{title}");
        }
        for (title, column) in [
            ("Termin(e)", RequestColumn::Appointments),
            ("Dauer (Min.)", RequestColumn::Duration),
            ("Dauer in Stunden", RequestColumn::Duration),
            ("Anzahl Lots*innen", RequestColumn::LotsenNeeded),
            ("Sprache der Bestätigung", RequestColumn::ConfirmationLanguage),
            ("E-Mail Klient*in", RequestColumn::NewcomerEmail),
            ("Newcomer email", RequestColumn::NewcomerEmail),
        ] {
            assert_eq!(RequestColumn::recognise(title), Some(column), "{title}");
        }
        // Whose it is, it does not say; a mail to the wrong one would tell what only the newcomer may know.
        assert_eq!(RequestColumn::recognise("E-Mail"), None);
        assert_eq!(LotseColumn::recognise("Lieblingsfarbe"), None);
        assert_eq!(LotseColumn::recognise("(km)"), None);
    }

    fn check<C: Column + std::fmt::Debug>() {
        let mut seen = std::collections::BTreeSet::new();
        for (column, title, spellings) in C::SPELLINGS {
            assert_eq!(C::recognise(title), Some(*column), "our own heading {title}");
            for spelling in *spellings {
                assert_eq!(fold(spelling), **spelling);
                assert!(seen.insert(*spelling), "{spelling} stands for two columns");
            }
        }
    }

    #[test]
    fn spellings_are_folded_and_mean_one_column() {
        check::<LotseColumn>();
        check::<RequestColumn>();
    }
}
