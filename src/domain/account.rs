//! Links with which somebody chooses a password, the first one or another, or logs in without one.

use chrono::{DateTime, Duration, Utc};

use super::id::{AccountLinkId, UserId};

super::code::codes! {
    /// What a link is for.
    LinkPurpose {
        /// To take an invitation.
        Invitation = "invitation",
        /// To choose another password.
        PasswordReset = "password_reset",
        /// To log in without typing a password.
        LogIn = "log_in",
    }
}

impl LinkPurpose {
    /// How long such a link is good.
    pub const fn life(self) -> Duration {
        match self {
            Self::Invitation => Duration::days(7),
            Self::PasswordReset => Duration::minutes(60),
            // It opens the account as it is, and nobody is warned by a password that has changed.
            Self::LogIn => Duration::minutes(20),
        }
    }

    /// Whether a password is chosen by it.
    pub const fn is_for_password(self) -> bool {
        match self {
            Self::Invitation | Self::PasswordReset => true,
            Self::LogIn => false,
        }
    }
}

/// A link as it is remembered; what stands in the mail is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLink {
    /// Identity.
    pub id: AccountLinkId,
    /// Whose account it is.
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
