//! F3: the use cases. One noun a file; the only floor that opens write transactions.
//!
//! A use case is one short write transaction with nothing slow inside. What takes long (solving, sending) happens between two of
//! them. Time and chance are arguments ([`Moment`]).
//! Deliberately absent: HTTP and web. Whoever answers by a link may do so because it is signed.

pub mod advice;
pub mod alone;
pub mod answers;
pub mod assignments;
pub mod audit;
pub mod calls;
pub mod candidates;
pub mod coverage;
pub mod desk;
pub mod digests;
pub mod explanation;
pub mod feeds;
pub mod figures;
pub mod forecasts;
pub mod funding;
pub mod hours;
pub mod identity;
pub mod import;
pub mod jobs;
pub mod lendings;
pub mod links;
pub mod lotsen;
pub mod made_up;
pub mod mails;
pub mod matching;
pub mod newcomer_form;
pub mod newcomer_page;
pub mod offer_page;
pub mod offers;
pub mod organisations;
pub mod outbox;
pub mod own;
pub mod plans;
pub mod programmes;
pub mod proofs;
pub mod proposals;
pub mod receipts;
pub mod reminders;
pub mod requests;
pub mod runs;
pub mod seals;
pub mod sending;
pub mod sketch;
pub mod statements;
pub mod tasks;

mod context;
mod error;
mod moment;

pub use context::{Broadcast, Context, Sender};
pub use error::AppError;
pub use moment::{Clock, Moment, Moments};

/// What the floors above hand on.
pub use crate::documents::Format;
pub use crate::storage::StorageError;
