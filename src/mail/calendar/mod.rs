//! iCalendar files (RFC 5545, 5546): what is asked, what is fixed, what is called off, and a feed of all of it.
//!
//! An offer is published as a tentative entry: nothing is agreed yet, so there is nothing to reply to. Confirmation and
//! change are invitations (`REQUEST`), a call-off is a `CANCEL`. They keep the [`Entry::uid`] and raise
//! [`Entry::sequence`], so that a reader's calendar changes the same entry. Each reader is the only attendee of their
//! file: nobody learns from a calendar who else goes.
//!
//! Times are written as local ones with the rules of Europe/Berlin beside them: calendars that know the zone and
//! calendars that do not show the same hour.

mod feed;
mod zone;

use std::fmt::{self, Display};

use chrono::{DateTime, Utc};
use icalendar::{CalendarDateTime, Component, Event, EventLike, EventStatus, Property};

pub use self::feed::{Feed, FeedEntry, feed};
use self::zone::BERLIN;
use super::message::{Mailbox, one_line};
use crate::domain::time::{self, Minute, ZONE};

/// Who made the file (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//Lotsenwerk//Lotsenwerk//DE";

/// How long before its begin an entry that is fixed reminds.
const ALARM: &str = "-PT2H";

/// What a file asks of a calendar (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Take note.
    Publish,
    /// You are invited, or the invitation has changed.
    Request,
    /// It does not take place.
    Cancel,
}

impl Method {
    /// As it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// One entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry over all its changes.
    pub uid: String,
    /// Grows with every change; 0 at first.
    pub sequence: u32,
    /// First instant.
    pub begin: Minute,
    /// First instant after it.
    pub end: Minute,
    /// Title.
    pub summary: String,
    /// More, in lines ended by LF.
    pub description: String,
    /// Where, if anywhere.
    pub location: Option<String>,
}

/// The UID of the sitting at `position` (from 0) of an offer or assignment.
///
/// It depends on the identifier alone: an assignment that takes over its offer's identifier also takes over the tentative
/// entry in the Lotse's calendar.
pub fn uid(of: impl Display, position: usize) -> String {
    format!("{of}-{}@lotsenwerk", position + 1)
}

/// The file that offers `entries` to a reader's calendar: published, tentative, not asking for a reply by calendar.
///
/// `stamp` is when this version was made; `organizer` is the project.
///
/// # Errors
/// Only what writing into a string can give.
pub fn published(entries: &[Entry], organizer: &Mailbox, stamp: DateTime<Utc>) -> Result<String, fmt::Error> {
    let mut events = String::new();
    for entry in entries {
        let mut event = event(entry, organizer, stamp);
        events.push_str(&event.status(EventStatus::Tentative).try_into_string()?);
    }
    Ok(file(Method::Publish, &[], &events))
}

/// The invitation for one reader who has agreed already; no reply is asked for. It reminds two hours before.
///
/// # Errors
/// Only what writing into a string can give.
pub fn invitation(
    entries: &[Entry],
    organizer: &Mailbox,
    attendee: &Mailbox,
    stamp: DateTime<Utc>,
) -> Result<String, fmt::Error> {
    let mut events = String::new();
    for entry in entries {
        let mut event = event(entry, organizer, stamp);
        event.status(EventStatus::Confirmed).append_property(attending(attendee));
        events.push_str(&with_alarm(&event.try_into_string()?, &entry.summary));
    }
    Ok(file(Method::Request, &[], &events))
}

/// The file that takes entries out of a reader's calendar. Without an attendee for entries that were only published.
///
/// # Errors
/// Only what writing into a string can give.
pub fn cancellation(
    entries: &[Entry],
    organizer: &Mailbox,
    attendee: Option<&Mailbox>,
    stamp: DateTime<Utc>,
) -> Result<String, fmt::Error> {
    let mut events = String::new();
    for entry in entries {
        let mut event = event(entry, organizer, stamp);
        event.status(EventStatus::Cancelled);
        if let Some(attendee) = attendee {
            event.append_property(attending(attendee));
        }
        events.push_str(&event.try_into_string()?);
    }
    Ok(file(Method::Cancel, &[], &events))
}

/// A calendar of ready-made events; `lines` go into its head.
fn file(method: Method, lines: &[String], events: &str) -> String {
    let mut all = vec!["BEGIN:VCALENDAR", "VERSION:2.0"];
    let (product, method) = (format!("PRODID:{PRODUCT}"), format!("METHOD:{}", method.code()));
    all.extend([product.as_str(), "CALSCALE:GREGORIAN", method.as_str()]);
    all.extend(lines.iter().map(String::as_str));
    all.extend(BERLIN);
    format!("{}\r\n{events}END:VCALENDAR\r\n", all.join("\r\n"))
}

fn event(entry: &Entry, organizer: &Mailbox, stamp: DateTime<Utc>) -> Event {
    let local =
        |minute| CalendarDateTime::WithTimezone { date_time: time::local(minute), tzid: ZONE.name().to_owned() };
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .sequence(entry.sequence)
        .timestamp(stamp)
        .starts(local(entry.begin))
        .ends(local(entry.end))
        .summary(&one_line(&entry.summary))
        .description(&entry.description)
        .append_property(person("ORGANIZER", organizer).done());
    if let Some(location) = &entry.location {
        event.location(&one_line(location));
    }
    event
}

fn person(property: &str, mailbox: &Mailbox) -> Property {
    // A quotation mark cannot be written inside a parameter.
    let name = one_line(&mailbox.name).replace('"', "'");
    let mut property = Property::new(property, format!("mailto:{}", mailbox.address));
    if !name.is_empty() {
        property.add_parameter("CN", &name);
    }
    property
}

fn attending(attendee: &Mailbox) -> Property {
    let mut property = person("ATTENDEE", attendee);
    property
        .add_parameter("CUTYPE", "INDIVIDUAL")
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", "ACCEPTED")
        .add_parameter("RSVP", "FALSE")
        .done()
}

/// The event with an alarm as its last part. Written here, because the icalendar crate would give it a random name and the
/// time of day.
fn with_alarm(event: &str, words: &str) -> String {
    let alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", &content_line("DESCRIPTION", words), &format!("TRIGGER:{ALARM}")];
    let alarm = format!("{}\r\nEND:VALARM\r\nEND:VEVENT\r\n", alarm.join("\r\n"));
    match event.strip_suffix("END:VEVENT\r\n") {
        Some(open) => format!("{open}{alarm}"),
        None => event.to_owned(),
    }
}

/// A property with a text, escaped and folded (RFC 5545, 3.3.11 and 3.1).
fn content_line(name: &str, text: &str) -> String {
    let text = one_line(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    let (mut line, mut octets) = (format!("{name}:"), name.len() + 1);
    for letter in text.chars() {
        if octets + letter.len_utf8() > 75 {
            line.push_str("\r\n ");
            octets = 1;
        }
        octets += letter.len_utf8();
        line.push(letter);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_folded_between_letters() {
        let line = content_line("DESCRIPTION", &"ቆጸራ; ".repeat(20));
        assert!(line.split("\r\n").all(|piece| piece.len() <= 75), "{line}");
        assert_eq!(line.replace("\r\n ", ""), format!("DESCRIPTION:{}", "ቆጸራ\\; ".repeat(20).trim_end()));
    }
}
