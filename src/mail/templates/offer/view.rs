//! The sentences of the offer, for both layouts to arrange.

use askama::Template;

use super::OfferMail;
use crate::domain::code::{Mode, Service};
use crate::domain::contact::{Email, Phone};
use crate::domain::language::Language;
use crate::domain::request::Sitting;
use crate::domain::text::PersonName;
use crate::domain::time;
use crate::i18n::{Locale, Value, dates, measures, one_of, text};

/// The facts and the language to say them in.
pub(super) struct View<'a> {
    pub(super) mail: &'a OfferMail,
    pub(super) locale: Locale,
}

impl View<'_> {
    /// A text without variables.
    pub(super) fn text(&self, key: &str) -> String {
        text(self.locale, key, &[])
    }

    pub(super) fn subject(&self) -> String {
        let first = self.sittings().first().map(|sitting| dates::day(self.locale, sitting.start().date()));
        text(
            self.locale,
            "mail-offer-subject",
            &[
                ("sittings", self.sittings().len().into()),
                ("day", first.unwrap_or_default().into()),
                ("task", self.task().into()),
                ("place", self.place().into()),
                ("reference", self.reference()),
            ],
        )
    }

    pub(super) fn greeting(&self) -> String {
        text(self.locale, "mail-greeting", &[("name", self.mail.given_name.as_str().into())])
    }

    pub(super) fn intro(&self) -> String {
        let sittings = [("sittings", self.sittings().len().into())];
        match self.mail.service {
            Service::Accompaniment => text(self.locale, "mail-offer-intro-accompaniment", &sittings),
            Service::Interpreting => text(self.locale, "mail-offer-intro-interpreting", &sittings),
        }
    }

    pub(super) fn sittings(&self) -> &[Sitting] {
        self.mail.appointment.sittings()
    }

    pub(super) fn is_series(&self) -> bool {
        self.sittings().len() > 1
    }

    pub(super) fn date(&self, sitting: &Sitting) -> String {
        dates::date(self.locale, sitting.start().date())
    }

    pub(super) fn date_long(&self, sitting: &Sitting) -> String {
        dates::date_long(self.locale, sitting.start().date())
    }

    pub(super) fn hours(&self, sitting: &Sitting) -> String {
        dates::clock_span(self.locale, sitting.start().time(), time::local(sitting.end()).time())
    }

    pub(super) fn span(&self, sitting: &Sitting) -> String {
        dates::span(self.locale, sitting.start(), time::local(sitting.end()))
    }

    pub(super) fn duration(&self, sitting: &Sitting) -> String {
        measures::duration(self.locale, sitting.minutes())
    }

    /// What is known beside the dates, as label and value.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let mail = self.mail;
        let mut facts = Vec::new();
        if let [only] = self.sittings() {
            facts.push((self.text("mail-offer-duration"), self.duration(only)));
        }
        let town = [("town", mail.town.as_str().into())];
        let place = match mail.mode {
            Mode::InPerson => text(self.locale, "mail-offer-where-in-person", &town),
            Mode::Phone => text(self.locale, "mail-offer-where-phone", &town),
            Mode::Video => text(self.locale, "mail-offer-where-video", &town),
        };
        facts.push((self.text("mail-offer-where"), place));
        if let Some(way) = mail.way {
            facts.push((self.text("mail-offer-way"), measures::way(self.locale, way.metres, way.minutes)));
        }
        facts.push((self.text("mail-offer-task"), self.service()));
        if !mail.languages.is_empty() {
            facts.push((self.text("mail-offer-language"), self.languages()));
        }
        facts
    }

    pub(super) fn answer_until(&self) -> String {
        let until = dates::moment(self.locale, self.mail.answer_until);
        text(self.locale, "mail-offer-answer-until", &[("moment", until.into())])
    }

    /// A link that begins a mail with a yes in its subject.
    pub(super) fn yes_link(&self, address: &Email) -> Result<String, askama::Error> {
        let subject = text(self.locale, "mail-offer-yes-subject", &[("reference", self.reference())]);
        reply_link(address, &subject)
    }

    /// A link that begins a mail with a no in its subject.
    pub(super) fn no_link(&self, address: &Email) -> Result<String, askama::Error> {
        let subject = text(self.locale, "mail-offer-no-subject", &[("reference", self.reference())]);
        reply_link(address, &subject)
    }

    pub(super) fn next_steps(&self) -> Vec<String> {
        let sittings = [("sittings", self.sittings().len().into())];
        vec![
            self.text("mail-offer-next-yes"),
            self.text("mail-offer-next-no"),
            text(self.locale, "mail-offer-next-calendar", &sittings),
            self.text("mail-offer-next-privacy"),
        ]
    }

    /// Contact, project, telephone and address, one a line.
    pub(super) fn signature(&self) -> Vec<&str> {
        let project = &self.mail.project;
        let contact = project.contact.as_ref().map(PersonName::as_str);
        let phone = project.phone.as_ref().map(Phone::as_str);
        [contact, Some(project.name.as_str()), phone, Some(project.email.as_str())].into_iter().flatten().collect()
    }

    pub(super) fn footer(&self) -> String {
        text(self.locale, "mail-footer", &[("project", self.mail.project.name.as_str().into())])
    }

    pub(super) fn entry_title(&self) -> String {
        let task = self.task();
        text(self.locale, "mail-offer-entry", &[("task", task.into()), ("reference", self.reference())])
    }

    pub(super) fn entry_note(&self) -> String {
        format!("{}\n{}", self.text("mail-offer-entry-open"), self.answer_until())
    }

    /// "Begleitung", "Dolmetschen".
    fn service(&self) -> String {
        match self.mail.service {
            Service::Accompaniment => self.text("mail-offer-accompaniment"),
            Service::Interpreting => self.text("mail-offer-interpreting"),
        }
    }

    /// "Dari dolmetschen", "Begleitung auf Arabisch oder Dari"; "Begleitung" where no language is needed.
    fn task(&self) -> String {
        if self.mail.languages.is_empty() {
            return self.service();
        }
        let languages = [("languages", self.languages().into())];
        match self.mail.service {
            Service::Accompaniment => text(self.locale, "mail-task-accompaniment", &languages),
            Service::Interpreting => text(self.locale, "mail-task-interpreting", &languages),
        }
    }

    /// "Arabisch oder Dari".
    fn languages(&self) -> String {
        let name = |language: &Language| match self.locale {
            Locale::De => language.name_de.clone(),
            Locale::En => language.name_en.clone(),
        };
        one_of(self.locale, &self.mail.languages.iter().map(name).collect::<Vec<_>>())
    }

    /// "in Gießen", "per Telefon".
    fn place(&self) -> String {
        match self.mail.mode {
            Mode::InPerson => text(self.locale, "mail-place-in-person", &[("town", self.mail.town.as_str().into())]),
            Mode::Phone => self.text("mail-place-phone"),
            Mode::Video => self.text("mail-place-video"),
        }
    }

    fn reference(&self) -> Value<'_> {
        self.mail.reference.as_str().into()
    }
}

/// Everything percent-encoded but the `@` between mailbox and domain (RFC 6068).
#[derive(Template)]
#[template(
    ext = "txt",
    source = "mailto:{{ local|urlencode_strict }}@{{ domain|urlencode_strict }}?subject={{ subject|urlencode_strict }}"
)]
struct ReplyLink<'a> {
    local: &'a str,
    domain: &'a str,
    subject: &'a str,
}

fn reply_link(address: &Email, subject: &str) -> Result<String, askama::Error> {
    let (local, domain) = address.as_str().rsplit_once('@').unwrap_or((address.as_str(), ""));
    ReplyLink { local, domain, subject }.render()
}
