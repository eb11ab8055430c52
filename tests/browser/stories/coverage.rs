//! The competence centre sees where Lotsen are missing, and of nobody who they are.

use lotsenwerk::i18n::Locale;

use super::in_both_languages;
use crate::judge;
use crate::look::DESK;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

fn story(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, Scripts::Blocked);
    reader.log_in("competence_centre");
    reader.press(&reader.words("web-way-coverage"));
    reader.until_reads(&reader.words("cover-title"));
    // The line of every region is in the table; the map above says the same, and each of its regions leads there.
    const LINES: &str = ".numbers tbody tr";
    let lines = reader.texts(LINES);
    assert_eq!(lines.len(), 33, "{lines:?}");
    assert_eq!(reader.all("figure.map svg.plot a").len(), 33);
    let advice = reader.texts("ol.advice li");
    assert!((1..=5).contains(&advice.len()), "{advice:?}");
    judge::is_sound(&reader, "competence_centre");
    reader.press(&reader.words("cover-as-tiles"));
    reader.until("there are no tiles", |session| Ok(session.address()?.contains("view=tiles")));
    assert_eq!(reader.all("figure.map svg.plot a rect").len(), 33);

    let arabic = if locale == Locale::De { "Arabisch" } else { "Arabic" };
    reader.fill("language", arabic);
    reader.press(&reader.words("web-filter"));
    reader.until("nothing is narrowed", |session| Ok(session.address()?.contains("language=")));
    assert_ne!(reader.texts(LINES), lines, "one language has the figures of all");
    judge::is_sound(&reader, "competence_centre");

    reader.press(&reader.words("advice-all"));
    reader.until_reads(&reader.words("advice-how"));
    assert!(reader.texts("ol.advice li").len() >= advice.len());
    reader.press(&reader.words("advice-order"));
    reader.until_reads(&reader.words("advice-done-ordered"));

    for path in ["/lotsen", "/requests", "/matching"] {
        reader.open(path);
        assert!(reader.reads(&reader.words("web-forbidden-title")), "{path}: {}", reader.text());
    }
}

in_both_languages!(story);
