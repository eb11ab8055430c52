//! The seals of the audit's events.
//!
//! An event waits in a table of its own from its commit on (a trigger puts it there) until it is sealed. So whoever writes events
//! waits for nobody, sealing finds what is new without looking at what is old, and an event that was committed late is sealed late.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use uuid::Uuid;

use super::audit::EventRow;
use super::dialect::{self, insert_all};
use super::error::StorageError;
use super::schema::{audit_events, audit_seals, audit_unsealed};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::seal::{Seal, Written};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_seals, treat_none_as_default_value = false)]
struct SealRow {
    number: i64,
    event_id: Id,
    hash: Vec<u8>,
}

impl SealRow {
    fn of(seal: &Seal) -> Self {
        Self { number: seal.number.cast_signed(), event_id: Id(seal.event), hash: seal.hash.to_vec() }
    }

    fn into_domain(self) -> Result<Seal, StorageError> {
        Ok(Seal {
            number: stored::number(self.number, "audit_seals.number", self.event_id)?,
            event: self.event_id.0,
            hash: stored::read(self.hash.try_into(), "audit_seals.hash", self.event_id)?,
        })
    }
}

/// Waits until nobody else seals. What is read afterwards stays true until the transaction ends, if it runs in
/// [`write_guarded`](super::Database::write_guarded).
pub fn hold(tx: &mut WriteTx) -> Result<(), StorageError> {
    Ok(dialect::queue_for_seals(tx.conn())?)
}

/// The last seal.
pub fn head(tx: &mut ReadTx) -> Result<Option<Seal>, StorageError> {
    let row: Option<SealRow> = audit_seals::table
        .order(audit_seals::number.desc())
        .select(SealRow::as_select())
        .first(tx.conn())
        .optional()?;
    row.map(SealRow::into_domain).transpose()
}

/// Events that wait to be sealed, in their order; at most `limit`. Second: those that are gone though they wait.
pub fn waiting(tx: &mut ReadTx, limit: u32) -> Result<(Vec<Written>, Vec<Uuid>), StorageError> {
    let ids: Vec<Id> = audit_unsealed::table
        .order(audit_unsealed::event_id)
        .select(audit_unsealed::event_id)
        .limit(i64::from(limit))
        .load(tx.conn())?;
    let mut events = written(tx, &ids)?;
    let mut gone = Vec::new();
    let mut found = Vec::new();
    for id in ids {
        match events.remove(&id.0) {
            Some(event) => found.push(event),
            None => gone.push(id.0),
        }
    }
    Ok((found, gone))
}

/// Adds seals to the end of the chain; their events wait no longer.
pub fn append(tx: &mut WriteTx, seals: &[Seal]) -> Result<(), StorageError> {
    let rows: Vec<SealRow> = seals.iter().map(SealRow::of).collect();
    insert_all!(tx.conn(), audit_seals, rows)?;
    let ids: Vec<Uuid> = seals.iter().map(|seal| seal.event).collect();
    wait_no_longer(tx, &ids)
}

/// Takes events out of those that wait.
pub fn wait_no_longer(tx: &mut WriteTx, events: &[Uuid]) -> Result<(), StorageError> {
    let ids: Vec<Id> = events.iter().copied().map(Id).collect();
    for ids in ids.chunks(dialect::BATCH) {
        diesel::delete(audit_unsealed::table.filter(audit_unsealed::event_id.eq_any(ids))).execute(tx.conn())?;
    }
    Ok(())
}

/// Seals behind a number, with their events where those are still there.
pub fn after(tx: &mut ReadTx, number: u64, limit: u32) -> Result<Vec<(Seal, Option<Written>)>, StorageError> {
    let rows: Vec<SealRow> = audit_seals::table
        .filter(audit_seals::number.gt(number.cast_signed()))
        .order(audit_seals::number)
        .select(SealRow::as_select())
        .limit(i64::from(limit))
        .load(tx.conn())?;
    let ids: Vec<Id> = rows.iter().map(|row| row.event_id).collect();
    let mut events = written(tx, &ids)?;
    rows.into_iter()
        .map(|row| {
            let event = events.remove(&row.event_id.0);
            Ok((row.into_domain()?, event))
        })
        .collect()
}

/// How many events wait, and since when the first of them does.
pub fn behind(tx: &mut ReadTx) -> Result<(u64, Option<chrono::DateTime<chrono::Utc>>), StorageError> {
    let count: i64 = audit_unsealed::table.select(count_star()).first(tx.conn())?;
    let count = stored::number(count, "audit_unsealed", Id(Uuid::nil()))?;
    let first: Option<Id> = audit_unsealed::table
        .order(audit_unsealed::event_id)
        .select(audit_unsealed::event_id)
        .first(tx.conn())
        .optional()?;
    let Some(first) = first else { return Ok((count, None)) };
    let since: Option<Ts> = audit_events::table.find(first).select(audit_events::at).first(tx.conn()).optional()?;
    Ok((count, since.map(Ts::at)))
}

/// The first event that has no seal and does not wait for one.
pub fn unchained(tx: &mut ReadTx) -> Result<Option<Uuid>, StorageError> {
    let sealed = audit_seals::table.filter(audit_seals::event_id.eq(audit_events::id));
    let waits = audit_unsealed::table.filter(audit_unsealed::event_id.eq(audit_events::id));
    let first: Option<Id> = audit_events::table
        .filter(not(exists(sealed)))
        .filter(not(exists(waits)))
        .order(audit_events::id)
        .select(audit_events::id)
        .first(tx.conn())
        .optional()?;
    Ok(first.map(|id| id.0))
}

/// Triggers that guard the audit and are missing, or switched off.
pub fn missing_guards(tx: &mut ReadTx) -> Result<Vec<&'static str>, StorageError> {
    Ok(dialect::missing_guards(tx.conn())?)
}

fn written(tx: &mut ReadTx, ids: &[Id]) -> Result<HashMap<Uuid, Written>, StorageError> {
    let mut events = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(dialect::BATCH) {
        let rows: Vec<EventRow> =
            audit_events::table.filter(audit_events::id.eq_any(ids)).select(EventRow::as_select()).load(tx.conn())?;
        events.extend(rows.into_iter().map(EventRow::into_written).map(|event| (event.id, event)));
    }
    Ok(events)
}
