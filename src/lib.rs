//! Lotsenwerk.
pub mod tables;
