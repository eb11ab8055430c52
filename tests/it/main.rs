//! The integration tests: one binary, so that it links once and runs on either database.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests say what they expect by failing"
)]

mod api;
mod app;
mod cli;
mod flows;
mod import;
mod jobs;
mod locales;
mod mail;
mod matching;
mod regions;
mod storage;
mod support;
mod synthetic;
mod tables;
mod tidy;
mod web;
