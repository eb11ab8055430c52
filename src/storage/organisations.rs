//! Organisations, the regions they serve, and who lends Lotsen to whom.

mod agreed;
mod list;
mod some;

use diesel::prelude::*;

pub use self::agreed::{lendings_page, lendings_query};
pub use self::list::{find_within, page, query};
pub use self::some::{kinds, lent_to, serving, some};

use super::connection::AnyConn;
use super::dialect::{hold_rows, insert_all, upsert_all};
use super::error::StorageError;
use super::schema::{lendings, memberships, organisation_regions, organisations};
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::Id;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::search;
use crate::domain::text::OrganisationName;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations, treat_none_as_default_value = false)]
struct OrganisationRow {
    id: Id,
    kind: String,
    name: String,
    email: Option<String>,
    name_key: String,
    search_words: String,
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

impl LendingRow {
    fn into_domain(self) -> Lending {
        Lending {
            from: OrganisationId::from_uuid(self.from_id.0),
            to: OrganisationId::from_uuid(self.to_id.0),
            from_agreed: self.from_agreed,
            to_agreed: self.to_agreed,
        }
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
            name_key: name_key(organisation),
            search_words: search::index([Some(organisation.name.as_str())]),
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
    upsert_all!(conn, organisations(id), rows, [kind, name, email, name_key, search_words])?;
    for ids in rows.iter().map(|row| row.id).collect::<Vec<_>>().chunks(super::dialect::BATCH) {
        diesel::delete(organisation_regions::table.filter(organisation_regions::organisation_id.eq_any(ids)))
            .execute(conn)?;
    }
    insert_all!(conn, organisation_regions, regions)?;
    Ok(())
}

/// What organisations are sorted by.
fn name_key(organisation: &Organisation) -> String {
    search::sort_key([organisation.name.as_str()])
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

/// Holds the rows of organisations until the transaction ends.
pub fn hold_all(tx: &mut WriteTx, ids: impl IntoIterator<Item = OrganisationId>) -> Result<(), StorageError> {
    Ok(hold_rows!(tx.conn(), organisations, ids.into_iter().map(|id| Id(id.as_uuid())).collect())?)
}

/// Deletes an organisation and its agreements. [`StorageError::StillReferenced`] while Lotsen, requests, runs or accounts belong
/// to it.
pub fn delete(tx: &mut WriteTx, id: OrganisationId) -> Result<(), StorageError> {
    // A role would go with it without a word.
    let roles = memberships::table.filter(memberships::organisation_id.eq(Id(id.as_uuid())));
    if diesel::select(diesel::dsl::exists(roles)).get_result(tx.conn())? {
        return Err(StorageError::StillReferenced { what: "organisation" });
    }
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

/// Deletes an agreement to lend, if there is one.
pub fn delete_lending(tx: &mut WriteTx, from: OrganisationId, to: OrganisationId) -> Result<(), StorageError> {
    diesel::delete(lendings::table.find((Id(from.as_uuid()), Id(to.as_uuid())))).execute(tx.conn())?;
    Ok(())
}

/// The agreement between two carriers in this direction, if there is one.
pub fn lending(tx: &mut ReadTx, from: OrganisationId, to: OrganisationId) -> Result<Option<Lending>, StorageError> {
    let row: Option<LendingRow> = lendings::table
        .find((Id(from.as_uuid()), Id(to.as_uuid())))
        .select(LendingRow::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(LendingRow::into_domain))
}

/// Every agreement to lend, those included that only one side has agreed to.
pub fn all_lendings(tx: &mut ReadTx) -> Result<Vec<Lending>, StorageError> {
    let rows: Vec<LendingRow> =
        lendings::table.order((lendings::from_id, lendings::to_id)).select(LendingRow::as_select()).load(tx.conn())?;
    Ok(rows.into_iter().map(LendingRow::into_domain).collect())
}

/// Writes what organisations are found and sorted by where it has never been written: rows from before there were such columns.
pub(super) fn fill_in(conn: &mut AnyConn) -> QueryResult<()> {
    let rows: Vec<(Id, String)> = organisations::table
        .filter(organisations::search_words.eq(""))
        .select((organisations::id, organisations::name))
        .load(conn)?;
    for (id, name) in rows {
        let name = name.as_str();
        let written = (
            organisations::name_key.eq(search::sort_key([name])),
            organisations::search_words.eq(search::index([Some(name)])),
        );
        diesel::update(organisations::table.find(id)).set(written).execute(conn)?;
    }
    Ok(())
}
