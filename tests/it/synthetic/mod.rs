//! Made-up towns on the real tables: the same everywhere, plausible, sound, and neither too hard nor too easy.

mod hardness;
mod lotsen;
mod past;
mod repeatable;
mod requests;
mod sound;
mod stored;

use std::sync::LazyLock;

use chrono::NaiveDate;
use lotsenwerk::domain::language::{LanguageCode, LanguageTable};
use lotsenwerk::domain::region::Area;
use lotsenwerk::regions::{Source, load_area, load_languages};
use lotsenwerk::synthetic::{Generated, Recipe, generate};

/// Monday.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 7).unwrap()
}

static HESSEN: LazyLock<Area> = LazyLock::new(|| load_area(&Source::Embedded, "hessen").unwrap());
static LANGUAGES: LazyLock<LanguageTable> = LazyLock::new(|| load_languages(&Source::Embedded).unwrap());

fn hessen(recipe: &Recipe) -> Generated {
    generate(recipe, &HESSEN, &LANGUAGES).unwrap()
}

fn recipe(seed: u64, lotsen: u32, requests: u32) -> Recipe {
    Recipe::new(seed, lotsen, requests, first_day())
}

fn language(code: &str) -> LanguageCode {
    LanguageCode::parse(code).unwrap()
}

/// How many in a thousand fulfil it.
fn permille<T>(all: &[T], fulfils: impl Fn(&T) -> bool) -> usize {
    all.iter().filter(|one| fulfils(one)).count() * 1000 / all.len()
}

/// Asserts that so many in a thousand lie in a range, and says what they are when they do not.
#[track_caller]
fn assert_share<T>(what: &str, all: &[T], range: std::ops::Range<usize>, fulfils: impl Fn(&T) -> bool) {
    let share = permille(all, fulfils);
    assert!(range.contains(&share), "{what}: {share} in a thousand, expected {range:?}");
}
