//! Assignments in pages, and one of them, as far as somebody may see them: those for requests of their organisations, those of their
//! organisations' Lotsen wherever these go, and one's own.

use diesel::prelude::*;
use uuid::Uuid;

use super::{Selection, find, load};
use crate::domain::access::{self, Deed, Scope};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::filter::{AssignmentFilter, AssignmentSort};
use crate::domain::id::AssignmentId;
use crate::domain::page::{Key, Page, Paging};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::parties::{Parties, Wanted, of_row};
use crate::storage::requests::for_what;
use crate::storage::schema::assignments;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

const PARTIES: Parties = Parties {
    state: ["a.state", "a.state = "],
    carrier: ["a.carrier_id", "a.carrier_id = "],
    organisation: ["a.organisation_id", "a.organisation_id = "],
    lender: ["a.lender_id", "a.lender_id = "],
    lotse: ["a.lotse_id", "a.lotse_id = "],
    request: "a.request_id = ",
};

/// A page of assignments.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &AssignmentFilter,
    paging: &Paging<AssignmentSort>,
) -> Result<Page<Assignment>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| load(tx, Selection::Ids(ids));
    let sorted_by = |assignment: &Assignment| vec![Key::Local(assignment.appointment.starts())];
    query(scope, filter, paging).read(tx, paging, these, |assignment| assignment.id.as_uuid(), sorted_by)
}

/// One assignment, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: AssignmentId) -> Result<Assignment, StorageError> {
    let assignment = find(tx, id)?;
    let visible = parties(tx, id)?.allow(scope, Deed::See);
    if visible { Ok(assignment) } else { Err(StorageError::NotFound { what: "assignment" }) }
}

/// Whose it is.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn parties(tx: &mut ReadTx, id: AssignmentId) -> Result<access::Parties, StorageError> {
    let lotse = find(tx, id)?.lotse;
    let parties: [Id; 3] = assignments::table
        .find(Id(id.as_uuid()))
        .select((assignments::carrier_id, assignments::organisation_id, assignments::lender_id))
        .first::<(Id, Id, Id)>(tx.conn())?
        .into();
    Ok(of_row(parties, lotse))
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &AssignmentFilter, paging: &Paging<AssignmentSort>) -> ListQuery {
    let descending = paging.sort() == AssignmentSort::Latest;
    let columns = Columns::of("assignments AS a", "a.id", &["a.first_begin"], descending);
    let all = AssignmentState::ALL.iter().filter(|state| filter.states.is_empty() || filter.states.contains(state));
    let states = all.map(|state| state.code()).collect();
    let wanted = Wanted { states, lotse: filter.lotse, request: filter.request, carrier: filter.carrier };
    let begins = Condition::between("a.first_begin >= ", "a.first_begin < ", filter.begins, Value::Local);
    let branches: Branches = PARTIES.visible(scope, &wanted);
    let for_what = for_what("1 = (SELECT 1 FROM requests AS q WHERE q.id = a.request_id AND ", scope, &filter.for_what);
    ListQuery::new(columns, branches.and(begins).and(for_what), paging)
}
