//! Offers in pages, and one of them, with what is asked: no more than the mail says.

use std::collections::{HashMap, HashSet};

use crate::app::identity::IdentityError;
use crate::app::{AppError, Context};
use crate::domain::access::{Deed, Denied, Grant};
use crate::domain::filter::{OfferFilter, OfferSort};
use crate::domain::id::{OfferId, ProposalId, RequestId};
use crate::domain::offer::{Offer, Proposal};
use crate::domain::page::{Page, Paging};
use crate::domain::request::SupportRequest;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// An offer with what is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The offer.
    pub offer: Offer,
    /// When and how.
    pub proposal: Proposal,
    /// What for.
    pub request: SupportRequest,
}

/// A page of the offers that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &OfferFilter,
    paging: &Paging<OfferSort>,
) -> Result<Page<Shown>, StorageError> {
    context.database.read(|tx| {
        let Page { items, next } = storage::offers::page(tx, grant.scope(), filter, paging)?;
        Ok(Page { items: shown(tx, items)?, next })
    })
}

/// One offer, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: OfferId) -> Result<Shown, StorageError> {
    context.database.read(|tx| find_in(tx, grant, id))
}

/// The same within a transaction.
///
/// # Errors
/// As [`find`].
pub fn find_in(tx: &mut ReadTx, grant: &Grant, id: OfferId) -> Result<Shown, StorageError> {
    let offer = storage::offers::find_within(tx, grant.scope(), id)?;
    shown(tx, vec![offer])?.pop().ok_or(StorageError::NotFound { what: "offer" })
}

/// That the grant reaches far enough for an answer to the offer.
///
/// # Errors
/// [`StorageError::NotFound`] when it may not even be seen, [`IdentityError::Denied`] when it may only be seen.
pub fn answerable(tx: &mut ReadTx, grant: &Grant, id: OfferId) -> Result<(), AppError> {
    storage::offers::find_within(tx, grant.scope(), id)?;
    if storage::offers::parties(tx, id)?.allow(grant.scope(), Deed::Answer) {
        return Ok(());
    }
    Err(IdentityError::Denied(Denied(grant.permission())).into())
}

/// The same, while nobody else can answer anything about its request.
///
/// # Errors
/// As [`answerable`].
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: OfferId) -> Result<Shown, AppError> {
    answerable(tx, grant, id)?;
    let request = storage::offers::find(tx, id)?.request;
    storage::requests::hold(tx, request)?;
    Ok(find_in(tx, grant, id)?)
}

fn shown(tx: &mut ReadTx, offers: Vec<Offer>) -> Result<Vec<Shown>, StorageError> {
    let ids: Vec<_> = offers.iter().map(|offer| offer.proposal.as_uuid()).collect();
    let mut proposals: HashMap<ProposalId, Proposal> = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let found = storage::runs::proposals(tx, storage::runs::Proposed::Ids(some))?;
        proposals.extend(found.into_iter().map(|proposal| (proposal.id, proposal)));
    }
    let ids: HashSet<RequestId> = offers.iter().map(|offer| offer.request).collect();
    let ids: Vec<RequestId> = ids.into_iter().collect();
    let mut requests: HashMap<RequestId, SupportRequest> = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let found = storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))?;
        requests.extend(found.into_iter().map(|request| (request.id, request)));
    }
    let with = |offer: Offer| {
        let proposal = proposals.get(&offer.proposal).cloned()?;
        let request = requests.get(&offer.request).cloned()?;
        Some(Shown { offer, proposal, request })
    };
    offers.into_iter().map(|offer| with(offer).ok_or(StorageError::NotFound { what: "offer" })).collect()
}
