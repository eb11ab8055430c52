//! `verify`: checks a plan against its problem, independently of how it was found.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Console, problem};
use crate::matching::verify::verify;
use crate::matching::{PlanFile, ProblemFile};
use crate::settings::Settings;

/// Check a plan file against its problem file; exit code 1 when a rule is broken
#[derive(Debug, Args)]
pub struct Arguments {
    /// Problem file, or - for the standard input
    problem: PathBuf,

    /// Plan file
    plan: PathBuf,

    /// Whose postcodes the problem names, such as hessen or germany; regions.area of the settings by default
    #[arg(long, value_name = "NAME")]
    area: Option<String>,
}

/// Checks.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let file: ProblemFile = problem::read(&arguments.problem)?;
    let plan: PlanFile = problem::read(&arguments.plan)?;
    let area = problem::area(arguments.area.as_deref(), settings)?;
    match verify(&file, area.gazetteer(), &plan) {
        Ok(verified) => {
            let served = i64::try_from(verified.totals.served).unwrap_or(i64::MAX);
            console.result(&verified.totals)?;
            console.tell(&console.text("cli-verify-accepted", &[("served", served.into())]))
        }
        Err(violations) => {
            console.result(&violations)?;
            let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
            let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
            let verdict = console.text("cli-verify-rejected", &[("count", count.into())]);
            Err(CliError::Refused(format!("{verdict}\n{}", lines.join("\n"))))
        }
    }
}
