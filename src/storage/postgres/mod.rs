//! Connections to PostgreSQL, in Rust from the socket up: no libpq, no OpenSSL, nothing to install.
//!
//! The choice: diesel's `bundled_without_openssl` libpq builds as easily but speaks plain text only, and a database on
//! another machine must be reached with a verified certificate. So [`driver::RustPg`] puts diesel over tokio-postgres
//! and rustls. What it costs is said there.
//!
//! The driver is asynchronous; one background thread ([`Runtime`]) carries the traffic of all connections, and callers
//! wait for it. Waiting is not possible on an asynchronous thread: call storage from a blocking one.

mod driver;
mod tls;

use std::time::Duration;

use diesel_async::AsyncPgConnection;
use tokio_postgres::NoTls;
use tokio_postgres::config::Config;
use tokio_postgres_rustls::MakeRustlsConnect;

pub use driver::{RustPg, Seen};

use super::error::StorageError;
use super::url::{Server, Tls, full_text};

/// How long a server may take to answer a connection attempt, unless the URL says `connect_timeout`.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens connections to one server and database.
pub struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    runtime: Runtime,
}

impl Connector {
    /// Prepares TLS and the background thread; connects to nothing yet.
    pub fn new(server: &Server) -> Result<Self, StorageError> {
        let mut config = server.config.clone();
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        let tls = match &server.tls {
            Tls::Off => None,
            Tls::Verified { roots } => Some(tls::connector(roots.as_deref())?),
        };
        Ok(Self { config, tls, runtime: Runtime::start()? })
    }

    /// Opens one connection.
    pub fn connect(&self) -> Result<RustPg, StorageError> {
        let handle = self.runtime.handle()?;
        let connection = handle.block_on(async {
            let unreachable = |error: tokio_postgres::Error| StorageError::Unavailable(full_text(&error));
            let connection = match &self.tls {
                None => {
                    let (client, traffic) = self.config.connect(NoTls).await.map_err(unreachable)?;
                    AsyncPgConnection::try_from_client_and_connection(client, traffic).await
                }
                Some(tls) => {
                    let (client, traffic) = self.config.connect(tls.clone()).await.map_err(unreachable)?;
                    AsyncPgConnection::try_from_client_and_connection(client, traffic).await
                }
            };
            connection.map_err(|error| StorageError::Unavailable(full_text(&error)))
        })?;
        Ok(RustPg::new(connection, handle.clone()))
    }
}

/// The thread that carries the traffic. Dropping it does not wait, so it may happen anywhere.
struct Runtime(Option<tokio::runtime::Runtime>);

impl Runtime {
    fn start() -> Result<Self, StorageError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("postgres")
            .enable_all()
            .build()
            .map_err(|error| StorageError::Unavailable(format!("no thread for PostgreSQL: {error}")))?;
        Ok(Self(Some(runtime)))
    }

    fn handle(&self) -> Result<&tokio::runtime::Handle, StorageError> {
        let stopped = || StorageError::Unavailable("the PostgreSQL thread has stopped".to_owned());
        self.0.as_ref().map(tokio::runtime::Runtime::handle).ok_or_else(stopped)
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
