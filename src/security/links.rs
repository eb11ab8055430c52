//! Signed links: whoever has one was sent it by us.
//!
//! A token is 56 bytes in base64url: the offer's identity, the second since 1970 at which the link ends, and HMAC-SHA-256 over both
//! with the newest key. Which key signed it does not stand in it: there are two or three, and each is tried.
//!
//! Nothing is kept of a token, so a retried mail carries the same one as long as the key is the same.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::id::OfferId;
use crate::domain::link::LinkKey;

/// Goes into the code, so that a token for something else is never one for an offer.
const PURPOSE: &[u8] = b"lotsenwerk offer 1";
const PAYLOAD: usize = 24;
const LENGTH: usize = PAYLOAD + 32;

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// About which offer.
    pub offer: OfferId,
    /// Until when it may be answered by this link; cut to seconds.
    pub ends_at: DateTime<Utc>,
}

/// A token that no key here has signed, or none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link was not made here, has been changed, or was signed by a key that is no longer in use")]
pub struct NotALink;

/// A token that says nothing and that nobody can guess, 43 characters that need no escape in a URL.
pub fn random(secret: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

/// The token of a link, 75 characters that need no escape in a URL.
pub fn sign(link: Link, key: &LinkKey) -> String {
    let mut bytes = payload(link).to_vec();
    bytes.extend(code(key, &bytes).finalize().into_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a text has the form of a token, so that junk is turned away before anything is read for it.
pub fn has_form(token: &str) -> bool {
    parts(token).is_ok()
}

fn parts(token: &str) -> Result<[u8; LENGTH], NotALink> {
    // Of a length that cannot be right nothing is decoded.
    if token.len() > 2 * LENGTH {
        return Err(NotALink);
    }
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| NotALink)?;
    bytes.try_into().map_err(|_| NotALink)
}

/// What a token says, if one of the keys has signed it. Whether the link has ended is the caller's question.
///
/// # Errors
/// [`NotALink`], without telling why: whoever tries tokens learns nothing from it, nor from the time it takes.
pub fn open(token: &str, keys: &[LinkKey]) -> Result<Link, NotALink> {
    let bytes = parts(token)?;
    let (said, signature) = bytes.split_at(PAYLOAD);
    if !keys.iter().any(|key| code(key, said).verify_slice(signature).is_ok()) {
        return Err(NotALink);
    }
    let (offer, ends_at) = said.split_at(16);
    let ends_at = i64::from_be_bytes(ends_at.try_into().map_err(|_| NotALink)?);
    Ok(Link {
        offer: OfferId::from_bytes(offer.try_into().map_err(|_| NotALink)?),
        ends_at: DateTime::from_timestamp(ends_at, 0).ok_or(NotALink)?,
    })
}

fn payload(link: Link) -> [u8; PAYLOAD] {
    let mut bytes = [0; PAYLOAD];
    let said = link.offer.as_uuid().into_bytes().into_iter().chain(link.ends_at.timestamp().to_be_bytes());
    bytes.iter_mut().zip(said).for_each(|(byte, said)| *byte = said);
    bytes
}

fn code(key: &LinkKey, said: &[u8]) -> Hmac<Sha256> {
    // The key is as long as the hash, so it is used as it is.
    let mut code = Hmac::<Sha256>::new(&padded(&key.secret).into());
    code.update(PURPOSE);
    code.update(said);
    code
}

/// HMAC pads short keys by zeros to the block of its hash.
fn padded(secret: &[u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    block.iter_mut().zip(secret).for_each(|(byte, secret)| *byte = *secret);
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::LinkKeyId;

    fn key(secret: u8) -> LinkKey {
        let created_at = DateTime::UNIX_EPOCH;
        LinkKey { id: LinkKeyId::new(created_at, [secret; 10]), secret: [secret; 32], created_at }
    }

    fn link() -> Link {
        let ends_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Link { offer: OfferId::new(ends_at, [7; 10]), ends_at }
    }

    #[test]
    fn what_was_signed_is_opened_by_the_same_key_alone() {
        let token = sign(link(), &key(1));
        assert_eq!(token.len(), 75);
        assert!(token.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{token}");
        assert_eq!(open(&token, &[key(2), key(1)]), Ok(link()));
        assert_eq!(open(&token, &[key(2)]), Err(NotALink));
        assert_eq!(open(&token, &[]), Err(NotALink));
        assert_eq!(sign(link(), &key(1)), token, "a mail that is sent again says the same");
    }

    #[test]
    fn no_changed_character_is_taken() {
        let token = sign(link(), &key(1));
        for position in 0..token.len() {
            for other in ["A", "b", "-", "é", "", "AA"] {
                let mut changed = token.clone();
                changed.replace_range(position..=position, other);
                if changed != token {
                    assert_eq!(open(&changed, &[key(1)]), Err(NotALink), "{changed}");
                }
            }
        }
        for junk in ["", "x", "%00", &"A".repeat(74), &"A".repeat(76), &"A".repeat(100_000)] {
            assert_eq!(open(junk, &[key(1)]), Err(NotALink));
        }
    }

    /// The code as another program computes it (`openssl dgst -sha256 -mac HMAC`).
    #[test]
    fn the_signature_is_hmac_sha_256() {
        let said = payload(link());
        let code = code(&key(1), &said).finalize().into_bytes();
        let shown: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(shown, "bc48dd31ae8b2eb68e476d21d5b70397e23e1cdf8029e5a742de4511cc27037e");
    }
}
