//! The catalogues of words: complete in every language, named by the code, and none lying unused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lotsenwerk::i18n::{Locale, NewcomerLanguage};

/// The variables of a message, by the message's key.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads what this test needs of Fluent: keys at the start of a line, variables anywhere in what follows.
fn messages(ftl: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (key, _) = line.split_once('=').expect("an entry has an equals sign");
            found.push((key.trim().to_owned(), BTreeSet::new()));
        }
        for after in line.split('$').skip(1) {
            let name = after.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap();
            found.last_mut().expect("a variable belongs to an entry").1.insert(name.to_owned());
        }
    }
    found
}

/// All files of a language: theme and messages.
fn catalogue(locale: Locale) -> BTreeMap<String, Messages> {
    let folder = root().join("src/i18n/locales").join(locale.code());
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let theme = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let found = messages(&fs::read_to_string(&path).unwrap());
            let count = found.len();
            let messages: Messages = found.into_iter().collect();
            assert_eq!(messages.len(), count, "{} has a key twice", path.display());
            (theme, messages)
        })
        .collect()
}

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push(path);
        }
    }
}

/// Everything between double quotes that is written like a key: lower-case words joined by hyphens.
fn hyphenated_literals(source: &str) -> BTreeSet<String> {
    source
        .split('"')
        .filter(|piece| {
            piece.contains('-')
                && piece
                    .split('-')
                    .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
        })
        .map(str::to_owned)
        .collect()
}

/// The first literal of every call of `text(`, where it is written like a key.
fn called_keys(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (position, _) in source.match_indices("text(") {
        let before = source[..position].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let call: String = source[position..].chars().take_while(|c| *c != ';').take(200).collect();
        if let Some(first) = call.split('"').nth(1) {
            found.extend(hyphenated_literals(&format!("\"{first}\"")));
        }
    }
    found
}

/// The code of the library without its unit tests, which name missing keys on purpose.
fn sources() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    files(&root().join("src"), &["rs", "html", "txt"], &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap().to_owned();
            (path, code)
        })
        .collect()
}

#[test]
fn all_languages_have_the_same_keys_with_the_same_variables() {
    let german = catalogue(Locale::De);
    assert!(german.values().map(BTreeMap::len).sum::<usize>() > 40, "the catalogue was not found");
    for locale in Locale::ALL {
        assert_eq!(catalogue(locale), german, "{locale} against de");
    }
}

/// What newcomers read: mails with their page, and the form by which they ask.
const NEWCOMERS: [&str; 2] = ["ask", "newcomer"];

#[test]
fn newcomers_languages_have_their_files_whole() {
    let german = catalogue(Locale::De);
    let folders = fs::read_dir(root().join("src/i18n/locales")).unwrap();
    let folders: BTreeSet<String> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let codes: BTreeSet<String> = NewcomerLanguage::ALL.iter().map(|language| language.code().to_owned()).collect();
    assert_eq!(folders, codes, "a folder for each language and a language for each folder");
    for language in NewcomerLanguage::ALL {
        let folder = root().join("src/i18n/locales").join(language.code());
        for theme in NEWCOMERS {
            let found = messages(&fs::read_to_string(folder.join(format!("{theme}.ftl"))).unwrap());
            assert_eq!(found.len(), german[theme].len(), "{theme} in {language} has a key twice or too few");
            assert_eq!(found.into_iter().collect::<Messages>(), german[theme], "{theme} in {language} against de");
        }
        if !matches!(language, NewcomerLanguage::De | NewcomerLanguage::En) {
            assert_eq!(fs::read_dir(&folder).unwrap().count(), NEWCOMERS.len(), "{language} has other files");
        }
    }
}

#[test]
fn nothing_is_left_in_german_or_of_another_script() {
    use NewcomerLanguage as L;
    for language in L::ALL.into_iter().filter(|language| *language != L::De) {
        let german = catalogue(Locale::De);
        for key in NEWCOMERS.iter().flat_map(|theme| german[*theme].keys()) {
            let said = |language: L| language.text(key, &[("sittings", 1.into()), ("minutes", "60".into())]);
            assert_ne!(said(language), said(L::De), "{key} in {language}");
            let fits = |letter: char| match language {
                L::Ar | L::Fa | L::Prs | L::Ps => ('\u{600}'..='\u{6ff}').contains(&letter),
                L::Ti | L::Am => ('\u{1200}'..='\u{137f}').contains(&letter),
                L::Uk | L::Ru | L::Bg => ('\u{400}'..='\u{4ff}').contains(&letter),
                _ => letter < '\u{250}',
            };
            let strange: String = said(language).chars().filter(|c| c.is_alphabetic() && !fits(*c)).collect();
            assert!(strange.is_empty(), "{key} in {language} has {strange}");
        }
    }
}

#[test]
fn each_key_begins_with_its_theme() {
    for (theme, messages) in catalogue(Locale::De) {
        for key in messages.keys() {
            assert!(key.starts_with(&format!("{theme}-")), "{key} is in {theme}.ftl");
        }
    }
}

#[test]
fn each_key_that_the_code_names_exists() {
    let known: BTreeSet<String> = catalogue(Locale::De).into_values().flat_map(BTreeMap::into_keys).collect();
    let mut seen = 0;
    for (path, code) in sources() {
        for key in called_keys(&code) {
            assert!(known.contains(&key), "{} names {key}, which no catalogue has", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} calls were found");
}

#[test]
fn no_key_lies_unused() {
    let named: BTreeSet<String> = sources().iter().flat_map(|(_, code)| hyphenated_literals(code)).collect();
    for key in catalogue(Locale::De).into_values().flat_map(BTreeMap::into_keys) {
        assert!(named.contains(&key), "{key} is named nowhere in the code");
    }
}

#[test]
fn the_scanners_of_this_test_see_what_they_should() {
    let ftl = "# $no\na-b = { $x ->\n    [one] { $x } of { $y-z }\n   *[other] none\n}\nc-d = plain\n";
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(messages(ftl), [("a-b".to_owned(), set(&["x", "y-z"])), ("c-d".to_owned(), set(&[]))]);
    let code =
        r#"let a = text(l, "mail-a", &[("n", 1.into())]); context("no-key"); text(l, key, &[]); self.text("b-c2")"#;
    assert_eq!(called_keys(code), set(&["mail-a", "b-c2"]));
    assert_eq!(hyphenated_literals(code), set(&["mail-a", "no-key", "b-c2"]));
}
