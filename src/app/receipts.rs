//! Doing a thing once, however often it is asked for.
//!
//! Whoever loses the answer to a request cannot know whether it was done. So a request may carry a key. Its answer is kept in the
//! commit of what was done, and whoever asks again with the key gets it: also after a crash between the commit and the answer, and
//! also when both ask at the same time. A request that was refused leaves nothing, so the key may be used again.

use chrono::Duration;
use sha2::{Digest, Sha256};

use super::{AppError, Context, Moment};
use crate::domain::id::UserId;
use crate::storage::receipts::StoredReceipt;
use crate::storage::{self, StorageError, WriteTx};

/// What a use case writes in. The floor above passes it on and cannot do anything else with it.
pub type Transaction = WriteTx;

/// So long an answer is kept at least.
pub const KEPT: Duration = Duration::hours(48);

/// The key of a request: 1 to 128 visible ASCII characters, best a random UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

/// A text that is no such key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no key: 1 to 128 visible ASCII characters")]
pub struct NotAKey;

impl IdempotencyKey {
    /// What a key looks like.
    pub const PATTERN: &str = "^[!-~]{1,128}$";

    /// Takes a key, with or without the quotation marks that structured headers have.
    ///
    /// # Errors
    /// [`NotAKey`].
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let fits = (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAKey) }
    }
}

/// A request that is to be done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    user: UserId,
    key: IdempotencyKey,
    fingerprint: [u8; 32],
}

impl Receipt {
    /// The request of somebody with this key, and all that makes it this request.
    pub fn of(user: UserId, key: IdempotencyKey, operation: &str, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in std::iter::once(operation.as_bytes()).chain(parts.iter().copied()) {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        Self { user, key, fingerprint: hash.finalize().into() }
    }
}

impl Receipt {
    /// The same for a form of a page: sent again with other content it is another request, for people go back and change things.
    pub fn of_content(user: UserId, key: IdempotencyKey, operation: &str, content: &[u8]) -> Self {
        let mut receipt = Self::of(user, key, operation, &[content]);
        let print: String = receipt.fingerprint.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        receipt.key = IdempotencyKey(format!("{}.{print}", receipt.key.0.chars().take(64).collect::<String>()));
        receipt
    }
}

/// An answer as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its status.
    pub status: u16,
    /// Where what was made is found.
    pub location: Option<String>,
    /// What it says, JSON to the letter.
    pub body: Option<String>,
}

/// What comes of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Done<T> {
    /// It was done now.
    Now(T),
    /// It had been done before, with this answer.
    Before(Kept),
}

/// The key was used for another request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key belongs to another request")]
pub struct KeyReused;

/// What was done before under the key.
///
/// # Errors
/// [`KeyReused`], or when the database fails.
pub fn before<E: From<KeyReused> + From<StorageError>>(
    context: &Context,
    receipt: &Receipt,
) -> Result<Option<Kept>, E> {
    let found = context.database.read(|tx| storage::receipts::find(tx, receipt.user, &receipt.key.0))?;
    match found {
        Some(found) if found.fingerprint != receipt.fingerprint => Err(KeyReused.into()),
        Some(found) => Ok(Some(Kept { status: found.status, location: found.location, body: found.body })),
        None => Ok(None),
    }
}

/// Does work in one transaction and keeps its answer in the same commit; or gives the answer of before.
///
/// The transaction is a guarded one (see [`crate::storage::Database::write_guarded`]): the work believes counts of rows.
///
/// # Errors
/// What the work says, [`KeyReused`], or when the database fails. Nothing is stored then.
pub fn commit<T, E: From<KeyReused> + From<StorageError>>(
    context: &Context,
    receipt: Option<&Receipt>,
    moment: &mut Moment,
    mut work: impl FnMut(&mut Transaction, &mut Moment) -> Result<(T, Kept), E>,
) -> Result<Done<T>, E> {
    let Some(receipt) = receipt else {
        return context.database.write_guarded(|tx| work(tx, moment)).map(|(done, _)| Done::Now(done));
    };
    if let Some(kept) = before::<E>(context, receipt)? {
        return Ok(Done::Before(kept));
    }
    let done = context.database.write_guarded(|tx| {
        let (done, kept) = work(tx, moment)?;
        let stored = StoredReceipt {
            user: receipt.user,
            key: receipt.key.0.clone(),
            fingerprint: receipt.fingerprint,
            status: kept.status,
            location: kept.location,
            body: kept.body,
            created_at: moment.now,
        };
        storage::receipts::keep(tx, &stored)?;
        Ok(done)
    });
    match done {
        Ok(done) => Ok(Done::Now(done)),
        // Perhaps both asked at the same time, and the other one was quicker. Then either the key was taken or the work collided with
        // what the other one had done; what was done here is undone.
        Err(error) => before::<E>(context, receipt)?.map(Done::Before).ok_or(error),
    }
}

/// Forgets answers that are kept long enough; returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget(context: &Context, moment: &Moment) -> Result<usize, AppError> {
    Ok(context.database.write(|tx| storage::receipts::forget_before(tx, moment.now - KEPT))?)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn keys_are_visible_and_short() {
        assert_eq!(IdempotencyKey::parse("\"a-1\""), IdempotencyKey::parse("a-1"));
        for text in ["", "a b", "ä", &"x".repeat(129)] {
            assert_eq!(IdempotencyKey::parse(text), Err(NotAKey), "{text}");
        }
    }

    #[test]
    fn a_fingerprint_tells_where_one_part_ends() {
        let user = UserId::new(DateTime::UNIX_EPOCH, [1; 10]);
        let of = |parts: &[&[u8]]| Receipt::of(user, IdempotencyKey::parse("k").unwrap(), "op", parts).fingerprint;
        assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
    }
}
