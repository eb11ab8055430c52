//! The sums of each year: added to in the transaction that counts, read one table at a time.

use std::collections::BTreeMap;

use diesel::dsl::max;
use diesel::prelude::*;

use super::tables::{coverage_cells, coverage_loads};
use crate::domain::coverage::{By, Cell, Counts, Dimension, Measure};
use crate::domain::id::LotseId;
use crate::storage::dialect;
use crate::storage::error::StorageError;
use crate::storage::stored;
use crate::storage::transaction::{ReadTx, WriteTx};
use crate::storage::types::Id;

/// A row of sums, or of what is added to one.
#[derive(Insertable)]
#[diesel(table_name = coverage_cells, treat_none_as_default_value = false)]
pub(in crate::storage) struct CellRow {
    year: i32,
    first_by: &'static str,
    second_by: &'static str,
    first_key: String,
    second_key: String,
    measure: String,
    value: i64,
}

/// A row of assignments, or of what is added to one.
#[derive(Insertable)]
#[diesel(table_name = coverage_loads, treat_none_as_default_value = false)]
pub(in crate::storage) struct LoadRow {
    year: i32,
    lotse_id: Id,
    assignments: i64,
}

impl CellRow {
    fn of((cell, value): (&Cell, &i64)) -> Self {
        let (first, second) = match &cell.by {
            By::Nothing => (("", String::new()), ("", String::new())),
            By::One(by, key) => ((by.code(), key.clone()), ("", String::new())),
            By::Two((by, key), (other, other_key)) => ((by.code(), key.clone()), (other.code(), other_key.clone())),
        };
        Self {
            year: cell.year,
            first_by: first.0,
            second_by: second.0,
            first_key: first.1,
            second_key: second.1,
            measure: cell.measure.to_string(),
            value: *value,
        }
    }
}

/// Adds to sums; what is negative is taken away.
pub fn add(tx: &mut WriteTx, changes: &BTreeMap<Cell, i64>) -> Result<(), StorageError> {
    let rows: Vec<CellRow> = changes.iter().filter(|(_, value)| **value != 0).map(CellRow::of).collect();
    Ok(dialect::add_cells(tx.conn(), &rows)?)
}

/// The same for assignments by Lotse.
pub fn add_loads(tx: &mut WriteTx, changes: &BTreeMap<(i32, LotseId), i64>) -> Result<(), StorageError> {
    let row = |(&(year, lotse), &assignments): (&(i32, LotseId), &i64)| LoadRow {
        year,
        lotse_id: Id(lotse.as_uuid()),
        assignments,
    };
    let rows: Vec<LoadRow> = changes.iter().filter(|(_, value)| **value != 0).map(row).collect();
    Ok(dialect::add_loads(tx.conn(), &rows)?)
}

/// Takes all sums away, and all loads.
pub fn clear(tx: &mut WriteTx) -> Result<(), StorageError> {
    diesel::delete(coverage_cells::table).execute(tx.conn())?;
    diesel::delete(coverage_loads::table).execute(tx.conn())?;
    Ok(())
}

/// Years of which something is counted, the latest first.
pub fn years(tx: &mut ReadTx) -> Result<Vec<i32>, StorageError> {
    let mut years: Vec<i32> = Vec::new();
    // Year by year, because the sums of all years are many and the latest before another one is found at once.
    loop {
        let before = years.last().copied().unwrap_or(i32::MAX);
        let latest = coverage_cells::table.filter(coverage_cells::year.lt(before)).select(max(coverage_cells::year));
        let Some(year) = latest.first(tx.conn())? else { return Ok(years) };
        years.push(year);
    }
}

/// One table of a year: counts by the keys of both dimensions, in the order of [`Dimension::ALL`]; empty keys where there is none.
pub type Table = BTreeMap<(String, String), Counts>;

/// Reads a table. What has come down to nothing is not in it.
pub fn table(
    tx: &mut ReadTx,
    year: i32,
    first: Option<Dimension>,
    second: Option<Dimension>,
) -> Result<Table, StorageError> {
    read(tx, year, (first, second), None)
}

/// The same with nothing but the measures that are counted where two dimensions meet.
pub fn crossed(
    tx: &mut ReadTx,
    year: i32,
    first: Option<Dimension>,
    second: Option<Dimension>,
) -> Result<Table, StorageError> {
    read(tx, year, (first, second), Some(&Measure::CROSSED))
}

fn read(
    tx: &mut ReadTx,
    year: i32,
    (first, second): (Option<Dimension>, Option<Dimension>),
    measures: Option<&[Measure]>,
) -> Result<Table, StorageError> {
    let code = |dimension: Option<Dimension>| dimension.map_or("", Dimension::code);
    let mut query = coverage_cells::table
        .filter(coverage_cells::year.eq(year))
        .filter(coverage_cells::first_by.eq(code(first)))
        .filter(coverage_cells::second_by.eq(code(second)))
        .filter(coverage_cells::value.ne(0))
        .select((coverage_cells::first_key, coverage_cells::second_key, coverage_cells::measure, coverage_cells::value))
        .into_boxed();
    if let Some(measures) = measures {
        query = query.filter(coverage_cells::measure.eq_any(measures.iter().map(Measure::to_string)));
    }
    let rows: Vec<(String, String, String, i64)> = query.load(tx.conn())?;
    let none = Id(uuid::Uuid::nil());
    let mut table = Table::new();
    for (first, second, measure, value) in rows {
        let measure = stored::text(&measure, "coverage_cells.measure", none)?;
        let value = stored::number(value, "coverage_cells.value", none)?;
        table.entry((first, second)).or_default().insert(measure, value);
    }
    Ok(table)
}

/// Every sum that is not nothing, for comparing.
pub fn all(tx: &mut ReadTx, year: i32) -> Result<BTreeMap<Cell, i64>, StorageError> {
    let mut all = BTreeMap::new();
    let mut add = |by: &dyn Fn(String, String) -> By, table: Table| {
        for ((first, second), counts) in table {
            let by = by(first, second);
            all.extend(counts.into_iter().map(|(measure, value)| {
                (Cell { year, by: by.clone(), measure }, i64::try_from(value).unwrap_or(i64::MAX))
            }));
        }
    };
    add(&|_, _| By::Nothing, table(tx, year, None, None)?);
    for (at, first) in Dimension::ALL.iter().enumerate() {
        add(&|key, _| By::One(*first, key), table(tx, year, Some(*first), None)?);
        for second in Dimension::ALL.iter().skip(at + 1) {
            let found = table(tx, year, Some(*first), Some(*second))?;
            add(&|key, other| By::Two((*first, key), (*second, other)), found);
        }
    }
    Ok(all)
}

/// Every load that is not nothing, for comparing.
pub fn all_loads(tx: &mut ReadTx, year: i32) -> Result<BTreeMap<(i32, LotseId), i64>, StorageError> {
    let rows: Vec<(Id, i64)> = coverage_loads::table
        .filter(coverage_loads::year.eq(year))
        .filter(coverage_loads::assignments.ne(0))
        .select((coverage_loads::lotse_id, coverage_loads::assignments))
        .load(tx.conn())?;
    Ok(rows.into_iter().map(|(id, value)| ((year, LotseId::from_uuid(id.0)), value)).collect())
}
