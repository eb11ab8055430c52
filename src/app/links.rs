//! Links in mails: whoever has one may answer without an account, because it is signed.
//!
//! The keys are made and renewed here by themselves, so that there is nothing to set up and nothing that can stay the same for
//! years. They lie in the database, beside what they protect.

use chrono::{DateTime, Utc};

use super::{AppError, Context, Moment};
use crate::domain::contact::Email;
use crate::domain::id::{LinkKeyId, OfferId, RequestId};
use crate::domain::link::{KeyLife, LinkKey};
use crate::domain::offer::Offer;
use crate::domain::request::{Appointment, SupportRequest};
use crate::security::links::{Claim, Link, NotALink, sign};
use crate::storage::{self, ReadTx, StorageError};

/// Makes the first key, or the next one where the newest has signed long enough, and forgets what opens nothing any more.
/// Returns whether a key was made. Links signed before go on being good.
///
/// # Errors
/// When the database fails.
pub fn renew(context: &Context, life: KeyLife, moment: &mut Moment) -> Result<bool, AppError> {
    let now = moment.now;
    let newest = context.database.read(storage::links::keys)?.into_iter().next();
    if newest.is_some_and(|key| !life.is_over(key.created_at, now)) {
        return Ok(false);
    }
    let key = new_key(moment);
    context.database.write(|tx| {
        storage::links::add(tx, &key)?;
        storage::links::forget_before(tx, life.forgotten_before(now))?;
        Ok(true)
    })
}

/// Makes a new key and forgets all others and the addresses of calendars: nothing that is in anybody's hands opens anything any
/// more.
///
/// # Errors
/// When the database fails.
pub fn revoke(context: &Context, moment: &mut Moment) -> Result<usize, AppError> {
    let key = new_key(moment);
    context.database.write(|tx| {
        let forgotten = storage::links::forget_all(tx)?;
        storage::feeds::forget_all(tx)?;
        storage::links::add(tx, &key)?;
        Ok(forgotten)
    })
}

fn new_key(moment: &mut Moment) -> LinkKey {
    let id = LinkKeyId::new(moment.now, moment.random());
    LinkKey { id, secret: moment.secret(), created_at: moment.now }
}

/// What an offer's token says, whether or not its time is over.
pub(super) fn open(context: &Context, token: &str) -> Result<Link<OfferId>, AppError> {
    let claim = Claim::parse(token)?;
    let keys = context.database.read(storage::links::keys)?;
    Ok(claim.proved("", &keys)?)
}

/// The page of an offer, signed with the newest of these keys; none where the service has no pages.
pub(super) fn of_offer(context: &Context, offer: &Offer, keys: &[LinkKey]) -> Option<String> {
    let base = context.sender.public_url.as_ref()?;
    let token = sign(Link { about: offer.id, ends_at: offer.expires_at }, "", keys.first()?);
    Some(base.join(&format!("offers/{token}")))
}

/// The newcomer's page of a request, for whoever reads mails at this address, until what was arranged is over; none where the service
/// has no pages.
pub(super) fn of_newcomer(
    context: &Context,
    (request, reader): (RequestId, &Email),
    appointment: &Appointment,
    keys: &[LinkKey],
) -> Option<String> {
    let base = context.sender.public_url.as_ref()?;
    let ends_at = DateTime::from_timestamp(appointment.sittings().last()?.end().saturating_mul(60), 0)?;
    let token = sign(Link { about: request, ends_at }, reader.as_str(), keys.first()?);
    Some(base.join(&format!("appointments/{token}")))
}

/// The request that a newcomer's token is about and when the link ends, where it was sent to the address at which they are told now.
pub(super) fn open_newcomers(tx: &mut ReadTx, token: &str) -> Result<(SupportRequest, DateTime<Utc>), AppError> {
    let claim = Claim::<RequestId>::parse(token)?;
    let keys = storage::links::keys(tx)?;
    let request = match storage::requests::find(tx, claim.about()) {
        Err(StorageError::NotFound { .. }) => return Err(NotALink.into()),
        found => found?,
    };
    let reader = request.newcomer_email.as_ref().ok_or(NotALink)?;
    let link = claim.proved(reader.as_str(), &keys)?;
    Ok((request, link.ends_at))
}
