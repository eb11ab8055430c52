//! The confirmation to the Lotse and to whoever posted the request: it is fixed.
//!
//! The Lotse learns meeting point and whom to ask for; the requester learns the Lotse's name. The newcomer's own is
//! [`super::newcomer`].

use super::facts::{Arranged, Posting, Project, Reader};
use super::letter::{self, Button, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::i18n::{Locale, text};
use crate::mail::calendar::{self, Entry, Method};
use crate::mail::error::MailError;
use crate::mail::message::{Invite, OutgoingMail};

/// What a confirmation says.
#[derive(Debug, Clone)]
pub struct ConfirmationMail {
    /// Who reads it.
    pub reader: Reader,
    /// What was arranged.
    pub arranged: Arranged,
    /// Whose Lotse goes.
    pub project: Project,
    /// A page that shows the assignment.
    pub link: Option<String>,
    /// The address of the Lotse's private calendar; for nobody else.
    pub feed: Option<String>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &ConfirmationMail, locale: Locale) -> Result<Rendered, MailError> {
    let (arranged, said_by) = (&mail.arranged, |key: &str| text(locale, key, &[]));
    let title = arranged.title(locale);
    let facts = said::subject_facts(locale, &arranged.appointment, &title, arranged.reference.as_str());
    let (intro, thanks, lines) = match &mail.reader {
        Reader::Lotse { .. } => {
            let feed = mail.feed.as_ref();
            let mut lines = vec![
                text(locale, "mail-confirmation-calendar-lotse", &facts),
                said_by("mail-lotse-cannot"),
                said_by("mail-lotse-secret"),
            ];
            lines.extend(feed.map(|url| text(locale, "mail-confirmation-feed", &[("url", url.as_str().into())])));
            (text(locale, "mail-confirmation-intro-lotse", &facts), Some(said_by("mail-thanks")), lines)
        }
        Reader::Requester { .. } => {
            let lines = vec![
                text(locale, "mail-confirmation-calendar-requester", &facts),
                said_by("mail-requester-cannot"),
                said_by("mail-requester-questions"),
            ];
            (text(locale, "mail-confirmation-intro-requester", &facts), None, lines)
        }
    };
    let letter = Letter {
        locale,
        subject: text(locale, "mail-confirmation-subject", &facts),
        pass_on: mail.reader.pass_on(),
        greeting: said::greeting(locale, &mail.reader),
        intro: vec![intro],
        card: Some(Card {
            appointment: Some(&arranged.appointment),
            facts: said::arranged(locale, arranged, &mail.reader),
        }),
        button: button(locale, mail.link.as_ref()),
        sections: vec![Section { heading: said_by("mail-good-to-know"), lines }],
        thanks,
        project: &mail.project,
    };
    letter.render()
}

/// The whole mail with its invitation.
///
/// # Errors
/// [`MailError::Layout`] and [`MailError::Calendar`].
pub fn compose(mail: &ConfirmationMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    let said = render(mail, locale)?;
    let entries = entries(&mail.reader, &mail.arranged, locale);
    let invite = invite(&entries, &mail.project, &posting, text(locale, "mail-calendar-file", &[]))?;
    Ok(letter::post(said, &mail.project, posting, Enclosed { invite: Some(invite), ..Enclosed::default() }))
}

/// The link to a page that shows the assignment.
pub(super) fn button(locale: Locale, link: Option<&String>) -> Option<Button> {
    link.map(|url| Button { label: text(locale, "mail-open-assignment", &[]), url: url.clone() })
}

/// The entries in a reader's calendar: for the requester with the Lotse's name, for the Lotse with whom to ask for.
pub(super) fn entries(reader: &Reader, arranged: &Arranged, locale: Locale) -> Vec<Entry> {
    entries_from(0, reader, arranged, locale)
}

/// The same for what is left of a series of which so many sittings are `over`.
pub(super) fn entries_from(over: usize, reader: &Reader, arranged: &Arranged, locale: Locale) -> Vec<Entry> {
    match reader {
        Reader::Lotse { contact, .. } => arranged.entries_for_lotse(over, locale, contact.as_ref()),
        Reader::Requester { lotse, .. } => {
            let task = said::task(locale, arranged.service, &arranged.languages);
            let facts = [("task", task.into()), ("reference", arranged.reference.as_str().into())];
            let title = text(locale, "mail-entry", &facts);
            let note = format!("{}: {lotse}", text(locale, "mail-lotse", &[]));
            arranged.entries_from(over, &arranged.appointment, 0, &title, &note)
        }
    }
}

/// An invitation for the reader of the mail.
pub(super) fn invite(
    entries: &[Entry],
    project: &Project,
    posting: &Posting,
    file_name: String,
) -> Result<Invite, MailError> {
    let content = calendar::invitation(entries, &project.mailbox(), &posting.to, posting.date)?;
    Ok(Invite { method: Method::Request, file_name, content })
}

/// The file that takes entries out of the calendar of the mail's reader.
pub(super) fn call_off(
    entries: &[Entry],
    project: &Project,
    posting: &Posting,
    file_name: String,
) -> Result<Invite, MailError> {
    let content = calendar::cancellation(entries, &project.mailbox(), Some(&posting.to), posting.date)?;
    Ok(Invite { method: Method::Cancel, file_name, content })
}
