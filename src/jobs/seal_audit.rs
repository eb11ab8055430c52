//! `seal_audit`: adds what is new in the audit to its chain. Done twice, it finds nothing left to do.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::seals;

/// Seals what was committed until now.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let sealed = seals::seal(&desk.context).map_err(|error| again(error.into()))?;
    Ok(json!({"sealed": sealed}))
}
