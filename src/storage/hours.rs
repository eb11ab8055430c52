//! Hours that were written down, one entry an assignment. Each change is guarded by the revision that it was made from.

mod changes;
mod list;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use diesel::dsl::sum;
use diesel::prelude::*;
use uuid::Uuid;

pub use self::changes::changes;
pub use self::list::{find_within, page, query};

use super::dialect::{hold_rows, insert_all};
use super::error::StorageError;
use super::schema::{assignment_sittings, hours_entries};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::code::Service;
use crate::domain::hours::{Decision, HoursEntry, HoursState, Worked};
use crate::domain::id::{AssignmentId, HoursEntryId, LotseId, OrganisationId, UserId};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = hours_entries, treat_none_as_default_value = false, treat_none_as_null = true)]
struct HoursRow {
    id: Id,
    assignment_id: Id,
    lotse_id: Id,
    organisation_id: Id,
    service: String,
    worked_until: NaiveDateTime,
    minutes: i32,
    kilometres: Option<i32>,
    note: Option<String>,
    state: String,
    logged_by: Id,
    logged_at: Ts,
    decided_by: Option<Id>,
    decided_at: Option<Ts>,
    reason: Option<String>,
    revision: i32,
}

/// Numbers of the domain are far below the greatest of the column.
fn number(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

impl HoursRow {
    fn of(entry: &HoursEntry) -> Self {
        let (by, at, reason) = match &entry.decision {
            Decision::Waiting => (None, None, None),
            Decision::Confirmed { by, at } => (Some(*by), Some(*at), None),
            Decision::Rejected { by, at, reason } => (Some(*by), Some(*at), Some(reason.to_string())),
        };
        Self {
            id: Id(entry.id.as_uuid()),
            assignment_id: Id(entry.assignment.as_uuid()),
            lotse_id: Id(entry.lotse.as_uuid()),
            organisation_id: Id(entry.organisation.as_uuid()),
            service: entry.service.code().to_owned(),
            worked_until: entry.worked_until,
            minutes: number(entry.worked.minutes()),
            kilometres: entry.worked.kilometres().map(number),
            note: stored::shown(entry.worked.note()),
            state: entry.decision.state().code().to_owned(),
            logged_by: Id(entry.logged_by.as_uuid()),
            logged_at: Ts::from(entry.logged_at),
            decided_by: by.map(|id| Id(id.as_uuid())),
            decided_at: stored::instant(at),
            reason,
            revision: number(entry.revision),
        }
    }

    fn into_domain(self) -> Result<HoursEntry, StorageError> {
        let id = self.id;
        let minutes = stored::number(self.minutes, "hours_entries.minutes", id)?;
        let kilometres = self.kilometres.map(|far| stored::number(far, "hours_entries.kilometres", id)).transpose()?;
        let note = stored::owned_if(self.note, "hours_entries.note", id)?;
        let unreadable = StorageError::Unreadable { what: "hours_entries.state", row: id.0 };
        let by = self.decided_by.map(|by| UserId::from_uuid(by.0));
        let state: HoursState = stored::text(&self.state, "hours_entries.state", id)?;
        let decision = match (state, by, self.decided_at.map(Ts::at)) {
            (HoursState::Logged, None, None) => Decision::Waiting,
            (HoursState::Confirmed, Some(by), Some(at)) => Decision::Confirmed { by, at },
            (HoursState::Rejected, Some(by), Some(at)) => {
                let reason = self.reason.ok_or(unreadable)?;
                Decision::Rejected { by, at, reason: stored::owned(reason, "hours_entries.reason", id)? }
            }
            _ => return Err(unreadable),
        };
        Ok(HoursEntry {
            id: HoursEntryId::from_uuid(id.0),
            assignment: AssignmentId::from_uuid(self.assignment_id.0),
            lotse: LotseId::from_uuid(self.lotse_id.0),
            organisation: OrganisationId::from_uuid(self.organisation_id.0),
            service: stored::text(&self.service, "hours_entries.service", id)?,
            worked_until: self.worked_until,
            worked: stored::read(Worked::new(minutes, kilometres, note), "hours_entries", id)?,
            logged_by: UserId::from_uuid(self.logged_by.0),
            logged_at: self.logged_at.at(),
            decision,
            revision: stored::number(self.revision, "hours_entries.revision", id)?,
        })
    }
}

/// Adds an entry, and the first line of its history. [`StorageError::Duplicate`] when the assignment has one.
pub fn add(tx: &mut WriteTx, entry: &HoursEntry) -> Result<(), StorageError> {
    let row = HoursRow::of(entry);
    super::connection::each_backend!(tx.conn(), |conn| {
        diesel::insert_into(hours_entries::table).values(&row).execute(conn)
    })?;
    changes::note(tx, [entry])
}

/// Adds entries as they stand, each with all that it said before: its revisions in order, of which the last one holds.
pub fn add_all(tx: &mut WriteTx, entries: &[Vec<HoursEntry>]) -> Result<(), StorageError> {
    let rows: Vec<HoursRow> = entries.iter().filter_map(|revisions| revisions.last()).map(HoursRow::of).collect();
    insert_all!(tx.conn(), hours_entries, rows)?;
    changes::note(tx, entries.iter().flatten())
}

/// Puts an entry as it is after a move in the place of the one that it was made from, and adds to its history. [`StorageError::Changed`] when that has
/// changed meanwhile.
pub fn replace(tx: &mut WriteTx, before: &HoursEntry, after: &HoursEntry) -> Result<(), StorageError> {
    let here = hours_entries::table
        .find(Id(before.id.as_uuid()))
        .filter(hours_entries::revision.eq(number(before.revision)))
        .filter(hours_entries::state.eq(before.decision.state().code()));
    let moved = diesel::update(here).set(HoursRow::of(after)).execute(tx.conn())?;
    if moved != 1 {
        return Err(StorageError::Changed { what: "entry of hours" });
    }
    changes::note(tx, [after])
}

/// Holds an entry until the transaction ends.
pub fn hold(tx: &mut WriteTx, id: HoursEntryId) -> Result<(), StorageError> {
    Ok(hold_rows!(tx.conn(), hours_entries, vec![Id(id.as_uuid())])?)
}

/// One entry.
pub fn find(tx: &mut ReadTx, id: HoursEntryId) -> Result<HoursEntry, StorageError> {
    these(tx, &[id.as_uuid()])?.pop().ok_or(StorageError::NotFound { what: "entry of hours" })
}

/// The entry of an assignment, if it has one.
pub fn of_assignment(tx: &mut ReadTx, id: AssignmentId) -> Result<Option<HoursEntry>, StorageError> {
    let rows: Vec<HoursRow> = hours_entries::table
        .filter(hours_entries::assignment_id.eq(Id(id.as_uuid())))
        .select(HoursRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().next().map(HoursRow::into_domain).transpose()
}

/// Some entries, as far as they exist; at most 500.
fn these(tx: &mut ReadTx, ids: &[Uuid]) -> Result<Vec<HoursEntry>, StorageError> {
    let rows: Vec<HoursRow> = hours_entries::table
        .filter(hours_entries::id.eq_any(ids.iter().map(|id| Id(*id))))
        .select(HoursRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().map(HoursRow::into_domain).collect()
}

/// By how much accompaniment of a calendar year that was written down differs from what was planned, Lotse by Lotse, minutes; of these
/// Lotsen, or of all. What was written down counts in the year in which its last sitting ends, plans in the year of each sitting: so what
/// a series over New Year had planned for the old one is taken off there.
pub fn beyond_plan(
    tx: &mut ReadTx,
    lotsen: Option<&[LotseId]>,
    year: i32,
) -> Result<HashMap<LotseId, i64>, StorageError> {
    let mut sums: HashMap<LotseId, i64> = HashMap::new();
    let some: Vec<Option<Vec<Id>>> = match lotsen {
        Some(lotsen) => lotsen
            .chunks(super::dialect::BATCH)
            .map(|some| Some(some.iter().map(|id| Id(id.as_uuid())).collect()))
            .collect(),
        None => vec![None],
    };
    for ids in some {
        let mut worked = hours_entries::table
            .filter(hours_entries::service.eq(Service::Accompaniment.code()))
            .filter(hours_entries::state.ne(HoursState::Rejected.code()))
            .filter(hours_entries::worked_until.ge(first(year)))
            .filter(hours_entries::worked_until.lt(first(year.saturating_add(1))))
            .group_by(hours_entries::lotse_id)
            .select((hours_entries::lotse_id, sum(hours_entries::minutes)))
            .into_boxed();
        let mut planned = hours_entries::table
            .inner_join(
                assignment_sittings::table.on(assignment_sittings::assignment_id.eq(hours_entries::assignment_id)),
            )
            .filter(hours_entries::service.eq(Service::Accompaniment.code()))
            .filter(hours_entries::state.ne(HoursState::Rejected.code()))
            .filter(hours_entries::worked_until.ge(first(year)))
            .filter(assignment_sittings::begins.ge(first(year)))
            .filter(assignment_sittings::begins.lt(first(year.saturating_add(1))))
            .group_by(hours_entries::lotse_id)
            .select((hours_entries::lotse_id, sum(assignment_sittings::minutes)))
            .into_boxed();
        if let Some(ids) = ids {
            worked = worked.filter(hours_entries::lotse_id.eq_any(ids.clone()));
            planned = planned.filter(hours_entries::lotse_id.eq_any(ids));
        }
        let worked: Vec<(Id, Option<i64>)> = worked.load(tx.conn())?;
        let planned: Vec<(Id, Option<i64>)> = planned.load(tx.conn())?;
        for (sign, rows) in [(1, worked), (-1, planned)] {
            for (id, minutes) in rows {
                *sums.entry(LotseId::from_uuid(id.0)).or_default() += sign * minutes.unwrap_or(0);
            }
        }
    }
    sums.retain(|_, minutes| *minutes != 0);
    Ok(sums)
}

/// The first moment of a year.
fn first(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN)
}

/// When something that a carrier accounts for in a year was confirmed last.
pub fn last_confirmed(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    year: i32,
) -> Result<Option<DateTime<Utc>>, StorageError> {
    let last: Option<Ts> = hours_entries::table
        .filter(hours_entries::organisation_id.eq(Id(carrier.as_uuid())))
        .filter(hours_entries::state.eq(HoursState::Confirmed.code()))
        .filter(hours_entries::worked_until.ge(first(year)))
        .filter(hours_entries::worked_until.lt(first(year.saturating_add(1))))
        .filter(hours_entries::decided_at.is_not_null())
        .order(hours_entries::decided_at.desc())
        .select(hours_entries::decided_at)
        .first::<Option<Ts>>(tx.conn())
        .optional()?
        .flatten();
    Ok(last.map(Ts::at))
}

/// How many entries of a Lotse there are in a calendar year, and how many minutes they come to.
pub fn total(
    tx: &mut ReadTx,
    lotse: LotseId,
    service: Service,
    state: HoursState,
    year: i32,
) -> Result<(u64, u64), StorageError> {
    let id = Id(lotse.as_uuid());
    let (count, minutes): (i64, Option<i64>) = hours_entries::table
        .filter(hours_entries::lotse_id.eq(id))
        .filter(hours_entries::service.eq(service.code()))
        .filter(hours_entries::state.eq(state.code()))
        .filter(hours_entries::worked_until.ge(first(year)))
        .filter(hours_entries::worked_until.lt(first(year.saturating_add(1))))
        .select((diesel::dsl::count_star(), sum(hours_entries::minutes)))
        .first(tx.conn())?;
    let read = |number| stored::number(number, "hours_entries.minutes", id);
    Ok((read(count)?, read(minutes.unwrap_or(0))?))
}
