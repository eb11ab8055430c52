//! Turns of phrase that mails of several kinds share.

use super::facts::{Arranged, Reader};
use crate::domain::code::Mode;
use crate::domain::request::Appointment;
use crate::domain::text::PersonName;
pub use crate::i18n::phrases::{duration, first_day, hours, languages, place, service, span, task, task_at, town};
use crate::i18n::{Locale, Value, text};

/// The variables of most subjects: how many sittings, the first day, what is done, the request's number.
pub fn subject_facts<'a>(
    locale: Locale,
    appointment: &Appointment,
    title: &str,
    reference: &'a str,
) -> [(&'static str, Value<'a>); 4] {
    [
        ("sittings", appointment.sittings().len().into()),
        ("day", first_day(locale, appointment).into()),
        ("title", title.to_owned().into()),
        ("reference", reference.into()),
    ]
}

/// "Hallo Mina," for Lotsen; "Guten Tag Jana Köhler," for others.
pub fn greeting(locale: Locale, reader: &Reader) -> String {
    match reader {
        Reader::Lotse { given_name, .. } => text(locale, "mail-greeting", &[("name", given_name.as_str().into())]),
        Reader::Requester { name, .. } => good_day(locale, name.as_ref()),
    }
}

/// "Guten Tag Jana Köhler,", or without a name.
pub fn good_day(locale: Locale, name: Option<&PersonName>) -> String {
    match name {
        Some(name) => text(locale, "mail-good-day-name", &[("name", name.as_str().into())]),
        None => text(locale, "mail-good-day", &[]),
    }
}

/// What is known of an assignment beside its dates, as label and value.
pub fn arranged(locale: Locale, arranged: &Arranged, reader: &Reader) -> Vec<(String, String)> {
    let label = |key: &str| text(locale, key, &[]);
    let mut facts = Vec::new();
    if let [only] = arranged.appointment.sittings() {
        facts.push((label("mail-duration"), duration(locale, only)));
    }
    match (arranged.mode, &arranged.place.meeting_point) {
        (Mode::InPerson, Some(point)) => {
            facts.push((label("mail-meeting-point"), point.to_string()));
            facts.push((label("mail-address"), arranged.place.address()));
        }
        (Mode::InPerson, None) => facts.push((label("mail-address"), arranged.place.address())),
        (mode, _) => facts.push((label("mail-where"), town(locale, mode, &arranged.place.town))),
    }
    facts.push((label("mail-task"), service(locale, arranged.service)));
    if !arranged.languages.is_empty() {
        facts.push((label("mail-language"), languages(locale, &arranged.languages)));
    }
    match reader {
        Reader::Lotse { contact: Some(contact), .. } => facts.push((label("mail-contact"), contact.to_string())),
        Reader::Lotse { contact: None, .. } => {}
        Reader::Requester { lotse, .. } => facts.push((label("mail-lotse"), lotse.to_string())),
    }
    facts.push((label("mail-reference"), arranged.reference.to_string()));
    facts
}
