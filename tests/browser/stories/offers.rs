//! A Lotse answers from a mail on the phone, by keyboard alone and without JavaScript: a yes, a no with its reason, and
//! links that are none.

use lotsenwerk::i18n::Locale;

use crate::judge;
use crate::look::{DARK_PHONE, Look, PHONE};
use crate::program::Program;
use crate::reader::{Reader, Scripts};

/// What a thumb hits well.
const EASY_TO_HIT: f64 = 44.0;

/// Where the offer that is shown stands, if the page shows one; a page that is not sound fails the test.
#[track_caller]
fn stand(reader: &Reader<'_>) -> Option<String> {
    judge::is_sound(reader, "lotse-by-mail");
    for button in reader.all("button, .choice") {
        let height = button.height().unwrap();
        assert!(height >= EASY_TO_HIT, "{:?} is hard to hit: {height}", button.text().unwrap());
    }
    reader.all("article").first().and_then(|article| article.attribute("data-stand").unwrap())
}

#[track_caller]
fn opened(reader: &Reader<'_>, path: &str) -> Option<String> {
    reader.open(path);
    stand(reader)
}

/// Presses a button that sends a form, and waits for what comes.
#[track_caller]
fn answered(reader: &Reader<'_>, key: &str, becomes: &str) {
    reader.press(&reader.words(key));
    reader.until("the answer is not taken", |session| Ok(session.address()?.ends_with(becomes)));
}

fn story(locale: Locale, look: Look) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, look, Scripts::Blocked);
    // Some of the demo's have been answered already.
    let is_open = |path: &String| {
        reader.open(path);
        !reader.all("article[data-stand=open]").is_empty()
    };
    let offers = program.links(None).into_iter().filter(|path| path.starts_with("/offers/"));
    let offers: Vec<String> = offers.filter(is_open).take(3).collect();
    let [yes, no, spare, ..] = &offers[..] else { panic!("too few offers: {offers:?}") };

    assert_eq!(opened(&reader, yes).as_deref(), Some("open"));
    assert!(reader.reads(&reader.words("web-offer-open-title")));
    let until = if locale == Locale::De { "Bitte antworte bis" } else { "Please answer by" };
    assert!(reader.reads(until), "{}", reader.text());
    answered(&reader, "mail-offer-yes", yes);
    reader.until_reads(&reader.words("web-offer-accepted-title"));
    assert_eq!(stand(&reader).as_deref(), Some("accepted"));
    reader.session.back().unwrap();
    assert_eq!(opened(&reader, yes).as_deref(), Some("accepted"), "a second look shows something else");

    assert_eq!(opened(&reader, no).as_deref(), Some("open"));
    answered(&reader, "mail-offer-no", no);
    reader.until_reads(&reader.words("web-offer-declined-title"));
    assert_eq!(stand(&reader).as_deref(), Some("declined"));
    reader.first("input[value=too_far]").click().unwrap();
    answered(&reader, "web-offer-reason-send", no);
    reader.until_reads(&reader.words("web-offer-reason-thanks"));
    assert_eq!(stand(&reader).as_deref(), Some("declined"));
    assert!(reader.first("input[value=too_far]").is_selected().unwrap(), "the reason is not remembered");

    for (path, says) in [(&spare[..spare.len() - 3], "web-no-link-title"), ("/nowhere", "web-not-here-title")] {
        reader.open(path);
        assert_eq!(stand(&reader), None, "{path}");
        assert!(reader.reads(&reader.words(says)), "{path}: {}", reader.text());
    }
    assert_eq!(opened(&reader, spare).as_deref(), Some("open"), "half a link changed something");
}

#[test]
fn in_german_by_day() {
    story(Locale::De, PHONE);
}

#[test]
fn in_english_by_night() {
    story(Locale::En, DARK_PHONE);
}
