//! Passwords: which are taken, and how they are hashed.
//!
//! Argon2id with OWASP's parameters takes 19 MiB and some 17 ms. So hashing has a line of its own: few at a time, because more
//! would not be faster and would starve everything else, and whoever waits too long is told to come again. Nothing here touches
//! a database, and no transaction may be open while something here runs.
//!
//! Where there is nothing to compare with, the same work is done for nothing, so that the time an answer takes tells nothing.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::strength;

/// So long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(3);

/// A password as it is hashed: in Unicode's composed form, so that all keyboards type the same.
#[derive(Clone)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Too few characters.
    #[error("has fewer than {} characters", Password::SHORTEST)]
    TooShort,
    /// Too many characters.
    #[error("has more than {} characters", Password::LONGEST)]
    TooLong,
    /// It is, or is made of, what many people choose or what is known of its owner.
    #[error("is easily guessed: it is common, or made of the name or the address")]
    Guessable,
}

impl PasswordFault {
    /// A stable name of the case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password_too_short",
            Self::TooLong => "password_too_long",
            Self::Guessable => "password_guessable",
        }
    }
}

impl Password {
    /// The fewest characters of a new one.
    pub const SHORTEST: usize = 12;
    /// The most.
    pub const LONGEST: usize = 128;

    /// A password somebody logs in by. What could never have been chosen is cut, so that nobody makes us hash a book.
    pub fn typed(text: &str) -> Self {
        let cut: String = text.chars().take(4 * Self::LONGEST).collect();
        Self(ComposingNormalizerBorrowed::new_nfc().normalize(&cut).into_owned())
    }

    /// A password to be kept from now on. There are no rules about digits and signs (NIST SP 800-63B): they make people write
    /// `Passwort1!`. `known` are the name, the address and whatever else is known of its owner.
    ///
    /// # Errors
    /// [`PasswordFault`].
    pub fn chosen(text: &str, known: &[&str]) -> Result<Self, PasswordFault> {
        if text.len() > 4 * 4 * Self::LONGEST {
            return Err(PasswordFault::TooLong);
        }
        let password = Self::typed(text);
        match password.0.chars().count() {
            count if count < Self::SHORTEST => Err(PasswordFault::TooShort),
            count if count > Self::LONGEST => Err(PasswordFault::TooLong),
            _ if strength::is_guessable(&password.0, known) => Err(PasswordFault::Guessable),
            _ => Ok(password),
        }
    }
}

/// Why a password was not hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Too many wait.
    #[error("too many passwords are being checked; try again in a few seconds")]
    Busy,
    /// The library refused: a stored hash is none, or there is no memory.
    #[error("a password could not be hashed")]
    Failed,
}

/// How a password compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is another one, or there is none.
    Wrong,
    /// It is this one.
    Right,
    /// It is this one, hashed with less work than is usual now: hash it again.
    RightButWeak,
}

/// Hashes passwords, a few at a time. Clones share the line.
#[derive(Clone)]
pub struct Passwords {
    hasher: Argon2<'static>,
    line: Arc<Line>,
    dummy: Arc<str>,
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passwords").field("work", self.hasher.params()).finish_non_exhaustive()
    }
}

/// How much work a hash is: memory in KiB, passes over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Default for Work {
    /// OWASP's first choice.
    fn default() -> Self {
        Self { memory: 19_456, passes: 2 }
    }
}

impl Passwords {
    /// A line for a machine of so many processors: one of them is left to others.
    ///
    /// # Errors
    /// [`HashError::Failed`] where the work is none that Argon2 takes.
    pub fn new(work: Work, processors: usize) -> Result<Self, HashError> {
        let params = Params::new(work.memory, work.passes, 1, None).map_err(|_| HashError::Failed)?;
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let dummy: Phc =
            hasher.hash_password_with_salt(b"nobody has this one", &[0x4c; 16]).map_err(|_| HashError::Failed)?;
        let at_once = processors.saturating_sub(1).max(1);
        let line = Line { free: Mutex::new(at_once), freed: Condvar::new(), at_once, work_done: AtomicU64::new(0) };
        Ok(Self { hasher, line: Arc::new(line), dummy: dummy.to_string().into() })
    }

    /// How many are hashed side by side. Who serves many should let no more than these wait in threads.
    pub fn at_once(&self) -> usize {
        self.line.at_once
    }

    /// How many hashes have been computed; for tests and figures.
    pub fn work_done(&self) -> u64 {
        self.line.work_done.load(Ordering::Relaxed)
    }

    /// The hash of a password, with its parameters and these random bytes as salt.
    ///
    /// # Errors
    /// [`HashError`].
    pub fn hash(&self, password: &Password, salt: [u8; 16]) -> Result<String, HashError> {
        let _turn = self.line.wait()?;
        let hash: Phc =
            self.hasher.hash_password_with_salt(password.0.as_bytes(), &salt).map_err(|_| HashError::Failed)?;
        Ok(hash.to_string())
    }

