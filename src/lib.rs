//! Matches volunteer integration pilots with support requests.

pub mod i18n;
