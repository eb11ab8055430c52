//! Looking whether what is counted is what there is, and putting it right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::count::{BATCH, Sums};
use super::fact;
use crate::domain::coverage::{Cell, Fact};
use crate::domain::id::{LotseId, RequestId};
use crate::domain::region::Area;
use crate::storage::coverage::{cells, changes, facts, raw};
use crate::storage::{Database, ReadTx, StorageError, WriteTx};

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
    compare_with(tx, &sums)
}

/// How many sums differ from these.
fn compare_with(tx: &mut ReadTx, sums: &Sums) -> Result<u64, StorageError> {
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

/// What was put right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Requests that were counted.
    pub requests: u64,
    /// Requests that were counted as something else before, or not yet.
    pub facts: u64,
    /// Sums that were others.
    pub sums: u64,
}

/// Counts everything anew from the rows themselves and puts that in the place of what is there, in one commit: after the table of regions has
/// changed, or where [`compare`] has found differences. Whoever counts meanwhile waits; whoever writes does not, but on SQLite, which has one
/// writer. `told` hears how far it is; when the database has to begin anew, from the beginning.
///
/// # Errors
/// When the database fails; then everything is as it was.
pub fn recount(
    database: &Database,
    area: &Area,
    now: DateTime<Utc>,
    mut told: impl FnMut(u64),
) -> Result<Repaired, StorageError> {
    database.write_guarded(|tx| {
        changes::hold(tx)?;
        // What is committed from here on has a change of its own.
        let waiting: Vec<i64> = changes::waiting(tx, u32::MAX)?.into_iter().map(|(number, _)| number).collect();
        let mut repaired = Repaired { facts: facts::remove_strays(tx)?, ..Repaired::default() };
        let mut sums = Sums::default();
        let mut last = None;
        loop {
            let ids = raw::ids_after(tx, last, BATCH)?;
            let Some(end) = ids.last() else { break };
            last = Some(*end);
            let before = facts::some_readable(tx, &ids)?;
            let after: Vec<Fact> = raw::some(tx, &ids)?.iter().filter_map(|raw| fact::of(raw, area)).collect();
            after.iter().for_each(|fact| sums.add(fact, 1));
            repaired.requests += ids.len() as u64;
            repaired.facts += put_right(tx, &before, after)?;
            told(repaired.requests);
        }
        repaired.sums = replaced(tx, &sums)?;
        changes::forget(tx, &waiting)?;
        changes::counted_until(tx, now)?;
        Ok(repaired)
    })
}

/// Writes what some requests count as where they were counted otherwise; returns how many those were.
fn put_right(
    tx: &mut WriteTx,
    before: &HashMap<RequestId, Option<Fact>>,
    after: Vec<Fact>,
) -> Result<u64, StorageError> {
    let stay: BTreeSet<RequestId> = after.iter().map(|fact| fact.request).collect();
    let gone: Vec<RequestId> = before.keys().filter(|request| !stay.contains(request)).copied().collect();
    let is_other = |fact: &Fact| before.get(&fact.request) != Some(&Some(fact.clone()));
    let others: Vec<Fact> = after.into_iter().filter(is_other).collect();
    facts::remove(tx, &gone)?;
    facts::save(tx, &others)?;
    Ok((gone.len() + others.len()) as u64)
}

/// Puts sums in the place of those that there are; returns how many were others.
fn replaced(tx: &mut WriteTx, sums: &Sums) -> Result<u64, StorageError> {
    let differing = match compare_with(tx, sums) {
        // A sum below nothing cannot be read, and all of them are written anyway.
        Err(StorageError::Unreadable { .. }) => (sums.cells.len() + sums.loads.len()) as u64,
        other => other?,
    };
    if differing > 0 {
        cells::clear(tx)?;
        cells::add(tx, &sums.cells)?;
        cells::add_loads(tx, &sums.loads)?;
    }
    Ok(differing)
}
