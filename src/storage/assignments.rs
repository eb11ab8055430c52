//! Accepted offers: who goes where, when and how.

mod list;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;

pub use self::list::{find_within, page, parties, query};

use super::dialect::insert_all;
use super::error::StorageError;
use super::parties;
use super::schema::{assignment_sittings, assignments};
use super::sittings;
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::Id;
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::id::{AssignmentId, LotseId, RequestId};
use uuid::Uuid;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = assignments, treat_none_as_default_value = false)]
struct AssignmentRow {
    id: Id,
    request_id: Id,
    lotse_id: Id,
    mode: String,
    state: String,
    sequence: i32,
    first_begin: NaiveDateTime,
    missed: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = assignment_sittings, treat_none_as_default_value = false)]
struct SittingRow {
    assignment_id: Id,
    sitting: i32,
    begins: NaiveDateTime,
    minutes: i32,
}

/// Inserts assignments. [`StorageError::Duplicate`] when the Lotse has a confirmed assignment to the request already.
pub fn insert_all(tx: &mut WriteTx, all: &[Assignment]) -> Result<(), StorageError> {
    let rows: Vec<AssignmentRow> = all
        .iter()
        .map(|assignment| AssignmentRow {
            id: Id(assignment.id.as_uuid()),
            request_id: Id(assignment.request.as_uuid()),
            lotse_id: Id(assignment.lotse.as_uuid()),
            mode: assignment.mode.code().to_owned(),
            state: assignment.state.code().to_owned(),
            sequence: sequence(assignment),
            first_begin: assignment.appointment.starts(),
            missed: missed(assignment),
        })
        .collect();
    let sittings: Vec<SittingRow> = all.iter().flat_map(SittingRow::of).collect();
    insert_all!(tx.conn(), assignments, rows)?;
    insert_all!(tx.conn(), assignment_sittings, sittings)?;
    let (requests, lotsen): (Vec<Id>, Vec<Id>) = rows.iter().map(|row| (row.request_id, row.lotse_id)).unzip();
    parties::follow_requests(tx.conn(), &requests)?;
    Ok(parties::follow_lotsen(tx.conn(), &lotsen)?)
}

impl SittingRow {
    fn of(assignment: &Assignment) -> impl Iterator<Item = Self> {
        let assignment_id = Id(assignment.id.as_uuid());
        sittings::of(&assignment.appointment).map(move |(sitting, begins, minutes)| Self {
            assignment_id,
            sitting,
            begins,
            minutes,
        })
    }
}

/// Nobody changes anything that often.
fn sequence(assignment: &Assignment) -> i32 {
    i32::try_from(assignment.sequence).unwrap_or(i32::MAX)
}

fn missed(assignment: &Assignment) -> Option<String> {
    assignment.missed.map(|who| who.code().to_owned())
}

