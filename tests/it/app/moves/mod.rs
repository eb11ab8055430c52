//! Assignments that move: called off, at another time, taken place, missed; each with its mails, its number, its audit, its job.

mod auditing;
mod cancelling;
mod changing;
mod crossing;
mod ending;
mod hearing;
mod racing;

use std::cell::Cell;

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::sending::{self, Post, Rules, Sent};
use lotsenwerk::app::{AppError, Context, Moment, matching, offers};
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::audit::{Actor, AuditEvent};
use lotsenwerk::domain::code::OrganisationKind;
use lotsenwerk::domain::id::{AssignmentId, LotseId, SubjectId};
use lotsenwerk::domain::job::JobStatus;
use lotsenwerk::domain::offer::{Offer, OfferState};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;
use mail_parser::{MessageParser, MimeHeaders};

use super::deciding::{lotse, once, request};
use crate::storage::samples::{organisation, organisation_id, request_id};
use crate::support::context::{context, moment, moments};
use crate::support::db::TestDatabase;

/// Monday, 7 December 2026, eight o'clock in Berlin.
const NOW: &str = "2026-12-07T07:00:00Z";
/// A week ahead: nothing is urgent.
const APPOINTMENT: &str = "2026-12-14 09:00";

/// A carrier with Lotsen, an agency that asks, and a clock for identifiers.
struct World<'a> {
    db: &'a TestDatabase,
    context: Context,
    memory: MemoryBox,
    seed: Cell<u8>,
    read: Cell<usize>,
}

/// A mail as its reader gets it.
#[derive(Debug)]
struct Letter {
    to: String,
    subject: String,
    text: String,
    /// The calendar files.
    files: Vec<String>,
}

impl Letter {
    /// The values of a property in the calendar files.
    fn calendar(&self, property: &str) -> Vec<String> {
        let unfolded = self.files.join("").replace("\r\n ", "");
        let lines = unfolded.lines().filter(|line| line.starts_with(property));
        lines.filter_map(|line| line.split_once(':')).map(|(_, value)| value.to_owned()).collect()
    }
}

fn world(db: &TestDatabase, lotsen: u32) -> World<'_> {
    let mut carrier = organisation(0);
    carrier.regions = vec![RegionCode::parse("06636").unwrap()];
    let agency = Organisation { kind: OrganisationKind::Agency, regions: Vec::new(), ..organisation(1) };
    let all: Vec<_> = (1..=lotsen).map(lotse).collect();
    db.must_write(|tx| {
        storage::organisations::save_all(tx, &[carrier.clone(), agency.clone()])?;
        storage::lotsen::save_all(tx, &all)
    });
    World { db, context: context(db), memory: MemoryBox::default(), seed: Cell::new(1), read: Cell::new(0) }
}

/// A request of the agency.
fn posted(number: u32, start: &str, needed: u16) -> SupportRequest {
    SupportRequest { organisation: organisation_id(1), lotsen_needed: needed, ..request(number, vec![once(start, 60)]) }
}

