//! Invitations over the life of an assignment: one entry that is made, moved and taken out; and the feed.

use lotsenwerk::domain::request::Appointment;
use lotsenwerk::i18n::{Locale, NewcomerLanguage};
use lotsenwerk::mail::calendar::{Feed, FeedEntry, Method, feed};
use lotsenwerk::mail::message::OutgoingMail;
use lotsenwerk::mail::templates::cancellation::{self, CalledOffBy};
use lotsenwerk::mail::templates::change::{self, ChangeMail};
use lotsenwerk::mail::templates::confirmation;
use lotsenwerk::mail::templates::facts::Arranged;
use mail_parser::{MessageParser, MimeHeaders};

use super::super::bytes::bytes;
use super::*;

fn values(ics: &str, property: &str) -> Vec<String> {
    let unfolded = ics.replace("\r\n ", "");
    let lines = unfolded.lines().filter(|line| line.starts_with(property));
    lines.filter_map(|line| line.split_once(':')).map(|(_, value)| value.to_owned()).collect()
}

fn invite(mail: &OutgoingMail) -> &str {
    &mail.invite.as_ref().unwrap().content
}

#[test]
fn one_entry_over_its_whole_life() {
    let confirmed = confirmation::compose(&confirmed(to_lotse(), once()), Locale::De, envelope(1)).unwrap();
    let changed = change::compose(&changed(to_lotse()), Locale::De, envelope(2)).unwrap();
    let mail = called_off(to_lotse(), CalledOffBy::Requester);
    let cancelled = cancellation::compose(&mail, Locale::De, envelope(3)).unwrap();
    let uid = format!("{}-1@lotsenwerk", once().entry);
    for (mail, method, status, sequence, start) in [
        (&confirmed, Method::Request, "CONFIRMED", "0", "20261203T093000"),
        (&changed, Method::Request, "CONFIRMED", "1", "20261204T110000"),
        (&cancelled, Method::Cancel, "CANCELLED", "2", "20261203T093000"),
    ] {
        let ics = invite(mail);
        assert_eq!(mail.invite.as_ref().unwrap().method, method);
        assert_eq!(values(ics, "METHOD"), [method.code()]);
        assert_eq!(values(ics, "UID"), [uid.as_str()]);
        assert_eq!(values(ics, "STATUS"), [status]);
        assert_eq!(values(ics, "SEQUENCE"), [sequence]);
        assert_eq!(values(ics, "DTSTART;TZID=Europe/Berlin"), [start]);
        assert_eq!(values(ics, "ATTENDEE").len(), 1);
        assert_eq!(ics.contains("BEGIN:VALARM"), method == Method::Request);
        assert!(ics.split("\r\n").all(|line| line.len() <= 76), "{ics}");
    }
}

#[test]
fn an_invitation_is_an_alternative_and_a_file() {
    for (name, mail) in everything() {
        let raw = bytes(&mail);
        let parsed = MessageParser::default().parse(&raw).unwrap();
        let calendars: Vec<_> = parsed
            .parts
            .iter()
            .filter(|part| part.content_type().is_some_and(|kind| kind.subtype() == Some("calendar")))
            .collect();
        let Some(invite) = &mail.invite else {
            assert_eq!(calendars.len(), mail.attachments.len(), "{name}");
            continue;
        };
        assert_eq!(calendars.len(), 2 + mail.attachments.len(), "{name}");
        for part in &calendars[..2] {
            assert_eq!(part.content_type().unwrap().attribute("method"), Some(invite.method.code()), "{name}");
            assert_eq!(String::from_utf8_lossy(part.contents()), invite.content, "{name}");
        }
        assert!(calendars[0].attachment_name().is_none() && calendars[1].attachment_name().is_some(), "{name}");
    }
}

