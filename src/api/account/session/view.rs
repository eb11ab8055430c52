//! Somebody, as they see themselves.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::users::MembershipForm;
use crate::domain::access::{Access, Permission};
use crate::domain::id::SessionId;
use crate::domain::user::{User, UserLanguage};

/// Somebody who has logged in, and what they may do now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Myself {
    /// The account.
    user: OwnAccount,
    /// Roles that count now.
    memberships: Vec<MembershipForm>,
    /// What they may do; with a token no more than its scopes.
    permissions: Vec<Permission>,
    /// Whether some of their roles do not count until they set up a second factor, or log in by it.
    needs_second_factor: bool,
    /// The session; absent where a token was shown.
    session: Option<Uuid>,
}

/// The own account.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnAccount {
    /// Identity.
    id: Uuid,
    /// The mail address.
    email: String,
    /// The name.
    name: String,
    /// The language of mails and pages.
    language: UserLanguage,
    /// Whether a second factor was set up.
    has_second_factor: bool,
    /// Since when the account is there.
    created_at: DateTime<Utc>,
}

impl OwnAccount {
    /// The own account as it is shown.
    pub fn of(user: &User) -> Self {
        Self {
            id: user.id.as_uuid(),
            email: user.email.to_string(),
            name: user.name.to_string(),
            language: user.language,
            has_second_factor: user.has_second_factor,
            created_at: user.created_at,
        }
    }
}

impl Myself {
    /// Somebody, as they see themselves.
    pub fn of(user: &User, access: &Access, needs_second_factor: bool, session: Option<SessionId>) -> Self {
        Self {
            user: OwnAccount::of(user),
            memberships: access.memberships().iter().copied().map(MembershipForm::of).collect(),
            permissions: access.permissions(),
            needs_second_factor,
            session: session.map(SessionId::as_uuid),
        }
    }
}
