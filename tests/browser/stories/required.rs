//! The competence centre requires qualifications from a day on, by keyboard alone: with JavaScript in German, without it in English.

use lotsenwerk::i18n::Locale;

use super::day_in;
use crate::judge;
use crate::look::DESK;
use crate::program::Program;
use crate::reader::{Reader, Scripts};
use crate::session::DOWN;

const SPACE: &str = " ";

fn story(locale: Locale, scripts: Scripts) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, scripts);
    reader.log_in("competence_centre");
    reader.open("/programmes");
    let form = reader.words("fund-change");
    reader.press(&form);
    let is_ticked = |code: &str| {
        let chosen = format!("input[name=accompaniment_required_codes][value={code}]");
        reader.first(&chosen).is_selected().unwrap()
    };
    let says = |how: &str| reader.first(&format!("input[name=accompaniment_required][value={how}]"));
    assert!(says("keep").is_selected().unwrap(), "what nobody touches stays as it is");
    judge::is_sound(&reader, "required-form");

    // Ticked, and not said that it counts: told beside the boxes, and all that was chosen is still there.
    reader.fill("valid_from", &day_in(30).0);
    reader.fill("accompaniment_required_codes", SPACE);
    assert!(is_ticked("basic_course"), "the first of them");
    reader.fill("reason", "Beschluss");
    reader.press(&reader.words("fund-change-send"));
    reader.until("no fault is shown", |session| Ok(!session.all("[aria-invalid=true]")?.is_empty()));
    assert!(reader.reads(&reader.words("fund-required-untold")), "{}", reader.text());
    assert!(is_ticked("basic_course") && says("keep").is_selected().unwrap(), "what was chosen is gone");
    assert_eq!(reader.first("input[name=reason]").property("value").unwrap().as_deref(), Some("Beschluss"));
    judge::is_sound(&reader, "required-fault");

    reader.fill("accompaniment_required", &[DOWN, DOWN].concat());
    assert!(says("these").is_selected().unwrap());
    reader.press(&reader.words("fund-change-send"));
    reader.until_reads(&reader.words("web-done-saved"));
    let course = reader.words("lotse-qualification-basic-course");
    let said = match locale {
        Locale::De => format!("Qualifikationen zum Begleiten: {course} (vorher: keine)"),
        Locale::En => format!("Qualifications for accompaniment: {course} (before: none)"),
    };
    assert!(reader.reads(&said), "the history does not say it: {}", reader.text());
    judge::is_sound(&reader, "required-history");
}

#[test]
fn in_german() {
    story(Locale::De, Scripts::Run);
}

#[test]
fn in_english_without_scripts() {
    story(Locale::En, Scripts::Blocked);
}
