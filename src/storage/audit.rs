//! The audit: appended to, read, and never changed. Triggers on both engines refuse everything else.

mod list;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

pub use self::list::{page, query};
use super::dialect::{BATCH, insert_all};
use super::error::StorageError;
use super::schema::audit_events;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::audit::{Action, Actor, AuditEvent, Subject};
use crate::domain::id::{AuditEventId, SubjectId};
use crate::domain::seal::Written;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_events, treat_none_as_default_value = false)]
pub(super) struct EventRow {
    id: Id,
    at: Ts,
    actor_kind: String,
    actor_id: Option<Id>,
    action: String,
    subject_kind: String,
    subject_id: Id,
    details: Json,
}

impl EventRow {
    fn of(event: &AuditEvent) -> Self {
        Self {
            id: Id(event.id.as_uuid()),
            at: Ts::from(event.at),
            actor_kind: event.actor.kind().code().to_owned(),
            actor_id: event.actor.id().map(Id),
            action: event.action.code().to_owned(),
            subject_kind: event.subject.kind().code().to_owned(),
            subject_id: Id(event.subject.id()),
            details: Json(event.details.clone()),
        }
    }

    /// As it stands there, whether or not this program understands it.
    pub(super) fn into_written(self) -> Written {
        Written {
            id: self.id.0,
            at: self.at.at().timestamp_micros(),
            actor_kind: self.actor_kind,
            actor_id: self.actor_id.map(|id| id.0),
            action: self.action,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id.0,
            details: self.details.0,
        }
    }

    fn into_domain(self) -> Result<AuditEvent, StorageError> {
        let id = self.id;
        let kind = stored::text(&self.actor_kind, "audit_events.actor_kind", id)?;
        let actor = Actor::of(kind, self.actor_id.map(|id| id.0));
        let subject = stored::text(&self.subject_kind, "audit_events.subject_kind", id)?;
        Ok(AuditEvent {
            id: AuditEventId::from_uuid(id.0),
            at: self.at.at(),
            actor: actor.ok_or(StorageError::Unreadable { what: "audit_events.actor_id", row: id.0 })?,
            action: stored::text(&self.action, "audit_events.action", id)?,
            subject: Subject::of(subject, self.subject_id.0),
            details: self.details.0,
        })
    }
}

/// Appends events.
pub fn append_all(tx: &mut WriteTx, all: &[AuditEvent]) -> Result<(), StorageError> {
    let rows: Vec<EventRow> = all.iter().map(EventRow::of).collect();
    insert_all!(tx.conn(), audit_events, rows)?;
    Ok(())
}

/// The newest events, of one subject or of all, newest first.
pub fn list(tx: &mut ReadTx, subject: Option<SubjectId>, limit: u32) -> Result<Vec<AuditEvent>, StorageError> {
    let mut query = audit_events::table.select(EventRow::as_select()).order(audit_events::id.desc()).into_boxed();
    if let Some(subject) = subject {
        query = query.filter(audit_events::subject_id.eq(Id(subject.as_uuid())));
    }
    let rows: Vec<EventRow> = query.limit(i64::from(limit)).load(tx.conn())?;
    rows.into_iter().map(EventRow::into_domain).collect()
}

/// When this was done last to each of these subjects, as far as it was.
pub fn last(
    tx: &mut ReadTx,
    action: Action,
    subjects: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, DateTime<Utc>>, StorageError> {
    let subjects: Vec<Id> = subjects.into_iter().map(Id).collect();
    let mut last = HashMap::new();
    for some in subjects.chunks(BATCH) {
        let rows: Vec<(Id, Option<Ts>)> = audit_events::table
            .filter(audit_events::subject_id.eq_any(some))
            .filter(audit_events::action.eq(action.code()))
            .group_by(audit_events::subject_id)
            .select((audit_events::subject_id, diesel::dsl::max(audit_events::at)))
            .load(tx.conn())?;
        last.extend(rows.into_iter().filter_map(|(id, at)| Some((id.0, at?.at()))));
    }
    Ok(last)
}

/// Whether there is an event from `since` on that tells of the same.
pub fn is_noted(
    tx: &mut ReadTx,
    actor: Actor,
    action: Action,
    subject: Subject,
    since: AuditEventId,
) -> Result<bool, StorageError> {
    let mut same = audit_events::table
        .filter(audit_events::subject_id.eq(Id(subject.id())))
        .filter(audit_events::id.ge(Id(since.as_uuid())))
        .filter(audit_events::action.eq(action.code()))
        .filter(audit_events::actor_kind.eq(actor.kind().code()))
        .select(audit_events::id)
        .into_boxed();
    same = match actor.id() {
        Some(id) => same.filter(audit_events::actor_id.eq(Id(id))),
        None => same.filter(audit_events::actor_id.is_null()),
    };
    Ok(same.first::<Id>(tx.conn()).optional()?.is_some())
}
