//! A Lotse notes on the phone when they cannot, and takes it back: by keyboard alone, and without JavaScript.

use lotsenwerk::i18n::Locale;

use super::{day_in, in_both_languages};
use crate::judge;
use crate::look::PHONE;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

fn story(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, PHONE, Scripts::Blocked);
    reader.log_in("lotse");
    reader.press(&reader.words("web-way-own"));
    reader.until_reads(&reader.words("own-away"));
    let (first, last) = (day_in(20), day_in(22));

    // The wrong way round: nothing is noted, and what was typed stays.
    reader.fill("first", &last.0);
    reader.fill("last", &first.0);
    reader.press(&reader.words("own-absence-send"));
    reader.until("no fault is shown", |session| Ok(!session.all("[aria-invalid=true]")?.is_empty()));
    assert_eq!(reader.first("input[name=first]").property("value").unwrap(), Some(last.1.clone()));
    judge::is_sound(&reader, "lotse");

    reader.open("/me");
    reader.fill("first", &first.0);
    reader.fill("last", &last.0);
    reader.press(&reader.words("own-absence-send"));
    reader.until_reads(&reader.words("web-done-saved"));
    let noted = |name: &str, day: &str| format!("input[type=hidden][name={name}][value='{day}']");
    assert_eq!(reader.all(&noted("first", &first.1)).len(), 1, "{}", reader.text());
    assert_eq!(reader.all(&noted("last", &last.1)).len(), 1, "{}", reader.text());
    judge::is_sound(&reader, "lotse");

    reader.press(&reader.words("own-absence-remove"));
    reader.until_reads(&reader.words("web-done-removed"));
    assert!(reader.all(&noted("first", &first.1)).is_empty(), "{}", reader.text());
}

in_both_languages!(story);
