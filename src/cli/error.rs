//! How a command ends badly, and with which exit code.

use std::process::ExitCode;

use crate::app::AppError;
use crate::startup::StartupError;

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The input has faults, or the answer is no. Nothing was changed.
    #[error("{0}")]
    Refused(String),
    /// The arguments, the settings or an input file cannot be used.
    #[error("{0}")]
    Usage(String),
    /// The database, the file system, the mail or the solver failed.
    #[error("{0}")]
    Environment(String),
}

impl CliError {
    /// The code that the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Environment(_) => 3,
        })
    }

    /// Something around the program failed while doing `what`.
    pub fn environment(what: &str, error: impl std::fmt::Display) -> Self {
        Self::Environment(format!("{what}: {error}"))
    }
}

impl From<StartupError> for CliError {
    fn from(error: StartupError) -> Self {
        if error.is_usage() { Self::Usage(error.to_string()) } else { Self::Environment(error.to_string()) }
    }
}

impl From<AppError> for CliError {
    fn from(error: AppError) -> Self {
        Self::Environment(error.to_string())
    }
}
