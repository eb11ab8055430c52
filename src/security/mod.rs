//! F2 security: what proves that somebody may do something.
//!
//! - [`links`]: links in mails, signed, for whoever has no account.
//!
//! Deliberately absent: where keys are stored (`storage::links`) and when they are renewed (`app::links`); passwords and sessions,
//! which come with accounts.

pub mod links;
