//! `reset_password`: sends a link to choose another password to whoever asked for one, if there is such an account.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::AppError;
use crate::app::identity::{self, IdentityError};
use crate::app::jobs::Failure;
use crate::app::tasks::ResetTask;
use crate::domain::id::JobId;

/// Sends it. Whether there was somebody to send it to is not said in the log either.
pub fn run(desk: &Desk, job: JobId, task: &ResetTask) -> Result<Value, Failure> {
    identity::send_reset(&desk.context, job, task, &mut desk.moments.now()).map_err(|error| match error {
        // Another key opens nothing, however often it is tried: somebody has to look.
        AppError::Identity(IdentityError::Sealed(_)) => Failure::Hopeless(error.to_string()),
        error => again(error),
    })?;
    Ok(json!({}))
}
