//! The languages of this repository, by the names people in the field write down.

use std::collections::BTreeSet;

use lotsenwerk::domain::language::{LanguageCode, LanguageError, LanguageTable};
use lotsenwerk::regions::{Source, load_languages};

fn table() -> LanguageTable {
    load_languages(&Source::Embedded).unwrap()
}

fn code(text: &str) -> LanguageCode {
    LanguageCode::parse(text).unwrap()
}

#[test]
fn there_are_113_languages_17_of_them_from_right_to_left() {
    let table = table();
    assert_eq!(table.languages().len(), 113);
    assert_eq!(table.languages().iter().filter(|language| language.right_to_left).count(), 17);
    let dari = table.get(code("prs")).unwrap();
    assert_eq!((dari.bcp47.as_str(), dari.native_name.as_str(), dari.right_to_left), ("fa-AF", "دری", true));
    let tags: BTreeSet<_> = table.languages().iter().map(|language| language.bcp47.as_str()).collect();
    assert_eq!(tags.len(), 113, "each tag leads to one language");
}

#[test]
fn every_language_is_found_by_its_own_names() {
    let table = table();
    for language in table.languages() {
        for name in [&language.name_de, &language.name_en, &language.native_name, &language.code.to_string()] {
            assert_eq!(table.by_name(name).map(|found| found.code), Ok(language.code), "{name}");
        }
        for alias in &language.aliases {
            match table.by_name(alias) {
                Ok(found) => assert_eq!(found.code, language.code, "{alias}"),
                Err(LanguageError::SeveralLanguages { codes, .. }) => {
                    assert!(codes.contains(&language.code), "{alias}")
                }
                Err(error) => panic!("{alias}: {error}"),
            }
        }
    }
}

#[test]
fn names_of_the_field_are_understood() {
    let table = table();
    let cases = [
        ("Deutsch", "deu"),
        ("Arabisch", "ara"),
        ("Arabisch (Syrien)", "apc"),
        ("Darija", "ary"),
        ("Farsi", "fas"),
        ("Persisch", "fas"),
        ("Dari", "prs"),
        ("Paschtu", "pus"),
        ("Paschto", "pus"),
        ("pashto", "pus"),
        ("Kurmandschi", "kmr"),
        ("Kurmanci", "kmr"),
        ("Kurmancî", "kmr"),
        ("Kurdisch (Kurmanci)", "kmr"),
        ("Kurdisch-Sorani", "ckb"),
        ("Sorani", "ckb"),
        ("Ukrainisch", "ukr"),
        ("Українська", "ukr"),
        ("Tigrinya", "tir"),
        ("Tigrinisch", "tir"),
        ("Tuerkisch", "tur"),
        ("FRANZOESISCH", "fra"),
        ("Franzosisch", "fra"),
        ("Suaheli", "swa"),
        ("Kisuaheli", "swa"),
        ("Twi", "aka"),
        ("Tagalog", "fil"),
        ("Weißrussisch", "bel"),
        ("DGS", "gsg"),
    ];
    for (name, expected) in cases {
        assert_eq!(table.by_name(name).map(|found| found.code), Ok(code(expected)), "{name}");
    }
}

#[test]
fn names_of_several_languages_are_asked_back() {
    let table = table();
    let cases: [(&str, &[&str]); 5] = [
        ("Kurdisch", &["kmr", "ckb"]),
        ("Afghanisch", &["prs", "pus"]),
        ("Berberisch", &["kab", "zgh", "rif"]),
        ("Serbokroatisch", &["hrv", "srp", "bos"]),
        ("Gebärdensprache", &["gsg", "ukl"]),
    ];
    for (name, expected) in cases {
        let codes = expected.iter().map(|text| code(text)).collect();
        let error = LanguageError::SeveralLanguages { value: name.to_owned(), codes };
        assert_eq!(table.by_name(name).unwrap_err(), error);
    }
}

#[test]
fn misspelt_names_get_a_suggestion() {
    let table = table();
    let nearest = |name: &str| match table.by_name(name) {
        Err(LanguageError::UnknownName { nearest, .. }) => nearest.map(|code| code.to_string()),
        other => panic!("{name}: {other:?}"),
    };
    for (name, expected) in
        [("Ukrainsch", "ukr"), ("Arabish", "ara"), ("Tigrynia", "tir"), ("T?rkisch", "tur"), ("Rumänsich", "ron")]
    {
        assert_eq!(nearest(name).as_deref(), Some(expected), "{name}");
    }
    for name in ["Elbisch", "Klingonisch", "Muttersprache", "xx"] {
        assert_eq!(nearest(name), None, "{name}");
    }
}

#[test]
fn varieties_stand_in_where_people_understand_each_other() {
    let table = table();
    let minutes = |needed: &str, spoken: &str| table.substitution_minutes(code(needed), code(spoken));
    assert_eq!(minutes("prs", "prs"), Some(0));
    assert_eq!(minutes("fas", "prs"), Some(15));
    assert_eq!(minutes("prs", "fas"), Some(15));
    assert!(minutes("prs", "haz") < minutes("prs", "fas"));
    assert_eq!(minutes("hrv", "bos"), minutes("bos", "hrv"));
    assert!(minutes("hrv", "srp") < minutes("tur", "aze"), "cheap and dear");
    for variety in ["ary", "apc", "acm", "apd"] {
        assert!(minutes("ara", variety).is_some() && minutes(variety, "ara").is_some(), "{variety}");
    }
    assert!(minutes("ary", "ara") > minutes("ara", "ary"), "a direction is not its reverse");
}

#[test]
fn some_languages_never_stand_in_for_each_other() {
    let table = table();
    for (one, other) in [("kmr", "ckb"), ("kmr", "zza"), ("ukr", "rus"), ("bel", "rus"), ("pus", "prs"), ("zho", "yue")]
    {
        assert_eq!(table.substitution_minutes(code(one), code(other)), None, "{one} needed, {other} spoken");
        assert_eq!(table.substitution_minutes(code(other), code(one)), None, "{other} needed, {one} spoken");
    }
}

#[test]
fn a_substitution_costs_between_hardly_noticed_and_last_resort() {
    let table = table();
    assert!(table.substitutions().count() > 40);
    for substitution in table.substitutions() {
        assert!((5..=60).contains(&substitution.minutes), "{substitution:?}");
    }
}
