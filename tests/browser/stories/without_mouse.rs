//! A coordinator posts a request and releases its plan without a mouse: with JavaScript in German, without it in English.

use lotsenwerk::i18n::Locale;

use super::day_in;
use crate::judge;
use crate::look::DESK;
use crate::program::Program;
use crate::reader::{Reader, Scripts};
use crate::session::{DOWN, ENTER};

fn story(locale: Locale, scripts: Scripts) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, scripts);
    reader.log_in("coordinator");
    reader.press(&reader.words("today-new"));
    reader.until_reads(&reader.words("request-when"));
    reader.fill("organisation", &[DOWN, DOWN].concat());
    reader.fill("language.1", if locale == Locale::De { "Arabisch" } else { "Arabic" });
    reader.fill("topic", DOWN);
    reader.fill("date.1", &day_in(12).0);
    reader.fill("time.1", "1030AM");
    reader.fill("place", "64283");
    reader.fill("client", &format!("K-17{ENTER}"));
    reader.until("the request is not posted", |session| Ok(session.address()?.contains("done=posted")));
    judge::is_sound(&reader, "by-keyboard");

    reader.open("/matching");
    reader.press(&reader.words("plan-start"));
    reader.until_reads(&reader.words("plan-title"));
    let by_turns = if locale == Locale::De { "der Reihe nach" } else { "first come, first served" };
    assert!(reader.reads(by_turns), "the plan is not compared: {}", reader.text());
    judge::is_sound(&reader, "by-keyboard");
    let plan = reader.path();
    reader.first("main a[href$='/swap']").click().unwrap();
    reader.until_reads(&reader.words("plan-swap-title"));
    judge::is_sound(&reader, "by-keyboard");
    reader.open(&plan);
    let release = reader.texts("form[action$='/release'] button.primary");
    assert_eq!(release.len(), 1, "nothing can be released: {}", reader.text());
    reader.press(&release[0]);
    reader.until_reads(&reader.words("web-done-released"));
    judge::is_sound(&reader, "by-keyboard");
}

#[test]
fn in_german() {
    story(Locale::De, Scripts::Run);
}

#[test]
fn in_english_without_scripts() {
    story(Locale::En, Scripts::Blocked);
}
