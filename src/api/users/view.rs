//! An account as those see it who look after it.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::membership::MembershipForm;
use crate::app::identity::Account;
use crate::domain::user::{UserLanguage, UserState};

/// An account.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "User")]
pub struct UserView {
    /// Identity.
    id: Uuid,
    /// The mail address by which they log in.
    email: String,
    /// The name.
    name: String,
    /// The language of mails and pages.
    language: UserLanguage,
    /// How the account stands.
    state: UserState,
    /// Whether they have taken their invitation.
    has_password: bool,
    /// Whether they have a second factor.
    has_second_factor: bool,
    /// Since when the account is there.
    created_at: DateTime<Utc>,
    /// Since when it is closed.
    disabled_at: Option<DateTime<Utc>>,
    /// What they are, as far as you may see it.
    memberships: Vec<MembershipForm>,
}

impl UserView {
    /// An account as it is shown.
    pub fn of(account: Account) -> Self {
        let Account { user, memberships } = account;
        Self {
            id: user.id.as_uuid(),
            email: user.email.to_string(),
            name: user.name.to_string(),
            language: user.language,
            state: user.state(),
            has_password: user.has_password,
            has_second_factor: user.has_second_factor,
            created_at: user.created_at,
            disabled_at: user.disabled_at,
            memberships: memberships.into_iter().map(MembershipForm::of).collect(),
        }
    }
}
