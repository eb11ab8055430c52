//! Types and rules (floor F0): no I/O, no clock, no chance.

pub mod geo;
pub mod language;
pub mod region;
pub mod travel;
