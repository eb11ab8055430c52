//! Floor 1: the matching. A pure function from a problem and a seed to a plan with its proof; no I/O, no wall clock.
//!
//! ```text
//! ProblemFile --compile--> Problem --candidates--> arcs --decompose--> components --solve--> Plan --verify--> accepted
//!                                                                            explain, baseline --^
//! ```
//!
//! Every hard constraint is a file in [`constraints`], every term of the effort one in [`objectives`]. [`verify`] derives all
//! of it a second time from the files alone. `docs/MATCHING.md` states the problem in formulas.
//! Deliberately absent: sentences for people (codes leave here, `i18n` speaks), databases, and the decision when to match.

pub mod advice;
pub mod baseline;
pub mod candidates;
pub mod compile;
pub mod constraints;
pub mod cures;
pub mod decompose;
pub mod explain;
pub mod file;
pub mod incremental;
pub mod ledger;
pub mod next_best;
pub mod objectives;
pub mod plan;
pub mod problem;
pub mod snapshot;
pub mod solve;
pub mod tally;
pub mod verify;
pub mod weights;
pub mod why;

pub use compile::compile;
pub use file::ProblemFile;
pub use plan::PlanFile;
pub use problem::Problem;
pub use solve::{Options, Progress, Silent, Step, solve};

#[cfg(test)]
mod testing;
