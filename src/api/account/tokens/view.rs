//! A token as it is shown.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::access::Permission;
use crate::domain::token::ApiToken;

/// A program's key, without what the program holds.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Token")]
pub struct TokenView {
    /// Identity; it opens nothing.
    id: Uuid,
    /// What it is for.
    name: String,
    /// What it is good for, as far as its owner may do it.
    scopes: Vec<Permission>,
    /// Since when it is there.
    created_at: DateTime<Utc>,
    /// When it ends.
    expires_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    last_used_at: Option<DateTime<Utc>>,
    /// Since when it is good for nothing.
    revoked_at: Option<DateTime<Utc>>,
}

impl TokenView {
    /// A token as it is shown.
    pub fn of(token: &ApiToken) -> Self {
        Self {
            id: token.id.as_uuid(),
            name: token.name.to_string(),
            scopes: token.scopes.iter().copied().collect(),
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            revoked_at: token.revoked_at,
        }
    }
}
