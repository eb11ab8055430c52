//! Lotsen who can be asked now, counted where they live: what lies in which region is a matter of tables outside the database.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::tables::coverage_loads;
use crate::domain::code::LotseStatus;
use crate::domain::geo::Postcode;
use crate::domain::id::OrganisationId;
use crate::domain::language::LanguageCode;
use crate::storage::error::StorageError;
use crate::storage::schema::{lotse_languages, lotsen};
use crate::storage::stored;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    lotsen::home,
    lotsen::organisation_id,
    lotsen::radius_km,
    lotse_languages::language,
    coverage_loads::assignments
);

/// Those who live at one place and belong to one carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtHome {
    /// Where they live.
    pub home: Postcode,
    /// Whose they are.
    pub organisation: OrganisationId,
    /// How many they are.
    pub lotsen: u64,
}

/// Counts them.
pub fn active(tx: &mut ReadTx) -> Result<Vec<AtHome>, StorageError> {
    let rows: Vec<(String, Id, i64)> = lotsen::table
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::home, lotsen::organisation_id))
        .select((lotsen::home, lotsen::organisation_id, count_star()))
        .load(tx.conn())?;
    rows.into_iter()
        .map(|(home, id, count)| {
            Ok(AtHome {
                home: stored::text(&home, "lotsen.home", id)?,
                organisation: OrganisationId::from_uuid(id.0),
                lotsen: stored::number(count, "lotsen", id)?,
            })
        })
        .collect()
}

/// Speakers of one language who live at one place and go equally far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speakers {
    /// Where they live.
    pub home: Postcode,
    /// How far they go.
    pub radius_km: u16,
    /// What they speak.
    pub language: LanguageCode,
    /// How many they are.
    pub lotsen: u64,
}

/// Counts speakers of every language.
pub fn speakers(tx: &mut ReadTx) -> Result<Vec<Speakers>, StorageError> {
    let none = Id(uuid::Uuid::nil());
    let rows: Vec<(String, i32, String, i64)> = lotsen::table
        .inner_join(lotse_languages::table)
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::home, lotsen::radius_km, lotse_languages::language))
        .select((lotsen::home, lotsen::radius_km, lotse_languages::language, count_star()))
        .load(tx.conn())?;
    rows.into_iter()
        .map(|(home, radius, language, count)| {
            Ok(Speakers {
                home: stored::text(&home, "lotsen.home", none)?,
                radius_km: stored::number(radius, "lotsen.radius_km", none)?,
                language: stored::text(&language, "lotse_languages.language", none)?,
                lotsen: stored::number(count, "lotsen", none)?,
            })
        })
        .collect()
}

/// Where they live, whose they are, and how many of them had so many assignments to requests of a year.
pub type Loads = BTreeMap<(Postcode, OrganisationId, u64), u64>;

/// Counts active Lotsen by their assignments; those without any are not in it.
pub fn loads(tx: &mut ReadTx, year: i32) -> Result<Loads, StorageError> {
    let rows: Vec<(String, Id, i64, i64)> = coverage_loads::table
        .inner_join(lotsen::table.on(lotsen::id.eq(coverage_loads::lotse_id)))
        .filter(coverage_loads::year.eq(year))
        .filter(coverage_loads::assignments.gt(0))
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::home, lotsen::organisation_id, coverage_loads::assignments))
        .select((lotsen::home, lotsen::organisation_id, coverage_loads::assignments, count_star()))
        .load(tx.conn())?;
    let mut loads = Loads::new();
    for (home, id, assignments, count) in rows {
        let home = stored::text(&home, "lotsen.home", id)?;
        let assignments = stored::number(assignments, "coverage_loads", id)?;
        let key = (home, OrganisationId::from_uuid(id.0), assignments);
        loads.insert(key, stored::number(count, "lotsen", id)?);
    }
    Ok(loads)
}
