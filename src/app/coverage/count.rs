//! Counting what has changed, and looking whether what is counted is what there is.
//!
//! Each transaction takes some changes, reads these requests as they stand, takes back what they were counted as and adds what they
//! count as now. Done twice it changes nothing; what is committed meanwhile has a change of its own and is counted next.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::fact;
use crate::app::Context;
use crate::domain::coverage::{Cell, Fact};
use crate::domain::id::{LotseId, RequestId};
use crate::domain::region::Area;
use crate::storage::coverage::{cells, changes, facts, raw};
use crate::storage::{Database, ReadTx, StorageError};

/// Changes in one transaction: few enough that nobody waits long for the one writer of SQLite.
const BATCH: u32 = 1000;

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

/// What is not as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Requests that were looked at.
    pub requests: u64,
    /// Changes that wait to be counted; their requests were passed over.
    pub waiting: u64,
    /// Requests that are counted as something else than they are.
    pub facts: u64,
    /// Sums that are not those of what requests are counted as.
    pub sums: u64,
    /// Triggers that are missing.
    pub triggers: Vec<&'static str>,
}

impl Differences {
    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        self.facts == 0 && self.sums == 0 && self.triggers.is_empty()
    }
}

/// Counts everything anew from the rows themselves and compares. Changes nothing; `told` hears how far it is.
///
/// # Errors
/// When the database fails.
pub fn compare(database: &Database, area: &Area, mut told: impl FnMut(u64)) -> Result<Differences, StorageError> {
    database.read(|tx| {
        let waiting = changes::waiting(tx, u32::MAX)?;
        let mut found = Differences {
            waiting: waiting.len() as u64,
            triggers: changes::missing_triggers(tx)?,
            ..Differences::default()
        };
        let passed_over: BTreeSet<RequestId> = waiting.into_iter().map(|(_, request)| request).collect();
        let mut last = None;
        loop {
            let ids = raw::ids_after(tx, last, BATCH)?;
            let Some(end) = ids.last() else { break };
            last = Some(*end);
            let counted = facts::some(tx, &ids)?;
            let known: HashMap<RequestId, raw::Raw> =
                raw::some(tx, &ids)?.into_iter().map(|raw| (raw.request, raw)).collect();
            for id in ids.iter().filter(|id| !passed_over.contains(id)) {
                let is = known.get(id).and_then(|raw| fact::of(raw, area));
                found.facts += u64::from(is.as_ref() != counted.get(id));
            }
            found.requests += ids.len() as u64;
            told(found.requests);
        }
        found.sums = compare_sums(tx)?;
        Ok(found)
    })
}

/// How many sums differ from those of the facts.
fn compare_sums(tx: &mut ReadTx) -> Result<u64, StorageError> {
    let mut sums = Sums::default();
    let mut last = None;
    loop {
        let page = facts::after(tx, last, BATCH)?;
        let Some(end) = page.last() else { break };
        last = Some(end.request);
        page.iter().for_each(|fact| sums.add(fact, 1));
    }
    let years: BTreeSet<i32> = cells::years(tx)?.into_iter().chain(sums.cells.keys().map(|cell| cell.year)).collect();
    let mut differing = 0;
    for year in years {
        let of_year: BTreeMap<&Cell, &i64> =
            sums.cells.iter().filter(|(cell, value)| cell.year == year && **value != 0).collect();
        differing += differences(&of_year, &cells::all(tx, year)?.iter().collect());
        let of_year: BTreeMap<&(i32, LotseId), &i64> =
            sums.loads.iter().filter(|((of, _), value)| *of == year && **value != 0).collect();
        differing += differences(&of_year, &cells::all_loads(tx, year)?.iter().collect());
    }
    Ok(differing)
}

fn differences<K: Ord>(one: &BTreeMap<K, &i64>, other: &BTreeMap<K, &i64>) -> u64 {
    let differing = one.iter().filter(|(key, value)| other.get(key) != Some(value)).count();
    (differing + other.keys().filter(|key| !one.contains_key(key)).count()) as u64
}
