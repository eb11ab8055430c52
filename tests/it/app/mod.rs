//! The use cases, each on both databases.

mod answers;
mod deciding;
mod import;
mod learned;
mod moves;
