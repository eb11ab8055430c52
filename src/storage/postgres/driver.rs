//! `RustPg`: a synchronous diesel connection over the asynchronous, pure-Rust PostgreSQL driver.
//!
//! diesel's own `PgConnection` needs libpq, and libpq needs OpenSSL for TLS. This newtype around diesel-async's
//! connection needs neither; in return it implements diesel's connection traits itself, which diesel allows behind the
//! feature `i-implement-a-third-party-backend-and-opt-into-breaking-changes` (so diesel is held at 2.3).
//!
//! It also watches what passes through it: diesel's errors carry no SQLSTATE, and a caller's error type may hide the
//! storage error inside. [`Seen`] therefore remembers what the server said since the transaction began.
//!
//! Absent: `COPY`, `LISTEN`, and types that are looked up by name; all types used have fixed object identifiers.

use std::any::Any;

use diesel::connection::{
    CacheSize, Connection, ConnectionSealed, DefaultLoadingMode, Instrumentation, LoadConnection, SimpleConnection,
    TransactionManager, TransactionManagerStatus,
};
use diesel::expression::QueryMetadata;
use diesel::internal::derives::multiconnection::MultiConnectionHelper;
use diesel::migration::MigrationConnection;
use diesel::pg::{FailedToLookupTypeError, Pg, PgMetadataCacheKey, PgMetadataLookup, PgTypeMetadata};
use diesel::query_builder::{Query, QueryFragment, QueryId};
use diesel::r2d2::R2D2Connection;
use diesel::result::{ConnectionError, ConnectionResult, DatabaseErrorKind, Error, QueryResult};
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use tokio::runtime::Handle;

type Inner = AsyncConnectionWrapper<AsyncPgConnection>;
type InnerManager = <Inner as Connection>::TransactionManager;
type InnerCursor<'conn, 'query> = <Inner as LoadConnection>::Cursor<'conn, 'query>;

/// One connection to PostgreSQL. Use it on a thread that may block, never on an asynchronous one.
pub struct RustPg {
    inner: Inner,
    runtime: Handle,
    seen: Seen,
}

/// What went wrong on a connection since its transaction began.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Some statement failed: the server answers the next `COMMIT` with a silent rollback.
    pub failed: bool,
    /// 40001: run the transaction again.
    pub serialization: bool,
    /// 40P01: run the transaction again. diesel has no word for it; it is known by the server's, where that speaks English.
    pub deadlock: bool,
    /// A fault diesel has no word for; a deadlock told in another language is one of them.
    pub unknown: bool,
    /// The connection is gone. It stays gone, so this is never reset.
    pub lost: bool,
}

/// What the server calls a deadlock.
const DEADLOCK: &str = "deadlock detected";

impl Seen {
    fn note<T>(&mut self, result: QueryResult<T>) -> QueryResult<T> {
        if let Err(error) = &result {
            self.failed = true;
            if let Error::DatabaseError(kind, said) = error {
                match kind {
                    DatabaseErrorKind::SerializationFailure => self.serialization = true,
                    DatabaseErrorKind::Unknown if said.message() == DEADLOCK => self.deadlock = true,
                    DatabaseErrorKind::Unknown => self.unknown = true,
                    DatabaseErrorKind::UnableToSendCommand | DatabaseErrorKind::ClosedConnection => self.lost = true,
                    _ => {}
                }
            }
        }
        result
    }
}

impl RustPg {
    /// Wraps an open connection whose input and output `runtime` drives.
    pub fn new(connection: AsyncPgConnection, runtime: Handle) -> Self {
        // The wrapper takes the runtime of the thread it is made on.
        let entered = runtime.enter();
        let inner = Inner::from(connection);
        drop(entered);
        Self { inner, runtime, seen: Seen::default() }
    }

    /// Begins a transaction with the given `BEGIN …`.
    pub fn begin(&mut self, sql: &str) -> QueryResult<()> {
        self.seen = Seen { lost: self.seen.lost, ..Seen::default() };
        let begun = diesel_async::AnsiTransactionManager::begin_transaction_sql(&mut *self.inner, sql);
        let result = self.runtime.block_on(begun);
        // Nothing but a dying connection makes BEGIN fail, whatever the server calls it.
        self.seen.lost |= result.is_err();
        self.seen.note(result)
    }

    /// What went wrong since the transaction began.
    pub fn seen(&self) -> Seen {
        self.seen
    }
}

impl SimpleConnection for RustPg {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        let result = self.inner.batch_execute(query);
        self.seen.note(result)
    }
}

