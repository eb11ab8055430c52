//! Newcomers hear of it once somebody has said yes: in their language beside plain German, and never what it is about.

use chrono::Duration;
use lotsenwerk::app::answers::{self, Answer};
use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::offers;
use lotsenwerk::app::requests;
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::code::Topic;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::language::LanguageCode;
use lotsenwerk::domain::request::{Appointment, RequestCancelledBy, SupportRequest};
use lotsenwerk::domain::text::{ListNumber, PersonName};
use lotsenwerk::i18n::NewcomerLanguage;
use lotsenwerk::storage;

use crate::storage::samples::{local, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Letter, Office, lotse, request};

on_each_database!(
    a_yes_is_confirmed_in_the_own_language_beside_german,
    newcomers_are_reminded_the_day_before,
    moves_are_told_to_newcomers,
    without_an_address_nothing_is_written,
);

const ADDRESS: &str = "newcomer@example.org";

/// A doctor's appointment of somebody who reads `language`.
fn at_the_doctors(number: u32, language: &str, start: &str) -> SupportRequest {
    SupportRequest {
        topic: Topic::Health,
        list_number: Some(ListNumber::parse(&format!("A-{number}")).unwrap()),
        confirmation_language: Some(LanguageCode::parse(language).unwrap()),
        newcomer_email: Some(Email::parse(ADDRESS).unwrap()),
        ..request(number, vec![Appointment::single(local(start), 60).unwrap()])
    }
}

/// An office with one Lotse, whose family name newcomers do not learn.
fn office(db: &TestDatabase) -> Office<'_> {
    let mut only = lotse(1);
    only.given_name = PersonName::parse("Mina").unwrap();
    only.family_name = PersonName::parse("Geheimname").unwrap();
    Office::new(db, &[only])
}

fn to_newcomer(office: &Office<'_>) -> Vec<Letter> {
    office.mails().into_iter().filter(|mail| mail.to() == ADDRESS).collect()
}

