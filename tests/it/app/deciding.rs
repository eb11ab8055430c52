//! From what is stored to what is stored again: matching, release and sending beyond what the checker of plans can see.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use lotsenwerk::app::matching::{self, Matched};
use lotsenwerk::app::offers::{self, Released};
use lotsenwerk::app::sending::{self, Post, Rules, Sent};
use lotsenwerk::app::{AppError, Context};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::id::RunId;
use lotsenwerk::domain::lotse::{Limits, Lotse};
use lotsenwerk::domain::offer::{Offer, Proposal};
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::request::{Appointment, RequestState, Sitting, SupportRequest, Window};
use lotsenwerk::domain::run::{RunProgress, RunTrigger};
use lotsenwerk::domain::text::Town;
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;

use crate::storage::samples::{assignment, local, lotse_id, organisation, request_id};
use crate::support::context::{context, moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
pub(super) use crate::support::office::{lotse, request};

on_each_database!(
    what_is_stored_is_what_was_decided,
    nobody_is_asked_for_two_things_at_once,
    a_window_that_has_begun_is_not_over,
    a_deadline_ends_the_search,
    the_week_around_new_year_is_one_week,
    a_group_goes_on_looking,
    no_mail_speaks_of_what_is_over,
    a_mail_names_the_municipality_and_nothing_else,
    a_run_that_cannot_be_stored_is_noted_as_failed,
    a_run_that_was_cut_off_is_noted_as_failed_by_a_later_one,
);

/// Monday, 7 December 2026, eight o'clock in Berlin.
const NOW: &str = "2026-12-07T07:00:00Z";

struct World<'a> {
    db: &'a TestDatabase,
    context: Context,
    memory: MemoryBox,
}

/// Two carriers' worth of tables, with as many Lotsen in Eschwege as asked for.
fn world(db: &TestDatabase, lotsen: u32) -> World<'_> {
    let mut carrier = organisation(0);
    carrier.regions = vec![RegionCode::parse("06636").unwrap()];
    let all: Vec<Lotse> = (1..=lotsen).map(lotse).collect();
    db.must_write(|tx| {
        storage::organisations::save_all(tx, std::slice::from_ref(&carrier))?;
        storage::lotsen::save_all(tx, &all)
    });
    World { db, context: context(db), memory: MemoryBox::default() }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn once(start: &str, minutes: u32) -> Appointment {
    Appointment::single(local(start), minutes).unwrap()
}

impl World<'_> {
    fn post(&self, requests: &[SupportRequest]) {
        self.db.must_write(|tx| storage::requests::save_all(tx, requests));
    }

    fn decide(&self, now: &str, seed: u8) -> Matched {
        matching::run(&self.context, None, &Options::default(), &mut moment(now, seed), &Silent).unwrap()
    }

    fn release(&self, matched: &Matched, now: &str, seed: u8) -> Released {
        offers::release(&self.context, matched.run, Actor::Operator, &mut moment(now, seed)).unwrap()
    }

    fn send(&self, now: &str) -> Sent {
        let transport = Transport::Memory(self.memory.clone());
        let post = Post { transport, rules: Rules::default() };
        sending::send_due(&self.context, &post, &moments(at(now)), |_| true).unwrap()
    }

    fn proposals(&self, matched: &Matched) -> Vec<Proposal> {
        self.db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(matched.run)))
    }

    fn offers(&self) -> Vec<Offer> {
        self.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open))
    }

    fn state(&self, number: u32) -> RequestState {
        self.db.must_read(|tx| storage::requests::find(tx, request_id(number))).state
    }
}

fn what_is_stored_is_what_was_decided(db: &TestDatabase) {
    let world = world(db, 0);
    // Only at nine on weekdays; the series ends on a Saturday, the single sitting begins like it.
    let weekdays = (1..=5).map(|n| chrono::Weekday::try_from(n - 1).unwrap());
    let windows: Vec<_> =
        weekdays.map(|d| lotsenwerk::domain::availability::WeeklyWindow::new(d, 480, 720).unwrap()).collect();
    let only = Lotse { availability: Some(windows.into()), ..lotse(1) };
    world.db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&only)));
    let sitting = |start| Sitting::new(local(start), 60).unwrap();
    let series = Appointment::new(vec![sitting("2026-12-08 09:00"), sitting("2026-12-12 09:00")]).unwrap();
    let single = once("2026-12-08 09:00", 60);
    world.post(&[request(1, vec![series, single.clone()])]);
    let matched = world.decide(NOW, 1);
    let stored: Vec<Appointment> = world.proposals(&matched).into_iter().map(|p| p.appointment).collect();
    assert_eq!(stored, [single]);
}

