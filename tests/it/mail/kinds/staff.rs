//! Mails to Lotsen, requesters and coordinators: what they say, and that both layouts say it.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use lotsenwerk::i18n::Locale;
use lotsenwerk::mail::message::Unsubscribe;
use lotsenwerk::mail::templates::digest;
use mail_parser::MessageParser;

use super::super::bytes::bytes;
use super::{digesting, to_staff};

#[test]
fn every_kind_as_it_reads() {
    for locale in Locale::ALL {
        let mut all = String::new();
        for (name, mail) in
            to_staff(locale).iter().filter(|(name, _)| !name.starts_with("offer_") && !name.starts_with("offer-series"))
        {
            all.push_str(&format!("=== {name}\n{}\n\n{}\n", mail.subject, mail.text));
        }
        insta::with_settings!({ snapshot_path => "../../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            assert_snapshot!(format!("staff_mails_{locale}.txt"), all);
        });
    }
}

/// The words a reader sees of a page or text, without punctuation.
fn words(text: &str) -> BTreeSet<String> {
    let split = text.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn visible(html: &str) -> String {
    let body = html.split_once("<body>").unwrap().1;
    let texts: Vec<_> = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    texts.join(" ").replace("&#39;", "'").replace("&#38;", "&").replace("&#34;", "\"")
}

#[test]
fn both_layouts_say_the_same() {
    for locale in Locale::ALL {
        for (name, mail) in to_staff(locale) {
            // An address behind a button is written out in plain text only; the text's short dates are long in the page.
            let mut text: BTreeSet<String> = words(&mail.text.replace("https://lotsen.example.org", ""));
            for short in [
                "Wann", "When", "Do", "Fr", "Dez", "Thu", "Fri", "Dec", "angebot", "einsatz", "heute", "0190", "a",
                "b", "1", "2",
            ] {
                text.remove(short);
            }
            let page = words(&visible(&mail.html));
            let missing: BTreeSet<_> = text.difference(&page).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
        }
    }
}

#[test]
fn all_are_read_by_a_foreign_parser() {
    for locale in Locale::ALL {
        for (name, mail) in to_staff(locale) {
            let raw = bytes(&mail);
            let parsed = MessageParser::default().parse(&raw).unwrap();
            assert_eq!(parsed.subject().unwrap(), mail.subject.replace('\u{a0}', " "), "{name}");
            assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), mail.text, "{name}");
            assert_eq!(parsed.body_html(0).unwrap().replace("\r\n", "\n"), mail.html, "{name}");
            assert_eq!(parsed.reply_to().unwrap().first().unwrap().address(), Some("lotsen@giessen.example.org"));
            for text in [&mail.subject, &mail.text, &mail.html] {
                assert!(!text.contains(['⟦', '{', '$']) || text.contains("<style>"), "{name}: {text}");
            }
        }
    }
}

#[test]
fn only_what_comes_again_and_again_can_be_ended() {
    for (name, mail) in to_staff(Locale::De) {
        let raw = bytes(&mail);
        let parsed = MessageParser::default().parse(&raw).unwrap();
        let header = parsed.header_raw("List-Unsubscribe").map(str::trim);
        let expected = name.starts_with("digest").then_some("<https://lotsen.example.org/abbestellen/0190?t=x>");
        assert_eq!(header, expected, "{name}");
        assert_eq!(parsed.header_raw("List-Unsubscribe-Post").is_some(), expected.is_some());
    }
    for bad in ["http://x.example", "https://x.example/\r\nBcc: y", "https://x.example/>", "https://ü.example"] {
        assert_eq!(Unsubscribe::parse(bad), None, "{bad}");
    }
}

#[test]
fn a_day_without_work_is_said_kindly() {
    let empty = digest::DigestList::default;
    let mail = digest::DigestMail {
        to_decide: empty(),
        to_call: empty(),
        waiting: empty(),
        unserved: empty(),
        failed_mails: 0,
        ..digesting()
    };
    let said = digest::render(&mail, Locale::De).unwrap();
    assert!(said.subject.contains("nichts") && said.text.contains("Schön!"), "{}", said.text);
    assert!(!said.text.contains("Zu entscheiden"));
}
