//! Noting what was done, in the commit that did it, and looking it up.

use serde_json::Value;

use super::{Context, Moment};
use crate::domain::audit::{Action, Actor, AuditEvent, Subject};
use crate::domain::id::{AuditEventId, SubjectId};
use crate::storage::{self, StorageError, WriteTx};

/// An event of this moment; later ones of the same moment come after it.
pub fn event(actor: Actor, action: Action, subject: Subject, details: Value, moment: &mut Moment) -> AuditEvent {
    let id = AuditEventId::new(moment.now, moment.random_in_order());
    AuditEvent { id, at: moment.now, actor, action, subject, details }
}

/// Notes one event in the commit that it tells of.
pub fn note(
    tx: &mut WriteTx,
    actor: Actor,
    action: Action,
    subject: Subject,
    details: Value,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    storage::audit::append_all(tx, &[event(actor, action, subject, details, moment)])
}

/// The newest events, of one subject or of all, newest first.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, subject: Option<SubjectId>, limit: u32) -> Result<Vec<AuditEvent>, StorageError> {
    context.database.read(|tx| storage::audit::list(tx, subject, limit))
}