fn nobody_is_asked_for_two_things_at_once(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[request(1, vec![once("2026-12-10 09:00", 60)])]);
    let first = world.decide(NOW, 1);
    world.release(&first, NOW, 2);
    world.post(&[request(2, vec![once("2026-12-10 09:30", 60)]), request(3, vec![once("2026-12-11 09:30", 60)])]);
    let second = world.decide(NOW, 3);
    world.release(&second, NOW, 4);
    let asked: BTreeSet<_> = world.offers().iter().map(|offer| offer.request).collect();
    assert_eq!(asked, [request_id(1), request_id(3)].into());
    assert_eq!(
        [1, 2, 3].map(|n| world.state(n)),
        [RequestState::Offered, RequestState::Unserved, RequestState::Offered]
    );
}

fn a_window_that_has_begun_is_not_over(db: &TestDatabase) {
    let world = world(db, 1);
    let window = Window::new(local("2026-12-07 06:00"), local("2026-12-07 11:00"), 60).unwrap();
    world.post(&[SupportRequest { windows: vec![window], ..request(1, Vec::new()) }]);
    let matched = world.decide(NOW, 1);
    assert!(matched.expired.is_empty());
    let starts: Vec<_> = world.proposals(&matched).iter().map(|p| p.appointment.sittings()[0].start()).collect();
    // Every begin from half past eight is as good as another.
    assert!(matches!(starts[..], [start] if start >= local("2026-12-07 08:30")), "{starts:?}");
    // At ten past ten no hour is left of it.
    let later = world.decide("2026-12-07T09:10:00Z", 2);
    assert_eq!((later.expired, world.state(1)), (vec![request_id(1)], RequestState::Expired));
}

fn a_deadline_ends_the_search(db: &TestDatabase) {
    let world = world(db, 1);
    let appointment = || vec![once("2026-12-20 09:00", 60)];
    let soon = at("2026-12-07T10:00:00Z");
    world.post(&[
        SupportRequest { deadline: Some(at(NOW)), ..request(1, appointment()) },
        SupportRequest { deadline: Some(soon), ..request(2, vec![once("2026-12-21 09:00", 60)]) },
    ]);
    let matched = world.decide(NOW, 1);
    assert_eq!(matched.expired, [request_id(1)]);
    world.release(&matched, NOW, 2);
    let until: Vec<_> = world.offers().iter().map(|offer| (offer.request, offer.expires_at)).collect();
    assert_eq!(until, [(request_id(2), soon)]);
}

fn the_week_around_new_year_is_one_week(db: &TestDatabase) {
    let world = world(db, 0);
    let limits = Limits { minutes_per_week: Some(120), ..Limits::default() };
    let only = Lotse { limits, ..lotse(1) };
    world.db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&only)));
    let past = SupportRequest { state: RequestState::Assigned, ..request(1, vec![once("2026-12-29 09:00", 120)]) };
    world.post(&[past, request(2, vec![once("2027-01-01 15:00", 60)]), request(3, vec![once("2027-01-04 15:00", 60)])]);
    let mut confirmed = assignment(1, request_id(1), lotse_id(1));
    confirmed.appointment = once("2026-12-29 09:00", 120);
    world.db.must_write(|tx| storage::assignments::insert_all(tx, std::slice::from_ref(&confirmed)));
    // Friday, 1 January 2027 lies in the week that began on 28 December.
    for (seed, now) in [(1, "2026-12-31T11:00:00Z"), (2, "2027-01-01T07:00:00Z")] {
        let matched = world.decide(now, seed);
        let served: Vec<_> = world.proposals(&matched).iter().map(|p| p.request).collect();
        assert_eq!(served, [request_id(3)], "{now}");
    }
}

