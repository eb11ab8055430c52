//! The change of time, to the Lotse and to whoever posted the request.

use super::confirmation::{button, call_off, entries, invite};
use super::facts::{Arranged, Posting, Project, Reader};
use super::letter::{self, Card, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::request::Appointment;
use crate::i18n::{Locale, text};
use crate::mail::calendar::Entry;
use crate::mail::error::MailError;
use crate::mail::message::{Attachment, Invite, OutgoingMail};

/// What the mail about a change says.
#[derive(Debug, Clone)]
pub struct ChangeMail {
    /// Who reads it.
    pub reader: Reader,
    /// What is arranged now, with a higher sequence than before.
    pub arranged: Arranged,
    /// When it was before.
    pub before: Appointment,
    /// Whose Lotse goes.
    pub project: Project,
    /// A page that shows the assignment.
    pub link: Option<String>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &ChangeMail, locale: Locale) -> Result<Rendered, MailError> {
    let arranged = &mail.arranged;
    let title = arranged.title(locale);
    let subject = said::subject_facts(locale, &arranged.appointment, &title, arranged.reference.as_str());
    let mut facts = said::arranged(locale, arranged, &mail.reader);
    let before: Vec<String> = mail.before.sittings().iter().map(|sitting| said::span(locale, sitting)).collect();
    facts.insert(0, (text(locale, "mail-before", &[]), before.join("; ")));
    let (intro, does_not_fit) = match &mail.reader {
        Reader::Lotse { .. } => {
            (text(locale, "mail-change-intro-lotse", &[]), text(locale, "mail-change-unfit-lotse", &[]))
        }
        Reader::Requester { .. } => {
            (text(locale, "mail-change-intro-requester", &[]), text(locale, "mail-change-unfit-requester", &[]))
        }
    };
    let letter = Letter {
        locale,
        subject: text(locale, "mail-change-subject", &subject),
        pass_on: mail.reader.pass_on(),
        greeting: said::greeting(locale, &mail.reader),
        intro: vec![intro],
        card: Some(Card { appointment: Some(&arranged.appointment), facts }),
        button: button(locale, mail.link.as_ref()),
        sections: vec![Section {
            heading: text(locale, "mail-good-to-know", &[]),
            lines: vec![does_not_fit, text(locale, "mail-change-calendar", &[])],
        }],
        thanks: None,
        project: &mail.project,
    };
    letter.render()
}

/// The whole mail. The invitation moves the entries that are there; sittings that fell away are cancelled by a second file.
///
/// # Errors
/// [`MailError::Layout`] and [`MailError::Calendar`].
pub fn compose(mail: &ChangeMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    let said = render(mail, locale)?;
    let moved = entries(&mail.reader, &mail.arranged, locale);
    let name = text(locale, "mail-calendar-file", &[]);
    let invite = invite(&moved, &mail.project, &posting, name)?;
    let fallen = fallen_away(&mail.arranged, &mail.before, &moved, &mail.project, &posting, locale)?;
    let enclosed = Enclosed { invite: Some(invite), attachments: fallen, unsubscribe: None };
    Ok(letter::post(said, &mail.project, posting, enclosed))
}

/// The file that cancels sittings of before that have no successor; none where there are none.
pub(super) fn fallen_away(
    arranged: &Arranged,
    before: &Appointment,
    now: &[Entry],
    project: &Project,
    posting: &Posting,
    locale: Locale,
) -> Result<Vec<Attachment>, MailError> {
    let title = now.first().map(|entry| entry.summary.clone()).unwrap_or_default();
    let fallen = arranged.entries(before, now.len(), &title, "");
    if fallen.is_empty() {
        return Ok(Vec::new());
    }
    let Invite { method, file_name, content } =
        call_off(&fallen, project, posting, text(locale, "mail-calendar-file-cancelled", &[]))?;
    let media_type = format!("text/calendar; charset=utf-8; method={}", method.code());
    Ok(vec![Attachment { file_name, media_type, content: content.into_bytes() }])
}
