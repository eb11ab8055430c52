//! Time and chance of one use case.

use chrono::{DateTime, Utc};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// The instant at which a use case happens, and the randomness for its identifiers.
#[derive(Debug)]
pub struct Moment {
    /// Now.
    pub now: DateTime<Utc>,
    chance: ChaCha12Rng,
}

impl Moment {
    /// A moment; the same seed draws the same identifiers.
    pub fn new(now: DateTime<Utc>, seed: [u8; 32]) -> Self {
        Self { now, chance: ChaCha12Rng::from_seed(seed) }
    }

    /// Random bits for an identifier.
    pub fn random(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.chance.fill_bytes(&mut bytes);
        bytes
    }
}
