//! How often one address, and one token or session, may ask.
//!
//! A bucket of tokens each, refilled steadily, kept as one instant: when it will be full again. Buckets are in the memory of one
//! process, so several instances allow as many times more, and a new start begins with full ones. What is known of a credential is a
//! hash. The number of buckets is bounded: full ones are as good as none and go first, then those that will be full soonest.
//!
//! Absent: the limit on log-ins, which is counted in the database, for all instances and by account too.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ipnet::IpNet;

use super::address;
use super::credentials::Credentials;

/// The most buckets of a kind: some ten megabytes.
const MOST: usize = 100_000;

/// How much is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// So many requests a second, on and on; 0 for no limit.
    pub per_second: u32,
    /// So many at once, for whoever has been quiet.
    pub burst: u32,
}

/// The buckets of all who asked lately.
pub struct Limits {
    begun: Instant,
    by_address: Buckets<IpNet>,
    by_credential: Buckets<[u8; 16]>,
}

impl Limits {
    /// Nobody has asked yet.
    pub fn new(begun: Instant, address: Allowance, credential: Allowance) -> Self {
        Self { begun, by_address: Buckets::new(address, MOST), by_credential: Buckets::new(credential, MOST) }
    }

    /// Takes a token from each bucket of this request, or says how long it takes until there is one.
    ///
    /// # Errors
    /// When a bucket is empty: how long until it is not.
    pub fn take(&self, address: Option<IpAddr>, credentials: &Credentials, now: Instant) -> Result<(), Duration> {
        let now = now.saturating_duration_since(self.begun);
        if let Some(address) = address {
            self.by_address.take(address::group(address), now)?;
        }
        credentials.digest().map_or(Ok(()), |key| self.by_credential.take(key, now))
    }
}

/// Buckets of one size.
struct Buckets<K> {
    /// Between two tokens; zero for no limit.
    pause: Duration,
    /// From empty to full.
    whole: Duration,
    most: usize,
    /// When each will be full.
    full_at: Mutex<HashMap<K, Duration>>,
}

impl<K: Eq + Hash + Copy> Buckets<K> {
    fn new(allowed: Allowance, most: usize) -> Self {
        let pause = Duration::from_secs(1).checked_div(allowed.per_second).unwrap_or_default();
        Self { pause, whole: pause.saturating_mul(allowed.burst.max(1)), most, full_at: Mutex::default() }
    }

    fn take(&self, key: K, now: Duration) -> Result<(), Duration> {
        if self.pause.is_zero() {
            return Ok(());
        }
        // Nothing panics while it is held, so what is in there is sound.
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let was = full_at.get(&key).copied();
        let next = was.unwrap_or(now).max(now).saturating_add(self.pause);
        let wait = next.saturating_sub(now).saturating_sub(self.whole);
        if !wait.is_zero() {
            return Err(wait);
        }
        if was.is_none() && full_at.len() >= self.most {
            make_room(&mut full_at, now);
        }
        full_at.insert(key, next);
        Ok(())
    }
}

/// Forgets buckets that are full; where these are few, half of all, those that will be full soonest.
fn make_room<K: Eq + Hash + Copy>(full_at: &mut HashMap<K, Duration>, now: Duration) {
    let before = full_at.len();
    full_at.retain(|_, at| *at > now);
    if full_at.len() > before / 2 {
        let mut ends: Vec<Duration> = full_at.values().copied().collect();
        let middle = ends.len() / 2;
        let (_, median, _) = ends.select_nth_unstable(middle);
        let median = *median;
        full_at.retain(|_, at| *at > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    #[test]
    fn a_burst_is_allowed_and_then_the_rate() {
        let buckets = Buckets::new(Allowance { per_second: 2, burst: 3 }, 10);
        for _ in 0..3 {
            assert_eq!(buckets.take(1, seconds(1.0)), Ok(()));
        }
        assert_eq!(buckets.take(1, seconds(1.0)), Err(seconds(0.5)));
        assert_eq!(buckets.take(2, seconds(1.0)), Ok(()), "others have their own");
        assert_eq!(buckets.take(1, seconds(1.25)), Err(seconds(0.25)), "asking in vain costs nothing");
        assert_eq!(buckets.take(1, seconds(1.5)), Ok(()));
        assert_eq!(buckets.take(1, seconds(1.5)), Err(seconds(0.5)));
        for _ in 0..3 {
            assert_eq!(buckets.take(1, seconds(60.0)), Ok(()));
        }
        assert!(buckets.take(1, seconds(60.0)).is_err(), "no more than full");
    }

    #[test]
    fn zero_is_no_limit() {
        let buckets = Buckets::new(Allowance { per_second: 0, burst: 0 }, 10);
        assert!((0..1000).all(|_| buckets.take(1, seconds(1.0)).is_ok()));
    }

    #[test]
    fn memory_is_bounded_and_who_asks_most_is_remembered() {
        let buckets = Buckets::new(Allowance { per_second: 1, burst: 5 }, 100);
        (0..5).for_each(|_| buckets.take(0, seconds(0.0)).unwrap());
        for visitor in 1..10_000_u32 {
            let now = seconds(f64::from(visitor) * 1e-6);
            assert_eq!(buckets.take(visitor, now), Ok(()));
            assert!(buckets.full_at.lock().unwrap().len() <= 100);
            assert!(buckets.take(0, now).is_err(), "forgotten after {visitor}");
        }
    }

    #[test]
    fn addresses_and_credentials_are_counted_apart() {
        let begun = Instant::now();
        let allowed = |burst| Allowance { per_second: 1, burst };
        let limits = Limits::new(begun, allowed(3), allowed(2));
        let token = |text: &str| Credentials::Bearer(text.to_owned());
        let at = |text: &str| Some(text.parse().unwrap());
        assert!(limits.take(at("2001:db8::1"), &token("a"), begun).is_ok());
        assert!(limits.take(at("2001:db8::2"), &token("a"), begun).is_ok());
        assert!(limits.take(None, &token("a"), begun).is_err());
        assert!(limits.take(None, &Credentials::Cookie("a".to_owned()), begun).is_err(), "the same secret");
        assert!(limits.take(at("2001:db8::3"), &token("b"), begun).is_ok());
        assert!(limits.take(at("2001:db8::4"), &Credentials::None, begun).is_err());
    }
}
