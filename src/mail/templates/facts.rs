//! What mails of several kinds speak of, as plain values of the domain.
//!
//! No type here has a field for the newcomer's identity, the topic or the notes, so that none of them can slip into a mail.

use std::fmt;

use chrono::{DateTime, Utc};

use super::said;
use crate::domain::code::{Mode, Service};
use crate::domain::contact::{Email, Phone};
use crate::domain::geo::Postcode;
use crate::domain::id::{AssignmentId, RequestId};
use crate::domain::language::Language;
use crate::domain::request::Appointment;
use crate::domain::text::{ListNumber, MeetingPoint, OrganisationName, PersonName, Street, Town};
use crate::i18n::{Locale, text};
use crate::mail::calendar::{self, Entry};
use crate::mail::message::{MailIdentity, Mailbox, MessageId};

/// What the outbox fixed for this mail.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The mail's own identifier.
    pub message_id: MessageId,
    /// When the mail was made; also the time stamp of the calendar entries.
    pub date: DateTime<Utc>,
    /// From, and Reply-To; without one, answers go to the project that signs.
    pub identity: MailIdentity,
    /// The reader; also the attendee of an invitation.
    pub to: Mailbox,
}

/// The carrier's project, which writes and signs.
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

impl Project {
    /// Name and address: the organiser of calendar entries, and where answers go.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox { name: self.name.to_string(), address: self.email.clone() }
    }

    /// Contact, project, telephone and address, one a line.
    pub(super) fn signature(&self) -> Vec<&str> {
        let contact = self.contact.as_ref().map(PersonName::as_str);
        [contact].into_iter().flatten().chain(self.reached_by()).collect()
    }

    /// Project, telephone and address, one a line.
    pub(super) fn reached_by(&self) -> Vec<&str> {
        let phone = self.phone.as_ref().map(Phone::as_str);
        [Some(self.name.as_str()), phone, Some(self.email.as_str())].into_iter().flatten().collect()
    }
}

/// Whom a Lotse asks for: the organisation that posted the request, never the newcomer.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Which organisation.
    pub organisation: OrganisationName,
    /// Who there.
    pub person: Option<PersonName>,
    /// By voice.
    pub phone: Option<Phone>,
    /// By mail.
    pub email: Option<Email>,
}

impl fmt::Display for Contact {
    /// "Amina Berger, Stadt Gießen, 0641 1, amt@giessen.example".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            self.person.as_ref().map(PersonName::as_str),
            Some(self.organisation.as_str()),
            self.phone.as_ref().map(Phone::as_str),
            self.email.as_ref().map(Email::as_str),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// Where they meet: shown after acceptance only.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where exactly.
    pub meeting_point: Option<MeetingPoint>,
    /// Street and house number.
    pub street: Option<Street>,
    /// Postcode.
    pub postcode: Postcode,
    /// Town.
    pub town: Town,
}

impl Place {
    /// "Hauptstraße 1, 35390 Gießen".
    pub fn address(&self) -> String {
        match &self.street {
            Some(street) => format!("{street}, {} {}", self.postcode, self.town),
            None => format!("{} {}", self.postcode, self.town),
        }
    }

    /// The meeting point before the address.
    pub fn in_full(&self) -> String {
        match &self.meeting_point {
            Some(point) => format!("{point}, {}", self.address()),
            None => self.address(),
        }
    }
}

/// A Lotse's name. Requesters learn this and nothing else about them.
#[derive(Debug, Clone)]
pub struct LotseName {
    /// Given name; all that a newcomer learns.
    pub given: PersonName,
    /// Family name.
    pub family: PersonName,
}

impl fmt::Display for LotseName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.given, self.family)
    }
}

/// What names calendar entries over all their changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryOf {
    /// Those of the Lotse and of whoever posted the request: who goes is the point of them.
    Assignment(AssignmentId),
    /// Those of the newcomer, whose appointment it is, whoever goes.
    Request(RequestId),
}

impl fmt::Display for EntryOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assignment(id) => id.fmt(f),
            Self::Request(id) => id.fmt(f),
        }
    }
}

/// A Lotse without an address: what is meant for them goes to their project, which passes it on.
#[derive(Debug, Clone)]
pub struct PassOn {
    /// Whom it is for.
    pub lotse: LotseName,
    /// Their number, if the project knows it.
    pub phone: Option<Phone>,
}

