//! Opening a SQLite file: one writer, several readers, write-ahead log.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::database::{Durability, PoolSettings};
use super::error::StorageError;

/// Whether a connection may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Enforced by `query_only`.
    Read,
    /// For the one writer.
    Write,
}

/// Opens connections to one file.
pub struct Opener {
    /// Absolute, so that no name is mistaken for a `file:` URI.
    path: PathBuf,
    access: Access,
    pragmas: String,
}

impl Opener {
    /// Prepares the settings of every connection; opens nothing yet.
    pub fn new(path: &Path, access: Access, settings: &PoolSettings) -> Result<Self, StorageError> {
        let path = std::path::absolute(path)
            .map_err(|error| StorageError::Unavailable(format!("{}: {error}", path.display())))?;
        Ok(Self { path, access, pragmas: pragmas(access, settings) })
    }

    /// Opens one connection. The writer creates the file when it is absent; its folder must exist.
    pub fn connect(&self) -> Result<SqliteConnection, StorageError> {
        let unavailable = |why: String| StorageError::Unavailable(format!("{}: {why}", self.path.display()));
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        if !folder.is_dir() {
            return Err(unavailable(format!("the folder {} does not exist; create it first", folder.display())));
        }
        if self.access == Access::Read && !self.path.is_file() {
            return Err(unavailable("the file is gone".to_owned()));
        }
        let path = self.path.to_str().ok_or_else(|| unavailable("the path is not UTF-8".to_owned()))?;
        let mut conn = SqliteConnection::establish(path).map_err(|error| unavailable(error.to_string()))?;
        conn.batch_execute(&self.pragmas).map_err(|error| unavailable(error.to_string()))?;
        Ok(conn)
    }
}

/// `busy_timeout` comes first: even switching to the write-ahead log may have to wait for another process.
fn pragmas(access: Access, settings: &PoolSettings) -> String {
    let synchronous = match settings.durability {
        Durability::EveryCommit => "FULL",
        Durability::RecentMayBeLost => "NORMAL",
    };
    let query_only = match access {
        Access::Read => "ON",
        Access::Write => "OFF",
    };
    format!(
        "PRAGMA busy_timeout = {busy};
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = {synchronous};
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -16000;
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 268435456;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA trusted_schema = OFF;
         PRAGMA query_only = {query_only};",
        busy = settings.wait.as_millis(),
    )
}
