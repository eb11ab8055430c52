//! `reset_password`: sends a link to choose another password to whoever asked for one, if there is such an account.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::identity;
use crate::app::jobs::Failure;
use crate::app::tasks::ResetTask;
use crate::domain::id::JobId;

/// Sends it. Whether there was somebody to send it to is not said in the log either.
pub fn run(desk: &Desk, job: JobId, task: &ResetTask) -> Result<Value, Failure> {
    identity::send_reset(&desk.context, job, task, &mut desk.moments.now()).map_err(again)?;
    Ok(json!({}))
}
