//! The reminder to the Lotse, the day before each sitting.

use super::confirmation::button;
use super::facts::{Arranged, Contact, PassOn, Posting, Project, Reader};
use super::letter::{self, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::request::{Appointment, Sitting};
use crate::domain::text::PersonName;
use crate::i18n::{Locale, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What a reminder says.
#[derive(Debug, Clone)]
pub struct ReminderMail {
    /// The Lotse's given name.
    pub given_name: PersonName,
    /// Whom to ask for.
    pub contact: Option<Contact>,
    /// Where their project reads it for them.
    pub pass_on: Option<PassOn>,
    /// What was arranged.
    pub arranged: Arranged,
    /// Which sitting is near.
    pub sitting: Sitting,
    /// Whose Lotse goes.
    pub project: Project,
    /// A page that shows the assignment.
    pub link: Option<String>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &ReminderMail, locale: Locale) -> Result<Rendered, MailError> {
    let near = Appointment::from(mail.sitting);
    let arranged = Arranged { appointment: near.clone(), ..mail.arranged.clone() };
    let (given_name, contact, pass_on) = (mail.given_name.clone(), mail.contact.clone(), mail.pass_on.clone());
    let reader = Reader::Lotse { given_name, contact, pass_on };
    let title = arranged.title(locale);
    let subject = said::subject_facts(locale, &near, &title, arranged.reference.as_str());
    let letter = Letter {
        locale,
        subject: text(locale, "mail-reminder-subject", &subject),
        pass_on: reader.pass_on(),
        greeting: said::greeting(locale, &reader),
        intro: vec![text(locale, "mail-reminder-intro", &[])],
        card: Some(Card { appointment: Some(&near), facts: said::arranged(locale, &arranged, &reader) }),
        button: button(locale, mail.link.as_ref()),
        sections: vec![Section {
            heading: text(locale, "mail-good-to-know", &[]),
            lines: vec![text(locale, "mail-lotse-cannot-now", &[]), text(locale, "mail-lotse-secret", &[])],
        }],
        thanks: Some(text(locale, "mail-thanks", &[])),
        project: &mail.project,
    };
    letter.render()
}

/// The whole mail; the calendar knows already.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &ReminderMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
