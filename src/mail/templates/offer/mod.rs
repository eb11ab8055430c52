//! The offer: asks a Lotse to take an appointment.
//!
//! Nothing is agreed yet, so it holds what the Lotse needs for a yes or no and nothing more: language, town, time,
//! duration, way, service. [`OfferMail`] has no field for the newcomer, the topic, the street or the notes, so none of
//! them can slip in.

mod view;

use askama::Template;
use chrono::NaiveDateTime;

use self::view::View;
use super::Rendered;
pub use super::facts::{Posting, Project};
use super::letter::{self, Enclosed};
use crate::domain::code::{Mode, Service};
use crate::domain::contact::Email;
use crate::domain::id::OfferId;
use crate::domain::language::Language;
use crate::domain::request::{Appointment, Sitting};
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::i18n::Locale;
use crate::mail::calendar::{self, Entry};
use crate::mail::error::MailError;
use crate::mail::message::{Attachment, Mailbox, OutgoingMail};

/// What an offer mail says.
#[derive(Debug, Clone)]
pub struct OfferMail {
    /// Names the calendar entries, so that a later confirmation changes the same ones.
    pub offer: OfferId,
    /// The Lotse's given name.
    pub given_name: PersonName,
    /// The request's number as the project knows it; people quote it when they answer.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// The needed languages, any of which will do; none where German is enough.
    pub languages: Vec<Language>,
    /// Where the appointment is, or from where the request comes.
    pub town: Town,
    /// How Lotse and newcomer meet.
    pub mode: Mode,
    /// When: one sitting or a series that the same person takes as a whole.
    pub appointment: Appointment,
    /// The way from home; none on the phone or by video.
    pub way: Option<Way>,
    /// Whose Lotse this is.
    pub project: Project,
    /// Local time until which the offer stands.
    pub answer_until: NaiveDateTime,
    /// How to answer.
    pub answer_by: AnswerBy,
}

/// An estimated way, one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Metres along roads.
    pub metres: u32,
    /// Minutes by the Lotse's own means.
    pub minutes: u32,
}

/// How the Lotse answers.
#[derive(Debug, Clone)]
pub enum AnswerBy {
    /// By mail to the coordinator; becomes the mail's Reply-To.
    Reply {
        /// Who reads the answers.
        address: Email,
    },
    /// On a page that shows the offer and takes the answer.
    Link {
        /// An https address.
        url: String,
    },
}

impl AnswerBy {
    /// On the page where there is one, else by mail to `address`.
    pub fn link_or_reply(link: Option<String>, address: Email) -> Self {
        link.map_or(Self::Reply { address }, |url| Self::Link { url })
    }
}

/// Says the offer in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &OfferMail, locale: Locale) -> Result<Rendered, MailError> {
    let view = View { mail, locale };
    Ok(Rendered {
        subject: view.subject(),
        text: TextBody { view: &view }.render()?,
        html: HtmlBody { view: &view }.render()?,
    })
}

/// The whole mail, with the appointment attached for the reader's calendar.
///
/// # Errors
/// [`MailError::Layout`] and [`MailError::Calendar`].
pub fn compose(mail: &OfferMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    let said = render(mail, locale)?;
    let organizer = mail.project.mailbox();
    let file = calendar::published(&entries(mail, locale), &organizer, posting.date)?;
    let mut posting = posting;
    if let AnswerBy::Reply { address } = &mail.answer_by {
        posting.identity.reply_to = Some(Mailbox { name: organizer.name, address: address.clone() });
    }
    let calendar = Attachment {
        file_name: View { mail, locale }.text("mail-calendar-file"),
        media_type: "text/calendar; charset=utf-8; method=PUBLISH".to_owned(),
        content: file.into_bytes(),
    };
    let enclosed = Enclosed { attachments: vec![calendar], ..Enclosed::default() };
    Ok(letter::post(said, &mail.project, posting, enclosed))
}

/// One calendar entry a sitting.
fn entries(mail: &OfferMail, locale: Locale) -> Vec<Entry> {
    let view = View { mail, locale };
    let entry = |(position, sitting): (usize, &Sitting)| Entry {
        uid: calendar::uid(mail.offer, position),
        sequence: 0,
        begin: sitting.begin(),
        end: sitting.end(),
        summary: view.entry_title(),
        description: view.entry_note(),
        location: (mail.mode == Mode::InPerson).then(|| mail.town.to_string()),
    };
    mail.appointment.sittings().iter().enumerate().map(entry).collect()
}

#[derive(Template)]
#[template(path = "mail/templates/offer/body.txt")]
struct TextBody<'a> {
    view: &'a View<'a>,
}

#[derive(Template)]
#[template(path = "mail/templates/offer/body.html")]
struct HtmlBody<'a> {
    view: &'a View<'a>,
}
