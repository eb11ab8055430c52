//! The audit is appended to and never changed, whoever tries.

use lotsenwerk::domain::audit::{Action, Actor, AuditEvent, Subject};
use lotsenwerk::domain::id::{AuditEventId, SubjectId};
use lotsenwerk::storage::{StorageError, audit};
use serde_json::json;

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(events_come_back_newest_first, nothing_is_changed_or_removed,);

fn event(number: u8, actor: Actor, action: Action, subject: Subject) -> AuditEvent {
    let at = at("2026-12-01T07:00:00.123456Z");
    let details = json!({"sequence": number, "by": "lotse", "none": null});
    AuditEvent { id: AuditEventId::new(at, [0, number, 0, 0, 0, 0, 0, 0, 0, 1]), at, actor, action, subject, details }
}

/// One event of each kind of actor, told of subjects that need not exist.
fn some() -> Vec<AuditEvent> {
    let (request, offer, assignment) =
        (Subject::Request(request_id(1)), Subject::Offer(offer_id(3)), Subject::Assignment(assignment_id(4)));
    vec![
        event(1, Actor::Operator, Action::RequestImported, request),
        event(2, Actor::System, Action::OfferReleased, offer),
        event(3, Actor::Lotse(lotse_id(1)), Action::OfferAccepted, offer),
        event(4, Actor::Requester(organisation_id(1)), Action::RequestCancelled, request),
        event(5, Actor::Coordinator(organisation_id(2)), Action::AssignmentCancelled, assignment),
    ]
}

fn events_come_back_newest_first(db: &TestDatabase) {
    let mut all = some();
    db.must_write(|tx| audit::append_all(tx, &all));
    all.reverse();
    assert_eq!(db.must_read(|tx| audit::list(tx, None, 100)), all);
    assert_eq!(db.must_read(|tx| audit::list(tx, None, 2)), all[..2]);
    let of_request = SubjectId::from_uuid(request_id(1).as_uuid());
    let listed = db.must_read(|tx| audit::list(tx, Some(of_request), 100));
    assert_eq!(listed, [all[1].clone(), all[4].clone()]);
}

fn nothing_is_changed_or_removed(db: &TestDatabase) {
    let all = some();
    db.must_write(|tx| audit::append_all(tx, &all));
    for sql in [
        "UPDATE audit_events SET action = 'request.completed'",
        "UPDATE audit_events SET details = '{}' WHERE action = 'offer.accepted'",
        "DELETE FROM audit_events",
        "DELETE FROM audit_events WHERE action = 'offer.accepted'",
    ] {
        assert!(db.raw().refuses(sql), "{sql}");
    }
    // Nor by the ways around: emptying the table, or writing over a row.
    let around = match db.raw().engine() {
        lotsenwerk::storage::Engine::Postgres => "TRUNCATE audit_events",
        lotsenwerk::storage::Engine::Sqlite => "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events",
    };
    assert!(db.raw().refuses(around), "{around}");
    let twice: Result<(), StorageError> = db.write(|tx| audit::append_all(tx, &all[..1]));
    assert!(twice.is_err());
    let mut kept = db.must_read(|tx| audit::list(tx, None, 100));
    kept.reverse();
    assert_eq!(kept, all);
}
