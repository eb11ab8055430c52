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
    // The line of every region is in the table; the map beside it says the same.
    let lines = reader.texts("table.figures tbody tr");
    assert_eq!(lines.len(), 33, "{lines:?}");
    assert_eq!(reader.all("figure.map svg[role=img] path").len(), 33);

    let arabic = if locale == Locale::De { "Arabisch" } else { "Arabic" };
    reader.fill("language", arabic);
    reader.press(&reader.words("web-filter"));
    reader.until("nothing is narrowed", |session| Ok(session.address()?.contains("language=")));
    assert_ne!(reader.texts("table.figures tbody tr"), lines, "one language has the figures of all");
    judge::is_sound(&reader, "competence_centre");

    for path in ["/lotsen", "/requests", "/matching"] {
        reader.open(path);
        assert!(reader.reads(&reader.words("web-forbidden-title")), "{path}: {}", reader.text());
    }
}

in_both_languages!(story);
