//! Mails to newcomers: the own language first, plain German beside it.
//!
//! One form for all occasions. Sentences hold no variables; names, dates and places stand beside labels, so that no
//! grammar has to bend around them. A newcomer learns who helps by given name, when, where, and how to reach the project.
//! The subject says that it is about an appointment and nothing more: no topic, no place, no name.

mod view;

use askama::Template;

use self::view::{Block, blocks};
use super::Rendered;
use super::facts::{Arranged, Posting, Project};
use super::letter::{self, Enclosed};
use crate::domain::request::Appointment;
use crate::domain::text::PersonName;
use crate::i18n::NewcomerLanguage;
use crate::mail::calendar::{self, Entry, Method};
use crate::mail::error::MailError;
use crate::mail::message::{Attachment, Invite, OutgoingMail};

/// Why a newcomer gets a mail.
#[derive(Debug, Clone)]
pub enum Occasion {
    /// Somebody helps.
    Confirmation,
    /// The time has changed.
    Change,
    /// The appointment does not take place.
    Cancelled,
    /// They need nobody and have said so. The appointment itself stays.
    NotNeeded,
    /// The project takes its help back. The appointment itself stays.
    HelpWithdrawn,
    /// Whoever wanted to help cannot; somebody else is looked for. The appointment itself stays, and with it the
    /// calendar's entry: nobody shall miss a doctor because of us.
    HelperLost,
    /// Nobody else was found in time, so nobody comes. The appointment itself stays.
    NobodyFound,
    /// They are told at another address from now on, so the entries here are not kept up any more.
    Elsewhere,
    /// It is near; [`NewcomerMail::arranged`] holds the sitting that is meant.
    Reminder,
}

/// What a newcomer's mail says.
#[derive(Debug, Clone)]
pub struct NewcomerMail {
    /// Why.
    pub occasion: Occasion,
    /// What was arranged. Of it, a newcomer is told dates, mode and place.
    pub arranged: Arranged,
    /// Sittings of a series that are over already: the entries of the others keep their places.
    pub over: usize,
    /// When it was before, as far as the newcomer was told, where that is another time.
    pub before: Option<Before>,
    /// Who helps, by given name; nobody where nobody does now.
    pub helpers: Vec<PersonName>,
    /// Their page, where they see how things stand and may call off.
    pub link: Option<String>,
    /// Whom to ask, and who writes.
    pub project: Project,
}

/// What a newcomer was told last.
#[derive(Debug, Clone)]
pub struct Before {
    /// When it was to be.
    pub appointment: Appointment,
    /// Sittings that were over then.
    pub over: usize,
}

/// Says it in the newcomer's language and in plain German; in German alone for those who read German.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &NewcomerMail, language: NewcomerLanguage) -> Result<Rendered, MailError> {
    let page = Page { language, blocks: blocks(mail, language), project: mail.project.name.as_str() };
    Ok(Rendered {
        subject: page.subject(),
        text: TextBody { view: &page }.render()?,
        html: HtmlBody { view: &page }.render()?,
    })
}

/// The whole mail, with the invitation or the cancellation that the occasion asks for.
///
/// # Errors
/// [`MailError::Layout`] and [`MailError::Calendar`].
pub fn compose(mail: &NewcomerMail, language: NewcomerLanguage, posting: Posting) -> Result<OutgoingMail, MailError> {
    let said = render(mail, language)?;
    let organizer = mail.project.mailbox();
    let entries = entries(mail, language, mail.over, &mail.arranged.appointment);
    let mut enclosed = Enclosed::default();
    let file_name = "termin.ics".to_owned();
    let changes_the_entry = match &mail.occasion {
        // The entry stays, because the appointment does; who would have helped goes from it.
        Occasion::Confirmation | Occasion::Change | Occasion::NotNeeded | Occasion::HelpWithdrawn => true,
        Occasion::HelperLost | Occasion::NobodyFound => mail.before.is_some(),
        Occasion::Cancelled | Occasion::Elsewhere | Occasion::Reminder => false,
    };
    if changes_the_entry {
        let content = calendar::invitation(&entries, &organizer, &posting.to, posting.date)?;
        enclosed.invite = Some(Invite { method: Method::Request, file_name, content });
    } else if matches!(mail.occasion, Occasion::Cancelled | Occasion::Elsewhere) {
        let content = calendar::cancellation(&entries, &organizer, Some(&posting.to), posting.date)?;
        enclosed.invite = Some(Invite { method: Method::Cancel, file_name, content });
    }
    if let Some(Before { appointment, over }) = mail.before.as_ref().filter(|_| changes_the_entry) {
        // Where a series was moved and has begun since, what falls away may be at its begin as well as at its end.
        let mut fallen = self::entries(mail, language, *over, appointment);
        fallen.retain(|known| entries.iter().all(|entry| entry.uid != known.uid));
        if !fallen.is_empty() {
            let file = calendar::cancellation(&fallen, &organizer, Some(&posting.to), posting.date)?;
            enclosed.attachments.push(Attachment {
                file_name: "entfallen.ics".to_owned(),
                media_type: format!("text/calendar; charset=utf-8; method={}", Method::Cancel.code()),
                content: file.into_bytes(),
            });
        }
    }
    Ok(letter::post(said, &mail.project, posting, enclosed))
}

/// "موعدكم / Ihr Termin": all that the title of an entry says, because others may see the calendar.
fn entries(mail: &NewcomerMail, language: NewcomerLanguage, over: usize, of: &Appointment) -> Vec<Entry> {
    let title = |language: NewcomerLanguage| language.text("newcomer-subject-confirmation", &[("sittings", 1.into())]);
    let who = mail.helped_by();
    let who = who.map(|who| format!("{}: {who}", NewcomerLanguage::De.text("newcomer-who", &[])));
    let note: Vec<&str> = who.as_deref().into_iter().chain(mail.project.reached_by()).collect();
    mail.arranged.entries_from(over, of, 0, &beside_german(language, title), &note.join("\n"))
}

impl NewcomerMail {
    /// "Mina, Omar"; `None` where nobody helps now.
    fn helped_by(&self) -> Option<String> {
        let names: Vec<&str> = self.helpers.iter().map(PersonName::as_str).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// A text and the German one, or that alone.
fn beside_german(language: NewcomerLanguage, said: impl Fn(NewcomerLanguage) -> String) -> String {
    match language {
        NewcomerLanguage::De => said(language),
        other => format!("{} / {}", said(other), said(NewcomerLanguage::De)),
    }
}

/// The whole page: its direction is that of the first block.
struct Page<'a> {
    language: NewcomerLanguage,
    blocks: Vec<Block<'a>>,
    project: &'a str,
}

impl Page<'_> {
    fn lang(&self) -> &'static str {
        self.language.code()
    }

    fn direction(&self) -> &'static str {
        self.language.direction()
    }

    fn subject(&self) -> String {
        self.blocks.iter().map(|block| block.subject.as_str()).collect::<Vec<_>>().join(" / ")
    }

    fn footer(&self) -> String {
        crate::i18n::text(crate::i18n::Locale::De, "mail-footer", &[("project", self.project.into())])
    }
}

#[derive(Template)]
#[template(path = "mail/templates/newcomer/body.txt")]
struct TextBody<'a> {
    view: &'a Page<'a>,
}

#[derive(Template)]
#[template(path = "mail/templates/newcomer/body.html")]
struct HtmlBody<'a> {
    view: &'a Page<'a>,
}
