//! The alarm to the coordinator: somebody has to act before the next digest.

use super::facts::{Contact, LotseName, Posting, Project};
use super::letter::{self, Button, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::code::{Mode, Service};
use crate::domain::language::Language;
use crate::domain::request::Appointment;
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::i18n::{Locale, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What happened.
#[derive(Debug, Clone)]
pub enum AlarmCause {
    /// A Lotse called off shortly before; the matching runs again for this request.
    LateCancellation {
        /// Who.
        lotse: LotseName,
    },
    /// Whoever asked called off shortly before.
    CalledOff {
        /// Who would have gone, and may not read mail in time.
        lotse: LotseName,
    },
    /// The newcomer called off shortly before.
    NotNeeded {
        /// Who would have gone, and may not read mail in time.
        lotse: LotseName,
    },
    /// A Lotse did not come to the appointment.
    NoShow {
        /// Who.
        lotse: LotseName,
    },
    /// All who could be asked have been asked.
    NobodyLeft,
}

/// What an alarm says.
#[derive(Debug, Clone)]
pub struct AlarmMail {
    /// The coordinator's name.
    pub name: Option<PersonName>,
    /// What happened.
    pub cause: AlarmCause,
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// The needed languages.
    pub languages: Vec<Language>,
    /// When.
    pub appointment: Appointment,
    /// How.
    pub mode: Mode,
    /// Where, or from where.
    pub town: Town,
    /// Who posted the request.
    pub contact: Option<Contact>,
    /// The coordinator's project.
    pub project: Project,
    /// The page of the request.
    pub link: Option<String>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &AlarmMail, locale: Locale) -> Result<Rendered, MailError> {
    let task = said::task(locale, mail.service, &mail.languages);
    let title = said::task_at(locale, &task, mail.mode, &mail.town);
    let subject = said::subject_facts(locale, &mail.appointment, &title, mail.reference.as_str());
    let (subject, intro, next) = match &mail.cause {
        AlarmCause::LateCancellation { lotse } => (
            text(locale, "mail-alarm-subject-cancelled", &subject),
            text(locale, "mail-alarm-intro-cancelled", &[("lotse", lotse.to_string().into())]),
            text(locale, "mail-alarm-next-cancelled", &[]),
        ),
        AlarmCause::CalledOff { lotse } => (
            text(locale, "mail-alarm-subject-cancelled", &subject),
            text(locale, "mail-alarm-intro-called-off", &[]),
            text(locale, "mail-alarm-next-called-off", &[("lotse", lotse.to_string().into())]),
        ),
        AlarmCause::NotNeeded { lotse } => (
            text(locale, "mail-alarm-subject-cancelled", &subject),
            text(locale, "mail-alarm-intro-not-needed", &[]),
            text(locale, "mail-alarm-next-called-off", &[("lotse", lotse.to_string().into())]),
        ),
        AlarmCause::NoShow { lotse } => (
            text(locale, "mail-alarm-subject-no-show", &subject),
            text(locale, "mail-alarm-intro-no-show", &[("lotse", lotse.to_string().into())]),
            text(locale, "mail-alarm-next-no-show", &[]),
        ),
        AlarmCause::NobodyLeft => (
            text(locale, "mail-alarm-subject-nobody", &subject),
            text(locale, "mail-alarm-intro-nobody", &[]),
            text(locale, "mail-alarm-next-nobody", &[]),
        ),
    };
    let mut facts = vec![
        (text(locale, "mail-where", &[]), said::town(locale, mail.mode, &mail.town)),
        (text(locale, "mail-task", &[]), task),
        (text(locale, "mail-reference", &[]), mail.reference.to_string()),
    ];
    if let Some(contact) = &mail.contact {
        facts.push((text(locale, "mail-asked-by", &[]), contact.to_string()));
    }
    let letter = Letter {
        locale,
        subject,
        pass_on: None,
        greeting: said::good_day(locale, mail.name.as_ref()),
        intro: vec![intro],
        card: Some(Card { appointment: Some(&mail.appointment), facts }),
        button: request_button(locale, mail.link.as_ref()),
        sections: vec![Section { heading: text(locale, "mail-offer-next", &[]), lines: vec![next] }],
        thanks: None,
        project: &mail.project,
    };
    letter.render()
}

/// The link to the page of a request.
pub(super) fn request_button(locale: Locale, link: Option<&String>) -> Option<Button> {
    link.map(|url| Button { label: text(locale, "mail-open-request", &[]), url: url.clone() })
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &AlarmMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
