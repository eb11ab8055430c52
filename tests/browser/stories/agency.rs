//! Whoever posts sees their requests, and of Lotsen no more than who goes.

use lotsenwerk::i18n::Locale;

use super::in_both_languages;
use crate::look::DESK;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

fn story(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, Scripts::Run);
    reader.log_in("requester");
    let ways = reader.texts("header nav a");
    assert!(ways.contains(&reader.words("web-way-requests")), "{ways:?}");
    for key in ["web-way-today", "web-way-matching", "web-way-lotsen"] {
        assert!(!ways.contains(&reader.words(key)), "{ways:?}");
    }
    for path in ["/today", "/matching", "/lotsen"] {
        reader.open(path);
        assert!(reader.reads(&reader.words("web-forbidden-title")), "{path}: {}", reader.text());
    }
    reader.open("/requests");
    let rows = reader.all(".list tbody a");
    assert!(!rows.is_empty(), "the demo's agency has no requests");
    rows[0].click().unwrap();
    reader.until("no request is shown", |session| Ok(session.address()?.contains("/requests/")));
    for key in ["request-answer", "request-asked", "request-proposed"] {
        assert!(!reader.reads(&reader.words(key)), "an agency sees: {}", reader.words(key));
    }
}

in_both_languages!(story);
