//! The operator invites somebody, who chooses a password by the mail's link on the phone, logs in, forgets it again, and at last
//! logs in by a link alone.

use lotsenwerk::i18n::Locale;

use super::in_both_languages;
use crate::judge;
use crate::look::{DESK, PHONE};
use crate::program::Program;
use crate::reader::{Reader, Scripts};
use crate::session::ENTER;

const EMAIL: &str = "amira.neu@example.org";

/// Waits for the mail with a link to choose a password; it is not the link that was there before.
fn link(program: &Program, reader: &Reader<'_>, before: Option<&str>) -> String {
    link_to("/account/", program, reader, before)
}

fn link_to(page: &str, program: &Program, reader: &Reader<'_>, before: Option<&str>) -> String {
    let found = || {
        let links = program.links(Some(EMAIL)).into_iter();
        links.filter(|path| path.starts_with(page)).find(|path| Some(path.as_str()) != before)
    };
    reader.until("no mail comes", |_| Ok(found().is_some()));
    found().unwrap()
}

/// Chooses a password on the page of a link, and logs in with it.
fn choose(reader: &Reader<'_>, link: &str, password: &str) {
    reader.open(link);
    judge::is_sound(reader, "invited");
    reader.first("#password").type_in(&format!("{password}{ENTER}")).unwrap();
    reader.until_reads(&reader.words("web-account-ready-title"));
    judge::is_sound(reader, "invited");
    reader.open("/log-in");
    reader.first("#email").type_in(EMAIL).unwrap();
    reader.first("#password").type_in(&format!("{password}{ENTER}")).unwrap();
    reader.until("nobody is logged in", |session| Ok(!session.address()?.contains("/log-in")));
    assert_eq!(reader.texts(".self .name"), ["Amira Neu"]);
}

fn story(locale: Locale) {
    let program = Program::serve();
    let operator = Reader::new(&program, locale, DESK, Scripts::Run);
    operator.log_in("operator");
    operator.open("/users");
    operator.press(&operator.words("people-invite"));
    operator.until_reads(&operator.words("people-invite-lead"));
    operator.fill("name", "Amira Neu");
    operator.fill("email", EMAIL);
    operator.first("select[name=role] option[value=operator]").click().unwrap();
    operator.first(&format!("input[name=language][value={}]", locale.code())).click().unwrap();
    operator.press(&operator.words("people-invite-send"));
    operator.until_reads(&operator.words("people-done-invited"));
    judge::is_sound(&operator, "operator");
    drop(operator);

    let invited = Reader::new(&program, locale, PHONE, Scripts::Blocked);
    let first = link(&program, &invited, None);
    choose(&invited, &first, "Lampe Wolke Fahrrad Besen");
    invited.open(&first);
    assert!(invited.reads(&invited.words("web-account-over-title")), "a link serves twice: {}", invited.text());
    judge::is_sound(&invited, "invited");

    invited.session.forget_cookies().unwrap();
    invited.open("/forgotten");
    invited.first("input[name=email]").type_in(&format!("{EMAIL}{ENTER}")).unwrap();
    invited.until_reads(&invited.words("self-forgotten-sent-title"));
    judge::is_sound(&invited, "forgotten");
    let second = link(&program, &invited, Some(&first));
    choose(&invited, &second, "Zange Regen Teller Igel");

    // Without a password, once.
    invited.session.forget_cookies().unwrap();
    invited.open("/log-in");
    invited.press(&invited.words("web-log-in-by-link"));
    invited.until_reads(&invited.words("self-log-in-link"));
    judge::is_sound(&invited, "by-link");
    invited.first("input[name=email]").type_in(&format!("{EMAIL}{ENTER}")).unwrap();
    invited.until_reads(&invited.words("self-forgotten-sent-title"));
    let third = link_to("/log-in/link/", &program, &invited, None);
    invited.open(&third);
    judge::is_sound(&invited, "by-link");
    invited.press(&invited.words("web-log-in-send"));
    invited.until("nobody is logged in", |session| Ok(!session.address()?.contains("/log-in")));
    assert_eq!(invited.texts(".self .name"), ["Amira Neu"]);
    invited.open(&third);
    assert!(invited.reads(&invited.words("self-log-in-link-over-title")), "a link serves twice: {}", invited.text());
    judge::is_sound(&invited, "by-link");
}

in_both_languages!(story);
