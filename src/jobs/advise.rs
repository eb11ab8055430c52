//! `advise`: computes anew where one more Lotse would serve most. Done twice, the second advice is shown.

use serde_json::{Value, json};

use super::runner::Work;
use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::{AppError, advice};
use crate::matching::solve::SolveError;
use crate::matching::{Progress, Step};

/// Whoever stops, or has lost the job to another worker, wants no more solutions.
struct AsLongAs<'a>(&'a Work);

impl Progress for AsLongAs<'_> {
    fn step(&self, _: Step) {}

    fn is_over(&self) -> bool {
        self.0.is_over()
    }
}

/// Computes it.
pub fn run(desk: &Desk, work: &Work) -> Result<Value, Failure> {
    let mut moment = desk.moments.now();
    let renewed = advice::renew(&desk.context, &desk.options, &AsLongAs(work), &mut moment);
    let report = renewed.map_err(|error| match error {
        AppError::Solve(SolveError::CalledOff) => Failure::Stopped,
        error => again(error),
    })?;
    Ok(
        json!({"items": report.items.len(), "solved": report.basis.solved, "first_day": report.first_day, "last_day": report.last_day}),
    )
}
