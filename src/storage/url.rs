//! The database URL: which database, where, and how its connection is protected.
//!
//! The scheme must be written out. A text that merely looks like a path is refused, because a mistyped PostgreSQL URL
//! would otherwise quietly become an empty SQLite file of that name. A database in memory is not offered: every
//! connection of a pool would see its own.
//!
//! For PostgreSQL, TLS is on or off, never "if possible": `sslmode=disable` speaks plain text, `require` and
//! `verify-full` both encrypt **and** check certificate and host name. Without `sslmode`, TLS is required unless the
//! server is on this machine.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tokio_postgres::config::{Config, Host, SslMode};

/// Where the data lie, parsed and complete. Printing it never shows a password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    target: Target,
}

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file on this machine, written by this one process at a time.
    Sqlite,
    /// A server that several instances share.
    Postgres,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Target {
    Sqlite(PathBuf),
    Postgres(Box<Server>),
}

/// A PostgreSQL server and database as the URL names them.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Server {
    pub config: Config,
    pub tls: Tls,
}

/// How the connection to PostgreSQL is protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tls {
    /// Plain text.
    Off,
    /// Encrypted; certificate and host name are checked against the given PEM file, or else Mozilla's roots.
    Verified { roots: Option<PathBuf> },
}

/// Why a database URL was not taken, with what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// No `sqlite://`, `postgres://` or `postgresql://` in front.
    #[error(
        "the database URL does not begin with a known scheme; write sqlite://data/lotsenwerk.db or \
         postgres://user:password@host/database"
    )]
    Scheme,
    /// `sqlite://` without a file, or with a folder's name.
    #[error(
        "the SQLite URL names no file; write sqlite://data/lotsenwerk.db, or sqlite:///var/lib/… for an absolute path"
    )]
    NoFile,
    /// `:memory:` in one of its spellings.
    #[error("a SQLite database in memory is not offered; name a file, for example sqlite:///tmp/lotsenwerk.db")]
    Memory,
    /// The rest of a PostgreSQL URL cannot be read. The text is the parser's and holds no password.
    #[error("the PostgreSQL URL cannot be read: {0}; write postgres://user:password@host:5432/database")]
    Postgres(String),
    /// Host or database is missing.
    #[error("the PostgreSQL URL names no {0}; write postgres://user:password@host:5432/database")]
    Incomplete(&'static str),
    /// An `sslmode` that is not offered.
    #[error(
        "sslmode={0} is not offered; write sslmode=verify-full (encrypted, certificate checked; require means the same \
         here) or sslmode=disable (plain text, for a network you trust)"
    )]
    SslMode(String),
}

impl DatabaseUrl {
    /// Parses `sqlite://<path>` or `postgres://…` (`postgresql://…`).
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        if text == "sqlite::memory:" {
            return Err(UrlError::Memory);
        }
        if let Some(path) = text.strip_prefix("sqlite://") {
            return Self::sqlite(path);
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let server = Box::new(server(text)?);
            return Ok(Self { target: Target::Postgres(server) });
        }
        Err(UrlError::Scheme)
    }

    /// The SQLite database in the file `path`, which need not exist yet.
    pub fn sqlite(path: impl AsRef<Path>) -> Result<Self, UrlError> {
        let path = path.as_ref();
        let text = path.to_string_lossy();
        if text.contains(":memory:") || text.contains("mode=memory") {
            return Err(UrlError::Memory);
        }
        if text.is_empty() || text.ends_with('/') {
            return Err(UrlError::NoFile);
        }
        Ok(Self { target: Target::Sqlite(path.to_owned()) })
    }

    /// Which engine the URL means.
    pub fn engine(&self) -> Engine {
        match self.target {
            Target::Sqlite(_) => Engine::Sqlite,
            Target::Postgres(_) => Engine::Postgres,
        }
    }

    /// The file of a SQLite database; `None` for PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        match &self.target {
            Target::Sqlite(path) => Some(path),
            Target::Postgres(_) => None,
        }
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text)
    }
}

impl fmt::Display for DatabaseUrl {
    /// The URL without its password and options, fit for a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            Target::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Target::Postgres(server) => {
                let config = &server.config;
                let hosts: Vec<String> = config.get_hosts().iter().map(host_name).collect();
                let database = config.get_dbname().unwrap_or_default();
                write!(f, "postgres://{}@{}/{database}", config.get_user().unwrap_or_default(), hosts.join(","))
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        })
    }
}

fn host_name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(folder) => folder.display().to_string(),
    }
}

