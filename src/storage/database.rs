//! The database as a whole: its pools of connections.
//!
//! SQLite gets one writing connection and several reading ones: writers wait in line instead of colliding. PostgreSQL
//! gets one pool for both. Connections are opened by the scheme of the URL, never by trial.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::r2d2::{HandleError, ManageConnection, Pool, PooledConnection};

use super::connection::AnyConn;
use super::error::StorageError;
use super::postgres::Connector;
use super::sqlite::{Access, Opener};
use super::url::{DatabaseUrl, Engine, Target};

/// How many connections to hold and how long to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolSettings {
    /// SQLite: reading connections beside the one writer. PostgreSQL: all connections. At least 1.
    pub connections: u32,
    /// How long to wait for a free connection, and for SQLite's write lock, before [`StorageError::Busy`].
    pub wait: Duration,
    /// SQLite only: what a power cut may take.
    pub durability: Durability,
}

/// What a power cut may take from a SQLite file. The file stays sound either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing that was committed; each commit waits for the disk.
    EveryCommit,
    /// The last commits; writing is about twice as fast.
    RecentMayBeLost,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self { connections: 8, wait: Duration::from_secs(5), durability: Durability::EveryCommit }
    }
}

/// An open database. Clones share the connections.
#[derive(Clone)]
pub struct Database {
    engine: Engine,
    pub(super) readers: Connections,
    pub(super) writers: Connections,
}

impl Database {
    /// Opens the database and proves that it answers. A SQLite file is created when absent; its folder must exist.
    /// The schema is left alone: see [`Database::migrate`].
    pub fn open(url: &DatabaseUrl, settings: &PoolSettings) -> Result<Self, StorageError> {
        match url.target() {
            Target::Sqlite(path) => {
                // The writer first: it creates the file and switches it to the write-ahead log.
                let writers = Source::Sqlite(Opener::new(path, Access::Write, settings)?);
                let writers = Connections::open(writers, 1, settings.wait)?;
                let readers = Source::Sqlite(Opener::new(path, Access::Read, settings)?);
                let readers = Connections::open(readers, settings.connections, settings.wait)?;
                Ok(Self { engine: Engine::Sqlite, readers, writers })
            }
            Target::Postgres(server) => {
                let source = Source::Postgres(Box::new(Connector::new(server)?));
                let both = Connections::open(source, settings.connections, settings.wait)?;
                Ok(Self { engine: Engine::Postgres, readers: both.clone(), writers: both })
            }
        }
    }

    /// Which engine holds the data.
    pub fn engine(&self) -> Engine {
        self.engine
    }
}

/// A pool that can say why it has no connection to give.
#[derive(Clone)]
pub(super) struct Connections {
    pool: Pool<Manager>,
    last_failure: Arc<Mutex<Option<String>>>,
}

/// A connection on loan.
pub(super) type Loan = PooledConnection<Manager>;

impl Connections {
    fn open(source: Source, size: u32, wait: Duration) -> Result<Self, StorageError> {
        // The pool would hide the reason behind a time-out, so the first attempt is made here.
        drop(source.connect()?);
        let last_failure = Arc::new(Mutex::new(None));
        let pool = Pool::builder()
            .max_size(size.max(1))
            .min_idle(Some(1))
            .connection_timeout(wait)
            // Asking "SELECT 1" before each loan costs a fifth of the speed; `begin` notices a dead connection anyway.
            .test_on_check_out(false)
            .error_handler(Box::new(LogFailures))
            .build_unchecked(Manager { source, last_failure: Arc::clone(&last_failure) });
        Ok(Self { pool, last_failure })
    }

    /// Lends a connection, waiting for one if need be.
    pub fn lend(&self) -> Result<Loan, StorageError> {
        self.pool.get().map_err(|_| match self.last_failure.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            Some(why) => StorageError::Unavailable(why),
            None => StorageError::Busy,
        })
    }

    /// The most connections there can be at once.
    pub fn size(&self) -> u32 {
        self.pool.max_size()
    }
}

/// Where new connections come from.
enum Source {
    Sqlite(Opener),
    Postgres(Box<Connector>),
}

impl Source {
    fn connect(&self) -> Result<AnyConn, StorageError> {
        match self {
            Self::Sqlite(opener) => opener.connect().map(AnyConn::Sqlite),
            Self::Postgres(connector) => connector.connect().map(AnyConn::Pg),
        }
    }
}

pub(super) struct Manager {
    source: Source,
    /// Why the last attempt to connect failed; empty after a success.
    last_failure: Arc<Mutex<Option<String>>>,
}

impl ManageConnection for Manager {
    type Connection = AnyConn;
    type Error = StorageError;

    fn connect(&self) -> Result<AnyConn, StorageError> {
        let connection = self.source.connect();
        let failure = match &connection {
            Ok(_) => None,
            Err(StorageError::Unavailable(why)) => Some(why.clone()),
            Err(other) => Some(other.to_string()),
        };
        *self.last_failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
        connection
    }

    fn is_valid(&self, conn: &mut AnyConn) -> Result<(), StorageError> {
        diesel::r2d2::R2D2Connection::ping(conn).map_err(StorageError::from)
    }

    /// A connection that comes back during a panic may have a transaction open: it is closed, which undoes that.
    fn has_broken(&self, conn: &mut AnyConn) -> bool {
        std::thread::panicking() || conn.is_spent()
    }
}

/// The pool's background attempts fail in nobody's presence, so they are logged here.
#[derive(Debug)]
struct LogFailures;

impl HandleError<StorageError> for LogFailures {
    fn handle_error(&self, error: StorageError) {
        tracing::warn!(%error, "a database connection could not be opened; trying again");
    }
}
