//! Lotsen as rows of a list for people: with how much of the week is taken already.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc, Weekday};

use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::filter::{LotseFilter, LotseSort};
use crate::domain::id::LotseId;
use crate::domain::lotse::Lotse;
use crate::domain::page::{Page, Paging};
use crate::domain::time::ZONE;
use crate::storage::assignments::Selection;
use crate::storage::{self, ReadTx};

/// A Lotse as a row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The Lotse. How to reach them is not for lists.
    pub lotse: Lotse,
    /// What they have agreed to in the current week.
    pub week: Load,
}

/// How much somebody has agreed to, or has done, in a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Minutes of appointments.
    pub minutes: u32,
    /// Appointments.
    pub assignments: u32,
}

/// A page of the Lotsen that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn rows(
    context: &Context,
    grant: &Grant,
    filter: &LotseFilter,
    paging: &Paging<LotseSort>,
    now: DateTime<Utc>,
) -> Result<Page<Row>, AppError> {
    context.database.read(|tx| {
        let Page { items, next } = storage::lotsen::page(tx, grant.scope(), filter, paging)?;
        let ids: Vec<LotseId> = items.iter().map(|lotse| lotse.id).collect();
        let loads = loads(tx, &ids, now)?;
        let row = |lotse: Lotse| Row { week: loads.get(&lotse.id).copied().unwrap_or_default(), lotse };
        Ok(Page { items: items.into_iter().map(row).collect(), next })
    })
}

/// What these Lotsen, at most 500, have agreed to in the current week.
pub(super) fn loads(tx: &mut ReadTx, ids: &[LotseId], now: DateTime<Utc>) -> Result<HashMap<LotseId, Load>, AppError> {
    let mut loads: HashMap<LotseId, Load> = HashMap::new();
    if ids.is_empty() {
        return Ok(loads);
    }
    let (first, last) = week(now.with_timezone(&ZONE).date_naive());
    for assignment in storage::assignments::load(tx, Selection::OfLotsenBetween(ids, first, last))? {
        if counts(&assignment) {
            let load = loads.entry(assignment.lotse).or_default();
            let sittings = assignment.appointment.sittings().iter();
            let minutes =
                sittings.filter(|sitting| (first..=last).contains(&sitting.start().date())).map(|s| s.minutes());
            load.minutes = load.minutes.saturating_add(minutes.sum());
            load.assignments = load.assignments.saturating_add(1);
        }
    }
    Ok(loads)
}

/// The Monday and the Sunday of a day's week.
fn week(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let week = day.week(Weekday::Mon);
    (week.first_day(), week.first_day().checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX))
}

/// Whether it takes somebody's time.
fn counts(assignment: &Assignment) -> bool {
    matches!(assignment.state, AssignmentState::Confirmed | AssignmentState::Completed)
}
