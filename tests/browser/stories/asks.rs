//! A newcomer asks for help by the project's form on the phone, without JavaScript and in a language from right to left; the coordinator
//! finds it on the desk.

use lotsenwerk::i18n::{Locale, NewcomerLanguage};

use crate::judge;
use crate::look::{DESK, PHONE};
use crate::program::Program;
use crate::reader::{Reader, Scripts};

const POINT: &str = "Jugendamt, Zimmer 12";

/// The address of the form, as the coordinator passes it on.
fn form(coordinator: &Reader<'_>) -> String {
    coordinator.open("/organisation");
    let link = coordinator.first("a[href*='/ask/']").attribute("href").unwrap().unwrap();
    link.strip_prefix(&coordinator.program.base).unwrap_or(&link).to_owned()
}

#[test]
fn a_newcomer_asks_and_the_coordinator_reads_it() {
    let program = Program::serve();
    let coordinator = Reader::new(&program, Locale::De, DESK, Scripts::Run);
    coordinator.log_in("coordinator");
    let form = form(&coordinator);

    let newcomer = Reader::new(&program, Locale::De, PHONE, Scripts::Blocked);
    let dari = |key| NewcomerLanguage::Prs.text(key, &[]);
    newcomer.open(&form);
    judge::is_sound(&newcomer, "newcomer");
    newcomer.press("دری");
    newcomer.until_reads(&dari("ask-intro"));
    judge::is_sound(&newcomer, "newcomer");
    // A browser that does not ask for the rest by itself.
    newcomer.session.run("for (const one of document.querySelectorAll('form')) one.noValidate = true").unwrap();
    newcomer.first("button[type=submit]").click().unwrap();
    newcomer.until_reads(&dari("ask-faults"));
    judge::is_sound(&newcomer, "newcomer");

    newcomer.first("input[value=accompany]").click().unwrap();
    newcomer.first("input[value=authority]").click().unwrap();
    newcomer.session.run("document.querySelector('[name=date]').value = '2027-03-02'").unwrap();
    newcomer.session.run("document.querySelector('[name=time]').value = '10:15'").unwrap();
    newcomer.fill("postcode", "37269");
    newcomer.fill("point", POINT);
    newcomer.fill("email", "somebody@example.org");
    newcomer.first("[name=consent]").click().unwrap();
    newcomer.first("button[type=submit]").click().unwrap();
    newcomer.until_reads(&dari("ask-done"));
    judge::is_sound(&newcomer, "newcomer");

    coordinator.open("/today");
    let rows = coordinator.all("#content li");
    let words = coordinator.words("today-newcomer");
    let at = rows.iter().position(|row| row.text().unwrap().contains(&words) && row.text().unwrap().contains("10:15"));
    coordinator.all("#content li a")[at.expect("it is on the desk")].click().unwrap();
    coordinator.until("no request is shown", |session| Ok(session.address()?.contains("/requests/")));
    assert!(coordinator.reads(POINT), "{}", coordinator.text());
    coordinator.press(&coordinator.words("request-put-out"));
    coordinator.until_reads(&coordinator.words("web-done-posted"));
}
