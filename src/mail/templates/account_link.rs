//! To somebody with an account: a link by which they choose a password, as invitation or because they asked for it, or log in.

use chrono::NaiveDateTime;

use super::Rendered;
use super::facts::{Posting, Project};
use super::letter::{self, Button, Enclosed, Letter, Section};
use crate::domain::account::LinkPurpose;
use crate::domain::text::DisplayName;
use crate::i18n::{Locale, dates, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What the mail says.
#[derive(Debug, Clone)]
pub struct AccountLinkMail {
    /// The reader.
    pub name: DisplayName,
    /// What the link is for.
    pub purpose: LinkPurpose,
    /// How they get there.
    pub way: Way,
    /// Local time until which it is good.
    pub until: NaiveDateTime,
    /// Who writes: the service itself.
    pub project: Project,
}

/// How somebody gets there.
#[derive(Debug, Clone)]
pub enum Way {
    /// On a page.
    Page(String),
    /// By a code, where the service has no pages.
    Code(String),
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &AccountLinkMail, locale: Locale) -> Result<Rendered, MailError> {
    let name = [("name", mail.name.as_str().into())];
    let until = [("until", dates::moment(locale, mail.until).into())];
    let (subject, intro, unasked) = match mail.purpose {
        LinkPurpose::Invitation => (
            text(locale, "mail-account-invitation-subject", &[]),
            vec![text(locale, "mail-account-invitation", &[]), text(locale, "mail-account-invitation-until", &until)],
            text(locale, "mail-account-invitation-unasked", &[]),
        ),
        LinkPurpose::PasswordReset => (
            text(locale, "mail-account-reset-subject", &[]),
            vec![text(locale, "mail-account-reset", &[]), text(locale, "mail-account-reset-until", &until)],
            text(locale, "mail-account-reset-unasked", &[]),
        ),
        LinkPurpose::LogIn => (
            text(locale, "mail-account-log-in-subject", &[]),
            vec![text(locale, "mail-account-log-in", &[]), text(locale, "mail-account-log-in-until", &until)],
            text(locale, "mail-account-log-in-unasked", &[]),
        ),
    };
    let deed = if mail.purpose.is_for_password() { "mail-account-choose" } else { "mail-account-log-in-deed" };
    let (button, sections) = match &mail.way {
        Way::Page(url) => (Some(Button { label: text(locale, deed, &[]), url: url.clone() }), Vec::new()),
        Way::Code(code) => {
            let heading = text(locale, "mail-account-code", &[]);
            (None, vec![Section { heading, lines: vec![code.clone()] }])
        }
    };
    let letter = Letter {
        locale,
        subject,
        greeting: text(locale, "mail-account-greeting", &name),
        intro,
        card: None,
        button,
        sections,
        thanks: Some(unasked),
        project: &mail.project,
        pass_on: None,
    };
    letter.render()
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &AccountLinkMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