impl World<'_> {
    /// A moment whose identifiers are nobody else's, some milliseconds later than those before.
    fn at(&self, now: &str) -> Moment {
        self.seed.set(self.seed.get() + 1);
        let at = now.parse::<DateTime<Utc>>().unwrap() + Duration::milliseconds(i64::from(self.seed.get()));
        moment(&at.to_rfc3339(), self.seed.get())
    }

    fn post(&self, requests: &[SupportRequest]) {
        self.db.must_write(|tx| storage::requests::save_all(tx, requests));
    }

    /// Matches and releases; gives the offers that wait.
    fn ask(&self, now: &str) -> Vec<Offer> {
        let matched = matching::run(&self.context, None, &Options::default(), &mut self.at(now), &Silent).unwrap();
        offers::release(&self.context, matched.run, Actor::Operator, &mut self.at(now)).unwrap();
        self.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open))
    }

    fn accept(&self, offer: &Offer, now: &str) -> AssignmentId {
        let actor = Actor::Lotse(offer.lotse);
        match answers::answer(&self.context, offer.id, Answer::Accept, actor, &mut self.at(now)).unwrap() {
            Answered::Accepted(id) => id,
            other => panic!("{other:?}"),
        }
    }

    /// Posts, asks and confirms all places; every mail about it is sent.
    fn confirmed(&self, requests: &[SupportRequest]) -> Vec<AssignmentId> {
        self.post(requests);
        let ids = self.ask(NOW).iter().map(|offer| self.accept(offer, NOW)).collect();
        self.letters(NOW);
        self.db.raw().batch("DELETE FROM jobs");
        ids
    }

    fn assignment(&self, id: AssignmentId) -> Assignment {
        self.db.must_read(|tx| storage::assignments::find(tx, id))
    }

    fn request(&self, number: u32) -> SupportRequest {
        self.db.must_read(|tx| storage::requests::find(tx, request_id(number)))
    }

    fn state(&self, number: u32) -> RequestState {
        self.request(number).state
    }

    fn send(&self, now: &str) -> Sent {
        let post = Post { transport: Transport::Memory(self.memory.clone()), rules: Rules::default() };
        sending::send_due(
            &self.context,
            &post,
            &moments(now.parse::<DateTime<Utc>>().unwrap() + Duration::seconds(1)),
            |_| true,
        )
        .unwrap()
    }

    /// Sends what waits and reads it, by recipient and subject.
    fn letters(&self, now: &str) -> Vec<Letter> {
        self.send(now);
        let mails = self.memory.mails();
        let new = mails.iter().skip(self.read.replace(mails.len()));
        let mut letters: Vec<Letter> = new.map(|mail| letter(&mail.bytes)).collect();
        letters.sort_by(|one, other| (&one.to, &one.subject).cmp(&(&other.to, &other.subject)));
        letters
    }

    /// What was done to a subject, oldest first: actor's kind, action, details.
    fn story(&self, subject: impl ToString) -> Vec<String> {
        let subject: SubjectId = subject.to_string().parse().unwrap();
        let mut events = self.db.must_read(|tx| storage::audit::list(tx, Some(subject), 100));
        events.reverse();
        let told = |event: &AuditEvent| format!("{} {}", event.actor.kind(), event.action);
        events.iter().map(told).collect()
    }

    /// The details of the last thing that was done to a subject.
    fn details(&self, subject: impl ToString) -> serde_json::Value {
        let subject: SubjectId = subject.to_string().parse().unwrap();
        self.db.must_read(|tx| storage::audit::list(tx, Some(subject), 1)).remove(0).details
    }

    /// The kinds of jobs that wait.
    fn jobs(&self) -> Vec<String> {
        let queued = self.db.must_read(|tx| storage::jobs::list(tx, Some(JobStatus::Queued), 100));
        let mut kinds: Vec<String> = queued.into_iter().map(|job| job.kind).collect();
        kinds.sort();
        kinds
    }

    /// Everything that a move could change.
    fn everything(&self) -> String {
        self.db.must_read(|tx| {
            Ok(format!(
                "{:?}{:?}{:?}{:?}{:?}{:?}",
                storage::requests::load(tx, &storage::requests::Selection::All)?,
                [AssignmentState::Confirmed, AssignmentState::Cancelled, AssignmentState::Completed]
                    .map(|state| storage::assignments::load(tx, storage::assignments::Selection::In(state)).unwrap()),
                storage::offers::load(tx, storage::offers::Selection::Open)?,
                storage::outbox::list(tx, None, 1000)?,
                storage::jobs::list(tx, None, 1000)?,
                storage::audit::list(tx, None, 1000)?,
            ))
        })
    }

    /// Does what must be refused, and sees that nothing has changed; gives the words.
    fn refused<T: std::fmt::Debug>(&self, tried: impl FnOnce() -> Result<T, AppError>) -> String {
        let before = self.everything();
        let result = tried();
        assert!(matches!(result, Err(AppError::Refused(_))), "{result:?}");
        assert_eq!(self.everything(), before, "{result:?}");
        result.unwrap_err().to_string()
    }

    fn withdrawn(&self, number: u32) -> Vec<LotseId> {
        let all =
            self.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Request(request_id(number))));
        all.iter().filter(|offer| offer.state == OfferState::Withdrawn).map(|offer| offer.lotse).collect()
    }
}

fn letter(bytes: &[u8]) -> Letter {
    let mail = MessageParser::default().parse(bytes).unwrap();
    let is_calendar = |part: &&mail_parser::MessagePart<'_>| {
        part.content_type().is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("calendar"))
    };
    let mut files: Vec<String> = mail
        .parts
        .iter()
        .filter(is_calendar)
        .map(|part| String::from_utf8(part.contents().to_vec()).unwrap())
        .collect();
    // An invitation is there as an alternative and as a file.
    files.dedup();
    Letter {
        to: mail.to().unwrap().first().unwrap().address().unwrap().to_owned(),
        subject: mail.subject().unwrap().replace('\u{a0}', " "),
        text: mail.body_text(0).unwrap().replace('\u{a0}', " "),
        files,
    }
}

fn appointment(start: &str) -> Appointment {
    once(start, 60)
}

/// Address of a Lotse, of the agency, of the project.
fn lotse_address(number: u32) -> String {
    format!("lotse{number}@example.org")
}
const AGENCY: &str = "projekt1@example.org";
const PROJECT: &str = "projekt0@example.org";
