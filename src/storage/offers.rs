//! Offers, the one answer that decides each, and who declined what.

mod list;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

pub use self::list::{find_within, page, parties, query};

use super::dialect::{BATCH, insert_all, insert_new};
use super::error::StorageError;
use super::parties;
use super::schema::{declines, lotsen, offers, requests};
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::{LotseId, OfferId, OrganisationId, ProposalId, RequestId};
use crate::domain::offer::{Decline, DeclineReason, Offer, OfferState};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = offers, treat_none_as_default_value = false)]
struct OfferRow {
    id: Id,
    proposal_id: Id,
    request_id: Id,
    lotse_id: Id,
    state: String,
    asked_at: Ts,
    expires_at: Ts,
    answered_at: Option<Ts>,
}

#[derive(Insertable)]
#[diesel(table_name = declines, treat_none_as_default_value = false)]
struct DeclineRow {
    request_id: Id,
    lotse_id: Id,
    declined_at: Ts,
    reason: Option<String>,
}

impl OfferRow {
    fn of(offer: &Offer) -> Self {
        Self {
            id: Id(offer.id.as_uuid()),
            proposal_id: Id(offer.proposal.as_uuid()),
            request_id: Id(offer.request.as_uuid()),
            lotse_id: Id(offer.lotse.as_uuid()),
            state: offer.state.code().to_owned(),
            asked_at: Ts::from(offer.asked_at),
            expires_at: Ts::from(offer.expires_at),
            answered_at: stored::instant(offer.answered_at),
        }
    }

    fn into_domain(self) -> Result<Offer, StorageError> {
        Ok(Offer {
            id: OfferId::from_uuid(self.id.0),
            proposal: ProposalId::from_uuid(self.proposal_id.0),
            request: RequestId::from_uuid(self.request_id.0),
            lotse: LotseId::from_uuid(self.lotse_id.0),
            asked_at: self.asked_at.at(),
            expires_at: self.expires_at.at(),
            state: stored::text(&self.state, "offers.state", self.id)?,
            answered_at: self.answered_at.map(Ts::at),
        })
    }
}

/// Inserts offers. [`StorageError::Duplicate`] when the Lotse has an open offer for the request already.
pub fn insert_all(tx: &mut WriteTx, all: &[Offer]) -> Result<(), StorageError> {
    let rows: Vec<OfferRow> = all.iter().map(OfferRow::of).collect();
    insert_all!(tx.conn(), offers, rows)?;
    let (requests, lotsen): (Vec<Id>, Vec<Id>) = rows.iter().map(|row| (row.request_id, row.lotse_id)).unzip();
    parties::follow_requests(tx.conn(), &requests)?;
    Ok(parties::follow_lotsen(tx.conn(), &lotsen)?)
}

/// One offer.
pub fn find(tx: &mut ReadTx, id: OfferId) -> Result<Offer, StorageError> {
    offers::table
        .find(Id(id.as_uuid()))
        .select(OfferRow::as_select())
        .first(tx.conn())
        .map_err(StorageError::absent("offer"))?
        .into_domain()
}

/// Which offers to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection<'a> {
    /// Those that wait for an answer.
    Open,
    /// Of these, those whose time is over at this instant.
    Overdue(DateTime<Utc>),
    /// All for one request.
    Request(RequestId),
    /// Those to one Lotse that wait for an answer.
    OpenTo(LotseId),
    /// Those for requests of this carrier that wait for an answer.
    OpenOf(OrganisationId),
    /// Those to Lotsen of these carriers that wait for an answer.
    OpenToLotsenOf(&'a [OrganisationId]),
}

/// The selected offers, by identity.
pub fn load(tx: &mut ReadTx, selection: Selection<'_>) -> Result<Vec<Offer>, StorageError> {
    let query = offers::table.order(offers::id).select(OfferRow::as_select()).into_boxed();
    let open = offers::state.eq(OfferState::Open.code());
    let rows: Vec<OfferRow> = match selection {
        Selection::Open => query.filter(open).load(tx.conn())?,
        Selection::Overdue(now) => query.filter(open).filter(offers::expires_at.le(Ts::from(now))).load(tx.conn())?,
        Selection::Request(id) => query.filter(offers::request_id.eq(Id(id.as_uuid()))).load(tx.conn())?,
        Selection::OpenTo(id) => query.filter(open).filter(offers::lotse_id.eq(Id(id.as_uuid()))).load(tx.conn())?,
        Selection::OpenOf(id) => {
            let own = requests::table.filter(requests::carrier_id.eq(Id(id.as_uuid()))).select(requests::id);
            query.filter(open).filter(offers::request_id.eq_any(own)).load(tx.conn())?
        }
        Selection::OpenToLotsenOf(carriers) => {
            let theirs = offers::lender_id.eq_any(carriers.iter().map(|id| Id(id.as_uuid())));
            query.filter(open).filter(theirs).load(tx.conn())?
        }
    };
    rows.into_iter().map(OfferRow::into_domain).collect()
}

