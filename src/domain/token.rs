//! Keys with which programs log in for somebody.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use super::access::Permission;
use super::id::{TokenId, UserId};
use super::text::TokenName;

/// A program's key. What the program holds is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Identity.
    pub id: TokenId,
    /// For whom the program acts; it never may more than they may.
    pub user: UserId,
    /// What it is for.
    pub name: TokenName,
    /// What it is good for.
    pub scopes: BTreeSet<Permission>,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when it is good for nothing.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl ApiToken {
    /// The longest that a key may last.
    pub const LONGEST: Duration = Duration::days(366);
    /// How long one lasts for which nobody says anything else.
    pub const USUAL: Duration = Duration::days(90);

    /// Whether it still opens anything.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}
