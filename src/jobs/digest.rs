//! `digest`: queues the daily digest of each carrier for which something waits. Done twice on one day, it finds nothing left
//! to do.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::digests;
use crate::app::jobs::Failure;

/// Queues those of today.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let queued = digests::queue(&desk.context, &mut desk.moments.now()).map_err(again)?;
    Ok(json!({"digests": queued}))
}
