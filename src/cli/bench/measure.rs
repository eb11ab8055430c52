//! End to end: from the problem file in memory to the verified plan.

use std::time::Instant;

use super::super::{CliError, Console, problem};
use super::memory::{Memory, Watch};
use crate::cli::console::Watcher;
use crate::domain::region::Gazetteer;
use crate::matching::plan::Phase;
use crate::matching::verify::verify;
use crate::matching::{self, Options, PlanFile, ProblemFile};

/// A verified plan and what it took.
#[derive(Debug)]
pub struct Measured {
    /// The plan.
    pub plan: PlanFile,
    /// Compiling, the phases of the run, verifying.
    pub phases: Vec<Phase>,
    /// From the file in memory to the verified plan.
    pub seconds: f64,
    /// Where the system tells.
    pub memory: Option<Memory>,
}

/// Compiles, solves and verifies.
///
/// # Errors
/// When the file has faults, the solver fails, or the plan breaks a rule.
pub fn end_to_end(
    file: &ProblemFile,
    gazetteer: &Gazetteer,
    options: &Options,
    console: &Console,
) -> Result<Measured, CliError> {
    let watcher = Watcher::new(console);
    let memory = Watch::begin();
    let begun = Instant::now();
    let compiled = matching::compile(file, gazetteer).map_err(|faults| problem::refused(&faults, console))?;
    let mut phases = vec![phase("compile", begun)];
    let plan = matching::solve(&compiled, options, &watcher).map_err(|error| CliError::environment("solve", error))?;
    phases.extend(plan.run.phases.iter().cloned());
    // The checker works on the file alone.
    drop(compiled);
    let solved = Instant::now();
    let verified = verify(file, gazetteer, &plan);
    phases.push(phase("verify", solved));
    let seconds = begun.elapsed().as_secs_f64();
    let memory = memory.end();
    watcher.end();
    match verified {
        Ok(_) => Ok(Measured { plan, phases, seconds, memory }),
        Err(violations) => {
            Err(CliError::Refused(violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
        }
    }
}

fn phase(name: &str, begun: Instant) -> Phase {
    Phase { name: name.to_owned(), milliseconds: begun.elapsed().as_secs_f64() * 1000.0 }
}
