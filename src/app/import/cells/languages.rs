//! Languages in free text: `Türkisch: C2 / Deutsch: B1`, `Dari (C1), Deutsch (B2)`, `Türkisch oder Farsi`.

use super::levels::level_of;
use super::split::items;
use crate::app::import::fault::{FaultKind, Parsed, Refusal};
use crate::domain::language::{Language, LanguageCode, LanguageError, LanguageTable, Level};
use crate::domain::lotse::SpokenLanguage;
use crate::tables::{Cell, fold};

const MARKS: [char; 6] = [',', ';', '/', '|', '+', '&'];
const WORDS: [&str; 6] = ["oder", "or", "und", "and", "bzw", "sowie"];
/// What people write to say that no language is needed.
const NONE: [&str; 5] = ["keine", "keinebestimmte", "egal", "none", "any"];

/// What a cell says about the languages of a Lotse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app::import) struct Spoken {
    /// Each language once, with the highest level said of it.
    pub(in crate::app::import) languages: Vec<SpokenLanguage>,
    /// Languages named without a level, for which the assumed one was taken.
    pub(in crate::app::import) assumed: Vec<LanguageCode>,
}

/// The languages that a Lotse speaks. One named without a level gets `assumed`.
pub(in crate::app::import) fn spoken(cell: &Cell, table: &LanguageTable, assumed: Level) -> Parsed<Spoken> {
    let named = named(cell, table)?;
    if named.is_empty() {
        return Err(FaultKind::NoLanguage.into());
    }
    let mut spoken = Spoken { languages: Vec::new(), assumed: Vec::new() };
    for (language, level) in named {
        if level.is_none() {
            spoken.assumed.push(language);
        }
        let level = level.unwrap_or(assumed);
        match spoken.languages.iter_mut().find(|known| known.language == language) {
            Some(known) => known.level = known.level.max(level),
            None => spoken.languages.push(SpokenLanguage { language, level }),
        }
    }
    Ok(spoken)
}

/// The languages of which any will do, each with the level the cell may state; none for `keine`.
pub(in crate::app::import) fn needed(cell: &Cell, table: &LanguageTable) -> Parsed<Vec<(LanguageCode, Option<Level>)>> {
    if NONE.contains(&fold(&cell.shown()).as_str()) {
        return Ok(Vec::new());
    }
    let mut needed: Vec<(LanguageCode, Option<Level>)> = Vec::new();
    for (language, level) in named(cell, table)? {
        if needed.iter().all(|(known, _)| *known != language) {
            needed.push((language, level));
        }
    }
    if needed.is_empty() {
        return Err(FaultKind::NoLanguage.into());
    }
    Ok(needed)
}

/// The one language in which a newcomer reads.
pub(in crate::app::import) fn single(cell: &Cell, table: &LanguageTable) -> Parsed<LanguageCode> {
    Ok(resolve(&cell.shown(), table)?)
}

