//! The kinds of mail: one file each with its facts as a struct; a folder where it also has layouts of its own.
//!
//! | kind | to whom | calendar |
//! |---|---|---|
//! | [`offer`] | Lotse | tentative entries, published |
//! | [`offer_call`] | coordinator: asks a Lotse without an address by telephone | – |
//! | [`offer_withdrawn`], [`offer_taken`] | Lotse | takes them out again |
//! | [`confirmation`] | Lotse, requester | invitation |
//! | [`change`] | Lotse, requester | invitation, one number further |
//! | [`cancellation`] | Lotse, requester | cancels |
//! | [`nobody_found`] | requester | – |
//! | [`reminder`] | Lotse | – |
//! | [`newcomer`] | newcomer: confirmation, change, cancellation, reminder | as above |
//! | [`alarm`], [`digest`], [`unserved`] | coordinator | – |
//! | [`account_link`], [`account_notice`] | anybody with an account | – |
//!
//! What is meant for a Lotse without an address goes to their project, with [`facts::PassOn`] before it.
//!
//! Wording is in the catalogue (`mail.ftl`, `newcomer.ftl`), arrangement in `*.txt` and `*.html`; both layouts say the
//! same. The HTML is a page for phones first: no remote parts, readable without its styles, in the dark, and by screen
//! readers. What no mail names, [`facts`] has no field for.

pub mod account_link;
pub mod account_notice;
pub mod alarm;
pub mod cancellation;
pub mod change;
pub mod confirmation;
pub mod digest;
pub mod facts;
mod letter;
pub mod newcomer;
pub mod nobody_found;
pub mod offer;
pub mod offer_call;
mod offer_over;
pub mod offer_taken;
pub mod offer_withdrawn;
pub mod reminder;
mod said;
pub mod unserved;

/// A mail in the reader's language, before it is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// A single line.
    pub subject: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part, a whole document.
    pub html: String,
}
