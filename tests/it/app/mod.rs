//! The use cases, each on both databases.

mod answers;
mod broadcast;
mod calling;
mod deciding;
mod import;
mod learned;
mod moves;
