//! F1: words. Which language a reader gets, and how that language says things.
//!
//! - [`Locale`] names the languages that staff and Lotsen read, and negotiates one from a browser's wish;
//! - [`text`] looks a key up in the Fluent files under `locales/<language>/`, one file a theme, all embedded;
//! - [`dates`] and [`measures`] say dates, durations, distances and numbers as people say them;
//! - [`phrases`] says what is asked for, where and when;
//! - [`words`] says states, kinds and topics;
//! - [`one_of`] joins a list by "or";
//! - [`explain`] says why a request stays open and what would serve it;
//! - [`NewcomerLanguage`] names the languages of newcomers' mails, page and form, with their two files and their dates;
//! - [`bidi`] keeps both writing directions apart in plain text.
//!
//! Keys begin with the name of their file (`mail-offer-subject` is in `mail.ftl`) and are written as literals in the call
//! of [`text`], so that a test can compare files and code: both languages have the same keys with the same variables,
//! each key that the code names exists, and none lies unused.
//!
//! Absent on purpose: translations of what users typed, and names of spoken languages (those are data and come from the
//! domain).

pub mod bidi;
mod catalogue;
pub mod dates;
pub mod explain;
pub mod figures;
mod list;
mod locale;
pub mod measures;
mod newcomer;
pub mod phrases;
pub mod words;

pub use catalogue::{Value, text};
pub use list::one_of;
pub use locale::{Locale, UnknownLocale};
pub use newcomer::NewcomerLanguage;
