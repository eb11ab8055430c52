//! Offers in pages, and one of them, as far as somebody may see them: those for requests of their organisations, those to their
//! organisations' Lotsen, and those to oneself.

use diesel::prelude::*;
use uuid::Uuid;

use super::{OfferRow, find};
use crate::domain::access::{self, Deed, Scope};
use crate::domain::filter::{OfferFilter, OfferSort};
use crate::domain::id::OfferId;
use crate::domain::offer::{Offer, OfferState};
use crate::domain::page::{Key, Page, Paging};
use crate::storage::error::StorageError;
use crate::storage::page::{Columns, ListQuery};
use crate::storage::parties::{Parties, Wanted, of_row};
use crate::storage::requests::for_what;
use crate::storage::schema::offers;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

const PARTIES: Parties = Parties {
    state: ["o.state", "o.state = "],
    carrier: ["o.carrier_id", "o.carrier_id = "],
    organisation: ["o.organisation_id", "o.organisation_id = "],
    lender: ["o.lender_id", "o.lender_id = "],
    lotse: ["o.lotse_id", "o.lotse_id = "],
    request: "o.request_id = ",
};

/// A page of offers.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &OfferFilter,
    paging: &Paging<OfferSort>,
) -> Result<Page<Offer>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        let rows: Vec<OfferRow> = offers::table
            .filter(offers::id.eq_any(ids.iter().map(|id| Id(*id))))
            .select(OfferRow::as_select())
            .load(tx.conn())?;
        rows.into_iter().map(OfferRow::into_domain).collect()
    };
    let sorted_by = |offer: &Offer| vec![Key::Instant(offer.asked_at)];
    query(scope, filter, paging).read(tx, paging, these, |offer| offer.id.as_uuid(), sorted_by)
}

/// One offer, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: OfferId) -> Result<Offer, StorageError> {
    let offer = find(tx, id)?;
    let visible = parties(tx, id)?.allow(scope, Deed::See);
    if visible { Ok(offer) } else { Err(StorageError::NotFound { what: "offer" }) }
}

/// Whose it is.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn parties(tx: &mut ReadTx, id: OfferId) -> Result<access::Parties, StorageError> {
    let lotse = find(tx, id)?.lotse;
    let parties: [Id; 3] = offers::table
        .find(Id(id.as_uuid()))
        .select((offers::carrier_id, offers::organisation_id, offers::lender_id))
        .first::<(Id, Id, Id)>(tx.conn())?
        .into();
    Ok(of_row(parties, lotse))
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &OfferFilter, paging: &Paging<OfferSort>) -> ListQuery {
    let columns = Columns::of("offers AS o", "o.id", &["o.asked_at"], true);
    let all = OfferState::ALL.iter().filter(|state| filter.states.is_empty() || filter.states.contains(state));
    let states = all.map(|state| state.code()).collect();
    let wanted = Wanted { states, lotse: filter.lotse, request: filter.request, carrier: filter.carrier };
    let for_what = for_what("1 = (SELECT 1 FROM requests AS q WHERE q.id = o.request_id AND ", scope, &filter.for_what);
    ListQuery::new(columns, PARTIES.visible(scope, &wanted).and(for_what), paging)
}
