//! The sentences of the offer, for both layouts to arrange.

use askama::Template;

use super::OfferMail;
use crate::domain::code::Service;
use crate::domain::contact::Email;
use crate::domain::request::Sitting;
use crate::i18n::{Locale, Value, dates, measures, text};
use crate::mail::templates::said;

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
        text(
            self.locale,
            "mail-offer-subject",
            &[
                ("sittings", self.sittings().len().into()),
                ("day", said::first_day(self.locale, &self.mail.appointment).into()),
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
        said::hours(self.locale, sitting)
    }

    pub(super) fn span(&self, sitting: &Sitting) -> String {
        said::span(self.locale, sitting)
    }

    pub(super) fn duration(&self, sitting: &Sitting) -> String {
        said::duration(self.locale, sitting)
    }

    /// What is known beside the dates, as label and value.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let mail = self.mail;
        let mut facts = Vec::new();
        if let [only] = self.sittings() {
            facts.push((self.text("mail-duration"), self.duration(only)));
        }
        facts.push((self.text("mail-where"), said::town(self.locale, mail.mode, &mail.town)));
        if let Some(way) = mail.way {
            facts.push((self.text("mail-way"), measures::way(self.locale, way.metres, way.minutes)));
        }
        facts.push((self.text("mail-task"), self.service()));
        if !mail.languages.is_empty() {
            facts.push((self.text("mail-language"), self.languages()));
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

    pub(super) fn signature(&self) -> Vec<&str> {
        self.mail.project.signature()
    }

    pub(super) fn lang(&self) -> &'static str {
        self.locale.code()
    }

    pub(super) fn direction(&self) -> &'static str {
        self.locale.direction()
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

    fn service(&self) -> String {
        said::service(self.locale, self.mail.service)
    }

    fn task(&self) -> String {
        said::task(self.locale, self.mail.service, &self.mail.languages)
    }

    fn languages(&self) -> String {
        said::languages(self.locale, &self.mail.languages)
    }

    fn place(&self) -> String {
        said::place(self.locale, self.mail.mode, &self.mail.town)
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
