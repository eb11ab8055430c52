//! A request for which nobody was found, to the coordinator: why, and what would serve it.

use super::alarm::request_button;
use super::facts::{Posting, Project};
use super::letter::{self, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::code::{Mode, Service};
use crate::domain::language::Language;
use crate::domain::request::Appointment;
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::i18n::explain::{self, Explanation};
use crate::i18n::{Locale, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What the mail about an open request says.
#[derive(Debug, Clone)]
pub struct UnservedMail {
    /// The coordinator's name.
    pub name: Option<PersonName>,
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// The needed languages.
    pub languages: Vec<Language>,
    /// The dearest of its appointments; none where only flexible times were given.
    pub appointment: Option<Appointment>,
    /// The mode dearest to it.
    pub mode: Mode,
    /// Where, or from where.
    pub town: Town,
    /// Why, and what would help; requests and Lotsen named as the coordinator knows them.
    pub explanation: Explanation,
    /// Whether cures were looked for: without that, their absence says nothing.
    pub cures_were_tried: bool,
    /// The coordinator's project.
    pub project: Project,
    /// The page of the request, where a cure is applied by a click.
    pub link: Option<String>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &UnservedMail, locale: Locale) -> Result<Rendered, MailError> {
    let task = said::task(locale, mail.service, &mail.languages);
    let title = said::task_at(locale, &task, mail.mode, &mail.town);
    let subject = [("title", title.into()), ("reference", mail.reference.as_str().into())];
    let facts = vec![
        (text(locale, "mail-where", &[]), said::town(locale, mail.mode, &mail.town)),
        (text(locale, "mail-task", &[]), task),
        (text(locale, "mail-reference", &[]), mail.reference.to_string()),
    ];
    let mut sections = Vec::new();
    let reasons = explain::reasons(locale, &mail.explanation);
    if !reasons.is_empty() {
        sections.push(Section { heading: text(locale, "mail-unserved-why", &[]), lines: reasons });
    }
    if mail.cures_were_tried {
        let cures = explain::cures(locale, &mail.explanation);
        sections.push(Section { heading: text(locale, "mail-unserved-cures", &[]), lines: cures });
    }
    let letter = Letter {
        locale,
        subject: text(locale, "mail-unserved-subject", &subject),
        greeting: said::good_day(locale, mail.name.as_ref()),
        intro: vec![text(locale, "mail-unserved-intro", &[]), explain::open(locale, &mail.explanation)],
        card: Some(Card { appointment: mail.appointment.as_ref(), facts }),
        button: request_button(locale, mail.link.as_ref()),
        sections,
        thanks: None,
        project: &mail.project,
    };
    letter.render()
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &UnservedMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
