//! Settings: `config/default.toml`, changed by a file, changed by the environment. Only `startup` and `cli` read them.
//!
//! One file a section. A key that no section knows is refused, so that a typing error does not pass in silence.

mod accounts;
mod coverage;
mod database;
mod jobs;
mod log;
mod mail;
mod matching;
mod programme;
mod regions;
mod web;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;
use config::{Config, Environment, File, FileFormat, Map};
use serde::{Deserialize, Serialize};

pub use accounts::AccountsSection;
pub use coverage::CoverageSection;
pub use database::DatabaseSection;
pub use jobs::JobsSection;
pub use log::{LogFormat, LogSection};
pub use mail::{MailSection, MailTls, MailTransport, Secret, SmtpSection};
pub use matching::{MatchingRules, MatchingSection};
pub use programme::ProgrammeSection;
pub use regions::RegionsSection;
pub use web::{LimitsSection, ProxyHeaderName, WebSection};

/// Every key with its default and its comment.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// The file that is read from the working folder when no other is named.
pub const USUAL_FILE: &str = "lotsenwerk.toml";

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where data is stored.
    pub database: DatabaseSection,
    /// Whose postcodes are used.
    pub regions: RegionsSection,
    /// How plans are found.
    pub matching: MatchingSection,
    /// Which funding rules hold.
    pub programme: ProgrammeSection,
    /// How mails go out.
    pub mail: MailSection,
    /// How workers work.
    pub jobs: JobsSection,
    /// Where pages are served.
    pub web: WebSection,
    /// How accounts are kept.
    pub accounts: AccountsSection,
    /// How figures are told.
    pub coverage: CoverageSection,
    /// What is logged.
    pub log: LogSection,
}

/// Why settings were not taken.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file named is not there.
    #[error("the settings file {} cannot be read: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// A key or value is wrong.
    #[error("the settings are wrong: {0}; config/default.toml lists every key with its meaning")]
    Wrong(#[from] config::ConfigError),
    /// A value is of the right kind and yet none.
    #[error("{key} {value:?}: wanted is {wanted}")]
    Value {
        /// Which setting.
        key: &'static str,
        /// As it is set.
        value: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// A rules file does not fit.
    #[error("{}: {message}", path.display())]
    Rules {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

impl Settings {
    /// Reads the defaults, then `file` (or [`USUAL_FILE`] if that exists), then the environment given.
    ///
    /// # Errors
    /// When a named file is missing, or any layer has an unknown key or a value of the wrong kind.
    pub fn load(file: Option<&Path>, environment: HashMap<String, String>) -> Result<Self, SettingsError> {
        let mut builder = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
        let usual = Path::new(USUAL_FILE);
        if let Some(path) = file.or_else(|| usual.exists().then_some(usual)) {
            builder = builder.add_source(File::from_str(&read(path)?, FileFormat::Toml));
        }
        let database_url = environment.get("DATABASE_URL").cloned();
        let own: Map<String, String> =
            environment.into_iter().filter(|(key, _)| key.starts_with("LOTSENWERK__")).collect();
        builder = builder.add_source(Environment::with_prefix("LOTSENWERK").separator("__").source(Some(own)));
        builder = builder.set_override_option("database.url", database_url)?;
        Ok(builder.build()?.try_deserialize()?)
    }
}

fn read(path: &Path) -> Result<String, SettingsError> {
    std::fs::read_to_string(path).map_err(|source| SettingsError::File { path: path.to_owned(), source })
}

/// A time of day such as 02:30, or none.
fn time_of_day(key: &'static str, value: &str) -> Result<Option<NaiveTime>, SettingsError> {
    if value.is_empty() {
        return Ok(None);
    }
    let wanted = "a time of day such as 02:30, or nothing";
    let wrong = |_| SettingsError::Value { key, value: value.to_owned(), wanted };
    NaiveTime::parse_from_str(value, "%H:%M").map(Some).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(value: &toml::Value, prefix: &str, into: &mut Vec<String>) {
        match value {
            toml::Value::Table(table) => {
                table.iter().for_each(|(key, value)| keys(value, &format!("{prefix}.{key}"), into))
            }
            _ => into.push(prefix.to_owned()),
        }
    }

    #[test]
    fn the_reference_has_every_key_and_no_other() {
        let settings = Settings::load(None, HashMap::new()).unwrap();
        let (mut in_code, mut in_file) = (Vec::new(), Vec::new());
        keys(&toml::Value::try_from(&settings).unwrap(), "", &mut in_code);
        keys(&toml::from_str(DEFAULTS).unwrap(), "", &mut in_file);
        in_code.sort();
        in_file.sort();
        assert_eq!(in_code, in_file);
    }

    #[test]
    fn file_and_environment_change_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.toml");
        std::fs::write(&path, "[matching]\nseed = 7\ntime_limit_seconds = 5\n").unwrap();
        let environment =
            [("LOTSENWERK__MATCHING__SEED", "9"), ("DATABASE_URL", "postgres://localhost/x"), ("PATH", "/bin")];
        let environment = environment.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        let settings = Settings::load(Some(&path), environment).unwrap();
        assert_eq!((settings.matching.seed, settings.matching.time_limit_seconds), (9, 5));
        assert_eq!(settings.database.url, "postgres://localhost/x");
    }

    #[test]
    fn typing_errors_are_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.toml");
        for (text, named) in [("[matching]\nsede = 7\n", "sede"), ("[matching]\nseed = \"many\"\n", "seed")] {
            std::fs::write(&path, text).unwrap();
            let error = Settings::load(Some(&path), HashMap::new()).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
        let missing = Settings::load(Some(&folder.path().join("none.toml")), HashMap::new()).unwrap_err();
        assert!(matches!(missing, SettingsError::File { .. }));
    }
}
