//! Mails to newcomers: complete in every language, German beside it, both writing directions right.

use insta::assert_snapshot;
use lotsenwerk::i18n::NewcomerLanguage;
use mail_parser::MessageParser;

use super::super::bytes::bytes;
use super::to_newcomers;

const OPENING: [char; 2] = ['\u{2067}', '\u{2068}'];
const CLOSING: char = '\u{2069}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Marks of direction as words, so that snapshots show them.
fn shown(text: &str) -> String {
    let text = text.replace(RIGHT_TO_LEFT_MARK, "[RLM]").replace('\u{2067}', "[RLI]");
    text.replace('\u{2068}', "[FSI]").replace(CLOSING, "[PDI]")
}

#[test]
fn some_languages_as_they_read() {
    use NewcomerLanguage as L;
    for language in [L::De, L::En, L::Ar, L::Prs, L::Ti, L::Ku, L::Uk] {
        let mut all = String::new();
        for (name, mail) in to_newcomers(language) {
            all.push_str(&format!("=== {name}\n{}\n\n{}\n", mail.subject, shown(&mail.text)));
        }
        insta::with_settings!({ snapshot_path => "../../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            assert_snapshot!(format!("newcomer_mails_{language}.txt"), all);
        });
    }
}

#[test]
fn german_is_always_beside_the_own_language() {
    for language in NewcomerLanguage::ALL {
        for (name, mail) in to_newcomers(language) {
            let blocks = if language == NewcomerLanguage::De { 1 } else { 2 };
            assert_eq!(mail.text.matches("Guten Tag,").count(), 1, "{name}");
            assert_eq!(mail.html.matches(r#"class="card block""#).count(), blocks, "{name}");
            assert!(mail.html.contains(r#"<div class="card block" lang="de" dir="ltr">"#), "{name}");
            let own = language.text("newcomer-greeting", &[]);
            assert!(mail.text.contains(&own) && mail.html.contains(&own), "{name}");
            assert_eq!(mail.subject.matches(" / ").count(), blocks - 1, "{name}");
            for text in [&mail.subject, &mail.text, &mail.html] {
                assert!(!text.contains('⟦') && !text.contains("{ $"), "{name}: {text}");
            }
        }
    }
}

#[test]
fn pages_run_in_the_direction_of_their_language() {
    for language in NewcomerLanguage::ALL {
        let (code, direction) = (language.code(), language.direction());
        for (name, mail) in to_newcomers(language) {
            let html = &mail.html;
            assert!(html.contains(&format!(r#"<html lang="{code}" dir="{direction}">"#)), "{name}");
            assert!(html.contains(&format!(r#"<div class="card block" lang="{code}" dir="{direction}">"#)), "{name}");
            assert!(html.contains(r#"<span dir="ltr">"#), "{name}: hours run from left to right");
            assert!(html.contains(r#"<p class="foot small" lang="de" dir="ltr">"#), "{name}");
            for remote in ["src=", "url(", "@import", "<link", "<img", "<script", "<form", "http:"] {
                assert!(!html.contains(remote), "{name}: {remote}");
            }
        }
    }
}

#[test]
fn plain_text_from_right_to_left_is_marked_and_balanced() {
    for language in NewcomerLanguage::ALL {
        for (name, mail) in to_newcomers(language) {
            let mut marked = 0;
            for line in mail.text.lines() {
                let opened = line.chars().filter(|c| OPENING.contains(c)).count();
                assert_eq!(opened, line.chars().filter(|c| *c == CLOSING).count(), "{name}: {line:?}");
                if line.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)) {
                    assert!(line.starts_with("\u{200f}\u{2067}") && line.ends_with(CLOSING), "{name}: {line:?}");
                }
                marked += usize::from(opened > 0);
            }
            assert_eq!(marked > 0, language.is_right_to_left(), "{name}");
        }
    }
}

#[test]
fn all_are_read_by_a_foreign_parser() {
    for language in NewcomerLanguage::ALL {
        for (name, mail) in to_newcomers(language) {
            let raw = bytes(&mail);
            let parsed = MessageParser::default().parse(&raw).unwrap();
            assert_eq!(parsed.subject().unwrap(), mail.subject.replace('\u{a0}', " "), "{name}");
            assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), mail.text, "{name}");
            assert_eq!(parsed.body_html(0).unwrap().replace("\r\n", "\n"), mail.html, "{name}");
            assert_eq!(parsed.to().unwrap().first().unwrap().address(), Some("newcomer@example.org"));
            assert_eq!(parsed.reply_to().unwrap().first().unwrap().address(), Some("lotsen@giessen.example.org"));
        }
    }
}

#[test]
fn both_layouts_hold_the_same_dates_and_places() {
    for language in NewcomerLanguage::ALL {
        for (name, mail) in to_newcomers(language) {
            for needed in ["9:30–10:30 Uhr", "Donnerstag, 3. Dezember 2026", "35390 Gießen", "0641 0000001"] {
                let is_phone = name.contains("series");
                if !is_phone || needed.starts_with("0641") {
                    let (text, html) = (mail.text.replace('\u{a0}', " "), mail.html.replace('\u{a0}', " "));
                    assert!(text.contains(needed) && html.contains(needed), "{name}: {needed}");
                }
            }
        }
    }
}
