//! The way of requests and offers as the audit tells it, and moves that come while a matching thinks.

use std::sync::Once;

use lotsenwerk::app::answers::{self, Answer};
use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::import::{ImportOptions, ListKind};
use lotsenwerk::app::{matching, requests};
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::request::{RequestCancelledBy, RequestState};
use lotsenwerk::matching::{Options, Progress, Step};

use super::*;
use crate::storage::samples::local;
use crate::support::db::on_each_database;
use crate::support::lists::{WORKBOOK, bytes, import, skipping};

on_each_database!(
    a_no_and_no_answer_are_on_record,
    a_place_that_is_taken_is_on_record,
    lists_are_on_record,
    a_plan_for_the_old_time_is_not_stored,
    a_plan_for_what_was_called_off_is_not_stored,
);

fn a_no_and_no_answer_are_on_record(db: &TestDatabase) {
    let world = world(db, 2);
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let first = world.ask(NOW).remove(0);
    let actor = Actor::Lotse(first.lotse);
    answers::answer(&world.context, first.id, Answer::Decline, actor, &mut world.at(NOW)).unwrap();
    assert_eq!(world.story(first.id), ["operator offer.released", "lotse offer.declined"]);
    let second = world.ask(NOW).remove(0);
    world.letters(NOW);
    let over = second.expires_at.to_rfc3339();
    assert_eq!(answers::expire(&world.context, &mut world.at(&over)).unwrap(), [second.id]);
    assert_eq!(world.story(second.id), ["operator offer.released", "system offer.expired"]);
    // Nobody is left, and then the time is over.
    assert!(world.ask(&over).is_empty());
    world.ask("2026-12-20T07:00:00Z");
    assert_eq!(
        world.story(request_id(1)),
        [
            "system request.proposed",
            "operator request.offered",
            "lotse request.reopened",
            "system request.proposed",
            "operator request.offered",
            "system request.reopened",
            "system request.unserved",
            "system request.expired",
        ]
    );
}

fn a_place_that_is_taken_is_on_record(db: &TestDatabase) {
    let world = world(db, 2);
    world.post(&[posted(1, APPOINTMENT, 2)]);
    let asked = world.ask(NOW);
    // One will do after all.
    world.post(&[SupportRequest { lotsen_needed: 1, ..world.request(1) }]);
    world.accept(&asked[0], NOW);
    assert_eq!(world.story(asked[1].id), ["operator offer.released", "lotse offer.withdrawn"]);
    assert_eq!(world.details(asked[1].id), serde_json::json!({"request": request_id(1)}));
}

fn lists_are_on_record(db: &TestDatabase) {
    let world = world(db, 0);
    let counted = |action: Action| {
        let events = world.db.must_read(|tx| storage::audit::list(tx, None, 1000));
        events.iter().filter(|event| event.action == action && event.actor == Actor::Operator).count()
    };
    let list = bytes(WORKBOOK);
    let take = |dry_run| {
        let options = ImportOptions { dry_run, ..skipping() };
        import(&world.context, ListKind::Requests, &list, &options, &mut world.at(NOW)).unwrap()
    };
    take(true);
    assert_eq!(counted(Action::RequestImported), 0);
    assert_eq!((take(false).counts.new, counted(Action::RequestImported)), (74, 74));
    // What is as it was is not on record again; what is not, is.
    take(false);
    let mut one = world.db.must_read(|tx| storage::requests::load(tx, &storage::requests::Selection::All)).remove(0);
    one.lotsen_needed += 1;
    world.post(std::slice::from_ref(&one));
    take(false);
    assert_eq!((counted(Action::RequestImported), counted(Action::RequestChanged)), (74, 1));
    assert_eq!(world.story(one.id), ["operator request.imported", "operator request.changed"]);
}

/// Does something once while the solver is at work: after the matching has read and before it stores.
struct Meanwhile<F>(Once, F);

impl<F: Fn() + Sync> Progress for Meanwhile<F> {
    fn step(&self, _: Step) {
        self.0.call_once(&self.1);
    }
}

impl World<'_> {
    /// Matches while `what` happens; gives the number of proposals that were stored.
    fn decide_while(&self, what: impl Fn() + Sync) -> usize {
        let mut moment = self.at(NOW);
        let meanwhile = Meanwhile(Once::new(), what);
        let matched = matching::run(&self.context, None, &Options::default(), &mut moment, &meanwhile).unwrap();
        assert!(meanwhile.0.is_completed(), "the matching said nothing of its steps");
        self.db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(matched.run))).len()
    }
}

fn a_plan_for_the_old_time_is_not_stored(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 2)]);
    let id = world.ask(NOW).iter().map(|offer| world.accept(offer, NOW)).next().unwrap();
    world.db.must_write(|tx| storage::lotsen::save_all(tx, &[lotse(2)]));
    let to = NewTime { start: local("2026-12-16 10:00"), minutes: None };
    let context = &world.context;
    let change = || {
        assignments::change(context, id, to, Actor::Operator, &mut moment(NOW, 99)).unwrap();
    };
    assert_eq!(world.decide_while(change), 0);
    let offer = world.ask(NOW).remove(0);
    let second = world.accept(&offer, NOW);
    assert_eq!(world.assignment(second).appointment, appointment("2026-12-16 10:00"));
}

fn a_plan_for_what_was_called_off_is_not_stored(db: &TestDatabase) {
    let world = world(db, 1);
    world.post(&[posted(1, APPOINTMENT, 1)]);
    let context = &world.context;
    let cancel = || {
        let by = RequestCancelledBy::Requester;
        requests::cancel(context, request_id(1), by, Actor::Operator, &mut moment(NOW, 99)).unwrap();
    };
    assert_eq!(world.decide_while(cancel), 0);
    assert_eq!(world.state(1), RequestState::Cancelled);
}
