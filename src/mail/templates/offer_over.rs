//! What the two mails that end an offer without an answer have in common.

use super::facts::{PassOn, Posting, Project};
use super::letter::{self, Card, Enclosed, Letter};
use super::said;
use crate::domain::code::{Mode, Service};
use crate::domain::id::OfferId;
use crate::domain::language::Language;
use crate::domain::offer::Unfit;
use crate::domain::request::Appointment;
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::i18n::{Locale, text};
use crate::mail::calendar::{self, Entry, Method};
use crate::mail::error::MailError;
use crate::mail::message::{Attachment, OutgoingMail};

/// An offer as the Lotse knows it: what its mail told.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Names the tentative calendar entries, which are taken out.
    pub offer: OfferId,
    /// The Lotse's given name.
    pub given_name: PersonName,
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What was asked for.
    pub service: Service,
    /// The needed languages.
    pub languages: Vec<Language>,
    /// Where, or from where.
    pub town: Town,
    /// How.
    pub mode: Mode,
    /// When.
    pub appointment: Appointment,
    /// Whose Lotse this is.
    pub project: Project,
    /// Where their project reads it for them: they were asked by telephone.
    pub pass_on: Option<PassOn>,
    /// Why it was taken back, where that lies with the Lotse and not with the request.
    pub unfit: Option<Unfit>,
}

impl Asked {
    /// "Dari dolmetschen in Gießen".
    pub(super) fn title(&self, locale: Locale) -> String {
        let task = said::task(locale, self.service, &self.languages);
        said::task_at(locale, &task, self.mode, &self.town)
    }

    pub(super) fn letter(&self, locale: Locale, subject: String, intro: Vec<String>) -> Letter<'_> {
        let mut facts = vec![(text(locale, "mail-where", &[]), said::town(locale, self.mode, &self.town))];
        facts.push((text(locale, "mail-task", &[]), said::task(locale, self.service, &self.languages)));
        Letter {
            locale,
            subject,
            pass_on: self.pass_on.as_ref(),
            greeting: text(locale, "mail-greeting", &[("name", self.given_name.as_str().into())]),
            intro,
            card: Some(Card { appointment: Some(&self.appointment), facts }),
            button: None,
            sections: Vec::new(),
            thanks: Some(text(locale, "mail-thanks", &[])),
            project: &self.project,
        }
    }

    /// The letter with the file that takes the tentative entries out. Who was asked by telephone has none.
    pub(super) fn post(&self, letter: &Letter<'_>, posting: Posting) -> Result<OutgoingMail, MailError> {
        if self.pass_on.is_some() {
            return Ok(letter::post(letter.render()?, &self.project, posting, Enclosed::default()));
        }
        let locale = letter.locale;
        let file = calendar::cancellation(&self.entries(locale), &self.project.mailbox(), None, posting.date)?;
        let attachment = Attachment {
            file_name: text(locale, "mail-calendar-file", &[]),
            media_type: format!("text/calendar; charset=utf-8; method={}", Method::Cancel.code()),
            content: file.into_bytes(),
        };
        let enclosed = Enclosed { attachments: vec![attachment], ..Enclosed::default() };
        Ok(letter::post(letter.render()?, &self.project, posting, enclosed))
    }

    fn entries(&self, locale: Locale) -> Vec<Entry> {
        let task = said::task(locale, self.service, &self.languages);
        let facts = [("task", task.into()), ("reference", self.reference.as_str().into())];
        let summary = text(locale, "mail-offer-entry", &facts);
        let sittings = self.appointment.sittings().iter().enumerate();
        let entry = |(position, sitting): (usize, &crate::domain::request::Sitting)| Entry {
            uid: calendar::uid(self.offer, position),
            sequence: 1,
            begin: sitting.begin(),
            end: sitting.end(),
            summary: summary.clone(),
            description: String::new(),
            location: None,
        };
        sittings.map(entry).collect()
    }
}