/// Reads a PostgreSQL URL. `sslmode` and `sslrootcert` are taken out first: the driver knows neither `verify-full` nor
/// a file of roots. Their values are taken as written, without percent escapes.
fn server(text: &str) -> Result<Server, UrlError> {
    let (address, query) = text.split_once('?').unwrap_or((text, ""));
    let (mut mode, mut roots, mut rest) = (None, None, Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value),
            Some(("sslrootcert", value)) => roots = Some(PathBuf::from(value)),
            _ => rest.push(pair),
        }
    }
    let plain = if rest.is_empty() { address.to_owned() } else { format!("{address}?{}", rest.join("&")) };
    let mut config = Config::from_str(&plain).map_err(|error| UrlError::Postgres(full_text(&error)))?;
    if config.get_hosts().is_empty() {
        return Err(UrlError::Incomplete("host"));
    }
    if config.get_dbname().is_none_or(str::is_empty) {
        return Err(UrlError::Incomplete("database"));
    }
    let tls = match mode {
        Some("disable") => Tls::Off,
        Some("require" | "verify-full") => Tls::Verified { roots },
        Some(other) => return Err(UrlError::SslMode(other.to_owned())),
        None if config.get_hosts().iter().all(is_this_machine) => Tls::Off,
        None => Tls::Verified { roots },
    };
    config.ssl_mode(if tls == Tls::Off { SslMode::Disable } else { SslMode::Require });
    if config.get_application_name().is_none() {
        config.application_name("lotsenwerk");
    }
    Ok(Server { config, tls })
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name == "::1" || name == "[::1]" || name.starts_with("127."),
    }
}

/// An error with its causes in one line; drivers put the useful part into the cause.
pub(super) fn full_text(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tls(text: &str) -> Tls {
        match DatabaseUrl::parse(text).unwrap().target {
            Target::Postgres(server) => server.tls,
            Target::Sqlite(_) => unreachable!("{text} is no PostgreSQL URL"),
        }
    }

    #[test]
    fn a_scheme_is_required() {
        for text in ["", "data.db", "host=127.0.0.1 dbname=x", "./postgres://x", "mysql://u:p@h/d", "127.0.0.1/x"] {
            assert_eq!(DatabaseUrl::parse(text), Err(UrlError::Scheme), "{text:?}");
        }
    }

    #[test]
    fn sqlite_needs_a_file() {
        assert_eq!(DatabaseUrl::parse("sqlite://"), Err(UrlError::NoFile));
        assert_eq!(DatabaseUrl::parse("sqlite://data/"), Err(UrlError::NoFile));
        for text in ["sqlite::memory:", "sqlite://:memory:", "sqlite://file::memory:?cache=shared"] {
            assert_eq!(DatabaseUrl::parse(text), Err(UrlError::Memory), "{text:?}");
        }
        assert_eq!(DatabaseUrl::parse("sqlite:///var/x.db").unwrap().to_string(), "sqlite:///var/x.db");
    }

    #[test]
    fn postgres_needs_host_and_database() {
        assert_eq!(DatabaseUrl::parse("postgres:///x"), Err(UrlError::Incomplete("host")));
        assert_eq!(DatabaseUrl::parse("postgres://u@h"), Err(UrlError::Incomplete("database")));
        let Err(UrlError::Postgres(reason)) = DatabaseUrl::parse("postgres://u:geheim@h:port/x") else {
            unreachable!("a port that is no number must be refused")
        };
        assert!(!reason.contains("geheim"), "{reason}");
    }

    #[test]
    fn tls_is_on_unless_the_server_is_here() {
        let verified = Tls::Verified { roots: None };
        assert_eq!(tls("postgres://u@127.0.0.1/x"), Tls::Off);
        assert_eq!(tls("postgresql://u@localhost/x"), Tls::Off);
        assert_eq!(tls("postgres://u@db.example.org/x"), verified);
        assert_eq!(tls("postgres://u@db.example.org/x?sslmode=disable"), Tls::Off);
        assert_eq!(tls("postgres://u@127.0.0.1/x?sslmode=require"), verified);
        let own = Tls::Verified { roots: Some(PathBuf::from("/etc/ca.pem")) };
        assert_eq!(tls("postgres://u@db/x?connect_timeout=3&sslmode=verify-full&sslrootcert=/etc/ca.pem"), own);
        for mode in ["prefer", "allow", "verify-ca", ""] {
            let refused = DatabaseUrl::parse(&format!("postgres://u@db/x?sslmode={mode}"));
            assert_eq!(refused, Err(UrlError::SslMode(mode.to_owned())));
        }
    }

    #[test]
    fn passwords_are_never_printed() {
        let url = DatabaseUrl::parse("postgres://lots:geheim@db.example.org:6432/werk").unwrap();
        assert_eq!(url.to_string(), "postgres://lots@db.example.org/werk");
        assert!(!format!("{url:?}").contains("geheim"));
    }
}
