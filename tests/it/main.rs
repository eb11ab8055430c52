//! The integration tests: one binary, so that it links once and runs on either database.

// Tests say what they expect by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod app;
mod cli;
mod flows;
mod import;
mod locales;
mod mail;
mod matching;
mod regions;
mod storage;
mod support;
mod synthetic;
mod tables;
