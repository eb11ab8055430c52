//! The program: arguments in, exit code out. Everything else is in the library.

use std::process::ExitCode;

use clap::Parser;
use lotsenwerk::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse())
}