#[test]
fn sittings_that_fall_away_are_cancelled() {
    let before = thrice().appointment;
    let arranged = Arranged { sequence: 1, appointment: Appointment::from(before.sittings()[0]), ..thrice() };
    let mail = ChangeMail { arranged, before: before.clone(), ..changed(to_requester()) };
    let posted = change::compose(&mail, Locale::De, envelope(4)).unwrap();
    assert_eq!(values(invite(&posted), "UID").len(), 1);
    let file = String::from_utf8(posted.attachments[0].content.clone()).unwrap();
    assert_eq!(values(&file, "METHOD"), ["CANCEL"]);
    let uid = |number: usize| format!("{}-{number}@lotsenwerk", thrice().entry);
    assert_eq!(values(&file, "UID"), [uid(2), uid(3)]);

    let (_, newcomer) = occasions().remove(2);
    let newcomer = NewcomerMail {
        arranged: mail.arranged.clone(),
        before: Some(Before { appointment: before.clone(), over: 0 }),
        ..newcomer
    };
    let posted = newcomer::compose(&newcomer, NewcomerLanguage::Ar, envelope(5)).unwrap();
    let file = String::from_utf8(posted.attachments[0].content.clone()).unwrap();
    assert_eq!(values(&file, "UID"), [uid(2), uid(3)]);

    // Where one sitting is over, the one that is left is the second: the third falls away, and the first from where it is known to be.
    let arranged = Arranged { appointment: Appointment::from(before.sittings()[1]), ..newcomer.arranged.clone() };
    let newcomer = NewcomerMail { arranged, over: 1, ..newcomer };
    let posted = newcomer::compose(&newcomer, NewcomerLanguage::Ar, envelope(6)).unwrap();
    assert_eq!(values(invite(&posted), "UID"), [uid(2)]);
    let file = String::from_utf8(posted.attachments[0].content.clone()).unwrap();
    assert_eq!(values(&file, "UID"), [uid(1), uid(3)]);
}

#[test]
fn an_offer_that_is_over_leaves_the_calendar() {
    let asked = offer_taken::compose(&asked(), Locale::De, envelope(6)).unwrap();
    let file = String::from_utf8(asked.attachments[0].content.clone()).unwrap();
    let offered = offer::compose(&one_offer(), Locale::De, envelope(7)).unwrap();
    let offered = String::from_utf8(offered.attachments[0].content.clone()).unwrap();
    assert_eq!(values(&file, "UID"), values(&offered, "UID"));
    assert_eq!((values(&file, "METHOD"), values(&file, "SEQUENCE")), (vec!["CANCEL".to_owned()], vec!["1".to_owned()]));
    assert!(!file.contains("ATTENDEE"));
}

fn entry(arranged: Arranged, is_cancelled: bool) -> FeedEntry {
    FeedEntry { arranged, contact: Some(contact()), is_cancelled, changed_at: now() }
}

/// Three sittings that are fixed and one that is not any more.
fn feeding() -> Feed {
    Feed { project: one_offer().project, entries: vec![entry(thrice(), false), entry(later(), true)] }
}

pub(super) fn one_feed() -> String {
    feed(&feeding(), Locale::De).unwrap()
}

#[test]
fn a_feed_lists_all_of_a_lotse_s_sittings_in_order() {
    let facts = feeding();
    let ics = feed(&facts, Locale::De).unwrap();
    assert_eq!(ics, feed(&facts, Locale::De).unwrap(), "the same facts, the same text");
    assert_eq!(values(&ics, "METHOD"), ["PUBLISH"]);
    assert_eq!(values(&ics, "STATUS"), ["CANCELLED", "CONFIRMED", "CONFIRMED", "CONFIRMED"]);
    let starts = values(&ics, "DTSTART;TZID=Europe/Berlin");
    assert!(starts.len() == 4 && starts.is_sorted(), "{starts:?}");
    assert_eq!(values(&ics, "X-WR-CALNAME"), ["Einsätze (WIR-Lotsenprojekt Gießen)"]);
    assert!(!ics.contains("ATTENDEE") && ics.matches("BEGIN:VALARM").count() == 3);
    let empty = feed(&Feed { entries: Vec::new(), ..facts }, Locale::En).unwrap();
    assert!(empty.starts_with("BEGIN:VCALENDAR\r\n") && empty.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
}
