//! Signed links: whoever has one was sent it by us.
//!
//! A token is 56 bytes in base64url: the identity of what it is about, the second since 1970 at which the link ends, and HMAC-SHA-256
//! over both with the newest key. Which key signed it does not stand in it: there are a few, and each is tried. The code covers two
//! things more that the token does not show: what kind of link it is and, where that matters, to whom it was sent.
//!
//! Nothing is kept of a token, so a retried mail carries the same one as long as the key is the same.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::id::{OfferId, RequestId};
use crate::domain::link::LinkKey;

const PAYLOAD: usize = 24;
const LENGTH: usize = PAYLOAD + 32;

/// What a link may be about.
pub trait About: Copy {
    /// Goes into the code, so that a token for one thing is never one for another.
    const PURPOSE: &'static [u8];

    /// Its identity.
    fn bytes(self) -> [u8; 16];

    /// By its identity.
    fn from_bytes(bytes: [u8; 16]) -> Self;
}

/// A Lotse answers an offer.
impl About for OfferId {
    const PURPOSE: &'static [u8] = b"lotsenwerk offer 1";

    fn bytes(self) -> [u8; 16] {
        *self.as_bytes()
    }

    fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_bytes(bytes)
    }
}

/// A newcomer looks at what was arranged for their request.
impl About for RequestId {
    const PURPOSE: &'static [u8] = b"lotsenwerk newcomer 1";

    fn bytes(self) -> [u8; 16] {
        *self.as_bytes()
    }

    fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_bytes(bytes)
    }
}

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<A> {
    /// What it is about.
    pub about: A,
    /// Until when something may be done by it; cut to seconds.
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

/// The token of a link, 75 characters that need no escape in a URL. Where `reader` is not empty, it opens for the same reader alone.
pub fn sign<A: About>(link: Link<A>, reader: &str, key: &LinkKey) -> String {
    let mut bytes = payload(link).to_vec();
    bytes.extend(code::<A>(key, &bytes, reader).finalize().into_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What a token says as long as nobody has checked who signed it.
#[derive(Debug, Clone, Copy)]
pub struct Claim<A> {
    link: Link<A>,
    said: [u8; PAYLOAD],
    signature: [u8; LENGTH - PAYLOAD],
}

impl<A: About> Claim<A> {
    /// Takes what has the form of a token, so that junk is turned away before anything is read for it.
    ///
    /// # Errors
    /// [`NotALink`].
    pub fn parse(token: &str) -> Result<Self, NotALink> {
        // Of a length that cannot be right nothing is decoded.
        if token.len() > 2 * LENGTH {
            return Err(NotALink);
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| NotALink)?;
        let bytes: [u8; LENGTH] = bytes.try_into().map_err(|_| NotALink)?;
        let (said, signature) = bytes.split_first_chunk::<PAYLOAD>().ok_or(NotALink)?;
        let (about, ends_at) = said.split_first_chunk::<16>().ok_or(NotALink)?;
        let ends_at = i64::from_be_bytes(ends_at.try_into().map_err(|_| NotALink)?);
        let ends_at = DateTime::from_timestamp(ends_at, 0).ok_or(NotALink)?;
        let link = Link { about: A::from_bytes(*about), ends_at };
        Ok(Self { link, said: *said, signature: signature.try_into().map_err(|_| NotALink)? })
    }

    /// What it claims to be about: good for looking up to whom it would have been sent, and for nothing else.
    pub const fn about(&self) -> A {
        self.link.about
    }

    /// What it says, if one of the keys has signed it for this reader. Whether the link has ended is the caller's question.
    ///
    /// # Errors
    /// [`NotALink`], without telling why: whoever tries tokens learns nothing from it, nor from the time it takes.
    pub fn proved(&self, reader: &str, keys: &[LinkKey]) -> Result<Link<A>, NotALink> {
        let has_signed = |key: &LinkKey| code::<A>(key, &self.said, reader).verify_slice(&self.signature).is_ok();
        if keys.iter().any(has_signed) { Ok(self.link) } else { Err(NotALink) }
    }
}

fn payload<A: About>(link: Link<A>) -> [u8; PAYLOAD] {
    let mut bytes = [0; PAYLOAD];
    let said = link.about.bytes().into_iter().chain(link.ends_at.timestamp().to_be_bytes());
    bytes.iter_mut().zip(said).for_each(|(byte, said)| *byte = said);
    bytes
}

fn code<A: About>(key: &LinkKey, said: &[u8], reader: &str) -> Hmac<Sha256> {
    // The key is as long as the hash, so it is used as it is.
    let mut code = Hmac::<Sha256>::new(&padded(&key.secret).into());
    code.update(A::PURPOSE);
    // Of a fixed length, so that where the reader begins is never in doubt.
    code.update(said);
    code.update(reader.as_bytes());
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

    fn link() -> Link<OfferId> {
        let ends_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Link { about: OfferId::new(ends_at, [7; 10]), ends_at }
    }

    fn open<A: About>(token: &str, keys: &[LinkKey]) -> Result<Link<A>, NotALink> {
        Claim::parse(token)?.proved("", keys)
    }

    #[test]
    fn what_was_signed_is_opened_by_the_same_key_alone() {
        let token = sign(link(), "", &key(1));
        assert_eq!(token.len(), 75);
        assert!(token.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{token}");
        assert_eq!(open::<OfferId>(&token, &[key(2), key(1)]), Ok(link()));
        assert_eq!(open::<OfferId>(&token, &[key(2)]), Err(NotALink));
        assert_eq!(open::<OfferId>(&token, &[]), Err(NotALink));
        assert_eq!(sign(link(), "", &key(1)), token, "a mail that is sent again says the same");
    }

    #[test]
    fn it_opens_what_it_is_about_for_whom_it_was_sent_to() {
        let about = RequestId::from_bytes(*link().about.as_bytes());
        let link = Link { about, ends_at: link().ends_at };
        let claim = Claim::<RequestId>::parse(&sign(link, "amal@example.org", &key(1))).unwrap();
        assert_eq!(claim.about(), about);
        assert_eq!(claim.proved("amal@example.org", &[key(1)]), Ok(link));
        for other in ["", "amal@example.or", "mina@example.org"] {
            assert_eq!(claim.proved(other, &[key(1)]), Err(NotALink), "{other}");
        }
        assert_eq!(open::<OfferId>(&sign(link, "", &key(1)), &[key(1)]), Err(NotALink), "not an offer's");
    }

    #[test]
    fn no_changed_character_is_taken() {
        let token = sign(link(), "", &key(1));
        for position in 0..token.len() {
            for other in ["A", "b", "-", "é", "", "AA"] {
                let mut changed = token.clone();
                changed.replace_range(position..=position, other);
                if changed != token {
                    assert_eq!(open::<OfferId>(&changed, &[key(1)]), Err(NotALink), "{changed}");
                }
            }
        }
        for junk in ["", "x", "%00", &"A".repeat(74), &"A".repeat(76), &"A".repeat(100_000)] {
            assert_eq!(open::<OfferId>(junk, &[key(1)]), Err(NotALink));
        }
    }

    /// The code as another program computes it (`openssl dgst -sha256 -mac HMAC`).
    #[test]
    fn the_signature_is_hmac_sha_256() {
        let said = payload(link());
        let code = code::<OfferId>(&key(1), &said, "").finalize().into_bytes();
        let shown: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(shown, "bc48dd31ae8b2eb68e476d21d5b70397e23e1cdf8029e5a742de4511cc27037e");
    }
}
