//! The audit in pages, newest first. It belongs to no organisation: who may not see all of it sees none.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::EventRow;
use crate::domain::access::Scope;
use crate::domain::audit::AuditEvent;
use crate::domain::filter::{AuditFilter, AuditSort, Between};
use crate::domain::page::{Page, Paging};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::schema::audit_events;
use crate::storage::transaction::ReadTx;
use crate::storage::types::{Id, Ts};

/// A page of events.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &AuditFilter,
    paging: &Paging<AuditSort>,
) -> Result<Page<AuditEvent>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        let rows: Vec<EventRow> = audit_events::table
            .filter(audit_events::id.eq_any(ids.iter().map(|id| Id(*id))))
            .select(EventRow::as_select())
            .load(tx.conn())?;
        rows.into_iter().map(EventRow::into_domain).collect()
    };
    query(scope, filter, paging).read(tx, paging, these, |event| event.id.as_uuid(), |_| Vec::new())
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &AuditFilter, paging: &Paging<AuditSort>) -> ListQuery {
    let columns = Columns::of("audit_events AS e", "e.id", &[], true);
    let all = match scope {
        Scope::All => Branches::everything(),
        Scope::Of { .. } => Branches::of(Vec::new()),
    };
    let narrowed = [
        filter.subject.map(|id| Condition::with("e.subject_id = ", id)),
        filter.kind.map(|kind| Condition::with("e.subject_kind = ", kind.code())),
        filter.actor.map(|id| Condition::with("e.actor_id = ", id)),
        filter.action.map(|action| Condition::with("e.action = ", action.code())),
        Some(Condition::between("e.at >= ", "e.at < ", filter.at, |at| Value::At(Ts::from(at)))),
        Some(Condition::between("e.id >= ", "e.id < ", around(filter.at), Value::from)),
    ];
    ListQuery::new(columns, all.and(Condition::all(narrowed.into_iter().flatten())), paging)
}

/// Between which identities those of a time are: they begin with the millisecond, so the index that the list is read by knows where to
/// begin and to end.
fn around(at: Between<DateTime<Utc>>) -> Between<Uuid> {
    let first_of = |millis: i64| {
        let millis = u64::try_from(millis).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
    };
    Between {
        from: at.from.map(|from| first_of(from.timestamp_millis())),
        before: at.before.map(|before| first_of(before.timestamp_millis().saturating_add(1))),
    }
}
