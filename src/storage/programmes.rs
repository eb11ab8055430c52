//! What was changed about funding rules, and who coordinates. Amendments are added and read; nothing changes or removes one.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::connection::each_backend;
use super::error::StorageError;
use super::schema::{lotse_coordinations, programme_amendments};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::{AmendmentId, LotseId, OrganisationId, UserId};
use crate::domain::rulebook::Amendment;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = programme_amendments, treat_none_as_default_value = false)]
struct AmendmentRow {
    id: Id,
    programme: String,
    organisation_id: Option<Id>,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    changes: Json,
    reason: String,
    made_by: Id,
    made_at: Ts,
}

impl AmendmentRow {
    fn into_domain(self) -> Result<Amendment, StorageError> {
        let id = self.id;
        Ok(Amendment {
            id: AmendmentId::from_uuid(id.0),
            programme: self.programme,
            organisation: self.organisation_id.map(|id| OrganisationId::from_uuid(id.0)),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            values: stored::read(serde_json::from_value(self.changes.0), "programme_amendments.changes", id)?,
            reason: stored::owned(self.reason, "programme_amendments.reason", id)?,
            made_by: UserId::from_uuid(self.made_by.0),
            made_at: self.made_at.at(),
        })
    }
}

/// Adds an amendment.
pub fn amend(tx: &mut WriteTx, amendment: &Amendment) -> Result<(), StorageError> {
    let unreadable = |_| StorageError::Unreadable { what: "programme_amendments.changes", row: amendment.id.as_uuid() };
    let row = AmendmentRow {
        id: Id(amendment.id.as_uuid()),
        programme: amendment.programme.clone(),
        organisation_id: amendment.organisation.map(|id| Id(id.as_uuid())),
        valid_from: amendment.valid_from,
        valid_until: amendment.valid_until,
        changes: Json(serde_json::to_value(&amendment.values).map_err(unreadable)?),
        reason: amendment.reason.to_string(),
        made_by: Id(amendment.made_by.as_uuid()),
        made_at: Ts::from(amendment.made_at),
    };
    each_backend!(tx.conn(), |conn| diesel::insert_into(programme_amendments::table).values(&row).execute(conn))?;
    Ok(())
}

/// Every amendment, the first day first and, for the same day, the first made first.
pub fn amendments(tx: &mut ReadTx) -> Result<Vec<Amendment>, StorageError> {
    let rows: Vec<AmendmentRow> = programme_amendments::table
        .order((programme_amendments::valid_from, programme_amendments::made_at, programme_amendments::id))
        .select(AmendmentRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().map(AmendmentRow::into_domain).collect()
}

/// Lotsen of a carrier who coordinate in a year.
pub fn coordinating(tx: &mut ReadTx, carrier: OrganisationId, year: i32) -> Result<BTreeSet<LotseId>, StorageError> {
    let ids: Vec<Id> = lotse_coordinations::table
        .filter(lotse_coordinations::organisation_id.eq(Id(carrier.as_uuid())))
        .filter(lotse_coordinations::year.eq(year))
        .select(lotse_coordinations::lotse_id)
        .load(tx.conn())?;
    Ok(ids.into_iter().map(|id| LotseId::from_uuid(id.0)).collect())
}

/// Lotsen who coordinate for any carrier in one of two years: this and the next.
pub fn all_coordinating(
    tx: &mut ReadTx,
    years: [i32; 2],
) -> Result<BTreeSet<(LotseId, OrganisationId, i32)>, StorageError> {
    let rows: Vec<(Id, Id, i32)> = lotse_coordinations::table
        .filter(lotse_coordinations::year.eq_any(years))
        .select((lotse_coordinations::lotse_id, lotse_coordinations::organisation_id, lotse_coordinations::year))
        .load(tx.conn())?;
    let read = |(lotse, carrier, year): (Id, Id, i32)| {
        (LotseId::from_uuid(lotse.0), OrganisationId::from_uuid(carrier.0), year)
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Notes that a Lotse coordinates for a carrier in a year, or no longer. Says whether that was news.
pub fn set_coordinating(
    tx: &mut WriteTx,
    (lotse, carrier): (LotseId, OrganisationId),
    year: i32,
    coordinates: bool,
    (by, at): (UserId, DateTime<Utc>),
) -> Result<bool, StorageError> {
    let (id, carrier) = (Id(lotse.as_uuid()), Id(carrier.as_uuid()));
    let here = lotse_coordinations::table.find((id, carrier, year));
    let conn = tx.conn();
    let is_noted: bool = diesel::select(diesel::dsl::exists(here)).get_result(conn)?;
    if is_noted == coordinates {
        return Ok(false);
    }
    if coordinates {
        let row = (
            lotse_coordinations::lotse_id.eq(id),
            lotse_coordinations::year.eq(year),
            lotse_coordinations::organisation_id.eq(carrier),
            lotse_coordinations::noted_by.eq(Id(by.as_uuid())),
            lotse_coordinations::noted_at.eq(Ts::from(at)),
        );
        each_backend!(conn, |conn| diesel::insert_into(lotse_coordinations::table).values(row).execute(conn))?;
    } else {
        diesel::delete(here).execute(conn)?;
    }
    Ok(true)
}
