//! Whose session has ended while they typed loses nothing, also without JavaScript.

use lotsenwerk::i18n::Locale;

use super::in_both_languages;
use crate::judge;
use crate::look::DESK;
use crate::program::Program;
use crate::reader::{Reader, Scripts};

fn story(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, Scripts::Blocked);
    reader.log_in("requester");
    reader.open("/requests/new");
    reader.first("#client").type_in("K-99").unwrap();
    reader.first("#place").type_in("64283").unwrap();
    reader.session.forget_cookies().unwrap();
    reader.first(".actions .primary").click().unwrap();
    reader.until_reads(&reader.words("web-log-in-ended"));
    judge::is_sound(&reader, "session-ended");
    reader.log_in_here("requester");
    reader.until_reads(&reader.words("web-log-in-go-on"));
    judge::is_sound(&reader, "session-ended");
    reader.first("main button.primary").click().unwrap();
    reader.until("the form does not come back", |session| Ok(!session.all("#client")?.is_empty()));
    let typed = ["#client", "#place"].map(|field| reader.first(field).property("value").unwrap().unwrap());
    assert_eq!(typed, ["K-99", "64283"], "what was typed is lost");
    assert!(!reader.all("[aria-invalid=true]").is_empty(), "what is missing is not said: {}", reader.text());
    judge::is_sound(&reader, "session-ended");
}

in_both_languages!(story);
