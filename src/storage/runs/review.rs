//! What a coordinator does to a proposal that waits. Every move is guarded by the state it relies on.

use diesel::prelude::*;

use super::{SittingRow, sitting_rows};
use crate::domain::offer::{Proposal, ProposalState};
use crate::storage::dialect::insert_all;
use crate::storage::error::StorageError;
use crate::storage::schema::{proposal_sittings, proposals};
use crate::storage::transaction::WriteTx;
use crate::storage::types::{Id, Ts};

/// Changes a waiting proposal from how it was read to how it is to be: Lotse, appointment, mode, effort and review.
/// [`StorageError::Changed`] when it does not wait any more or names somebody else by now, [`StorageError::Duplicate`] when its run
/// proposes the Lotse for the request already.
pub fn replace_proposal(tx: &mut WriteTx, before: &Proposal, after: &Proposal) -> Result<(), StorageError> {
    let id = Id(before.id.as_uuid());
    let waiting = proposals::table
        .find(id)
        .filter(proposals::state.eq(ProposalState::Proposed.code()))
        .filter(proposals::lotse_id.eq(Id(before.lotse.as_uuid())));
    let replaced = diesel::update(waiting)
        .set((
            proposals::lotse_id.eq(Id(after.lotse.as_uuid())),
            proposals::mode.eq(after.mode.code()),
            proposals::effort.eq(after.effort),
            proposals::reviewed_at.eq(after.reviewed_at.map(Ts::from)),
        ))
        .execute(tx.conn())?;
    if replaced != 1 {
        return Err(StorageError::Changed { what: "proposal" });
    }
    if before.appointment != after.appointment {
        diesel::delete(proposal_sittings::table.filter(proposal_sittings::proposal_id.eq(id))).execute(tx.conn())?;
        let rows: Vec<SittingRow> = sitting_rows(after).collect();
        insert_all!(tx.conn(), proposal_sittings, rows)?;
    }
    Ok(())
}
