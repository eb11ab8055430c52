//! The last slot of each schedule: of many workers that see the same hour strike, one queues the job.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_new;
use super::error::StorageError;
use super::schema::schedules;
use super::transaction::WriteTx;
use super::types::Ts;

#[derive(Insertable)]
#[diesel(table_name = schedules, treat_none_as_default_value = false)]
struct SlotRow {
    name: String,
    slot: Ts,
}

/// Moves a schedule on to `slot`. Returns whether it stood at an earlier one, so that the job of this slot is the
/// caller's to queue. A schedule seen for the first time begins at `slot` and has nothing to make up for. One that stands behind
/// `horizon` was moved there by a clock that ran ahead: it is set back, as if it stood at an earlier one.
pub fn advance(
    tx: &mut WriteTx,
    name: &str,
    slot: DateTime<Utc>,
    horizon: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let slot = Ts::from(slot);
    let is_due = schedules::slot.lt(slot).or(schedules::slot.gt(Ts::from(horizon)));
    let due = schedules::table.find(name).filter(is_due);
    if diesel::update(due).set(schedules::slot.eq(slot)).execute(tx.conn())? == 1 {
        return Ok(true);
    }
    insert_new!(tx.conn(), schedules(name), [SlotRow { name: name.to_owned(), slot }])?;
    Ok(false)
}
