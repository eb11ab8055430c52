//! The use cases, each on both databases.

mod deciding;
mod import;
