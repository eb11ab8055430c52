//! The commands as people start them: the built program, its exit codes and its words.

mod admin;
mod advise;
mod bench;
mod desk;
mod doctor;
mod explain;
mod files;
mod import;
mod matching;
mod moves;
mod serve;
mod usage;
mod worker;
