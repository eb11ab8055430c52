//! Agreements to lend in pages, as far as somebody may see them: those in which their organisations take part.

use diesel::prelude::*;
use uuid::Uuid;

use super::LendingRow;
use crate::domain::access::Scope;
use crate::domain::filter::LendingSort;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Lending;
use crate::domain::page::{Cursor, Key, Page, Paging};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery};
use crate::storage::schema::lendings;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// A page of agreements, those included that only one side has agreed to.
///
/// # Errors
/// When the database fails.
pub fn lendings_page(
    tx: &mut ReadTx,
    scope: &Scope,
    paging: &Paging<LendingSort>,
) -> Result<Page<Lending>, StorageError> {
    let (pairs, more) = lendings_query(scope, paging).pairs(tx)?;
    let ids = |side: fn(&(Uuid, Uuid)) -> Uuid| pairs.iter().map(side).map(Id).collect::<Vec<_>>();
    let rows: Vec<LendingRow> = lendings::table
        .filter(lendings::from_id.eq_any(ids(|pair| pair.0)))
        .filter(lendings::to_id.eq_any(ids(|pair| pair.1)))
        .select(LendingRow::as_select())
        .load(tx.conn())?;
    // Lenders of one row and borrowers of another may have agreed too.
    let place = |row: &LendingRow| pairs.iter().position(|pair| *pair == (row.from_id.0, row.to_id.0));
    let mut placed: Vec<_> = rows.into_iter().filter_map(|row| Some((place(&row)?, row.into_domain()))).collect();
    placed.sort_by_key(|(place, _)| *place);
    let items: Vec<Lending> = placed.into_iter().map(|(_, lending)| lending).collect();
    let last = items.last().filter(|_| more);
    let cursor = |last: &Lending| Cursor::new(paging.sort(), vec![Key::Id(last.from.as_uuid())], last.to.as_uuid());
    Ok(Page { next: last.map(cursor), items })
}

/// The query of a page: by lender, then borrower; what is between two of the organisations, once.
pub fn lendings_query(scope: &Scope, paging: &Paging<LendingSort>) -> ListQuery {
    let columns =
        Columns { table: "lendings AS l", id: "l.to_id", keys: &["l.from_id"], descending: false, in_pairs: true };
    let branches = match scope {
        Scope::All => Branches::everything(),
        Scope::Of { organisations, .. } => {
            let all = || organisations.iter().copied();
            let lender = |id: OrganisationId| Condition::with("l.from_id = ", id.as_uuid());
            let borrower = |id: OrganisationId| Condition::with("l.to_id = ", id.as_uuid());
            let elsewhere = Condition::none_of("l.from_id", all().map(OrganisationId::as_uuid));
            Branches::of(all().map(lender).collect()).or(Branches::of(all().map(borrower).collect()).and(elsewhere))
        }
    };
    ListQuery::new(columns, branches, paging)
}
