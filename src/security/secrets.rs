//! Secrets that are given out once: to browsers, to programs, in mails, on paper.
//!
//! Each is 256 random bits as text behind a prefix, so that one in a log or a repository is recognised as what it is. Stored is
//! SHA-256 alone: bits that nobody can guess need no slow hash. A secret is looked up by its hash, and how long that takes tells
//! about hashes, from which nobody gets to a secret; so nothing is compared byte by byte.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// What is stored of a secret.
pub type SecretHash = [u8; 32];

/// What a secret opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// A session; a browser has it.
    Session,
    /// A program's key.
    Token,
    /// A link in a mail.
    Link,
}

impl SecretKind {
    const ALL: [Self; 3] = [Self::Session, Self::Token, Self::Link];

    /// What texts of the kind begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Session => "lw_s_",
            Self::Token => "lw_t_",
            Self::Link => "lw_l_",
        }
    }
}

/// A secret in clear, on its way to whom it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    kind: SecretKind,
    text: String,
}

impl fmt::Debug for Secret {
    /// Without the text, so that it cannot end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Secret {
    /// The secret of these random bits.
    pub fn new(kind: SecretKind, random: [u8; 32]) -> Self {
        Self { kind, text: format!("{}{}", kind.prefix(), URL_SAFE_NO_PAD.encode(random)) }
    }

    /// The secret that a text is, if it has the form of one: junk is turned away before anything is read for it.
    pub fn parse(text: &str) -> Option<Self> {
        let kind = SecretKind::ALL.into_iter().find(|kind| text.starts_with(kind.prefix()))?;
        let bits = text.strip_prefix(kind.prefix()).filter(|bits| bits.len() == 43)?;
        let bits: [u8; 32] = URL_SAFE_NO_PAD.decode(bits).ok()?.try_into().ok()?;
        Some(Self::new(kind, bits))
    }

    /// What it opens.
    pub const fn kind(&self) -> SecretKind {
        self.kind
    }

    /// The text to hand out.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is stored.
    pub fn hash(&self) -> SecretHash {
        hash(self.text.as_bytes())
    }
}

/// SHA-256.
pub fn hash(bytes: &[u8]) -> SecretHash {
    Sha256::digest(bytes).into()
}

/// Letters and digits that nobody takes for one another, so that codes can be copied from paper.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// A recovery code of 80 random bits, `abcd-efgh-jkmn-pqrs`.
pub fn recovery_code(random: [u8; 10]) -> String {
    let mut code = String::with_capacity(19);
    let (mut bits, mut count) = (0_u32, 0);
    let mut written = 0;
    for byte in random {
        bits = (bits << 8) | u32::from(byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            let letter = ALPHABET.get((bits >> count) as usize & 31).copied().unwrap_or(b'a');
            if written > 0 && written % 4 == 0 {
                code.push('-');
            }
            code.push(char::from(letter));
            written += 1;
        }
        bits &= (1 << count) - 1;
    }
    code
}

/// What is stored of a recovery code, however it was typed; `None` where it cannot be one.
pub fn recovery_code_hash(typed: &str) -> Option<SecretHash> {
    let letters: String = typed.chars().filter(|c| !matches!(c, '-' | ' ')).take(17).collect();
    let letters = letters.to_ascii_lowercase();
    (letters.len() == 16 && letters.bytes().all(|letter| ALPHABET.contains(&letter))).then(|| hash(letters.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_back_from_its_text_and_from_no_other() {
        let secret = Secret::new(SecretKind::Token, [7; 32]);
        assert!(secret.as_str().starts_with("lw_t_") && secret.as_str().len() == 48);
        assert_eq!(Secret::parse(secret.as_str()), Some(secret.clone()));
        assert_eq!(Secret::parse(secret.as_str()).unwrap().hash(), secret.hash());
        assert_ne!(Secret::new(SecretKind::Session, [7; 32]).hash(), secret.hash(), "kinds are never one another");
        for junk in ["", "lw_t_", "lw_x_AAAA", &secret.as_str()[..47], &format!("{}A", secret.as_str()), "lw_s_é"] {
            assert_eq!(Secret::parse(junk), None, "{junk}");
        }
        assert!(!format!("{secret:?}").contains("Bwc"));
    }

    /// Two texts that decode to the same bits would be one secret: base64 here has one spelling for each.
    #[test]
    fn a_secret_has_one_spelling() {
        let text = Secret::new(SecretKind::Session, [0; 32]).as_str().to_owned();
        let other = format!("{}B", &text[..text.len() - 1]);
        assert_eq!(Secret::parse(&other), None);
    }

    #[test]
    fn recovery_codes_are_taken_as_people_type_them() {
        let code = recovery_code([0xff, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(code.len(), 19);
        let hash = recovery_code_hash(&code);
        assert!(hash.is_some());
        assert_eq!(recovery_code_hash(&code.to_uppercase().replace('-', " ")), hash);
        assert_ne!(recovery_code_hash(&recovery_code([0xff, 0, 1, 2, 3, 4, 5, 6, 7, 9])), hash);
        for junk in ["", "123456", &"a".repeat(17), "äbcd-efgh-jkmn-pqrs"] {
            assert_eq!(recovery_code_hash(junk), None, "{junk}");
        }
    }
}
