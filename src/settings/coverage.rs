//! `[coverage]`: how figures are told.

use serde::{Deserialize, Serialize};

/// How figures are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageSection {
    /// Counts from one up to below this are not told.
    pub threshold: u32,
}

impl CoverageSection {
    /// The threshold. At least three: with two, whoever is one of them would know of the other.
    pub fn least_told(&self) -> u64 {
        u64::from(self.threshold.max(3))
    }
}
