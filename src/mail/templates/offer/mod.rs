//! The offer: asks a Lotse to take an appointment.
//!
//! Nothing is agreed yet, so it holds what the Lotse needs for a yes or no and nothing more: language, town, time,
//! duration, way, service. [`OfferMail`] has no field for the newcomer, the topic, the street or the notes, so none of
//! them can slip in.

mod view;

use askama::Template;
use chrono::{DateTime, NaiveDateTime, Utc};

use self::view::View;
use super::Rendered;
use crate::domain::code::{Mode, Service};
use crate::domain::contact::{Email, Phone};
use crate::domain::id::OfferId;
use crate::domain::language::Language;
use crate::domain::request::{Appointment, Sitting};
use crate::domain::text::{ListNumber, OrganisationName, PersonName, Town};
use crate::i18n::Locale;
use crate::mail::calendar::{self, Entry};
use crate::mail::error::MailError;
use crate::mail::message::{Attachment, MailIdentity, Mailbox, MessageId, OutgoingMail};

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

/// The carrier's project, as a Lotse knows it.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its name.
    pub name: OrganisationName,
    /// Who signs.
    pub contact: Option<PersonName>,
    /// Where to ask.
    pub email: Email,
    /// Where to ask by voice.
    pub phone: Option<Phone>,
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

/// What the outbox fixed for this mail.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The mail's own identifier.
    pub message_id: MessageId,
    /// When the mail was made; also the time stamp of the calendar entries.
    pub date: DateTime<Utc>,
    /// From, and Reply-To where the answer is not given by reply.
    pub identity: MailIdentity,
    /// The Lotse.
    pub to: Mailbox,
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
    let Rendered { subject, text, html } = render(mail, locale)?;
    let organizer = Mailbox { name: mail.project.name.to_string(), address: mail.project.email.clone() };
    let file = calendar::published(&entries(mail, locale), &organizer, posting.date)?;
    let Posting { message_id, date, mut identity, to } = posting;
    if let AnswerBy::Reply { address } = &mail.answer_by {
        identity.reply_to = Some(Mailbox { name: organizer.name, address: address.clone() });
    }
    let calendar = Attachment {
        file_name: View { mail, locale }.text("mail-calendar-file"),
        media_type: "text/calendar; charset=utf-8; method=PUBLISH".to_owned(),
        content: file.into_bytes(),
    };
    Ok(OutgoingMail { message_id, date, identity, to, subject, text, html, attachments: vec![calendar] })
}

/// One calendar entry a sitting.
fn entries(mail: &OfferMail, locale: Locale) -> Vec<Entry> {
    let view = View { mail, locale };
    let entry = |(position, sitting): (usize, &Sitting)| Entry {
        uid: format!("{}-{}@lotsenwerk", mail.offer, position + 1),
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
