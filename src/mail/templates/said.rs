//! Turns of phrase that mails of several kinds share.

use super::facts::{Arranged, Reader};
use crate::domain::code::{Mode, Service};
use crate::domain::language::Language;
use crate::domain::request::{Appointment, Sitting};
use crate::domain::text::{PersonName, Town};
use crate::domain::time;
use crate::i18n::{Locale, Value, dates, measures, one_of, text};

/// "Begleitung", "Dolmetschen".
pub fn service(locale: Locale, service: Service) -> String {
    match service {
        Service::Accompaniment => text(locale, "mail-accompaniment", &[]),
        Service::Interpreting => text(locale, "mail-interpreting", &[]),
    }
}

/// "Dari dolmetschen", "Begleitung auf Arabisch oder Dari"; "Begleitung" where no language is needed.
pub fn task(locale: Locale, of: Service, languages: &[Language]) -> String {
    if languages.is_empty() {
        return service(locale, of);
    }
    let languages = [("languages", self::languages(locale, languages).into())];
    match of {
        Service::Accompaniment => text(locale, "mail-task-accompaniment", &languages),
        Service::Interpreting => text(locale, "mail-task-interpreting", &languages),
    }
}

/// "Arabisch oder Dari".
pub fn languages(locale: Locale, languages: &[Language]) -> String {
    let name = |language: &Language| match locale {
        Locale::De => language.name_de.clone(),
        Locale::En => language.name_en.clone(),
    };
    one_of(locale, &languages.iter().map(name).collect::<Vec<_>>())
}

/// "in Gießen", "per Telefon".
pub fn place(locale: Locale, mode: Mode, town: &Town) -> String {
    match mode {
        Mode::InPerson => text(locale, "mail-place-in-person", &[("town", town.as_str().into())]),
        Mode::Phone => text(locale, "mail-place-phone", &[]),
        Mode::Video => text(locale, "mail-place-video", &[]),
    }
}

/// "Dari dolmetschen in Gießen".
pub fn task_at(locale: Locale, task: &str, mode: Mode, town: &Town) -> String {
    format!("{task} {}", place(locale, mode, town))
}

/// "Gießen, vor Ort", "per Telefon, Anfrage aus Gießen": all that is said of the place before acceptance.
pub fn town(locale: Locale, mode: Mode, town: &Town) -> String {
    let town = [("town", town.as_str().into())];
    match mode {
        Mode::InPerson => text(locale, "mail-where-in-person", &town),
        Mode::Phone => text(locale, "mail-where-phone", &town),
        Mode::Video => text(locale, "mail-where-video", &town),
    }
}

/// The date of the first sitting: "Do., 3. Dez.".
pub fn first_day(locale: Locale, appointment: &Appointment) -> String {
    let first = appointment.sittings().first().map(|sitting| dates::day(locale, sitting.start().date()));
    first.unwrap_or_default()
}

/// "Do., 3. Dez. 2026, 9:30–10:30 Uhr".
pub fn span(locale: Locale, sitting: &Sitting) -> String {
    dates::span(locale, sitting.start(), time::local(sitting.end()))
}

/// "9:30–10:30 Uhr".
pub fn hours(locale: Locale, sitting: &Sitting) -> String {
    dates::clock_span(locale, sitting.start().time(), time::local(sitting.end()).time())
}

/// "1 Std. 30 Min.".
pub fn duration(locale: Locale, sitting: &Sitting) -> String {
    measures::duration(locale, sitting.minutes())
}

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
