//! Mails: what they say, what their bytes are, and that nobody can smuggle anything in.

mod bytes;
mod hostile;
mod kinds;
mod offer;
mod smtp;
mod transport;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use lotsenwerk::domain::code::{Mode, Service};
use lotsenwerk::domain::contact::{Email, Phone};
use lotsenwerk::domain::id::{MailId, OfferId};
use lotsenwerk::domain::language::{Language, LanguageCode};
use lotsenwerk::domain::request::{Appointment, Sitting};
use lotsenwerk::domain::text::{ListNumber, OrganisationName, PersonName, Town};
use lotsenwerk::mail::message::{MailIdentity, Mailbox, MessageId};
use lotsenwerk::mail::templates::facts::{Posting, Project};
use lotsenwerk::mail::templates::offer::{AnswerBy, OfferMail, Way};

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn local(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-24T08:15:00Z".parse().unwrap()
}

fn language(code: &str, name_de: &str, name_en: &str) -> Language {
    Language {
        code: LanguageCode::parse(code).unwrap(),
        bcp47: code.to_owned(),
        name_de: name_de.to_owned(),
        name_en: name_en.to_owned(),
        native_name: String::new(),
        right_to_left: true,
        aliases: Vec::new(),
    }
}

/// A Lotse near Gießen is asked to interpret once, in person.
fn offer() -> OfferMail {
    OfferMail {
        offer: OfferId::new(now(), [7; 10]),
        given_name: PersonName::parse("Şirin").unwrap(),
        reference: ListNumber::parse("A-017").unwrap(),
        service: Service::Interpreting,
        languages: vec![language("prs", "Dari", "Dari")],
        town: Town::parse("Gießen").unwrap(),
        mode: Mode::InPerson,
        appointment: Appointment::single(local(3, 9, 30), 60).unwrap(),
        way: Some(Way { metres: 12_300, minutes: 23 }),
        project: Project {
            name: OrganisationName::parse("WIR-Lotsenprojekt Gießen").unwrap(),
            contact: Some(PersonName::parse("Jana Köhler").unwrap()),
            email: email("lotsen@giessen.example.org"),
            phone: Some(Phone::parse("0641 0000001").unwrap()),
        },
        answer_until: local(1, 12, 0),
        answer_by: AnswerBy::Reply { address: email("lotsen@giessen.example.org") },
    }
}

/// A series of accompaniments by phone, answered on a page.
fn series() -> OfferMail {
    let sittings = [(7, 14), (14, 14), (21, 15)].map(|(day, hour)| Sitting::new(local(day, hour, 0), 90).unwrap());
    OfferMail {
        service: Service::Accompaniment,
        languages: vec![
            language("ara", "Arabisch", "Arabic"),
            language("kmr", "Kurmandschi", "Kurmanji"),
            language("tur", "Türkisch", "Turkish"),
        ],
        mode: Mode::Phone,
        appointment: Appointment::new(sittings.to_vec()).unwrap(),
        way: None,
        answer_by: AnswerBy::Link { url: "https://lotsen.example.org/angebot/0190?a=1&b=2".to_owned() },
        ..offer()
    }
}

fn posting() -> Posting {
    let project =
        Mailbox { name: "WIR-Lotsenprojekt Gießen".to_owned(), address: email("lotsen@giessen.example.org") };
    let from = Mailbox { name: project.name.clone(), address: email("post@lotsenwerk.example.org") };
    Posting {
        message_id: MessageId::of(MailId::new(now(), [9; 10]), &from.address).unwrap(),
        date: now(),
        identity: MailIdentity { from, reply_to: Some(project) },
        to: Mailbox { name: "Şirin Yıldız".to_owned(), address: email("sirin@example.org") },
    }
}
