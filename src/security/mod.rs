//! F2 security: what proves that somebody may do something.
//!
//! - [`links`]: links in mails, signed, for whoever has no account;
//! - [`password`]: which passwords are taken, and how they are hashed without starving everything else;
//! - [`secrets`]: what browsers, programs and mails hold, of which only a hash is stored;
//! - [`totp`]: the second factor;
//! - [`sealed`]: what is stored so that only this program reads it;
//! - [`chain`]: what shows that the audit was not changed.
//!
//! Deliberately absent: where keys and hashes are stored (`storage`), and when what is asked for (`app::links`, `app::identity`).

pub mod chain;
pub mod links;
pub mod password;
pub mod sealed;
pub mod secrets;
mod strength;
pub mod totp;
