//! The bytes of a mail, read by a parser that is not lettre.

use lotsenwerk::i18n::Locale;
use lotsenwerk::mail::message::{Mailbox, OutgoingMail};
use lotsenwerk::mail::templates::offer::{AnswerBy, OfferMail, compose, render};
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::{email, offer, posting, series};

pub(super) fn bytes(mail: &OutgoingMail) -> Vec<u8> {
    let memory = MemoryBox::default();
    Transport::Memory(memory.clone()).send(mail).unwrap();
    memory.mails().remove(0).bytes
}

fn composed(mail: &OfferMail, locale: Locale) -> Vec<u8> {
    bytes(&compose(mail, locale, posting()).unwrap())
}

/// Content lines with their folding undone (RFC 5545, 3.1).
fn unfolded(ics: &str) -> Vec<String> {
    ics.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn headers_and_parts_are_read_by_a_foreign_parser() {
    let raw = composed(&offer(), Locale::De);
    let mail = MessageParser::default().parse(&raw).unwrap();
    let said = render(&offer(), Locale::De).unwrap();

    assert_eq!(mail.subject(), Some("Kannst du am Do., 3. Dez. helfen? Dari dolmetschen in Gießen (A-017)"));
    let from = mail.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("WIR-Lotsenprojekt Gießen"), Some("post@lotsenwerk.example.org")));
    let to = mail.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (Some("Şirin Yıldız"), Some("sirin@example.org")));
    assert_eq!(mail.reply_to().unwrap().first().unwrap().address(), Some("lotsen@giessen.example.org"));
    assert_eq!(mail.message_id(), Some(posting().message_id.to_string().as_str()));
    assert_eq!(mail.date().unwrap().to_timestamp(), posting().date.timestamp());
    assert_eq!(mail.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(mail.header_raw("MIME-Version").map(str::trim), Some("1.0"));

    let kinds: Vec<String> = mail
        .parts
        .iter()
        .map(|part| {
            let kind = part.content_type().unwrap();
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap())
        })
        .collect();
    assert_eq!(kinds, ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]);
    for part in mail.parts.iter().filter(|part| !matches!(part.body, PartType::Multipart(_))) {
        assert_eq!(part.content_type().unwrap().attribute("charset").map(str::to_lowercase).as_deref(), Some("utf-8"));
    }
    assert_eq!(mail.body_text(0).unwrap().replace("\r\n", "\n"), said.text);
    assert_eq!(mail.body_html(0).unwrap().replace("\r\n", "\n"), said.html);
}

#[test]
fn answers_go_where_the_text_says() {
    let elsewhere = AnswerBy::Reply { address: email("antworten@giessen.example.org") };
    let raw = composed(&OfferMail { answer_by: elsewhere, ..offer() }, Locale::De);
    let mail = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(mail.reply_to().unwrap().first().unwrap().address(), Some("antworten@giessen.example.org"));
    assert!(mail.body_html(0).unwrap().contains("mailto:antworten@giessen.example.org?"));
}

#[test]
fn the_calendar_file_is_attached_whole() {
    let raw = composed(&series(), Locale::De);
    let mail = MessageParser::default().parse(&raw).unwrap();
    let file = mail.attachments().find(|part| part.attachment_name() == Some("termin.ics")).unwrap();
    assert_eq!(file.content_type().unwrap().attribute("method"), Some("PUBLISH"));
    let ics = std::str::from_utf8(file.contents()).unwrap();
    assert!(ics.split_terminator("\r\n").all(|line| line.len() <= 76 && !line.contains(['\r', '\n'])), "{ics}");

    let lines = unfolded(ics);
    let count = |line: &str| lines.iter().filter(|known| *known == line).count();
    for once in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lotsenwerk//Lotsenwerk//DE",
        "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE",
        "DTSTART;TZID=Europe/Berlin:20261207T140000",
        "DTEND;TZID=Europe/Berlin:20261207T153000",
        "DTSTART;TZID=Europe/Berlin:20261221T150000",
    ] {
        assert_eq!(count(once), 1, "{once} in {ics}");
    }
    for thrice in [
        "BEGIN:VEVENT",
        "DTSTAMP:20261124T081500Z",
        "SEQUENCE:0",
        "STATUS:TENTATIVE",
        "SUMMARY:Angefragt: Begleitung auf Arabisch\\, Kurmandschi oder Türkisch (A-017)",
        "ORGANIZER;CN=WIR-Lotsenprojekt Gießen:mailto:lotsen@giessen.example.org",
    ] {
        assert_eq!(count(thrice), 3, "{thrice} in {ics}");
    }
    let uids: std::collections::BTreeSet<_> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), 3);
    // RFC 5546, 3.2.1: what is published asks nobody.
    assert!(!ics.contains("ATTENDEE") && !ics.contains("\r\nLOCATION"), "{ics}");
}

#[test]
fn lines_are_short_ascii_and_end_as_they_should() {
    for locale in Locale::ALL {
        for mail in [offer(), series()] {
            let raw = composed(&mail, locale);
            assert!(raw.is_ascii());
            let text = String::from_utf8(raw).unwrap();
            assert!(text.ends_with("\r\n"));
            let (_, body) = text.split_once("\r\n\r\n").unwrap();
            assert!(body.split_terminator("\r\n").all(|line| line.len() <= 78), "{body}");
            for line in text.split_terminator("\r\n") {
                assert!(line.len() <= 998 && !line.contains(['\r', '\n']), "{line:?}");
            }
        }
    }
}

#[test]
fn the_same_mail_has_the_same_bytes() {
    assert_eq!(composed(&offer(), Locale::De), composed(&offer(), Locale::De));
}

#[test]
fn a_mail_without_files_is_the_alternative_alone() {
    let mail = OutgoingMail { attachments: Vec::new(), ..compose(&offer(), Locale::En, posting()).unwrap() };
    let raw = bytes(&mail);
    let parsed = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(parsed.parts.len(), 3);
    assert_eq!(parsed.attachment_count(), 0);
}

#[test]
fn international_domains_travel_in_their_ascii_form() {
    let to = Mailbox { name: String::new(), address: email("mina@müller.example") };
    let mail = OutgoingMail { to, ..compose(&offer(), Locale::De, posting()).unwrap() };
    let raw = bytes(&mail);
    let parsed = MessageParser::default().parse(&raw).unwrap();
    let to = parsed.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (None, Some("mina@xn--mller-kva.example")));
}
