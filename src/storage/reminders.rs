//! Of which sittings who was reminded.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_new;
use super::error::StorageError;
use super::schema::reminders;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::AssignmentId;
use crate::domain::reminder::Reminder;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = reminders, treat_none_as_default_value = false)]
struct ReminderRow {
    assignment_id: Id,
    begins: NaiveDateTime,
    reader: String,
    reminded_at: Ts,
}

/// Notes a reminder. Returns whether it was not there yet, so that its mail is the caller's to write.
pub fn note(tx: &mut WriteTx, reminder: &Reminder, at: DateTime<Utc>) -> Result<bool, StorageError> {
    let row = ReminderRow {
        assignment_id: Id(reminder.assignment.as_uuid()),
        begins: reminder.begins,
        reader: reminder.reader.code().to_owned(),
        reminded_at: Ts::from(at),
    };
    let inserted: usize = insert_new!(tx.conn(), reminders(assignment_id, begins, reader), [row])?;
    Ok(inserted == 1)
}

/// The reminders of sittings that begin at this local time or later.
pub fn from(tx: &mut ReadTx, begins: NaiveDateTime) -> Result<BTreeSet<Reminder>, StorageError> {
    let rows: Vec<ReminderRow> =
        reminders::table.filter(reminders::begins.ge(begins)).select(ReminderRow::as_select()).load(tx.conn())?;
    let reminder = |row: ReminderRow| {
        Ok(Reminder {
            assignment: AssignmentId::from_uuid(row.assignment_id.0),
            begins: row.begins,
            reader: stored::text(&row.reader, "reminders.reader", row.assignment_id)?,
        })
    };
    rows.into_iter().map(reminder).collect()
}
