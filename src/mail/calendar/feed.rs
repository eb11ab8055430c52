//! The calendar of all of one Lotse's assignments, to subscribe to.
//!
//! Whoever knows its address reads it, so it says no more than an invitation in the Lotse's own mailbox: no newcomer, no
//! topic. What was called off stays in it as cancelled for as long as the caller lists it.

use std::fmt;

use chrono::{DateTime, Utc};
use icalendar::{Component, EventStatus};

use super::{Entry, Method, content_line, event, file, with_alarm};
use crate::i18n::Locale;
use crate::mail::message::Mailbox;
use crate::mail::templates::facts::{Arranged, Contact, Project};

/// What a feed shows.
#[derive(Debug, Clone)]
pub struct Feed {
    /// The Lotse's project.
    pub project: Project,
    /// The assignments, in any order.
    pub entries: Vec<FeedEntry>,
}

/// One assignment of a feed.
#[derive(Debug, Clone)]
pub struct FeedEntry {
    /// What was arranged.
    pub arranged: Arranged,
    /// Whom to ask for.
    pub contact: Option<Contact>,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// The file; the same facts give the same text.
///
/// # Errors
/// Only what writing into a string can give.
pub fn feed(feed: &Feed, locale: Locale) -> Result<String, fmt::Error> {
    let organizer = feed.project.mailbox();
    let mut events: Vec<(Entry, &FeedEntry)> = Vec::new();
    for listed in &feed.entries {
        let entries = listed.arranged.entries_for_lotse(0, locale, listed.contact.as_ref());
        events.extend(entries.into_iter().map(|entry| (entry, listed)));
    }
    events.sort_by(|(a, _), (b, _)| (a.begin, &a.uid).cmp(&(b.begin, &b.uid)));
    let mut text = String::new();
    for (entry, listed) in &events {
        text.push_str(&written(entry, listed, &organizer)?);
    }
    let name = crate::i18n::text(locale, "mail-feed-name", &[("project", feed.project.name.as_str().into())]);
    let lines = [
        content_line("NAME", &name),
        content_line("X-WR-CALNAME", &name),
        "X-WR-TIMEZONE:Europe/Berlin".to_owned(),
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H".to_owned(),
        "X-PUBLISHED-TTL:PT6H".to_owned(),
    ];
    Ok(file(Method::Publish, &lines, &text))
}

fn written(entry: &Entry, listed: &FeedEntry, organizer: &Mailbox) -> Result<String, fmt::Error> {
    let mut event = event(entry, organizer, listed.changed_at);
    if listed.is_cancelled {
        return event.status(EventStatus::Cancelled).try_into_string();
    }
    Ok(with_alarm(&event.status(EventStatus::Confirmed).try_into_string()?, &entry.summary))
}
