//! `advise`: computes anew where one more Lotse would serve most. Done twice, the second advice is shown.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::advice;
use crate::app::jobs::Failure;

/// Computes it.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let report = advice::renew(&desk.context, &desk.options, &mut desk.moments.now()).map_err(again)?;
    Ok(
        json!({"items": report.items.len(), "solved": report.basis.solved, "first_day": report.first_day, "last_day": report.last_day}),
    )
}
