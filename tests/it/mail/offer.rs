//! What the offer says, in both languages and both layouts.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use lotsenwerk::domain::text::Town;
use lotsenwerk::i18n::Locale;
use lotsenwerk::mail::templates::offer::{OfferMail, render};

use super::{offer, series};

fn snapshot(name: &str, content: &str) {
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!(name, content);
    });
}

fn text_of(mail: &OfferMail, locale: Locale) -> String {
    let said = render(mail, locale).unwrap();
    format!("{}\n\n{}", said.subject, said.text)
}

#[test]
fn one_appointment_in_person() {
    snapshot("offer_de.txt", &text_of(&offer(), Locale::De));
    snapshot("offer_en.txt", &text_of(&offer(), Locale::En));
}

#[test]
fn a_series_by_phone() {
    snapshot("offer_series_de.txt", &text_of(&series(), Locale::De));
    snapshot("offer_series_en.txt", &text_of(&series(), Locale::En));
}

#[test]
fn where_german_is_enough_no_language_is_spoken_of() {
    let mail = OfferMail { languages: Vec::new(), ..offer() };
    for (locale, label) in [(Locale::De, "Sprache"), (Locale::En, "Language")] {
        let rendered = render(&mail, locale).unwrap();
        assert!(!rendered.text.contains(label) && !rendered.html.contains(label), "{}", rendered.text);
        assert!(!rendered.subject.contains("  ") && !rendered.subject.contains(" auf "), "{}", rendered.subject);
    }
}

#[test]
fn the_html_of_both_ways_to_answer() {
    snapshot("offer_de.html", &render(&offer(), Locale::De).unwrap().html);
    snapshot("offer_series_en.html", &render(&series(), Locale::En).unwrap().html);
}

/// The words a reader sees of a page.
fn visible_words(html: &str) -> BTreeSet<String> {
    let body = html.split_once("<body>").unwrap().1;
    let texts: Vec<_> = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    words(&texts.join(" "))
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(|word| word.trim_end_matches([':', ',']).to_owned()).collect()
}

#[test]
fn both_layouts_say_the_same() {
    for (mail, locale, only_in_text, only_in_html) in [
        // The page says the date in full where there is one, and has buttons where the text has a sentence or a link.
        (offer(), Locale::De, "Wann Do. Dez. -", "Donnerstag Dezember Ja ich übernehme Nein diesmal nicht"),
        (offer(), Locale::En, "When Thu Dec -", "Thursday December Yes I’ll take No not this time"),
        (series(), Locale::De, "Wann - https://lotsen.example.org/angebot/0190?a=1&b=2", ""),
        (series(), Locale::En, "When - https://lotsen.example.org/angebot/0190?a=1&b=2", ""),
    ] {
        let said = render(&mail, locale).unwrap();
        let (text, html) = (words(&said.text), visible_words(&said.html));
        let missing: BTreeSet<_> = text.difference(&html).cloned().collect();
        assert_eq!(missing, words(only_in_text).difference(&html).cloned().collect(), "missing in HTML, {locale}");
        let extra: BTreeSet<_> = html.difference(&text).cloned().collect();
        assert_eq!(extra, words(only_in_html).difference(&text).cloned().collect(), "missing in text, {locale}");
    }
}

#[test]
fn the_page_names_its_language_and_loads_nothing() {
    for locale in Locale::ALL {
        for mail in [offer(), series()] {
            let html = render(&mail, locale).unwrap().html;
            assert!(html.contains(&format!(r#"<html lang="{locale}" dir="ltr">"#)));
            for remote in ["src=", "url(", "@import", "<link", "<img", "<script", "<form", "http:"] {
                assert!(!html.contains(remote), "{remote}");
            }
        }
    }
}

#[test]
fn markup_in_a_town_stays_text() {
    let town = r#"<script>alert("x")</script>&amp;"#;
    let mail = OfferMail { town: Town::parse(town).unwrap(), ..offer() };
    let said = render(&mail, Locale::De).unwrap();
    assert!(!said.html.contains("<script"), "{}", said.html);
    assert!(said.html.contains("&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62;&#38;amp;"), "{}", said.html);
    assert!(said.text.contains(town), "plain text is not markup and stays as typed");
}

#[test]
fn answers_are_prepared_with_the_reference() {
    let html = render(&offer(), Locale::De).unwrap().html;
    assert!(html.contains(r#"href="mailto:lotsen@giessen.example.org?subject=Zusage%20A-017""#), "{html}");
    let html = render(&series(), Locale::De).unwrap().html;
    assert!(html.contains(r#"href="https://lotsen.example.org/angebot/0190?a=1&#38;b=2""#), "{html}");
}
