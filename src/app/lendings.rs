//! Which carriers lend each other Lotsen. It holds when both have agreed; each agrees for itself, and may think better of it.

use serde_json::json;

use super::audit::note;
use super::requests::drop_waiting;
use super::{AppError, Context, Moment};
use crate::domain::access::{Grant, Scope};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::OrganisationKind;
use crate::domain::filter::LendingSort;
use crate::domain::id::OrganisationId;
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::organisation::Lending;
use crate::domain::page::{Page, Paging};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Why nothing was agreed.
#[derive(Debug, thiserror::Error)]
pub enum LendingError {
    /// The lender is no carrier.
    #[error("the lender is no carrier")]
    From,
    /// The borrower is no carrier.
    #[error("the borrower is no carrier")]
    To,
    /// The borrower is the lender.
    #[error("nobody lends to themselves")]
    Oneself,
    /// Neither is the caller's.
    #[error("neither of the two carriers is yours")]
    NotYours,
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for LendingError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// The agreements in which the grant's carriers take part, or all.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, grant: &Grant) -> Result<Vec<Lending>, StorageError> {
    let mut all = context.database.read(storage::organisations::all_lendings)?;
    all.retain(|lending| may_see(grant.scope(), lending));
    Ok(all)
}

/// A page of the same, by lender and borrower.
///
/// # Errors
/// When the database fails.
pub fn page(context: &Context, grant: &Grant, paging: &Paging<LendingSort>) -> Result<Page<Lending>, StorageError> {
    context.database.read(|tx| storage::organisations::lendings_page(tx, grant.scope(), paging))
}

fn may_see(scope: &Scope, lending: &Lending) -> bool {
    scope.has_organisation(lending.from) || scope.has_organisation(lending.to)
}

/// Says for each of the two carriers that the grant reaches whether it agrees. What nobody agrees to any more is gone. When it no
/// longer holds, what was proposed by it and not released is dropped; what was agreed with Lotsen stays.
///
/// # Errors
/// [`LendingError`].
pub fn set(
    tx: &mut WriteTx,
    grant: &Grant,
    (from, to): (OrganisationId, OrganisationId),
    agreed: bool,
    moment: &mut Moment,
) -> Result<Lending, LendingError> {
    if !is_carrier(tx, from)? {
        return Err(LendingError::From);
    }
    if from == to {
        return Err(LendingError::Oneself);
    }
    if !is_carrier(tx, to)? {
        return Err(LendingError::To);
    }
    let scope = grant.scope();
    if !scope.has_organisation(from) && !scope.has_organisation(to) {
        return Err(LendingError::NotYours);
    }
    // Both sides may speak at once; whoever comes second must see what the first one said.
    storage::organisations::hold_all(tx, [from, to])?;
    let none = Lending { from, to, from_agreed: false, to_agreed: false };
    let current = storage::organisations::lending(tx, from, to)?.unwrap_or(none);
    let say = |id, said| if scope.has_organisation(id) { agreed } else { said };
    let lending =
        Lending { from_agreed: say(from, current.from_agreed), to_agreed: say(to, current.to_agreed), ..current };
    if lending == current {
        return Ok(current);
    }
    if lending.is_void() {
        storage::organisations::delete_lending(tx, from, to)?;
    } else {
        storage::organisations::save_lendings(tx, &[lending])?;
    }
    let actor = Actor::User(grant.user());
    let action = if agreed { Action::LendingAgreed } else { Action::LendingWithdrawn };
    let details = json!({"to": to, "from_agreed": lending.from_agreed, "to_agreed": lending.to_agreed});
    note(tx, actor, action, Subject::Lending(from), details, moment)?;
    if current.holds() && !lending.holds() {
        let lent = lent(tx, &lending)?;
        drop_waiting(tx, lent, actor, moment)?;
    }
    Ok(lending)
}

fn is_carrier(tx: &mut ReadTx, id: OrganisationId) -> Result<bool, StorageError> {
    match storage::organisations::find(tx, id) {
        Ok(organisation) => Ok(organisation.kind == OrganisationKind::Carrier),
        Err(StorageError::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is proposed by an agreement and waits.
fn lent(tx: &mut ReadTx, lending: &Lending) -> Result<Vec<Proposal>, StorageError> {
    let mut waiting = storage::runs::proposals(tx, storage::runs::Proposed::Of(lending.to, ProposalState::Proposed))?;
    let own = storage::lotsen::ids_of(tx, lending.from)?;
    waiting.retain(|proposal| own.contains(&proposal.lotse));
    Ok(waiting)
}
