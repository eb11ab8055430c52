//! F2: mail. From typed facts to bytes on their way; the only module that knows lettre.
//!
//! - [`templates`] has one file a kind of mail: its facts as a struct, its wording by way of the catalogue, its layout;
//! - [`calendar`] writes invitations, cancellations and feeds;
//! - [`message`] is a finished mail and its MIME form;
//! - [`transport`] hands it over, to a server by [`smtp`].
//!
//! Everything up to the transport is a pure function: identifiers and dates are fixed by the caller (the outbox), so the
//! same facts give the same bytes and a mail that is sent twice is recognised as one.
//!
//! Absent on purpose: which mail is due and when to try again (that is `app` and its outbox), and what a request is about: no
//! mail says it.

pub mod calendar;
mod error;
pub mod message;
pub mod smtp;
pub mod templates;
pub mod transport;

pub use error::{Fate, MailError};
