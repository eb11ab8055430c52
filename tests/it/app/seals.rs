//! The audit's chain: everything that was committed is in it, and whoever changes or removes something is found out.

use std::sync::atomic::{AtomicBool, Ordering};

use lotsenwerk::app::{Context, audit, seals};
use lotsenwerk::domain::audit::{Action, Actor, AuditEvent, Subject};
use lotsenwerk::domain::id::AuditEventId;
use lotsenwerk::domain::seal::{Break, Chain};
use lotsenwerk::storage::{self, Engine};
use serde_json::json;

use crate::storage::samples::*;
use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    what_is_committed_is_sealed_once_and_in_order,
    writers_at_the_same_time_are_all_sealed,
    triggers_that_are_missing_are_named,
    a_changed_event_is_named,
    a_removed_event_is_named,
    a_removed_seal_is_named,
    a_removed_end_is_found_by_a_note_of_it,
    an_event_past_the_program_is_named,
    looks_at_contacts_are_noted_once_an_hour,
);

const NOW: &str = "2026-12-01T07:00:00Z";

fn event(number: u8) -> AuditEvent {
    let id = AuditEventId::new(at(NOW), [0, number, 0, 0, 0, 0, 0, 0, 0, 1]);
    let subject = Subject::Request(request_id(u32::from(number)));
    let details = json!({"sequence": number, "list": [1, null, "\u{e4}"], "z": {"b": 1, "a": true}});
    AuditEvent { id, at: at(NOW), actor: Actor::Lotse(lotse_id(1)), action: Action::OfferAccepted, subject, details }
}

/// A context with so many sealed events.
fn sealed(db: &TestDatabase, count: u8) -> Context {
    let context = context(db);
    let events: Vec<AuditEvent> = (1..=count).map(event).collect();
    db.must_write(|tx| storage::audit::append_all(tx, &events));
    assert_eq!(seals::seal(&context).unwrap(), u64::from(count));
    context
}

fn looked(context: &Context) -> Chain {
    seals::verify(&context.database, None, |_| {}).unwrap()
}

/// Does what the triggers of a table refuse.
fn past_triggers(db: &TestDatabase, sql: &str) {
    let mut raw = db.raw();
    assert!(raw.refuses(sql), "{sql}");
    match raw.engine() {
        Engine::Postgres => {
            raw.batch("ALTER TABLE audit_events DISABLE TRIGGER USER; ALTER TABLE audit_seals DISABLE TRIGGER USER");
        }
        Engine::Sqlite => {
            for name in raw.lines("SELECT name AS line FROM sqlite_schema WHERE type = 'trigger'") {
                raw.batch(&format!("DROP TRIGGER {name}"));
            }
        }
    }
    raw.batch(sql);
}

/// An identity in the engine's own words.
fn quoted(db: &TestDatabase, id: AuditEventId) -> String {
    match db.raw().engine() {
        Engine::Postgres => format!("'{id}'"),
        Engine::Sqlite => format!("x'{}'", id.to_string().replace('-', "")),
    }
}

fn what_is_committed_is_sealed_once_and_in_order(db: &TestDatabase) {
    let context = context(db);
    assert_eq!(looked(&context), Chain { head: None, waiting: 0, broken: None });
    db.must_write(|tx| storage::audit::append_all(tx, &[event(2), event(5)]));
    assert_eq!(looked(&context).waiting, 2);
    assert_eq!(seals::seal(&context).unwrap(), 2);
    // One that began earlier and was committed later.
    db.must_write(|tx| storage::audit::append_all(tx, &[event(1)]));
    assert_eq!(seals::seal(&context).unwrap(), 1);
    assert_eq!(seals::seal(&context).unwrap(), 0);
    let order: Vec<_> = db.must_read(|tx| storage::seals::after(tx, 0, 10));
    let order: Vec<_> = order.iter().map(|(seal, event)| (seal.number, event.as_ref().unwrap().id)).collect();
    assert_eq!(order, [(1, event(2).id.as_uuid()), (2, event(5).id.as_uuid()), (3, event(1).id.as_uuid())]);
    let chain = looked(&context);
    assert_eq!((chain.head.unwrap().number, chain.waiting, chain.broken), (3, 0, None));
}

fn writers_at_the_same_time_are_all_sealed(db: &TestDatabase) {
    let context = context(db);
    let is_over = AtomicBool::new(false);
    let sealed: u64 = std::thread::scope(|scope| {
        let sealers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut sealed = 0;
                    while !is_over.load(Ordering::Relaxed) {
                        sealed += seals::seal(&context).unwrap();
                    }
                    sealed
                })
            })
            .collect();
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let db = &db;
                scope.spawn(move || {
                    for number in 0..25 {
                        db.must_write(|tx| storage::audit::append_all(tx, &[event(writer * 50 + number)]));
                    }
                })
            })
            .collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        is_over.store(true, Ordering::Relaxed);
        sealers.into_iter().map(|sealer| sealer.join().unwrap()).sum()
    });
    assert_eq!(sealed + seals::seal(&context).unwrap(), 100);
    let chain = looked(&context);
    assert_eq!((chain.head.unwrap().number, chain.waiting, chain.broken), (100, 0, None));
}