/// All languages of a cell in order, or all faults in it.
fn named(cell: &Cell, table: &LanguageTable) -> Parsed<Vec<(LanguageCode, Option<Level>)>> {
    let text = cell.shown();
    let mut found: Vec<(LanguageCode, Option<Level>)> = Vec::new();
    let mut faults = Vec::new();
    for item in items(&text, &MARKS, &WORDS) {
        if fold(item).is_empty() {
            continue;
        }
        // "Deutsch B2/C1": an item that is only a level belongs to the language before.
        if let Some(level) = level_of(&words_of(item))
            && let Some((_, before)) = found.last_mut()
        {
            *before = Some(before.map_or(level, |known| known.min(level)));
            continue;
        }
        match item_language(item, table) {
            Ok(language) => found.push(language),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(Refusal(faults)) }
}

fn words_of(item: &str) -> Vec<&str> {
    let separators = |letter: char| letter.is_whitespace() || "()[]:=-–—_".contains(letter);
    item.split(separators).filter(|word| !word.is_empty()).collect()
}

/// One language with its level behind it, in brackets, behind a colon, a dash or just a space.
fn item_language(item: &str, table: &LanguageTable) -> Result<(LanguageCode, Option<Level>), FaultKind> {
    let words = words_of(item);
    // The longest tail that is a level: "sehr gut" before "gut".
    let tails = (1..words.len()).filter_map(|at| words.split_at_checked(at));
    let with_level = tails.clone().find_map(|(name, tail)| level_of(tail).map(|level| (name, level)));
    let refused = match with_level {
        Some((name, level)) => match resolve(&name.join(" "), table) {
            Ok(language) => return Ok((language, Some(level))),
            Err(fault) => fault,
        },
        None => match resolve(item, table) {
            Ok(language) => return Ok((language, None)),
            Err(fault) => fault,
        },
    };
    // "Dari (C3)": the beginning is a language, so the rest was meant to be a level.
    let level = tails.rev().find_map(|(name, tail)| {
        let name = name.join(" ");
        table.by_name(&name).ok().map(|_| FaultKind::UnknownLevel { level: tail.join(" "), language: name })
    });
    Err(level.unwrap_or(refused))
}

fn resolve(name: &str, table: &LanguageTable) -> Result<LanguageCode, FaultKind> {
    let german = |code: &LanguageCode| table.get(*code).map(|language: &Language| language.name_de.clone());
    table.by_name(name).map(|language| language.code).map_err(|error| match error {
        LanguageError::SeveralLanguages { codes, .. } => {
            FaultKind::AmbiguousLanguage { name: name.to_owned(), choices: codes.iter().filter_map(german).collect() }
        }
        LanguageError::UnknownName { nearest, .. } => {
            FaultKind::UnknownLanguage { name: name.to_owned(), nearest: nearest.as_ref().and_then(german) }
        }
        _ => FaultKind::UnknownLanguage { name: name.to_owned(), nearest: None },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> LanguageTable {
        let language = |code: &str, name_de: &str, name_en: &str, aliases: &[&str]| Language {
            code: LanguageCode::parse(code).unwrap(),
            bcp47: code.into(),
            name_de: name_de.into(),
            name_en: name_en.into(),
            native_name: code.into(),
            right_to_left: false,
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
        };
        let languages = vec![
            language("deu", "Deutsch", "German", &[]),
            language("tur", "Türkisch", "Turkish", &[]),
            language("fas", "Persisch (Farsi)", "Persian", &["Farsi"]),
            language("prs", "Dari", "Dari", &["Farsi-Dari"]),
            language("kmr", "Kurmandschi", "Kurmanji", &["Kurdisch", "Kurdisch (Kurmandschi)"]),
            language("ckb", "Sorani", "Sorani", &["Kurdisch"]),
        ];
        LanguageTable::new(languages, &[]).unwrap()
    }

    fn shown(text: &str) -> Result<String, Vec<FaultKind>> {
        let spoken = spoken(&Cell::text(text), &table(), Level::B2).map_err(|refusal| refusal.0)?;
        let mark = |language| if spoken.assumed.contains(&language) { "?" } else { "" };
        let languages = spoken.languages.iter();
        let languages = languages.map(|s| format!("{} {}{}", s.language, s.level, mark(s.language)));
        Ok(languages.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn languages_are_read_as_written() {
        let cases = [
            ("Türkisch: C2 / Deutsch: B1", "tur C2, deu B1"),
            ("Dari (C1), Deutsch (B2)", "prs C1, deu B2"),
            ("Farsi C1; Deutsch Muttersprache", "fas C1, deu native"),
            ("Türkisch - Muttersprache und Deutsch sehr gut", "tur native, deu C1"),
            ("Turkish (native speaker) and German B2", "tur native, deu B2"),
            ("Kurdisch (Kurmandschi): C1", "kmr C1"),
            ("Persisch (Farsi) fließend", "fas C1"),
            ("Farsi-Dari C1", "prs C1"),
            ("Farsi/Dari (C1)", "fas B2?, prs C1"),
            ("Deutsch B2/C1", "deu B2"),
            ("Deutsch Niveau B1-B2", "deu B1"),
            ("Türkisch, Deutsch", "tur B2?, deu B2?"),
            ("Deutsch B1, Deutsch C1", "deu C1"),
            ("TUERKISCH c1\nDeutsch als Muttersprache", "tur C1, deu native"),
        ];
        for (text, languages) in cases {
            assert_eq!(shown(text), Ok(languages.into()), "{text}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let unknown = |name: &str, nearest: Option<&str>| FaultKind::UnknownLanguage {
            name: name.into(),
            nearest: nearest.map(Into::into),
        };
        let level =
            |level: &str, language: &str| FaultKind::UnknownLevel { level: level.into(), language: language.into() };
        let kurdish = FaultKind::AmbiguousLanguage {
            name: "Kurdisch".into(),
            choices: vec!["Kurmandschi".into(), "Sorani".into()],
        };
        let cases = [
            ("Klingonisch (C1), Deutsch (B2)", vec![unknown("Klingonisch", None)]),
            ("Türksich C1, Elbisch", vec![unknown("Türksich", Some("Türkisch")), unknown("Elbisch", None)]),
            ("Dari (C3)", vec![level("C3", "Dari")]),
            ("Dari C3; Deutsch ganz gut", vec![level("C3", "Dari"), level("ganz gut", "Deutsch")]),
            ("Kurdisch C1", vec![kurdish]),
            ("", vec![FaultKind::NoLanguage]),
            ("-", vec![FaultKind::NoLanguage]),
            ("B2", vec![unknown("B2", None)]),
        ];
        for (text, faults) in cases {
            assert_eq!(shown(text), Err(faults), "{text}");
        }
    }

    #[test]
    fn any_of_several_or_none() {
        let needed = |text: &str| {
            needed(&Cell::text(text), &table()).map(|needed| {
                let shown = needed.iter().map(|(code, level)| format!("{code} {level:?}"));
                shown.collect::<Vec<_>>()
            })
        };
        assert_eq!(needed("Türkisch oder Farsi"), Ok(vec!["tur None".into(), "fas None".into()]));
        assert_eq!(needed("Türkisch (B1)"), Ok(vec!["tur Some(B1)".into()]));
        assert_eq!(needed("keine"), Ok(vec![]));
        assert_eq!(needed(";"), Err(FaultKind::NoLanguage.into()));
        let table = table();
        assert_eq!(single(&Cell::text("Dari"), &table).map(|code| code.to_string()), Ok("prs".into()));
    }
}
