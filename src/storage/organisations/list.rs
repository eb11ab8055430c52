//! Organisations in pages, and one of them, as far as somebody may see them.

use diesel::prelude::*;
use uuid::Uuid;

use super::{OrganisationRow, RegionRow, find, name_key};
use crate::domain::access::Scope;
use crate::domain::filter::{OrganisationFilter, OrganisationSort};
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::domain::page::{Key, Page, Paging};
use crate::domain::region::RegionCode;
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::schema::{organisation_regions, organisations};
use crate::storage::stored::ByOwner;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// A page of organisations.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &OrganisationFilter,
    paging: &Paging<OrganisationSort>,
) -> Result<Page<Organisation>, StorageError> {
    let sorted_by = |organisation: &Organisation| vec![Key::Text(name_key(organisation))];
    query(scope, filter, paging).read(tx, paging, these, |organisation| organisation.id.as_uuid(), sorted_by)
}

fn these(tx: &mut ReadTx, ids: &[Uuid]) -> Result<Vec<Organisation>, StorageError> {
    let ids = || ids.iter().map(|id| Id(*id));
    let rows: Vec<OrganisationRow> = organisations::table
        .filter(organisations::id.eq_any(ids()))
        .select(OrganisationRow::as_select())
        .load(tx.conn())?;
    let regions: Vec<RegionRow> = organisation_regions::table
        .filter(organisation_regions::organisation_id.eq_any(ids()))
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

/// One organisation, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: OrganisationId) -> Result<Organisation, StorageError> {
    if scope.has_organisation(id) { find(tx, id) } else { Err(StorageError::NotFound { what: "organisation" }) }
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &OrganisationFilter, paging: &Paging<OrganisationSort>) -> ListQuery {
    let columns = Columns::of("organisations AS o", "o.id", &["o.name_key"], false);
    let branches = match scope {
        Scope::All => Branches::everything(),
        Scope::Of { organisations, .. } => Branches::rows("o.id = ", organisations.iter().map(|id| id.as_uuid())),
    };
    let serves = |region: &RegionCode| {
        Condition::with(
            "EXISTS (SELECT 1 FROM organisation_regions AS s WHERE s.organisation_id = o.id AND s.region = ",
            Value::Text(region.to_string()),
        )
        .then(Condition::sql(")"))
    };
    let narrowed = [
        filter.kind.map(|kind| Condition::with("o.kind = ", kind.code())),
        filter.region.as_ref().map(serves),
        filter.text.as_ref().map(|text| Condition::words("o.search_words LIKE ", text)),
    ];
    ListQuery::new(columns, branches.and(Condition::all(narrowed.into_iter().flatten())), paging)
}
