//! Turns of phrase about what is asked for or agreed: what, where and when. Mails and pages say them alike.

use super::{Locale, dates, measures, one_of, text, words};
use crate::domain::code::{Mode, Service};
use crate::domain::language::Language;
use crate::domain::request::{Appointment, Sitting};
use crate::domain::text::Town;
use crate::domain::time;

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
    one_of(locale, &languages.iter().map(|language| words::language(locale, language)).collect::<Vec<_>>())
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
