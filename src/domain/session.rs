//! Log-ins that last, and how long.

use chrono::{DateTime, Duration, Utc};

use super::id::{SessionId, UserId};
use super::text::ClientHint;

/// A log-in that lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Identity; not what the browser holds.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// When they logged in.
    pub created_at: DateTime<Utc>,
    /// When they were last here, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends, whatever they do.
    pub expires_at: DateTime<Utc>,
    /// Whether the second factor was shown.
    pub second_factor: bool,
    /// Roughly from where.
    pub client: Option<ClientHint>,
}

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLife {
    /// So long without a visit.
    pub idle: Duration,
    /// So long in all.
    pub absolute: Duration,
}

impl Default for SessionLife {
    /// A working day, and a week.
    fn default() -> Self {
        Self { idle: Duration::hours(12), absolute: Duration::days(7) }
    }
}

/// Visits are noted at most so often, so that reading is not writing.
const NOTED_EVERY: Duration = Duration::minutes(1);

/// Whether a visit now is worth noting after one that was noted then.
pub fn is_to_be_noted(noted_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - noted_at >= NOTED_EVERY
}

impl Session {
    /// Whether it still opens anything.
    pub fn is_open(&self, life: SessionLife, now: DateTime<Utc>) -> bool {
        now < self.expires_at && now - self.last_seen_at < life.idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_by_idleness_and_by_age() {
        let (now, life) = (DateTime::UNIX_EPOCH, SessionLife::default());
        let session = Session {
            id: SessionId::new(now, [1; 10]),
            user: UserId::new(now, [2; 10]),
            created_at: now,
            last_seen_at: now,
            expires_at: now + life.absolute,
            second_factor: false,
            client: None,
        };
        assert!(session.is_open(life, now + Duration::hours(12) - Duration::seconds(1)));
        assert!(!session.is_open(life, now + Duration::hours(12)));
        let busy = Session { last_seen_at: now + life.absolute - Duration::seconds(1), ..session };
        assert!(busy.is_open(life, now + life.absolute - Duration::seconds(1)));
        assert!(!busy.is_open(life, now + life.absolute));
        assert!(!is_to_be_noted(now, now + Duration::seconds(59)) && is_to_be_noted(now, now + Duration::seconds(60)));
    }
}
