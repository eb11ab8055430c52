//! Nobody was found, to whoever posted the request.

use super::facts::{Posting, Project};
use super::letter::{self, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::code::{Mode, Service};
use crate::domain::language::Language;
use crate::domain::request::Appointment;
use crate::domain::text::{ListNumber, Town};
use crate::i18n::{Locale, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What the mail says.
#[derive(Debug, Clone)]
pub struct NobodyFoundMail {
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What was asked for.
    pub service: Service,
    /// The needed languages.
    pub languages: Vec<Language>,
    /// When: the last time that would have done.
    pub appointment: Appointment,
    /// How.
    pub mode: Mode,
    /// Where, or from where.
    pub town: Town,
    /// Whether the search has ended; else it goes on.
    pub is_over: bool,
    /// The project that looked.
    pub project: Project,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &NobodyFoundMail, locale: Locale) -> Result<Rendered, MailError> {
    let task = said::task(locale, mail.service, &mail.languages);
    let title = said::task_at(locale, &task, mail.mode, &mail.town);
    let subject = said::subject_facts(locale, &mail.appointment, &title, mail.reference.as_str());
    let next = if mail.is_over { text(locale, "mail-nobody-over", &[]) } else { text(locale, "mail-nobody-near", &[]) };
    let facts = vec![
        (text(locale, "mail-where", &[]), said::town(locale, mail.mode, &mail.town)),
        (text(locale, "mail-task", &[]), task),
        (text(locale, "mail-reference", &[]), mail.reference.to_string()),
    ];
    let letter = Letter {
        locale,
        subject: text(locale, "mail-nobody-subject", &subject),
        pass_on: None,
        greeting: said::good_day(locale, None),
        intro: vec![text(locale, "mail-nobody-intro", &[])],
        card: Some(Card { appointment: Some(&mail.appointment), facts }),
        button: None,
        sections: vec![Section { heading: text(locale, "mail-good-to-know", &[]), lines: vec![next] }],
        thanks: None,
        project: &mail.project,
    };
    letter.render()
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &NobodyFoundMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
