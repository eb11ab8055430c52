//! Floor 0: the field's nouns and rules as types. No I/O, no clock, no chance: time and randomness are arguments.
//!
//! A value that exists is valid: newtypes have private fields and parse once. States move by functions that return `Result`.
//! Deliberately absent: labels for people (see `i18n`), rows (see `storage`), and anything about how a plan is found (see `matching`).

pub mod access;
pub mod account;
pub mod allowance;
pub mod assignment;
pub mod audit;
pub mod availability;
pub mod backoff;
pub mod code;
pub mod contact;
pub mod coverage;
pub mod filter;
pub mod forecast;
pub mod geo;
pub mod hours;
pub mod id;
pub mod job;
pub mod language;
pub mod link;
pub mod lotse;
pub mod month;
pub mod offer;
pub mod organisation;
pub mod outbox;
pub mod page;
pub mod programme;
pub mod proof;
pub mod qualification;
pub mod region;
pub mod reminder;
pub mod request;
pub mod rulebook;
pub mod run;
pub mod seal;
pub mod search;
pub mod session;
pub mod text;
pub mod throttle;
pub mod time;
pub mod token;
pub mod travel;
pub mod user;
pub mod window;