fn a_group_goes_on_looking(db: &TestDatabase) {
    let world = world(db, 1);
    let two_dates = vec![once("2026-12-10 09:00", 60), once("2026-12-11 09:00", 60)];
    world.post(&[SupportRequest { lotsen_needed: 2, ..request(1, two_dates) }]);
    let first = world.decide(NOW, 1);
    world.release(&first, NOW, 2);
    assert_eq!((world.offers().len(), world.state(1)), (1, RequestState::Offered));
    // Nothing changes while nobody else is there.
    let second = world.decide(NOW, 3);
    assert!(world.proposals(&second).is_empty());
    assert_eq!(world.state(1), RequestState::Offered);
    // A second Lotse comes: for the same date, and the first is not asked again.
    world.db.must_write(|tx| storage::lotsen::save_all(tx, &[lotse(2)]));
    let third = world.decide(NOW, 4);
    world.release(&third, NOW, 5);
    let asked: BTreeSet<_> = world.offers().iter().map(|offer| offer.lotse).collect();
    assert_eq!(asked, [lotse_id(1), lotse_id(2)].into());
    let dates: Vec<_> = world.proposals(&third).iter().map(|p| p.appointment.clone()).collect();
    assert_eq!(dates, [once("2026-12-10 09:00", 60)]);
    assert!(world.decide(NOW, 6).requests.is_empty(), "both places are asked for");
}

fn no_mail_speaks_of_what_is_over(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[request(1, vec![once("2026-12-10 09:00", 60)])]);
    let matched = world.decide(NOW, 1);
    world.release(&matched, NOW, 2);
    assert_eq!(world.send("2026-12-20T08:00:00Z"), Sent { outdated: 1, ..Sent::default() });
    assert!(world.memory.mails().is_empty());
    let outbox = world.db.must_read(storage::outbox::counts);
    assert_eq!(outbox, storage::outbox::Counts { outdated: 1, ..Default::default() });
}

fn a_mail_names_the_municipality_and_nothing_else(db: &TestDatabase) {
    let world = world(db, 1);
    let mut wanted = request(1, vec![once("2026-12-10 09:00", 60)]);
    wanted.place.town = Some(Town::parse("Eschwege, Klinikum Onkologie").unwrap());
    world.post(&[wanted]);
    let matched = world.decide(NOW, 1);
    world.release(&matched, NOW, 2);
    assert_eq!(world.send(NOW).sent, 1);
    let mails = world.memory.mails();
    let mail = mail_parser::MessageParser::default().parse(&mails[0].bytes).unwrap();
    let said = format!("{:?} {:?} {:?}", mail.subject(), mail.body_text(0), mail.body_html(0));
    assert!(said.contains("Eschwege") && !said.contains("Onkologie"), "{said}");
}

fn a_run_that_cannot_be_stored_is_noted_as_failed(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[request(1, vec![once("2026-12-10 09:00", 60)])]);
    let broken = "DROP TABLE unserved";
    db.raw().batch(broken);
    let result = matching::run(&world.context, None, &Options::default(), &mut moment(NOW, 1), &Silent);
    // Nobody is unserved, so the missing table does not matter yet.
    assert!(result.is_ok());
    world.post(&[request(2, vec![once("2026-12-10 09:00", 60)])]);
    let result = matching::run(&world.context, None, &Options::default(), &mut moment(NOW, 2), &Silent);
    assert!(matches!(result, Err(AppError::Storage(_))), "{result:?}");
    let runs = db.must_read(|tx| storage::runs::latest(tx, 2));
    let failed = runs.iter().filter(|run| matches!(run.progress, RunProgress::Failed { .. })).count();
    assert_eq!(failed, 1, "{runs:?}");
}

fn a_run_that_was_cut_off_is_noted_as_failed_by_a_later_one(db: &TestDatabase) {
    let context = context(db);
    let begun: DateTime<Utc> = NOW.parse().unwrap();
    let cut = RunId::new(begun, [1; 10]);
    db.must_write(|tx| storage::runs::start(tx, cut, None, RunTrigger::Event, 1, begun));
    let stands = || db.must_read(|tx| storage::runs::find(tx, cut)).progress;
    let again = |minutes: i64, seed| {
        let at = (begun + chrono::Duration::minutes(minutes)).to_rfc3339();
        matching::run(&context, None, &Options::default(), &mut moment(&at, seed), &Silent).unwrap();
    };
    again(10, 2);
    assert_eq!(stands(), RunProgress::Running, "somebody may still be at it");
    again(12, 3);
    assert!(matches!(stands(), RunProgress::Failed { why, .. } if why.contains("cut off")));
}
