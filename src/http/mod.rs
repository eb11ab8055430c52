//! F4 http: the edge that all requests from outside pass, whatever they ask for.
//!
//! ```text
//! told: number, log, metrics ─► headers ─► compress ─► cors ─► limits ─► pace of the body ─► what front names
//! ```
//!
//! - [`Service`] is what handlers work with: it runs use cases on threads where waiting is allowed, as many at once as the database
//!   has room for; the others wait in line, and nobody is turned away while there is hope. What takes long waits in a [`Line`] of
//!   its own, of which each [`Asker`] has a share;
//! - [`credentials`] is what a request shows to prove who sends it, and [`client`] what it tells of itself;
//! - [`permission`] decides whether they may do what they ask for;
//! - [`server`] listens, over TLS if [`tls`] has a certificate, and stops gracefully; [`edge`] holds its rules;
//! - [`address`] says from where a request comes, also through proxies; [`limits`] counts by that and by credential;
//! - [`problem`] is how a program is told what was wrong;
//! - [`health`] and [`metrics`] answer those who watch the service.
//!
//! Deliberately absent: what pages and documents say (see `web` and `api`); limits on bodies, which each address has its own of.

pub mod address;
pub mod client;
pub mod cors;
pub mod credentials;
pub mod edge;
pub mod health;
pub mod limits;
pub mod metrics;
pub mod permission;
pub mod problem;
pub mod server;
pub mod tls;

mod compress;
mod headers;
mod line;
mod locale;
mod pace;
mod request_id;
mod service;
mod share;

pub use address::client_address;
pub use client::Client;
pub use line::Line;
pub use locale::locale_of;
pub use request_id::RequestId;
pub use service::{Refusal, Service, Turn};
pub use share::Asker;
