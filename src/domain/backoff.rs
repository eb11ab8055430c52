//! How long to wait before the next attempt.
//!
//! The pause doubles with each failure up to a longest one. Half of it is by chance, so that what failed together does
//! not come back together.

use chrono::Duration;

/// How pauses grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The pause after the first failure, on average three quarters of it.
    pub first: Duration,
    /// No pause is longer.
    pub longest: Duration,
}

impl Backoff {
    /// The pause after `failures` failures: between half and all of `first · 2^(failures − 1)`, `chance` says where.
    pub fn pause(&self, failures: u32, chance: u32) -> Duration {
        let doublings = failures.saturating_sub(1).min(31);
        let whole = self.first.num_milliseconds().saturating_mul(1 << doublings).min(self.longest.num_milliseconds());
        let half = whole / 2;
        let by_chance = i128::from(half) * i128::from(chance) / i128::from(u32::MAX);
        Duration::milliseconds(half + i64::try_from(by_chance).unwrap_or(half))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_chance_decides_on_half_of_each() {
        let backoff = Backoff { first: Duration::seconds(60), longest: Duration::seconds(900) };
        let longest_of = |failures| backoff.pause(failures, u32::MAX).num_seconds();
        assert_eq!([0, 1, 2, 3, 4, 5, 6, u32::MAX].map(longest_of), [60, 60, 120, 240, 480, 900, 900, 900]);
        let shortest_of = |failures| backoff.pause(failures, 0).num_seconds();
        assert_eq!([1, 2, 5, 900].map(shortest_of), [30, 60, 450, 450]);
        let middle = backoff.pause(1, u32::MAX / 2).num_milliseconds();
        assert!((44_990..=45_010).contains(&middle), "{middle}");
    }
}
