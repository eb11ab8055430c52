//! Links in mails: whoever has one may answer without an account, because it is signed.
//!
//! The keys are made and renewed here by themselves, so that there is nothing to set up and nothing that can stay the same for
//! years. They lie in the database, beside what they protect.

use super::{AppError, Context, Moment};
use crate::domain::id::LinkKeyId;
use crate::domain::link::{KeyLife, LinkKey};
use crate::domain::offer::Offer;
use crate::security::links::{self, Link, NotALink};
use crate::storage;

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

/// What a token says, whether or not its time is over.
pub(super) fn open(context: &Context, token: &str) -> Result<Link, AppError> {
    if !links::has_form(token) {
        return Err(NotALink.into());
    }
    let keys = context.database.read(storage::links::keys)?;
    Ok(links::open(token, &keys)?)
}

/// The page of an offer, signed with the newest of these keys; none where the service has no pages.
pub(super) fn of_offer(context: &Context, offer: &Offer, keys: &[LinkKey]) -> Option<String> {
    let base = context.sender.public_url.as_ref()?;
    let token = links::sign(Link { offer: offer.id, ends_at: offer.expires_at }, keys.first()?);
    Some(base.join(&format!("offers/{token}")))
}
