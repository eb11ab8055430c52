//! `schema`: the JSON Schema of problem and plan files, made from the types.

use clap::{Args, ValueEnum};

use super::{CliError, Console};
use crate::matching::{PlanFile, ProblemFile};

/// Print the JSON Schema of a file format
#[derive(Debug, Args)]
pub struct Arguments {
    /// Which format
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// What `solve` reads
    Problem,
    /// What `solve` writes
    Plan,
}

/// Prints the schema.
pub fn run(arguments: &Arguments, console: &Console) -> Result<(), CliError> {
    console.document(&match arguments.format {
        Format::Problem => schemars::schema_for!(ProblemFile),
        Format::Plan => schemars::schema_for!(PlanFile),
    })
}
