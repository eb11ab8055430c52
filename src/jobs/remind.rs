//! `remind`: queues the reminders of appointments that are near, and word to newcomers to whom nobody comes. Done twice, or by several workers at once, it finds nothing
//! left to do.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::{alone, reminders};

/// Queues all that are due.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let queued = reminders::queue(&desk.context, &mut desk.moments.now()).map_err(again)?;
    let alone = alone::queue(&desk.context, &mut desk.moments.now()).map_err(again)?;
    Ok(json!({"reminders": queued, "alone": alone}))
}
