//! The storage suite: every test runs on both engines.

mod audit;
mod connecting;
mod errors;
mod jobs;
mod lists;
mod migrations;
mod outbox;
mod parity;
mod round_trips;
pub mod samples;
mod schema;
mod states;
mod transactions;
