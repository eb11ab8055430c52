//! Who has to be asked by phone: offers to Lotsen without a mail address.
//!
//! A release makes an offer for them as for everybody else. How a call went is noted like any answer, see [`super::answers`]; who
//! is called by nobody has not answered in time.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;

use super::{AppError, Context, mails};
use crate::domain::contact::Phone;
use crate::domain::id::OfferId;
use crate::domain::offer::OfferState;
use crate::domain::text::ListNumber;
use crate::storage::ReadTx;

/// One call that somebody of the project has to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// The offer that the answer decides.
    pub offer: OfferId,
    /// The request's number as the project knows it.
    pub request: ListNumber,
    /// Given and family name of the Lotse.
    pub name: String,
    /// The Lotse's number, if the project knows it.
    pub phone: Option<Phone>,
    /// Local begin of the proposed appointment.
    pub start: NaiveDateTime,
    /// Until when an answer counts.
    pub expires_at: DateTime<Utc>,
}

/// The calls that these offers ask for, nearest appointment first. What has been answered meanwhile asks for none.
///
/// # Errors
/// When the database fails.
pub fn to_call(context: &Context, offers: &[OfferId]) -> Result<Vec<Call>, AppError> {
    if offers.is_empty() {
        return Ok(Vec::new());
    }
    let mut calls = context.database.read(|tx| -> Result<Vec<Call>, AppError> {
        let all = offers.iter().map(|offer| call(tx, *offer)).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().flatten().collect())
    })?;
    calls.sort_by(|one, other| (one.start, &one.name, one.offer).cmp(&(other.start, &other.name, other.offer)));
    Ok(calls)
}

fn call(tx: &mut ReadTx, id: OfferId) -> Result<Option<Call>, AppError> {
    let mails::Facts { offer, proposal, request, lotse, .. } = mails::facts_of_offer(tx, id)?;
    let first = proposal.appointment.sittings().first();
    let (OfferState::Open, Some(first)) = (offer.state, first) else { return Ok(None) };
    Ok(Some(Call {
        offer: offer.id,
        request: mails::reference(&request)?,
        name: format!("{} {}", lotse.given_name, lotse.family_name),
        phone: lotse.phone,
        start: first.start(),
        expires_at: offer.expires_at,
    }))
}
