//! x
mod tables;
