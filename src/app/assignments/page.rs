//! Assignments in pages, and one of them, with the given name of who goes: more of it a requester does not learn.

use std::collections::HashMap;

use crate::app::identity::IdentityError;
use crate::app::{AppError, Context};
use crate::domain::access::{Deed, Denied, Grant};
use crate::domain::assignment::Assignment;
use crate::domain::filter::{AssignmentFilter, AssignmentSort};
use crate::domain::id::{AssignmentId, LotseId};
use crate::domain::page::{Page, Paging};
use crate::domain::text::PersonName;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// An assignment with the given name of who goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The assignment.
    pub assignment: Assignment,
    /// The Lotse's given name.
    pub given_name: PersonName,
}

/// A page of the assignments that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &AssignmentFilter,
    paging: &Paging<AssignmentSort>,
) -> Result<Page<Shown>, StorageError> {
    context.database.read(|tx| {
        let Page { items, next } = storage::assignments::page(tx, grant.scope(), filter, paging)?;
        let names = names(tx, &items)?;
        let shown = items.into_iter().map(|assignment| shown(assignment, &names));
        Ok(Page { items: shown.collect::<Result<_, _>>()?, next })
    })
}

/// One assignment, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: AssignmentId) -> Result<Shown, StorageError> {
    context.database.read(|tx| find_in(tx, grant, id))
}

/// The same within a transaction.
///
/// # Errors
/// As [`find`].
pub fn find_in(tx: &mut ReadTx, grant: &Grant, id: AssignmentId) -> Result<Shown, StorageError> {
    let assignment = storage::assignments::find_within(tx, grant.scope(), id)?;
    let names = names(tx, std::slice::from_ref(&assignment))?;
    shown(assignment, &names)
}

/// That the grant reaches far enough for what is to be done with an assignment.
///
/// # Errors
/// [`StorageError::NotFound`] when it may not even be seen, [`IdentityError::Denied`] when it may only be seen.
pub fn allowed(tx: &mut ReadTx, grant: &Grant, id: AssignmentId, deed: Deed) -> Result<(), AppError> {
    storage::assignments::find_within(tx, grant.scope(), id)?;
    if storage::assignments::parties(tx, id)?.allow(grant.scope(), deed) {
        return Ok(());
    }
    Err(IdentityError::Denied(Denied(grant.permission())).into())
}

/// The same, while nobody else can move it.
///
/// # Errors
/// As [`allowed`].
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: AssignmentId, deed: Deed) -> Result<Shown, AppError> {
    allowed(tx, grant, id, deed)?;
    super::held(tx, id)?;
    Ok(find_in(tx, grant, id)?)
}

fn names(tx: &mut ReadTx, assignments: &[Assignment]) -> Result<HashMap<LotseId, PersonName>, StorageError> {
    let lotsen: Vec<LotseId> = assignments.iter().map(|assignment| assignment.lotse).collect();
    storage::lotsen::given_names(tx, &lotsen)
}

fn shown(assignment: Assignment, names: &HashMap<LotseId, PersonName>) -> Result<Shown, StorageError> {
    let given_name = names.get(&assignment.lotse).cloned().ok_or(StorageError::NotFound { what: "Lotse" })?;
    Ok(Shown { assignment, given_name })
}
