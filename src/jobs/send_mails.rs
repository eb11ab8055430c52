//! `send_mails`: sends what is due in the outbox, as far as limits and server allow. What is left the next slot of the
//! schedule takes up.

use serde_json::{Value, json};

use super::runner::Work;
use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::sending;

/// Sends until nothing is due, or the worker stops.
pub fn run(desk: &Desk, work: &Work) -> Result<Value, Failure> {
    let sent = sending::send_due(&desk.context, &desk.post, &desk.moments, |_| !work.is_over()).map_err(again)?;
    Ok(json!({"sent": sent.sent, "postponed": sent.postponed, "given_up": sent.given_up, "outdated": sent.outdated}))
}
