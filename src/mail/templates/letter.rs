//! The form that most mails have: greeting, a few sentences, a card with dates and facts, a button, sections, signature.
//!
//! A kind of mail fills it in; the two layouts `letter.txt` and `letter.html` arrange it, so that both say the same.

use askama::Template;

use super::facts::{PassOn, Posting, Project};
use super::{Rendered, said};
use crate::domain::request::{Appointment, Sitting};
use crate::i18n::{Locale, dates, text};
use crate::mail::error::MailError;
use crate::mail::message::{Attachment, Invite, OutgoingMail, Unsubscribe};

/// A filled-in letter.
pub(super) struct Letter<'a> {
    pub locale: Locale,
    pub subject: String,
    /// Where it is for somebody else than who reads it.
    pub pass_on: Option<&'a PassOn>,
    pub greeting: String,
    pub intro: Vec<String>,
    pub card: Option<Card<'a>>,
    pub button: Option<Button>,
    pub sections: Vec<Section>,
    /// The last sentence before the signature.
    pub thanks: Option<String>,
    pub project: &'a Project,
}

/// The dates and what else is known.
pub(super) struct Card<'a> {
    pub appointment: Option<&'a Appointment>,
    pub facts: Vec<(String, String)>,
}

/// A link that looks like a button; its address is written out in plain text.
pub(super) struct Button {
    pub label: String,
    pub url: String,
}

/// A heading with a list.
pub(super) struct Section {
    pub heading: String,
    pub lines: Vec<String>,
}

/// What travels with a letter.
#[derive(Default)]
pub(super) struct Enclosed {
    pub invite: Option<Invite>,
    pub attachments: Vec<Attachment>,
    pub unsubscribe: Option<Unsubscribe>,
}

impl Letter<'_> {
    pub(super) fn lang(&self) -> &'static str {
        self.locale.code()
    }

    pub(super) fn direction(&self) -> &'static str {
        self.locale.direction()
    }

    pub(super) fn subject(&self) -> String {
        match self.pass_on {
            Some(pass_on) => pass_on.subject(self.locale, &self.subject),
            None => self.subject.clone(),
        }
    }

    /// What whoever reads it for somebody else is asked for.
    fn note(&self) -> Option<String> {
        self.pass_on.map(|pass_on| pass_on.note(self.locale))
    }

    pub(super) fn footer(&self) -> String {
        text(self.locale, "mail-footer", &[("project", self.project.name.as_str().into())])
    }

    fn text(&self, key: &str) -> String {
        text(self.locale, key, &[])
    }

    fn sittings<'b>(&self, card: &'b Card<'_>) -> &'b [Sitting] {
        card.appointment.map_or(&[], Appointment::sittings)
    }

    fn span(&self, sitting: &Sitting) -> String {
        said::span(self.locale, sitting)
    }

    fn date(&self, sitting: &Sitting) -> String {
        dates::date(self.locale, sitting.start().date())
    }

    fn date_long(&self, sitting: &Sitting) -> String {
        dates::date_long(self.locale, sitting.start().date())
    }

    fn hours(&self, sitting: &Sitting) -> String {
        said::hours(self.locale, sitting)
    }

    fn duration(&self, sitting: &Sitting) -> String {
        said::duration(self.locale, sitting)
    }

    /// Both layouts.
    pub(super) fn render(&self) -> Result<Rendered, MailError> {
        Ok(Rendered {
            subject: self.subject(),
            text: TextLetter { view: self }.render()?,
            html: HtmlLetter { view: self }.render()?,
        })
    }
}

/// Puts a rendered mail into its envelope. Answers go to the project, unless the caller says otherwise.
pub(super) fn post(said: Rendered, project: &Project, posting: Posting, enclosed: Enclosed) -> OutgoingMail {
    let Posting { message_id, date, mut identity, to } = posting;
    identity.reply_to.get_or_insert_with(|| project.mailbox());
    OutgoingMail {
        message_id,
        date,
        identity,
        to,
        subject: said.subject,
        text: said.text,
        html: said.html,
        invite: enclosed.invite,
        attachments: enclosed.attachments,
        unsubscribe: enclosed.unsubscribe,
    }
}

#[derive(Template)]
#[template(path = "mail/templates/letter.txt")]
struct TextLetter<'a> {
    view: &'a Letter<'a>,
}

#[derive(Template)]
#[template(path = "mail/templates/letter.html")]
struct HtmlLetter<'a> {
    view: &'a Letter<'a>,
}
