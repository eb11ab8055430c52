//! Names and towns of any script, and with line breaks where somebody tries: no header appears that is not ours, and
//! what is legitimate comes back as it went in.

use lotsenwerk::domain::text::{PersonName, Town};
use lotsenwerk::i18n::Locale;
use lotsenwerk::mail::MailError;
use lotsenwerk::mail::message::{Mailbox, OutgoingMail};
use lotsenwerk::mail::templates::offer::{OfferMail, compose};
use mail_parser::MessageParser;
use proptest::prelude::*;

use super::bytes::bytes;
use super::{email, offer, posting};

const HEADERS: [&str; 9] =
    ["Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "Reply-To", "MIME-Version", "Content-Type"];

/// One line: white space and control characters made single spaces.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a header is to hold: one line in which nothing looks like an encoded word.
fn header(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

/// The names of the headers, read without any parser's kindness: up to the first empty line, folded lines joined.
fn header_names(raw: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(raw).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap().to_owned())
        .collect()
}

fn check(subject: &str, name: &str) {
    let to = Mailbox { name: name.to_owned(), address: email("sirin@example.org") };
    let mail = OutgoingMail { subject: subject.to_owned(), to, ..compose(&offer(), Locale::De, posting()).unwrap() };
    let raw = bytes(&mail);
    let mut names = header_names(&raw);
    names.sort();
    let mut expected = HEADERS.map(str::to_owned);
    expected.sort();
    assert_eq!(names, expected);

    let parsed = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(parsed.subject().unwrap_or_default(), header(subject));
    assert_eq!(parsed.to().unwrap().as_list().unwrap().len(), 1);
    let to = parsed.to().unwrap().first().unwrap();
    assert_eq!(to.address(), Some("sirin@example.org"));
    assert_eq!(to.name().unwrap_or_default(), header(name));
    assert!(parsed.bcc().is_none() && parsed.cc().is_none());
}

#[test]
fn known_attacks() {
    for text in [
        "Mina\r\nBcc: all@example.org",
        "Mina\nBcc: all@example.org\n\nHello",
        "Mina\r\n\r\n<html>",
        "Mina\u{2028}Bcc: all@example.org",
        "Mina\u{85}Bcc: all@example.org",
        "Mina\0\u{b}\u{c}\u{7f}",
        r#"Mina" <all@example.org>, "x"#,
        "Mina <all@example.org>, Omar",
        "=?utf-8?q?Bcc=3A_all=40example.org?=",
        "=?utf-8?b?QmNjOiBhbGxAZXhhbXBsZS5vcmc=?= Mina",
        "مينا العلي",
        "ⵎⵉⵏⴰ ሚና Міна 👩🏽‍🏫",
        "Köhler, Jana (Gießen) \\ Söhne; \"Wir\" @ Ort: 1",
        &"ä".repeat(300),
        &"Müller ".repeat(60),
    ] {
        check(text, text);
    }
}

#[test]
fn a_word_that_cannot_be_folded_is_refused() {
    let long = "x".repeat(2_000);
    let mail = OutgoingMail { subject: long, ..compose(&offer(), Locale::De, posting()).unwrap() };
    let memory = lotsenwerk::mail::transport::MemoryBox::default();
    let refused = lotsenwerk::mail::transport::Transport::Memory(memory.clone()).send(&mail).unwrap_err();
    assert!(matches!(refused, MailError::LineTooLong { octets } if octets > 998), "{refused}");
    assert_eq!(refused.code(), "mail_line_too_long");
    assert!(memory.mails().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_a_header_comes_back(subject in any::<String>(), name in "(?s).{0,60}") {
        check(&subject, &name);
    }

    #[test]
    fn script_and_line_breaks_mixed(words in prop::collection::vec("[a-zäß\u{600}-\u{6ff}\u{1200}-\u{1220}\r\n\t:<>@,;\"\\\\=?()]{1,12}", 1..8)) {
        let text = words.join(" ");
        check(&text, &text);
    }

    #[test]
    fn any_name_and_town_that_the_domain_takes_can_be_mailed(name in "\\PC{1,120}", town in "\\PC{1,120}") {
        prop_assume!(PersonName::parse(&name).is_ok() && Town::parse(&town).is_ok());
        let facts = OfferMail {
            given_name: PersonName::parse(&name).unwrap(),
            town: Town::parse(&town).unwrap(),
            ..offer()
        };
        let raw = bytes(&compose(&facts, Locale::De, posting()).unwrap());
        let parsed = MessageParser::default().parse(&raw).unwrap();
        let text = parsed.body_text(0).unwrap();
        prop_assert!(text.contains(facts.given_name.as_str()), "{text}");
        prop_assert!(text.contains(facts.town.as_str()), "{text}");
        let ics = std::str::from_utf8(parsed.attachment(0).unwrap().contents()).unwrap().to_owned();
        // RFC 5545 asks for 75; the icalendar crate's last piece of a folded line may have one octet more.
        prop_assert!(ics.split_terminator("\r\n").all(|line| line.len() <= 76 && !line.contains(['\r', '\n'])), "{ics}");
        prop_assert_eq!(ics.matches("\r\nBEGIN:").count(), 4);
        let escaped = facts.town.as_str().replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
        let line = format!("\r\nLOCATION:{}\r\n", one_line(&escaped));
        prop_assert!(ics.replace("\r\n ", "").contains(&line), "{:?} {:?}", line, ics);
    }
}
