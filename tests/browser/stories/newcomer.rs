//! A newcomer looks at what was arranged from the mail on the phone, in a language from right to left where one is written to, without
//! JavaScript; and calls the help off.

use lotsenwerk::i18n::{Locale, NewcomerLanguage};

use crate::judge;
use crate::look::PHONE;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

/// How things stand; a page that is not sound fails the test.
#[track_caller]
fn stand(reader: &Reader<'_>) -> String {
    judge::is_sound(reader, "newcomer");
    reader.first("[data-stand]").attribute("data-stand").unwrap().unwrap()
}

#[test]
fn help_is_called_off_from_the_mail() {
    let program = Program::serve();
    let reader = Reader::new(&program, Locale::De, PHONE, Scripts::Blocked);
    let paths = || program.links(None).into_iter().filter(|path| path.starts_with("/appointments/"));
    let is_right_to_left = |path: &String| {
        reader.open(path);
        !reader.all("html[dir=rtl]").is_empty()
    };
    let path = paths().find(is_right_to_left).or_else(|| paths().next()).unwrap();
    let german = |key| NewcomerLanguage::De.text(key, &[]);
    reader.open(&path);
    assert_eq!(stand(&reader), "helped");
    assert!(reader.reads(&german("newcomer-intro-confirmation")), "{}", reader.text());

    // Asked whether they mean it, they go back first.
    reader.press(&german("newcomer-cancel"));
    reader.until_reads(&german("newcomer-cancel-means"));
    assert_eq!(stand(&reader), "helped");
    reader.press(&german("newcomer-cancel-no"));
    reader.until_reads(&german("newcomer-intro-confirmation"));
    reader.press(&german("newcomer-cancel"));
    reader.until_reads(&german("newcomer-cancel-means"));
    reader.press(&german("newcomer-cancel-yes"));
    reader.until_reads(&german("newcomer-intro-not-needed"));
    assert_eq!(stand(&reader), "not-needed");
    reader.open(&path);
    assert_eq!(stand(&reader), "not-needed", "a second look shows something else");
}
