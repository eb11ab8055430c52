//! Links with which somebody chooses a password: the first one, or another.

use chrono::{DateTime, Duration, Utc};

use super::id::{AccountLinkId, UserId};

super::code::codes! {
    /// What a link is for.
    LinkPurpose {
        /// To take an invitation.
        Invitation = "invitation",
        /// To choose another password.
        PasswordReset = "password_reset",
    }
}

impl LinkPurpose {
    /// How long such a link is good.
    pub const fn life(self) -> Duration {
        match self {
            Self::Invitation => Duration::days(7),
            Self::PasswordReset => Duration::minutes(60),
        }
    }
}

/// A link as it is remembered; what stands in the mail is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLink {
    /// Identity.
    pub id: AccountLinkId,
    /// Who chooses a password.
    pub user: UserId,
    /// What for.
    pub purpose: LinkPurpose,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// When it was used; it is good once.
    pub used_at: Option<DateTime<Utc>>,
}

impl AccountLink {
    /// Whether it still opens anything.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && now < self.expires_at
    }
}
