//! A coordinator has a list looked at that has faults: each is told by its place, and nothing is taken.

use std::path::Path;

use lotsenwerk::i18n::Locale;

use super::in_both_languages;
use crate::judge::is_sound;
use crate::look::DESK;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

fn story(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, Scripts::Blocked);
    reader.log_in("coordinator");
    reader.open("/imports");
    reader.first("input[name=kind][value=lotsen]").click().unwrap();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lotsen-liste.csv");
    reader.first("input[type=file]").type_in(list.to_str().unwrap()).unwrap();
    reader.first("form[enctype] button[type=submit]").click().unwrap();
    reader.until("nobody has looked at the list", |session| Ok(!session.all("#found")?.is_empty()));
    assert!(!reader.all("table.faults tbody tr").is_empty(), "no fault is told: {}", reader.text());
    assert!(reader.all("form[action$='/imports/take']").is_empty(), "a list with faults can be taken");
    is_sound(&reader, "list");
}

in_both_languages!(story);
