//! The second factor of the own account.

mod begin;
mod confirm;
mod disable;
mod renew;
mod show;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::Document;
use crate::api::hidden::Hidden;
use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<show::Show>(),
        Mounted::of::<begin::Begin>(),
        Mounted::of::<confirm::Confirm>(),
        Mounted::of::<disable::Disable>(),
        Mounted::of::<renew::Renew>(),
    ]);
}

/// The password, shown once more before something weighty.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordShown {
    /// The current password.
    #[schemars(length(min = 1, max = 512))]
    password: Hidden,
}

impl Document for PasswordShown {
    fn example() -> Value {
        json!({"password": "vier blaue Boote am Fluss"})
    }
}

/// Codes for whoever loses the second factor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecoveryCodes {
    /// Each is good once. To be kept on paper: they are not told again.
    recovery_codes: Vec<Hidden>,
}

impl From<Vec<String>> for RecoveryCodes {
    fn from(codes: Vec<String>) -> Self {
        Self { recovery_codes: codes.into_iter().map(Hidden::from).collect() }
    }
}
