//! How a command ends badly, and with which exit code.

use std::process::ExitCode;

use crate::app::AppError;
use crate::regions::LoadError;
use crate::settings::SettingsError;
use crate::startup::StartupError;
use crate::synthetic::SyntheticError;

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
        let words = error.to_string();
        match error {
            // What is stored, or the plan made of it, has faults and was not stored; or a move is not possible.
            AppError::Problem(_) | AppError::Rejected(_) | AppError::Refused(_) => Self::Refused(words),
            // programme.code or the programme's files.
            AppError::Programme(_) => Self::Usage(words),
            _ => Self::Environment(words),
        }
    }
}

impl From<SettingsError> for CliError {
    fn from(error: SettingsError) -> Self {
        StartupError::from(error).into()
    }
}

/// The tables are the ones that the settings or `--area` name.
impl From<LoadError> for CliError {
    fn from(error: LoadError) -> Self {
        StartupError::from(error).into()
    }
}

impl From<SyntheticError> for CliError {
    fn from(error: SyntheticError) -> Self {
        let words = error.to_string();
        match error {
            SyntheticError::NotAMonday { .. }
            | SyntheticError::EdgeOfTime { .. }
            | SyntheticError::NobodyLivesThere { .. }
            // Only the days follow from what was asked for; everything else comes from tables that are built in.
            | SyntheticError::Value { .. } => Self::Usage(words),
            SyntheticError::UnknownLanguage { .. } | SyntheticError::Table { .. } | SyntheticError::Missing { .. } => {
                Self::Environment(words)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::NoRules;
    use crate::storage::StorageError;

    #[test]
    fn what_a_use_case_refuses_is_no_fault_of_the_environment() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let no_rules = || NoRules { code: "wir".to_owned(), day };
        for (error, code) in [
            (CliError::from(AppError::Problem(Vec::new())), 1),
            (AppError::Rejected(Vec::new()).into(), 1),
            (AppError::Programme(no_rules()).into(), 2),
            (AppError::Storage(StorageError::Busy).into(), 3),
            (SyntheticError::NotAMonday { day }.into(), 2),
            (SyntheticError::Table { file: "names.toml", why: String::new() }.into(), 3),
            (LoadError::UnknownArea { area: "x".to_owned(), known: Vec::new() }.into(), 2),
        ] {
            assert_eq!(error.exit_code(), ExitCode::from(code), "{error}");
        }
    }
}
