//! An agreement to lend as it is shown.

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::organisation::Lending;

/// Two carriers, one of which lends the other Lotsen.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Lending")]
pub struct LendingView {
    /// The carrier whose Lotsen may go.
    from: Uuid,
    /// The carrier whose requests they may serve.
    to: Uuid,
    /// The lender has agreed.
    from_agreed: bool,
    /// The borrower has agreed.
    to_agreed: bool,
    /// Both have: Lotsen are proposed.
    holds: bool,
}

impl LendingView {
    /// An agreement as it is shown.
    pub const fn of(lending: &Lending) -> Self {
        Self {
            from: lending.from.as_uuid(),
            to: lending.to.as_uuid(),
            from_agreed: lending.from_agreed,
            to_agreed: lending.to_agreed,
            holds: lending.holds(),
        }
    }
}
