//! F2 storage: the only place that speaks SQL, on SQLite and PostgreSQL alike.
//!
//! ```text
//! url ──► database (pools) ──► transaction (ReadTx, WriteTx) ──► one file a noun
//!            │                                                      │
//!         sqlite, postgres                          schema, types, dialect
//! ```
//!
//! Functions take a transaction and values of the domain and give values of the domain; rows are private. They neither
//! read a clock nor make identifiers. One call is a fixed number of statements, however many rows it moves.
//!
//! Absent: any rule of the domain, and connections outside a transaction.

pub mod account_links;
pub mod advice;
pub mod assignments;
pub mod audit;
pub mod coverage;
pub mod digests;
pub mod feeds;
pub mod hours;
pub mod jobs;
pub mod links;
pub mod login_attempts;
pub mod lotsen;
pub mod newcomer_forms;
pub mod newcomers;
pub mod notices;
pub mod offers;
pub mod organisations;
pub mod outbox;
pub mod programmes;
pub mod proofs;
pub mod receipts;
pub mod reminders;
pub mod requests;
pub mod runs;
pub mod schedules;
pub mod seals;
pub mod sessions;
pub mod tokens;
pub mod users;
pub mod work;

mod connection;
mod database;
mod dialect;
mod error;
mod migrate;
mod page;
mod parties;
mod postgres;
mod schema;
mod sittings;
mod sqlite;
mod stored;
mod transaction;
mod types;
mod url;

pub use database::{Database, Durability, PoolSettings};
pub use dialect::Unique;
pub use error::StorageError;
pub use migrate::Schema;
pub use page::ListQuery;
pub use transaction::{ReadTx, WriteTx};
pub use url::{DatabaseUrl, Engine, UrlError};
