//! Somebody with an account.
//!
//! What they are and may do is in [`super::access`]. Deliberately absent: how they prove who they are; what is stored for that never
//! leaves `storage` and `app`.

use chrono::{DateTime, Utc};

use super::contact::Email;
use super::id::UserId;
use super::text::DisplayName;

super::code::codes! {
    /// The language in which somebody with an account is spoken to.
    UserLanguage {
        /// German.
        German = "de",
        /// English.
        English = "en",
    }

    /// How an account stands.
    UserState {
        /// The invitation has not been taken.
        Invited = "invited",
        /// Somebody can log in by it.
        Active = "active",
        /// It is closed.
        Disabled = "disabled",
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Identity.
    pub id: UserId,
    /// By which they log in and are written to; unique whatever its capital letters.
    pub email: Email,
    /// How they are called.
    pub name: DisplayName,
    /// In which language they are spoken to.
    pub language: UserLanguage,
    /// Whether they have taken their invitation and chosen a password.
    pub has_password: bool,
    /// Whether a second factor was set up and shown to work.
    pub has_second_factor: bool,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
    /// Since when nobody logs in by it.
    pub disabled_at: Option<DateTime<Utc>>,
}

impl User {
    /// How it stands.
    pub const fn state(&self) -> UserState {
        match (self.is_enabled(), self.has_password) {
            (false, _) => UserState::Disabled,
            (true, false) => UserState::Invited,
            (true, true) => UserState::Active,
        }
    }

    /// Whether it may be used at all.
    pub const fn is_enabled(&self) -> bool {
        self.disabled_at.is_none()
    }
}