fn triggers_that_are_missing_are_named(db: &TestDatabase) {
    let missing = || db.must_read(storage::seals::missing_guards);
    assert_eq!(missing(), Vec::<&str>::new());
    let mut raw = db.raw();
    match raw.engine() {
        Engine::Postgres => {
            raw.batch("ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only; DROP TRIGGER audit_seals_append_only ON audit_seals");
            assert_eq!(missing(), ["audit_events_append_only", "audit_seals_append_only"]);
        }
        Engine::Sqlite => {
            raw.batch("DROP TRIGGER audit_events_wait; DROP TRIGGER audit_seals_no_update");
            assert_eq!(missing(), ["audit_events_wait", "audit_seals_no_update"]);
        }
    }
}

fn a_changed_event_is_named(db: &TestDatabase) {
    let context = sealed(db, 5);
    let id = quoted(db, event(3).id);
    past_triggers(db, &format!("UPDATE audit_events SET action = 'offer.declined' WHERE id = {id}"));
    match looked(&context).broken {
        Some(Break::Changed(seal)) => assert_eq!((seal.number, seal.event), (3, event(3).id.as_uuid())),
        other => panic!("{other:?}"),
    }
    // So is one that no version of the program understands.
    db.raw().batch(&format!("UPDATE audit_events SET action = 'nothing' WHERE id = {}", quoted(db, event(2).id)));
    assert!(matches!(looked(&context).broken, Some(Break::Changed(seal)) if seal.number == 2));
}

fn a_removed_event_is_named(db: &TestDatabase) {
    let context = sealed(db, 5);
    past_triggers(db, &format!("DELETE FROM audit_events WHERE id = {}", quoted(db, event(4).id)));
    match looked(&context).broken {
        Some(Break::Removed(seal)) => assert_eq!((seal.number, seal.event), (4, event(4).id.as_uuid())),
        other => panic!("{other:?}"),
    }
}

fn a_removed_seal_is_named(db: &TestDatabase) {
    let context = sealed(db, 5);
    past_triggers(db, "DELETE FROM audit_seals WHERE number = 2");
    match looked(&context).broken {
        Some(Break::Gap(seal)) => assert_eq!((seal.number, seal.event), (3, event(3).id.as_uuid())),
        other => panic!("{other:?}"),
    }
}

fn a_removed_end_is_found_by_a_note_of_it(db: &TestDatabase) {
    let context = sealed(db, 5);
    let note = seals::Noted::of(&looked(&context).head.unwrap());
    let with_note = |context: &Context| seals::verify(&context.database, Some(&note), |_| {}).unwrap().broken;
    assert_eq!(with_note(&context), None);
    past_triggers(db, "DELETE FROM audit_seals WHERE number > 3");
    assert_eq!(looked(&context).broken, Some(Break::Unchained(event(4).id.as_uuid())));
    db.raw().batch(&format!("DELETE FROM audit_events WHERE id >= {}", quoted(db, event(4).id)));
    // What is left is a chain; only the note knows better, also when others have taken their places.
    assert_eq!(looked(&context).broken, None);
    assert_eq!(with_note(&context), Some(Break::Replaced(5)));
    let others = [event(8), event(9)];
    db.must_write(|tx| storage::audit::append_all(tx, &others));
    if db.raw().engine() == Engine::Sqlite {
        let waiting = others.each_ref().map(|event| format!("({})", quoted(db, event.id))).join(", ");
        db.raw().batch(&format!("INSERT INTO audit_unsealed (event_id) VALUES {waiting}"));
    } else {
        db.raw().batch("INSERT INTO audit_unsealed SELECT id FROM audit_events e WHERE NOT EXISTS (SELECT 1 FROM audit_seals WHERE event_id = e.id)");
    }
    assert_eq!(seals::seal(&context).unwrap(), 2);
    assert_eq!(looked(&context).broken, None);
    assert_eq!(with_note(&context), Some(Break::Replaced(5)));
}

fn an_event_past_the_program_is_named(db: &TestDatabase) {
    let context = sealed(db, 2);
    let one = event(3);
    db.must_write(|tx| storage::audit::append_all(tx, std::slice::from_ref(&one)));
    db.raw().batch("DELETE FROM audit_unsealed");
    assert_eq!(looked(&context).broken, Some(Break::Unchained(one.id.as_uuid())));
}

fn looks_at_contacts_are_noted_once_an_hour(db: &TestDatabase) {
    let context = context(db);
    let (one, other) = (Actor::Coordinator(organisation_id(1)), Actor::Coordinator(organisation_id(2)));
    let lotse = Subject::Lotse(lotse_id(1));
    let look =
        |actor, subject, at: &str, seed| audit::note_look(&context, actor, subject, &mut moment(at, seed)).unwrap();
    look(one, lotse, "2026-12-01T07:00:00Z", 1);
    look(one, lotse, "2026-12-01T07:59:00Z", 2);
    look(other, lotse, "2026-12-01T07:59:00Z", 3);
    look(one, Subject::Request(request_id(1)), "2026-12-01T07:59:00Z", 4);
    look(one, lotse, "2026-12-01T08:01:00Z", 5);
    let mut told = audit::list(&context, None, 10).unwrap();
    told.reverse();
    let told: Vec<_> = told.iter().map(|event| (event.actor, event.action, event.subject)).collect();
    let read = Action::LotseContactRead;
    let request = (one, Action::RequestContactRead, Subject::Request(request_id(1)));
    // Of one minute, in no order.
    assert_eq!((told.len(), told[0], told[3]), (4, (one, read, lotse), (one, read, lotse)));
    assert!(told.contains(&(other, read, lotse)) && told.contains(&request));
}
