//! What is stored so that only this program reads it: sealed by XChaCha20-Poly1305 with a key that is not in the database.
//!
//! A sealed text is bound to whose it is, so that one row's cannot be put into another. Without a key the bytes stand in clear,
//! marked as such; with a key both are read, so that one can be introduced at any time.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use sha2::{Digest, Sha256};

const CLEAR: u8 = 0;
const SEALED: u8 = 1;
const NONCE: usize = 24;

/// Seals and opens.
#[derive(Clone)]
pub struct Sealer {
    cipher: Option<XChaCha20Poly1305>,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.cipher.is_some() { "Sealer(with a key)" } else { "Sealer(without a key)" })
    }
}

/// What cannot be opened: sealed with another key or for somebody else, or damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is stored was sealed with another key, or is damaged; see accounts.key_file")]
pub struct NotOpened;

/// A key file with too little in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key has at least 32 characters, as `openssl rand -base64 32` makes them")]
pub struct NotAKey;

impl Sealer {
    /// With a key made of a file's content, whatever its form: at least 32 characters, white space around them left out.
    ///
    /// # Errors
    /// [`NotAKey`].
    pub fn with_key(content: &str) -> Result<Self, NotAKey> {
        let content = content.trim();
        if content.len() < 32 {
            return Err(NotAKey);
        }
        let key: [u8; 32] = Sha256::new().chain_update(b"lotsenwerk fields 1").chain_update(content).finalize().into();
        Ok(Self { cipher: Some(XChaCha20Poly1305::new(&key.into())) })
    }

    /// Without a key.
    pub const fn without_key() -> Self {
        Self { cipher: None }
    }

    /// The bytes to store for `owner`; `random` must never have been used before.
    ///
    /// # Errors
    /// [`NotOpened`], which no bytes known today bring about.
    pub fn seal(&self, bytes: &[u8], owner: &[u8], random: [u8; 32]) -> Result<Vec<u8>, NotOpened> {
        let Some(cipher) = &self.cipher else {
            return Ok([&[CLEAR], bytes].concat());
        };
        let nonce: [u8; NONCE] = random.first_chunk().copied().ok_or(NotOpened)?;
        let sealed = cipher.encrypt(&nonce.into(), Payload { msg: bytes, aad: owner }).map_err(|_| NotOpened)?;
        Ok([&[SEALED], nonce.as_slice(), &sealed].concat())
    }

    /// The bytes that were stored for `owner`.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub fn open(&self, stored: &[u8], owner: &[u8]) -> Result<Vec<u8>, NotOpened> {
        match (stored.split_first(), &self.cipher) {
            (Some((&CLEAR, bytes)), _) => Ok(bytes.to_vec()),
            (Some((&SEALED, rest)), Some(cipher)) => {
                let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
                cipher.decrypt(&(*nonce).into(), Payload { msg: sealed, aad: owner }).map_err(|_| NotOpened)
            }
            _ => Err(NotOpened),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef\n";

    #[test]
    fn what_is_sealed_is_opened_by_the_same_key_for_the_same_owner_alone() {
        let sealer = Sealer::with_key(KEY).unwrap();
        let stored = sealer.seal(b"secret", b"mina", [3; 32]).unwrap();
        assert!(!stored.windows(6).any(|part| part == b"secret"));
        assert_eq!(sealer.open(&stored, b"mina"), Ok(b"secret".to_vec()));
        assert_eq!(sealer.open(&stored, b"omar"), Err(NotOpened));
        assert_eq!(Sealer::without_key().open(&stored, b"mina"), Err(NotOpened));
        let other = Sealer::with_key(&KEY.replace('0', "1")).unwrap();
        assert_eq!(other.open(&stored, b"mina"), Err(NotOpened));
        for at in 0..stored.len() {
            let mut damaged = stored.clone();
            damaged[at] ^= 2;
            assert_eq!(sealer.open(&damaged, b"mina"), Err(NotOpened), "{at}");
        }
        assert_eq!(sealer.open(&[], b"mina"), Err(NotOpened));
    }

    #[test]
    fn a_key_can_come_later() {
        let stored = Sealer::without_key().seal(b"secret", b"mina", [3; 32]).unwrap();
        assert_eq!(Sealer::with_key(KEY).unwrap().open(&stored, b"mina"), Ok(b"secret".to_vec()));
        assert_eq!(Sealer::with_key("short").map(drop), Err(NotAKey));
    }
}
