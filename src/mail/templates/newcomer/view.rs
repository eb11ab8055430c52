//! What a newcomer is told, once in each language.

use super::{NewcomerMail, Occasion};
use crate::domain::code::{Mode, Service};
use crate::domain::request::{Appointment, Sitting};
use crate::domain::time;
use crate::i18n::{NewcomerLanguage, bidi};

/// Everything in one language.
pub(super) struct Block<'a> {
    pub(super) language: NewcomerLanguage,
    pub(super) subject: String,
    pub(super) intro: String,
    /// When: date and hours.
    pub(super) sittings: Vec<(String, String)>,
    /// When it was before.
    pub(super) before: Vec<(String, String)>,
    /// Where they meet, in the language of the place's signs; none on the phone or by video.
    pub(super) place: Vec<String>,
    /// "By phone" instead of a place.
    pub(super) way: Option<String>,
    /// Given names and what they do; nobody where nobody comes.
    pub(super) helper: Option<(String, String)>,
    /// What to bring.
    pub(super) bring: Option<String>,
    /// The question before the contacts.
    pub(super) ask: String,
    /// What the link to their page says, and the link.
    pub(super) link: Option<(String, &'a str)>,
    /// Project, telephone, address.
    pub(super) reached_by: Vec<&'a str>,
}

/// The own language first, German after it.
pub(super) fn blocks(mail: &NewcomerMail, language: NewcomerLanguage) -> Vec<Block<'_>> {
    let mut languages = vec![language];
    if language != NewcomerLanguage::De {
        languages.push(NewcomerLanguage::De);
    }
    languages.into_iter().map(|language| block(mail, language)).collect()
}

fn block(mail: &NewcomerMail, language: NewcomerLanguage) -> Block<'_> {
    let arranged = &mail.arranged;
    let say = |key: &str| language.text(key, &[]);
    let (subject, intro) = match &mail.occasion {
        Occasion::Confirmation => {
            let sittings = [("sittings", arranged.appointment.sittings().len().into())];
            (language.text("newcomer-subject-confirmation", &sittings), say("newcomer-intro-confirmation"))
        }
        Occasion::Change => (say("newcomer-subject-change"), say("newcomer-intro-change")),
        Occasion::Cancelled => (say("newcomer-subject-cancelled"), say("newcomer-intro-cancelled")),
        Occasion::NotNeeded => (say("newcomer-subject-not-needed"), say("newcomer-intro-not-needed")),
        Occasion::HelpWithdrawn => (say("newcomer-subject-helper-lost"), say("newcomer-intro-withdrawn")),
        // Somebody else still comes.
        Occasion::HelperLost if !mail.helpers.is_empty() => {
            (say("newcomer-subject-helper-lost"), say("newcomer-intro-one-less"))
        }
        Occasion::Elsewhere => (say("newcomer-subject-helper-lost"), say("newcomer-intro-elsewhere")),
        Occasion::HelperLost => (say("newcomer-subject-helper-lost"), say("newcomer-intro-helper-lost")),
        Occasion::NobodyFound => (say("newcomer-subject-helper-lost"), say("newcomer-intro-nobody-found")),
        Occasion::Reminder => (say("newcomer-subject-reminder"), say("newcomer-intro-reminder")),
    };
    let is_on = matches!(mail.occasion, Occasion::Confirmation | Occasion::Change | Occasion::Reminder);
    let service = match arranged.service {
        Service::Accompaniment => say("newcomer-accompaniment"),
        Service::Interpreting => say("newcomer-interpreting"),
    };
    let is_in_person = arranged.mode == Mode::InPerson;
    let mut place = Vec::new();
    if is_in_person {
        place.extend(arranged.place.meeting_point.as_ref().map(ToString::to_string));
        place.push(arranged.place.address());
    }
    Block {
        language,
        subject,
        intro,
        sittings: times(language, &arranged.appointment),
        before: mail.before.as_ref().map_or_else(Vec::new, |before| times(language, &before.appointment)),
        place,
        way: match arranged.mode {
            Mode::InPerson => None,
            Mode::Phone => Some(say("newcomer-by-phone")),
            Mode::Video => Some(say("newcomer-by-video")),
        },
        helper: mail.helped_by().map(|names| (names, service)),
        bring: (is_on && is_in_person).then(|| say("newcomer-bring")),
        ask: if is_on { say("newcomer-absent") } else { say("newcomer-questions") },
        link: mail.link.as_deref().map(|link| (say("newcomer-page"), link)),
        reached_by: mail.project.reached_by(),
    }
}

fn times(language: NewcomerLanguage, appointment: &Appointment) -> Vec<(String, String)> {
    let said = |sitting: &Sitting| {
        let hours = language.hours(sitting.start().time(), time::local(sitting.end()).time());
        (language.date(sitting.start().date()), hours)
    };
    appointment.sittings().iter().map(said).collect()
}

impl Block<'_> {
    pub(super) fn text(&self, key: &str) -> String {
        self.language.text(key, &[])
    }

    /// A line of plain text, made to run in this block's direction.
    pub(super) fn line(&self, line: &str) -> String {
        if self.language.is_right_to_left() { bidi::right_to_left(line) } else { line.to_owned() }
    }

    /// A line with a label, and a value that is ordered by itself.
    pub(super) fn labelled(&self, key: &str, value: &str) -> String {
        self.line(&format!("{}: {}", self.text(key), self.isolated(value)))
    }

    /// "Wer hilft Ihnen: Mina (Dolmetschen)".
    pub(super) fn helped(&self, name: &str, service: &str) -> String {
        self.line(&format!("{}: {} ({service})", self.text("newcomer-who"), self.isolated(name)))
    }

    /// A name, number or address, ordered by itself.
    pub(super) fn isolated(&self, value: &str) -> String {
        if self.language.is_right_to_left() { bidi::isolate(value) } else { value.to_owned() }
    }

    /// "Donnerstag, 3. Dezember 2026, 9:30–10:30 Uhr"; each part ordered by itself.
    pub(super) fn moment(&self, date: &str, hours: &str) -> String {
        let comma = if self.language.is_right_to_left() { "،" } else { "," };
        format!("{}{comma} {}", self.isolated(date), self.isolated(hours))
    }
}
