//! Organisations, the regions they serve, and who lends Lotsen to whom.

use diesel::prelude::*;

use super::connection::AnyConn;
use super::dialect::{insert_all, upsert_all};
use super::error::StorageError;
use super::schema::{lendings, organisation_regions, organisations};
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::Id;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::text::OrganisationName;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations, treat_none_as_default_value = false)]
struct OrganisationRow {
    id: Id,
    kind: String,
    name: String,
    email: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation_regions, treat_none_as_default_value = false)]
struct RegionRow {
    organisation_id: Id,
    position: i32,
    region: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lendings, treat_none_as_default_value = false)]
struct LendingRow {
    from_id: Id,
    to_id: Id,
    from_agreed: bool,
    to_agreed: bool,
}

impl OrganisationRow {
    fn into_domain(self, regions: Vec<RegionRow>) -> Result<Organisation, StorageError> {
        let id = self.id;
        Ok(Organisation {
            id: OrganisationId::from_uuid(id.0),
            kind: stored::text(&self.kind, "organisations.kind", id)?,
            name: stored::owned(self.name, "organisations.name", id)?,
            email: stored::owned_if(self.email, "organisations.email", id)?,
            regions: regions
                .into_iter()
                .map(|row| stored::owned(row.region, "organisation_regions.region", id))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// Inserts organisations, or overwrites those that exist. [`StorageError::Duplicate`] when a name is taken.
pub fn save_all(tx: &mut WriteTx, all: &[Organisation]) -> Result<(), StorageError> {
    let rows: Vec<OrganisationRow> = all
        .iter()
        .map(|organisation| OrganisationRow {
            id: Id(organisation.id.as_uuid()),
            kind: organisation.kind.code().to_owned(),
            name: organisation.name.to_string(),
            email: stored::shown(organisation.email.as_ref()),
        })
        .collect();
    let regions: Vec<RegionRow> = all
        .iter()
        .flat_map(|organisation| {
            stored::numbered(&organisation.regions).map(|(position, region)| RegionRow {
                organisation_id: Id(organisation.id.as_uuid()),
                position,
                region: region.to_string(),
            })
        })
        .collect();
    let conn = tx.conn();
    upsert_all!(conn, organisations(id), rows, [kind, name, email])?;
    for ids in rows.iter().map(|row| row.id).collect::<Vec<_>>().chunks(super::dialect::BATCH) {
        diesel::delete(organisation_regions::table.filter(organisation_regions::organisation_id.eq_any(ids)))
            .execute(conn)?;
    }
    insert_all!(conn, organisation_regions, regions)?;
    Ok(())
}

/// Every organisation, by name.
pub fn all(tx: &mut ReadTx) -> Result<Vec<Organisation>, StorageError> {
    let rows = organisations::table
        .order((organisations::name, organisations::id))
        .select(OrganisationRow::as_select())
        .load(tx.conn())?;
    let regions = organisation_regions::table
        .order((organisation_regions::organisation_id, organisation_regions::position))
        .select(RegionRow::as_select())
        .load(tx.conn())?;
    let mut regions = ByOwner::new(regions, |row: &RegionRow| row.organisation_id);
    rows.into_iter()
        .map(|row| {
            let own = regions.take(row.id);
            row.into_domain(own)
        })
        .collect()
}

/// One organisation.
pub fn find(tx: &mut ReadTx, id: OrganisationId) -> Result<Organisation, StorageError> {
    let row = organisations::table
        .find(Id(id.as_uuid()))
        .select(OrganisationRow::as_select())
        .first(tx.conn())
        .map_err(StorageError::absent("organisation"))?;
    let regions = regions_of(tx.conn(), row.id)?;
    row.into_domain(regions)
}

/// The organisation of this name, if there is one.
pub fn find_by_name(tx: &mut ReadTx, name: &OrganisationName) -> Result<Option<Organisation>, StorageError> {
    let row = organisations::table
        .filter(organisations::name.eq(name.as_str()))
        .select(OrganisationRow::as_select())
        .first(tx.conn())
        .optional()?;
    row.map(|row| {
        let regions = regions_of(tx.conn(), row.id)?;
        row.into_domain(regions)
    })
    .transpose()
}

fn regions_of(conn: &mut AnyConn, id: Id) -> Result<Vec<RegionRow>, StorageError> {
    let rows = organisation_regions::table
        .filter(organisation_regions::organisation_id.eq(id))
        .order(organisation_regions::position)
        .select(RegionRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// Deletes an organisation and its agreements. [`StorageError::StillReferenced`] while Lotsen, requests or runs belong
/// to it.
pub fn delete(tx: &mut WriteTx, id: OrganisationId) -> Result<(), StorageError> {
    let deleted = diesel::delete(organisations::table.find(Id(id.as_uuid())))
        .execute(tx.conn())
        .map_err(StorageError::in_use("organisation"))?;
    if deleted == 0 { Err(StorageError::NotFound { what: "organisation" }) } else { Ok(()) }
}

/// Inserts agreements to lend, or overwrites those between the same two.
pub fn save_lendings(tx: &mut WriteTx, all: &[Lending]) -> Result<(), StorageError> {
    let rows: Vec<LendingRow> = all
        .iter()
        .map(|lending| LendingRow {
            from_id: Id(lending.from.as_uuid()),
            to_id: Id(lending.to.as_uuid()),
            from_agreed: lending.from_agreed,
            to_agreed: lending.to_agreed,
        })
        .collect();
    upsert_all!(tx.conn(), lendings(from_id, to_id), rows, [from_agreed, to_agreed])?;
    Ok(())
}

/// Every agreement to lend, those included that only one side has agreed to.
pub fn all_lendings(tx: &mut ReadTx) -> Result<Vec<Lending>, StorageError> {
    let rows: Vec<LendingRow> =
        lendings::table.order((lendings::from_id, lendings::to_id)).select(LendingRow::as_select()).load(tx.conn())?;
    let lending = |row: LendingRow| Lending {
        from: OrganisationId::from_uuid(row.from_id.0),
        to: OrganisationId::from_uuid(row.to_id.0),
        from_agreed: row.from_agreed,
        to_agreed: row.to_agreed,
    };
    Ok(rows.into_iter().map(lending).collect())
}