/// Which assignments to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection<'a> {
    /// One.
    One(AssignmentId),
    /// These, as far as they exist; at most 500.
    Ids(&'a [Uuid]),
    /// All for one request.
    Request(RequestId),
    /// All of one Lotse that are in this state.
    Lotse(LotseId, AssignmentState),
    /// All in one state.
    In(AssignmentState),
    /// Those with a sitting that begins on one of these local days, both included: what a matching needs to know of
    /// the weeks, and the year, around it.
    Between(NaiveDate, NaiveDate),
    /// Of these, those of these Lotsen; at most 500.
    OfLotsenBetween(&'a [LotseId], NaiveDate, NaiveDate),
}

/// The selected assignments in every state, by identity.
pub fn load(tx: &mut ReadTx, selection: Selection<'_>) -> Result<Vec<Assignment>, StorageError> {
    let days = diesel::alias!(assignment_sittings as days);
    macro_rules! only {
        ($query:expr) => {
            match selection {
                Selection::One(id) => $query.filter(assignments::id.eq(Id(id.as_uuid()))),
                Selection::Ids(ids) => $query.filter(assignments::id.eq_any(ids.iter().map(|id| Id(*id)))),
                Selection::Request(id) => $query.filter(assignments::request_id.eq(Id(id.as_uuid()))),
                Selection::Lotse(id, state) => $query
                    .filter(assignments::lotse_id.eq(Id(id.as_uuid())))
                    .filter(assignments::state.eq(state.code())),
                Selection::In(state) => $query.filter(assignments::state.eq(state.code())),
                Selection::Between(first, last) => $query.filter(
                    assignments::id.eq_any(
                        days.filter(days.field(assignment_sittings::begins).ge(first.and_time(NaiveTime::MIN)))
                            .filter(days.field(assignment_sittings::begins).lt(day_after(last)))
                            .select(days.field(assignment_sittings::assignment_id)),
                    ),
                ),
                Selection::OfLotsenBetween(lotsen, first, last) => $query
                    .filter(assignments::lotse_id.eq_any(lotsen.iter().map(|id| Id(id.as_uuid()))))
                    .filter(diesel::dsl::exists(
                        days.filter(days.field(assignment_sittings::assignment_id).eq(assignments::id))
                            .filter(days.field(assignment_sittings::begins).ge(first.and_time(NaiveTime::MIN)))
                            .filter(days.field(assignment_sittings::begins).lt(day_after(last))),
                    )),
            }
        };
    }
    let query = assignments::table.select(AssignmentRow::as_select()).into_boxed();
    let rows: Vec<AssignmentRow> = only!(query).order(assignments::id).load(tx.conn())?;
    let query = assignment_sittings::table.inner_join(assignments::table).select(SittingRow::as_select()).into_boxed();
    let sittings: Vec<SittingRow> =
        only!(query).order((assignment_sittings::assignment_id, assignment_sittings::sitting)).load(tx.conn())?;
    let mut sittings = ByOwner::new(sittings, |row: &SittingRow| row.assignment_id);
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            let own = sittings.take(id).into_iter().map(|row| (row.begins, row.minutes));
            Ok(Assignment {
                id: AssignmentId::from_uuid(id.0),
                lotse: LotseId::from_uuid(row.lotse_id.0),
                request: RequestId::from_uuid(row.request_id.0),
                appointment: sittings::appointment(own, "assignment_sittings", id)?,
                mode: stored::text(&row.mode, "assignments.mode", id)?,
                state: stored::text(&row.state, "assignments.state", id)?,
                sequence: stored::number(row.sequence, "assignments.sequence", id)?,
                missed: row.missed.map(|who| stored::text(&who, "assignments.missed", id)).transpose()?,
            })
        })
        .collect()
}

/// The first instant after a local day.
fn day_after(day: NaiveDate) -> NaiveDateTime {
    day.succ_opt().unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN)
}

/// Moves an assignment from how it was read to how the domain says it is afterwards: state, sequence, who missed it, and appointment.
/// [`StorageError::Changed`] when it is no longer as it was read.
pub fn replace(tx: &mut WriteTx, before: &Assignment, after: &Assignment) -> Result<(), StorageError> {
    let id = Id(before.id.as_uuid());
    let here = assignments::table
        .find(id)
        .filter(assignments::state.eq(before.state.code()))
        .filter(assignments::sequence.eq(sequence(before)));
    let moved = diesel::update(here)
        .set((
            assignments::state.eq(after.state.code()),
            assignments::sequence.eq(sequence(after)),
            assignments::first_begin.eq(after.appointment.starts()),
            assignments::missed.eq(missed(after)),
        ))
        .execute(tx.conn())?;
    if moved != 1 {
        return Err(StorageError::Changed { what: "assignment" });
    }
    if before.appointment != after.appointment {
        diesel::delete(assignment_sittings::table.filter(assignment_sittings::assignment_id.eq(id)))
            .execute(tx.conn())?;
        let sittings: Vec<SittingRow> = SittingRow::of(after).collect();
        insert_all!(tx.conn(), assignment_sittings, sittings)?;
    }
    Ok(())
}

/// One assignment.
pub fn find(tx: &mut ReadTx, id: AssignmentId) -> Result<Assignment, StorageError> {
    load(tx, Selection::One(id))?.pop().ok_or(StorageError::NotFound { what: "assignment" })
}
