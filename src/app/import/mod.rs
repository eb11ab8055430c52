//! Import.
mod cells;
mod fault;
pub use fault::{Fault, FaultKind, WordList};
