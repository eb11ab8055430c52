//! For which day each carrier got its digest last.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::dialect::insert_new;
use super::error::StorageError;
use super::schema::digests;
use super::transaction::WriteTx;
use super::types::Id;
use crate::domain::id::OrganisationId;

#[derive(Insertable)]
#[diesel(table_name = digests, treat_none_as_default_value = false)]
struct DayRow {
    organisation_id: Id,
    day: NaiveDate,
}

/// Moves a carrier on to `day`. Returns whether it stood at an earlier one or nowhere, so that the digest of this day is
/// the caller's to write. One that stands at a day after tomorrow was moved there by a clock that ran ahead, and counts as earlier.
pub fn advance(tx: &mut WriteTx, carrier: OrganisationId, day: NaiveDate) -> Result<bool, StorageError> {
    let organisation_id = Id(carrier.as_uuid());
    let tomorrow = day.succ_opt().unwrap_or(day);
    let earlier = digests::table.find(organisation_id).filter(digests::day.lt(day).or(digests::day.gt(tomorrow)));
    if diesel::update(earlier).set(digests::day.eq(day)).execute(tx.conn())? == 1 {
        return Ok(true);
    }
    let inserted: usize = insert_new!(tx.conn(), digests(organisation_id), [DayRow { organisation_id, day }])?;
    Ok(inserted == 1)
}
