//! Counting what has changed.
//!
//! Each transaction takes some changes, reads these requests as they stand, takes back what they were counted as and adds what they
//! count as now. Done twice it changes nothing; what is committed meanwhile has a change of its own and is counted next.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::fact;
use crate::app::Context;
use crate::domain::coverage::{Cell, Fact};
use crate::domain::id::{LotseId, RequestId};
use crate::storage::StorageError;
use crate::storage::coverage::{cells, changes, facts, raw};

/// Changes in one transaction: few enough that nobody waits long for the one writer of SQLite.
pub(super) const BATCH: u32 = 1000;

/// What is added to the sums.
#[derive(Debug, Default)]
pub struct Sums {
    /// Those of requests.
    pub cells: BTreeMap<Cell, i64>,
    /// Assignments by year and Lotse.
    pub loads: BTreeMap<(i32, LotseId), i64>,
}

impl Sums {
    /// Adds what a request is counted as, or takes it back.
    pub fn add(&mut self, fact: &Fact, sign: i64) {
        for (cell, value) in fact.parts() {
            *self.cells.entry(cell).or_insert(0) += sign * i64::try_from(value).unwrap_or(i64::MAX);
        }
        for lotse in &fact.lotsen {
            *self.loads.entry((fact.posted.0, *lotse)).or_insert(0) += sign;
        }
    }

    /// Both together.
    pub fn and(mut self, other: Self) -> Self {
        other.cells.into_iter().for_each(|(cell, value)| *self.cells.entry(cell).or_insert(0) += value);
        other.loads.into_iter().for_each(|(load, value)| *self.loads.entry(load).or_insert(0) += value);
        self
    }

    /// The same, as if it were all of this year.
    pub fn of(&self, year: i32) -> Self {
        let mut moved = Self::default();
        for (cell, value) in &self.cells {
            *moved.cells.entry(Cell { year, ..cell.clone() }).or_insert(0) += value;
        }
        for ((_, lotse), value) in &self.loads {
            *moved.loads.entry((year, *lotse)).or_insert(0) += value;
        }
        moved
    }
}

/// Counts everything that was committed until `now`; returns how many changes that were.
///
/// # Errors
/// When the database fails. What was counted until then stays.
pub fn count(context: &Context, now: DateTime<Utc>) -> Result<u64, StorageError> {
    let mut counted = 0;
    loop {
        let taken = context.database.write_guarded(|tx| {
            changes::hold(tx)?;
            let waiting = changes::waiting(tx, BATCH)?;
            let numbers: Vec<i64> = waiting.iter().map(|(number, _)| *number).collect();
            let requests: BTreeSet<RequestId> = waiting.iter().map(|(_, request)| *request).collect();
            let requests: Vec<RequestId> = requests.into_iter().collect();
            let before = facts::some(tx, &requests)?;
            let after: Vec<Fact> =
                raw::some(tx, &requests)?.iter().filter_map(|raw| fact::of(raw, &context.area)).collect();
            let mut sums = Sums::default();
            before.values().for_each(|fact| sums.add(fact, -1));
            after.iter().for_each(|fact| sums.add(fact, 1));
            cells::add(tx, &sums.cells)?;
            cells::add_loads(tx, &sums.loads)?;
            let stay: BTreeSet<RequestId> = after.iter().map(|fact| fact.request).collect();
            let gone: Vec<RequestId> = before.into_keys().filter(|request| !stay.contains(request)).collect();
            facts::remove(tx, &gone)?;
            // What counts as before need not be written again.
            facts::save(tx, &after)?;
            changes::forget(tx, &numbers)?;
            if numbers.len() < BATCH as usize {
                changes::counted_until(tx, now)?;
            }
            Ok::<_, StorageError>(numbers.len())
        })?;
        counted += taken as u64;
        if taken < BATCH as usize {
            return Ok(counted);
        }
    }
}
