//! The page behind the link of a mail about an account: whoever was invited, or has forgotten their password, chooses one.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /account/{link}` | shows whose account it is, and changes nothing: programs that check mails look too |
//! | `POST /account/{link}` | takes the password, once; leads to the next one |
//! | `GET /account/ready` | says that it is done |
//!
//! Deliberately absent: whatever is done after a log-in.

mod choose;
mod ready;

use super::page::Page;
use crate::http::Line;

/// The pages.
pub const PAGES: [Page; 3] = [
    Page::link("account.ready", "/account/ready", ready::show),
    Page::link("account.show", "/account/{link}", choose::show),
    Page::link("account.choose", "/account/{link}", choose::choose).sent().line(Line::Hashing),
];
