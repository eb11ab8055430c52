//! The use cases, each on both databases.

mod advice;
mod answers;
mod broadcast;
mod calling;
pub mod coverage;
mod deciding;
pub mod identity;
mod import;
mod learned;
mod lists;
mod moves;
mod seals;