/// Nothing of what only others may know, and no word about what it is for.
fn is_discreet(mail: &Letter) {
    let said = mail.everything().to_lowercase();
    let secrets = [
        "geheimname",
        "lotse1@example.org",
        "05651",
        "a-1",
        "arzt",
        "gesund",
        "health",
        "klinik",
        "طبيب",
        "صحة",
        "داکتر",
    ];
    for secret in secrets {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    assert!(!mail.subject().contains("Eschwege") && !mail.subject().contains("Mina"), "{}", mail.subject());
}

fn a_yes_is_confirmed_in_the_own_language_beside_german(db: &TestDatabase) {
    let office = office(db);
    let other = SupportRequest {
        newcomer_email: Some(Email::parse("other@example.org").unwrap()),
        ..at_the_doctors(2, "prs", "2026-12-21 09:30")
    };
    office.post(&[at_the_doctors(1, "apc", "2026-12-20 09:30"), other]);
    let matched = office.decide();
    offers::release(&office.context, matched.run, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    assert!(office.mails().iter().all(|mail| mail.to() == "lotse1@example.org"), "nothing before a yes");
    for offer in db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open)) {
        answers::answer(&office.context, offer.id, Answer::Accept, Actor::Operator, &mut office.now()).unwrap();
    }
    office.work_until_idle();
    for (address, language, date) in [
        (ADDRESS, NewcomerLanguage::Ar, "Sonntag, 20. Dezember 2026"),
        ("other@example.org", NewcomerLanguage::Prs, "Montag, 21. Dezember 2026"),
    ] {
        let mails: Vec<Letter> = office.mails().into_iter().filter(|mail| mail.to() == address).collect();
        let [mail] = &mails[..] else { panic!("{} mails to {address}", mails.len()) };
        let (text, html, tag) = (mail.text(), mail.html(), language.code());
        assert!(html.contains(&format!(r#"<html lang="{tag}" dir="rtl">"#)), "{html}");
        assert!(html.contains(&format!(r#"<div class="card block" lang="{tag}" dir="rtl">"#)), "{html}");
        assert!(html.contains(r#"<div class="card block" lang="de" dir="ltr">"#), "{html}");
        let own = language.text("newcomer-greeting", &[]);
        let greeting = text.lines().next().unwrap();
        assert!(greeting.starts_with("\u{200f}\u{2067}") && greeting.contains(&own), "{text}");
        for needed in ["Guten Tag,", "Mina (Begleitung)", date, "9:30–10:30 Uhr", "37269 Eschwege"] {
            assert!(text.contains(needed), "{needed}: {text}");
        }
        assert!(mail.subject().contains(" / ") && mail.subject().ends_with("Ihr Termin"), "{}", mail.subject());
        let said = mail.everything();
        assert!(said.contains("METHOD:REQUEST") && said.contains(&format!("mailto:{address}")), "{said}");
        is_discreet(mail);
    }
}

fn newcomers_are_reminded_the_day_before(db: &TestDatabase) {
    let office = office(db);
    office.post(&[at_the_doctors(1, "ukr", "2026-12-09 09:30")]);
    office.agree();
    office.work_until("2026-12-08 15:30", Duration::hours(4));
    assert_eq!(to_newcomer(&office).len(), 1);
    office.work_until("2026-12-10 12:00", Duration::hours(2));
    let mails = to_newcomer(&office);
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text().contains("9:30–10:30"), "{}", mails[1].text());
    assert!(!mails[1].everything().contains("BEGIN:VCALENDAR"));
    mails.iter().for_each(is_discreet);
}

fn without_an_address_nothing_is_written(db: &TestDatabase) {
    let office = office(db);
    let wanted = SupportRequest { newcomer_email: None, ..at_the_doctors(1, "ara", "2026-12-20 09:30") };
    office.post(std::slice::from_ref(&wanted));
    let id = office.agree()[0];
    assignments::cancel(&office.context, id, CancelledBy::Lotse, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    assert!(
        db.must_read(|tx| storage::outbox::list(tx, None, 100)).iter().all(|mail| !mail.kind.starts_with("newcomer"))
    );
    assert!(to_newcomer(&office).is_empty());
}

fn moves_are_told_to_newcomers(db: &TestDatabase) {
    let office = office(db);
    office.post(&[at_the_doctors(1, "ara", "2026-12-20 09:30")]);
    let id = office.agree()[0];
    let to = NewTime { start: local("2026-12-21 11:00"), minutes: None };
    assignments::change(&office.context, id, to, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    assignments::cancel(&office.context, id, CancelledBy::Lotse, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    let kinds = || -> Vec<String> {
        let all = db.must_read(|tx| storage::outbox::list(tx, None, 100));
        let mut kinds: Vec<String> =
            all.into_iter().map(|mail| mail.kind).filter(|kind| kind.starts_with("newcomer")).collect();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds(), ["newcomer_change", "newcomer_confirmation", "newcomer_helper_lost"]);
    requests::cancel(&office.context, request_id(1), RequestCancelledBy::Requester, Actor::Operator, &mut office.now())
        .unwrap();
    office.work_until_idle();
    assert_eq!(kinds()[0], "newcomer_cancellation", "somebody else was to come, and now nobody does");

    office.post(&[at_the_doctors(2, "ara", "2026-12-22 09:30")]);
    assert_eq!(office.agree().len(), 1);
    requests::cancel(&office.context, request_id(2), RequestCancelledBy::Requester, Actor::Operator, &mut office.now())
        .unwrap();
    office.work_until_idle();
    assert_eq!(kinds().iter().filter(|kind| *kind == "newcomer_confirmation").count(), 2);
    assert_eq!(kinds().iter().filter(|kind| *kind == "newcomer_cancellation").count(), 2);
    to_newcomer(&office).iter().for_each(is_discreet);
}
