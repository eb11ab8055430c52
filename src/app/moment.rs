//! Time and chance of one use case.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SubsecRound, Utc};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// The instant at which a use case happens, and the randomness for its identifiers.
#[derive(Debug)]
pub struct Moment {
    /// Now.
    pub now: DateTime<Utc>,
    chance: ChaCha12Rng,
    in_order: u16,
}

impl Moment {
    /// A moment; the same seed draws the same identifiers.
    pub fn new(now: DateTime<Utc>, seed: [u8; 32]) -> Self {
        // Both databases keep microseconds: what is answered now is what is read later.
        let now = now.trunc_subsecs(6);
        Self { now, chance: ChaCha12Rng::from_seed(seed), in_order: 0 }
    }

    /// Random bits for an identifier.
    pub fn random(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.chance.fill_bytes(&mut bytes);
        bytes
    }

    /// The same for identifiers whose order tells what came first: of 4096 in a row each is greater than the one before.
    pub fn random_in_order(&mut self) -> [u8; 10] {
        let mut bytes = self.random();
        // A version 7 identifier keeps twelve bits of the first two bytes, right behind the time.
        let [first, second, ..] = &mut bytes;
        [*first, *second] = (self.in_order & 0x0fff).to_be_bytes();
        self.in_order = self.in_order.wrapping_add(1);
        bytes
    }
}

impl Moment {
    /// Random bits for what nobody may guess.
    pub fn secret(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.chance.fill_bytes(&mut bytes);
        bytes
    }

    /// A random number, for what is only to be spread.
    pub fn chance(&mut self) -> u32 {
        self.chance.next_u32()
    }
}

/// Moments without end, for whoever works for long: time from a clock, chance from one seed. Clones draw from the same
/// chance, so no two moments are alike.
#[derive(Clone)]
pub struct Moments {
    clock: Clock,
    chance: Arc<Mutex<ChaCha12Rng>>,
}

/// What says the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

impl Moments {
    /// Moments by this clock.
    pub fn new(clock: Clock, seed: [u8; 32]) -> Self {
        Self { clock, chance: Arc::new(Mutex::new(ChaCha12Rng::from_seed(seed))) }
    }

    /// What time it is.
    pub fn time(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        let mut seed = [0; 32];
        // A panic elsewhere cannot leave the generator half changed.
        self.chance.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut seed);
        Moment::new(self.time(), seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::AuditEventId;

    #[test]
    fn identifiers_in_order_are() {
        let mut moment = Moment::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap(), [3; 32]);
        let mut next = || AuditEventId::new(moment.now, moment.random_in_order());
        let made: Vec<AuditEventId> = (0..4096).map(|_| next()).collect();
        assert!(made.is_sorted_by(|one, other| one < other));
    }
}
