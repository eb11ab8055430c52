//! Lotsen: as a list and one of them (here, and for people `overview` and `whole`), taken in, changed and removed (`profile`), how to reach them (`contact`), and when they
//! are away (`absences`).
//!
//! # What a change means for what is under way
//!
//! Who is not active any more, or no longer agrees that their data are used, is proposed for nothing and asked nothing: what was
//! proposed is dropped, what they were asked is taken back, and the next best is looked for. What they have agreed to stays until
//! somebody calls it off. The rows of the requests concerned are held before that of the Lotse, as answers hold them.

mod absences;
mod contact;
mod overview;
mod profile;
mod whole;

pub use crate::storage::lotsen::Away;
pub use absences::{AbsenceError, find_absence, hold_absence, note_absence, replace_absence, take_absence_back};
pub use contact::{Contact, contact, hold_contact, replace_contact};
pub use overview::{Load, Row, rows};
pub use profile::{Profile, ProfileError, register, remove, replace};
pub use whole::{Coming, Whole, whole};

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::answers;
use super::requests::drop_waiting;
use super::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::Actor;
use crate::domain::code::LotseStatus;
use crate::domain::filter::{LotseFilter, LotseSort};
use crate::domain::id::{LotseId, RequestId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::ProposalState;
use crate::domain::page::{Page, Paging};
use crate::storage::offers::Selection;
use crate::storage::runs::Proposed;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Who of the Lotsen that the grant reaches is away on these days, both included.
///
/// # Errors
/// When the database fails.
pub fn away(context: &Context, grant: &Grant, first: NaiveDate, last: NaiveDate) -> Result<Vec<Away>, StorageError> {
    context.database.read(|tx| storage::lotsen::away(tx, grant.scope(), first, last))
}

/// A page of the Lotsen that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &LotseFilter,
    paging: &Paging<LotseSort>,
) -> Result<Page<Lotse>, StorageError> {
    context.database.read(|tx| storage::lotsen::page(tx, grant.scope(), filter, paging))
}

/// One Lotse, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: LotseId) -> Result<Lotse, StorageError> {
    context.database.read(|tx| find_in(tx, grant, id))
}

/// The same within a transaction.
///
/// # Errors
/// As [`find`].
pub fn find_in(tx: &mut ReadTx, grant: &Grant, id: LotseId) -> Result<Lotse, StorageError> {
    storage::lotsen::find_within(tx, grant.scope(), id)
}

/// Holds a Lotse that the grant reaches, and the requests for which they are proposed or asked, until the transaction ends.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none.
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: LotseId) -> Result<Lotse, StorageError> {
    hold_what_asks(tx, &[id])?;
    storage::lotsen::hold_all(tx, [id])?;
    find_in(tx, grant, id)
}

/// Holds the requests for which any of these Lotsen are proposed or asked. That comes before the Lotsen are held.
pub(super) fn hold_what_asks(tx: &mut WriteTx, lotsen: &[LotseId]) -> Result<(), StorageError> {
    let mut requests: BTreeSet<RequestId> = BTreeSet::new();
    for id in lotsen {
        let proposed = storage::runs::proposals(tx, Proposed::To(*id, ProposalState::Proposed))?;
        let asked = storage::offers::load(tx, Selection::OpenTo(*id))?;
        requests.extend(proposed.iter().map(|proposal| proposal.request));
        requests.extend(asked.iter().map(|offer| offer.request));
    }
    storage::requests::hold_all(tx, requests)
}

/// Whether a matching may propose them.
pub(super) fn can_go(lotse: &Lotse) -> bool {
    lotse.status == LotseStatus::Active && lotse.consent_on.is_some()
}

/// Drops what is proposed for a Lotse and takes back what they are asked.
pub(super) fn ask_nothing_more(
    context: &Context,
    tx: &mut WriteTx,
    id: LotseId,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let proposed = storage::runs::proposals(tx, Proposed::To(id, ProposalState::Proposed))?;
    drop_waiting(tx, proposed, actor, moment)?;
    answers::take_back_from(context, tx, id, actor, moment)
}
