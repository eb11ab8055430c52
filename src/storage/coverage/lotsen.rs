//! Lotsen who can be asked now, counted where they live: what lies in which region is a matter of tables outside the database.

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

/// Counts them by where they live.
pub fn by_home(tx: &mut ReadTx) -> Result<Vec<(Postcode, u64)>, StorageError> {
    let rows: Vec<(String, i64)> = lotsen::table
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by(lotsen::home)
        .select((lotsen::home, count_star()))
        .load(tx.conn())?;
    rows.into_iter().map(|(home, count)| Ok((at_home(&home)?, number(count)?))).collect()
}

/// Counts them by whose they are.
pub fn by_carrier(tx: &mut ReadTx) -> Result<Vec<(OrganisationId, u64)>, StorageError> {
    let rows: Vec<(Id, i64)> = lotsen::table
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by(lotsen::organisation_id)
        .select((lotsen::organisation_id, count_star()))
        .load(tx.conn())?;
    rows.into_iter().map(|(id, count)| Ok((OrganisationId::from_uuid(id.0), number(count)?))).collect()
}

fn at_home(home: &str) -> Result<Postcode, StorageError> {
    stored::text(home, "lotsen.home", Id(uuid::Uuid::nil()))
}

fn number(count: i64) -> Result<u64, StorageError> {
    stored::number(count, "lotsen", Id(uuid::Uuid::nil()))
}

/// Counts speakers of every language by where they live.
pub fn speakers(tx: &mut ReadTx) -> Result<Vec<(LanguageCode, Postcode, u64)>, StorageError> {
    let rows: Vec<(String, String, i64)> = lotsen::table
        .inner_join(lotse_languages::table)
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::home, lotse_languages::language))
        .select((lotse_languages::language, lotsen::home, count_star()))
        .load(tx.conn())?;
    let speakers =
        |(language, home, count): (String, String, i64)| Ok((spoken(&language)?, at_home(&home)?, number(count)?));
    rows.into_iter().map(speakers).collect()
}

/// Speakers of one language who live at one place and go equally far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InReach {
    /// Where they live.
    pub home: Postcode,
    /// How far they go.
    pub radius_km: u16,
    /// What they speak.
    pub language: LanguageCode,
    /// How many they are.
    pub lotsen: u64,
}

/// Counts speakers of every language by where they live and how far they go.
pub fn in_reach(tx: &mut ReadTx) -> Result<Vec<InReach>, StorageError> {
    let rows: Vec<(String, i32, String, i64)> = lotsen::table
        .inner_join(lotse_languages::table)
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::home, lotsen::radius_km, lotse_languages::language))
        .select((lotsen::home, lotsen::radius_km, lotse_languages::language, count_star()))
        .load(tx.conn())?;
    let reach = |(home, radius, language, count): (String, i32, String, i64)| {
        Ok(InReach {
            home: at_home(&home)?,
            radius_km: stored::number(radius, "lotsen.radius_km", Id(uuid::Uuid::nil()))?,
            language: spoken(&language)?,
            lotsen: number(count)?,
        })
    };
    rows.into_iter().map(reach).collect()
}

fn spoken(language: &str) -> Result<LanguageCode, StorageError> {
    stored::text(language, "lotse_languages.language", Id(uuid::Uuid::nil()))
}

/// A part of the active Lotsen, how many assignments somebody had to requests of a year, and how many of the part had so many.
/// Those without any are not in it.
pub type Loads<Part> = Vec<(Part, u64, u64)>;

/// Assignments of active Lotsen by where they live.
pub fn loads_by_home(tx: &mut ReadTx, year: i32) -> Result<Loads<Postcode>, StorageError> {
    let rows: Vec<(String, i64, i64)> = coverage_loads::table
        .inner_join(lotsen::table.on(lotsen::id.eq(coverage_loads::lotse_id)))
        .filter(coverage_loads::year.eq(year))
        .filter(coverage_loads::assignments.gt(0))
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::home, coverage_loads::assignments))
        .select((lotsen::home, coverage_loads::assignments, count_star()))
        .load(tx.conn())?;
    let load =
        |(home, assignments, count): (String, i64, i64)| Ok((at_home(&home)?, number(assignments)?, number(count)?));
    rows.into_iter().map(load).collect()
}

/// Assignments of active Lotsen by whose they are.
pub fn loads_by_carrier(tx: &mut ReadTx, year: i32) -> Result<Loads<OrganisationId>, StorageError> {
    let rows: Vec<(Id, i64, i64)> = coverage_loads::table
        .inner_join(lotsen::table.on(lotsen::id.eq(coverage_loads::lotse_id)))
        .filter(coverage_loads::year.eq(year))
        .filter(coverage_loads::assignments.gt(0))
        .filter(lotsen::status.eq(LotseStatus::Active.code()))
        .group_by((lotsen::organisation_id, coverage_loads::assignments))
        .select((lotsen::organisation_id, coverage_loads::assignments, count_star()))
        .load(tx.conn())?;
    let load = |(id, assignments, count): (Id, i64, i64)| {
        Ok((OrganisationId::from_uuid(id.0), number(assignments)?, number(count)?))
    };
    rows.into_iter().map(load).collect()
}
