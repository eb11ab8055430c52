//! One measurement of one problem, in a process of its own: its peak of memory is not that of another, and what an earlier one
//! left in the heap costs it nothing.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{CliError, Console, generate, problem};
use super::Measurement;
use super::instance::Instance;
use crate::domain::region::Area;
use crate::matching::{Options, ProblemFile};
use crate::settings::Settings;
use crate::synthetic::Recipe;

/// What is measured once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Task {
    /// What.
    pub measurement: Measurement,
    /// On which problem.
    pub instance: Instance,
    /// Made up from which seed.
    pub seed: u64,
    /// Monday of the first of two weeks of appointments.
    pub first_day: NaiveDate,
    /// Seconds.
    pub time_limit: f64,
    /// `None` is all processors.
    pub threads: Option<u16>,
}

/// A problem and the tables by which its postcodes are understood.
pub struct MadeUp {
    pub file: ProblemFile,
    pub area: Area,
    /// Seconds that it took.
    pub seconds: f64,
}

impl Task {
    /// Measures in a new process and returns its row.
    ///
    /// # Errors
    /// When it cannot be started, or ends badly; why it did, it has said itself.
    pub fn in_a_process_of_its_own(
        &self,
        config: Option<&Path>,
        console: &Console,
    ) -> Result<serde_json::Value, CliError> {
        let failed = |error: std::io::Error| CliError::environment("bench", error);
        let task = serde_json::to_string(self).map_err(|error| CliError::environment("JSON", error))?;
        let mut command = Command::new(std::env::current_exe().map_err(failed)?);
        command.args(["--lang", console.locale.code()]);
        if console.quiet {
            command.arg("--quiet");
        }
        if let Some(config) = config {
            command.arg("--config").arg(config);
        }
        command.args(["bench", "alone", &task]).stdin(Stdio::null()).stderr(Stdio::inherit());
        let begun = Instant::now();
        let output = command.output().map_err(failed)?;
        let what = format!("{}, seed {}", self.instance.name, self.seed);
        match output.status.code() {
            Some(0) => {}
            Some(1) => return Err(CliError::Refused(what)),
            Some(2) => return Err(CliError::Usage(what)),
            _ => return Err(CliError::Environment(format!("{what}: {}", output.status))),
        }
        if !console.quiet {
            console.say(&format!("{what}: {:.1} s", begun.elapsed().as_secs_f64()));
        }
        serde_json::from_slice(&output.stdout).map_err(|error| CliError::environment("JSON", error))
    }

    /// The same problem as `generate` prints for these arguments.
    ///
    /// # Errors
    /// When the area is unknown or nothing can be made up from the recipe.
    pub fn make_up(&self, settings: &Settings, console: &Console) -> Result<MadeUp, CliError> {
        let bar = console.bar();
        bar.set_message(console.text("cli-step-generate", &[]));
        let begun = Instant::now();
        let Instance { lotsen, requests, area, .. } = &self.instance;
        let area = problem::area(Some(area), settings)?;
        let recipe = Recipe::new(self.seed, *lotsen, *requests, self.first_day);
        let file = generate::problem(&recipe, &area, settings)?;
        bar.finish_and_clear();
        Ok(MadeUp { file, area, seconds: begun.elapsed().as_secs_f64() })
    }

    /// How to solve it.
    ///
    /// # Errors
    /// When the time limit is no duration.
    pub fn options(&self, settings: &Settings) -> Result<Options, CliError> {
        let time_limit = Duration::try_from_secs_f64(self.time_limit)
            .map_err(|error| CliError::Usage(format!("--time-limit {}: {error}", self.time_limit)))?;
        Ok(Options { time_limit, ..settings.matching.options() })
    }
}

/// Measures in this process and prints the row.
pub fn alone(task: &str, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let task: Task = serde_json::from_str(task).map_err(|error| CliError::Usage(error.to_string()))?;
    let row = problem::with_threads(task.threads, || task.measurement.row(&task, settings, console))??;
    console.document(&row)
}
