//! A database of its own for each test: on SQLite always, on PostgreSQL when `LOTSENWERK_TEST_POSTGRES` holds the URL of
//! a server on which databases may be created (such as `postgres://postgres@127.0.0.1/postgres`).
//!
//! When the variable is set and the server is away, the PostgreSQL tests fail. Without it they say so and do nothing.

use std::ops::Deref;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};
use lotsenwerk::storage::{Database, DatabaseUrl, Durability, Engine, PoolSettings, ReadTx, StorageError, WriteTx};
use tempfile::TempDir;

/// Turns functions that take a `&TestDatabase` into one test for each engine, in modules named after them. A function
/// that is not listed is dead code, which the compiler reports.
macro_rules! on_each_database {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() {
                super::$name(&$crate::support::db::TestDatabase::sqlite());
            })+
        }

        mod postgres {
            $(#[test] fn $name() {
                if let Some(db) = $crate::support::db::TestDatabase::postgres() {
                    super::$name(&db);
                }
            })+
        }
    };
}
pub(crate) use on_each_database;

/// A database that goes when it is dropped. Opened and migrated unless made otherwise.
pub struct TestDatabase {
    database: Option<Database>,
    url: String,
    place: Place,
}

enum Place {
    Folder(#[expect(dead_code, reason = "the folder is deleted when this is dropped")] TempDir),
    Server { admin: String, name: String },
}

impl TestDatabase {
    /// On SQLite.
    pub fn sqlite() -> Self {
        Self::sqlite_without_schema().migrated()
    }

    /// On SQLite, before the first migration.
    pub fn sqlite_without_schema() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self { database: None, url, place: Place::Folder(folder) }.opened()
    }

    /// On PostgreSQL, if there is a server to test on.
    pub fn postgres() -> Option<Self> {
        Self::postgres_without_schema().map(Self::migrated)
    }

    /// On PostgreSQL, before the first migration.
    pub fn postgres_without_schema() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let admin = server()?;
        let name = format!("lotsenwerk_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut server = Raw::open(&admin);
        server.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        server.batch(&format!("CREATE DATABASE {name}"));
        let (address, options) = admin.split_once('?').unwrap_or((&admin, ""));
        let (host, _) = address.rsplit_once('/').unwrap();
        let url = format!("{host}/{name}?{options}");
        Some(Self { database: None, url, place: Place::Server { admin, name } }.opened())
    }

    /// Opens the same database again, as another instance of the program would.
    pub fn open_again(&self) -> Database {
        self.open_with(&settings())
    }

    /// The same with other settings.
    pub fn open_with(&self, settings: &PoolSettings) -> Database {
        Database::open(&DatabaseUrl::parse(&self.url).unwrap(), settings).unwrap()
    }

    /// Writes what cannot fail.
    pub fn must_write<T>(&self, work: impl FnMut(&mut WriteTx) -> Result<T, StorageError>) -> T {
        self.write(work).unwrap()
    }

    /// Reads what is there.
    pub fn must_read<T>(&self, work: impl FnOnce(&mut ReadTx) -> Result<T, StorageError>) -> T {
        self.read(work).unwrap()
    }

    /// A connection that goes past the storage.
    pub fn raw(&self) -> Raw {
        Raw::open(&self.url)
    }

    fn opened(mut self) -> Self {
        self.database = Some(self.open_again());
        self
    }

    fn migrated(self) -> Self {
        self.migrate().unwrap();
        self
    }
}

impl Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        self.database.as_ref().unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.database = None;
        if let Place::Server { admin, name } = &self.place {
            Raw::open(admin).batch(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// Few connections, no waiting for the disk.
pub fn settings() -> PoolSettings {
    PoolSettings { connections: 4, durability: Durability::RecentMayBeLost, ..PoolSettings::default() }
}

/// The server to test on.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where a server is")]
pub fn server() -> Option<String> {
    let server = std::env::var("LOTSENWERK_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    if server.is_none() {
        eprintln!("LOTSENWERK_TEST_POSTGRES is not set: not tested on PostgreSQL");
    }
    server
}

/// A connection that runs any SQL, for looking at what the storage did.
pub enum Raw {
    Sqlite(SqliteConnection),
    Postgres(tokio::runtime::Runtime, tokio_postgres::Client),
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

impl Raw {
    fn open(url: &str) -> Self {
        if let Some(path) = url.strip_prefix("sqlite://") {
            let mut conn = SqliteConnection::establish(path).unwrap();
            // The service may be writing at the same time: wait for it, as the storage's own connections do.
            conn.batch_execute("PRAGMA busy_timeout = 60000").unwrap();
            return Self::Sqlite(conn);
        }
        // Without the options, which are meant for the storage: the server may be asked for TLS there.
        let (address, _) = url.split_once('?').unwrap_or((url, ""));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let (client, traffic) = tokio_postgres::connect(address, tokio_postgres::NoTls)
                .await
                .unwrap_or_else(|error| panic!("the server in LOTSENWERK_TEST_POSTGRES does not answer: {error}"));
            tokio::spawn(traffic);
            client
        });
        Self::Postgres(runtime, client)
    }

    /// Which engine it speaks to.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(..) => Engine::Postgres,
        }
    }

    /// Runs statements.
    pub fn batch(&mut self, sql: &str) {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql).unwrap(),
            Self::Postgres(runtime, client) => runtime.block_on(client.batch_execute(sql)).unwrap(),
        }
    }

    /// Whether the engine says no to a statement.
    pub fn refuses(&mut self, sql: &str) -> bool {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql).is_err(),
            Self::Postgres(runtime, client) => runtime.block_on(client.batch_execute(sql)).is_err(),
        }
    }

    /// Runs a query whose only column is a text named `line`.
    pub fn lines(&mut self, sql: &str) -> Vec<String> {
        match self {
            Self::Sqlite(conn) => {
                diesel::sql_query(sql).load::<Line>(conn).unwrap().into_iter().map(|row| row.line).collect()
            }
            Self::Postgres(runtime, client) => {
                runtime.block_on(client.query(sql, &[])).unwrap().iter().map(|row| row.get("line")).collect()
            }
        }
    }
}
