//! The service in a browser: headless Chromium, steered by its own driver, reads the pages of a demo that the program serves.
//!
//! - [`walk`]: for each role and both languages all pages that a click leads to, at a desk and on a phone, light and dark;
//! - [`stories`]: what people come for, by keyboard alone, without JavaScript, or from a mail's link.
//!
//! What each page owes its readers is in [`judge`]. `cargo test` leaves this binary out, because it needs more than Rust:
//!
//! ```sh
//! apt-get install chromium chromium-driver npm
//! cargo test --test browser
//! ```
//!
//! Nothing is skipped where one of these is missing. Pictures of all pages go to the folder that `LOTSENWERK_TEST_PICTURES`
//! names, if it does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests say what they expect by failing"
)]

mod axe;
mod driver;
mod judge;
mod look;
mod mails;
mod program;
mod reader;
mod session;
mod stories;
mod traffic;
mod walk;