impl ConnectionSealed for RustPg {}

impl Connection for RustPg {
    type Backend = Pg;
    type TransactionManager = RustPgTransactions;

    /// Always refuses: the pool opens connections, from a parsed URL.
    fn establish(_: &str) -> ConnectionResult<Self> {
        Err(ConnectionError::BadConnection("connections are opened by the pool".to_owned()))
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Pg> + QueryId,
    {
        let result = self.inner.execute_returning_count(source);
        self.seen.note(result)
    }

    fn transaction_state(&mut self) -> &mut diesel_async::AnsiTransactionManager {
        self.inner.transaction_state()
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.inner.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.inner.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.inner.set_prepared_statement_cache_size(size);
    }
}

impl LoadConnection<DefaultLoadingMode> for RustPg {
    type Cursor<'conn, 'query> = Cursor<'conn, 'query>;
    type Row<'conn, 'query> = <Inner as LoadConnection>::Row<'conn, 'query>;

    fn load<'conn, 'query, T>(&'conn mut self, source: T) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<Pg> + QueryId + 'query,
        Pg: QueryMetadata<T::SqlType>,
    {
        let Self { inner, seen, .. } = self;
        let rows = inner.load(source);
        let rows = seen.note(rows)?;
        Ok(Cursor { rows, seen })
    }
}

/// Rows as they arrive. The server may report a fault of the statement only here, after the first rows.
pub struct Cursor<'conn, 'query> {
    rows: InnerCursor<'conn, 'query>,
    seen: &'conn mut Seen,
}

impl<'conn, 'query> Iterator for Cursor<'conn, 'query> {
    type Item = QueryResult<<Inner as LoadConnection>::Row<'conn, 'query>>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        Some(self.seen.note(row))
    }
}

/// Hands `BEGIN`, `COMMIT`, `ROLLBACK` and savepoints through to the inner connection.
pub struct RustPgTransactions;

impl TransactionManager<RustPg> for RustPgTransactions {
    type TransactionStateData = diesel_async::AnsiTransactionManager;

    fn begin_transaction(conn: &mut RustPg) -> QueryResult<()> {
        let result = InnerManager::begin_transaction(&mut conn.inner);
        conn.seen.note(result)
    }

    fn rollback_transaction(conn: &mut RustPg) -> QueryResult<()> {
        let result = InnerManager::rollback_transaction(&mut conn.inner);
        conn.seen.note(result)
    }

    fn commit_transaction(conn: &mut RustPg) -> QueryResult<()> {
        let result = InnerManager::commit_transaction(&mut conn.inner);
        conn.seen.note(result)
    }

    fn transaction_manager_status_mut(conn: &mut RustPg) -> &mut TransactionManagerStatus {
        InnerManager::transaction_manager_status_mut(&mut conn.inner)
    }

    fn is_broken_transaction_manager(conn: &mut RustPg) -> bool {
        InnerManager::is_broken_transaction_manager(&mut conn.inner)
    }
}

impl MigrationConnection for RustPg {
    fn setup(&mut self) -> QueryResult<usize> {
        self.batch_execute(diesel::migration::CREATE_MIGRATIONS_TABLE).map(|()| 0)
    }
}

impl R2D2Connection for RustPg {
    fn ping(&mut self) -> QueryResult<()> {
        self.batch_execute("SELECT 1")
    }

    fn is_broken(&mut self) -> bool {
        self.seen.lost || RustPgTransactions::is_broken_transaction_manager(self)
    }
}

/// Stands in for the lookup of types by name, which the driver does by itself and this code never asks for.
struct NoLookup;

impl PgMetadataLookup for NoLookup {
    fn lookup_type(&mut self, name: &str, schema: Option<&str>) -> PgTypeMetadata {
        let key = PgMetadataCacheKey::new(schema.map(|text| text.to_owned().into()), name.to_owned().into());
        PgTypeMetadata::from_result(Err(FailedToLookupTypeError::new(key)))
    }
}

impl MultiConnectionHelper for RustPg {
    fn to_any<'a>(_: &mut <Pg as diesel::sql_types::TypeMetadata>::MetadataLookup) -> &mut (dyn Any + 'a) {
        // A type without size takes no memory, so nothing is leaked.
        Box::leak(Box::new(NoLookup))
    }

    fn from_any(lookup: &mut dyn Any) -> Option<&mut <Pg as diesel::sql_types::TypeMetadata>::MetadataLookup> {
        lookup.downcast_mut::<NoLookup>().map(|lookup| lookup as &mut dyn PgMetadataLookup)
    }
}
