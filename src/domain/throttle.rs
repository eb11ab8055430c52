//! How often somebody may try, and how long they wait then.
//!
//! An attempt is counted before it is known how it ends, so that many at once are not many more; one that ends well is taken back.

use chrono::{DateTime, Duration, Utc};

super::code::codes! {
    /// What attempts are counted for.
    ThrottleKind {
        /// An account, whether or not there is one.
        Account = "account",
        /// A network address.
        Address = "address",
        /// Mails with links to an account.
        Mail = "mail",
    }
}

/// How much is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// So many attempts are free.
    pub attempts: u32,
    /// After so long a time without any, not counting the pauses, all is forgotten.
    pub window: Duration,
    /// How long to wait after the last free one; doubles with each one more.
    pub first_wait: Duration,
}

/// What is remembered of attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many there were of late.
    pub count: u32,
    /// When the last one was.
    pub last_at: DateTime<Utc>,
    /// Before then none is taken.
    pub blocked_until: Option<DateTime<Utc>>,
}

impl Attempts {
    /// None so far.
    pub const fn none(now: DateTime<Utc>) -> Self {
        Self { count: 0, last_at: now, blocked_until: None }
    }

    /// One more, or how long to wait.
    ///
    /// # Errors
    /// When none is taken now; the time until one is.
    pub fn one_more(self, limit: Limit, now: DateTime<Utc>) -> Result<Self, Duration> {
        if let Some(until) = self.blocked_until.filter(|until| *until > now) {
            return Err(until - now);
        }
        let quiet_since = self.blocked_until.map_or(self.last_at, |until| until.max(self.last_at));
        let is_forgotten = now - quiet_since >= limit.window;
        let count = if is_forgotten { 1 } else { self.count.saturating_add(1) };
        let blocked_until = (count >= limit.attempts).then(|| now + wait(limit, count));
        Ok(Self { count, last_at: now, blocked_until })
    }

    /// One of them ended well.
    pub fn one_less(self) -> Self {
        Self { count: self.count.saturating_sub(1), blocked_until: None, ..self }
    }
}

/// At most the window, so that nobody is locked out for longer by whoever knows their address.
fn wait(limit: Limit, count: u32) -> Duration {
    let doublings = count.saturating_sub(limit.attempts).min(20);
    let seconds = limit.first_wait.num_seconds().saturating_mul(1 << doublings);
    Duration::seconds(seconds.min(limit.window.num_seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { attempts: 5, window: Duration::minutes(15), first_wait: Duration::seconds(30) };

    #[test]
    fn five_are_free_and_the_pauses_grow_to_the_window() {
        let mut now = DateTime::UNIX_EPOCH;
        let mut attempts = Attempts::none(now);
        for _ in 0..5 {
            attempts = attempts.one_more(LIMIT, now).unwrap();
        }
        let mut waits = Vec::new();
        for _ in 0..7 {
            let wait = attempts.one_more(LIMIT, now).unwrap_err();
            waits.push(wait.num_seconds());
            now += wait;
            attempts = attempts.one_more(LIMIT, now).unwrap();
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900]);
    }

    #[test]
    fn what_went_well_or_is_long_ago_does_not_count() {
        let now = DateTime::UNIX_EPOCH;
        let mut attempts = Attempts::none(now);
        for _ in 0..20 {
            attempts = attempts.one_more(LIMIT, now).unwrap().one_less();
        }
        assert_eq!(attempts.count, 0);
        let tired = Attempts { count: 4, ..attempts };
        assert_eq!(tired.one_more(LIMIT, now + LIMIT.window).unwrap().count, 1);
    }
}
