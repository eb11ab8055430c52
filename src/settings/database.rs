//! `[database]`: where data is stored.

use serde::{Deserialize, Serialize};

/// Where data is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSection {
    /// `sqlite://…` or `postgres://…`.
    pub url: String,
    /// Open connections.
    pub connections: u32,
    /// Seconds to wait for a free one.
    pub wait_seconds: u64,
}
