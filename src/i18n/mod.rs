//! F1: words. Which language a reader gets, and how that language says things.
//!
//! - [`Locale`] names the languages that staff and Lotsen read, and negotiates one from a browser's wish;
//! - [`text`] looks a key up in the Fluent files under `locales/<language>/`, one file a theme, all embedded;
//! - [`dates`] and [`measures`] say dates, durations, distances and numbers as people say them;
//! - [`one_of`] joins a list by "or".
//!
//! Keys begin with the name of their file (`mail-offer-subject` is in `mail.ftl`) and are written as literals in the call
//! of [`text`], so that a test can compare files and code: both languages have the same keys with the same variables,
//! each key that the code names exists, and none lies unused.
//!
//! Absent on purpose: the newcomers' languages (they come with the newcomers' mails), translations of what users typed,
//! and names of spoken languages (those are data and come from the domain).

mod catalogue;
pub mod dates;
mod list;
mod locale;
pub mod measures;

pub use catalogue::{Value, text};
pub use list::one_of;
pub use locale::{Locale, UnknownLocale};
