//! The use cases, each on both databases.

mod import;
