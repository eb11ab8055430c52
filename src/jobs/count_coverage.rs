//! `count_coverage`: counts what has changed for the figures of coverage. Done twice, it finds nothing left to do.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::coverage::count::count;
use crate::app::jobs::Failure;

/// Counts what was committed until now.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let counted = count(&desk.context, desk.moments.time()).map_err(|error| again(error.into()))?;
    Ok(json!({"changes": counted}))
}
