//! Some of the organisations: whoever is named, serves a place, or lends. A request or a Lotse concerns a handful of them, however
//! many there are.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{LendingRow, OrganisationRow, RegionRow};
use crate::domain::code::OrganisationKind;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::region::RegionCode;
use crate::storage::dialect::BATCH;
use crate::storage::error::StorageError;
use crate::storage::schema::{lendings, organisation_regions, organisations};
use crate::storage::stored::{self, ByOwner};
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// Each once, as the database knows them.
fn ids(of: impl IntoIterator<Item = OrganisationId>) -> Vec<Id> {
    let each: BTreeSet<Id> = of.into_iter().map(|id| Id(id.as_uuid())).collect();
    each.into_iter().collect()
}

/// These organisations, as far as they exist, by name.
pub fn some(
    tx: &mut ReadTx,
    wanted: impl IntoIterator<Item = OrganisationId>,
) -> Result<Vec<Organisation>, StorageError> {
    let wanted = ids(wanted);
    let mut found = Vec::with_capacity(wanted.len());
    for some in wanted.chunks(BATCH) {
        let rows: Vec<OrganisationRow> = organisations::table
            .filter(organisations::id.eq_any(some))
            .select(OrganisationRow::as_select())
            .load(tx.conn())?;
        let regions = organisation_regions::table
            .filter(organisation_regions::organisation_id.eq_any(some))
            .order((organisation_regions::organisation_id, organisation_regions::position))
            .select(RegionRow::as_select())
            .load(tx.conn())?;
        let mut regions = ByOwner::new(regions, |row: &RegionRow| row.organisation_id);
        for row in rows {
            let own = regions.take(row.id);
            found.push(row.into_domain(own)?);
        }
    }
    found.sort_by(|a, b| (a.name.as_str(), a.id).cmp(&(b.name.as_str(), b.id)));
    Ok(found)
}

/// What these organisations are, as far as they exist.
pub fn kinds(
    tx: &mut ReadTx,
    wanted: impl IntoIterator<Item = OrganisationId>,
) -> Result<BTreeMap<OrganisationId, OrganisationKind>, StorageError> {
    let mut found = BTreeMap::new();
    for some in ids(wanted).chunks(BATCH) {
        let rows: Vec<(Id, String)> = organisations::table
            .filter(organisations::id.eq_any(some))
            .select((organisations::id, organisations::kind))
            .load(tx.conn())?;
        for row in rows {
            let (id, kind) = kind(row)?;
            found.insert(id, kind);
        }
    }
    Ok(found)
}

/// Which organisations serve one of these regions, and what they are.
pub fn serving<'a>(
    tx: &mut ReadTx,
    regions: impl IntoIterator<Item = &'a RegionCode>,
) -> Result<BTreeMap<OrganisationId, OrganisationKind>, StorageError> {
    let regions: Vec<&str> = regions.into_iter().map(RegionCode::as_str).collect();
    let rows: Vec<(Id, String)> = organisation_regions::table
        .inner_join(organisations::table.on(organisations::id.eq(organisation_regions::organisation_id)))
        .filter(organisation_regions::region.eq_any(regions))
        .select((organisations::id, organisations::kind))
        .load(tx.conn())?;
    rows.into_iter().map(kind).collect()
}

fn kind((id, kind): (Id, String)) -> Result<(OrganisationId, OrganisationKind), StorageError> {
    Ok((OrganisationId::from_uuid(id.0), stored::text(&kind, "organisations.kind", id)?))
}

/// Agreements to lend that hold, to one of these carriers.
pub fn lent_to(
    tx: &mut ReadTx,
    carriers: impl IntoIterator<Item = OrganisationId>,
) -> Result<Vec<Lending>, StorageError> {
    let mut found = Vec::new();
    for some in ids(carriers).chunks(BATCH) {
        let rows: Vec<LendingRow> = lendings::table
            .filter(lendings::to_id.eq_any(some))
            .order((lendings::from_id, lendings::to_id))
            .select(LendingRow::as_select())
            .load(tx.conn())?;
        found.extend(rows.into_iter().map(LendingRow::into_domain).filter(Lending::holds));
    }
    Ok(found)
}
