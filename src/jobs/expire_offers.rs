//! `expire_offers`: settles the offers whose time is over; each opens its request again, and the next best is looked for.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::answers;
use crate::app::jobs::Failure;

/// Settles all that are overdue.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let expired = answers::expire(&desk.context, &mut desk.moments.now()).map_err(again)?;
    Ok(json!({"expired": expired.len()}))
}