/// When these offers were answered, as far as they exist and were.
pub fn answered(tx: &mut ReadTx, ids: &[OfferId]) -> Result<HashMap<OfferId, DateTime<Utc>>, StorageError> {
    let mut answered = HashMap::new();
    for some in ids.chunks(BATCH) {
        let rows: Vec<(Id, Option<Ts>)> = offers::table
            .filter(offers::id.eq_any(some.iter().map(|id| Id(id.as_uuid()))))
            .select((offers::id, offers::answered_at))
            .load(tx.conn())?;
        answered.extend(rows.into_iter().filter_map(|(id, at)| Some((OfferId::from_uuid(id.0), at?.at()))));
    }
    Ok(answered)
}

/// Moves an open offer to `to`, as the domain allowed it. However many try at once, exactly one succeeds; the others
/// get [`StorageError::Changed`].
pub fn decide(tx: &mut WriteTx, id: OfferId, to: OfferState, at: DateTime<Utc>) -> Result<(), StorageError> {
    let open = offers::table.find(Id(id.as_uuid())).filter(offers::state.eq(OfferState::Open.code()));
    let decided = diesel::update(open)
        .set((offers::state.eq(to.code()), offers::answered_at.eq(Ts::from(at))))
        .execute(tx.conn())?;
    if decided == 1 { Ok(()) } else { Err(StorageError::Changed { what: "offer" }) }
}

/// Notes that these Lotsen will not be asked for these requests again. Noting it twice keeps the first time.
pub fn note_declined(tx: &mut WriteTx, pairs: &[(RequestId, LotseId)], at: DateTime<Utc>) -> Result<(), StorageError> {
    let rows: Vec<DeclineRow> = pairs
        .iter()
        .map(|(request, lotse)| DeclineRow {
            request_id: Id(request.as_uuid()),
            lotse_id: Id(lotse.as_uuid()),
            declined_at: Ts::from(at),
            reason: None,
        })
        .collect();
    let _inserted: usize = insert_new!(tx.conn(), declines(request_id, lotse_id), rows)?;
    Ok(())
}

/// Why a Lotse said no to a request. What was told later holds. [`StorageError::Changed`] when they have not said no.
pub fn note_reason(
    tx: &mut WriteTx,
    request: RequestId,
    lotse: LotseId,
    reason: DeclineReason,
) -> Result<(), StorageError> {
    let declined = declines::table.find((Id(request.as_uuid()), Id(lotse.as_uuid())));
    let noted = diesel::update(declined).set(declines::reason.eq(reason.code())).execute(tx.conn())?;
    if noted == 1 { Ok(()) } else { Err(StorageError::Changed { what: "decline" }) }
}

/// Why a Lotse said no to a request, where they told.
pub fn reason(tx: &mut ReadTx, request: RequestId, lotse: LotseId) -> Result<Option<DeclineReason>, StorageError> {
    let id = Id(request.as_uuid());
    let found: Option<Option<String>> =
        declines::table.find((id, Id(lotse.as_uuid()))).select(declines::reason).first(tx.conn()).optional()?;
    found.flatten().map(|code| stored::text(&code, "declines.reason", id)).transpose()
}

/// What Lotsen have told by saying no since `from`: all, or those of these carriers.
pub fn reasons_since(
    tx: &mut ReadTx,
    from: DateTime<Utc>,
    carriers: Option<&[OrganisationId]>,
) -> Result<Vec<Decline>, StorageError> {
    let mut query = declines::table
        .filter(declines::declined_at.ge(Ts::from(from)))
        .filter(declines::reason.is_not_null())
        .order((declines::request_id, declines::lotse_id))
        .select((declines::request_id, declines::lotse_id, declines::reason.assume_not_null()))
        .into_boxed();
    if let Some(carriers) = carriers {
        let theirs = lotsen::organisation_id.eq_any(carriers.iter().map(|id| Id(id.as_uuid())));
        query = query.filter(declines::lotse_id.eq_any(lotsen::table.filter(theirs).select(lotsen::id)));
    }
    let rows: Vec<(Id, Id, String)> = query.load(tx.conn())?;
    rows.into_iter()
        .map(|(request, lotse, reason)| {
            Ok(Decline {
                request: RequestId::from_uuid(request.0),
                lotse: LotseId::from_uuid(lotse.0),
                reason: stored::text(&reason, "declines.reason", request)?,
            })
        })
        .collect()
}

/// How many offers each Lotse, or each of these carriers', got in `[from, to)`, withdrawn ones included: what counts against the
/// ask budget.
pub fn asked_between(
    tx: &mut ReadTx,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    carriers: Option<&[OrganisationId]>,
) -> Result<BTreeMap<LotseId, u64>, StorageError> {
    let mut query = offers::table
        .filter(offers::asked_at.ge(Ts::from(from)))
        .filter(offers::asked_at.lt(Ts::from(to)))
        .group_by(offers::lotse_id)
        .select((offers::lotse_id, diesel::dsl::count_star()))
        .into_boxed();
    if let Some(carriers) = carriers {
        query = query.filter(offers::lender_id.eq_any(carriers.iter().map(|id| Id(id.as_uuid()))));
    }
    let rows: Vec<(Id, i64)> = query.load(tx.conn())?;
    rows.into_iter().map(|(id, count)| Ok((LotseId::from_uuid(id.0), stored::number(count, "offers", id)?))).collect()
}