impl PassOn {
    /// What the coordinator is asked for, before the words to the Lotse begin.
    pub(super) fn note(&self, locale: Locale) -> String {
        let lotse = ("lotse", self.lotse.to_string().into());
        match &self.phone {
            Some(phone) => text(locale, "mail-pass-on-phone", &[lotse, ("phone", phone.as_str().into())]),
            None => text(locale, "mail-pass-on", &[lotse]),
        }
    }

    /// The subject, with whom it is for.
    pub(super) fn subject(&self, locale: Locale, subject: &str) -> String {
        text(locale, "mail-pass-on-subject", &[("lotse", self.lotse.to_string().into()), ("subject", subject.into())])
    }
}

/// An assignment as everybody concerned may know it.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// Names the calendar entries.
    pub entry: EntryOf,
    /// Changes so far: 0 at confirmation, one more with each change and with the cancellation.
    pub sequence: u32,
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What is done.
    pub service: Service,
    /// The needed languages; none where German is enough.
    pub languages: Vec<Language>,
    /// When.
    pub appointment: Appointment,
    /// How they meet.
    pub mode: Mode,
    /// Where, in person; elsewhere from where the request comes.
    pub place: Place,
}

impl Arranged {
    /// "Dari dolmetschen in Gießen".
    pub(super) fn title(&self, locale: Locale) -> String {
        let task = said::task(locale, self.service, &self.languages);
        said::task_at(locale, &task, self.mode, &self.place.town)
    }

    /// The entries in a Lotse's calendar, of a series of which so many sittings are `over`.
    pub(in crate::mail) fn entries_for_lotse(
        &self,
        over: usize,
        locale: Locale,
        contact: Option<&Contact>,
    ) -> Vec<Entry> {
        let task = said::task(locale, self.service, &self.languages);
        let facts = [("task", task.into()), ("reference", self.reference.as_str().into())];
        let title = text(locale, "mail-entry", &facts);
        let note = contact.map_or_else(String::new, |contact| {
            let label = text(locale, "mail-contact", &[]);
            format!("{label}: {contact}")
        });
        self.entries_from(over, &self.appointment, 0, &title, &note)
    }

    /// One entry for each sitting of `appointment` from the one at `first` on; the others keep their places.
    pub(in crate::mail) fn entries(&self, of: &Appointment, first: usize, title: &str, note: &str) -> Vec<Entry> {
        self.entries_from(0, of, first, title, note)
    }

    /// The same for what is left of a series of which so many sittings are `over`: those that are left keep their places too.
    pub(in crate::mail) fn entries_from(
        &self,
        over: usize,
        of: &Appointment,
        first: usize,
        title: &str,
        note: &str,
    ) -> Vec<Entry> {
        let location = (self.mode == Mode::InPerson).then(|| self.place.in_full());
        let sittings = (over..).zip(of.sittings()).skip(first);
        let entry = |(position, sitting): (usize, &crate::domain::request::Sitting)| Entry {
            uid: calendar::uid(self.entry, position),
            sequence: self.sequence,
            begin: sitting.begin(),
            end: sitting.end(),
            summary: title.to_owned(),
            description: note.to_owned(),
            location: location.clone(),
        };
        sittings.map(entry).collect()
    }
}

/// Who reads about an assignment, beside the newcomer.
#[derive(Debug, Clone)]
pub enum Reader {
    /// The Lotse, who is told whom to ask for.
    Lotse {
        /// Their given name.
        given_name: PersonName,
        /// Whom to ask for.
        contact: Option<Contact>,
        /// Where their project reads it for them.
        pass_on: Option<PassOn>,
    },
    /// Whoever posted the request, who is told the Lotse's name.
    Requester {
        /// Their name, where it is known.
        name: Option<PersonName>,
        /// Who goes.
        lotse: LotseName,
    },
}

impl Reader {
    /// Who is to pass it on, where the reader is not whom it is for.
    pub(super) fn pass_on(&self) -> Option<&PassOn> {
        match self {
            Self::Lotse { pass_on, .. } => pass_on.as_ref(),
            Self::Requester { .. } => None,
        }
    }
}
