//! The cancellation, to the Lotse and to whoever posted the request.

use super::confirmation::{button, call_off, entries_from};
use super::facts::{Arranged, Posting, Project, Reader};
use super::letter::{self, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::i18n::{Locale, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// Who called it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalledOffBy {
    /// The Lotse cannot go; somebody else is looked for.
    Lotse,
    /// Whoever posted the request: the appointment does not take place.
    Requester,
    /// The newcomer, who needs nobody.
    Newcomer,
    /// The project's coordinator.
    Project,
}

/// What a cancellation says.
#[derive(Debug, Clone)]
pub struct CancellationMail {
    /// Who reads it.
    pub reader: Reader,
    /// What was arranged and is still ahead, with a higher sequence than before.
    pub arranged: Arranged,
    /// Sittings of a series that took place: the entries of the others keep their places.
    pub over: usize,
    /// Who called it off. Why is nobody else's business.
    pub by: CalledOffBy,
    /// Whose Lotse would have gone.
    pub project: Project,
    /// A page that shows the assignment or request.
    pub link: Option<String>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &CancellationMail, locale: Locale) -> Result<Rendered, MailError> {
    let arranged = &mail.arranged;
    let title = arranged.title(locale);
    let subject = said::subject_facts(locale, &arranged.appointment, &title, arranged.reference.as_str());
    let is_lotse = matches!(mail.reader, Reader::Lotse { .. });
    let intro = match (is_lotse, mail.by) {
        (true, CalledOffBy::Lotse) => text(locale, "mail-cancellation-lotse-by-lotse", &[]),
        // To the Lotse it is the same.
        (true, CalledOffBy::Requester | CalledOffBy::Newcomer) => {
            text(locale, "mail-cancellation-lotse-by-requester", &[])
        }
        (true, CalledOffBy::Project) => text(locale, "mail-cancellation-lotse-by-project", &[]),
        (false, CalledOffBy::Lotse) => text(locale, "mail-cancellation-requester-by-lotse", &[]),
        (false, CalledOffBy::Requester) => text(locale, "mail-cancellation-requester-by-requester", &[]),
        (false, CalledOffBy::Newcomer) => text(locale, "mail-cancellation-requester-by-newcomer", &[]),
        (false, CalledOffBy::Project) => text(locale, "mail-cancellation-requester-by-project", &[]),
    };
    let letter = Letter {
        locale,
        subject: text(locale, "mail-cancellation-subject", &subject),
        pass_on: mail.reader.pass_on(),
        greeting: said::greeting(locale, &mail.reader),
        intro: vec![intro],
        card: Some(Card {
            appointment: Some(&arranged.appointment),
            facts: said::arranged(locale, arranged, &mail.reader),
        }),
        button: button(locale, mail.link.as_ref()),
        sections: vec![Section {
            heading: text(locale, "mail-good-to-know", &[]),
            lines: vec![text(locale, "mail-cancellation-calendar", &subject)],
        }],
        thanks: is_lotse.then(|| text(locale, "mail-thanks", &[])),
        project: &mail.project,
    };
    letter.render()
}

/// The whole mail, with the file that takes the entries out of the calendar.
///
/// # Errors
/// [`MailError::Layout`] and [`MailError::Calendar`].
pub fn compose(mail: &CancellationMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    let said = render(mail, locale)?;
    let entries = entries_from(mail.over, &mail.reader, &mail.arranged, locale);
    let invite = call_off(&entries, &mail.project, &posting, text(locale, "mail-calendar-file", &[]))?;
    Ok(letter::post(said, &mail.project, posting, Enclosed { invite: Some(invite), ..Enclosed::default() }))
}
