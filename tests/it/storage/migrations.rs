//! Schema changes: forward, back, and by several instances at once.

use std::path::Path;

use lotsenwerk::domain::assignment::Missed;
use lotsenwerk::domain::audit::{Action, Actor, AuditEvent, Subject};
use lotsenwerk::domain::id::AuditEventId;
use lotsenwerk::domain::outbox::{MailState, OutboxMail};
use lotsenwerk::storage::{Engine, assignments, audit, outbox};

use super::samples::*;
use super::schema;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    up_down_up,
    every_step_back_is_exact,
    instances_that_start_together_wait_for_one_another,
    old_rows_are_moved_as_far_as_they_can_be_told_apart,
);

fn up_down_up(db: &TestDatabase) {
    let mut raw = db.raw();
    let first = schema::read(&mut raw);
    assert!(first.tables.contains_key("lotsen"));
    assert_eq!(db.pending().unwrap(), Vec::<String>::new());
    assert_eq!(db.migrate().unwrap(), Vec::<String>::new());

    let undone = db.revert_all().unwrap();
    assert_eq!(schema::read(&mut raw), schema::Schema::default());
    assert_eq!(db.pending().unwrap().len(), undone.len());

    let mut done = db.migrate().unwrap();
    done.reverse();
    assert_eq!(done, undone);
    assert_eq!(schema::read(&mut raw), first);
}

/// Each `down.sql` alone takes back exactly what its `up.sql` did.
fn every_step_back_is_exact(db: &TestDatabase) {
    db.revert_all().unwrap();
    let mut raw = db.raw();
    let engine = match raw.engine() {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let mut changes: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    changes.sort();
    for change in changes {
        let sql = |name| std::fs::read_to_string(change.join(name)).unwrap();
        let before = schema::read(&mut raw);
        raw.batch(&sql("up.sql"));
        // One that changes rows alone leaves everything as it was.
        let changes_rows = !["CREATE", "ALTER", "DROP"].iter().any(|word| sql("up.sql").contains(word));
        assert_eq!(schema::read(&mut raw) == before, changes_rows, "{}", change.display());
        raw.batch(&sql("down.sql"));
        assert_eq!(schema::read(&mut raw), before, "{}", change.display());
        raw.batch(&sql("up.sql"));
    }
}

fn instances_that_start_together_wait_for_one_another(db: &TestDatabase) {
    let all = db.revert_all().unwrap().len();
    let instances = [db.open_again(), db.open_again(), db.open_again()];
    let done: Vec<usize> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            instances.iter().map(|instance| scope.spawn(|| instance.migrate().unwrap().len())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(done.iter().sum::<usize>(), all, "{done:?}");
}

/// What an earlier version had given up as outdated, or noted of somebody who did not come, is told apart afterwards.
fn old_rows_are_moved_as_far_as_they_can_be_told_apart(db: &TestDatabase) {
    let found = small_world(db);
    let missed = [1, 2].map(|number| {
        let going = assignment(number, request_id(number), found.lotse);
        going.missed(if number == 1 { Missed::Lotse } else { Missed::Newcomer }).unwrap()
    });
    let happened = [1, 2].map(|number: u32| AuditEvent {
        id: AuditEventId::new(at("2026-11-20T12:00:00Z"), [number as u8; 10]),
        at: at("2026-11-20T12:00:00Z"),
        actor: Actor::System,
        action: Action::AssignmentNoShow,
        subject: Subject::Assignment(assignment_id(number)),
        details: serde_json::json!({"who": if number == 1 { "lotse" } else { "newcomer" }}),
    });
    let dead = |number, why: &str| OutboxMail { state: MailState::Dead { last_error: why.to_owned() }, ..mail(number) };
    let mails = [dead(1, "550 no such user"), dead(2, "the offer is settled, so the mail was not sent"), mail(3)];
    db.must_write(|tx| {
        assignments::insert_all(tx, &missed)?;
        audit::append_all(tx, &happened)?;
        outbox::add_all(tx, &mails).map(drop)
    });
    let mut raw = db.raw();
    let sql = |change: &str, name: &str| {
        let engine = if db.engine() == Engine::Sqlite { "sqlite" } else { "postgres" };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        std::fs::read_to_string(folder.join(change).join(name)).unwrap()
    };
    let changes = ["2026-11-27-000710_missed", "2026-11-27-000720_outdated_mails"];
    changes.iter().rev().for_each(|change| raw.batch(&sql(change, "down.sql")));
    changes.iter().for_each(|change| raw.batch(&sql(change, "up.sql")));
    db.must_read(|tx| {
        let states = [1, 2, 3].map(|number| outbox::find(tx, mail_id(number)).unwrap().state);
        assert!(matches!(&states[0], MailState::Dead { last_error } if last_error == "550 no such user"), "{states:?}");
        assert!(matches!(&states[1], MailState::Outdated { .. }), "{states:?}");
        assert_eq!(states[2], mail(3).state);
        for one in &missed {
            assert_eq!(assignments::find(tx, one.id)?, *one);
        }
        Ok(())
    });
}
