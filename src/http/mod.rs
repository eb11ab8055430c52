//! F4 http: the edge that all requests from outside pass, whatever they ask for.
//!
//! - [`Service`] is what handlers work with: it runs use cases on threads where waiting is allowed, as many at once as the database
//!   has room for; the others wait in line, and nobody is turned away while there is hope;
//! - [`server`] listens, stops gracefully, and puts the headers on every answer that browsers need to be strict;
//! - [`health`] answers those who watch the service.
//!
//! Deliberately absent: what pages and documents say (see `web`); TLS, which a proxy in front brings.

pub mod health;
pub mod server;
mod service;

pub use service::{Refusal, Service};
