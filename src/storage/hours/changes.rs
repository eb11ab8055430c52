//! The history of hours: a line for each revision of an entry, written with it.

use diesel::prelude::*;

use super::number;
use crate::domain::hours::{Decision, HoursChange, HoursEntry, Worked};
use crate::domain::id::{HoursEntryId, UserId};
use crate::storage::dialect::insert_all;
use crate::storage::error::StorageError;
use crate::storage::schema::hours_changes;
use crate::storage::stored;
use crate::storage::transaction::{ReadTx, WriteTx};
use crate::storage::types::{Id, Ts};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = hours_changes, treat_none_as_default_value = false)]
struct ChangeRow {
    entry_id: Id,
    revision: i32,
    state: String,
    minutes: i32,
    kilometres: Option<i32>,
    note: Option<String>,
    reason: Option<String>,
    changed_by: Id,
    changed_at: Ts,
}

impl ChangeRow {
    fn of(entry: &HoursEntry) -> Self {
        let (by, at) = entry.changed();
        let reason = match &entry.decision {
            Decision::Rejected { reason, .. } => Some(reason.to_string()),
            Decision::Waiting | Decision::Confirmed { .. } => None,
        };
        Self {
            entry_id: Id(entry.id.as_uuid()),
            revision: number(entry.revision),
            state: entry.decision.state().code().to_owned(),
            minutes: number(entry.worked.minutes()),
            kilometres: entry.worked.kilometres().map(number),
            note: stored::shown(entry.worked.note()),
            reason,
            changed_by: Id(by.as_uuid()),
            changed_at: Ts::from(at),
        }
    }

    fn into_domain(self) -> Result<HoursChange, StorageError> {
        let id = self.entry_id;
        let minutes = stored::number(self.minutes, "hours_changes.minutes", id)?;
        let kilometres = self.kilometres.map(|far| stored::number(far, "hours_changes.kilometres", id)).transpose()?;
        let note = stored::owned_if(self.note, "hours_changes.note", id)?;
        Ok(HoursChange {
            revision: stored::number(self.revision, "hours_changes.revision", id)?,
            state: stored::text(&self.state, "hours_changes.state", id)?,
            worked: stored::read(Worked::new(minutes, kilometres, note), "hours_changes", id)?,
            reason: stored::owned_if(self.reason, "hours_changes.reason", id)?,
            by: UserId::from_uuid(self.changed_by.0),
            at: self.changed_at.at(),
        })
    }
}

/// Adds what entries say at these revisions to their history.
pub(super) fn note<'e>(
    tx: &mut WriteTx,
    entries: impl IntoIterator<Item = &'e HoursEntry>,
) -> Result<(), StorageError> {
    let rows: Vec<ChangeRow> = entries.into_iter().map(ChangeRow::of).collect();
    Ok(insert_all!(tx.conn(), hours_changes, rows)?)
}

/// What an entry said at each of its revisions, the first one first.
pub fn changes(tx: &mut ReadTx, id: HoursEntryId) -> Result<Vec<HoursChange>, StorageError> {
    let rows: Vec<ChangeRow> = hours_changes::table
        .filter(hours_changes::entry_id.eq(Id(id.as_uuid())))
        .order(hours_changes::revision)
        .select(ChangeRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().map(ChangeRow::into_domain).collect()
}
