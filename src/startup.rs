//! The composition root: from settings to a working context. The only reader of the clock and of the system's randomness.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rand::TryRng;
use rand::rngs::SysRng;

use crate::app::{Context, Moment, Sender};
use crate::domain::contact::{ContactError, Email};
use crate::i18n::{Locale, UnknownLocale};
use crate::mail::transport::Transport;
use crate::regions::{self, LoadError, Source};
use crate::settings::{Settings, SettingsError};
use crate::storage::{Database, DatabaseUrl, PoolSettings, StorageError, UrlError};

/// Why the program cannot begin to work.
#[derive(Debug, thiserror::Error)]
pub enum StartupError {
    /// A settings file does not fit.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The database URL is none.
    #[error("database.url: {0}")]
    Url(#[from] UrlError),
    /// The database cannot be opened.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A reference table does not fit.
    #[error(transparent)]
    Tables(#[from] LoadError),
    /// The sender's address is none.
    #[error("mail.from_address {value:?} {error}; give an address such as lotsen@example.org")]
    Sender {
        /// As in the settings.
        value: String,
        /// What is wrong with it.
        error: ContactError,
    },
    /// The mail language is none.
    #[error("mail.language: {0}")]
    Language(#[from] UnknownLocale),
    /// The system gave no randomness.
    #[error("the system gives no random numbers: {0}")]
    Chance(#[from] rand::rngs::SysError),
}

impl StartupError {
    /// Whether the settings are to blame, not the environment.
    pub fn is_usage(&self) -> bool {
        !matches!(self, Self::Storage(_) | Self::Chance(_))
    }
}

/// Opens the database that the settings name, leaving its schema alone.
///
/// # Errors
/// When the URL is none or the database does not answer.
pub fn database(settings: &Settings) -> Result<Database, StartupError> {
    let url = DatabaseUrl::parse(&settings.database.url)?;
    let pool = PoolSettings {
        connections: settings.database.connections,
        wait: Duration::from_secs(settings.database.wait_seconds),
        ..PoolSettings::default()
    };
    Ok(Database::open(&url, &pool)?)
}

/// Everything that use cases work with. The schema is brought up to date.
///
/// # Errors
/// When a setting, a table or the database does not fit.
pub fn context(settings: &Settings) -> Result<Context, StartupError> {
    let rules = settings.matching.rules()?;
    let programmes = settings.programme.rules()?;
    let sender = sender(settings)?;
    let area = regions::load_area(&settings.regions.source(), &settings.regions.area)?;
    let database = database(settings)?;
    database.migrate()?;
    Ok(Context {
        database,
        area,
        languages: regions::load_languages(&Source::Embedded)?,
        travel: rules.travel().clone(),
        weights: rules.weights(),
        programmes,
        programme: settings.programme.code.clone(),
        sender,
    })
}

fn sender(settings: &Settings) -> Result<Sender, StartupError> {
    let value = settings.mail.from_address.clone();
    let address = Email::parse(&value).map_err(|error| StartupError::Sender { value, error })?;
    Ok(Sender {
        name: settings.mail.from_name.clone(),
        address,
        locale: settings.mail.language.parse::<Locale>()?,
        answer_hours: settings.mail.answer_hours,
    })
}

/// Where mails go.
pub fn transport(settings: &Settings) -> Transport {
    Transport::File { dir: settings.mail.folder.clone() }
}

/// Now.
#[expect(clippy::disallowed_methods, reason = "the composition root reads the clock for everybody")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A moment with the system's randomness.
///
/// # Errors
/// When the system gives none.
pub fn moment(now: DateTime<Utc>) -> Result<Moment, StartupError> {
    let mut seed = [0; 32];
    SysRng.try_fill_bytes(&mut seed)?;
    Ok(Moment::new(now, seed))
}
