//! The commands as people start them: the built program, its exit codes and its words.

mod import;
