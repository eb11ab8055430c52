//! iCalendar files (RFC 5545, 5546) for the attachments.
//!
//! An offer is published as a tentative entry: nothing is agreed yet, so there is nothing to reply to. Confirmation and
//! cancellation (`REQUEST`, `CANCEL`) come with acceptance; they keep the [`Entry::uid`] and raise [`Entry::sequence`],
//! so that a reader's calendar changes the same entry.
//!
//! Times are written as local ones with the rules of Europe/Berlin beside them: calendars that know the zone and
//! calendars that do not show the same hour.

use std::fmt;

use chrono::{DateTime, Utc};
use icalendar::{CalendarDateTime, Component, Event, EventLike, EventStatus, Property};

use super::message::{Mailbox, one_line};
use crate::domain::time::{self, Minute, ZONE};

/// Who made the file (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//Lotsenwerk//Lotsenwerk//DE";

/// Summer time in the European Union since 1996: last Sunday of March to last Sunday of October, at 1 o'clock UTC.
///
/// Written out, because the icalendar crate cannot write time zones. A test compares the rule with chrono-tz.
const BERLIN: [&str; 18] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Berlin",
    "X-LIC-LOCATION:Europe/Berlin",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
];

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
    Ok(file("PUBLISH", &events))
}

fn file(method: &str, events: &str) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR", "VERSION:2.0"];
    let (product, method) = (format!("PRODID:{PRODUCT}"), format!("METHOD:{method}"));
    lines.extend([product.as_str(), "CALSCALE:GREGORIAN", method.as_str()]);
    lines.extend(BERLIN);
    format!("{}\r\n{events}END:VCALENDAR\r\n", lines.join("\r\n"))
}

fn event(entry: &Entry, organizer: &Mailbox, stamp: DateTime<Utc>) -> Event {
    let local =
        |minute| CalendarDateTime::WithTimezone { date_time: time::local(minute), tzid: ZONE.name().to_owned() };
    // A quotation mark cannot be written inside a parameter.
    let name = one_line(&organizer.name).replace('"', "'");
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .sequence(entry.sequence)
        .timestamp(stamp)
        .starts(local(entry.begin))
        .ends(local(entry.end))
        .summary(&one_line(&entry.summary))
        .description(&entry.description)
        .append_property(
            Property::new("ORGANIZER", format!("mailto:{}", organizer.address)).add_parameter("CN", &name).done(),
        );
    if let Some(location) = &entry.location {
        event.location(&one_line(location));
    }
    event
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Duration, NaiveDate, Offset, TimeZone, Weekday};

    use super::*;

    fn last_sunday(year: i32, month: u32) -> NaiveDate {
        let next = NaiveDate::from_ymd_opt(year, month + 1, 1).unwrap();
        next.iter_days().rev().skip(1).find(|day| day.weekday() == Weekday::Sun).unwrap()
    }

    #[test]
    fn the_rule_of_summer_time_agrees_with_the_time_zone_data() {
        let offset = |at| ZONE.offset_from_utc_datetime(&at).fix().local_minus_utc();
        for year in 1996..2100 {
            // 2:00 at +01:00 and 3:00 at +02:00 are both 1:00 UTC.
            let spring = last_sunday(year, 3).and_hms_opt(1, 0, 0).unwrap();
            let autumn = last_sunday(year, 10).and_hms_opt(1, 0, 0).unwrap();
            for (at, before, after) in [(spring, 3600, 7200), (autumn, 7200, 3600)] {
                assert_eq!((offset(at - Duration::seconds(1)), offset(at)), (before, after), "{at}");
            }
        }
        assert_eq!(last_sunday(1996, 3).to_string(), "1996-03-31");
        assert_eq!(last_sunday(1996, 10).to_string(), "1996-10-27");
    }
}