    /// Whether a password is the one of this hash. Without one the same work is done, and the answer is no.
    ///
    /// # Errors
    /// [`HashError`].
    pub fn verify(&self, password: &Password, hash: Option<&str>) -> Result<Verdict, HashError> {
        let stored = Phc::new(hash.unwrap_or(&self.dummy)).map_err(|_| HashError::Failed)?;
        let _turn = self.line.wait()?;
        let is_right = match self.hasher.verify_password(password.0.as_bytes(), &stored) {
            Ok(()) => true,
            Err(argon2::password_hash::Error::PasswordInvalid) => false,
            Err(_) => return Err(HashError::Failed),
        };
        Ok(match is_right && hash.is_some() {
            false => Verdict::Wrong,
            true if self.is_weak(&stored) => Verdict::RightButWeak,
            true => Verdict::Right,
        })
    }

    fn is_weak(&self, stored: &Phc) -> bool {
        let Ok(then) = Params::try_from(stored) else { return true };
        let now = self.hasher.params();
        stored.algorithm.as_str() != Algorithm::Argon2id.as_str()
            || u64::from(then.m_cost()) * u64::from(then.t_cost()) < u64::from(now.m_cost()) * u64::from(now.t_cost())
    }
}

/// Those who want to hash something.
struct Line {
    free: Mutex<usize>,
    freed: Condvar,
    at_once: usize,
    work_done: AtomicU64,
}

/// Whoever has it may hash; given back when it is dropped.
struct Turn<'a>(&'a Line);

impl Line {
    fn wait(&self) -> Result<Turn<'_>, HashError> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(free, PATIENCE, |free| *free == 0);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *free == 0 {
            return Err(HashError::Busy);
        }
        *free -= 1;
        self.work_done.fetch_add(1, Ordering::Relaxed);
        Ok(Turn(self))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Work = Work { memory: 64, passes: 1 };

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let passwords = Passwords::new(Work::default(), 2).unwrap();
        let hash = passwords.hash(&Password::typed("vier blaue Boote"), [1; 16]).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(passwords.verify(&Password::typed("vier blaue Boote"), Some(&hash)), Ok(Verdict::Right));
        assert_eq!(passwords.verify(&Password::typed("vier blaue Boot"), Some(&hash)), Ok(Verdict::Wrong));
        assert_eq!(passwords.verify(&Password::typed("nobody has this one"), None), Ok(Verdict::Wrong));
        assert_eq!(passwords.verify(&Password::typed("x"), Some("junk")), Err(HashError::Failed));
    }

    #[test]
    fn what_was_hashed_with_less_work_is_hashed_again() {
        let hash = Passwords::new(CHEAP, 1).unwrap().hash(&Password::typed("x"), [1; 16]).unwrap();
        let stronger = Passwords::new(Work { memory: 64, passes: 2 }, 1).unwrap();
        assert_eq!(stronger.verify(&Password::typed("x"), Some(&hash)), Ok(Verdict::RightButWeak));
        let hash = stronger.hash(&Password::typed("x"), [1; 16]).unwrap();
        assert_eq!(Passwords::new(CHEAP, 1).unwrap().verify(&Password::typed("x"), Some(&hash)), Ok(Verdict::Right));
    }

    #[test]
    fn all_keyboards_type_the_same() {
        let passwords = Passwords::new(CHEAP, 1).unwrap();
        let hash = passwords.hash(&Password::typed("M\u{fc}hle"), [1; 16]).unwrap();
        assert_eq!(passwords.verify(&Password::typed("Mu\u{308}hle"), Some(&hash)), Ok(Verdict::Right));
    }

    #[test]
    fn new_ones_are_long_and_not_easily_guessed() {
        let known = ["mina.omar@giessen.example.org", "Mina Omar"];
        for (text, fault) in [
            ("kurz", PasswordFault::TooShort),
            ("elf zeichen", PasswordFault::TooShort),
            (&"ü".repeat(129), PasswordFault::TooLong),
            (&"x".repeat(100_000), PasswordFault::TooLong),
            ("passwordpassword", PasswordFault::Guessable),
            ("123456789012", PasswordFault::Guessable),
            ("qwertzuiop123", PasswordFault::Guessable),
            ("mina.omar@giessen.example.org", PasswordFault::Guessable),
            ("Mina Omar 1990", PasswordFault::Guessable),
            ("Lotsenwerk2026", PasswordFault::Guessable),
            ("aaaaaaaaaaaa", PasswordFault::Guessable),
        ] {
            assert_eq!(Password::chosen(text, &known).map(drop), Err(fault), "{text}");
        }
        for text in ["vier blaue Boote am Fluss", "xK9#mq2LpWz7", "كلمة السر الطويلة جدا هنا", "зелёный трамвай едет"]
        {
            assert!(Password::chosen(text, &known).is_ok(), "{text}");
        }
    }

    #[test]
    fn no_more_are_hashed_at_once_than_there_is_room_for() {
        let passwords = Passwords::new(CHEAP, 3).unwrap();
        assert_eq!(passwords.at_once(), 2);
        let (first, second) = (passwords.line.wait().unwrap(), passwords.line.wait().unwrap());
        let begun = std::thread::scope(|scope| {
            let third = scope.spawn(|| passwords.line.wait().map(drop));
            assert!(!third.is_finished());
            drop(first);
            third.join().unwrap()
        });
        assert_eq!(begun, Ok(()));
        let _full = passwords.line.wait().unwrap();
        assert_eq!(passwords.hash(&Password::typed("x"), [0; 16]), Err(HashError::Busy));
        drop(second);
        assert!(passwords.hash(&Password::typed("x"), [0; 16]).is_ok());
    }
}
